// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/page-flow.h"

#include "core/language.h"

#include <pango/pangocairo.h>
#include <string.h>

#define LABEL_SHARE 0.3
#define COLUMN_GAP 12.0
#define ROW_GAP 4.0
#define CALLOUT_PADDING 12.0
#define INK 0.1
#define GREY 0.38
#define RULE 0.75
#define RULE_HEIGHT 8.0
#define HAIRLINE 0.75
#define BULLET 7.0 /* an icon before a paragraph, and the room that it takes */
#define BULLET_ROOM 14.0
#define BULLET_WIDTH 1.4
#define LINE_ROOM                                                                                  \
  1.7 /* times its size: what a line takes at most; the typeface for Arabic asks for 2.1 */

/* What stands on one strip of a page: a line of text in each column, or a box. */
typedef struct
{
  guint page;
  double gap; /* above it, where it is not the first of its page */
  double y;
  double height;
  double ascent; /* of what stands highest: all share one baseline */
  PangoLayout *layouts[STIPPLE_CELLS_MAX];
  int lines[STIPPLE_CELLS_MAX];
  double xs[STIPPLE_CELLS_MAX];
  StippleBullet bullets[STIPPLE_CELLS_MAX];
  StippleDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
  gboolean within; /* a page: nothing at its top */
} Strip;

struct _StipplePageFlow
{
  StipplePageGeometry geometry;
  gboolean rtl;
  PangoContext *context;
  cairo_surface_t *surface;
  GPtrArray *strips;
  double y;
  double gap; /* since the last strip */
  guint page;
  gboolean at_top;
};

static void
strip_free (Strip *strip)
{
  for (guint slot = 0; slot < STIPPLE_CELLS_MAX; slot++)
    g_clear_object (&strip->layouts[slot]);
  if (strip->destroy != NULL)
    strip->destroy (strip->data);
  g_free (strip);
}

StipplePageFlow *
stipple_page_flow_new (const StipplePageGeometry *geometry)
{
  StipplePageFlow *self = g_new0 (StipplePageFlow, 1);
  self->geometry = *geometry;
  self->geometry.language = g_intern_string (geometry->language);
  self->rtl = stipple_language_is_rtl (geometry->language);
  self->surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (self->surface);
  self->context = pango_cairo_create_context (cr);
  cairo_destroy (cr);
  /* Points are points, and metrics do not depend on a screen. */
  pango_cairo_context_set_resolution (self->context, 72.0);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_language (self->context, pango_language_from_string (geometry->language));
  pango_context_set_base_dir (self->context, self->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  self->strips = g_ptr_array_new_with_free_func ((GDestroyNotify) strip_free);
  self->y = geometry->top;
  self->at_top = TRUE;
  return self;
}

void
stipple_page_flow_free (StipplePageFlow *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->strips);
  g_object_unref (self->context);
  cairo_surface_destroy (self->surface);
  g_free (self);
}

double
stipple_page_flow_get_width (StipplePageFlow *self)
{
  return self->geometry.page_width - 2 * self->geometry.margin;
}

