// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/follicles.h"
#include "core/marks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleHeadView: a head seen from one side, with the dots of a pattern of hair loss at a stage of a
 * treatment, and with what the client touched: regions (dashed outlines) and free lines. It always
 * says that it is an illustration, not a prediction. The same in both directions of writing: left is
 * the head's left.
 *
 * A touch turns the region under it on or off; while "drawing" is on, a finger draws lines instead
 * (and the page does not scroll). Regions must also be offered in words beside it: an image cannot be
 * reached by keys.
 *
 * Another thread paints it: what was seen before stays until that is done, a frame or two later.
 * The first time that a side is seen its dots are made as well; the head is bald until then.
 *
 * Properties:
 *   side        int, StippleHeadSide
 *   pattern     int, StippleHairPattern
 *   stage       double, 0 … STIPPLE_STAGE_LAST
 *   complexion  int, 0 … STIPPLE_N_COMPLEXIONS - 1
 *   hair-color  int, 0 … STIPPLE_N_HAIR_COLORS - 1
 *   marks       StippleMarks, never NULL; told of once a line is drawn to its end
 *   drawing     boolean
 *   ready       boolean, read-only: it is painted as the other properties say, with all dots
 *
 * Accessible: an image named "Top of the head, Norwood IV, Session 2, illustration"; its description
 * names the regions.
 */
#define STIPPLE_TYPE_HEAD_VIEW (stipple_head_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleHeadView, stipple_head_view, STIPPLE, HEAD_VIEW, GtkWidget)

GtkWidget *stipple_head_view_new (void);

/* However much room there is, the drawing takes no more than @width (px); what is said below it begins where
 * the widget does. */
void stipple_head_view_set_most_width (StippleHeadView *self, int width);
void stipple_head_view_set_side (StippleHeadView *self, StippleHeadSide side);
void stipple_head_view_set_pattern (StippleHeadView *self, StippleHairPattern pattern);
void stipple_head_view_set_stage (StippleHeadView *self, double stage);
double stipple_head_view_get_stage (StippleHeadView *self);

const StippleMarks *stipple_head_view_get_marks (StippleHeadView *self);
/* Copied. */
void stipple_head_view_set_marks (StippleHeadView *self, const StippleMarks *marks);

G_END_DECLS
