// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleDateField: a date to type or touch: day and year as numbers, the month by name from a grid
 * that opens below, in the order of the language's long date. Made in the thread's language: after
 * a change of language make a new one.
 *
 * Properties: label (string), hint (string or NULL), error (string or NULL, as StippleField's),
 * year, month, day (int; 0 when empty or not a number). Bind the three both ways; whether they
 * make a date is for stipple_person_check_birth_date().
 */
#define STIPPLE_TYPE_DATE_FIELD (stipple_date_field_get_type ())
G_DECLARE_FINAL_TYPE (StippleDateField, stipple_date_field, STIPPLE, DATE_FIELD, GtkWidget)

GtkWidget *stipple_date_field_new (const char *label);
const char *stipple_date_field_get_error (StippleDateField *self);
void stipple_date_field_set_error (StippleDateField *self, const char *error);

G_END_DECLS