PangoLayout *
stipple_page_flow_make_layout (StipplePageFlow *self, StippleTypeStyle style, double width,
                               const char *text)
{
  static const struct
  {
    double size;
    PangoWeight weight;
  } types[] = {
    [STIPPLE_TYPE_CODE] = { 20, PANGO_WEIGHT_BOLD },
    [STIPPLE_TYPE_TITLE] = { 22, PANGO_WEIGHT_BOLD },
    [STIPPLE_TYPE_CALLOUT] = { 13, PANGO_WEIGHT_BOLD },
    [STIPPLE_TYPE_HEADING] = { 12, PANGO_WEIGHT_BOLD },
    [STIPPLE_TYPE_STRONG] = { 10, PANGO_WEIGHT_SEMIBOLD },
    [STIPPLE_TYPE_BODY] = { 10, PANGO_WEIGHT_NORMAL },
    [STIPPLE_TYPE_SMALL] = { 8.5, PANGO_WEIGHT_NORMAL },
  };
  PangoLayout *layout = pango_layout_new (self->context);
  /* Else a sentence that begins with a name in Latin letters would run from left to right. */
  pango_layout_set_auto_dir (layout, FALSE);
  PangoFontDescription *font = pango_font_description_from_string (STIPPLE_TYPEFACES);
  pango_font_description_set_absolute_size (font, types[style].size * PANGO_SCALE);
  pango_font_description_set_weight (font, types[style].weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_line_spacing (layout, 1.25f);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* Its height, and how much of that is above its baseline (NULL: unasked). */
static double
measure_line (PangoLayout *layout, int line, double *ascent)
{
  const int size = pango_font_description_get_size (pango_layout_get_font_description (layout));
  PangoRectangle logical;
  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &logical);
  const double scale = MIN (1, LINE_ROOM * size / logical.height) / PANGO_SCALE;
  if (ascent != NULL)
    *ascent = -logical.y * scale;
  return logical.height * scale;
}

double
stipple_page_flow_layout_height (PangoLayout *layout)
{
  double height = 0;
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    height += measure_line (layout, i, NULL);
  return height;
}

/* Where a column of @width that begins @offset from the leading edge has its left side. */
static double
left_of (StipplePageFlow *self, double offset, double width)
{
  return self->rtl ? self->geometry.page_width - self->geometry.margin - offset - width
                   : self->geometry.margin + offset;
}

/* Makes room for @height; @keep is what must fit below it on the same page. */
static void
reserve (StipplePageFlow *self, double height, double keep)
{
  if (self->at_top || self->y + height + keep <= self->geometry.bottom)
    return;
  self->page++;
  self->y = self->geometry.top;
  self->at_top = TRUE;
}

static Strip *
place (StipplePageFlow *self, double height, double keep)
{
  reserve (self, height, keep);
  Strip *strip = g_new0 (Strip, 1);
  strip->gap = self->gap;
  self->gap = 0;
  strip->page = self->page;
  strip->y = self->y;
  strip->height = height;
  g_ptr_array_add (self->strips, strip);
  self->y += height;
  self->at_top = FALSE;
  return strip;
}

static void
put_line (Strip *strip, guint slot, PangoLayout *layout, int line, double x)
{
  double ascent;
  measure_line (layout, line, &ascent);
  strip->ascent = MAX (strip->ascent, ascent);
  strip->layouts[slot] = g_object_ref (layout);
  strip->lines[slot] = line;
  strip->xs[slot] = x;
}

void
stipple_page_flow_space (StipplePageFlow *self, double height)
{
  self->gap += height;
  if (!self->at_top)
    self->y += height;
}

static void
flow_text (StipplePageFlow *self, StippleTypeStyle style, const char *text, double keep)
{
  g_autoptr (PangoLayout) layout =
      stipple_page_flow_make_layout (self, style, stipple_page_flow_get_width (self), text);
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    put_line (place (self, measure_line (layout, i, NULL), keep), 0, layout, i,
              left_of (self, 0, stipple_page_flow_get_width (self)));
}

void
stipple_page_flow_text (StipplePageFlow *self, StippleTypeStyle style, const char *text)
{
  flow_text (self, style, text, 0);
}

void
stipple_page_flow_heading (StipplePageFlow *self, const char *text)
{
  const double two_rows = 36;
  flow_text (self, STIPPLE_TYPE_HEADING, text, two_rows);
  stipple_page_flow_space (self, ROW_GAP);
}

/* The next line of each of @layouts that has one left. */
static void
place_lines (StipplePageFlow *self, const StippleCell *cells, PangoLayout **layouts, guint n,
             int line)
{
  const double columns = stipple_page_flow_get_width (self) + COLUMN_GAP;
  double above = 0, below = 0;
  for (guint i = 0; i < n; i++)
    if (line < pango_layout_get_line_count (layouts[i]))
      {
        double ascent;
        const double height = measure_line (layouts[i], line, &ascent);
        above = MAX (above, ascent);
        below = MAX (below, height - ascent);
      }
  Strip *strip = place (self, above + below, 0);
  double offset = 0;
  for (guint i = 0; i < n; i++)
    {
      const double indent = cells[i].bullet != STIPPLE_BULLET_NONE ? BULLET_ROOM : 0;
      const double width = cells[i].share * columns - COLUMN_GAP - indent;
      if (line < pango_layout_get_line_count (layouts[i]))
        put_line (strip, i, layouts[i], line, left_of (self, offset + indent, width));
      if (strip->layouts[i] != NULL
          && pango_layout_get_line_readonly (layouts[i], line)->is_paragraph_start)
        strip->bullets[i] = cells[i].bullet;
      offset += cells[i].share * columns;
    }
}

void
stipple_page_flow_cells (StipplePageFlow *self, const StippleCell *cells, guint n)
{
  PangoLayout *layouts[STIPPLE_CELLS_MAX];
  int n_lines = 0;
  g_return_if_fail (n <= STIPPLE_CELLS_MAX);
  for (guint i = 0; i < n; i++)
    {
      const double indent = cells[i].bullet != STIPPLE_BULLET_NONE ? BULLET_ROOM : 0;
      layouts[i] = stipple_page_flow_make_layout (
          self, cells[i].style,
          cells[i].share * (stipple_page_flow_get_width (self) + COLUMN_GAP) - COLUMN_GAP - indent,
          cells[i].text);
      n_lines = MAX (n_lines, pango_layout_get_line_count (layouts[i]));
    }
  for (int line = 0; line < n_lines; line++)
    place_lines (self, cells, layouts, n, line);
  for (guint i = 0; i < n; i++)
    g_object_unref (layouts[i]);
}

void
stipple_page_flow_row (StipplePageFlow *self, const char *label, const char *value)
{
  const StippleCell cells[] = {
    { .share = LABEL_SHARE, .style = STIPPLE_TYPE_STRONG, .text = label },
    { .share = 1 - LABEL_SHARE, .style = STIPPLE_TYPE_BODY, .text = value },
  };
  stipple_page_flow_cells (self, cells, G_N_ELEMENTS (cells));
  stipple_page_flow_space (self, ROW_GAP);
}

guint
stipple_page_flow_begin_group (StipplePageFlow *self)
{
  return self->strips->len;
}

void
stipple_page_flow_end_group (StipplePageFlow *self, guint group)
{
  double height = 0;
  for (guint i = group; i < self->strips->len; i++)
    {
      const Strip *strip = g_ptr_array_index (self->strips, i);
      height += strip->height + (i > group ? strip->gap : 0);
    }
  const Strip *first = group < self->strips->len ? g_ptr_array_index (self->strips, group) : NULL;
  if (first == NULL || first->page == self->page
      || height > self->geometry.bottom - self->geometry.top)
    return;
  self->page = first->page + 1;
  self->y = self->geometry.top;
  for (guint i = group; i < self->strips->len; i++)
    {
      Strip *strip = g_ptr_array_index (self->strips, i);
      self->y += i > group ? strip->gap : 0;
      strip->page = self->page;
      strip->y = self->y;
      self->y += strip->height;
    }
  self->y += self->gap;
}

void
stipple_page_flow_box (StipplePageFlow *self, double height, StippleDrawFunc draw, gpointer data,
                       GDestroyNotify destroy)
{
  Strip *strip = place (self, height, 0);
  strip->draw = draw;
  strip->data = data;
  strip->destroy = destroy;
}

static void
draw_rule (cairo_t *cr, double width, double height, gpointer data)
{
  cairo_set_source_rgb (cr, RULE, RULE, RULE);
  cairo_set_line_width (cr, HAIRLINE);
  cairo_move_to (cr, 0, height / 2);
  cairo_line_to (cr, width, height / 2);
  cairo_stroke (cr);
}

void
stipple_page_flow_rule (StipplePageFlow *self)
{
  Strip *strip = place (self, RULE_HEIGHT, 0);
  strip->draw = draw_rule;
  strip->within = TRUE;
}

typedef struct
{
  StipplePageFlow *flow;
  PangoLayout *strong;
  PangoLayout *body; /* NULL: none */
  double weight;
} Callout;

static void
callout_free (Callout *callout)
{
  g_object_unref (callout->strong);
  g_clear_object (&callout->body);
  g_free (callout);
}

/* A frame, and the bar at the leading edge that is heavier the more it matters. */
static void
draw_callout (cairo_t *cr, double width, double height, gpointer data)
{
  const Callout *callout = data;
  const gboolean rtl = callout->flow->rtl;
  const double x = CALLOUT_PADDING + (rtl ? 0 : callout->weight);
  cairo_set_source_rgb (cr, INK, INK, INK);
  cairo_set_line_width (cr, HAIRLINE);
  cairo_rectangle (cr, HAIRLINE / 2, HAIRLINE / 2, width - HAIRLINE, height - HAIRLINE);
  cairo_stroke (cr);
  cairo_rectangle (cr, rtl ? width - callout->weight : 0, 0, callout->weight, height);
  cairo_fill (cr);
  stipple_page_flow_draw_layout (callout->flow, cr, callout->strong, x, CALLOUT_PADDING);
  if (callout->body != NULL)
    stipple_page_flow_draw_layout (callout->flow, cr, callout->body, x,
                                   CALLOUT_PADDING
                                       + stipple_page_flow_layout_height (callout->strong));
}

void
stipple_page_flow_callout (StipplePageFlow *self, double weight, const char *strong,
                           const char *body)
{
  double width = stipple_page_flow_get_width (self) - 2 * CALLOUT_PADDING - weight;
  Callout *callout = g_new0 (Callout, 1);
  callout->flow = self;
  callout->weight = weight;
  callout->strong = stipple_page_flow_make_layout (self, STIPPLE_TYPE_CALLOUT, width, strong);
  double height = stipple_page_flow_layout_height (callout->strong) + 2 * CALLOUT_PADDING;
  if (body != NULL && *body != '\0')
    {
      callout->body = stipple_page_flow_make_layout (self, STIPPLE_TYPE_BODY, width, body);
      height += stipple_page_flow_layout_height (callout->body);
    }
  if (height <= self->geometry.bottom - self->geometry.top)
    {
      stipple_page_flow_box (self, height, draw_callout, callout, (GDestroyNotify) callout_free);
      return;
    }
  callout_free (callout);
  stipple_page_flow_text (self, STIPPLE_TYPE_STRONG, strong);
  if (body != NULL)
    stipple_page_flow_text (self, STIPPLE_TYPE_BODY, body);
}

static gboolean
has_ideographs (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* Every line stands at the leading edge of the page, whatever script it is in. */
static void
draw_line_of (StipplePageFlow *self, cairo_t *cr, PangoLayout *layout, int number, double x,
              double baseline)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, number);
  PangoRectangle logical;
  pango_layout_line_get_extents (line, NULL, &logical);
  double offset = 0;
  int width = pango_layout_get_width (layout);
  if (width > 0 && self->rtl)
    offset = (double) (width - logical.width) / PANGO_SCALE;
  cairo_move_to (cr, x + offset, baseline);
  pango_cairo_show_layout_line (cr, line);
  if (!has_ideographs (pango_layout_get_text (layout)))
    return;
  /* cairo 1.16 embeds some glyphs of these typefaces as blanks (U+5982 is one): the outlines over the
   * text, which is there to be found and copied. */
  cairo_move_to (cr, x + offset, baseline);
  pango_cairo_layout_line_path (cr, line);
  cairo_fill (cr);
}

