// SPDX-License-Identifier: GPL-3.0-or-later
#include "session-fixture.h"

#include "core/error.h"

static void
assert_fault (SessionFixture *f, const char *field, StippleError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (stipple_session_check_field (f->session, field, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
}

static void
assert_fine (SessionFixture *f, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stipple_session_check_field (f->session, field, &error));
  g_assert_no_error (error);
}

static void
test_new (SessionFixture *f, gconstpointer unused)
{
  g_assert_true (stipple_session_get_pack (f->session) == f->pack);
  g_assert_true (stipple_session_get_clock (f->session) == f->clock);
  g_assert_cmpint (stipple_session_get_started (f->session), ==, FIXTURE_NOW);
  g_assert_cmpuint (stipple_session_get_n_answered (f->session), ==, 0);
  g_assert_null (stipple_session_get_result (f->session));
  g_assert_null (stipple_session_get_signature (f->session));
  g_assert_cmpstr (stipple_session_get_first_name (f->session), ==, "");
  g_assert_cmpint (stipple_session_get_numbing (f->session), ==, STIPPLE_NUMBING_NONE);
  g_assert_cmpint (stipple_session_get_contact (f->session), ==, STIPPLE_CONTACT_NONE);
  g_assert_cmpuint (g_strv_length ((GStrv) stipple_session_get_areas (f->session)), ==, 0);
}

static void
test_started_stays (SessionFixture *f, gconstpointer unused)
{
  stipple_clock_advance (f->clock, 60 * G_USEC_PER_SEC);
  g_assert_cmpint (stipple_session_get_started (f->session), ==, FIXTURE_NOW);
}

/* --- Properties --- */

static void
test_texts (SessionFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *name;
    const char *(*get) (StippleSession *);
  } texts[] = {
    { "first-name", stipple_session_get_first_name },
    { "last-name", stipple_session_get_last_name },
    { "mobile", stipple_session_get_mobile },
    { "email", stipple_session_get_email },
    { "medication", stipple_session_get_medication },
    { "scars", stipple_session_get_scars },
    { "wishes-note", stipple_session_get_wishes_note },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *typed = g_strdup_printf (" as typed %u ", i);
      g_autofree char *heard = g_strconcat (texts[i].name, " ", NULL);
      g_autofree char *read = NULL;

      g_object_set (f->session, texts[i].name, typed, NULL);
      session_fixture_assert_heard (f, heard);
      g_assert_cmpstr (texts[i].get (f->session), ==, typed);
      g_object_set (f->session, texts[i].name, typed, NULL);
      session_fixture_assert_heard (f, "");
      g_object_get (f->session, texts[i].name, &read, NULL);
      g_assert_cmpstr (read, ==, typed);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_object_set (f->session, texts[i].name, NULL, NULL);
      g_assert_cmpstr (texts[i].get (f->session), ==, "");
    }
}

static void
test_numbers (SessionFixture *f, gconstpointer unused)
{
  static const char *const names[] = { "birth-year", "birth-month", "birth-day", "contact",
                                       "numbing" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *heard = g_strconcat (names[i], " ", NULL);
      int read = 0;

      g_object_set (f->session, names[i], 2, NULL);
      session_fixture_assert_heard (f, heard);
      g_object_set (f->session, names[i], 2, NULL);
      session_fixture_assert_heard (f, "");
      g_object_get (f->session, names[i], &read, NULL);
      g_assert_cmpint (read, ==, 2);
    }
  g_assert_cmpint (stipple_session_get_contact (f->session), ==, STIPPLE_CONTACT_TEXT);
  g_assert_cmpint (stipple_session_get_numbing (f->session), ==, STIPPLE_NUMBING_YES);
}

static void
test_areas (SessionFixture *f, gconstpointer unused)
{
  g_auto (GStrv) read = NULL;

  stipple_session_set_area (f->session, "scars", TRUE);
  session_fixture_assert_heard (f, "areas ");
  stipple_session_set_area (f->session, "crown", TRUE);
  session_fixture_assert_heard (f, "areas ");
  stipple_session_set_area (f->session, "crown", TRUE);
  stipple_session_set_area (f->session, "hairline", FALSE);
  session_fixture_assert_heard (f, "");
  g_object_get (f->session, "areas", &read, NULL);
  g_assert_cmpuint (g_strv_length (read), ==, 2);
  g_assert_cmpstr (read[0], ==, "crown");
  g_assert_cmpstr (read[1], ==, "scars");
  stipple_session_set_area (f->session, "crown", FALSE);
  session_fixture_assert_heard (f, "areas ");
  g_assert_false (stipple_session_has_area (f->session, "crown"));
  g_assert_true (stipple_session_has_area (f->session, "scars"));
}

