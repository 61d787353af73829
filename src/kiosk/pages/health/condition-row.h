// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "core/session.h"

G_BEGIN_DECLS

/**
 * StippleConditionRow: one contraindication: its name, no / yes / not sure, and below a yes that asks for
 * it, until when. Reads and writes the session; several rows share one.
 */
#define STIPPLE_TYPE_CONDITION_ROW (stipple_condition_row_get_type ())
G_DECLARE_FINAL_TYPE (StippleConditionRow, stipple_condition_row, STIPPLE, CONDITION_ROW, GtkBox)

/* @rule belongs to the session's pack, which the row keeps alive with the session. */
GtkWidget *stipple_condition_row_new (StippleSession *session, const StippleContraindication *rule);
gboolean stipple_condition_row_is_complete (StippleConditionRow *self);
/* Says at the row what is missing, until it is answered. */
void stipple_condition_row_show_missing (StippleConditionRow *self);
void stipple_condition_row_focus_missing (StippleConditionRow *self);

G_END_DECLS
