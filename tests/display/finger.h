// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/* Real events, as the X server makes them: a finger (the pointer) and keys. Each returns when all that was
 * sent has arrived. The widget's window must be mapped; it stands at the corner of the screen. */

/* Down, and up again, in the middle of @widget. */
void finger_tap (GtkWidget *widget);
/* Two taps, the second before anything of the first was handled. */
void finger_tap_twice (GtkWidget *widget);
/* Where the finger was last; the window of @widget. */
void finger_tap_here (GtkWidget *widget);
void finger_down (GtkWidget *widget);
/* At a place in the window of @widget. */
void finger_down_at (GtkWidget *widget, int x, int y);
void finger_move_to (GtkWidget *widget, int x, int y);
/* To the middle of @widget, while it is down or up. */
void finger_move (GtkWidget *widget);
void finger_up (GtkWidget *widget);
/* "Tab", "Return", "a", …: down and up. */
void finger_key (GtkWidget *widget, const char *name);
/* Gives the window the X focus, which no window manager does here: keys come to it from now on. */
void finger_focus (GtkWidget *widget);
