// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk-fixture.h"

#include "core/language.h"
#include "kiosk/pages/health/condition-row.h"
#include "widgets/choice-group.h"
#include "widgets/date-field.h"
#include "widgets/date-picker.h"
#include "widgets/field.h"
#include "widgets/pain-figure.h"
#include "widgets/session-timeline.h"
#include "widgets/signature-pad.h"
#include "widgets/style.h"

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

/* --- Comfort, aftercare */

static void
check_advice (Fixture *fixture, const GPtrArray *all)
{
  g_assert_cmpuint (all->len, >, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const StippleAdvice *advice = g_ptr_array_index (all, i);

      g_assert_true (shows_text (fixture, stipple_text_get (advice->when, "en")));
      g_assert_true (shows_markdown (fixture, advice->text, "en"));
    }
}

static void
test_comfort (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  g_assert_nonnull (find_type (fixture, STIPPLE_TYPE_PAIN_FIGURE));
  g_assert_true (shows_markdown (fixture, fixture->pack->pain.summary, "en"));
  check_advice (fixture, fixture->pack->numbing);
  check_advice (fixture, fixture->pack->afterwards);
}

static void
test_aftercare_days (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "aftercare");
  g_assert_nonnull (find_type (fixture, STIPPLE_TYPE_SESSION_TIMELINE));
  g_assert_true (shows_text (fixture, stipple_text_get (fixture->pack->plan.note, "en")));
  for (guint i = 0; i < fixture->pack->aftercare->len; i++)
    {
      const StippleAftercareDay *day = g_ptr_array_index (fixture->pack->aftercare, i);

      /* The first day is chosen already. */
      if (i > 0)
        press (fixture, stipple_text_get (day->label, "en"));
      if (*stipple_text_get (day->detail, "en") != '\0')
        g_assert_true (shows_markdown (fixture, day->detail, "en"));
      g_assert_true (shows_text (fixture, stipple_text_get (day->title, "en")));
      g_assert_cmpint (shows_text (fixture, "Avoid"), ==, day->avoid->len > 0);
      for (guint j = 0; j < day->fine->len; j++)
        g_assert_true (
            shows_text (fixture, stipple_text_get (g_ptr_array_index (day->fine, j), "en")));
    }
}

static void
test_aftercare_language (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "aftercare");
  press (fixture, "Day 3");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (is_active (fixture, "Jour 3"));
}

/* --- Health */

static const char *
name_of (Fixture *fixture, guint index)
{
  const StippleContraindication *rule = g_ptr_array_index (fixture->pack->contraindications, index);

  return stipple_text_get (rule->name, "en");
}

static void
answer (Fixture *fixture, guint index, const char *word)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", name_of (fixture, index), word);

  press (fixture, name);
}

static void
test_health_next_says_what_is_missing (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "health");
  answer (fixture, 0, "No");
  press (fixture, "Next");
  g_assert_true (shows_text (fixture, "Part 1 of 3"));
  g_assert_true (shows_text (fixture, "Please choose an answer."));
  for (guint i = 1; i < 4; i++)
    answer (fixture, i, "No");
  g_assert_false (shows_text (fixture, "Please choose an answer."));
}

static void
test_health_parts (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "health");
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *part = g_strdup_printf ("Part %u of 3", i / 4 + 1);
      g_autofree char *answered = g_strdup_printf ("%u of 12 answered", i);

      g_assert_true (shows_text (fixture, part));
      g_assert_true (shows_text (fixture, answered));
      answer (fixture, i, i % 2 == 0 ? "No" : "Not sure");
      if (i == 3 || i == 7)
        press (fixture, "Next");
    }
  press (fixture, "See my result");
  g_assert_cmpstr (fixture_step (fixture), ==, "result");
}

static void
test_health_back_within (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "health");
  for (guint i = 0; i < 4; i++)
    answer (fixture, i, "No");
  press (fixture, "Next");
  press (fixture, "Back");
  g_assert_cmpstr (fixture_step (fixture), ==, "health");
  g_assert_true (shows_text (fixture, "Part 1 of 3"));
  press (fixture, "Back");
  g_assert_cmpstr (fixture_step (fixture), ==, "look");
}

