// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-frames.h"
#include "bench.h"

#include "core/language.h"
#include "desk/intakes/detail-view.h"
#include "desk/intakes/intake-item.h"
#include "desk/intakes/intakes-page.h"
#include "desk/printing/batch.h"
#include "desk/window.h"
#include "widgets/style.h"

#include <locale.h>

/* The real desk's window at a real hub that holds very many intakes: keys are pressed through the X server, and what
 * was asked for is on the screen when the server has painted it.
 *
 *   bench-desk list HUB PASSWORD-FILE SETTINGS ROWS   searching, opening, scrolling through all of it
 *   bench-desk batch HUB PASSWORD-FILE SETTINGS       gathering all that arrived today, then their pages */

#define N_WORDS 20
#define N_LETTERS 4
#define N_OPENED 40

typedef struct
{
  StippleHubClient *client;
  StippleDesk *desk;
  StippleDeskWindow *window;
  GtkWidget *page;
  GtkWidget *search;
  GtkWidget *scroller;
  GtkWidget *list_view;
  GtkWidget *detail;
  StippleIntakeList *list;
  gint64 came; /* the list's last answer, µs */
} Bench;

static void
check (const GError *error, const char *what)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s: %s\n", what, error->message);
  exit (EXIT_FAILURE);
}

/* @style_class may be NULL. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *style_class)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (style_class == NULL || gtk_widget_has_css_class (widget, style_class)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, style_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* --- Coming in */

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static gboolean
has_rows (gpointer list)
{
  return g_list_model_get_n_items (list) > 0;
}

static void
note_answer (StippleIntakeList *list, GParamSpec *pspec, Bench *self)
{
  if (stipple_intake_list_is_loading (list))
    return;
  self->came = g_get_monotonic_time ();
  bench_frames_request ();
}

static void
signed_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  stipple_hub_client_sign_in_finish (STIPPLE_HUB_CLIENT (source), result, &error);
  check (error, "signing in");
}

static void
sign_in (Bench *self, const char *password_file)
{
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (password_file, &password, NULL, &error);
  check (error, "the password");
  stipple_hub_client_sign_in_async (self->client, "admin", g_strstrip (password), NULL, signed_in,
                                    NULL);
  bench_frames_wait (has_rows, self->list, "the first rows");
  bench_frames_settle ();
}

static void
open_desk (Bench *self, char **argv)
{
  g_autoptr (StippleDeskSettings) settings = stipple_desk_settings_new (argv[4]);

  self->client = stipple_hub_client_new (argv[2], NULL);
  self->desk = stipple_desk_new (self->client, settings);
  self->window = stipple_desk_window_new (NULL, self->desk);
  gtk_window_present (GTK_WINDOW (self->window));
  bench_frames_watch (GTK_WINDOW (self->window));
  self->page = find (GTK_WIDGET (self->window), STIPPLE_TYPE_INTAKES_PAGE, NULL);
  self->search = find (self->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  self->list_view = find (self->page, GTK_TYPE_LIST_VIEW, "intake-list");
  self->scroller = gtk_widget_get_ancestor (self->list_view, GTK_TYPE_SCROLLED_WINDOW);
  self->detail = find (self->page, STIPPLE_TYPE_DETAIL_VIEW, NULL);
  self->list = stipple_intakes_page_get_list (STIPPLE_INTAKES_PAGE (self->page));
  g_signal_connect (self->list, "notify::loading", G_CALLBACK (note_answer), self);
  bench_frames_wait (is_active, self->window, "the window");
  sign_in (self, argv[3]);
}

/* --- Searching */

typedef struct
{
  const Bench *bench;
  gint64 since;
} Painted;

/* An answer after the key, and a frame after the answer. */
static gboolean
has_painted_answer (gpointer data)
{
  const Painted *painted = data;

  return painted->bench->came > painted->since && bench_frames_get_last () > painted->bench->came;
}

static void
show_all (Bench *self)
{
  Painted painted = { self, g_get_monotonic_time () };

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  bench_frames_wait (has_painted_answer, &painted, "all intakes");
  bench_frames_settle ();
}

/* A key, until the rows that it asks for are on the screen. */
static void
type_words (Bench *self, GArray *samples, GArray *worked)
{
  static const char *const words[] = { "maria",  "mohamed", "john",   "anna",  "li",
                                       "sam",    "zoe",     "omar",   "sarah", "david",
                                       "fatima", "anma",    "josari", "1985",  "555",
                                       "vita",   "lucha",   "guzo",   "kade",  "q" };

  for (guint i = 0; i < N_WORDS; i++)
    {
      const char *word = words[i % G_N_ELEMENTS (words)];

      gtk_widget_grab_focus (self->search);
      for (guint k = 0; word[k] != '\0' && k < N_LETTERS; k++)
        {
          gint64 work = bench_frames_get_worked ();
          Painted painted = { self, bench_frames_press (word[k]) };
          gint64 took;

          bench_frames_wait (has_painted_answer, &painted, "what a key asks for");
          took = bench_frames_get_last () - painted.since;
          work = bench_frames_get_worked () - work;
          g_array_append_val (samples, took);
          g_array_append_val (worked, work);
          bench_frames_settle ();
        }
      show_all (self);
    }
}

static void
measure_search (Bench *self)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) worked = g_array_new (FALSE, FALSE, sizeof (gint64));

  type_words (self, samples, worked);
  bench_print ("desk_search", samples);
  bench_print ("desk_search_work", worked);
}

