// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/head-drawing.h"

#include "print/stroke-path.h"

/* All drawings are in centimetres from the middle of the skull: x to the right, y down. */
#define SKULL_WIDTH 7.7
#define SKULL_LENGTH 9.8
#define SKULL_HEIGHT 10.0
#define BOTTOM 17.6 /* where the neck has faded away */

/* A pen's other measures, of its width. */
#define OUTLINE 0.7
#define RIM 0.5 /* on both sides together */
#define DASH 1.85
#define DASH_GAP 1.3

static StippleInk
mix (const StippleInk *a, const StippleInk *b, double t)
{
  return (StippleInk){ a->red + (b->red - a->red) * t, a->green + (b->green - a->green) * t,
                       a->blue + (b->blue - a->blue) * t };
}

static void
set_color (cairo_t *cr, const StippleInk *ink, double alpha)
{
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, alpha);
}

static void
oval (cairo_t *cr, double x, double y, double half_width, double half_height)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, half_width, half_height);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_restore (cr);
}

/* Strokes the path with a line that is @width in ordinary drawings. */
static void
line (cairo_t *cr, const StippleHeadTones *tones, double width, double alpha)
{
  set_color (cr, &tones->shade, tones->flat ? 1 : alpha);
  cairo_set_line_width (cr, tones->flat ? MAX (width, 0.16) : width);
  cairo_stroke (cr);
}

/* Fills the path with skin, @depth darker, and draws its edge. */
static void
flesh (cairo_t *cr, const StippleHeadTones *tones, double depth)
{
  StippleInk color = mix (&tones->skin, &tones->shade, tones->flat ? 0 : depth);

  set_color (cr, &color, 1);
  cairo_fill_preserve (cr);
  line (cr, tones, 0.08, 0.5);
}

