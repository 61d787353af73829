// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/correction/correction.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleFieldRow: one field of a correction: its name, the control for its kind, what it was before with a button that
 * takes it back, and its fault. Ctrl+Z and Ctrl+Shift+Z go through its steps, whatever the control. A fault is shown
 * when somebody leaves the field.
 */
#define STIPPLE_TYPE_FIELD_ROW (stipple_field_row_get_type ())
G_DECLARE_FINAL_TYPE (StippleFieldRow, stipple_field_row, STIPPLE, FIELD_ROW, GtkBox)

/* @field is one of @correction's. */
GtkWidget *stipple_field_row_new (StippleCorrection *correction, const StippleField *field);

/* Shows its fault, or that there is none any more; FALSE: there is one. */
gboolean stipple_field_row_check (StippleFieldRow *self);
const char *stipple_field_row_get_key (StippleFieldRow *self);

G_END_DECLS
