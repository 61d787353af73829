// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pattern-picker.h"

#include "core/strokes.h"
#include "widgets/head-tones.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PICTURE 96 /* px */
#define COARSE 125 /* units of the drawing to a pixel of the mask */
#define COLUMNS (STIPPLE_STROKES_WIDTH / COARSE)
#define ROWS (STIPPLE_HEAD_HEIGHT / COARSE + 1)

/* The drawing leaves room for marks around the head; a small picture does not. */
#define ZOOM 1.12

static double
get_scale (int width, int height)
{
  return ZOOM * MIN (width / (double) STIPPLE_STROKES_WIDTH, height / (double) STIPPLE_HEAD_HEIGHT);
}

static void
move_to_head (cairo_t *cr, int width, int height)
{
  double scale = get_scale (width, height);

  cairo_translate (cr, width / 2.0 - stipple_head_get_frame (STIPPLE_HEAD_TOP)->x * scale,
                   (height - STIPPLE_HEAD_HEIGHT * scale) / 2.0);
}

static gboolean
same_ink (const StippleInk *a, const StippleInk *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

static gboolean
same_tones (const StippleHeadTones *a, const StippleHeadTones *b)
{
  return same_ink (&a->skin, &b->skin) && same_ink (&a->light, &b->light)
         && same_ink (&a->shade, &b->shade) && a->flat == b->flat;
}

/* How full the hair is, as masks to draw hair through. Kept: they never change. */
static cairo_surface_t *masks[STIPPLE_N_PATTERNS];

static cairo_surface_t *
make_mask (StippleHairPattern pattern)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, COLUMNS, ROWS);
  guint8 *pixels = cairo_image_surface_get_data (mask);
  int stride = cairo_image_surface_get_stride (mask);

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
  cairo_surface_mark_dirty (mask);
  return mask;
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  for (StippleHairPattern pattern = STIPPLE_PATTERN_NONE; pattern < STIPPLE_N_PATTERNS; pattern++)
    if (g_once_init_enter (&masks[pattern]))
      g_once_init_leave (&masks[pattern], make_mask (pattern));
  g_task_return_boolean (task, TRUE);
}

static void
make_masks (GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_source_tag (task, make_masks);
  g_task_run_in_thread (task, make_in_thread);
}

void
stipple_pattern_picker_warm_up (void)
{
  make_masks (NULL, NULL);
}

static void
on_masks_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) area = data;

  gtk_widget_queue_draw (area);
}

/* The bald head below the hair, painted once for all pictures: they are alike. */
static cairo_surface_t *
get_head (GtkWidget *widget, const StippleHeadTones *tones, int width, int height)
{
  static cairo_surface_t *head;
  static StippleHeadTones painted;
  int factor = gtk_widget_get_scale_factor (widget);
  cairo_t *cr = NULL;

  if (head != NULL && same_tones (&painted, tones)
      && cairo_image_surface_get_width (head) == width * factor
      && cairo_image_surface_get_height (head) == height * factor)
    return head;

  g_clear_pointer (&head, cairo_surface_destroy);
  painted = *tones;
  head = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * factor, height * factor);
  cairo_surface_set_device_scale (head, factor, factor);
  cr = cairo_create (head);
  move_to_head (cr, width, height);
  stipple_head_paint (cr, STIPPLE_HEAD_TOP, get_scale (width, height), tones);
  cairo_destroy (cr);
  return head;
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer pattern)
{
  const StippleSkullFrame *frame = stipple_head_get_frame (STIPPLE_HEAD_TOP);
  StippleHeadTones tones = stipple_head_tones (GTK_WIDGET (area), 1);
  GdkRGBA ink = stipple_paint_color (GTK_WIDGET (area), tones.flat ? "ink" : "hair_2");
  cairo_surface_t *mask = g_atomic_pointer_get (&masks[GPOINTER_TO_UINT (pattern)]);
  double scale = get_scale (width, height);

  cairo_set_source_surface (cr, get_head (GTK_WIDGET (area), &tones, width, height), 0, 0);
  cairo_paint (cr);
  if (mask == NULL)
    {
      make_masks (on_masks_made, g_object_ref (area));
      return;
    }

  move_to_head (cr, width, height);
  cairo_save (cr);
  cairo_translate (cr, frame->x * scale, frame->y * scale);
  cairo_scale (cr, frame->half_width * scale, frame->half_height * scale);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_clip (cr);
  cairo_scale (cr, COARSE * scale, COARSE * scale);
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.88);
  cairo_mask_surface (cr, mask, 0, 0);
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
