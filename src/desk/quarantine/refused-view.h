// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleRefusedView: one intake that the hub refused: why, what was entered, and the ways out: corrected here, sent again by
 * its kiosk, or dismissed by an administrator.
 *
 * Signal: settled ()  something was done with it: look again
 */
#define STIPPLE_TYPE_REFUSED_VIEW (stipple_refused_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleRefusedView, stipple_refused_view, STIPPLE, REFUSED_VIEW, GtkWidget)

GtkWidget *stipple_refused_view_new (StippleDesk *desk);
/* @id: of the intake; NULL: none. */
void stipple_refused_view_open (StippleRefusedView *self, const char *id);
/* It may have changed at the hub. What is typed stays. */
void stipple_refused_view_refresh (StippleRefusedView *self);

G_END_DECLS
