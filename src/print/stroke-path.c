// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/stroke-path.h"

/* Quadratic curves between the middles of neighbouring points: smooth, and through no corner. */
void
stipple_stroke_path (cairo_t *cr, const int *points, guint n, double scale)
{
  double x = points[0] * scale;
  double y = points[1] * scale;

  cairo_move_to (cr, x, y);
  for (guint i = 1; i + 1 < n; i++)
    {
      double cx = points[2 * i] * scale;
      double cy = points[2 * i + 1] * scale;
      double to_x = (cx + points[2 * i + 2] * scale) / 2;
      double to_y = (cy + points[2 * i + 3] * scale) / 2;

      cairo_curve_to (cr, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, to_x + (cx - to_x) * 2 / 3,
                      to_y + (cy - to_y) * 2 / 3, to_x, to_y);
      x = to_x;
      y = to_y;
    }
  /* One point is a dot: a line of no length has round ends. */
  cairo_line_to (cr, points[2 * n - 2] * scale, points[2 * n - 1] * scale);
}
