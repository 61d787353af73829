// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A path along the @n > 0 points (x, y, x, y, …) of a drawn line, times @scale; to be stroked with
 * round ends. On screens and on paper. */
void stipple_stroke_path (cairo_t *cr, const int *points, guint n, double scale);

G_END_DECLS
