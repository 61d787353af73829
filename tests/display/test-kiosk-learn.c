// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk-fixture.h"

#include "core/language.h"
#include "widgets/expander.h"

static GtkEditable *
field (Fixture *fixture, const char *name)
{
  GtkWidget *found = find (fixture, name);

  g_assert_nonnull (found);
  return GTK_EDITABLE (found);
}

static gboolean
is_active (Fixture *fixture, const char *name)
{
  GtkWidget *found = find (fixture, name);

  g_assert_nonnull (found);
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (found));
}

static guint
count_questions (GtkWidget *widget)
{
  guint n = STIPPLE_IS_EXPANDER (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_questions (child);
  return n;
}

static gboolean
has_all_questions (Fixture *fixture)
{
  return count_questions (GTK_WIDGET (fixture->window)) == fixture->pack->faq->len;
}

static void
begin_learn (Fixture *fixture, const char *language)
{
  fixture_begin (fixture, language, "learn");
  wait_until (fixture, has_all_questions);
}

/* All questions at once would block the first frame. */
static void
test_learn_in_steps (Fixture *fixture, gconstpointer data)
{
  stipple_kiosk_window_begin (fixture->window);
  g_assert_false (has_all_questions (fixture));
  wait_until (fixture, has_all_questions);
  g_assert_nonnull (find (fixture, "Can it cover scars?"));
}

static gboolean
has_field (Fixture *fixture)
{
  return find (fixture, "Search questions") != NULL;
}

/* Who searches before they are all there finds them all the same. */
static void
test_learn_search_at_once (Fixture *fixture, gconstpointer data)
{
  stipple_kiosk_window_begin (fixture->window);
  wait_until (fixture, has_field);
  g_assert_false (has_all_questions (fixture));
  gtk_editable_set_text (field (fixture, "Search questions"), "transplant");
  settle ();
  g_assert_true (has_all_questions (fixture));
  g_assert_nonnull (find (fixture, "Can it cover scars?"));
  g_assert_null (find (fixture, "Does it hurt?"));
}

static void
test_learn_search (Fixture *fixture, gconstpointer data)
{
  begin_learn (fixture, "en");
  g_assert_nonnull (find (fixture, "Can it cover scars?"));
  gtk_editable_set_text (field (fixture, "Search questions"), "transplant");
  settle ();
  g_assert_nonnull (find (fixture, "Can it cover scars?"));
  g_assert_null (find (fixture, "Does it hurt?"));
  g_assert_true (shows_text (fixture, "found"));
  gtk_editable_set_text (field (fixture, "Search questions"), "");
  settle ();
  g_assert_nonnull (find (fixture, "Does it hurt?"));
}

static void
test_learn_no_match (Fixture *fixture, gconstpointer data)
{
  begin_learn (fixture, "en");
  gtk_editable_set_text (field (fixture, "Search questions"), "xyzzy");
  settle ();
  g_assert_true (shows_text (fixture, "No question like that here"));
  g_assert_nonnull (find (fixture, "What is scalp micropigmentation?"));
  press (fixture, "Show all questions");
  g_assert_false (shows_text (fixture, "No question like that here"));
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "Search questions")), ==, "");
}

static void
test_learn_category (Fixture *fixture, gconstpointer data)
{
  begin_learn (fixture, "en");
  press (fixture, "Cost");
  g_assert_nonnull (find (fixture, "How much does it cost?"));
  g_assert_null (find (fixture, "Does it hurt?"));
  press (fixture, "All");
  g_assert_nonnull (find (fixture, "Does it hurt?"));
}

static void
test_learn_answer (Fixture *fixture, gconstpointer data)
{
  StippleExpander *question;

  begin_learn (fixture, "en");
  question = STIPPLE_EXPANDER (find_type (fixture, STIPPLE_TYPE_EXPANDER));
  g_assert_null (stipple_expander_get_child (question));
  press (fixture, "What is scalp micropigmentation?");
  g_assert_true (stipple_expander_get_expanded (question));
  g_assert_nonnull (stipple_expander_get_child (question));
  g_assert_true (shows_text (fixture, "buzz cut"));
}

static void
test_learn_every_answer (Fixture *fixture, gconstpointer data)
{
  begin_learn (fixture, "fr-CA");
  for (guint i = 0; i < fixture->pack->faq->len; i++)
    {
      const StippleFaqEntry *entry = g_ptr_array_index (fixture->pack->faq, i);

      press (fixture, stipple_text_get (entry->question, "fr-CA"));
      g_assert_true (shows_markdown (fixture, entry->answer, "fr-CA"));
    }
}

static void
test_learn_language (Fixture *fixture, gconstpointer data)
{
  begin_learn (fixture, "en");
  press (fixture, "Results");
  press (fixture, "Can it cover scars?");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (is_active (fixture, "Résultats"));
  g_assert_true (shows_text (fixture, "tissu cicatriciel"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/kiosk/learn/in-steps", test_learn_in_steps);
  test_add ("/kiosk/learn/search-at-once", test_learn_search_at_once);
  test_add ("/kiosk/learn/search", test_learn_search);
  test_add ("/kiosk/learn/no-match", test_learn_no_match);
  test_add ("/kiosk/learn/category", test_learn_category);
  test_add ("/kiosk/learn/answer", test_learn_answer);
  test_add ("/kiosk/learn/every-answer", test_learn_every_answer);
  test_add ("/kiosk/learn/language", test_learn_language);
  return g_test_run ();
}
