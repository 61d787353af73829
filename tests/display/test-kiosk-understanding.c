// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk-fixture.h"

#include "core/language.h"
#include "widgets/style.h"

static const StippleQuestion *
question_at (Fixture *fixture, guint n)
{
  return g_ptr_array_index (fixture->pack->questions, n);
}

/* The @nth choice that is right, or that is not. */
static const StippleChoice *
choice_of (Fixture *fixture, guint question, gboolean right)
{
  const GPtrArray *choices = question_at (fixture, question)->choices;

  for (guint i = 0; i < choices->len; i++)
    {
      const StippleChoice *choice = g_ptr_array_index (choices, i);

      if (choice->right == right)
        return choice;
    }
  g_assert_not_reached ();
}

static void
choose (Fixture *fixture, guint question, gboolean right, const char *language)
{
  GtkWidget *card =
      find (fixture, stipple_text_get (choice_of (fixture, question, right)->text, language));

  g_assert_nonnull (card);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), TRUE);
  settle ();
}

static const char *
correction (Fixture *fixture, guint question, const char *language)
{
  return stipple_text_get (question_at (fixture, question)->correction, language);
}

static const StippleUnderstood *
answer_to (Fixture *fixture, guint question)
{
  return stipple_understanding_find (stipple_session_get_understanding (fixture->session),
                                     question_at (fixture, question)->id);
}

static void
test_gives_nothing_away (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "understanding");
  g_assert_true (shows_text (fixture, "Question 1 of 3"));
  g_assert_true (shows_text (fixture, stipple_text_get (question_at (fixture, 0)->question, "en")));
  g_assert_false (shows_text (fixture, correction (fixture, 0, "en")));
  g_assert_false (shows_text (fixture, "right"));
  g_assert_null (answer_to (fixture, 0));
}

static void
test_right (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  fixture_begin (fixture, "en", "understanding");
  choose (fixture, 0, TRUE, "en");
  card = find (fixture, stipple_text_get (choice_of (fixture, 0, TRUE)->text, "en"));
  g_assert_true (gtk_widget_has_css_class (card, "right"));
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "That is right");
  g_assert_true (shows_text (fixture, "Yes, exactly."));
  g_assert_true (shows_text (fixture, correction (fixture, 0, "en")));
  g_assert_false (answer_to (fixture, 0)->missed);
}

/* Both are marked, by words too; and the person goes on. */
static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  GtkWidget *wrong, *right;

  fixture_begin (fixture, "en", "understanding");
  choose (fixture, 0, FALSE, "en");
  wrong = find (fixture, stipple_text_get (choice_of (fixture, 0, FALSE)->text, "en"));
  right = find (fixture, stipple_text_get (choice_of (fixture, 0, TRUE)->text, "en"));
  g_assert_true (gtk_widget_has_css_class (wrong, "wrong"));
  g_assert_true (gtk_widget_has_css_class (right, "right"));
  gtk_test_accessible_assert_property (wrong, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Not quite");
  gtk_test_accessible_assert_property (right, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "The right answer");
  g_assert_true (shows_text (fixture, "Not quite, and that is fine."));
  g_assert_true (shows_text (fixture, correction (fixture, 0, "en")));
  g_assert_true (answer_to (fixture, 0)->missed);
  press (fixture, "Next");
  g_assert_true (shows_text (fixture, "Question 2 of 3"));
}

static void
test_corrected (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "understanding");
  choose (fixture, 0, FALSE, "en");
  choose (fixture, 0, TRUE, "en");
  g_assert_true (shows_text (fixture, "Yes, exactly."));
  g_assert_false (shows_text (fixture, "Not quite"));
  g_assert_cmpstr (answer_to (fixture, 0)->choice, ==, choice_of (fixture, 0, TRUE)->id);
  g_assert_true (answer_to (fixture, 0)->missed);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "understanding");
  press (fixture, "Next");
  g_assert_true (shows_text (fixture, "Question 1 of 3"));
  g_assert_true (shows_text (fixture, "Please choose an answer."));
  choose (fixture, 0, TRUE, "en");
  g_assert_false (shows_text (fixture, "Please choose an answer."));
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "fr-CA", "aftercare");
  press (fixture, "Suivant\u00a0: vérification");
  g_assert_cmpstr (fixture_step (fixture), ==, "understanding");
  for (guint i = 0; i < 3; i++)
    {
      choose (fixture, i, i != 1, "fr-CA");
      g_assert_true (shows_text (fixture, correction (fixture, i, "fr-CA")));
      press (fixture, i < 2 ? "Suivant" : "Suivant\u00a0: votre allure");
    }
  g_assert_cmpstr (fixture_step (fixture), ==, "look");
  g_assert_cmpuint (
      stipple_understanding_get_n_missed (stipple_session_get_understanding (fixture->session)), ==,
      1);
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "understanding");
  choose (fixture, 0, FALSE, "en");
  press (fixture, "Next");
  press (fixture, "Back");
  g_assert_true (shows_text (fixture, "Question 1 of 3"));
  g_assert_true (shows_text (fixture, correction (fixture, 0, "en")));
  press (fixture, "Back");
  g_assert_cmpstr (fixture_step (fixture), ==, "aftercare");
}

static void
test_language (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "understanding");
  choose (fixture, 0, TRUE, "en");
  press (fixture, "Next");
  choose (fixture, 1, FALSE, "en");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (shows_text (fixture, "Question 2 de 3"));
  g_assert_true (shows_text (fixture, correction (fixture, 1, "fr-CA")));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (
      find (fixture, stipple_text_get (choice_of (fixture, 1, FALSE)->text, "fr-CA")))));
}

static gboolean
is_scrolled (Fixture *fixture)
{
  GtkWidget *scroller = find_type (fixture, GTK_TYPE_SCROLLED_WINDOW);

  return gtk_adjustment_get_value (
             gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)))
         > 0;
}

/* What is said about the answer is never left below the fold. */
static void
test_scrolled_to (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "understanding");
  stipple_style_set_text_scale (200);
  next_frame (fixture);
  g_assert_false (is_scrolled (fixture));
  choose (fixture, 0, FALSE, "en");
  wait_until (fixture, is_scrolled);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));

  test_add ("/kiosk/understanding/gives-nothing-away", test_gives_nothing_away);
  test_add ("/kiosk/understanding/right", test_right);
  test_add ("/kiosk/understanding/wrong", test_wrong);
  test_add ("/kiosk/understanding/corrected", test_corrected);
  test_add ("/kiosk/understanding/missing", test_missing);
  test_add ("/kiosk/understanding/all", test_all);
  test_add ("/kiosk/understanding/back", test_back);
  test_add ("/kiosk/understanding/language", test_language);
  test_add ("/kiosk/understanding/scrolled-to", test_scrolled_to);

  return g_test_run ();
}
