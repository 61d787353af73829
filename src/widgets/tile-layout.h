// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleTileLayout: children as tiles, all equally wide, in as few lines as fit and with lines as
 * even as they can be: eight of which six would fit stand in two lines of four. Lines follow the text
 * direction.
 *
 * Property: spacing (int, px, 12).
 */
#define STIPPLE_TYPE_TILE_LAYOUT (stipple_tile_layout_get_type ())
G_DECLARE_FINAL_TYPE (StippleTileLayout, stipple_tile_layout, STIPPLE, TILE_LAYOUT,
                      GtkLayoutManager)

GtkLayoutManager *stipple_tile_layout_new (void);

G_END_DECLS