static void
test_signature (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (StippleStrokes) drawn = fixture_signature_new ();

  stipple_session_set_signature (f->session, drawn);
  session_fixture_assert_heard (f, "signature ");
  stipple_session_set_signature (f->session, drawn);
  session_fixture_assert_heard (f, "");
  stipple_strokes_clear (drawn);
  g_assert_true (stipple_strokes_is_meant (stipple_session_get_signature (f->session)));
  g_object_set (f->session, "signature", drawn, NULL);
  session_fixture_assert_heard (f, "signature ");
  assert_fault (f, "signature", STIPPLE_ERROR_INCOMPLETE);
  stipple_session_set_signature (f->session, NULL);
  session_fixture_assert_heard (f, "signature ");
  g_assert_null (stipple_session_get_signature (f->session));
  stipple_session_set_signature (f->session, NULL);
  session_fixture_assert_heard (f, "");
}

static void
test_signed_by_tick (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (StippleStrokes) drawn = fixture_signature_new ();

  g_object_set (f->session, "signed-by-tick", TRUE, NULL);
  session_fixture_assert_heard (f, "signed-by-tick ");
  g_assert_true (stipple_session_check_field (f->session, "signature", NULL));
  g_assert_cmpint (stipple_session_get_consent_time (f->session), >, 0);
  g_assert_true (stipple_session_is_touched (f->session));
  /* One way takes the place of the other. */
  stipple_session_set_signature (f->session, drawn);
  g_assert_false (stipple_session_get_signed_by_tick (f->session));
  g_object_set (f->session, "signed-by-tick", TRUE, NULL);
  g_assert_null (stipple_session_get_signature (f->session));
  g_object_set (f->session, "signed-by-tick", FALSE, NULL);
  g_assert_false (stipple_session_check_field (f->session, "signature", NULL));
}

static void
test_signed_on_paper (SessionFixture *f, gconstpointer unused)
{
  const GDate day = fixture_date ("2026-12-03");

  g_assert_false (stipple_session_check_field (f->session, "signature", NULL));
  stipple_session_set_signed_on_paper (f->session, &day);
  g_assert_true (stipple_session_check_field (f->session, "signature", NULL));
  g_assert_true (stipple_session_check_field (f->session, "consent-given", NULL));
  /* Midnight in Toronto. */
  g_assert_cmpint (stipple_session_get_consent_time (f->session) / G_USEC_PER_SEC, ==, 1796274000);
  g_assert_cmpstr (stipple_session_get_consent_language (f->session), ==, "en");
  stipple_session_set_signed_on_paper (f->session, NULL);
  g_assert_false (stipple_session_check_field (f->session, "signature", NULL));
  g_assert_false (stipple_session_get_consent_given (f->session));
}

/* --- Replies and result --- */

static void
test_reply_notifies (SessionFixture *f, gconstpointer unused)
{
  const GDate until = fixture_date ("2026-12-12");

  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  session_fixture_assert_heard (f, "replies ");
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  session_fixture_assert_heard (f, "");
  stipple_session_set_follow_up (f->session, "antibiotics", FALSE, &until);
  session_fixture_assert_heard (f, "replies ");
  stipple_session_set_follow_up (f->session, "antibiotics", FALSE, &until);
  session_fixture_assert_heard (f, "");
  stipple_session_set_follow_up (f->session, "diabetes", TRUE, NULL);
  session_fixture_assert_heard (f, "");
  g_assert_cmpuint (stipple_session_get_n_answered (f->session), ==, 1);
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_NONE);
  session_fixture_assert_heard (f, "replies ");
  g_assert_cmpuint (stipple_session_get_n_answered (f->session), ==, 0);
}

static void
test_replies_property (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (StippleReplies) read = NULL;

  fixture_answer_all (f->session, STIPPLE_ANSWER_NO);
  g_object_get (f->session, "replies", &read, NULL);
  g_assert_true (stipple_replies_equal (read, stipple_session_get_replies (f->session)));
}

