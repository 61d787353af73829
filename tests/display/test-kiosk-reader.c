// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language.h"
#include "kiosk-fixture.h"
#include "sample-gallery.h"
#include "widgets/picture.h"

/* Reading aloud as the screen shows it; what is said is the whole program's test. */

typedef struct
{
  StippleSpeaker *speaker; /* the reader's */
  StippleJack *jack;
  StippleReader *reader;
} Headphones;

static Headphones headphones;

static void
begin (Fixture *fixture, gboolean plugged)
{
  g_autoptr (StippleSpeaker) speaker = stipple_speaker_new ();

  headphones.speaker = speaker;
  headphones.jack = stipple_jack_new_fixed (plugged);
  headphones.reader = stipple_reader_new (speaker, headphones.jack);
  /* There is no speech service here, which the reader is not to hear of: it would fall silent. */
  g_assert_cmpuint (
      g_signal_handlers_block_matched (speaker, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                       g_signal_lookup ("failed", STIPPLE_TYPE_SPEAKER), 0, NULL,
                                       NULL, headphones.reader),
      ==, 1);
  stipple_kiosk_window_set_reader (fixture->window, headphones.reader);
  fixture_begin (fixture, "en", "learn");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_tear_down (fixture, data);
  g_assert_finalize_object (headphones.reader);
  g_assert_finalize_object (headphones.jack);
}

static GtkWidget *
find_marked (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "being-read"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *marked = find_marked (child);

      if (marked != NULL)
        return marked;
    }
  return NULL;
}

static gboolean
is_marked (Fixture *fixture)
{
  return find_marked (GTK_WIDGET (fixture->window)) != NULL;
}

static void
test_not_offered (Fixture *fixture, gconstpointer data)
{
  begin (fixture, FALSE);
  g_assert_null (find (fixture, "Read aloud"));
  stipple_reader_set_active (headphones.reader, TRUE);
  g_assert_false (stipple_reader_get_active (headphones.reader));
}

static void
test_offered_when_plugged (Fixture *fixture, gconstpointer data)
{
  begin (fixture, FALSE);
  stipple_jack_set_plugged (headphones.jack, TRUE);
  g_assert_nonnull (find (fixture, "Read aloud"));
  stipple_jack_set_plugged (headphones.jack, FALSE);
  g_assert_null (find (fixture, "Read aloud"));
}

static void
test_not_unasked (Fixture *fixture, gconstpointer data)
{
  begin (fixture, TRUE);
  next_frame (fixture);
  g_assert_false (stipple_reader_get_active (headphones.reader));
  g_assert_false (is_marked (fixture));
}

/* Not by press(): nobody speaks here, and that may be found out before it returns. */
static void
start_reading (Fixture *fixture)
{
  g_signal_emit_by_name (find (fixture, "Read aloud"), "clicked");
  wait_until (fixture, is_marked);
}

static void
test_marks_from_the_title (Fixture *fixture, gconstpointer data)
{
  begin (fixture, TRUE);
  start_reading (fixture);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_marked (GTK_WIDGET (fixture->window)))), ==,
                   "What would you like to know?");
}

/* Label by label, as if each had been said to its end, until nothing is marked. */
static guint
read_all (Fixture *fixture, GtkWidget *stranger)
{
  GtkWidget *marked;
  guint count = 0;

  wait_until (fixture, is_marked);
  while ((marked = find_marked (GTK_WIDGET (fixture->window))) != NULL)
    {
      g_assert_null (gtk_widget_get_ancestor (marked, GTK_TYPE_TEXT));
      g_assert_false (marked == stranger || gtk_widget_is_ancestor (marked, stranger));
      count++;
      g_signal_emit_by_name (headphones.speaker, "finished");
    }
  return count;
}

/* A picture is read by its words, once. */
static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  GtkWidget *marked;
  guint n_pictures = 0;

  fixture_show_gallery (fixture);
  begin (fixture, TRUE);
  press (fixture, "Gallery");
  press (fixture, "Read aloud");
  wait_until (fixture, is_marked);
  while ((marked = find_marked (GTK_WIDGET (fixture->window))) != NULL)
    {
      n_pictures += STIPPLE_IS_PICTURE (marked) ? 1 : 0;
      g_signal_emit_by_name (headphones.speaker, "finished");
    }
  g_assert_cmpuint (n_pictures, ==, SAMPLE_N_PICTURES);
}

