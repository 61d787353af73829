// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/day-close.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @json: the CLOSE of wire/api.h as it is now, whether it was signed or had changed meanwhile. */
typedef void (*StippleDaySignedFunc) (const json_t *json, const char *etag, gpointer object);

/* Closes the day of @close, which is what the hub called @etag. What is to be explained is, over @parent; the desk says
 * how it went. @signed_func is called with @object, as long as that lives. */
void stipple_day_sign (StippleDesk *desk, const StippleDayClose *close, const char *etag,
                       GtkWindow *parent, StippleDaySignedFunc signed_func, GObject *object);

G_END_DECLS
