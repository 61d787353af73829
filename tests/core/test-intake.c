// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake.h"

#include "core/error.h"
#include "fixture.h"

#define CODE "7K4Q2M"

typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleSession *session;
  StippleIds *ids;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->clock = fixture_clock_new ();
  f->session = fixture_session_new (f->pack, f->clock);
  f->ids = stipple_ids_new_seeded (1);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_assert_finalize_object (f->session);
  stipple_ids_unref (f->ids);
  stipple_clock_unref (f->clock);
  stipple_pack_unref (f->pack);
}

static StippleIntake *
make (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  StippleIntake *intake = stipple_intake_new_from_session (f->session, f->ids, CODE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (intake);
  return intake;
}

static void
assert_refused (Fixture *f, StippleError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_intake_new_from_session (f->session, f->ids, CODE, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
}

static void
assert_day (const GDate *date, const char *iso)
{
  g_autofree char *found = stipple_date_format_iso (date);

  g_assert_cmpstr (found, ==, iso);
}

static void
test_complete (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = make (f);

  g_assert_true (stipple_uuid_is_valid (intake->id));
  g_assert_true (stipple_uuid_is_valid (intake->patient_id));
  g_assert_cmpstr (intake->id, !=, intake->patient_id);
  g_assert_cmpstr (intake->code, ==, CODE);
  g_assert_cmpstr (intake->time_zone, ==, FIXTURE_ZONE);
  g_assert_cmpstr (intake->language, ==, "en");
  g_assert_cmpint (intake->pack_version, ==, 7);
  g_assert_cmpstr (intake->pack_canonical, ==, f->pack->canonical);
  g_assert_cmpstr (intake->first_name, ==, "Sam");
  g_assert_cmpstr (intake->last_name, ==, "Sample");
  assert_day (&intake->birth_date, "1980-02-29");
  g_assert_cmpstr (intake->mobile, ==, "416 555 0142");
  g_assert_cmpint (intake->contact, ==, STIPPLE_CONTACT_TEXT);
  g_assert_cmpint (intake->numbing, ==, STIPPLE_NUMBING_NO);
  g_assert_cmpint (intake->result->outcome, ==, STIPPLE_OUTCOME_PROCEED);
  g_assert_cmpint (intake->consent_version, ==, 2);
  g_assert_true (
      stipple_strokes_equal (intake->signature, stipple_session_get_signature (f->session)));
}

/* A session as somebody leaves it who goes on at the desk. */
static void
leave_unfinished (Fixture *f)
{
  g_object_unref (f->session);
  f->session = stipple_session_new (f->pack, f->clock, "fr-CA");
  stipple_session_set_reply (f->session, "diabetes", STIPPLE_ANSWER_UNSURE);
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_area (f->session, "crown", TRUE);
  g_object_set (f->session, "first-name", " Sam ", "mobile", "555", "email", "sam@mail.example",
                "contact", STIPPLE_CONTACT_TEXT, "birth-year", 1980, "consent-given", TRUE, NULL);
  stipple_session_set_at_desk (f->session, TRUE);
}

static void
test_in_progress (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = NULL;
  g_autofree char *name = NULL;

  leave_unfinished (f);
  intake = make (f);
  name = stipple_intake_get_name (intake);
  g_assert_true (intake->in_progress);
  g_assert_true (stipple_uuid_is_valid (intake->id));
  g_assert_cmpstr (intake->code, ==, CODE);
  g_assert_cmpstr (intake->language, ==, "fr-CA");
  g_assert_cmpint (intake->finished, >, 0);
  g_assert_cmpstr (name, ==, "Sam");
  g_assert_cmpstr (intake->email, ==, "sam@mail.example");
  g_assert_cmpstr (intake->areas[0], ==, "crown");
  g_assert_cmpuint (stipple_replies_get_n (intake->replies), ==, 2);
  g_assert_cmpint (stipple_replies_get (intake->replies, "antibiotics")->answer, ==,
                   STIPPLE_ANSWER_YES);
}

/* What does not pass is left out, and nothing is concluded from half of the answers. */
static void
test_in_progress_lacks (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = NULL;

  leave_unfinished (f);
  intake = make (f);
  g_assert_null (intake->last_name);
  g_assert_null (intake->mobile);
  g_assert_cmpint (intake->contact, ==, STIPPLE_CONTACT_NONE);
  g_assert_false (g_date_valid (&intake->birth_date));
  g_assert_cmpint (intake->numbing, ==, STIPPLE_NUMBING_NONE);
  g_assert_cmpuint (stipple_understanding_get_n (intake->understanding), ==, 0);
  g_assert_null (intake->result);
  g_assert_cmpint (intake->consent_version, ==, 0);
  g_assert_null (intake->signature);
}

/* Even of a complete session: who goes to the desk has not finished. */
static void
test_in_progress_complete (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = NULL;

  stipple_session_set_at_desk (f->session, TRUE);
  intake = make (f);
  g_assert_true (intake->in_progress);
  g_assert_cmpstr (intake->last_name, ==, "Sample");
  g_assert_null (intake->result);
  g_assert_null (intake->signature);
}

/* Saving failed, and the visitor goes on here after all. */
static void
test_not_at_desk_after_all (Fixture *f, gconstpointer unused)
{
  leave_unfinished (f);
  stipple_session_set_at_desk (f->session, FALSE);
  assert_refused (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_empty_is_null (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = NULL;

  g_object_set (f->session, "scars", "  ", "wishes-note", "\n", "email", " ", NULL);
  intake = make (f);
  g_assert_null (intake->email);
  g_assert_null (intake->scars);
  g_assert_null (intake->wishes_note);
  g_assert_null (intake->medication);
  g_assert_nonnull (intake->areas);
  g_assert_null (intake->areas[0]);
}

static void
test_optional (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = fixture_intake_new (f->pack, f->clock, 5);

  g_assert_cmpstr (intake->email, ==, "sam.sample@mail.example");
  g_assert_cmpstr (intake->medication, ==, "A sample of an antibiotic");
  g_assert_cmpstr (intake->scars, ==, "A sample scar");
  g_assert_cmpstr (intake->wishes_note, ==, "A sample wish");
  g_assert_cmpuint (g_strv_length (intake->areas), ==, 2);
  g_assert_cmpint (intake->result->outcome, ==, STIPPLE_OUTCOME_WAIT);
  assert_day (&intake->result->earliest, "2026-12-12");
}

static void
test_normalised (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = NULL;

  g_object_set (f->session, "first-name", "  Zoe\xcc\x88 ", "last-name",
                "O\xe2\x80\x99"
                "Sample\n",
                "mobile", " (416) 555-0142 ", "email", " sam@mail.example ", "medication",
                "  something\x01  ", NULL);
  intake = make (f);
  g_assert_cmpstr (intake->first_name, ==, "Zo\xc3\xab");
  g_assert_cmpstr (intake->last_name, ==,
                   "O\xe2\x80\x99"
                   "Sample");
  g_assert_cmpstr (intake->mobile, ==, "(416) 555-0142");
  g_assert_cmpstr (intake->email, ==, "sam@mail.example");
  g_assert_cmpstr (intake->medication, ==, "something");
}

static void
test_missing_text (Fixture *f, gconstpointer name)
{
  g_object_set (f->session, name, " ", NULL);
  assert_refused (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_missing_number (Fixture *f, gconstpointer name)
{
  g_object_set (f->session, name, 0, NULL);
  assert_refused (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_missing_email (Fixture *f, gconstpointer unused)
{
  g_object_set (f->session, "contact", STIPPLE_CONTACT_EMAIL, NULL);
  assert_refused (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_missing_consent (Fixture *f, gconstpointer unused)
{
  g_object_set (f->session, "consent-given", FALSE, NULL);
  assert_refused (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_missing_signature (Fixture *f, gconstpointer unused)
{
  stipple_session_set_signature (f->session, NULL);
  assert_refused (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_missing_reply (Fixture *f, gconstpointer unused)
{
  stipple_session_set_reply (f->session, "albinism", STIPPLE_ANSWER_NONE);
  assert_refused (f, STIPPLE_ERROR_INCOMPLETE);
}

/* Nobody finishes on a result that was not shown. */
static void
test_missing_result (Fixture *f, gconstpointer unused)
{
  stipple_session_set_reply (f->session, "albinism", STIPPLE_ANSWER_UNSURE);
  assert_refused (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_invalid_text (Fixture *f, gconstpointer name)
{
  g_autofree char *text = g_strnfill (STIPPLE_NOTE_MAX + 1, 'x');

  g_object_set (f->session, name, text, NULL);
  assert_refused (f, STIPPLE_ERROR_INVALID);
}

static void
test_code (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) spoken = NULL;
  g_autoptr (StippleIntake) wrong = NULL;
  g_autoptr (GError) error = NULL;

  spoken = stipple_intake_new_from_session (f->session, f->ids, "7k4-q2m", NULL);
  g_assert_cmpstr (spoken->code, ==, CODE);
  wrong = stipple_intake_new_from_session (f->session, f->ids, "7K4", &error);
  g_assert_null (wrong);
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_each_its_own (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) first = make (f);
  g_autoptr (StippleIntake) second = make (f);

  g_assert_cmpstr (first->id, !=, second->id);
  g_assert_cmpstr (first->patient_id, !=, second->patient_id);
}

static void
test_times (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = NULL;

  stipple_clock_advance (f->clock, 5 * G_TIME_SPAN_MINUTE);
  stipple_session_set_language (f->session, "fr-CA");
  g_object_set (f->session, "consent-given", FALSE, NULL);
  g_object_set (f->session, "consent-given", TRUE, NULL);
  stipple_clock_advance (f->clock, G_TIME_SPAN_SECOND);
  stipple_session_set_language (f->session, "en");
  intake = make (f);
  g_assert_cmpint (intake->started, ==, FIXTURE_NOW);
  g_assert_cmpint (intake->consent_time, ==, FIXTURE_NOW + 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (intake->finished, ==, intake->consent_time + G_TIME_SPAN_SECOND);
  g_assert_cmpstr (intake->consent_language, ==, "fr-CA");
  g_assert_cmpstr (intake->language, ==, "en");
}

/* What stood beneath the text when it was signed, whatever stands there later. */
static void
test_consent_companion (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) alone = make (f);
  g_autoptr (StippleIntake) together = NULL;

  g_assert_null (alone->consent_companion);
  stipple_session_set_companion (f->session, "fr-CA");
  g_object_set (f->session, "consent-given", FALSE, NULL);
  g_object_set (f->session, "consent-given", TRUE, NULL);
  stipple_session_set_companion (f->session, NULL);
  together = make (f);
  g_assert_cmpstr (together->consent_language, ==, "en");
  g_assert_cmpstr (together->consent_companion, ==, "fr-CA");
}

static void
test_immutable (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = NULL;
  g_autoptr (StippleStrokes) other = stipple_strokes_new (100);

  stipple_session_set_area (f->session, "crown", TRUE);
  intake = make (f);
  stipple_session_set_reply (f->session, "albinism", STIPPLE_ANSWER_YES);
  stipple_session_set_area (f->session, "crown", FALSE);
  stipple_session_set_signature (f->session, other);
  g_object_set (f->session, "first-name", "Other", NULL);
  g_assert_cmpint (stipple_replies_get (intake->replies, "albinism")->answer, ==,
                   STIPPLE_ANSWER_NO);
  g_assert_cmpint (intake->result->outcome, ==, STIPPLE_OUTCOME_PROCEED);
  g_assert_cmpstr (intake->areas[0], ==, "crown");
  g_assert_true (stipple_strokes_is_meant (intake->signature));
  g_assert_cmpstr (intake->first_name, ==, "Sam");
}

static void
test_replies_in_pack_order (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = NULL;

  stipple_session_set_reply (f->session, "blood-clots", STIPPLE_ANSWER_NONE);
  stipple_session_set_reply (f->session, "blood-clots", STIPPLE_ANSWER_UNSURE);
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_follow_up (f->session, "antibiotics", TRUE, NULL);
  g_assert_true (stipple_session_evaluate (f->session, NULL));
  intake = make (f);
  g_assert_true (stipple_replies_equal (intake->replies, stipple_session_get_replies (f->session)));
  for (guint i = 0; i < FIXTURE_N_CONTRAINDICATIONS; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (f->pack->contraindications, i);

      g_assert_cmpstr (stipple_replies_get_nth (intake->replies, i)->id, ==, rule->id);
    }
}

/* Finished after midnight: the result is that of the new day, as the hub computes it. */
static void
test_across_midnight (Fixture *f, gconstpointer unused)
{
  const GDate until = fixture_date ("2026-12-05");
  g_autoptr (StippleIntake) intake = NULL;
  GDate day;

  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_follow_up (f->session, "antibiotics", FALSE, &until);
  g_assert_true (stipple_session_evaluate (f->session, NULL));
  assert_day (&stipple_session_get_result (f->session)->earliest, "2026-12-06");
  stipple_clock_advance (f->clock, 15 * G_TIME_SPAN_HOUR);
  intake = make (f);
  stipple_intake_get_day (intake, &day);
  assert_day (&day, "2026-12-06");
  assert_day (&intake->result->earliest, "2026-12-07");
}

static void
test_day_in_zone (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = stipple_intake_new ();
  GDate day;

  intake->time_zone = g_strdup (FIXTURE_ZONE);
  g_assert_true (stipple_clock_parse_utc ("2026-12-06T04:59:59.999Z", &intake->finished, NULL));
  stipple_intake_get_day (intake, &day);
  assert_day (&day, "2026-12-05");
  g_assert_true (stipple_clock_parse_utc ("2026-12-06T05:00:00.000Z", &intake->finished, NULL));
  stipple_intake_get_day (intake, &day);
  assert_day (&day, "2026-12-06");
}

static void
test_day_in_unknown_zone (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIntake) intake = stipple_intake_new ();
  GDate day;

  intake->time_zone = g_strdup ("Nowhere/Sample");
  g_assert_true (stipple_clock_parse_utc ("2026-12-06T04:59:59.000Z", &intake->finished, NULL));
  stipple_intake_get_day (intake, &day);
  assert_day (&day, "2026-12-06");
}

static void
test_reference (Fixture *f, gconstpointer unused)
{
  StippleIntake *intake = make (f);
  g_autoptr (StippleIntake) other = stipple_intake_ref (intake);

  stipple_intake_unref (intake);
  g_assert_cmpstr (other->first_name, ==, "Sam");
}

#define ADD_WITH(path, data, function)                                                             \
  g_test_add ("/intake/" path, Fixture, data, set_up, function, tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)

static void
add_refusals (void)
{
  ADD_WITH ("missing/first-name", "first-name", test_missing_text);
  ADD_WITH ("missing/last-name", "last-name", test_missing_text);
  ADD_WITH ("missing/mobile", "mobile", test_missing_text);
  ADD_WITH ("missing/birth-year", "birth-year", test_missing_number);
  ADD_WITH ("missing/birth-month", "birth-month", test_missing_number);
  ADD_WITH ("missing/birth-day", "birth-day", test_missing_number);
  ADD_WITH ("missing/contact", "contact", test_missing_number);
  ADD_WITH ("missing/numbing", "numbing", test_missing_number);
  ADD ("missing/email", test_missing_email);
  ADD ("missing/consent", test_missing_consent);
  ADD ("missing/signature", test_missing_signature);
  ADD ("missing/reply", test_missing_reply);
  ADD ("missing/result", test_missing_result);
  ADD_WITH ("invalid/first-name", "first-name", test_invalid_text);
  ADD_WITH ("invalid/last-name", "last-name", test_invalid_text);
  ADD_WITH ("invalid/mobile", "mobile", test_invalid_text);
  ADD_WITH ("invalid/email", "email", test_invalid_text);
  ADD_WITH ("invalid/medication", "medication", test_invalid_text);
  ADD_WITH ("invalid/scars", "scars", test_invalid_text);
  ADD_WITH ("invalid/wishes-note", "wishes-note", test_invalid_text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("complete", test_complete);
  ADD ("in-progress", test_in_progress);
  ADD ("in-progress/lacks", test_in_progress_lacks);
  ADD ("in-progress/complete", test_in_progress_complete);
  ADD ("in-progress/not-after-all", test_not_at_desk_after_all);
  ADD ("empty-is-null", test_empty_is_null);
  ADD ("optional", test_optional);
  ADD ("normalised", test_normalised);
  add_refusals ();
  ADD ("code", test_code);
  ADD ("each-its-own", test_each_its_own);
  ADD ("times", test_times);
  ADD ("consent-companion", test_consent_companion);
  ADD ("immutable", test_immutable);
  ADD ("replies-in-pack-order", test_replies_in_pack_order);
  ADD ("across-midnight", test_across_midnight);
  ADD ("day/in-zone", test_day_in_zone);
  ADD ("day/in-unknown-zone", test_day_in_unknown_zone);
  ADD ("reference", test_reference);

  return g_test_run ();
}