static void
test_evaluate (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  StippleEligibility *result;

  g_assert_false (stipple_session_evaluate (f->session, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE);
  g_assert_null (stipple_session_get_result (f->session));
  session_fixture_assert_heard (f, "");

  fixture_answer_all (f->session, STIPPLE_ANSWER_UNSURE);
  g_string_truncate (f->heard, 0);
  g_assert_true (stipple_session_evaluate (f->session, NULL));
  session_fixture_assert_heard (f, "result ");
  result = stipple_session_get_result (f->session);
  g_assert_cmpint (result->outcome, ==, STIPPLE_OUTCOME_PHYSICIAN);
  g_assert_true (stipple_session_evaluate (f->session, NULL));
  session_fixture_assert_heard (f, "");
}

static void
test_evaluate_today (SessionFixture *f, gconstpointer unused)
{
  const GDate until = fixture_date ("2026-12-05");

  fixture_answer_all (f->session, STIPPLE_ANSWER_NO);
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_follow_up (f->session, "antibiotics", FALSE, &until);
  g_assert_true (stipple_session_evaluate (f->session, NULL));
  g_string_truncate (f->heard, 0);
  stipple_clock_advance (f->clock, G_TIME_SPAN_DAY);
  g_assert_true (stipple_session_evaluate (f->session, NULL));
  session_fixture_assert_heard (f, "result ");
}

static void
test_result_dropped (SessionFixture *f, gconstpointer unused)
{
  fixture_complete (f->session);
  g_string_truncate (f->heard, 0);
  stipple_session_set_reply (f->session, "epilepsy", STIPPLE_ANSWER_UNSURE);
  session_fixture_assert_heard (f, "replies result ");
  g_assert_null (stipple_session_get_result (f->session));
}

static void
test_result_dropped_by_follow_up (SessionFixture *f, gconstpointer unused)
{
  fixture_answer_all (f->session, STIPPLE_ANSWER_NO);
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_follow_up (f->session, "antibiotics", TRUE, NULL);
  g_assert_true (stipple_session_evaluate (f->session, NULL));
  stipple_session_set_follow_up (f->session, "antibiotics", FALSE, NULL);
  g_assert_null (stipple_session_get_result (f->session));
}

static void
test_result_kept (SessionFixture *f, gconstpointer unused)
{
  fixture_complete (f->session);
  stipple_session_set_reply (f->session, "epilepsy", STIPPLE_ANSWER_NO);
  stipple_session_set_language (f->session, "fr-CA");
  g_object_set (f->session, "first-name", "Someone", "numbing", STIPPLE_NUMBING_UNSURE, NULL);
  g_assert_nonnull (stipple_session_get_result (f->session));
}

/* --- Checks --- */

static void
test_check_in_order (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (GError) understanding = NULL;
  g_autoptr (GError) earliest = NULL;
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) replies = NULL;

  g_assert_false (stipple_session_check (f->session, &earliest));
  g_assert_false (stipple_session_check_field (f->session, "understanding", &understanding));
  g_assert_cmpstr (earliest->message, ==, understanding->message);
  fixture_understand_all (f->session);
  g_assert_false (stipple_session_check (f->session, &first));
  g_assert_false (stipple_session_check_field (f->session, "replies", &replies));
  g_assert_cmpstr (first->message, ==, replies->message);
  fixture_complete (f->session);
  g_assert_true (stipple_session_check (f->session, NULL));
}

static void
test_check_empty (SessionFixture *f, gconstpointer unused)
{
  static const char *const required[] = { "understanding", "replies",       "result",     "numbing",
                                          "first-name",    "last-name",     "birth-date", "mobile",
                                          "contact",       "consent-given", "signature" };
  static const char *const optional[] = { "medication", "scars", "wishes-note", "email" };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    assert_fault (f, required[i], STIPPLE_ERROR_INCOMPLETE);
  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    assert_fine (f, optional[i]);
}

static void
test_check_replies (SessionFixture *f, gconstpointer unused)
{
  fixture_answer_all (f->session, STIPPLE_ANSWER_NO);
  assert_fine (f, "replies");
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  assert_fault (f, "replies", STIPPLE_ERROR_INCOMPLETE);
  stipple_session_set_follow_up (f->session, "antibiotics", TRUE, NULL);
  assert_fine (f, "replies");
}