static GtkWidget *
find_companion (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "companion") && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_companion (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_companion (Fixture *fixture, gconstpointer data)
{
  GtkWidget *companion;

  begin (fixture, TRUE);
  fixture->companion = "ar";
  fixture_begin (fixture, "en", "comfort");
  next_frame (fixture);
  companion = find_companion (GTK_WIDGET (fixture->window));
  g_assert_nonnull (companion);
  start_reading (fixture);
  g_assert_cmpuint (read_all (fixture, companion), >, 5);
}

static const char *
marked_text (Fixture *fixture)
{
  GtkWidget *marked = find_marked (GTK_WIDGET (fixture->window));

  return marked != NULL ? gtk_label_get_text (GTK_LABEL (marked)) : NULL;
}

static gboolean
reads_help (Fixture *fixture)
{
  return g_strcmp0 (marked_text (fixture), "Do you need help?") == 0;
}

static gboolean
reads_something_else (Fixture *fixture)
{
  return is_marked (fixture) && !reads_help (fixture);
}

/* @n labels from the top. */
static char *
read_some (Fixture *fixture, guint n)
{
  press (fixture, "Read aloud");
  wait_until (fixture, is_marked);
  for (guint i = 0; i < n; i++)
    g_signal_emit_by_name (headphones.speaker, "finished");
  return g_strdup (marked_text (fixture));
}

/* After a sheet it goes on where it was, not at the top and not in silence. */
static void
test_resumes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;

  begin (fixture, TRUE);
  fixture_begin (fixture, "en", "comfort");
  before = read_some (fixture, 3);
  g_assert_cmpstr (before, !=, "How much does it hurt?");
  press (fixture, "Help");
  wait_until (fixture, reads_help);
  press (fixture, "Close");
  wait_until (fixture, reads_something_else);
  g_assert_cmpstr (marked_text (fixture), ==, before);
  /* Two in a row, the second before it has gone on. */
  press (fixture, "Help");
  press (fixture, "Close");
  press (fixture, "Help");
  wait_until (fixture, reads_help);
  press (fixture, "Close");
  wait_until (fixture, reads_something_else);
  g_assert_cmpstr (marked_text (fixture), ==, before);
}

/* All had been read: nothing is read twice. */
static void
test_resumes_in_silence (Fixture *fixture, gconstpointer data)
{
  begin (fixture, TRUE);
  fixture_begin (fixture, "en", "comfort");
  press (fixture, "Read aloud");
  read_all (fixture, find (fixture, "Help"));
  press (fixture, "Help");
  wait_until (fixture, reads_help);
  press (fixture, "Close");
  for (guint i = 0; i < 5; i++)
    next_frame (fixture);
  g_assert_false (is_marked (fixture));
}

static gboolean
reads_french_title (Fixture *fixture)
{
  return g_strcmp0 (marked_text (fixture), "Est-ce que ça fait mal ?") == 0;
}

/* The page is another one, in another language: from its top. */
static void
test_language_from_the_top (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;

  begin (fixture, TRUE);
  fixture_begin (fixture, "en", "comfort");
  before = read_some (fixture, 3);
  press (fixture, "Language");
  press (fixture, "Français");
  wait_until (fixture, reads_french_title);
}

static void
test_unplugged (Fixture *fixture, gconstpointer data)
{
  begin (fixture, TRUE);
  start_reading (fixture);
  stipple_jack_set_plugged (headphones.jack, FALSE);
  g_assert_false (stipple_reader_get_active (headphones.reader));
  g_assert_false (is_marked (fixture));
  stipple_jack_set_plugged (headphones.jack, TRUE);
  g_assert_false (stipple_reader_get_active (headphones.reader));
}

static void
test_turned_off (Fixture *fixture, gconstpointer data)
{
  begin (fixture, TRUE);
  start_reading (fixture);
  press (fixture, "Read aloud");
  g_assert_false (is_marked (fixture));
}

static void
test_end_of_visit (Fixture *fixture, gconstpointer data)
{
  begin (fixture, TRUE);
  press (fixture, "Read aloud");
  stipple_kiosk_window_end (fixture->window);
  g_assert_false (stipple_reader_get_active (headphones.reader));
}

static void
test_hidden_answers (Fixture *fixture, gconstpointer data)
{
  begin (fixture, TRUE);
  fixture_begin (fixture, "en", "health");
  start_reading (fixture);
  press (fixture, "Hide my answers");
  g_assert_false (stipple_reader_get_active (headphones.reader));
  g_assert_false (is_marked (fixture));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));

#define TEST(name, func)                                                                           \
  g_test_add ("/kiosk/reader/" name, Fixture, NULL, fixture_set_up, func, tear_down)
  TEST ("not-offered", test_not_offered);
  TEST ("offered-when-plugged", test_offered_when_plugged);
  TEST ("not-unasked", test_not_unasked);
  TEST ("marks-from-the-title", test_marks_from_the_title);
  TEST ("companion", test_companion);
  TEST ("resumes", test_resumes);
  TEST ("resumes-in-silence", test_resumes_in_silence);
  TEST ("language-from-the-top", test_language_from_the_top);
  TEST ("pictures", test_pictures);
  TEST ("unplugged", test_unplugged);
  TEST ("turned-off", test_turned_off);
  TEST ("hidden-answers", test_hidden_answers);
  TEST ("end-of-visit", test_end_of_visit);
#undef TEST

  return g_test_run ();
}
