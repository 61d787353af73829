// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/page-flow.h"

#include "core/language.h"

#include <pango/pangocairo.h>
#include <string.h>

#define LABEL_SHARE 0.28 /* of the body's width */
#define COLUMN_GAP 12.0
#define ROW_GAP 4.0
#define CALLOUT_PADDING 12.0
#define INK 0.1
#define GREY 0.38
#define HAIRLINE 0.75

/* What stands on one strip of a page: up to two lines of text, or a box. */
typedef struct
{
  guint page;
  double y;
  double height;
  PangoLayout *layouts[2];
  int lines[2];
  double xs[2];
  StippleDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
} Strip;

struct _StipplePageFlow
{
  StipplePageGeometry geometry;
  gboolean rtl;
  PangoContext *context;
  cairo_surface_t *surface;
  GPtrArray *strips;
  double y;
  guint page;
  gboolean at_top;
};

static void
strip_free (Strip *strip)
{
  g_clear_object (&strip->layouts[0]);
  g_clear_object (&strip->layouts[1]);
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

static double
body_width (StipplePageFlow *self)
{
  return self->geometry.page_width - 2 * self->geometry.margin;
}

static PangoLayout *
make_layout (StipplePageFlow *self, StippleTypeStyle style, double width, const char *text)
{
  static const struct
  {
    double size;
    PangoWeight weight;
  } types[] = {
    [STIPPLE_TYPE_CODE] = { 20, PANGO_WEIGHT_BOLD },
    [STIPPLE_TYPE_TITLE] = { 22, PANGO_WEIGHT_BOLD },
    [STIPPLE_TYPE_HEADING] = { 12, PANGO_WEIGHT_BOLD },
    [STIPPLE_TYPE_STRONG] = { 10, PANGO_WEIGHT_SEMIBOLD },
    [STIPPLE_TYPE_BODY] = { 10, PANGO_WEIGHT_NORMAL },
    [STIPPLE_TYPE_SMALL] = { 8.5, PANGO_WEIGHT_NORMAL },
  };
  PangoLayout *layout = pango_layout_new (self->context);
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

static double
line_height (PangoLayout *layout, int line)
{
  PangoRectangle logical;
  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

static double
text_height (PangoLayout *layout)
{
  double height = 0;
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    height += line_height (layout, i);
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
  strip->layouts[slot] = g_object_ref (layout);
  strip->lines[slot] = line;
  strip->xs[slot] = x;
}

void
stipple_page_flow_space (StipplePageFlow *self, double height)
{
  if (!self->at_top)
    self->y += height;
}

static void
flow_text (StipplePageFlow *self, StippleTypeStyle style, const char *text, double keep)
{
  g_autoptr (PangoLayout) layout = make_layout (self, style, body_width (self), text);
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    put_line (place (self, line_height (layout, i), keep), 0, layout, i,
              left_of (self, 0, body_width (self)));
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

void
stipple_page_flow_row (StipplePageFlow *self, const char *label, const char *value)
{
  const double label_width = body_width (self) * LABEL_SHARE;
  const double value_width = body_width (self) - label_width - COLUMN_GAP;
  g_autoptr (PangoLayout) names = make_layout (self, STIPPLE_TYPE_STRONG, label_width, label);
  g_autoptr (PangoLayout) values = make_layout (self, STIPPLE_TYPE_BODY, value_width, value);
  int n_names = pango_layout_get_line_count (names);
  int n_values = pango_layout_get_line_count (values);
  for (int i = 0; i < MAX (n_names, n_values); i++)
    {
      double name_height = i < n_names ? line_height (names, i) : 0;
      double value_height = i < n_values ? line_height (values, i) : 0;
      Strip *strip = place (self, MAX (name_height, value_height), 0);
      if (i < n_names)
        put_line (strip, 0, names, i, left_of (self, 0, label_width));
      if (i < n_values)
        put_line (strip, 1, values, i, left_of (self, label_width + COLUMN_GAP, value_width));
    }
  stipple_page_flow_space (self, ROW_GAP);
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

typedef struct
{
  PangoLayout *layout;
  double weight;
  gboolean rtl;
} Callout;

static void
callout_free (Callout *callout)
{
  g_object_unref (callout->layout);
  g_free (callout);
}

/* A frame, and the bar at the leading edge that is heavier the more it matters. */
static void
draw_callout (cairo_t *cr, double width, double height, gpointer data)
{
  const Callout *callout = data;
  cairo_set_source_rgb (cr, INK, INK, INK);
  cairo_set_line_width (cr, HAIRLINE);
  cairo_rectangle (cr, HAIRLINE / 2, HAIRLINE / 2, width - HAIRLINE, height - HAIRLINE);
  cairo_stroke (cr);
  cairo_rectangle (cr, callout->rtl ? width - callout->weight : 0, 0, callout->weight, height);
  cairo_fill (cr);
  cairo_move_to (cr, CALLOUT_PADDING + (callout->rtl ? 0 : callout->weight), CALLOUT_PADDING);
  pango_cairo_show_layout (cr, callout->layout);
}

void
stipple_page_flow_callout (StipplePageFlow *self, double weight, const char *strong,
                           const char *body)
{
  double width = body_width (self) - 2 * CALLOUT_PADDING - weight;
  g_autofree char *text =
      body != NULL && *body != '\0' ? g_strconcat (strong, "\n", body, NULL) : g_strdup (strong);
  g_autoptr (PangoLayout) layout = make_layout (self, STIPPLE_TYPE_BODY, width, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  bold->end_index = (guint) strlen (strong);
  pango_attr_list_insert (attributes, bold);
  PangoAttribute *size = pango_attr_size_new_absolute (13 * PANGO_SCALE);
  size->end_index = (guint) strlen (strong);
  pango_attr_list_insert (attributes, size);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  double height = text_height (layout) + 2 * CALLOUT_PADDING;
  if (height > self->geometry.bottom - self->geometry.top)
    {
      stipple_page_flow_text (self, STIPPLE_TYPE_STRONG, strong);
      if (body != NULL)
        stipple_page_flow_text (self, STIPPLE_TYPE_BODY, body);
      return;
    }
  Callout *callout = g_new0 (Callout, 1);
  callout->layout = g_steal_pointer (&layout);
  callout->weight = weight;
  callout->rtl = self->rtl;
  stipple_page_flow_box (self, height, draw_callout, callout, (GDestroyNotify) callout_free);
}

guint
stipple_page_flow_get_n_pages (StipplePageFlow *self)
{
  return self->page + 1;
}

/* Every line stands at the leading edge of the page, whatever script it is in. */
static void
draw_line_of (StipplePageFlow *self, cairo_t *cr, PangoLayout *layout, int number, double x,
              double y)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, number);
  PangoRectangle logical;
  pango_layout_line_get_extents (line, NULL, &logical);
  double offset = 0;
  int width = pango_layout_get_width (layout);
  if (width > 0 && self->rtl)
    offset = (double) (width - logical.width) / PANGO_SCALE;
  cairo_move_to (cr, x + offset, y - (double) logical.y / PANGO_SCALE);
  pango_cairo_show_layout_line (cr, line);
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
      for (guint slot = 0; slot < 2; slot++)
        if (strip->layouts[slot] != NULL)
          draw_line_of (self, cr, strip->layouts[slot], strip->lines[slot], strip->xs[slot],
                        strip->y);
      if (strip->draw != NULL)
        {
          cairo_translate (cr, self->geometry.margin, strip->y);
          strip->draw (cr, body_width (self), strip->height, strip->data);
        }
      cairo_restore (cr);
    }
}

double
stipple_page_flow_draw_line (StipplePageFlow *self, cairo_t *cr, double y, gboolean trailing,
                             StippleTypeStyle style, const char *text)
{
  double width = trailing ? -1 : body_width (self);
  g_autoptr (PangoLayout) layout = make_layout (self, style, width, text);
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
  double height = 0;
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      draw_line_of (self, cr, layout, i, x, y + height);
      height += line_height (layout, i);
    }
  cairo_restore (cr);
  return height;
}
