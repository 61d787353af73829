// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layers-figure.h"

#include "widgets/paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_LAYERS 3
#define N_KINDS 2
#define GAP 16
#define PAD 24
#define RADIUS 24
#define WAVE 5
#define LEGEND 64
#define SMALL_DOT 3.6
#define LARGE_DOT 7

/* Epidermis, upper dermis, mid to lower dermis: least heights. */
static const int layer_heights[N_LAYERS] = { 64, 104, 152 };

struct _StippleLayersFigure
{
  GtkWidget parent_instance;
  GtkWidget *kinds[N_KINDS]; /* scalp micropigmentation, ordinary tattoo */
  GtkWidget *layers[N_LAYERS];
};

G_DEFINE_FINAL_TYPE (StippleLayersFigure, stipple_layers_figure, GTK_TYPE_WIDGET)

static int
natural_size (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (child, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

/* The layers' names take the first third; the two kinds share the rest. */
static int
names_width (int width)
{
  return width / 3;
}

static int
kind_width (int width)
{
  return (width - names_width (width) - GAP) / 2;
}

/* In large text the names of the two kinds no longer fit over their columns: they become a legend,
 * a line each, with their dots before them. */
static gboolean
is_legend (StippleLayersFigure *self, int width)
{
  for (int i = 0; i < N_KINDS; i++)
    {
      int minimum;

      gtk_widget_measure (self->kinds[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      if (minimum > kind_width (width))
        return TRUE;
    }
  return FALSE;
}

static int
kind_height (StippleLayersFigure *self, int kind, int width)
{
  int own = is_legend (self, width) ? width - LEGEND : kind_width (width);

  return natural_size (self->kinds[kind], GTK_ORIENTATION_VERTICAL, own);
}

static int
heading_height (StippleLayersFigure *self, int width)
{
  int first = kind_height (self, 0, width);
  int second = kind_height (self, 1, width);

  return GAP + (is_legend (self, width) ? first + second : MAX (first, second));
}

static int
layer_height (StippleLayersFigure *self, int layer, int width)
{
  int text =
      natural_size (self->layers[layer], GTK_ORIENTATION_VERTICAL, names_width (width) - 2 * PAD);

  return MAX (layer_heights[layer], text + PAD);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  StippleLayersFigure *self = STIPPLE_LAYERS_FIGURE (widget);
  int size = 0;
  int legend = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (int i = 0; i < N_LAYERS; i++)
        {
          gtk_widget_measure (self->layers[i], orientation, -1, minimum, NULL, NULL, NULL);
          size = MAX (size, *minimum + 2 * PAD);
        }
      for (int i = 0; i < N_KINDS; i++)
        {
          gtk_widget_measure (self->kinds[i], orientation, -1, minimum, NULL, NULL, NULL);
          legend = MAX (legend, *minimum + LEGEND);
        }
      *minimum = MAX (3 * size, legend);
      *natural = MAX (*minimum, 720);
      return;
    }

  for_size = for_size < 0 ? 720 : for_size;
  size = heading_height (self, for_size);
  for (int i = 0; i < N_LAYERS; i++)
    size += layer_height (self, i, for_size);
  *minimum = *natural = size;
}

static void
place (GtkWidget *parent, GtkWidget *child, int x, int y, int width, int height)
{
  x = stipple_paint_mirror (parent, x, width, gtk_widget_get_width (parent));
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StippleLayersFigure *self = STIPPLE_LAYERS_FIGURE (widget);
  int own = kind_width (width);
  int y = heading_height (self, width);

  if (is_legend (self, width))
    {
      int first = kind_height (self, 0, width);

      place (widget, self->kinds[0], LEGEND, 0, width - LEGEND, first);
      place (widget, self->kinds[1], LEGEND, first, width - LEGEND, y - GAP - first);
    }
  else
    {
      place (widget, self->kinds[0], names_width (width), 0, own, y - GAP);
      place (widget, self->kinds[1], names_width (width) + own + GAP, 0, own, y - GAP);
    }
  for (int i = 0; i < N_KINDS; i++)
    gtk_label_set_xalign (GTK_LABEL (self->kinds[i]), is_legend (self, width) ? 0 : 0.5);
  for (int i = 0; i < N_LAYERS; i++)
    {
      int band = layer_height (self, i, width);

      place (widget, self->layers[i], PAD, y, names_width (width) - 2 * PAD, band);
      y += band;
    }
}

/* A layer down to the bottom: the next one is painted over it. */
static void
draw_layer (cairo_t *cr, const GdkRGBA *color, const GdkRGBA *edge, int y, int width, int bottom,
            gboolean wavy)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_move_to (cr, 0, bottom);
  cairo_line_to (cr, 0, y);
  for (int x = 0; x <= width; x += 4)
    cairo_line_to (cr, x, y + (wavy ? WAVE * sin (x / 26.0) : 0));
  cairo_line_to (cr, width, bottom);
  cairo_close_path (cr);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, edge);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
}

/* Pigment in a box: rows of dots, a little out of step. */
static void
draw_dots (cairo_t *cr, double x, double y, double width, double height, double radius, double step)
{
  int row = 0;

  for (double dy = radius; dy <= height - radius; dy += step * 0.86, row++)
    {
      int column = 0;

      for (double dx = radius + (row % 2) * step / 2; dx <= width - radius; dx += step, column++)
        {
          double jitter = sin (row * 12.9898 + column * 78.233);

          cairo_new_sub_path (cr);
          cairo_arc (cr, x + dx + jitter * step * 0.1, y + dy - jitter * step * 0.08, radius, 0,
                     2 * G_PI);
        }
    }
  cairo_fill (cr);
}

static void
trace_round (cairo_t *cr, double y, double width, double height)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, width - RADIUS, y + RADIUS, RADIUS, -G_PI / 2, 0);
  cairo_arc (cr, width - RADIUS, y + height - RADIUS, RADIUS, 0, G_PI / 2);
  cairo_arc (cr, RADIUS, y + height - RADIUS, RADIUS, G_PI / 2, G_PI);
  cairo_arc (cr, RADIUS, y + RADIUS, RADIUS, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

/* @tops: of each layer, and the bottom. */
static void
draw_pigment (StippleLayersFigure *self, cairo_t *cr, const int tops[N_LAYERS + 1])
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget);
  int own = kind_width (width);
  int smp = stipple_paint_mirror (widget, names_width (width), own, width);
  int tattoo = stipple_paint_mirror (widget, names_width (width) + own + GAP, own, width);
  double surface = tops[0] + (tops[1] - tops[0]) * 0.45;
  GdkRGBA ink = stipple_paint_color (widget, "skin_dot");

  gdk_cairo_set_source_rgba (cr, &ink);
  draw_dots (cr, smp + PAD, surface, own - 2 * PAD, tops[2] - PAD - surface, SMALL_DOT, 24);
  draw_dots (cr, tattoo + PAD, tops[2] + PAD, own - 2 * PAD, tops[3] - tops[2] - 2 * PAD, LARGE_DOT,
             19);

  if (is_legend (self, width))
    {
      int first = kind_height (self, 0, width);
      int second = kind_height (self, 1, width);
      int x = stipple_paint_mirror (widget, 0, LEGEND, width);

      draw_dots (cr, x, first / 2.0 - SMALL_DOT, LEGEND - GAP, 2 * SMALL_DOT, SMALL_DOT, 16);
      draw_dots (cr, x, first + second / 2.0 - LARGE_DOT, LEGEND - GAP, 2 * LARGE_DOT, LARGE_DOT,
                 16);
    }
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  static const char *const colors[N_LAYERS] = { "skin_top", "skin_upper", "skin_lower" };
  StippleLayersFigure *self = STIPPLE_LAYERS_FIGURE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int top = heading_height (self, width);
  int tops[N_LAYERS + 1] = { top };
  GdkRGBA edge = stipple_paint_color (widget, "figure_edge");
  cairo_t *cr = gtk_snapshot_append_cairo (snap, &GRAPHENE_RECT_INIT (0, 0, width, height));

  trace_round (cr, top, width, height - top);
  cairo_save (cr);
  cairo_clip (cr);
  for (int i = 0; i < N_LAYERS; i++)
    {
      GdkRGBA color = stipple_paint_color (widget, colors[i]);

      draw_layer (cr, &color, &edge, tops[i], width, height, i > 0);
      tops[i + 1] = tops[i] + layer_height (self, i, width);
    }

  trace_round (cr, top, width, height - top);
  gdk_cairo_set_source_rgba (cr, &edge);
  /* The clip takes the outer half. */
  cairo_set_line_width (cr, 6);
  cairo_stroke (cr);
  cairo_restore (cr);

  draw_pigment (self, cr, tops);
  cairo_destroy (cr);

  GTK_WIDGET_CLASS (stipple_layers_figure_parent_class)->snapshot (widget, snap);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dispose (GObject *object)
{
  StippleLayersFigure *self = STIPPLE_LAYERS_FIGURE (object);

  for (int i = 0; i < N_KINDS; i++)
    g_clear_pointer (&self->kinds[i], gtk_widget_unparent);
  for (int i = 0; i < N_LAYERS; i++)
    g_clear_pointer (&self->layers[i], gtk_widget_unparent);

  G_OBJECT_CLASS (stipple_layers_figure_parent_class)->dispose (object);
}

