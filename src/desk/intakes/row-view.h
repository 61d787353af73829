// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/intake-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleRowView: one intake in the list: who, when, phone and outcome; new ones carry a mark. Blank while its
 * item is empty.
 */
#define STIPPLE_TYPE_ROW_VIEW (stipple_row_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleRowView, stipple_row_view, STIPPLE, ROW_VIEW, GtkWidget)

GtkWidget *stipple_row_view_new (void);
/* NULL: none. */
void stipple_row_view_set_item (StippleRowView *self, StippleIntakeItem *item);

G_END_DECLS