static void
test_health_follow_up_ongoing (Fixture *fixture, gconstpointer data)
{
  const StippleReply *reply;

  fixture_begin (fixture, "en", "health");
  g_assert_null (find (fixture, "Infectious disease: Ongoing"));
  press (fixture, "Infectious disease: Yes");
  press (fixture, "Infectious disease: Ongoing");
  reply =
      stipple_replies_get (stipple_session_get_replies (fixture->session), "infectious-disease");
  g_assert_true (reply->ongoing);
  press (fixture, "Infectious disease: No");
  g_assert_null (find (fixture, "Infectious disease: Ongoing"));
}

static void
test_health_follow_up_date (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDate) until = g_date_new_dmy (5, G_DATE_DECEMBER, 2026);
  const StippleReply *reply;

  fixture_begin (fixture, "en", "health");
  press (fixture, "Infectious disease: Yes");
  press (fixture, "Infectious disease: Pick a date");
  stipple_date_picker_set_date (STIPPLE_DATE_PICKER (find_type (fixture, STIPPLE_TYPE_DATE_PICKER)),
                                until);
  settle ();
  reply =
      stipple_replies_get (stipple_session_get_replies (fixture->session), "infectious-disease");
  g_assert_true (g_date_valid (&reply->until));
  g_assert_cmpint (g_date_compare (&reply->until, until), ==, 0);
  g_assert_true (is_active (fixture, "Infectious disease: Until Dec 5, 2026"));
  /* The other answer takes its place. */
  press (fixture, "Infectious disease: Ongoing");
  reply =
      stipple_replies_get (stipple_session_get_replies (fixture->session), "infectious-disease");
  g_assert_true (reply->ongoing);
  g_assert_false (g_date_valid (&reply->until));
}

static void
test_health_follow_up_missing (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "health");
  for (guint i = 0; i < 4; i++)
    answer (fixture, i, "No");
  press (fixture, "Infectious disease: Yes");
  press (fixture, "Next");
  g_assert_true (shows_text (fixture, "Part 1 of 3"));
  g_assert_true (shows_text (fixture, "Please pick the date it ends"));
}

static void
test_health_language_keeps_part (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "health");
  for (guint i = 0; i < 4; i++)
    answer (fixture, i, "Not sure");
  press (fixture, "Next");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (shows_text (fixture, "Partie 2 de 3"));
  g_assert_cmpuint (stipple_session_get_n_answered (fixture->session), ==, 4);
}

/* --- Result */

static void
show_result (Fixture *fixture, const char *condition, StippleAnswer reply)
{
  fixture_begin (fixture, "en", "health");
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  if (condition != NULL)
    stipple_session_set_reply (fixture->session, condition, reply);
  if (g_strcmp0 (condition, "antibiotics") == 0)
    stipple_session_set_follow_up (
        fixture->session, condition, FALSE,
        &(GDate){ .julian_days = 0, .dmy = 1, .day = 5, .month = 12, .year = 2026 });
  g_assert_true (stipple_flow_go_next (fixture->flow, NULL));
  settle ();
}

static void
check_result (Fixture *fixture, StippleOutcome outcome, const char *answered)
{
  const StippleResultText *text = &fixture->pack->results[outcome];

  g_assert_cmpint (stipple_session_get_result (fixture->session)->outcome, ==, outcome);
  if (text->title_dated == NULL)
    g_assert_true (shows_text (fixture, stipple_text_get (text->title, "en")));
  g_assert_true (shows_text (fixture, stipple_text_get (fixture->pack->physician_line, "en")));
  g_assert_true (shows_text (fixture, answered));
}

static void
test_result_proceed (Fixture *fixture, gconstpointer data)
{
  show_result (fixture, NULL, STIPPLE_ANSWER_NO);
  check_result (fixture, STIPPLE_OUTCOME_PROCEED, "12 conditions");
}

static void
test_result_physician (Fixture *fixture, gconstpointer data)
{
  show_result (fixture, "epilepsy", STIPPLE_ANSWER_UNSURE);
  check_result (fixture, STIPPLE_OUTCOME_PHYSICIAN, "11 other conditions");
  g_assert_true (shows_text (fixture, "Epilepsy"));
}

