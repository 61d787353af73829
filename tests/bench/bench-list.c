// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-frames.h"
#include "bench.h"

#include <adwaita.h>

/* What the desk's list is compared with: GTK's own, of as many names in memory, a label a row, with GTK's own filter
 * over them. bench-list ROWS */

#define N_KEYS 40
#define WIDTH 452 /* px, as at the desk */
#define HEIGHT 900

static const char *const syllables[] = { "an", "ma", "jo", "el", "sa", "ri", "na", "lo",
                                         "mi", "ka", "de", "ro", "vi", "ta", "zo", "be" };

static GListModel *
new_names (guint n)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      for (guint k = 0; k < 6; k++)
        g_string_append (name, syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))]);
      gtk_string_list_append (list, name->str);
    }
  return G_LIST_MODEL (list);
}

static void
set_up (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static gboolean
has_painted (gpointer since)
{
  return bench_frames_get_last () > *(gint64 *) since;
}

/* Typed letter by letter, as the filter narrows. */
static void
search (GtkStringFilter *filter)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);

  for (guint i = 0; i < N_KEYS; i++)
    {
      const char *letters = syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))];

      for (guint length = 1; length <= 2; length++)
        {
          g_autofree char *typed = g_strndup (letters, length);
          gint64 begun = g_get_monotonic_time ();
          gint64 took;

          gtk_string_filter_set_search (filter, typed);
          bench_frames_request ();
          bench_frames_wait (has_painted, &begun, "the filtered list");
          took = bench_frames_get_last () - begun;
          g_array_append_val (samples, took);
          bench_frames_settle ();
        }
      gtk_string_filter_set_search (filter, NULL);
      bench_frames_settle ();
    }
  bench_print ("list_search", samples);
}

int
main (int argc, char **argv)
{
  const guint n = argc == 2 ? (guint) atoi (argv[1]) : 0;
  GtkStringFilter *filter;
  GtkFilterListModel *filtered;
  GtkListItemFactory *factory;
  GtkWidget *window, *scroller;
  BenchScroll scroll;

  if (n == 0)
    {
      fprintf (stderr, "usage: bench-list ROWS\n");
      return 2;
    }
  adw_init ();
  filter =
      gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  filtered = gtk_filter_list_model_new (new_names (n), GTK_FILTER (filter));
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (set_up), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), NULL);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (
                                                        g_object_ref (G_LIST_MODEL (filtered)))),
                                                    factory));
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
  bench_frames_watch (GTK_WINDOW (window));
  bench_frames_wait (is_active, window, "the window");
  bench_frames_settle ();
  search (filter);
  scroll = bench_frames_scroll (scroller, G_LIST_MODEL (filtered), n);
  bench_print ("list_scroll", scroll.busy);
  bench_print ("list_scroll_work", scroll.worked);
  bench_scroll_clear (&scroll);
  printf ("list_pss_mb=%.1f\n", bench_frames_get_pss ());
  return 0;
}
