// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleFillLayout: its children have all the room there is, and ask for none. For what is as large as the
 * screen whatever it holds, because its content scrolls.
 *
 * It keeps GtkStack's question of how wide its child would be at a given height from the labels
 * inside: each would lay its text out dozens of times to find an answer that nobody needs.
 */
#define STIPPLE_TYPE_FILL_LAYOUT (stipple_fill_layout_get_type ())
G_DECLARE_FINAL_TYPE (StippleFillLayout, stipple_fill_layout, STIPPLE, FILL_LAYOUT,
                      GtkLayoutManager)

G_END_DECLS
