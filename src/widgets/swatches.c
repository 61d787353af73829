// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/swatches.h"

#include "core/head.h"
#include "widgets/paint.h"

#include <glib/gi18n-lib.h>

#define DISC 60 /* px */

static double
lightness (const GdkRGBA *color)
{
  return 0.299 * color->red + 0.587 * color->green + 0.114 * color->blue;
}

static void
draw_tick (cairo_t *cr, double radius)
{
  cairo_set_line_width (cr, radius * 0.2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, -0.36 * radius, 0.04 * radius);
  cairo_line_to (cr, -0.1 * radius, 0.3 * radius);
  cairo_line_to (cr, 0.38 * radius, -0.26 * radius);
  cairo_stroke (cr);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer token)
{
  GtkWidget *widget = GTK_WIDGET (area);
  GtkWidget *pill = gtk_widget_get_ancestor (widget, GTK_TYPE_TOGGLE_BUTTON);
  GdkRGBA color = stipple_paint_color (widget, token);
  GdkRGBA edge = stipple_paint_color (widget, "edge");
  GdkRGBA ink = stipple_paint_color (widget, lightness (&color) > 0.5 ? "qr_ink" : "qr_paper");
  double radius = MIN (width, height) / 2.0 - 1;

  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_arc (cr, 0, 0, radius - 1, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &edge);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  if (pill != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pill)))
    {
      gdk_cairo_set_source_rgba (cr, &ink);
      draw_tick (cr, radius);
    }
}

static GtkWidget *
make (const char *name, guint n, const char *(*get_id) (guint), const char *(*get_name) (guint))
{
  GtkWidget *self = stipple_choice_group_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *disc = gtk_drawing_area_new ();
      GtkWidget *pill = NULL;

      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (disc), DISC);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (disc), DISC);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (disc), draw,
                                      g_strdelimit (g_strdup (get_id (i)), "-", '_'), g_free);
      pill = stipple_choice_group_add_picture (STIPPLE_CHOICE_GROUP (self), (int) i + 1, disc,
                                               get_name (i), get_name (i), NULL);
      g_signal_connect_object (pill, "toggled", G_CALLBACK (gtk_widget_queue_draw), disc,
                               G_CONNECT_SWAPPED);
    }
  return self;
}

GtkWidget *
stipple_swatches_new_complexion (void)
{
  return make (_ ("Complexion"), STIPPLE_N_COMPLEXIONS, stipple_complexion_get_id,
               stipple_complexion_get_name);
}

GtkWidget *
stipple_swatches_new_hair_color (void)
{
  return make (_ ("Hair colour"), STIPPLE_N_HAIR_COLORS, stipple_hair_color_get_id,
               stipple_hair_color_get_name);
}
