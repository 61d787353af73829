// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language.h"
#include "kiosk/app.h"

#include "watchdog.h"

#include <locale.h>

/* The kiosk, with a watch on its main loop: everything but main() is the real program's own objects. What
 * the watch saw is written to $BENCH_WATCH at the end. Unlike the real program it lets its memory be read. */

static void
on_frame (GdkFrameClock *clock, gpointer data)
{
  bench_watchdog_begin ();
}

static void
on_realize (GtkWidget *window, gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  bench_watchdog_watch_frames (clock);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_frame), NULL);
}

static void
on_window (GtkApplication *app, GtkWindow *window, gpointer data)
{
  g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (StippleKioskApp) app = NULL;

  setlocale (LC_ALL, "");
  stipple_language_init (STIPPLE_LOCALEDIR);
  g_set_prgname ("stipple-kiosk");
  bench_watchdog_install ();
  app = stipple_kiosk_app_new ();
  g_signal_connect (app, "window-added", G_CALLBACK (on_window), NULL);
  g_signal_connect (app, "shutdown", G_CALLBACK (bench_watchdog_end), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