/* --- Opening */

typedef struct
{
  const Bench *bench;
  const char *code;
  gint64 came;
} Opened;

static gboolean
is_open (gpointer data)
{
  Opened *opened = data;
  StippleOpenIntake *document =
      stipple_detail_view_get_document (STIPPLE_DETAIL_VIEW (opened->bench->detail));

  if (opened->came == 0 && document != NULL
      && g_strcmp0 (stipple_open_intake_get_code (document), opened->code) == 0)
    opened->came = g_get_monotonic_time ();
  return opened->came != 0 && bench_frames_get_last () > opened->came;
}

static gboolean
has_enough (gpointer data)
{
  StippleIntakeList *list = data;
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  stipple_intake_list_reach (list, n);
  return n > N_OPENED;
}

static void
measure_opening (Bench *self)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) worked = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->list_view));

  bench_frames_wait (has_enough, self->list, "more rows than the first page has");
  bench_frames_settle ();
  for (guint i = 0; i < N_OPENED; i++)
    {
      g_autoptr (StippleIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);
      g_autofree char *code = g_strdup (stipple_intake_item_get_code (item));
      Opened opened = { self, code, 0 };
      const gint64 begun = g_get_monotonic_time ();
      gint64 work = bench_frames_get_worked ();
      gint64 took;

      gtk_selection_model_select_item (model, i, TRUE);
      bench_frames_wait (is_open, &opened, "an intake");
      took = bench_frames_get_last () - begun;
      work = bench_frames_get_worked () - work;
      g_array_append_val (worked, work);
      if (i == 0)
        printf ("desk_open_first_ms=%.3f\n", (double) took / 1000);
      else
        g_array_append_val (samples, took);
      bench_frames_settle ();
    }
  bench_print ("desk_open", samples);
  bench_print ("desk_open_work", worked);
}

/* --- All of the list */

static void
measure_scrolling (Bench *self, guint n)
{
  BenchScroll scroll = bench_frames_scroll (self->scroller, G_LIST_MODEL (self->list), n);

  bench_print ("desk_scroll", scroll.busy);
  bench_print ("desk_scroll_work", scroll.worked);
  printf ("desk_scroll_waited_s=%.1f\n", (double) scroll.waited / G_USEC_PER_SEC);
  bench_scroll_clear (&scroll);
  bench_frames_settle ();
  printf ("desk_scroll_kept=%u\n", stipple_intake_list_get_n_kept (self->list));
}

/* --- All of today */

static void
note_gone (gpointer data, GObject *object)
{
  *(gint64 *) data = g_get_monotonic_time ();
}

static gboolean
is_gone (gpointer gone)
{
  return *(gint64 *) gone != 0;
}

static void
measure_batch (Bench *self)
{
  const gint64 begun = g_get_monotonic_time ();
  GtkWidget *batch = stipple_batch_new_today (self->desk, GTK_WINDOW (self->window));
  gint64 gone = 0;

  g_object_weak_ref (G_OBJECT (batch), note_gone, &gone);
  stipple_batch_run (STIPPLE_BATCH (batch));
  bench_frames_wait (is_gone, &gone, "the batch");
  printf ("desk_batch_ms=%.3f\n", (double) (gone - begun) / 1000);
}

int
main (int argc, char **argv)
{
  const gboolean is_list = argc == 6 && g_str_equal (argv[1], "list");
  const gboolean is_batch = argc == 5 && g_str_equal (argv[1], "batch");
  Bench self = { 0 };

  if (!is_list && !is_batch)
    {
      fprintf (stderr, "usage: bench-desk list HUB PASSWORD-FILE SETTINGS ROWS\n"
                       "       bench-desk batch HUB PASSWORD-FILE SETTINGS\n");
      return 2;
    }
  setlocale (LC_ALL, "");
  stipple_language_init (STIPPLE_LOCALEDIR);
  stipple_language_use ("en");
  g_set_prgname ("stipple-desk");
  adw_init ();
  stipple_style_init_desk ();
  open_desk (&self, argv);
  if (is_batch)
    {
      measure_batch (&self);
      return 0;
    }
  printf ("desk_pss_mb=%.1f\n", bench_frames_get_pss ());
  measure_search (&self);
  measure_opening (&self);
  measure_scrolling (&self, (guint) atoi (argv[5]));
  printf ("desk_scrolled_pss_mb=%.1f\n", bench_frames_get_pss ());
  return 0;
}
