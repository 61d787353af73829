// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleDayButton: a day, chosen in a calendar that it opens.
 *
 * Signal: changed ()
 */
#define STIPPLE_TYPE_DAY_BUTTON (stipple_day_button_get_type ())
G_DECLARE_FINAL_TYPE (StippleDayButton, stipple_day_button, STIPPLE, DAY_BUTTON, GtkWidget)

/* @format: "First session: %s", in this thread's language. It begins with today. */
void stipple_day_button_set_format (StippleDayButton *self, const char *format);
void stipple_day_button_set_day (StippleDayButton *self, const GDate *day);
void stipple_day_button_get_day (StippleDayButton *self, GDate *day);

G_END_DECLS