/* Light from above on the left, and shadow around the rim of the oval at (0, @y). */
static void
round_off (cairo_t *cr, const StippleHeadTones *tones, double y, double half_width,
           double half_height)
{
  cairo_pattern_t *pattern = NULL;

  if (tones->flat)
    return;

  cairo_save (cr);
  cairo_translate (cr, 0, y);
  cairo_scale (cr, half_width, half_height);
  pattern = cairo_pattern_create_radial (-0.22, -0.26, 0.05, 0, 0, 1.02);
  cairo_pattern_add_color_stop_rgba (pattern, 0, tones->light.red, tones->light.green,
                                     tones->light.blue, 0.85);
  cairo_pattern_add_color_stop_rgba (pattern, 0.6, tones->light.red, tones->light.green,
                                     tones->light.blue, 0);
  cairo_pattern_add_color_stop_rgba (pattern, 0.6, tones->shade.red, tones->shade.green,
                                     tones->shade.blue, 0);
  cairo_pattern_add_color_stop_rgba (pattern, 1, tones->shade.red, tones->shade.green,
                                     tones->shade.blue, 0.42);
  cairo_set_source (cr, pattern);
  cairo_pattern_destroy (pattern);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
paint_top (cairo_t *cr, const StippleHeadTones *tones)
{
  for (int sign = -1; sign <= 1; sign += 2)
    {
      cairo_save (cr);
      cairo_translate (cr, sign * 7.95, 0.6);
      cairo_rotate (cr, sign * 0.16);
      oval (cr, 0, 0, 0.85, 1.75);
      flesh (cr, tones, 0.3);
      oval (cr, sign * 0.15, 0.1, 0.42, 1.15);
      line (cr, tones, 0.1, 0.7);
      cairo_restore (cr);
    }

  cairo_move_to (cr, -1.35, -9.3);
  cairo_curve_to (cr, -0.85, -10.0, -0.75, -11.1, 0, -11.15);
  cairo_curve_to (cr, 0.75, -11.1, 0.85, -10.0, 1.35, -9.3);
  cairo_close_path (cr);
  flesh (cr, tones, 0.22);

  oval (cr, 0, 0, SKULL_WIDTH, SKULL_LENGTH);
  flesh (cr, tones, 0);
  cairo_save (cr);
  oval (cr, 0, 0, SKULL_WIDTH, SKULL_LENGTH);
  cairo_clip (cr);
  round_off (cr, tones, 0, SKULL_WIDTH, SKULL_LENGTH);
  cairo_restore (cr);
}

static void
neck (cairo_t *cr, const StippleHeadTones *tones, double half_width, double depth)
{
  cairo_move_to (cr, -half_width, 6);
  cairo_curve_to (cr, -half_width, 12, -half_width - 0.1, 14.5, -half_width - 1.5, BOTTOM);
  cairo_line_to (cr, half_width + 1.5, BOTTOM);
  cairo_curve_to (cr, half_width + 0.1, 14.5, half_width, 12, half_width, 6);
  flesh (cr, tones, depth);
}

static void
ears (cairo_t *cr, const StippleHeadTones *tones, gboolean from_behind)
{
  for (int sign = -1; sign <= 1; sign += 2)
    {
      cairo_save (cr);
      cairo_translate (cr, sign * 7.75, 2.6);
      cairo_rotate (cr, sign * 0.2);
      oval (cr, 0, 0, 1.05, 2.75);
      flesh (cr, tones, 0.2);
      oval (cr, sign * (from_behind ? -0.25 : 0.1), -0.15, 0.5, 1.85);
      line (cr, tones, 0.1, 0.6);
      cairo_restore (cr);
    }
}

/* The skull's upper half, closed below by the jaw, or by the nape. */
static void
face_path (cairo_t *cr)
{
  cairo_save (cr);
  cairo_scale (cr, SKULL_WIDTH, SKULL_HEIGHT);
  cairo_arc (cr, 0, 0, 1, G_PI, 2 * G_PI);
  cairo_restore (cr);
  cairo_curve_to (cr, 7.7, 3.2, 7.35, 6.6, 6.3, 9.2);
  cairo_curve_to (cr, 5.2, 11.3, 3, 13.3, 0, 13.3);
  cairo_curve_to (cr, -3, 13.3, -5.2, 11.3, -6.3, 9.2);
  cairo_curve_to (cr, -7.35, 6.6, -7.7, 3.2, -7.7, 0);
  cairo_close_path (cr);
}

static void
nape_path (cairo_t *cr)
{
  cairo_save (cr);
  cairo_scale (cr, SKULL_WIDTH, SKULL_HEIGHT);
  cairo_arc (cr, 0, 0, 1, G_PI, 2 * G_PI);
  cairo_restore (cr);
  cairo_curve_to (cr, 7.7, 3.4, 7.3, 5.6, 6.2, 8.2);
  cairo_curve_to (cr, 4.2, 11.2, -4.2, 11.2, -6.2, 8.2);
  cairo_curve_to (cr, -7.3, 5.6, -7.7, 3.4, -7.7, 0);
  cairo_close_path (cr);
}

static void
features (cairo_t *cr, const StippleHeadTones *tones)
{
  for (int sign = -1; sign <= 1; sign += 2)
    {
      cairo_move_to (cr, sign * 1.75, 1.15);
      cairo_curve_to (cr, sign * 2.9, 0.35, sign * 4.4, 0.4, sign * 5.1, 1.2);
      line (cr, tones, 0.34, 0.8);
      cairo_move_to (cr, sign * 2.0, 3.0);
      cairo_curve_to (cr, sign * 2.7, 3.65, sign * 4.0, 3.65, sign * 4.7, 2.95);
      line (cr, tones, 0.17, 0.95);
      cairo_move_to (cr, sign * 1.45, 6.4);
      cairo_curve_to (cr, sign * 1.5, 7.2, sign * 0.75, 7.1, sign * 0.5, 6.95);
      line (cr, tones, 0.14, 0.9);
    }
  cairo_move_to (cr, -2.2, 9.4);
  cairo_curve_to (cr, -1, 9.75, 1, 9.75, 2.2, 9.4);
  line (cr, tones, 0.18, 0.95);
  cairo_move_to (cr, -0.9, 10.7);
  cairo_curve_to (cr, -0.4, 10.9, 0.4, 10.9, 0.9, 10.7);
  line (cr, tones, 0.12, 0.6);
}

static void
paint_front (cairo_t *cr, const StippleHeadTones *tones)
{
  neck (cr, tones, 4.9, 0.25);
  ears (cr, tones, FALSE);
  face_path (cr);
  flesh (cr, tones, 0);
  cairo_save (cr);
  face_path (cr);
  cairo_clip (cr);
  round_off (cr, tones, 1.6, 7.9, 11.8);
  cairo_restore (cr);
  features (cr, tones);
}

static void
paint_back (cairo_t *cr, const StippleHeadTones *tones)
{
  ears (cr, tones, TRUE);
  neck (cr, tones, 5.2, 0.14);
  nape_path (cr);
  set_color (cr, &tones->skin, 1);
  cairo_fill (cr);
  cairo_save (cr);
  nape_path (cr);
  cairo_clip (cr);
  round_off (cr, tones, 1.5, 8.6, 13.5);
  cairo_restore (cr);
  /* The edge of the skull ends where the neck begins. */
  cairo_save (cr);
  cairo_rectangle (cr, -12, -12, 24, 20);
  cairo_clip (cr);
  nape_path (cr);
  line (cr, tones, 0.08, 0.5);
  cairo_restore (cr);
}

/* The face to the left. */
static void
profile_path (cairo_t *cr)
{
  cairo_move_to (cr, 7.6, BOTTOM);
  cairo_curve_to (cr, 6.2, 14.5, 5.8, 11.6, 6.6, 9.3);
  cairo_curve_to (cr, 7.0, 8.2, 7.8, 6.7, 8.88, 4.23);
  cairo_save (cr);
  cairo_scale (cr, SKULL_LENGTH, SKULL_HEIGHT);
  cairo_arc_negative (cr, 0, 0, 1, 25 * G_PI / 180, -166 * G_PI / 180);
  cairo_restore (cr);
  cairo_curve_to (cr, -9.75, -1.3, -9.85, -0.6, -9.8, 0.1);
  cairo_curve_to (cr, -9.75, 0.8, -9.3, 1.2, -9.45, 2.0);
  cairo_curve_to (cr, -9.7, 3.2, -10.7, 4.4, -11.25, 5.3);
  cairo_curve_to (cr, -11.65, 6.0, -11.3, 6.55, -10.6, 6.65);
  cairo_curve_to (cr, -10.1, 6.7, -9.85, 6.9, -9.9, 7.3);
  cairo_curve_to (cr, -9.95, 7.8, -10.25, 8.1, -10.2, 8.5);
  cairo_curve_to (cr, -10.15, 8.85, -9.8, 8.95, -9.6, 9.05);
  cairo_curve_to (cr, -9.85, 9.2, -10.1, 9.5, -9.95, 9.9);
  cairo_curve_to (cr, -9.75, 10.3, -9.35, 10.4, -9.4, 10.9);
  cairo_curve_to (cr, -9.5, 11.4, -9.75, 11.7, -9.6, 12.4);
  cairo_curve_to (cr, -9.3, 13.5, -7.9, 13.6, -6.9, 13.3);
  cairo_curve_to (cr, -5.5, 12.9, -4.3, 12.4, -3.6, 12.9);
  cairo_curve_to (cr, -2.9, 13.9, -3.4, 15.6, -4.2, BOTTOM);
  cairo_close_path (cr);
}

static void
profile_features (cairo_t *cr, const StippleHeadTones *tones)
{
  cairo_move_to (cr, -8.9, 1.15);
  cairo_curve_to (cr, -8.3, 0.55, -7.1, 0.4, -6.1, 1.0);
  line (cr, tones, 0.34, 0.8);
  cairo_move_to (cr, -8.35, 3.15);
  cairo_curve_to (cr, -7.9, 3.75, -7.2, 3.7, -6.6, 3.2);
  line (cr, tones, 0.17, 0.95);
  cairo_move_to (cr, -10.2, 6.6);
  cairo_curve_to (cr, -9.6, 6.6, -9.35, 6.1, -9.65, 5.6);
  line (cr, tones, 0.14, 0.9);
  cairo_move_to (cr, -9.6, 9.05);
  cairo_curve_to (cr, -9.2, 9.15, -8.7, 9.35, -8.2, 9.55);
  line (cr, tones, 0.18, 0.95);
  /* The jaw, as far as it parts from the neck. */
  cairo_move_to (cr, -3.6, 12.9);
  cairo_curve_to (cr, -1.6, 11.9, -0.1, 10.4, 0.35, 7.4);
  line (cr, tones, 0.12, 0.55);
}

static void
paint_ear (cairo_t *cr, const StippleHeadTones *tones)
{
  cairo_save (cr);
  cairo_translate (cr, 0.55, 2.9);
  cairo_rotate (cr, 0.16);
  cairo_move_to (cr, -1.15, 1.9);
  cairo_curve_to (cr, -1.3, 0.5, -1.75, -1.2, -1.1, -2.5);
  cairo_curve_to (cr, -0.4, -3.7, 1.9, -3.4, 2.0, -1.4);
  cairo_curve_to (cr, 2.05, 0.4, 0.7, 1.2, 0.45, 2.4);
  cairo_curve_to (cr, 0.2, 3.5, -1.0, 3.4, -1.15, 1.9);
  cairo_close_path (cr);
  flesh (cr, tones, 0.2);
  cairo_move_to (cr, -0.6, -2.0);
  cairo_curve_to (cr, 0.2, -3.0, 1.3, -2.4, 1.25, -1.3);
  cairo_curve_to (cr, 1.2, 0, 0.1, 0.3, -0.1, 1.3);
  line (cr, tones, 0.14, 0.75);
  cairo_move_to (cr, -0.75, 0.75);
  cairo_curve_to (cr, -0.4, 0.2, -0.4, -0.3, -0.75, -0.8);
  line (cr, tones, 0.14, 0.75);
  cairo_restore (cr);
}

static void
paint_side (cairo_t *cr, const StippleHeadTones *tones)
{
  profile_path (cr);
  flesh (cr, tones, 0);
  cairo_save (cr);
  profile_path (cr);
  cairo_clip (cr);
  round_off (cr, tones, 2.2, 12.4, 12.6);
  cairo_restore (cr);
  profile_features (cr, tones);
  paint_ear (cr, tones);
}

static void
fade_out (cairo_t *cr)
{
  cairo_pattern_t *fade = cairo_pattern_create_linear (0, 14.2, 0, 17.1);

  cairo_pattern_add_color_stop_rgba (fade, 0, 0, 0, 0, 1);
  cairo_pattern_add_color_stop_rgba (fade, 1, 0, 0, 0, 0);
  cairo_mask (cr, fade);
  cairo_pattern_destroy (fade);
}

void
stipple_head_paint (cairo_t *cr, StippleHeadSide side, double scale, const StippleHeadTones *tones)
{
  const StippleSkullFrame *frame = stipple_head_get_frame (side);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, STIPPLE_STROKES_WIDTH * scale, STIPPLE_HEAD_HEIGHT * scale);
  cairo_clip (cr);
  cairo_translate (cr, frame->x * scale, frame->y * scale);
  cairo_scale (cr, frame->centimetre * scale, frame->centimetre * scale);
  if (side == STIPPLE_HEAD_RIGHT)
    cairo_scale (cr, -1, 1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);

  cairo_push_group (cr);
  switch (side)
    {
    case STIPPLE_HEAD_FRONT:
      paint_front (cr, tones);
      break;
    case STIPPLE_HEAD_BACK:
      paint_back (cr, tones);
      break;
    case STIPPLE_HEAD_LEFT:
    case STIPPLE_HEAD_RIGHT:
      paint_side (cr, tones);
      break;
    case STIPPLE_HEAD_TOP:
    case STIPPLE_HEAD_N_SIDES:
    default:
      paint_top (cr, tones);
      break;
    }
  cairo_pop_group_to_source (cr);
  if (side == STIPPLE_HEAD_TOP)
    cairo_paint (cr);
  else
    fade_out (cr);
  cairo_restore (cr);
}