void
stipple_page_flow_draw_layout (StipplePageFlow *self, cairo_t *cr, PangoLayout *layout, double x,
                               double y)
{
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      double ascent;
      const double height = measure_line (layout, i, &ascent);
      draw_line_of (self, cr, layout, i, x, y + ascent);
      y += height;
    }
}

typedef struct
{
  StipplePageFlow *flow;
  PangoLayout *layout;
  double size;
  StippleDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
} Figure;

static void
figure_free (Figure *figure)
{
  figure->destroy (figure->data);
  g_object_unref (figure->layout);
  g_free (figure);
}

static void
draw_figure (cairo_t *cr, double width, double height, gpointer data)
{
  const Figure *figure = data;
  const gboolean rtl = figure->flow->rtl;
  double y = (height - stipple_page_flow_layout_height (figure->layout)) / 2;
  stipple_page_flow_draw_layout (figure->flow, cr, figure->layout,
                                 rtl ? 0 : figure->size + 2 * COLUMN_GAP, y);
  cairo_translate (cr, rtl ? width - figure->size : 0, (height - figure->size) / 2);
  figure->draw (cr, figure->size, figure->size, figure->data);
}

void
stipple_page_flow_figure (StipplePageFlow *self, double size, StippleDrawFunc draw, gpointer data,
                          GDestroyNotify destroy, const char *text)
{
  const Figure made = {
    .flow = self,
    .layout = stipple_page_flow_make_layout (
        self, STIPPLE_TYPE_BODY, stipple_page_flow_get_width (self) - size - 2 * COLUMN_GAP, text),
    .size = size,
    .draw = draw,
    .data = data,
    .destroy = destroy,
  };
  stipple_page_flow_box (self, MAX (size, stipple_page_flow_layout_height (made.layout)),
                         draw_figure, g_memdup2 (&made, sizeof made), (GDestroyNotify) figure_free);
}