static void
stipple_layers_figure_class_init (StippleLayersFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->get_request_mode = get_request_mode;

  gtk_widget_class_set_css_name (widget_class, "layers");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static GtkWidget *
add_label (StippleLayersFigure *self, const char *text, double xalign, double yalign)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", xalign, "yalign", yalign,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
stipple_layers_figure_init (StippleLayersFigure *self)
{
  const char *const kinds[N_KINDS] = { _ ("Scalp micropigmentation"), _ ("Ordinary tattoo") };
  const char *const layers[N_LAYERS] = { _ ("Epidermis"), _ ("Upper dermis"),
                                         _ ("Mid to lower dermis") };

  for (int i = 0; i < N_KINDS; i++)
    {
      self->kinds[i] = add_label (self, kinds[i], 0.5, 1);
      gtk_label_set_justify (GTK_LABEL (self->kinds[i]), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (self->kinds[i], "strong");
    }
  for (int i = 0; i < N_LAYERS; i++)
    self->layers[i] = add_label (self, layers[i], 0, 0.5);

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
      _ ("Skin layers: scalp micropigmentation lies in the epidermis and upper dermis, "
         "an ordinary tattoo in the mid to lower dermis."),
      -1);
}

GtkWidget *
stipple_layers_figure_new (void)
{
  return g_object_new (STIPPLE_TYPE_LAYERS_FIGURE, NULL);
}
