// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/paint.h"

#include "widgets/style.h"

GdkRGBA
stipple_paint_color (GtkWidget *widget, const char *name)
{
  GdkRGBA color = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);
  return color;
}

GdkRGBA
stipple_paint_mix (const GdkRGBA *a, const GdkRGBA *b, double t)
{
  return (GdkRGBA){
    .red = (float) (a->red + (b->red - a->red) * t),
    .green = (float) (a->green + (b->green - a->green) * t),
    .blue = (float) (a->blue + (b->blue - a->blue) * t),
    .alpha = (float) (a->alpha + (b->alpha - a->alpha) * t),
  };
}

void
stipple_paint_round (GtkSnapshot *snapshot, const graphene_rect_t *bounds, float radius,
                     const GdkRGBA *fill, const GdkRGBA *edge, float width)
{
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect, bounds, radius);
  gsk_rounded_rect_normalize (&rect);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, fill, bounds);
  gtk_snapshot_pop (snapshot);

  if (edge != NULL && edge->alpha > 0)
    gtk_snapshot_append_border (snapshot, &rect, (float[]){ width, width, width, width },
                                (GdkRGBA[]){ *edge, *edge, *edge, *edge });
}

double
stipple_paint_unit (void)
{
  return stipple_style_get_text_scale () / 100.0;
}

int
stipple_paint_mirror (GtkWidget *widget, int x, int width, int box)
{
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? box - x - width : x;
}

gboolean
stipple_paint_is_slow (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer);
}

static gboolean
show_when_laid_out (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  int *frames = data;

  /* The first tick comes before the layout of its frame. */
  if ((*frames)++ == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_set_opacity (widget, 1);
  return G_SOURCE_REMOVE;
}

void
stipple_paint_next_frame (GtkWidget *widget)
{
  gtk_widget_set_opacity (widget, 0);
  gtk_widget_add_tick_callback (widget, show_when_laid_out, g_new0 (int, 1), g_free);
}
