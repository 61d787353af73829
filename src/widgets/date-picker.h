// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleDatePicker: a month of big days to touch, with months before and after; for an "until"
 * date from today on. Weeks begin where the language's calendar does. Made in the thread's
 * language.
 *
 * Properties:
 *   minimum   GDate, construct-only: the first day that may be chosen (today, from the clock)
 *   date      string, ISO ("2026-12-05"), or NULL while none is chosen. Days before the minimum
 *             cannot be set
 */
#define STIPPLE_TYPE_DATE_PICKER (stipple_date_picker_get_type ())
G_DECLARE_FINAL_TYPE (StippleDatePicker, stipple_date_picker, STIPPLE, DATE_PICKER, GtkWidget)

GtkWidget *stipple_date_picker_new (const GDate *minimum);
/* FALSE while none is chosen. */
gboolean stipple_date_picker_get_date (StippleDatePicker *self, GDate *date);
/* @date NULL takes the choice back. */
void stipple_date_picker_set_date (StippleDatePicker *self, const GDate *date);

G_END_DECLS
