// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/summary-look.h"

#include "core/language.h"
#include "print/head-drawing.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#define SECTION_GAP 12.0
#define HEAD_WIDTH 88.0 /* pt: five fit on A4 */
#define HEAD_GAP 8.0
#define HEAD_HEIGHT (HEAD_WIDTH * STIPPLE_HEAD_HEIGHT / STIPPLE_STROKES_WIDTH)
#define PEN 1.6
#define NAME_HEIGHT 22.0 /* two small lines */
#define NAME_FONT "Inter, Noto Sans Arabic, Noto Sans CJK SC"
#define NAME_SIZE 7.5

/* Dark lines on white paper, whatever the client's complexion: marks must be seen. */
static const StippleHeadTones tones = {
  .skin = { 1, 1, 1 },
  .light = { 1, 1, 1 },
  .shade = { 0.55, 0.55, 0.55 },
  .flat = TRUE,
};
static const StippleHeadPen pen = { .ink = { 0, 0, 0 }, .ground = { 1, 1, 1 }, .width = PEN };

static void
draw_name (cairo_t *cr, const char *name)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (NAME_FONT);

  pango_font_description_set_absolute_size (font, NAME_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, name, -1);
  pango_layout_set_width (layout, (int) (HEAD_WIDTH * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_move_to (cr, 0, HEAD_HEIGHT);
  cairo_set_source_rgb (cr, 0, 0, 0);
  pango_cairo_show_layout (cr, layout);
}

/* Side by side, each over its name; the first where reading begins. */
static void
draw_heads (cairo_t *cr, double width, double height, gpointer data)
{
  const StippleIntake *intake = data;
  const double scale = HEAD_WIDTH / STIPPLE_STROKES_WIDTH;
  const gboolean rtl = stipple_language_is_rtl (stipple_language_current ());
  double x = rtl ? width - HEAD_WIDTH : 0;

  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      if (!stipple_marks_is_seen_on (intake->marks, side))
        continue;
      cairo_save (cr);
      cairo_translate (cr, x, 0);
      stipple_head_paint (cr, side, scale, &tones);
      stipple_head_paint_marks (cr, side, scale, intake->marks, &pen);
      draw_name (cr, stipple_head_side_get_name (side));
      cairo_restore (cr);
      x += (HEAD_WIDTH + HEAD_GAP) * (rtl ? -1 : 1);
    }
}

static void
add_pattern (StipplePageFlow *flow, StippleHairPattern pattern)
{
  g_autofree char *name = stipple_language_isolate (stipple_hair_pattern_get_name (pattern));
  g_autofree char *text =
      g_strdup_printf (_ ("%s: %s"), name, stipple_hair_pattern_get_description (pattern));

  stipple_page_flow_row (flow, _ ("Pattern"), text);
}

void
stipple_summary_add_look (StipplePageFlow *flow, StippleIntake *intake)
{
  g_autofree char *regions = stipple_marks_describe_regions (intake->marks);

  if (intake->hair_pattern == STIPPLE_PATTERN_NONE && intake->hair_color == 0
      && intake->complexion == 0 && stipple_marks_is_empty (intake->marks))
    return;

  stipple_page_flow_space (flow, SECTION_GAP);
  stipple_page_flow_heading (flow, _ ("Look"));
  if (intake->hair_pattern != STIPPLE_PATTERN_NONE)
    add_pattern (flow, intake->hair_pattern);
  if (intake->hair_color > 0)
    stipple_page_flow_row (flow, _ ("Hair colour"),
                           stipple_hair_color_get_name ((guint) intake->hair_color - 1));
  if (intake->complexion > 0)
    stipple_page_flow_row (flow, _ ("Complexion"),
                           stipple_complexion_get_name ((guint) intake->complexion - 1));
  if (*regions != '\0')
    stipple_page_flow_row (flow, _ ("Where on the head"), regions);
  if (!stipple_marks_is_empty (intake->marks))
    {
      stipple_page_flow_space (flow, 4);
      stipple_page_flow_box (flow, HEAD_HEIGHT + NAME_HEIGHT, draw_heads,
                             stipple_intake_ref (intake), (GDestroyNotify) stipple_intake_unref);
    }
}
