// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/key.h"

G_BEGIN_DECLS

#define STIPPLE_KEY_GAP 12   /* px between keys */
#define STIPPLE_KEY_WIDTH 88 /* px, the least */

/**
 * StippleKeyGrid: the keys of a plan in rows across the width, a short row in the middle. From left
 * to right in every language, as keyboards are. A long press on a key that has alternates shows
 * them in place of a row beside it, until one of them or another key is touched.
 *
 * Signals: "typed" (StippleKey *): touched, or activated otherwise;
 *          "pressed" (StippleKey *, gboolean): a finger is on it, or no longer.
 */
#define STIPPLE_TYPE_KEY_GRID (stipple_key_grid_get_type ())
G_DECLARE_FINAL_TYPE (StippleKeyGrid, stipple_key_grid, STIPPLE, KEY_GRID, GtkWidget)

GtkWidget *stipple_key_grid_new (void);
/* Takes @plan. NULL leaves no keys. When a key has the focus, the one in its place gets it. */
void stipple_key_grid_take_plan (StippleKeyGrid *self, StippleKeyPlan *plan);
/* Of the keys; it turns the arrow of Delete. */
void stipple_key_grid_set_text_direction (StippleKeyGrid *self, GtkTextDirection direction);
void stipple_key_grid_set_shift (StippleKeyGrid *self, StippleShift shift);
/* Which row, from the top, @key stands in; one of the alternates in the row they take the place of. */
guint stipple_key_grid_get_row_of (StippleKeyGrid *self, StippleKey *key);
/* How many keys of the least width fit @width px. */
int stipple_key_grid_count_columns (int width);

G_END_DECLS
