// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk-fixture.h"

#include "core/language.h"

#include <glib/gi18n-lib.h>

static void
begin_together (Fixture *fixture, const char *language, const char *companion, const char *step)
{
  fixture->companion = companion;
  fixture_begin (fixture, language, step);
  next_frame (fixture);
}

static void
assert_both (Fixture *fixture, const StippleText *text)
{
  const char *languages[] = { stipple_session_get_language (fixture->session),
                              stipple_session_get_companion (fixture->session) };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (!shows_markdown (fixture, text, languages[i]))
      {
        g_test_message ("%s: “%s” is not there", fixture_step (fixture),
                        stipple_text_get (text, languages[i]));
        g_test_fail ();
      }
}

static void
assert_all_both (Fixture *fixture, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    assert_both (fixture, g_ptr_array_index (texts, i));
}

/* A string of the program in both languages. */
static void
assert_words (Fixture *fixture, const char *english)
{
  const char *companion = stipple_session_get_companion (fixture->session);

  g_assert_true (shows_text (fixture, g_dgettext (GETTEXT_PACKAGE, english)));
  stipple_language_use (companion);
  g_assert_true (shows_text (fixture, g_dgettext (GETTEXT_PACKAGE, english)));
  stipple_language_use (stipple_session_get_language (fixture->session));
}

static GDate
twelfth (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 12, G_DATE_DECEMBER, 2026);
  return date;
}

/* Whether a label below @widget says just @text. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                   && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says (child, text);
  return found;
}

/* --- The chooser */

static void
test_chooser (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  press (fixture, "Language");
  for (guint i = 0; i < fixture->pack->languages->len; i++)
    {
      const StippleLanguage *language = g_ptr_array_index (fixture->pack->languages, i);
      g_autofree char *beneath = g_strdup_printf ("Also in %s", language->name);

      g_assert_nonnull (find (fixture, language->name));
      g_assert_true ((find (fixture, beneath) != NULL) == (i > 0));
    }
  press (fixture, "Also in Español");
  g_assert_cmpstr (stipple_session_get_companion (fixture->session), ==, "es");
  g_assert_cmpstr (stipple_session_get_language (fixture->session), ==, "en");
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
  assert_both (fixture, fixture->pack->pain.summary);

  press (fixture, "Language");
  press (fixture, "None");
  g_assert_null (stipple_session_get_companion (fixture->session));
  g_assert_false (shows_markdown (fixture, fixture->pack->pain.summary, "es"));
}

static void
test_language_and_companion_change_places (Fixture *fixture, gconstpointer data)
{
  begin_together (fixture, "en", "ar", "comfort");
  press (fixture, "Language");
  press (fixture, "العربية");
  g_assert_cmpstr (stipple_session_get_language (fixture->session), ==, "ar");
  g_assert_cmpstr (stipple_session_get_companion (fixture->session), ==, "en");
  assert_both (fixture, fixture->pack->pain.summary);
}

static void
test_ends_with_the_visit (Fixture *fixture, gconstpointer data)
{
  begin_together (fixture, "en", "fr-CA", "comfort");
  stipple_kiosk_window_end (fixture->window);
  fixture->companion = NULL;
  fixture_begin (fixture, "en", "comfort");
  g_assert_null (stipple_session_get_companion (fixture->session));
  g_assert_false (shows_markdown (fixture, fixture->pack->pain.summary, "fr-CA"));
}

/* --- Every page */

static gboolean
has_last_question (Fixture *fixture)
{
  const StippleFaqEntry *last = g_ptr_array_index (fixture->pack->faq, fixture->pack->faq->len - 1);

  return find (fixture, stipple_text_get (last->question, stipple_language_current ())) != NULL;
}

static void
test_learn (Fixture *fixture, gconstpointer data)
{
  begin_together (fixture, "en", "zh-Hans", "learn");
  wait_until (fixture, has_last_question);
  assert_words (fixture, "What would you like to know?");
  for (guint i = 0; i < fixture->pack->categories->len; i++)
    assert_both (fixture,
                 ((StippleNamed *) g_ptr_array_index (fixture->pack->categories, i))->name);
  for (guint i = 0; i < fixture->pack->faq->len; i++)
    {
      const StippleFaqEntry *entry = g_ptr_array_index (fixture->pack->faq, i);

      assert_both (fixture, entry->question);
      press (fixture, stipple_text_get (entry->question, "en"));
      assert_both (fixture, entry->answer);
    }
}

static void
check_advice (Fixture *fixture, const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const StippleAdvice *advice = g_ptr_array_index (all, i);

      assert_both (fixture, advice->when);
      assert_both (fixture, advice->text);
    }
}

static void
test_comfort (Fixture *fixture, gconstpointer data)
{
  begin_together (fixture, "fr-CA", "es", "comfort");
  assert_words (fixture, "How much does it hurt?");
  assert_both (fixture, fixture->pack->pain.summary);
  check_advice (fixture, fixture->pack->numbing);
  check_advice (fixture, fixture->pack->afterwards);
  g_assert_true (shows_text (fixture, stipple_text_get (fixture->pack->pain.usual_label, "es")));
}

