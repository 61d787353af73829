// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/head-picture.h"

#include "widgets/dot-plot.h"

#include <math.h>
#include <string.h>

#define RADIUS 0.5        /* of a dot, in spacings */
#define LEAST_RADIUS 0.55 /* px */
#define FAINTEST 150      /* of 256: hairs are not all alike */

typedef struct
{
  StippleDotPlace place;
  guint8 dot;
  guint8 turn;
  guint8 opacity;
} TreatedDot;

struct _StippleHeadPicture
{
  StippleHeadSide side;
  int width;
  int height;
  double scale;
  StippleDotPlot *plot;
  cairo_surface_t *skin;
  cairo_surface_t *ground; /* skin and hair; NULL before there is a pattern */
  GArray *treated;
};

static cairo_surface_t *
new_surface (const StippleHeadPicture *self)
{
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
}

static cairo_surface_t *
paint_skin (const StippleHeadPicture *self, const StippleHeadTones *tones)
{
  cairo_surface_t *surface = new_surface (self);
  cairo_t *cr = cairo_create (surface);

  stipple_head_paint (cr, self->side, self->scale, tones);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* ARGB32 leaves no room at the end of a line: its pixels are one array. */
static cairo_surface_t *
copy_surface (const StippleHeadPicture *self, cairo_surface_t *surface, guint32 **pixels)
{
  cairo_surface_t *copy = new_surface (self);

  *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (copy);
  memcpy (*pixels, cairo_image_surface_get_data (surface),
          (gsize) self->width * (gsize) self->height * sizeof (guint32));
  return copy;
}

StippleHeadPicture *
stipple_head_picture_new (StippleHeadSide side, const StippleHeadTones *tones, const GdkRGBA *hair,
                          int width, int height, double scale)
{
  StippleHeadPicture *self = g_new0 (StippleHeadPicture, 1);

  self->side = side;
  self->width = width;
  self->height = height;
  self->scale = scale;
  self->plot =
      stipple_dot_plot_new (MAX (LEAST_RADIUS, RADIUS * STIPPLE_FOLLICLES_SPACING * scale), hair);
  self->skin = paint_skin (self, tones);
  self->treated = g_array_new (FALSE, FALSE, sizeof (TreatedDot));
  return self;
}

void
stipple_head_picture_free (StippleHeadPicture *self)
{
  stipple_dot_plot_free (self->plot);
  cairo_surface_destroy (self->skin);
  g_clear_pointer (&self->ground, cairo_surface_destroy);
  g_array_unref (self->treated);
  g_free (self);
}

void
stipple_head_picture_set_pattern (StippleHeadPicture *self, StippleHairPattern pattern)
{
  guint n;
  const StippleFollicle *follicles = stipple_follicles_get (self->side, &n);
  guint32 *pixels = NULL;

  g_clear_pointer (&self->ground, cairo_surface_destroy);
  self->ground = copy_surface (self, self->skin, &pixels);
  g_array_set_size (self->treated, 0);
  for (guint i = 0; i < n; i++)
    {
      const StippleFollicle *follicle = &follicles[i];
      TreatedDot treated = {
        .dot = (guint8) stipple_follicle_get_dot (follicle, self->side, pattern),
        .turn = follicle->turn,
        .opacity = (guint8) (FAINTEST + (255 - FAINTEST) * follicle->lot / 255),
      };

      if (treated.dot == STIPPLE_DOT_NONE
          || !stipple_dot_plot_place (self->plot, follicle->x * self->scale,
                                      follicle->y * self->scale,
                                      (guint) (follicle->turn ^ follicle->lot) % STIPPLE_DOT_SIZES,
                                      self->width, self->height, &treated.place))
        continue;
      if (treated.dot == STIPPLE_DOT_HAIR)
        stipple_dot_plot_draw (self->plot, pixels, self->width, &treated.place, treated.opacity);
      else
        g_array_append_val (self->treated, treated);
    }
  cairo_surface_mark_dirty (self->ground);
}

cairo_surface_t *
stipple_head_picture_draw (const StippleHeadPicture *self, double stage)
{
  cairo_surface_t *surface = NULL;
  guint32 *pixels = NULL;
  guint16 strengths[STIPPLE_DOT_THIRD + 1][256];

  for (StippleDot dot = 0; dot <= STIPPLE_DOT_THIRD; dot++)
    for (int turn = 0; turn < 256; turn++)
      strengths[dot][turn] =
          (guint16) lround (256 * stipple_dot_get_strength (dot, (guint8) turn, stage));

  surface = copy_surface (self, self->ground != NULL ? self->ground : self->skin, &pixels);
  for (guint i = 0; i < self->treated->len; i++)
    {
      const TreatedDot *treated = &g_array_index (self->treated, TreatedDot, i);
      guint alpha = (guint) strengths[treated->dot][treated->turn] * treated->opacity >> 8;

      if (alpha > 0)
        stipple_dot_plot_draw (self->plot, pixels, self->width, &treated->place, alpha);
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}