static void
test_result_wait (Fixture *fixture, gconstpointer data)
{
  show_result (fixture, "antibiotics", STIPPLE_ANSWER_YES);
  check_result (fixture, STIPPLE_OUTCOME_WAIT, "Yes, until December 5");
  g_assert_true (shows_text (fixture, "from December 5"));
  g_assert_true (shows_text (fixture, "plan for December 5 or later"));
}

static void
test_result_unsuitable (Fixture *fixture, gconstpointer data)
{
  show_result (fixture, "diabetes", STIPPLE_ANSWER_YES);
  check_result (fixture, STIPPLE_OUTCOME_UNSUITABLE, "Diabetes");
  g_assert_true (shows_text (fixture, stipple_text_get (fixture->pack->why_not, "en")));
}

/* --- Wishes */

static void
test_wishes (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "wishes");
  press (fixture, "Next: your details");
  g_assert_cmpstr (fixture_step (fixture), ==, "wishes");
  g_assert_true (shows_text (fixture, "Please say whether you use"));
  press (fixture, "Not sure");
  g_assert_false (shows_text (fixture, "Please say whether you use"));
  press (fixture, "Crown");
  g_assert_true (stipple_session_has_area (fixture->session, "crown"));
  press (fixture, "Crown");
  g_assert_false (stipple_session_has_area (fixture->session, "crown"));
  gtk_editable_set_text (field (fixture, "Medication you take now or plan to take (optional)"),
                         "Aspirin");
  g_assert_cmpstr (stipple_session_get_medication (fixture->session), ==, "Aspirin");
  press (fixture, "Next: your details");
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
}

/* The field takes no more than that; what set it otherwise is caught all the same. */
/* Where it is was asked before: what was said there stands here, or nothing. */
static void
test_wishes_marked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();

  fixture_begin (fixture, "en", "wishes");
  g_assert_null (find_label (fixture, "You marked"));
  stipple_marks_set_region (marks, STIPPLE_REGION_CROWN, TRUE);
  stipple_look_set_marks (stipple_session_get_look (fixture->session), marks);
  g_assert_true (stipple_flow_go_back (fixture->flow));
  g_assert_true (stipple_flow_go_next (fixture->flow, NULL));
  settle ();
  g_assert_true (shows_text (fixture, "You marked: Crown"));
  g_assert_true (shows_text (fixture, "What bothers you?"));
}

static void
test_wishes_too_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (STIPPLE_NOTE_MAX + 1, 'x');

  fixture_begin (fixture, "en", "wishes");
  press (fixture, "Not sure");
  g_object_set (fixture->session, "scars", text, NULL);
  press (fixture, "Next: your details");
  g_assert_cmpstr (fixture_step (fixture), ==, "wishes");
  g_assert_true (shows_text (fixture, "Please shorten this"));
}

static void
test_wishes_language (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "wishes");
  press (fixture, "Scars");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (is_active (fixture, "Cicatrices"));
}

/* --- Details */

static void
test_details_bindings (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "First name")), ==, "Sample");
  gtk_editable_set_text (field (fixture, "Last name"), "Exemple 🙂");
  g_assert_cmpstr (stipple_session_get_last_name (fixture->session), ==, "Exemple 🙂");
  press (fixture, "Text message");
  g_assert_cmpint (stipple_session_get_contact (fixture->session), ==, STIPPLE_CONTACT_TEXT);
}

static void
test_details_faults (Fixture *fixture, gconstpointer data)
{
  StippleField *first;
  GtkWidget *focus;

  fixture_begin (fixture, "en", "details");
  first = STIPPLE_FIELD (find_type (fixture, STIPPLE_TYPE_FIELD));
  g_object_set (fixture->session, "first-name", "", "mobile", "12", "birth-day", 0, NULL);
  g_assert_null (stipple_field_get_error (first));
  press (fixture, "Review and sign");
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
  g_assert_nonnull (stipple_field_get_error (first));
  g_assert_nonnull (stipple_date_field_get_error (
      STIPPLE_DATE_FIELD (find_type (fixture, STIPPLE_TYPE_DATE_FIELD))));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (first)));
  gtk_editable_set_text (field (fixture, "First name"), "Ana");
  g_assert_null (stipple_field_get_error (first));
}

