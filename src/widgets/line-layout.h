// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleLineLayout: children in a line, like GtkBoxLayout, but always height for width. GtkBoxLayout
 * asks wrapping labels for a width at some height, which they answer inconsistently at large text
 * ("Expect overlapping widgets"). Set it as "layout-manager" of any widget, GtkBox included; then
 * leave the box's own spacing alone.
 *
 * Properties: orientation (GtkOrientation, horizontal), spacing (int, px, 0). Children that expand
 * share what is left. In a horizontal line, children with GTK_ALIGN_BASELINE stand on one line of text,
 * the first of each, whatever script it is in; pictures among them a little lower, as letters do.
 */
#define STIPPLE_TYPE_LINE_LAYOUT (stipple_line_layout_get_type ())
G_DECLARE_FINAL_TYPE (StippleLineLayout, stipple_line_layout, STIPPLE, LINE_LAYOUT,
                      GtkLayoutManager)

GtkLayoutManager *stipple_line_layout_new (GtkOrientation orientation, int spacing);

G_END_DECLS