static void
test_check_email (SessionFixture *f, gconstpointer unused)
{
  g_object_set (f->session, "email", "nobody", NULL);
  assert_fault (f, "email", STIPPLE_ERROR_INVALID);
  g_object_set (f->session, "email", "  ", NULL);
  assert_fine (f, "email");
  g_object_set (f->session, "contact", STIPPLE_CONTACT_EMAIL, NULL);
  assert_fault (f, "email", STIPPLE_ERROR_INCOMPLETE);
  g_object_set (f->session, "email", "sam@mail.example", NULL);
  assert_fine (f, "email");
}

static void
test_check_notes (SessionFixture *f, gconstpointer unused)
{
  static const char *const notes[] = { "medication", "scars", "wishes-note" };
  g_autofree char *just = g_strnfill (STIPPLE_NOTE_MAX, 'x');
  g_autofree char *over = g_strnfill (STIPPLE_NOTE_MAX + 1, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_object_set (f->session, notes[i], just, NULL);
      assert_fine (f, notes[i]);
      g_object_set (f->session, notes[i], over, NULL);
      assert_fault (f, notes[i], STIPPLE_ERROR_INVALID);
    }
}

static void
test_check_birth_date (SessionFixture *f, gconstpointer unused)
{
  static const struct
  {
    int year, month, day;
    gboolean fine;
  } cases[] = {
    { 2000, 2, 29, TRUE },  { 2026, 12, 5, TRUE },   { 1900, 1, 1, TRUE },
    { 2026, 12, 6, FALSE }, { 1899, 12, 31, FALSE }, { 2001, 2, 29, FALSE },
    { 1980, 13, 1, FALSE }, { 1980, 4, 31, FALSE },  { G_MAXINT, G_MAXINT, G_MAXINT, FALSE },
    { 1980, 0, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date;

      g_object_set (f->session, "birth-year", cases[i].year, "birth-month", cases[i].month,
                    "birth-day", cases[i].day, NULL);
      g_assert_cmpint (stipple_session_check_field (f->session, "birth-date", NULL), ==,
                       cases[i].fine);
      g_assert_cmpint (stipple_session_get_birth_date (f->session, &date), ==, cases[i].fine);
      if (cases[i].fine)
        g_assert_cmpint (g_date_get_day (&date), ==, cases[i].day);
    }
}

static void
test_check_signature (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (StippleStrokes) dot = stipple_strokes_new (3000);

  stipple_strokes_begin (dot, 500, 500);
  stipple_session_set_signature (f->session, dot);
  assert_fault (f, "signature", STIPPLE_ERROR_INCOMPLETE);
}

/* --- Consent --- */

static void
test_consent_time (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (StippleStrokes) drawn = fixture_signature_new ();

  g_assert_cmpint (stipple_session_get_consent_time (f->session), ==, 0);
  g_assert_null (stipple_session_get_consent_language (f->session));
  g_assert_null (stipple_session_get_consent_companion (f->session));
  stipple_clock_advance (f->clock, 1);
  g_object_set (f->session, "consent-given", TRUE, NULL);
  session_fixture_assert_heard (f, "consent-given ");
  g_assert_cmpint (stipple_session_get_consent_time (f->session), ==, FIXTURE_NOW + 1);
  g_assert_cmpstr (stipple_session_get_consent_language (f->session), ==, "en");

  stipple_session_set_language (f->session, "fr-CA");
  g_assert_cmpstr (stipple_session_get_consent_language (f->session), ==, "en");
  stipple_clock_advance (f->clock, 1);
  stipple_session_set_signature (f->session, drawn);
  g_assert_cmpint (stipple_session_get_consent_time (f->session), ==, FIXTURE_NOW + 2);
  stipple_clock_advance (f->clock, 1);
  g_object_set (f->session, "consent-given", FALSE, "signature", NULL, NULL);
  g_assert_cmpint (stipple_session_get_consent_time (f->session), ==, FIXTURE_NOW + 2);
  g_assert_cmpstr (stipple_session_get_consent_language (f->session), ==, "fr-CA");
}

/* --- Touched --- */

static void
test_touched (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (StippleStrokes) drawn = fixture_signature_new ();
  static const char *const texts[] = { "first-name", "last-name", "mobile",     "email",
                                       "medication", "scars",     "wishes-note" };
  static const char *const numbers[] = { "birth-year", "birth-month", "birth-day", "contact",
                                         "numbing" };

  g_assert_false (stipple_session_is_touched (f->session));
  stipple_session_set_language (f->session, "fr-CA");
  g_assert_false (stipple_session_is_touched (f->session));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_object_set (f->session, texts[i], "x", NULL);
      g_assert_true (stipple_session_is_touched (f->session));
      g_object_set (f->session, texts[i], "", NULL);
      g_assert_false (stipple_session_is_touched (f->session));
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_object_set (f->session, numbers[i], 1, NULL);
      g_assert_true (stipple_session_is_touched (f->session));
      g_object_set (f->session, numbers[i], 0, NULL);
      g_assert_false (stipple_session_is_touched (f->session));
    }
  stipple_session_set_reply (f->session, "diabetes", STIPPLE_ANSWER_NO);
  g_assert_true (stipple_session_is_touched (f->session));
  stipple_session_set_reply (f->session, "diabetes", STIPPLE_ANSWER_NONE);
  stipple_session_set_area (f->session, "crown", TRUE);
  g_assert_true (stipple_session_is_touched (f->session));
  stipple_session_set_area (f->session, "crown", FALSE);
  g_object_set (f->session, "consent-given", TRUE, NULL);
  g_assert_true (stipple_session_is_touched (f->session));
  g_object_set (f->session, "consent-given", FALSE, NULL);
  stipple_session_set_signature (f->session, drawn);
  g_assert_true (stipple_session_is_touched (f->session));
  stipple_session_set_signature (f->session, NULL);
  g_assert_false (stipple_session_is_touched (f->session));
}

