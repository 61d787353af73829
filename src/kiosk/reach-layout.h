// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleReachLayout: of a picture (its widget's first child) and a screen (the last). The screen has all the
 * room, and the picture does not show. For low reach the screen has the lower 1000 px, which a seated
 * person reaches, and the picture fills what is above; on a window that is wide, or hardly higher than
 * that, nothing changes.
 */
#define STIPPLE_TYPE_REACH_LAYOUT (stipple_reach_layout_get_type ())
G_DECLARE_FINAL_TYPE (StippleReachLayout, stipple_reach_layout, STIPPLE, REACH_LAYOUT,
                      GtkLayoutManager)

void stipple_reach_layout_set_low (StippleReachLayout *self, gboolean low);
gboolean stipple_reach_layout_get_low (StippleReachLayout *self);
/* Whether low reach makes a difference in a window of this size, px. */
gboolean stipple_reach_layout_matters (int width, int height);

G_END_DECLS
