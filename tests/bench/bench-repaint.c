// SPDX-License-Identifier: GPL-3.0-or-later
#include "watchdog.h"

#include <gtk/gtk.h>
#include <stdlib.h>

/* The raw limit of the watch on the kiosk: a window of the same size, painted anew in one plain colour
 * 120 times: bench-repaint WIDTH HEIGHT. Its rounds are written as the kiosk's are. */

#define N_FRAMES 120

static int frames;

/* Each time another colour: what stays the same is not painted again. */
static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  double grey = frames % 2 == 0 ? 0.4 : 0.6;
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_paint (cr);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer loop)
{
  gtk_widget_queue_draw (widget);
  if (++frames == 2)
    bench_watchdog_begin ();
  if (frames == N_FRAMES)
    g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    return 2;
  bench_watchdog_install ();
  gtk_init ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GtkWidget *window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), atoi (argv[1]), atoi (argv[2]));
  GtkWidget *area = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, NULL, NULL);
  gtk_widget_add_tick_callback (area, on_tick, loop, NULL);
  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  bench_watchdog_end ();
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
