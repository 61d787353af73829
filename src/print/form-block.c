// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/form-block.h"

#include "core/language.h"

#include <glib/gi18n-lib.h>

#define TICK 10.0
#define TICK_ROOM 16.0
#define TICK_GAP 12.0
#define ROW_GAP 4.0
#define CELL 15.0 /* for one digit */
#define CELL_HEIGHT 19.0
#define CELL_GAP 8.0 /* between year, month and day */
#define INK 0.1
#define PALE 0.55
#define THIN 0.75

typedef enum
{
  ITEM_TEXT,
  ITEM_TICK,
  ITEM_LINE,
  ITEM_DATE,
  ITEM_DRAWING,
} ItemKind;

typedef struct
{
  ItemKind kind;
  double x; /* of its leading edge */
  double y;
  double width;
  double height;
  PangoLayout *layout;
  StippleDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
} Item;

struct _StippleFormBlock
{
  StipplePageFlow *flow;
  GArray *items; /* Item */
  double y;
  double bottom; /* of what reaches lowest */
};

static void
item_clear (Item *self)
{
  g_clear_object (&self->layout);
  if (self->destroy != NULL)
    self->destroy (self->data);
}

StippleFormBlock *
stipple_form_block_new (StipplePageFlow *flow)
{
  StippleFormBlock *self = g_new0 (StippleFormBlock, 1);

  self->flow = flow;
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, (GDestroyNotify) item_clear);
  return self;
}

void
stipple_form_block_free (StippleFormBlock *self)
{
  g_array_unref (self->items);
  g_free (self);
}

static void
add (StippleFormBlock *self, const Item *item)
{
  Item added = *item;

  added.y = self->y;
  g_array_append_val (self->items, added);
  self->bottom = MAX (self->bottom, self->y + item->height);
}

void
stipple_form_block_down (StippleFormBlock *self, double height)
{
  self->y += height;
  self->bottom = MAX (self->bottom, self->y);
}

static double
add_text (StippleFormBlock *self, StippleTypeStyle style, double x, double width, const char *text,
          double *first_line)
{
  PangoLayout *layout = stipple_page_flow_make_layout (self->flow, style, width, text);
  const double height = stipple_page_flow_layout_height (layout);

  if (first_line != NULL)
    *first_line = height / pango_layout_get_line_count (layout);
  add (self,
       &(Item){ .kind = ITEM_TEXT, .x = x, .width = width, .height = height, .layout = layout });
  return height;
}

double
stipple_form_block_text (StippleFormBlock *self, StippleTypeStyle style, double x, double width,
                         const char *text)
{
  return add_text (self, style, x, width, text, NULL);
}

double
stipple_form_block_tick (StippleFormBlock *self, double x, double width, const char *text)
{
  double line;
  const double height =
      add_text (self, STIPPLE_TYPE_BODY, x + TICK_ROOM, width - TICK_ROOM, text, &line);

  /* In the middle of the first line, which some scripts make higher. */
  add (self, &(Item){ .kind = ITEM_TICK, .x = x, .width = TICK, .height = MAX (line, TICK) });
  return height;
}

double
stipple_form_block_measure_tick (StippleFormBlock *self, const char *text)
{
  g_autoptr (PangoLayout) layout =
      stipple_page_flow_make_layout (self->flow, STIPPLE_TYPE_BODY, -1, text);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return TICK_ROOM + (double) logical.width / PANGO_SCALE + 1;
}

/* As many as the longest of @texts has room in. */
static guint
count_columns (StippleFormBlock *self, double width, const char *const *texts)
{
  double widest = TICK_ROOM;

  for (guint i = 0; texts[i] != NULL; i++)
    widest = MAX (widest, stipple_form_block_measure_tick (self, texts[i]));
  return (guint) MAX (1, (width + TICK_GAP) / (widest + TICK_GAP));
}

void
stipple_form_block_ticks (StippleFormBlock *self, double x, double width, const char *const *texts)
{
  const guint n = g_strv_length ((char **) texts);
  const guint n_columns = MIN (count_columns (self, width, texts), n);
  const double column = (width + TICK_GAP) / n_columns;
  double height = 0;

  for (guint i = 0; i < n; i++)
    {
      height = MAX (height, stipple_form_block_tick (self, x + (i % n_columns) * column,
                                                     column - TICK_GAP, texts[i]));
      if ((i + 1) % n_columns != 0 && i + 1 < n)
        continue;
      stipple_form_block_down (self, height + ROW_GAP);
      height = 0;
    }
}