static void
test_details_checked_on_leaving (Fixture *fixture, gconstpointer data)
{
  GtkWidget *mobile;

  fixture_begin (fixture, "en", "details");
  mobile = find (fixture, "Mobile phone");
  gtk_widget_grab_focus (mobile);
  settle ();
  gtk_editable_set_text (GTK_EDITABLE (mobile), "12");
  g_assert_false (shows_text (fixture, "too short"));
  gtk_widget_grab_focus (find (fixture, "Last name"));
  settle ();
  g_assert_true (shows_text (fixture, "too short"));
}

static void
test_details_email_when_wanted (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  press (fixture, "E-mail");
  press (fixture, "Review and sign");
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
  g_assert_true (shows_text (fixture, "Please give your e-mail address"));
  press (fixture, "Call");
  g_assert_false (shows_text (fixture, "Please give your e-mail address"));
}

/* --- Consent */

static void
test_consent_faults (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  g_assert_true (shows_markdown (fixture, fixture->pack->consent.text, "en"));
  g_object_set (fixture->session, "consent-given", FALSE, NULL);
  stipple_signature_pad_clear (
      STIPPLE_SIGNATURE_PAD (find_type (fixture, STIPPLE_TYPE_SIGNATURE_PAD)));
  g_assert_null (stipple_session_get_signature (fixture->session));
  press (fixture, "Finish");
  g_assert_cmpuint (fixture->n_saves, ==, 0);
  g_assert_true (shows_text (fixture, "Please tick the box"));
  g_assert_true (shows_text (fixture, "Please sign in the box"));
  press (fixture, stipple_text_get (fixture->pack->consent.statement, "en"));
  g_assert_true (stipple_session_get_consent_given (fixture->session));
  g_assert_false (shows_text (fixture, "Please tick the box"));
}

static void
test_consent_signature (Fixture *fixture, gconstpointer data)
{
  StippleSignaturePad *pad;

  fixture_begin (fixture, "en", "consent");
  pad = STIPPLE_SIGNATURE_PAD (find_type (fixture, STIPPLE_TYPE_SIGNATURE_PAD));
  g_assert_nonnull (stipple_signature_pad_get_strokes (pad));
  next_frame (fixture);
  stipple_signature_pad_press (pad, 40, 40);
  stipple_signature_pad_move (pad, 400, 90);
  stipple_signature_pad_release (pad);
  g_assert_cmpuint (stipple_strokes_get_n (stipple_session_get_signature (fixture->session)), ==,
                    2);
  press (fixture, "Undo last line");
  g_assert_cmpuint (stipple_strokes_get_n (stipple_session_get_signature (fixture->session)), ==,
                    1);
  g_assert_true (gtk_widget_get_sensitive (find (fixture, "Undo last line")));
  press (fixture, "Clear signature");
  g_assert_null (stipple_session_get_signature (fixture->session));
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "Undo last line")));
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "Clear signature")));
}

static void
test_consent_tick_for_a_signature (Fixture *fixture, gconstpointer data)
{
  const char *tick = "I sign with this tick, because I cannot draw here";
  StippleSignaturePad *pad;

  fixture_begin (fixture, "en", "consent");
  pad = STIPPLE_SIGNATURE_PAD (find_type (fixture, STIPPLE_TYPE_SIGNATURE_PAD));
  press (fixture, tick);
  g_assert_true (stipple_session_get_signed_by_tick (fixture->session));
  g_assert_null (stipple_signature_pad_get_strokes (pad));
  press (fixture, "Finish");
  g_assert_cmpuint (fixture->n_saves, ==, 1);
}

static void
test_consent_drawing_takes_the_tick_back (Fixture *fixture, gconstpointer data)
{
  StippleSignaturePad *pad;

  fixture_begin (fixture, "en", "consent");
  pad = STIPPLE_SIGNATURE_PAD (find_type (fixture, STIPPLE_TYPE_SIGNATURE_PAD));
  next_frame (fixture);
  press (fixture, "I sign with this tick, because I cannot draw here");
  stipple_signature_pad_press (pad, 40, 40);
  stipple_signature_pad_move (pad, 400, 90);
  stipple_signature_pad_release (pad);
  g_assert_nonnull (stipple_session_get_signature (fixture->session));
  g_assert_false (gtk_check_button_get_active (
      GTK_CHECK_BUTTON (find (fixture, "I sign with this tick, because I cannot draw here"))));
}

