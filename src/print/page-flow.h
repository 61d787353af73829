// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <glib.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * StipplePageFlow: text and boxes set one below the other, broken into pages between lines. Units are
 * points. Private to print/.
 *
 * Everything is laid out when it is added, so the number of pages is known before the first is
 * drawn. Mirrored as a whole for languages written from right to left, which every text then runs in;
 * stipple_language_isolate() keeps what may be in another.
 */
typedef struct _StipplePageFlow StipplePageFlow;

typedef struct
{
  double page_width;
  double page_height;
  double margin;        /* left and right */
  double top;           /* where the body begins */
  double bottom;        /* where it ends, from the top of the page */
  const char *language; /* BCP 47, for shaping and direction */
} StipplePageGeometry;

typedef enum
{
  STIPPLE_TYPE_CODE,    /* the code in the header */
  STIPPLE_TYPE_TITLE,   /* the person's name */
  STIPPLE_TYPE_CALLOUT, /* what a callout says first */
  STIPPLE_TYPE_HEADING, /* of a section */
  STIPPLE_TYPE_STRONG,
  STIPPLE_TYPE_BODY,
  STIPPLE_TYPE_SMALL,
} StippleTypeStyle;

typedef enum
{
  STIPPLE_BULLET_NONE,
  STIPPLE_BULLET_CROSS,
  STIPPLE_BULLET_CHECK,
} StippleBullet;

typedef struct
{
  double share; /* of the body's width, the gap after it included; all of a row make 1 */
  StippleTypeStyle style;
  StippleBullet bullet; /* before each paragraph */
  const char *text;
} StippleCell;
#define STIPPLE_CELLS_MAX 3

/* Draws a box's own content at the origin; @width is the box's. */
typedef void (*StippleDrawFunc) (cairo_t *cr, double width, double height, gpointer data);

StipplePageFlow *stipple_page_flow_new (const StipplePageGeometry *geometry);
void stipple_page_flow_free (StipplePageFlow *self);

void stipple_page_flow_space (StipplePageFlow *self, double height); /* swallowed at a page's top */
void stipple_page_flow_text (StipplePageFlow *self, StippleTypeStyle style, const char *text);
/* A heading is never the last thing on a page. */
void stipple_page_flow_heading (StipplePageFlow *self, const char *text);
/* A label in a narrow column, its value beside it; both wrap. */
void stipple_page_flow_row (StipplePageFlow *self, const char *label, const char *value);
/* @n <= STIPPLE_CELLS_MAX texts side by side, from the leading edge on. */
void stipple_page_flow_cells (StipplePageFlow *self, const StippleCell *cells, guint n);
/* What is added between these two stays on one page as long as it fits one. A group may hold others, which stay whole
 * where it does not. */
guint stipple_page_flow_begin_group (StipplePageFlow *self);
void stipple_page_flow_end_group (StipplePageFlow *self, guint group);
/* Unbroken. @data transfer full, freed with @destroy. */
void stipple_page_flow_box (StipplePageFlow *self, double height, StippleDrawFunc draw,
                            gpointer data, GDestroyNotify destroy);
/* A framed block of a strong line and body lines beneath it, unbroken as long as it fits a page. @weight:
 * width of the bar at its leading edge. */
void stipple_page_flow_callout (StipplePageFlow *self, double weight, const char *strong,
                                const char *body);

/* A thin line across; nothing at a page's top. */
void stipple_page_flow_rule (StipplePageFlow *self);
/* A square picture of @size at the leading edge, @text beside it; unbroken. As a box otherwise. */
void stipple_page_flow_figure (StipplePageFlow *self, double size, StippleDrawFunc draw,
                               gpointer data, GDestroyNotify destroy, const char *text);

/* For boxes that hold text: its layout within @width in this flow's language, and drawn with its first line's top
 * left at @x, @y of a box. Transfer full. */
PangoLayout *stipple_page_flow_make_layout (StipplePageFlow *self, StippleTypeStyle style,
                                            double width, const char *text);
double stipple_page_flow_layout_height (PangoLayout *layout);
void stipple_page_flow_draw_layout (StipplePageFlow *self, cairo_t *cr, PangoLayout *layout,
                                    double x, double y);
double stipple_page_flow_get_width (StipplePageFlow *self);

guint stipple_page_flow_get_n_pages (StipplePageFlow *self);
void stipple_page_flow_draw (StipplePageFlow *self, guint page, cairo_t *cr);

/* For headers and footers, at @y: at the leading margin, wrapped, or one line at the trailing
 * margin. Gives its height. */
double stipple_page_flow_draw_line (StipplePageFlow *self, cairo_t *cr, double y, gboolean trailing,
                                    StippleTypeStyle style, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StipplePageFlow, stipple_page_flow_free)

G_END_DECLS
