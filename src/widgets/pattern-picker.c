// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pattern-picker.h"

#include "core/strokes.h"
#include "widgets/head-tones.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PICTURE 96 /* px */
#define COARSE 125 /* units of the drawing to a pixel of the mask */
#define COLUMNS (STIPPLE_STROKES_WIDTH / COARSE)
#define ROWS (STIPPLE_HEAD_HEIGHT / COARSE + 1)

/* The drawing leaves room for marks around the head; a small picture does not. */
#define ZOOM 1.12

/* How full the hair is, as a mask to draw hair through. Kept: it never changes. */
static cairo_surface_t *
get_hair (StippleHairPattern pattern)
{
  static cairo_surface_t *masks[STIPPLE_N_PATTERNS];
  guint8 *pixels = NULL;
  int stride;

  if (masks[pattern] != NULL)
    return masks[pattern];

  masks[pattern] = cairo_image_surface_create (CAIRO_FORMAT_A8, COLUMNS, ROWS);
  pixels = cairo_image_surface_get_data (masks[pattern]);
  stride = cairo_image_surface_get_stride (masks[pattern]);
  for (int row = 0; row < ROWS; row++)
    {
      for (int column = 0; column < COLUMNS; column++)
        {
          StippleSkullPoint point;

          if (stipple_head_to_skull (STIPPLE_HEAD_TOP, (column + 0.5) * COARSE,
                                     (row + 0.5) * COARSE, &point))
            pixels[row * stride + column] =
                (guint8) lround (255 * stipple_hair_pattern_get_hair (pattern, &point));
        }
    }
  cairo_surface_mark_dirty (masks[pattern]);
  return masks[pattern];
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer pattern)
{
  const StippleSkullFrame *frame = stipple_head_get_frame (STIPPLE_HEAD_TOP);
  StippleHeadTones tones = stipple_head_tones (GTK_WIDGET (area), 1);
  GdkRGBA ink = stipple_paint_color (GTK_WIDGET (area), tones.flat ? "ink" : "hair_2");
  double scale =
      ZOOM * MIN (width / (double) STIPPLE_STROKES_WIDTH, height / (double) STIPPLE_HEAD_HEIGHT);

  cairo_translate (cr, width / 2.0 - frame->x * scale,
                   (height - STIPPLE_HEAD_HEIGHT * scale) / 2.0);
  stipple_head_paint (cr, STIPPLE_HEAD_TOP, scale, &tones);

  cairo_save (cr);
  cairo_translate (cr, frame->x * scale, frame->y * scale);
  cairo_scale (cr, frame->half_width * scale, frame->half_height * scale);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_clip (cr);
  cairo_scale (cr, COARSE * scale, COARSE * scale);
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.88);
  cairo_mask_surface (cr, get_hair (GPOINTER_TO_UINT (pattern)), 0, 0);
}

GtkWidget *
stipple_pattern_picker_new (StippleHairScale scale)
{
  StippleHairPattern first = STIPPLE_PATTERN_NORWOOD_1;
  StippleHairPattern last = STIPPLE_PATTERN_NORWOOD_7;
  GtkWidget *self = stipple_choice_group_new ();

  if (scale == STIPPLE_SCALE_LUDWIG)
    {
      first = STIPPLE_PATTERN_LUDWIG_1;
      last = STIPPLE_PATTERN_LUDWIG_3;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pattern of hair loss"), -1);
  for (StippleHairPattern pattern = first; pattern <= last; pattern++)
    {
      GtkWidget *picture = gtk_drawing_area_new ();

      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (picture), PICTURE);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (picture), PICTURE);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (picture), draw, GUINT_TO_POINTER (pattern),
                                      NULL);
      stipple_choice_group_add_picture (STIPPLE_CHOICE_GROUP (self), (int) pattern, picture,
                                        stipple_hair_pattern_get_numeral (pattern),
                                        stipple_hair_pattern_get_name (pattern),
                                        stipple_hair_pattern_get_description (pattern));
    }
  return self;
}
