// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleStaffGesture: how staff ask for their drawer: a finger held for STIPPLE_STAFF_HOLD_MS, still, in the corner of
 * the window where lines begin, within STIPPLE_STAFF_CORNER of both edges; or Ctrl+Alt+Shift+S. Nothing shows that it
 * is there, or that it has begun: a client touches and lets go, and what they touched works as ever.
 *
 * Only between visits does the window listen to it, so nothing of a client's is ever on the screen then. On the attract
 * screen nothing to touch is in that corner but the screen itself, which begins a visit when it is let go.
 *
 * Signal: "asked".
 */
#define STIPPLE_TYPE_STAFF_GESTURE (stipple_staff_gesture_get_type ())
G_DECLARE_FINAL_TYPE (StippleStaffGesture, stipple_staff_gesture, STIPPLE, STAFF_GESTURE, GObject)

#define STIPPLE_STAFF_HOLD_MS 5000
#define STIPPLE_STAFF_CORNER 160 /* px */

/* For @window, which owns it. */
StippleStaffGesture *stipple_staff_gesture_new (GtkWidget *window);
/* At first it does not listen. */
void stipple_staff_gesture_set_active (StippleStaffGesture *self, gboolean active);
/* For tests, which have less patience. */
void stipple_staff_gesture_set_hold (StippleStaffGesture *self, guint ms);

G_END_DECLS
