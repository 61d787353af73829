// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleDotPlot: tens of thousands of small round dots on an image, in a few milliseconds. Each is
 * one of some small pictures drawn beforehand (three sizes, at a quarter of a pixel each way), laid
 * over the pixels by hand. Private to widgets/.
 */
typedef struct _StippleDotPlot StippleDotPlot;

/* Dots of about @radius px, of @color. */
StippleDotPlot *stipple_dot_plot_new (double radius, const GdkRGBA *color);
void stipple_dot_plot_free (StippleDotPlot *self);

/* Where a dot goes: made once, drawn often. */
typedef struct
{
  guint32 offset; /* of its first pixel, in pixels */
  guint16 sprite;
} StippleDotPlace;

#define STIPPLE_DOT_SIZES 3

/* A dot with its middle at (@x, @y) px and of @size 0 … 2, in an image of @width × @height px; FALSE
 * when it is not wholly inside. */
gboolean stipple_dot_plot_place (const StippleDotPlot *self, double x, double y, guint size,
                                 int width, int height, StippleDotPlace *place);

/* Lays a dot over @pixels (cairo's ARGB32, no padding, of the width it was placed for); @alpha from 0
 * to 256. */
void stipple_dot_plot_draw (const StippleDotPlot *self, guint32 *pixels, int width,
                            const StippleDotPlace *place, guint alpha);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDotPlot, stipple_dot_plot_free)

G_END_DECLS