void
stipple_form_block_line (StippleFormBlock *self, double x, double width)
{
  add (self, &(Item){ .kind = ITEM_LINE, .x = x, .width = width, .height = 1 });
}

double
stipple_form_block_date (StippleFormBlock *self, double x)
{
  const char *const names[] = { C_ ("of a date on paper", "Year"),
                                C_ ("of a date on paper", "Month"),
                                C_ ("of a date on paper", "Day") };
  const double widths[] = { 4 * CELL, 2 * CELL, 2 * CELL };
  const gboolean rtl = stipple_language_is_rtl (stipple_language_current ());
  const double y = self->y;
  double at = 0;
  double height = 0;

  add (self,
       &(Item){
           .kind = ITEM_DATE, .x = x, .width = STIPPLE_FORM_DATE_WIDTH, .height = CELL_HEIGHT });
  self->y += CELL_HEIGHT + 1;
  /* The boxes run from left to right in every language, as digits do. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const double room = widths[i] + (i < 2 ? CELL_GAP - 2 : 0);

      height = MAX (height,
                    stipple_form_block_text (self, STIPPLE_TYPE_SMALL,
                                             x + (rtl ? STIPPLE_FORM_DATE_WIDTH - at - room : at),
                                             room, names[i]));
      at += widths[i] + CELL_GAP;
    }
  self->y = y;
  return CELL_HEIGHT + 1 + height;
}

void
stipple_form_block_draw (StippleFormBlock *self, double height, StippleDrawFunc draw, gpointer data,
                         GDestroyNotify destroy)
{
  add (self, &(Item){ .kind = ITEM_DRAWING,
                      .width = stipple_page_flow_get_width (self->flow),
                      .height = height,
                      .draw = draw,
                      .data = data,
                      .destroy = destroy });
  stipple_form_block_down (self, height);
}

/* --- On the page. */

static void
draw_cells (cairo_t *cr, double x, double y)
{
  static const guint groups[] = { 4, 2, 2 };

  for (guint group = 0; group < G_N_ELEMENTS (groups); group++)
    {
      for (guint i = 0; i < groups[group]; i++)
        cairo_rectangle (cr, x + i * CELL, y, CELL, CELL_HEIGHT);
      x += groups[group] * CELL + CELL_GAP;
    }
  cairo_stroke (cr);
}

static void
draw_item (const StippleFormBlock *self, cairo_t *cr, const Item *item, double left)
{
  const double shade = item->kind == ITEM_TICK || item->kind == ITEM_TEXT ? INK : PALE;

  cairo_set_source_rgb (cr, shade, shade, shade);
  cairo_set_line_width (cr, THIN);
  switch (item->kind)
    {
    case ITEM_TEXT:
      stipple_page_flow_draw_layout (self->flow, cr, item->layout, left, item->y);
      break;
    case ITEM_TICK:
      cairo_rectangle (cr, left, item->y + (item->height - TICK) / 2, TICK, TICK);
      cairo_stroke (cr);
      break;
    case ITEM_LINE:
      cairo_move_to (cr, left, item->y);
      cairo_line_to (cr, left + item->width, item->y);
      cairo_stroke (cr);
      break;
    case ITEM_DATE:
      draw_cells (cr, left, item->y);
      break;
    case ITEM_DRAWING:
    default:
      cairo_translate (cr, left, item->y);
      item->draw (cr, item->width, item->height, item->data);
      break;
    }
}

static void
draw_block (cairo_t *cr, double width, double height, gpointer data)
{
  const StippleFormBlock *self = data;
  const gboolean rtl = stipple_language_is_rtl (stipple_language_current ());

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);

      cairo_save (cr);
      draw_item (self, cr, item, rtl ? width - item->x - item->width : item->x);
      cairo_restore (cr);
    }
}

void
stipple_form_block_place (StippleFormBlock *self)
{
  stipple_page_flow_box (self->flow, self->bottom, draw_block, self,
                         (GDestroyNotify) stipple_form_block_free);
}