static void
test_aftercare (Fixture *fixture, gconstpointer data)
{
  begin_together (fixture, "en", "fr-CA", "aftercare");
  assert_both (fixture, fixture->pack->aftercare_intro);
  assert_both (fixture, fixture->pack->plan.note);
  for (guint i = 0; i < fixture->pack->aftercare->len; i++)
    {
      const StippleAftercareDay *day = g_ptr_array_index (fixture->pack->aftercare, i);

      press (fixture, stipple_text_get (day->label, "en"));
      assert_both (fixture, day->label);
      assert_both (fixture, day->title);
      if (day->detail != NULL)
        assert_both (fixture, day->detail);
      assert_all_both (fixture, day->avoid);
      assert_all_both (fixture, day->fine);
    }
}

/* The dates and the code, too; and they go with them. */
static void
test_own_dates (Fixture *fixture, gconstpointer data)
{
  GDate first = twelfth ();

  begin_together (fixture, "en", "es", "aftercare");
  assert_words (fixture, "See your own dates: pick the day of a first session");
  g_assert_false (shows_text (fixture, "sábado 12 de diciembre de 2026"));
  stipple_session_set_first_session (fixture->session, &first);
  next_frame (fixture);
  g_assert_true (shows_text (fixture, "First session: Saturday, December 12, 2026"));
  g_assert_true (shows_text (fixture, "Primera sesión: sábado 12 de diciembre de 2026"));
  g_assert_true (shows_text (fixture, "sábado 12 de diciembre de 2026"));
  assert_words (fixture, "Take your dates home");
  assert_words (fixture, "Clear the dates");
  stipple_session_set_first_session (fixture->session, NULL);
  next_frame (fixture);
  g_assert_false (shows_text (fixture, "sábado 12 de diciembre de 2026"));
}

static void
test_understanding (Fixture *fixture, gconstpointer data)
{
  const StippleQuestion *question = g_ptr_array_index (fixture->pack->questions, 0);

  begin_together (fixture, "es", "ar", "understanding");
  assert_both (fixture, question->question);
  g_assert_false (shows_markdown (fixture, question->correction, "ar"));
  for (guint i = 0; i < question->choices->len; i++)
    assert_both (fixture, ((StippleChoice *) g_ptr_array_index (question->choices, i))->text);
  fixture_understand_all (fixture);
  settle ();
  assert_both (fixture, question->correction);
}

static void
test_health (Fixture *fixture, gconstpointer data)
{
  begin_together (fixture, "zh-Hans", "en", "health");
  assert_words (fixture, "Your health");
  for (guint i = 0; i < 4; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (fixture->pack->contraindications, i);

      assert_both (fixture, rule->name);
      if (rule->help != NULL)
        assert_both (fixture, rule->help);
    }
}

/* On the pill itself. */
static void
assert_answer (Fixture *fixture, const char *answer, const char *companion)
{
  const StippleContraindication *rule = g_ptr_array_index (fixture->pack->contraindications, 0);
  g_autofree char *name = g_strdup_printf ("%s: %s", stipple_text_get (rule->name, "en"), answer);
  GtkWidget *pill = find (fixture, name);

  g_assert_nonnull (pill);
  g_assert_true (says (pill, answer));
  g_assert_true (says (pill, companion));
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  GDate until = twelfth ();

  begin_together (fixture, "en", "fr-CA", "health");
  assert_answer (fixture, "No", "Non");
  assert_answer (fixture, "Yes", "Oui");
  assert_answer (fixture, "Not sure", "Pas certain");
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  press (fixture, "Next");
  press (fixture, "Next");
  stipple_session_set_reply (fixture->session, "antibiotics", STIPPLE_ANSWER_YES);
  next_frame (fixture);
  assert_words (fixture, "We work out your earliest date from this.");
  assert_words (fixture, "Pick a date");
  assert_words (fixture, "Ongoing");
  stipple_session_set_follow_up (fixture->session, "antibiotics", FALSE, &until);
  next_frame (fixture);
  g_assert_true (shows_text (fixture, "Until Dec 12, 2026"));
  g_assert_true (shows_text (fixture, "Jusqu’au 12 décembre 2026"));
}

static void
test_result (Fixture *fixture, gconstpointer data)
{
  const StippleResultText *texts = &fixture->pack->results[STIPPLE_OUTCOME_UNSUITABLE];

  begin_together (fixture, "en", "es", "health");
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  stipple_session_set_reply (fixture->session, "diabetes", STIPPLE_ANSWER_YES);
  g_assert_true (stipple_flow_go_next (fixture->flow, NULL));
  settle ();
  assert_both (fixture, texts->title);
  assert_both (fixture, texts->summary);
  assert_both (fixture, fixture->pack->physician_line);
  assert_both (fixture, fixture->pack->why_not);
  assert_all_both (fixture, texts->next);
}