static void
test_consent_language (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_nonnull (stipple_signature_pad_get_strokes (
      STIPPLE_SIGNATURE_PAD (find_type (fixture, STIPPLE_TYPE_SIGNATURE_PAD))));
  g_assert_true (stipple_session_get_consent_given (fixture->session));
}

static double
scrolled (Fixture *fixture)
{
  GtkWidget *scroller = find_type (fixture, GTK_TYPE_SCROLLED_WINDOW);

  return gtk_adjustment_get_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
}

static gboolean
is_scrolled (Fixture *fixture)
{
  return scrolled (fixture) > 0;
}

static gboolean
is_scrolled_as_before (Fixture *fixture)
{
  return scrolled (fixture) == 300;
}

static void
test_fault_is_scrolled_to (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  stipple_style_set_text_scale (200);
  stipple_signature_pad_clear (
      STIPPLE_SIGNATURE_PAD (find_type (fixture, STIPPLE_TYPE_SIGNATURE_PAD)));
  next_frame (fixture);
  g_assert_false (is_scrolled (fixture));
  press (fixture, "Finish");
  wait_until (fixture, is_scrolled);
}

static void
test_language_keeps_scroll (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller;

  fixture_begin (fixture, "en", "learn");
  next_frame (fixture);
  scroller = find_type (fixture, GTK_TYPE_SCROLLED_WINDOW);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                            300);
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  g_assert_true (find_type (fixture, GTK_TYPE_SCROLLED_WINDOW) != scroller);
  /* As the page unfolds. */
  wait_until (fixture, is_scrolled_as_before);
}

/* Health answers and the name never share a screen. */
static void
test_health_and_name_apart (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  do
    {
      StippleStep *step = stipple_flow_get_current (fixture->flow);

      settle ();
      g_assert_false (stipple_step_is_health (step) && stipple_step_is_personal (step));
      if (stipple_step_is_health (step))
        {
          g_assert_false (shows_text (fixture, "Sample"));
          g_assert_false (shows_text (fixture, "Person"));
        }
    }
  while (stipple_flow_go_back (fixture->flow));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/kiosk/comfort", test_comfort);
  test_add ("/kiosk/aftercare/days", test_aftercare_days);
  test_add ("/kiosk/aftercare/language", test_aftercare_language);
  test_add ("/kiosk/health/missing", test_health_next_says_what_is_missing);
  test_add ("/kiosk/health/parts", test_health_parts);
  test_add ("/kiosk/health/back", test_health_back_within);
  test_add ("/kiosk/health/ongoing", test_health_follow_up_ongoing);
  test_add ("/kiosk/health/date", test_health_follow_up_date);
  test_add ("/kiosk/health/follow-up-missing", test_health_follow_up_missing);
  test_add ("/kiosk/health/language", test_health_language_keeps_part);
  test_add ("/kiosk/result/proceed", test_result_proceed);
  test_add ("/kiosk/result/physician", test_result_physician);
  test_add ("/kiosk/result/wait", test_result_wait);
  test_add ("/kiosk/result/unsuitable", test_result_unsuitable);
  test_add ("/kiosk/wishes", test_wishes);
  test_add ("/kiosk/wishes/marked", test_wishes_marked);
  test_add ("/kiosk/wishes/too-long", test_wishes_too_long);
  test_add ("/kiosk/wishes/language", test_wishes_language);
  test_add ("/kiosk/details/bindings", test_details_bindings);
  test_add ("/kiosk/details/faults", test_details_faults);
  test_add ("/kiosk/details/leaving", test_details_checked_on_leaving);
  test_add ("/kiosk/details/email", test_details_email_when_wanted);
  test_add ("/kiosk/consent/faults", test_consent_faults);
  test_add ("/kiosk/consent/signature", test_consent_signature);
  test_add ("/kiosk/consent/tick", test_consent_tick_for_a_signature);
  test_add ("/kiosk/consent/tick-back", test_consent_drawing_takes_the_tick_back);
  test_add ("/kiosk/consent/language", test_consent_language);
  test_add ("/kiosk/fault-scrolled-to", test_fault_is_scrolled_to);
  test_add ("/kiosk/language-keeps-scroll", test_language_keeps_scroll);
  test_add ("/kiosk/apart", test_health_and_name_apart);
  return g_test_run ();
}