void
stipple_head_paint_region (cairo_t *cr, StippleHeadSide side, double scale, StippleRegion region,
                           const StippleHeadPen *pen, double alpha)
{
  const double dashes[] = { DASH * pen->width, DASH_GAP * pen->width };
  double points[2 * STIPPLE_REGION_POINTS];

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint part = 0; part < 2; part++)
    {
      guint n = stipple_region_get_outline (region, part, side, points);

      if (n == 0)
        continue;
      for (guint i = 0; i < n; i++)
        cairo_line_to (cr, points[2 * i] * scale, points[2 * i + 1] * scale);
      cairo_close_path (cr);
      cairo_set_dash (cr, NULL, 0, 0);
      cairo_set_line_width (cr, (OUTLINE + RIM) * pen->width);
      set_color (cr, &pen->ground, 0.6 * alpha);
      cairo_stroke_preserve (cr);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      cairo_set_line_width (cr, OUTLINE * pen->width);
      set_color (cr, &pen->ink, alpha);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

void
stipple_head_paint_lines (cairo_t *cr, double scale, const StippleStrokes *lines,
                          const StippleHeadPen *pen)
{
  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < stipple_strokes_get_n (lines); i++)
    {
      guint n;
      const int *points = stipple_strokes_get_points (lines, i, &n);

      stipple_stroke_path (cr, points, n, scale);
      cairo_set_line_width (cr, (1 + RIM) * pen->width);
      set_color (cr, &pen->ground, 1);
      cairo_stroke_preserve (cr);
      cairo_set_line_width (cr, pen->width);
      set_color (cr, &pen->ink, 1);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

void
stipple_head_paint_marks (cairo_t *cr, StippleHeadSide side, double scale,
                          const StippleMarks *marks, const StippleHeadPen *pen)
{
  const StippleStrokes *lines = stipple_marks_get_lines (marks, side);

  for (guint i = 0; i < STIPPLE_N_REGIONS; i++)
    if (stipple_marks_has_region (marks, (StippleRegion) i))
      stipple_head_paint_region (cr, side, scale, (StippleRegion) i, pen, 1);
  if (lines != NULL)
    stipple_head_paint_lines (cr, scale, lines, pen);
}