/* Why it came out so: what was said, and what follows. */
static void
test_reasons (Fixture *fixture, gconstpointer data)
{
  GDate until = twelfth ();

  begin_together (fixture, "en", "es", "health");
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  stipple_session_set_reply (fixture->session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_follow_up (fixture->session, "antibiotics", FALSE, &until);
  stipple_session_set_reply (fixture->session, "epilepsy", STIPPLE_ANSWER_UNSURE);
  g_assert_true (stipple_flow_go_next (fixture->flow, NULL));
  settle ();
  assert_words (fixture, "Why");
  assert_words (fixture, "What to do next");
  assert_words (fixture, "We wait until it has ended.");
  assert_words (fixture, "Please ask your family physician about this one.");
  g_assert_true (shows_text (fixture, "Yes, until December 12"));
  g_assert_true (shows_text (fixture, "Sí, hasta el 12 de diciembre"));
  g_assert_true (shows_text (fixture, "10 other conditions"));
  g_assert_true (shows_text (fixture, "10 condiciones más"));
}

static void
test_look (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "Where is your hair thinning?", "Pattern", "Mark the head",
                                       "Norwood scale, men", "Ludwig scale, women" };
  static const char *const marks[] = {
    "Touch the head, or choose here.", "Draw", "Undo", "Redo", "Clear all marks", "Crown"
  };
  static const char *const colors[] = { "Hair colour", "Complexion", "Brown", "Fair" };

  begin_together (fixture, "en", "fr-CA", "look");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_words (fixture, words[i]);
  g_assert_true (shows_text (fixture, g_dpgettext2 (GETTEXT_PACKAGE, "view of the head", "Top")));
  press (fixture, "Norwood V");
  stipple_language_use ("fr-CA");
  g_autofree char *chosen = g_strdup_printf (
      _ ("%s: %s"), "Norwood V", stipple_hair_pattern_get_description (STIPPLE_PATTERN_NORWOOD_5));
  stipple_language_use ("en");
  g_assert_true (shows_text (fixture, chosen));
  press (fixture, "Mark the head");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    assert_words (fixture, marks[i]);
  press (fixture, "Colours");
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    assert_words (fixture, colors[i]);
}

static void
test_thanks (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "Thank you", "Your answers are saved. This is your code:", "What happens next",
    "Go to reception and say your code, or your name.",
    "This screen clears by itself. Nothing about you stays on it."
  };

  begin_together (fixture, "en", "zh-Hans", "consent");
  fixture_fill (fixture);
  press (fixture, "Finish");
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_words (fixture, words[i]);
}

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  static const char *const wishes[] = { "What would you like?", "What bothers you?",
                                        "Scars we should know of",
                                        "Do you use, or plan to use, a numbing cream?" };
  static const char *const details[] = { "Your details",
                                         "First name",
                                         "Last name",
                                         "Date of birth",
                                         "Mobile phone",
                                         "E-mail",
                                         "How should we reach you?" };

  begin_together (fixture, "en", "ar", "wishes");
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    assert_words (fixture, wishes[i]);
  for (guint i = 0; i < fixture->pack->areas->len; i++)
    assert_both (fixture, ((StippleNamed *) g_ptr_array_index (fixture->pack->areas, i))->name);
  begin_together (fixture, "en", "ar", "details");
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    assert_words (fixture, details[i]);
}

/* Read in both, signed in both; and the words have their own direction. */
static void
test_consent (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label;

  begin_together (fixture, "en", "ar", "consent");
  assert_both (fixture, fixture->pack->consent.text);
  assert_both (fixture, fixture->pack->consent.statement);
  label = find_label (fixture, stipple_text_get (fixture->pack->consent.statement, "ar"));
  g_assert_nonnull (label);
  g_assert_cmpint (gtk_widget_get_direction (label), ==, GTK_TEXT_DIR_RTL);
  g_assert_true (gtk_widget_has_css_class (label, "companion"));
  g_assert_cmpstr (stipple_session_get_consent_companion (fixture->session), ==, "ar");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));

  test_add ("/kiosk/companion/chooser", test_chooser);
  test_add ("/kiosk/companion/changes-places", test_language_and_companion_change_places);
  test_add ("/kiosk/companion/ends-with-the-visit", test_ends_with_the_visit);
  test_add ("/kiosk/companion/learn", test_learn);
  test_add ("/kiosk/companion/comfort", test_comfort);
  test_add ("/kiosk/companion/aftercare", test_aftercare);
  test_add ("/kiosk/companion/own-dates", test_own_dates);
  test_add ("/kiosk/companion/understanding", test_understanding);
  test_add ("/kiosk/companion/health", test_health);
  test_add ("/kiosk/companion/result", test_result);
  test_add ("/kiosk/companion/answers", test_answers);
  test_add ("/kiosk/companion/reasons", test_reasons);
  test_add ("/kiosk/companion/look", test_look);
  test_add ("/kiosk/companion/thanks", test_thanks);
  test_add ("/kiosk/companion/forms", test_forms);
  test_add ("/kiosk/companion/consent", test_consent);

  return g_test_run ();
}
