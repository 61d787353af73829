// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* StippleCallsPage: who called for staff from a kiosk, and that somebody goes. */
#define STIPPLE_TYPE_CALLS_PAGE (stipple_calls_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleCallsPage, stipple_calls_page, STIPPLE, CALLS_PAGE, GtkWidget)

GtkWidget *stipple_calls_page_new (StippleDesk *desk);

G_END_DECLS
