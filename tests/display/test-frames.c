// SPDX-License-Identifier: GPL-3.0-or-later
/* What a frame of the full screen costs without a GPU. */
#include "display-test.h"
#include "widgets/frame-memory.h"
#include "widgets/paint.h"
#include "widgets/warm-up.h"

#include <pthread.h>
#include <sys/resource.h>

#define WIDTH 1080
#define HEIGHT 1920
#define N_FRAMES 20

static int n_drawn;

/* Each time another colour: what stays the same is not painted again. */
static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  double grey = n_drawn++ % 2 == 0 ? 0.4 : 0.6;

  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_paint (cr);
}

static gboolean
has_drawn (gpointer number)
{
  return n_drawn >= GPOINTER_TO_INT (number);
}

static gboolean
draw_again (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static GtkWindow *
show_screen (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, NULL, NULL);
  gtk_widget_add_tick_callback (area, draw_again, NULL, NULL);
  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

static long
get_faults (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

static void
test_memory_is_kept (void)
{
  GtkWindow *window = show_screen ();
  const long pages = WIDTH * HEIGHT * 4 / 4096;
  long faults;

  g_assert_true (stipple_paint_is_slow (GTK_WIDGET (window)));
  stipple_frame_memory_keep (gtk_widget_get_display (GTK_WIDGET (window)));
  n_drawn = 0;
  display_test_wait (has_drawn, GINT_TO_POINTER (5));
  faults = get_faults ();
  display_test_wait (has_drawn, GINT_TO_POINTER (5 + N_FRAMES));
  faults = (get_faults () - faults) / N_FRAMES;
  g_test_message ("%ld page faults a frame of %ld pages", faults, pages);
#ifdef __SANITIZE_ADDRESS__
  /* Its malloc() gives large blocks back whatever it is told; only what is shared with X stays. */
  g_assert_cmpint (faults, <, pages * 3);
#else
  g_assert_cmpint (faults, <, pages / 10);
#endif
  gtk_window_destroy (window);
}

#ifndef __SANITIZE_ADDRESS__

static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  unsigned long pages;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %lu", &pages), ==, 1);
  return pages * 4096;
}

/* Between two that are in use, where only this finds it. */
static void
test_memory_is_released (void)
{
  const gsize size = 8 << 20;
  gpointer large;
  gpointer above;
  gsize before;

  stipple_frame_memory_keep (gdk_display_get_default ());
  large = g_malloc (size);
  above = g_malloc (size);
  memset (large, 1, size);
  memset (above, 1, size);
  g_free (large);
  before = get_resident ();
  stipple_frame_memory_release ();
  g_assert_cmpuint (get_resident () + size / 2, <, before);
  g_free (above);
}

static gpointer
draw_in_thread (gpointer all)
{
  const gsize size = 8 << 20;
  gpointer large = g_malloc (size);

  memset (large, 1, size);
  pthread_barrier_wait (all);
  g_free (large);
  return NULL;
}

/* Of threads that drew at the same time. */
static void
test_memory_of_threads_is_released (void)
{
  GThread *threads[4];
  pthread_barrier_t all;
  gsize before;

  stipple_frame_memory_keep (gdk_display_get_default ());
  stipple_frame_memory_release ();
  before = get_resident ();
  pthread_barrier_init (&all, NULL, G_N_ELEMENTS (threads));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("drawing", draw_in_thread, &all);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  pthread_barrier_destroy (&all);
  stipple_frame_memory_release ();
  g_assert_cmpuint (get_resident (), <, before + (4 << 20));
}

#endif

static void
test_keeping_again (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  gpointer first;

  stipple_frame_memory_keep (display);
  first = g_object_get_data (G_OBJECT (display), "stipple-frame-memory");
  g_assert_nonnull (first);
  stipple_frame_memory_keep (display);
  g_assert_true (g_object_get_data (G_OBJECT (display), "stipple-frame-memory") == first);
}

static gboolean
has_no_overlay (gpointer overlay)
{
  return gtk_widget_get_first_child (overlay) == NULL;
}

static void
test_warm_up_leaves_nothing (void)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWindow *window = display_test_show (overlay);

  stipple_warm_up (GTK_OVERLAY (overlay));
  g_assert_false (has_no_overlay (overlay));
  display_test_wait (has_no_overlay, overlay);
  gtk_window_destroy (window);
}

static void
test_warm_up_ends_with_window (void)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWindow *window = display_test_show (overlay);

  stipple_warm_up (GTK_OVERLAY (overlay));
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char *argv[])
{
  stipple_frame_memory_share ();
  display_test_init (&argc, &argv);
  g_test_add_func ("/frames/memory-is-kept", test_memory_is_kept);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/frames/memory-is-released", test_memory_is_released);
  g_test_add_func ("/frames/memory-of-threads", test_memory_of_threads_is_released);
#endif
  g_test_add_func ("/frames/keeping-again", test_keeping_again);
  g_test_add_func ("/frames/warm-up-leaves-nothing", test_warm_up_leaves_nothing);
  g_test_add_func ("/frames/warm-up-ends-with-window", test_warm_up_ends_with_window);
  return g_test_run ();
}
