// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/head.h"
#include "core/strokes.h"

G_BEGIN_DECLS

/**
 * StippleMarks: what a client showed on the drawing of a head: regions that were touched, and lines
 * drawn on each side, which show scars. A value with one owner; wiped when it is freed.
 */
typedef struct
{
  guint regions;                               /* bits by StippleRegion */
  StippleStrokes *lines[STIPPLE_HEAD_N_SIDES]; /* in a box of STIPPLE_HEAD_HEIGHT; NULL for none */
} StippleMarks;

/* Points of all lines together; what is drawn beyond that is left out. An intake stays well below
 * what a bundle may hold. */
#define STIPPLE_MARKS_MAX_POINTS 12000

#define STIPPLE_TYPE_MARKS (stipple_marks_get_type ())
GType stipple_marks_get_type (void);

StippleMarks *stipple_marks_new (void);
StippleMarks *stipple_marks_copy (const StippleMarks *self);
void stipple_marks_free (StippleMarks *self);
gboolean stipple_marks_equal (const StippleMarks *a, const StippleMarks *b);

gboolean stipple_marks_is_empty (const StippleMarks *self);
gboolean stipple_marks_has_region (const StippleMarks *self, StippleRegion region);
void stipple_marks_set_region (StippleMarks *self, StippleRegion region, gboolean on);
guint stipple_marks_get_n_points (const StippleMarks *self);
/* NULL when there is no line on @side. Borrowed. */
const StippleStrokes *stipple_marks_get_lines (const StippleMarks *self, StippleHeadSide side);
/* A new line on @side, or the next point of the one begun last. */
void stipple_marks_begin (StippleMarks *self, StippleHeadSide side, int x, int y);
void stipple_marks_extend (StippleMarks *self, StippleHeadSide side, int x, int y);

/* Whether a drawing of @side shows something that no other does better: a line on it, or a region
 * that is seen best from there. */
gboolean stipple_marks_is_seen_on (const StippleMarks *self, StippleHeadSide side);
/* "Temples, Crown" in this thread's language; "" for none. Transfer full. */
char *stipple_marks_describe_regions (const StippleMarks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleMarks, stipple_marks_free)

G_END_DECLS
