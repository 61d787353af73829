// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* When a window's frames are painted, what the main thread does for them, and fingers on the keys. */

/* Before anything else here; @window is there already, and the only one that counts. */
void bench_frames_watch (GtkWindow *window);
/* The next one comes even when there is nothing new to paint: what was asked for may be what is there. */
void bench_frames_request (void);
/* When the last one was on the screen, µs of CLOCK_MONOTONIC. */
gint64 bench_frames_get_last (void);

/* What this thread has worked on a processor so far, in µs. */
gint64 bench_frames_get_worked (void);

/* Runs the main loop until @done; ends the program, naming @what, after half a minute. */
void bench_frames_wait (gboolean (*done) (gpointer), gpointer data, const char *what);
/* And until nothing has been painted for a while. */
void bench_frames_settle (void);

/* What it took to scroll down, in µs a frame. */
typedef struct
{
  GArray *busy;   /* the main thread was not waiting for anything */
  GArray *worked; /* and on a processor */
  gint64 waited;  /* at the end of the list, for more of it */
} BenchScroll;
/**
 * bench_frames_scroll: the list in @scroller from the top to its end, a screenful a frame, until its @model has all
 * @n rows. Frames that show nothing new do not count. Clear it with bench_scroll_clear().
 */
BenchScroll bench_frames_scroll (GtkWidget *scroller, GListModel *model, guint n);
void bench_scroll_clear (BenchScroll *self);

/* Presses and releases the key of an ASCII letter, digit or space, through the X server; gives when. */
gint64 bench_frames_press (char key);

/* This process's share of the machine's memory, in MB. */
double bench_frames_get_pss (void);

G_END_DECLS
