// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language.h"
#include "kiosk/action-bar.h"
#include "kiosk/app.h"
#include "kiosk/attract-view.h"
#include "kiosk/window.h"
#include "widgets/expander.h"
#include "widgets/frame-memory.h"

#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

/* The kiosk, visited again and again: everything but main() is the real program's own objects, with a real
 * store and hub; each screen is painted, each button pressed where the action bar would. After $BENCH_VISITS
 * complete visits it prints, of the process after so many and after the first $BENCH_WARM:
 *
 *   own_warm= own_end=     kB of its own, from /proc/self/smaps_rollup: what of the shared libraries counts as
 *                          its depends on who else runs
 *   heap_warm= heap_end=   kB in use on the heap, from mallinfo2() */

#define FRAMES_A_SCREEN 4
#define FRAMES_TO_SETTLE 120
#define PATIENCE 3000 /* times FRAMES_A_SCREEN on one screen */

static struct
{
  GApplication *app;
  StippleKioskWindow *window;
  int n_visits;
  int n_warm;
  int done;
  int frames_left;
  int stuck;
} bench;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
print_memory (const char *when)
{
  static const char *const kinds[] = { "\nPss_Anon:", "\nPss_Shmem:" };
  g_autofree char *rollup = NULL;
  long own = 0;
  /* As the kiosk does after a visit, but after this screen's frames: whether those came before it is chance. */
  stipple_frame_memory_release ();
  if (!g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL))
    exit (EXIT_FAILURE);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *found = strstr (rollup, kinds[i]);
      if (found == NULL)
        exit (EXIT_FAILURE);
      own += strtol (found + strlen (kinds[i]), NULL, 10);
    }
  printf ("own_%s=%ld\nheap_%s=%zu\n", when, own, when, mallinfo2 ().uordblks / 1024);
  fflush (stdout);
}

static void
open_questions (void)
{
  GtkWidget *question = find (GTK_WIDGET (bench.window), STIPPLE_TYPE_EXPANDER);
  for (int i = 0; i < 3 && question != NULL; i++, question = gtk_widget_get_next_sibling (question))
    stipple_expander_set_expanded (STIPPLE_EXPANDER (question), TRUE);
}

static void
understand (StippleSession *session)
{
  const StipplePack *pack = stipple_session_get_pack (session);
  for (guint i = 0; i < pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (pack->questions, i);
      for (guint k = 0; k < question->choices->len; k++)
        {
          const StippleChoice *choice = g_ptr_array_index (question->choices, k);
          if (choice->right)
            stipple_session_set_choice (session, question->id, choice->id);
        }
    }
}

static void
answer (StippleSession *session, const char *step)
{
  if (g_str_equal (step, "learn"))
    open_questions ();
  else if (g_str_equal (step, "understanding"))
    understand (session);
  else if (g_str_equal (step, "health"))
    {
      const StipplePack *pack = stipple_session_get_pack (session);
      for (guint i = 0; i < pack->contraindications->len; i++)
        {
          const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);
          stipple_session_set_reply (session, rule->id, STIPPLE_ANSWER_NO);
        }
    }
  else if (g_str_equal (step, "wishes"))
    g_object_set (session, "numbing", STIPPLE_NUMBING_NO, NULL);
  else if (g_str_equal (step, "details"))
    g_object_set (session, "first-name", "Sample", "last-name", "Person", "birth-year", 1988,
                  "birth-month", 3, "birth-day", 14, "mobile", "416 555 0142", "contact",
                  STIPPLE_CONTACT_CALL, NULL);
  else if (g_str_equal (step, "consent"))
    {
      g_autoptr (StippleStrokes) strokes = stipple_strokes_new (3000);
      stipple_strokes_begin (strokes, 1000, 1000);
      stipple_strokes_extend (strokes, 6000, 2000);
      g_object_set (session, "consent-given", TRUE, NULL);
      stipple_session_set_signature (session, strokes);
    }
}

static void
visit_next_screen (StippleFlow *flow)
{
  GtkWidget *actions = find (GTK_WIDGET (bench.window), STIPPLE_TYPE_ACTION_BAR);
  StippleStep *step = stipple_flow_get_current (flow);
  if (++bench.stuck > PATIENCE)
    g_error ("Nothing comes after “%s”", stipple_step_get_id (step));
  answer (stipple_flow_get_session (flow), stipple_step_get_id (step));
  if (stipple_step_is_final (step))
    bench.done++;
  g_signal_emit_by_name (actions, "next");
}

/* Two languages by turns: in the other one after the first screen of every visit, too. */
static void
begin (void)
{
  if (find (GTK_WIDGET (bench.window), STIPPLE_TYPE_ATTRACT_VIEW) == NULL)
    return;
  if (bench.done == bench.n_warm || bench.done == bench.n_visits)
    print_memory (bench.done == bench.n_warm ? "warm" : "end");
  if (bench.done == bench.n_visits)
    {
      g_application_quit (bench.app);
      return;
    }
  bench.stuck = 0;
  stipple_kiosk_window_begin (bench.window);
  stipple_kiosk_window_use_language (bench.window, bench.done % 2 == 0 ? "fr-CA" : "en");
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  StippleFlow *flow = stipple_kiosk_window_get_flow (bench.window);
  if (bench.frames_left-- > 0)
    return G_SOURCE_CONTINUE;
  if (flow != NULL)
    visit_next_screen (flow);
  else
    begin ();
  flow = stipple_kiosk_window_get_flow (bench.window);
  bench.frames_left = flow == NULL && (bench.done == bench.n_warm || bench.done == bench.n_visits)
                          ? FRAMES_TO_SETTLE
                          : FRAMES_A_SCREEN;
  return G_SOURCE_CONTINUE;
}

static void
on_window (GtkApplication *app, GtkWindow *window, gpointer data)
{
  bench.window = STIPPLE_KIOSK_WINDOW (window);
  bench.frames_left = FRAMES_TO_SETTLE;
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_frame, NULL, NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (StippleKioskApp) app = NULL;

  if (g_getenv ("BENCH_VISITS") == NULL || g_getenv ("BENCH_WARM") == NULL)
    return 2;
  bench.n_visits = atoi (g_getenv ("BENCH_VISITS"));
  bench.n_warm = atoi (g_getenv ("BENCH_WARM"));
  setlocale (LC_ALL, "");
  stipple_language_init (STIPPLE_LOCALEDIR);
  g_set_prgname ("stipple-kiosk");
  app = stipple_kiosk_app_new ();
  bench.app = G_APPLICATION (app);
  g_signal_connect (app, "window-added", G_CALLBACK (on_window), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
