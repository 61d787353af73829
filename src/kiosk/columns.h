// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleColumns: its children stacked on a portrait screen, and side by side where there is room for
 * it (landscape): in equal columns, but for one that needs more. Children in .ui as <child>.
 *
 * Properties: spacing (int, px; 24); breakpoint (int, px at text scale 100 %, larger with the text;
 * 1100): columns from this width on, and when every child fits its column; hug (boolean; FALSE): the
 * first column is only as wide as it asks to be; hug-last (likewise): the last one is.
 */
#define STIPPLE_TYPE_COLUMNS (stipple_columns_get_type ())
G_DECLARE_FINAL_TYPE (StippleColumns, stipple_columns, STIPPLE, COLUMNS, GtkWidget)

GtkWidget *stipple_columns_new (void);
void stipple_columns_append (StippleColumns *self, GtkWidget *child);

G_END_DECLS
