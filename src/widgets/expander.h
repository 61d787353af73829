// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleExpander: a question that opens to its answer: a row-wide button with + or −, and a
 * revealer. Stack several in a box with the class "card".
 *
 * Properties: title (string), expanded (boolean, notifies; the moment to make a costly child),
 * child (GtkWidget or NULL). In .ui a <child> is the child.
 * Accessible: the button is named by the title and has the state expanded.
 */
#define STIPPLE_TYPE_EXPANDER (stipple_expander_get_type ())
G_DECLARE_FINAL_TYPE (StippleExpander, stipple_expander, STIPPLE, EXPANDER, GtkWidget)

GtkWidget *stipple_expander_new (const char *title);
const char *stipple_expander_get_title (StippleExpander *self);
void stipple_expander_set_title (StippleExpander *self, const char *title);
gboolean stipple_expander_get_expanded (StippleExpander *self);
void stipple_expander_set_expanded (StippleExpander *self, gboolean expanded);
GtkWidget *stipple_expander_get_child (StippleExpander *self); /* transfer none */
void stipple_expander_set_child (StippleExpander *self, GtkWidget *child);

G_END_DECLS
