// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StippleDeskWindow: signing in, and behind it the sidebar and its areas. When the hub ends a session, a sheet
 * asks to sign in again over what is there; when somebody signs out, or nobody was there for a while, nothing is left
 * to see.
 */
#define STIPPLE_TYPE_DESK_WINDOW (stipple_desk_window_get_type ())
G_DECLARE_FINAL_TYPE (StippleDeskWindow, stipple_desk_window, STIPPLE, DESK_WINDOW,
                      AdwApplicationWindow)

StippleDeskWindow *stipple_desk_window_new (GtkApplication *application, StippleDesk *desk);
/* Instead of the setting: for tests, which have no ten minutes. */
void stipple_desk_window_set_idle_ms (StippleDeskWindow *self, guint ms);

G_END_DECLS
