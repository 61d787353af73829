// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xcb/xcb.h>
#include <xcb/xtest.h>

#define PATIENCE_S 30
#define QUIET_MS 120

static struct
{
  GdkFrameClock *clock;
  gint64 last;   /* frame, µs */
  gint64 polled; /* µs in poll(), all of it */
  xcb_connection_t *x;
  xcb_get_keyboard_mapping_reply_t *keys;
} frames;

gint64
bench_frames_get_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gint
timed_poll (GPollFD *descriptors, guint n, gint timeout)
{
  const gint64 begun = g_get_monotonic_time ();
  const gint result = g_poll (descriptors, n, timeout);

  frames.polled += g_get_monotonic_time () - begun;
  return result;
}

/* What was sent to the X server is painted when it answers the next question. */
static void
after_paint (GdkFrameClock *clock, gpointer window)
{
  gdk_display_sync (gtk_widget_get_display (window));
  frames.last = g_get_monotonic_time ();
}

void
bench_frames_watch (GtkWindow *window)
{
  /* It would never be quiet. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  g_main_context_set_poll_func (NULL, timed_poll);
  frames.clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect (frames.clock, "after-paint", G_CALLBACK (after_paint), window);
}

void
bench_frames_request (void)
{
  gdk_frame_clock_request_phase (frames.clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

gint64
bench_frames_get_last (void)
{
  return frames.last;
}

/* --- Waiting */

static gboolean
on_time (gpointer is_late)
{
  *(gboolean *) is_late = TRUE;
  return G_SOURCE_REMOVE;
}

void
bench_frames_wait (gboolean (*done) (gpointer), gpointer data, const char *what)
{
  gboolean is_late = FALSE;
  const guint timer = g_timeout_add_seconds (PATIENCE_S, on_time, &is_late);

  while (!done (data) && !is_late)
    g_main_context_iteration (NULL, TRUE);
  if (is_late)
    {
      fprintf (stderr, "%s: not within %d s\n", what, PATIENCE_S);
      exit (EXIT_FAILURE);
    }
  g_source_remove (timer);
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
is_quiet (gpointer begun)
{
  return g_get_monotonic_time () - MAX (frames.last, *(gint64 *) begun) > QUIET_MS * 1000;
}

void
bench_frames_settle (void)
{
  gint64 begun = g_get_monotonic_time ();
  const guint timer = g_timeout_add (QUIET_MS / 4, look_again, NULL);

  bench_frames_wait (is_quiet, &begun, "quiet");
  g_source_remove (timer);
}

/* --- Scrolling */

typedef struct
{
  BenchScroll *result;
  GtkAdjustment *adjustment;
  GListModel *model;
  guint n;
  guint n_before;  /* rows, at the last frame */
  gboolean moved;  /* in this frame */
  gboolean at_end; /* of what is there, in this frame */
  gboolean over;
  double seen;  /* value, when it last moved on */
  gint64 frame; /* the end of the last one */
  gint64 polled;
  gint64 worked;
} Scroll;

static gboolean
scroll_on (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll *self = data;
  const double page = gtk_adjustment_get_page_size (self->adjustment);
  const double before = gtk_adjustment_get_value (self->adjustment);

  gtk_adjustment_set_value (self->adjustment, before + page);
  self->moved = gtk_adjustment_get_value (self->adjustment) - before > page / 2;
  self->at_end = before + page >= gtk_adjustment_get_upper (self->adjustment)
                                      - gtk_adjustment_get_page_size (self->adjustment);
  self->over = !self->moved && g_list_model_get_n_items (self->model) >= self->n;
  return G_SOURCE_CONTINUE;
}

static void
frame_done (GdkFrameClock *clock, Scroll *self)
{
  const gint64 now = g_get_monotonic_time ();
  const gint64 worked = bench_frames_get_worked ();
  const gint64 busy = now - self->frame - (frames.polled - self->polled);
  const gint64 work = worked - self->worked;
  const guint n = g_list_model_get_n_items (self->model);

  if (self->moved || n != self->n_before)
    {
      g_array_append_val (self->result->busy, busy);
      g_array_append_val (self->result->worked, work);
    }
  else if (self->at_end)
    self->result->waited += now - self->frame;
  self->n_before = n;
  self->frame = now;
  self->polled = frames.polled;
  self->worked = worked;
}

static gboolean
has_moved_on (gpointer data)
{
  Scroll *self = data;
  const double value = gtk_adjustment_get_value (self->adjustment);
  const gboolean moved = value != self->seen;

  self->seen = value;
  return moved || self->over;
}

BenchScroll
bench_frames_scroll (GtkWidget *scroller, GListModel *model, guint n)
{
  BenchScroll result = { g_array_new (FALSE, FALSE, sizeof (gint64)),
                         g_array_new (FALSE, FALSE, sizeof (gint64)), 0 };
  Scroll self = { &result, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                  model, n };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (scroller);
  guint tick;
  gulong handler;

  gtk_adjustment_set_value (self.adjustment, 0);
  bench_frames_settle ();
  self.n_before = g_list_model_get_n_items (model);
  self.frame = g_get_monotonic_time ();
  self.polled = frames.polled;
  self.worked = bench_frames_get_worked ();
  handler = g_signal_connect_after (clock, "after-paint", G_CALLBACK (frame_done), &self);
  tick = gtk_widget_add_tick_callback (scroller, scroll_on, &self, NULL);
  while (!self.over)
    bench_frames_wait (has_moved_on, &self, "scrolling on");
  gtk_widget_remove_tick_callback (scroller, tick);
  g_signal_handler_disconnect (clock, handler);
  return result;
}

void
bench_scroll_clear (BenchScroll *self)
{
  g_array_unref (self->busy);
  g_array_unref (self->worked);
}

/* --- Keys */

static void
open_keys (void)
{
  const xcb_setup_t *setup;
  const xcb_query_extension_reply_t *test;

  frames.x = xcb_connect (NULL, NULL);
  if (xcb_connection_has_error (frames.x))
    exit (EXIT_FAILURE);
  test = xcb_get_extension_data (frames.x, &xcb_test_id);
  setup = xcb_get_setup (frames.x);
  frames.keys = xcb_get_keyboard_mapping_reply (
      frames.x,
      xcb_get_keyboard_mapping (frames.x, setup->min_keycode,
                                (guint8) (setup->max_keycode - setup->min_keycode + 1)),
      NULL);
  if (!test->present || frames.keys == NULL)
    {
      fprintf (stderr, "the display has no XTEST, or no keys\n");
      exit (EXIT_FAILURE);
    }
}

/* The first symbol of a key is what it types without Shift; of ASCII they are the same numbers. */
static guint8
find_keycode (char key)
{
  const xcb_keysym_t *symbols = xcb_get_keyboard_mapping_keysyms (frames.keys);
  const int n = xcb_get_keyboard_mapping_keysyms_length (frames.keys);

  for (int i = 0; i < n; i += frames.keys->keysyms_per_keycode)
    if (symbols[i] == (xcb_keysym_t) key)
      return (guint8) (xcb_get_setup (frames.x)->min_keycode
                       + i / frames.keys->keysyms_per_keycode);
  fprintf (stderr, "there is no key “%c”\n", key);
  exit (EXIT_FAILURE);
}

gint64
bench_frames_press (char key)
{
  guint8 code;
  gint64 now;

  if (frames.x == NULL)
    open_keys ();
  code = find_keycode (key);
  now = g_get_monotonic_time ();
  xcb_test_fake_input (frames.x, XCB_KEY_PRESS, code, XCB_CURRENT_TIME, XCB_NONE, 0, 0, 0);
  xcb_test_fake_input (frames.x, XCB_KEY_RELEASE, code, XCB_CURRENT_TIME, XCB_NONE, 0, 0, 0);
  xcb_flush (frames.x);
  return now;
}

/* --- Memory */

double
bench_frames_get_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL)
      || (line = strstr (text, "\nPss:")) == NULL)
    return 0;
  return (double) g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10) * 1024 / 1e6;
}
