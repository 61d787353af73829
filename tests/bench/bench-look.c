// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"
#include "widgets/head-view.h"
#include "widgets/style.h"
#include "widgets/time-slider.h"

/* What a frame takes while the slider moves through the dots of a head: bench-look. The head is the one
 * with most dots to treat, beside its slider, as large as on the kiosk's screen. A frame is all that the
 * frame clock does for it, from before-paint to after-paint. */

#define N_FRAMES 600
#define WARM_UP 30

typedef struct
{
  GMainLoop *loop;
  GtkWidget *slider;
  GArray *frames;
  gint64 begun;
  int n;
} Run;

static void
on_before_paint (GdkFrameClock *clock, Run *run)
{
  run->begun = g_get_monotonic_time ();
}

static void
on_after_paint (GdkFrameClock *clock, Run *run)
{
  gint64 taken = g_get_monotonic_time () - run->begun;

  if (run->n > WARM_UP)
    g_array_append_val (run->frames, taken);
}

/* There and back, so that every stage is passed twice. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;
  double way = 2.0 * (run->n++ % N_FRAMES) / N_FRAMES;

  stipple_time_slider_set_stage (STIPPLE_TIME_SLIDER (run->slider),
                                 STIPPLE_STAGE_LAST * (way <= 1 ? way : 2 - way));
  if (run->n > WARM_UP + N_FRAMES)
    g_main_loop_quit (run->loop);
  return G_SOURCE_CONTINUE;
}

static void
on_ready (GtkWidget *head, GParamSpec *pspec, Run *run)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (head);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), run);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), run);
  gtk_widget_add_tick_callback (head, on_tick, run, NULL);
}

int
main (void)
{
  Run run = { .frames = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (StippleMarks) marks = stipple_marks_new ();
  GtkWidget *window = NULL;
  GtkWidget *box = NULL;
  GtkWidget *head = NULL;
  guint n;

  gtk_init ();
  stipple_style_init ();
  run.loop = g_main_loop_new (NULL, FALSE);
  window = gtk_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 32);
  stipple_marks_set_region (marks, STIPPLE_REGION_CROWN, TRUE);
  head = g_object_new (STIPPLE_TYPE_HEAD_VIEW, "pattern", (int) STIPPLE_PATTERN_NORWOOD_7, "marks",
                       marks, "hexpand", TRUE, "valign", GTK_ALIGN_START, NULL);
  run.slider = stipple_time_slider_new ();
  gtk_widget_set_size_request (run.slider, 308, -1);
  gtk_widget_set_valign (run.slider, GTK_ALIGN_START);
  g_object_bind_property (run.slider, "stage", head, "stage", G_BINDING_DEFAULT);
  g_signal_connect (head, "notify::ready", G_CALLBACK (on_ready), &run);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), run.slider);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 952, 1920);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (run.loop);

  stipple_follicles_get (STIPPLE_HEAD_TOP, &n);
  printf ("look_dots=%u\nlook_width=%d\n", n, gtk_widget_get_width (head));
  bench_print ("look", run.frames);
  gtk_window_destroy (GTK_WINDOW (window));
  g_array_unref (run.frames);
  g_main_loop_unref (run.loop);
  return EXIT_SUCCESS;
}
