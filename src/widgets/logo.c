// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logo.h"

#include "widgets/paint.h"

#include <math.h>

#define WIDTH 64
#define HEIGHT 40

struct _StippleLogo
{
  GtkWidget parent_instance;
  int width;
};

G_DEFINE_FINAL_TYPE (StippleLogo, stipple_logo, GTK_TYPE_WIDGET)

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  const int width = STIPPLE_LOGO (widget)->width;
  int size = orientation == GTK_ORIENTATION_HORIZONTAL ? width : width * HEIGHT / WIDTH;

  *minimum = *natural = (int) ceil (size * stipple_paint_unit ());
}

static void
draw_dome (cairo_t *cr)
{
  static const struct
  {
    double radius;
    double dot;
    int n;
  } arcs[] = {
    { 29, 1.9, 17 }, { 23.5, 1.75, 15 }, { 18, 1.6, 12 }, { 12.5, 1.4, 9 }, { 7, 1.2, 6 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (arcs); i++)
    {
      for (int k = 0; k < arcs[i].n; k++)
        {
          double turn = G_PI * (0.04 + 0.92 * k / (arcs[i].n - 1));
          double x = WIDTH / 2.0 - arcs[i].radius * cos (turn);
          double y = 33.5 - arcs[i].radius * sin (turn) * 1.06;

          cairo_new_sub_path (cr);
          cairo_arc (cr, x, y, arcs[i].dot, 0, 2 * G_PI);
        }
    }
  cairo_rectangle (cr, 1, 36.5, WIDTH - 2, 2.5);
  cairo_fill (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double scale = MIN (width / (double) WIDTH, height / (double) HEIGHT);
  cairo_t *cr = gtk_snapshot_append_cairo (snap, &GRAPHENE_RECT_INIT (0, 0, width, height));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_translate (cr, (width - WIDTH * scale) / 2, (height - HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  draw_dome (cr);
  cairo_destroy (cr);
}

static void
stipple_logo_class_init (StippleLogoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_css_name (widget_class, "logo");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
stipple_logo_init (StippleLogo *self)
{
  self->width = WIDTH;
  gtk_widget_add_css_class (GTK_WIDGET (self), "logo");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
stipple_logo_new (void)
{
  return g_object_new (STIPPLE_TYPE_LOGO, NULL);
}

void
stipple_logo_set_width (StippleLogo *self, int width)
{
  if (self->width == width)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