/* Everything that could be a secret goes with the session, however much is in it. */
static void
test_dispose (SessionFixture *f, gconstpointer unused)
{
  g_autoptr (StippleSession) other = fixture_session_new (f->pack, f->clock);
  g_autoptr (StippleEligibility) result =
      stipple_eligibility_ref (stipple_session_get_result (other));

  stipple_session_set_area (other, "crown", TRUE);
  g_object_set (other, "email", "sam@mail.example", "medication", "x", "scars", "x", NULL);
  g_object_run_dispose (G_OBJECT (other));
  g_assert_true (g_atomic_ref_count_compare (&result->ref_count, 1));
  g_assert_null (stipple_session_get_first_name (other));
  g_assert_null (stipple_session_get_medication (other));
  g_assert_null (stipple_session_get_replies (other));
  g_assert_null (stipple_session_get_signature (other));
  g_assert_null (stipple_session_get_pack (other));
  g_assert_cmpint (stipple_session_get_numbing (other), ==, STIPPLE_NUMBING_NONE);
  g_assert_finalize_object (g_steal_pointer (&other));
}

#define ADD(path, function) session_fixture_add ("/session/" path, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new", test_new);
  ADD ("started-stays", test_started_stays);
  ADD ("property/texts", test_texts);
  ADD ("property/numbers", test_numbers);
  ADD ("property/areas", test_areas);
  ADD ("property/signature", test_signature);
  ADD ("property/signed-by-tick", test_signed_by_tick);
  ADD ("signed-on-paper", test_signed_on_paper);
  ADD ("reply/notifies", test_reply_notifies);
  ADD ("reply/property", test_replies_property);
  ADD ("result/evaluate", test_evaluate);
  ADD ("result/evaluate-today", test_evaluate_today);
  ADD ("result/dropped", test_result_dropped);
  ADD ("result/dropped-by-follow-up", test_result_dropped_by_follow_up);
  ADD ("result/kept", test_result_kept);
  ADD ("check/in-order", test_check_in_order);
  ADD ("check/empty", test_check_empty);
  ADD ("check/replies", test_check_replies);
  ADD ("check/email", test_check_email);
  ADD ("check/notes", test_check_notes);
  ADD ("check/birth-date", test_check_birth_date);
  ADD ("check/signature", test_check_signature);
  ADD ("consent-time", test_consent_time);
  ADD ("touched", test_touched);
  ADD ("dispose", test_dispose);

  return g_test_run ();
}