guint
stipple_page_flow_get_n_pages (StipplePageFlow *self)
{
  return self->page + 1;
}

/* In the room before a line whose left side is @x; a tick where the line is in the middle of its height. */
static void
draw_bullet (StipplePageFlow *self, cairo_t *cr, StippleBullet bullet, const Strip *strip,
             guint slot)
{
  const double width = (double) pango_layout_get_width (strip->layouts[slot]) / PANGO_SCALE;
  const double x =
      self->rtl ? strip->xs[slot] + width + BULLET_ROOM - BULLET : strip->xs[slot] - BULLET_ROOM;
  double ascent;
  const double height = measure_line (strip->layouts[slot], strip->lines[slot], &ascent);
  const double y = strip->y + strip->ascent - ascent + (height - BULLET) / 2;
  cairo_set_line_width (cr, BULLET_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (bullet == STIPPLE_BULLET_CHECK)
    {
      cairo_move_to (cr, x, y + 0.55 * BULLET);
      cairo_line_to (cr, x + 0.35 * BULLET, y + 0.9 * BULLET);
      cairo_line_to (cr, x + BULLET, y + 0.1 * BULLET);
    }
  else
    {
      cairo_move_to (cr, x + 0.1 * BULLET, y + 0.1 * BULLET);
      cairo_line_to (cr, x + 0.9 * BULLET, y + 0.9 * BULLET);
      cairo_move_to (cr, x + 0.9 * BULLET, y + 0.1 * BULLET);
      cairo_line_to (cr, x + 0.1 * BULLET, y + 0.9 * BULLET);
    }
  cairo_stroke (cr);
}

void
stipple_page_flow_draw (StipplePageFlow *self, guint page, cairo_t *cr)
{
  for (guint i = 0; i < self->strips->len; i++)
    {
      const Strip *strip = g_ptr_array_index (self->strips, i);
      if (strip->page != page)
        continue;
      cairo_save (cr);
      cairo_set_source_rgb (cr, INK, INK, INK);
      for (guint slot = 0; slot < STIPPLE_CELLS_MAX; slot++)
        {
          if (strip->layouts[slot] != NULL)
            draw_line_of (self, cr, strip->layouts[slot], strip->lines[slot], strip->xs[slot],
                          strip->y + strip->ascent);
          if (strip->bullets[slot] != STIPPLE_BULLET_NONE)
            draw_bullet (self, cr, strip->bullets[slot], strip, slot);
        }
      if (strip->draw != NULL && !(strip->within && strip->y <= self->geometry.top))
        {
          cairo_translate (cr, self->geometry.margin, strip->y);
          strip->draw (cr, stipple_page_flow_get_width (self), strip->height, strip->data);
        }
      cairo_restore (cr);
    }
}

double
stipple_page_flow_draw_line (StipplePageFlow *self, cairo_t *cr, double y, gboolean trailing,
                             StippleTypeStyle style, const char *text)
{
  double width = trailing ? -1 : stipple_page_flow_get_width (self);
  g_autoptr (PangoLayout) layout = stipple_page_flow_make_layout (self, style, width, text);
  double x = self->geometry.margin;
  if (trailing)
    {
      PangoRectangle logical;
      pango_layout_get_extents (layout, NULL, &logical);
      if (!self->rtl)
        x = self->geometry.page_width - x - (double) logical.width / PANGO_SCALE;
    }
  cairo_save (cr);
  double shade = style == STIPPLE_TYPE_SMALL ? GREY : INK;
  cairo_set_source_rgb (cr, shade, shade, shade);
  stipple_page_flow_draw_layout (self, cr, layout, x, y);
  cairo_restore (cr);
  return stipple_page_flow_layout_height (layout);
}
