// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleWrapLayout: children in their natural width side by side, a new line when the next one
 * does not fit; a child wider than the line gets the whole line. Lines follow the text direction.
 *
 * Properties: spacing (int, px, within a line and between lines; 16), justify (boolean: children
 * share what is left of their line; FALSE), align-end (boolean: lines end at the end; FALSE).
 */
#define STIPPLE_TYPE_WRAP_LAYOUT (stipple_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (StippleWrapLayout, stipple_wrap_layout, STIPPLE, WRAP_LAYOUT,
                      GtkLayoutManager)

GtkLayoutManager *stipple_wrap_layout_new (void);

G_END_DECLS
