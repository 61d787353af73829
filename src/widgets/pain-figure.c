// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pain-figure.h"

#include "core/language.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>

#define LOW_BAR 70
#define HIGH_BAR 232
#define GAP 10
#define RADIUS 16
#define RULE_HEIGHT 6
#define SPACE 14

struct _StipplePainFigure
{
  GtkWidget parent_instance;

  int worst;
  int usual_from;
  int usual_to;
  GPtrArray *numbers; /* a GtkLabel for each */
  GtkWidget *usual;
  GtkWidget *top;
};

G_DEFINE_FINAL_TYPE (StipplePainFigure, stipple_pain_figure, GTK_TYPE_WIDGET)

static gboolean
is_usual (StipplePainFigure *self, int number)
{
  return number >= self->usual_from && number <= self->usual_to;
}

static double
column_width (StipplePainFigure *self, int width)
{
  return (width - GAP * (self->worst - 1)) / (double) self->worst;
}

static double
column_x (StipplePainFigure *self, int number, int width)
{
  return (number - 1) * (column_width (self, width) + GAP);
}

static int
natural_size (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (child, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

static int
numbers_height (StipplePainFigure *self)
{
  int height = 0;

  for (guint i = 0; i < self->numbers->len; i++)
    height = MAX (height, natural_size (self->numbers->pdata[i], GTK_ORIENTATION_VERTICAL, -1));
  return height;
}

/* The two labels stand side by side when they fit, with the usual one under its range. */
static gboolean
labels_fit (StipplePainFigure *self, int width)
{
  int usual = natural_size (self->usual, GTK_ORIENTATION_HORIZONTAL, -1);
  int top = natural_size (self->top, GTK_ORIENTATION_HORIZONTAL, -1);

  return column_x (self, self->usual_from, width) + usual + 4 * GAP + top <= width;
}

static int
labels_height (StipplePainFigure *self, int width)
{
  int usual = natural_size (self->usual, GTK_ORIENTATION_VERTICAL, width);
  int top = natural_size (self->top, GTK_ORIENTATION_VERTICAL, width);

  return labels_fit (self, width) ? MAX (usual, top) : usual + top;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  StipplePainFigure *self = STIPPLE_PAIN_FIGURE (widget);
  int width = 0;

  for (guint i = 0; i < self->numbers->len; i++)
    width = MAX (width, natural_size (self->numbers->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1));
  width = (width + GAP) * self->worst;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width;
      *natural = MAX (width, 80 * self->worst);
    }
  else
    {
      *minimum = *natural = HIGH_BAR + SPACE + numbers_height (self) + RULE_HEIGHT + 2 * SPACE
                            + labels_height (self, for_size < 0 ? width : for_size);
    }
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
  StipplePainFigure *self = STIPPLE_PAIN_FIGURE (widget);
  int y = HIGH_BAR + SPACE;
  int usual_x = (int) column_x (self, self->usual_from, width);
  int usual_width = natural_size (self->usual, GTK_ORIENTATION_HORIZONTAL, -1);
  int top_width = natural_size (self->top, GTK_ORIENTATION_HORIZONTAL, -1);
  int line = numbers_height (self);

  for (guint i = 0; i < self->numbers->len; i++)
    place (widget, self->numbers->pdata[i], (int) column_x (self, (int) i + 1, width), y,
           (int) column_width (self, width), line);

  y += line + RULE_HEIGHT + 2 * SPACE;
  if (labels_fit (self, width))
    {
      place (widget, self->usual, usual_x, y, usual_width, height - y);
      place (widget, self->top, width - top_width, y, top_width, height - y);
    }
  else
    {
      line = natural_size (self->usual, GTK_ORIENTATION_VERTICAL, width);
      place (widget, self->usual, 0, y, width, line);
      place (widget, self->top, 0, y + line, width, height - y - line);
    }
}

static GdkRGBA
bar_color (StipplePainFigure *self, int number)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA low = stipple_paint_color (widget, "pain_low");
  GdkRGBA usual = stipple_paint_color (widget, "pain_usual");
  GdkRGBA beyond = stipple_paint_color (widget, "pain_beyond");
  GdkRGBA middle = stipple_paint_color (widget, "pain_middle");
  GdkRGBA worst = stipple_paint_color (widget, "pain_worst");
  double t;

  if (number <= self->usual_to)
    {
      t = (number - 1) / (double) MAX (1, self->usual_to - 1);
      return stipple_paint_mix (&low, &usual, t);
    }

  t = (number - self->usual_to - 1) / (double) MAX (1, self->worst - self->usual_to - 1);
  return t < 0.4 ? stipple_paint_mix (&beyond, &middle, t / 0.4)
                 : stipple_paint_mix (&middle, &worst, (t - 0.4) / 0.6);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  StipplePainFigure *self = STIPPLE_PAIN_FIGURE (widget);
  int width = gtk_widget_get_width (widget);
  double column = column_width (self, width);
  double from = column_x (self, self->usual_from, width);
  double to = column_x (self, self->usual_to, width) + column;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA rule = stipple_paint_color (widget, "primary");
  GdkRGBA edge = stipple_paint_color (widget, "figure_edge");
  int y = HIGH_BAR + SPACE + numbers_height (self) + SPACE / 2;

  for (int number = 1; number <= self->worst; number++)
    {
      double height = LOW_BAR + (HIGH_BAR - LOW_BAR) * (number - 1) / (double) (self->worst - 1);
      double x = column_x (self, number, width);
      GdkRGBA color = bar_color (self, number);

      x = rtl ? width - x - column : x;
      stipple_paint_round (snap,
                           &GRAPHENE_RECT_INIT ((float) x, (float) (HIGH_BAR - height),
                                                (float) column, (float) height),
                           RADIUS, &color, &edge, 3);
    }

  gtk_snapshot_append_color (
      snap, &rule,
      &GRAPHENE_RECT_INIT ((float) (rtl ? width - to : from), y, (float) (to - from), RULE_HEIGHT));
  GTK_WIDGET_CLASS (stipple_pain_figure_parent_class)->snapshot (widget, snap);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dispose (GObject *object)
{
  StipplePainFigure *self = STIPPLE_PAIN_FIGURE (object);

  g_clear_pointer (&self->numbers, g_ptr_array_unref);
  g_clear_pointer (&self->usual, gtk_widget_unparent);
  g_clear_pointer (&self->top, gtk_widget_unparent);

  G_OBJECT_CLASS (stipple_pain_figure_parent_class)->dispose (object);
}

static void
stipple_pain_figure_class_init (StipplePainFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = snapshot;
  widget_class->get_request_mode = get_request_mode;

  gtk_widget_class_set_css_name (widget_class, "painscale");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
stipple_pain_figure_init (StipplePainFigure *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "pain-scale");
  self->numbers = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
}

static GtkWidget *
add_label (StipplePainFigure *self, const char *text, const char *style_class, double xalign)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", xalign,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, style_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

/* The picture in words. */
static void
describe (StipplePainFigure *self)
{
  g_autofree char *from = stipple_language_format_number (self->usual_from);
  g_autofree char *to = stipple_language_format_number (self->usual_to);
  g_autofree char *worst = stipple_language_format_number (self->worst);
  /* Translators: "Most clients: 1 to 3 on a scale of 1 to 10. 10 is the worst pain ever." */
  g_autofree char *text = g_strdup_printf (_ ("%s: %s to %s on a scale of 1 to %s. %s"),
                                           gtk_label_get_text (GTK_LABEL (self->usual)), from, to,
                                           worst, gtk_label_get_text (GTK_LABEL (self->top)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

GtkWidget *
stipple_pain_figure_new (const StipplePainScale *scale, const char *language)
{
  StipplePainFigure *self = g_object_new (STIPPLE_TYPE_PAIN_FIGURE, NULL);

  g_return_val_if_fail (scale != NULL, NULL);

  self->worst = MAX (2, scale->worst);
  self->usual_from = CLAMP (scale->usual_from, 1, self->worst);
  self->usual_to = CLAMP (scale->usual_to, self->usual_from, self->worst);

  for (int number = 1; number <= self->worst; number++)
    {
      g_autofree char *text = stipple_language_format_number (number);
      GtkWidget *label = add_label (self, text, "number", 0.5);

      if (is_usual (self, number))
        gtk_widget_add_css_class (label, "usual");
      g_ptr_array_add (self->numbers, label);
    }
  self->usual = add_label (self, stipple_text_get (scale->usual_label, language), "usual-label", 0);
  self->top = add_label (self, stipple_text_get (scale->worst_label, language), "caption", 0);
  gtk_widget_add_css_class (self->top, "muted");
  describe (self);
  return GTK_WIDGET (self);
}
