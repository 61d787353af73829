// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dot-plot.h"

#include <math.h>

#define PHASES 4 /* of a pixel, each way */
#define FINE 8   /* samples of a pixel, each way */

static const double sizes[STIPPLE_DOT_SIZES] = { 0.84, 1, 1.2 };

struct _StippleDotPlot
{
  int side;         /* of a sprite, px */
  guint8 *coverage; /* sprites of side × side, one after another */
  guint32 even;     /* the colour as two pairs of channels: red and blue, alpha and green */
  guint32 odd;
};

/* How much of the pixel at (@column, @row) a disc covers, 0 … 255. */
static guint8
cover (int column, int row, double x, double y, double radius)
{
  int hits = 0;

  for (int i = 0; i < FINE * FINE; i++)
    {
      double dx = column + (i % FINE + 0.5) / FINE - x;
      double dy = row + (i / FINE + 0.5) / FINE - y;

      hits += dx * dx + dy * dy <= radius * radius;
    }
  return (guint8) (hits * 255 / (FINE * FINE));
}

StippleDotPlot *
stipple_dot_plot_new (double radius, const GdkRGBA *color)
{
  StippleDotPlot *self = g_new0 (StippleDotPlot, 1);
  double middle;
  guint8 *pixel = NULL;

  self->side = (int) ceil (2 * radius * sizes[STIPPLE_DOT_SIZES - 1] + 1);
  self->coverage =
      g_malloc ((gsize) (STIPPLE_DOT_SIZES * PHASES * PHASES * self->side * self->side));
  self->even = (guint32) lround (color->red * 255) << 16 | (guint32) lround (color->blue * 255);
  self->odd = 255u << 16 | (guint32) lround (color->green * 255);

  /* A phase moves the middle from the first quarter of a pixel to the last. */
  middle = (self->side - 1) / 2.0 + 0.5 / PHASES;
  pixel = self->coverage;
  for (int sprite = 0; sprite < STIPPLE_DOT_SIZES * PHASES * PHASES; sprite++)
    {
      double x = middle + sprite % PHASES / (double) PHASES;
      double y = middle + sprite / PHASES % PHASES / (double) PHASES;

      for (int i = 0; i < self->side * self->side; i++)
        *pixel++ = cover (i % self->side, i / self->side, x, y,
                          radius * sizes[sprite / (PHASES * PHASES)]);
    }
  return self;
}

void
stipple_dot_plot_free (StippleDotPlot *self)
{
  g_free (self->coverage);
  g_free (self);
}

gboolean
stipple_dot_plot_place (const StippleDotPlot *self, double x, double y, guint size, int width,
                        int height, StippleDotPlace *place)
{
  double left = x - (self->side - 1) / 2.0;
  double top = y - (self->side - 1) / 2.0;
  int column = (int) floor (left);
  int row = (int) floor (top);

  if (column < 0 || row < 0 || column + self->side > width || row + self->side > height)
    return FALSE;

  place->offset = (guint32) (row * width + column);
  place->sprite = (guint16) ((size * PHASES + (guint) ((top - row) * PHASES)) * PHASES
                             + (guint) ((left - column) * PHASES));
  return TRUE;
}

void
stipple_dot_plot_draw (const StippleDotPlot *self, guint32 *pixels, int width,
                       const StippleDotPlace *place, guint alpha)
{
  const guint32 mask = 0x00ff00ffu;
  const guint8 *coverage = self->coverage + place->sprite * self->side * self->side;
  guint32 *line = pixels + place->offset;

  for (int row = 0; row < self->side; row++, line += width)
    {
      for (int column = 0; column < self->side; column++)
        {
          guint32 over = *coverage++ * alpha >> 8;
          guint32 under = 256 - over;
          guint32 pixel = line[column];

          line[column] = (((pixel & mask) * under + self->even * over) >> 8 & mask)
                         | (((pixel >> 8 & mask) * under + self->odd * over) & ~mask);
        }
    }
}
