// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/intake-query.h"
#include "desk/session/hub-client.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleFilterBar: the search field, a chip for what is asked for most, and a popover with day, kiosk and state.
 *
 * "Today" and its like move on at midnight, and when the clock is set.
 *
 * Signals: changed (), down () (the arrow key or Enter, in the field)
 */
#define STIPPLE_TYPE_FILTER_BAR (stipple_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (StippleFilterBar, stipple_filter_bar, STIPPLE, FILTER_BAR, GtkBox)

/* What is typed faster than this is one search. */
#define STIPPLE_SEARCH_DELAY_MS 25

/* Borrowed, until "changed". */
const StippleIntakeQuery *stipple_filter_bar_get_query (StippleFilterBar *self);
/* Instead of the system's: for tests, which cannot wait for midnight. */
void stipple_filter_bar_set_clock (StippleFilterBar *self, StippleClock *clock);
/* Whether another day has begun, as it looks by itself every half minute while a day is chosen. */
void stipple_filter_bar_look_at_clock (StippleFilterBar *self);
/* Back to all. */
void stipple_filter_bar_clear (StippleFilterBar *self);
/* Only those in progress: the chips of an outcome go away. */
void stipple_filter_bar_set_in_progress (StippleFilterBar *self, gboolean in_progress);
void stipple_filter_bar_focus_search (StippleFilterBar *self);
/* What is typed anywhere in @widget and wanted by nobody else is a search. */
void stipple_filter_bar_capture_keys (StippleFilterBar *self, GtkWidget *widget);
/* Kiosks that were seen: @device its id. */
void stipple_filter_bar_add_device (StippleFilterBar *self, const char *device, const char *name);

G_END_DECLS
