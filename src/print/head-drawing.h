// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/marks.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * The drawing of a bald head, without its dots (outline, ears, nose, face, neck), and of what is
 * marked on it; on screens and on paper. Own drawings on the frame of core/head.h. All of it lies in
 * the box of @side, from 0, 0 of @cr on; @scale is px or points a unit.
 */
typedef struct
{
  double red;
  double green;
  double blue;
} StippleInk;

typedef struct
{
  StippleInk skin;
  StippleInk light;
  StippleInk shade; /* of edges and features */
  gboolean flat;    /* no light and shadow, and bolder lines: high contrast, and paper */
} StippleHeadTones;

void stipple_head_paint (cairo_t *cr, StippleHeadSide side, double scale,
                         const StippleHeadTones *tones);

typedef struct
{
  StippleInk ink;
  StippleInk ground; /* a rim that keeps the ink clear of dark hair */
  double width;      /* of a drawn line, px or points; what else is drawn is in proportion */
} StippleHeadPen;

/* The outline of @region, dashed; nothing when it is not seen from @side. */
void stipple_head_paint_region (cairo_t *cr, StippleHeadSide side, double scale,
                                StippleRegion region, const StippleHeadPen *pen, double alpha);
void stipple_head_paint_lines (cairo_t *cr, double scale, const StippleStrokes *lines,
                               const StippleHeadPen *pen);
/* All of @marks that are seen from @side. */
void stipple_head_paint_marks (cairo_t *cr, StippleHeadSide side, double scale,
                               const StippleMarks *marks, const StippleHeadPen *pen);

G_END_DECLS
