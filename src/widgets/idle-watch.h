// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleIdleWatch: notices that somebody has walked away. Any touch or key on the watched widget is a
 * sign of life. After `timeout` ms without one it counts down `countdown` ms (0: not at all), then
 * emits "expired" and stops until started again.
 *
 * Property: remaining (uint, read-only, notifies): seconds left while it counts down, else 0.
 */
#define STIPPLE_TYPE_IDLE_WATCH (stipple_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (StippleIdleWatch, stipple_idle_watch, STIPPLE, IDLE_WATCH, GObject)

StippleIdleWatch *stipple_idle_watch_new (GtkWidget *widget);
void stipple_idle_watch_start (StippleIdleWatch *self, guint timeout, guint countdown);
void stipple_idle_watch_stop (StippleIdleWatch *self);
/* As a touch would. */
void stipple_idle_watch_reset (StippleIdleWatch *self);
guint stipple_idle_watch_get_remaining (StippleIdleWatch *self);

G_END_DECLS
