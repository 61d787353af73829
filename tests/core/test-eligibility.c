// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility.h"

#include "core/error.h"
#include "fixture.h"

static void
assert_date (const GDate *value, const char *iso)
{
  g_autofree char *found = g_date_valid (value) ? stipple_date_format_iso (value) : NULL;

  g_assert_cmpstr (found, ==, iso);
}

typedef struct
{
  StipplePack *pack;
  StippleReplies *replies;
  GDate today;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->replies = stipple_replies_new ();
  f->today = fixture_date ("2026-12-05");
  for (guint i = 0; i < f->pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (f->pack->contraindications, i);

      stipple_replies_set (f->replies, rule->id, STIPPLE_ANSWER_NO);
    }
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  stipple_replies_free (f->replies);
  stipple_pack_unref (f->pack);
}

static StippleEligibility *
evaluate (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  StippleEligibility *result =
      stipple_eligibility_evaluate (f->pack, f->replies, &f->today, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static void
assert_fails (Fixture *f, StippleError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_eligibility_evaluate (f->pack, f->replies, &f->today, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
}

static void
say_yes_until (Fixture *f, const char *id, const char *iso)
{
  GDate until = fixture_date (iso);

  stipple_replies_set (f->replies, id, STIPPLE_ANSWER_YES);
  stipple_replies_set_follow_up (f->replies, id, FALSE, &until);
}

static void
say_yes_ongoing (Fixture *f, const char *id)
{
  stipple_replies_set (f->replies, id, STIPPLE_ANSWER_YES);
  stipple_replies_set_follow_up (f->replies, id, TRUE, NULL);
}

static void
assert_earliest (Fixture *f, const char *iso)
{
  g_autoptr (StippleEligibility) result = evaluate (f);

  g_assert_cmpint (result->outcome, ==, STIPPLE_OUTCOME_WAIT);
  assert_date (&result->earliest, iso);
}

/* --- Dates --- */

static void
test_date_future (Fixture *f, gconstpointer unused)
{
  say_yes_until (f, "antibiotics", "2026-12-12");
  assert_earliest (f, "2026-12-12");
}

static void
test_date_waiting_days (Fixture *f, gconstpointer unused)
{
  fixture_pack_get_rule (f->pack, "antibiotics")->waiting_days = 14;
  say_yes_until (f, "antibiotics", "2026-12-25");
  assert_earliest (f, "2027-01-08");
}

static void
test_date_leap_day (Fixture *f, gconstpointer unused)
{
  fixture_pack_get_rule (f->pack, "antibiotics")->waiting_days = 1;
  say_yes_until (f, "antibiotics", "2028-02-28");
  assert_earliest (f, "2028-02-29");
  say_yes_until (f, "antibiotics", "2028-02-29");
  assert_earliest (f, "2028-03-01");
  say_yes_until (f, "antibiotics", "2027-02-28");
  assert_earliest (f, "2027-03-01");
}

static void
test_date_today (Fixture *f, gconstpointer unused)
{
  say_yes_until (f, "antibiotics", "2026-12-05");
  assert_earliest (f, "2026-12-06");
}

static void
test_date_tomorrow (Fixture *f, gconstpointer unused)
{
  say_yes_until (f, "antibiotics", "2026-12-06");
  assert_earliest (f, "2026-12-06");
}

static void
test_date_past (Fixture *f, gconstpointer unused)
{
  say_yes_until (f, "antibiotics", "1999-01-01");
  assert_earliest (f, "2026-12-06");
}

static void
test_date_past_still_waiting (Fixture *f, gconstpointer unused)
{
  fixture_pack_get_rule (f->pack, "antibiotics")->waiting_days = 30;
  say_yes_until (f, "antibiotics", "2026-11-20");
  assert_earliest (f, "2026-12-20");
}

static void
test_date_far_future (Fixture *f, gconstpointer unused)
{
  fixture_pack_get_rule (f->pack, "antibiotics")->waiting_days = 10;
  say_yes_until (f, "antibiotics", "9999-12-31");
  assert_earliest (f, "9999-12-31");
  fixture_pack_get_rule (f->pack, "antibiotics")->waiting_days = G_MAXINT;
  assert_earliest (f, "9999-12-31");
}

static void
test_date_negative_waiting_days (Fixture *f, gconstpointer unused)
{
  fixture_pack_get_rule (f->pack, "antibiotics")->waiting_days = G_MININT;
  say_yes_until (f, "antibiotics", "2026-12-12");
  assert_earliest (f, "2026-12-12");
}

static void
test_date_last_day_of_all (Fixture *f, gconstpointer unused)
{
  f->today = fixture_date ("9999-12-31");
  say_yes_until (f, "antibiotics", "9999-12-31");
  assert_earliest (f, "9999-12-31");
}

static void
test_date_latest (Fixture *f, gconstpointer unused)
{
  fixture_pack_get_rule (f->pack, "antibiotics")->waiting_days = 30;
  say_yes_until (f, "antibiotics", "2026-12-12");
  say_yes_until (f, "chemotherapy", "2026-12-31");
  say_yes_until (f, "blood-thinners", "2026-12-24");
  assert_earliest (f, "2027-01-11");
}

static void
test_date_one_ongoing (Fixture *f, gconstpointer unused)
{
  say_yes_until (f, "antibiotics", "2026-12-12");
  say_yes_ongoing (f, "chemotherapy");
  assert_earliest (f, NULL);
}

static void
test_date_not_asked (Fixture *f, gconstpointer unused)
{
  say_yes_until (f, "under-the-influence", "2026-12-12");
  assert_earliest (f, NULL);
}

static void
test_date_beside_not_sure (Fixture *f, gconstpointer unused)
{
  say_yes_until (f, "antibiotics", "2026-12-12");
  stipple_replies_set (f->replies, "diabetes", STIPPLE_ANSWER_UNSURE);
  assert_earliest (f, "2026-12-12");
}

static void
test_date_none_when_unsuitable (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleEligibility) result = NULL;

  say_yes_until (f, "antibiotics", "2026-12-12");
  stipple_replies_set (f->replies, "epilepsy", STIPPLE_ANSWER_YES);
  result = evaluate (f);
  g_assert_cmpint (result->outcome, ==, STIPPLE_OUTCOME_UNSUITABLE);
  assert_date (&result->earliest, NULL);
}

/* --- Reasons --- */

static void
test_reason_detail (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleEligibility) result = NULL;
  const StippleReason *reason;

  fixture_pack_get_rule (f->pack, "antibiotics")->waiting_days = 7;
  say_yes_until (f, "antibiotics", "2026-12-12");
  result = evaluate (f);
  reason = g_ptr_array_index (result->reasons, 0);
  g_assert_cmpstr (reason->id, ==, "antibiotics");
  g_assert_cmpint (reason->waiting_days, ==, 7);
  g_assert_false (reason->ongoing);
  assert_date (&reason->until, "2026-12-12");
  assert_date (&reason->earliest, "2026-12-19");
}

static void
test_reason_ongoing (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleEligibility) result = NULL;
  const StippleReason *reason;

  say_yes_ongoing (f, "antibiotics");
  result = evaluate (f);
  reason = g_ptr_array_index (result->reasons, 0);
  g_assert_true (reason->ongoing);
  assert_date (&reason->until, NULL);
  assert_date (&reason->earliest, NULL);
}

static void
test_reason_order (Fixture *f, gconstpointer unused)
{
  static const char *const expected[] = { "diabetes",     "liver-disease", "infectious-disease",
                                          "chemotherapy", "blood-clots",   "under-the-influence" };
  g_autoptr (StippleEligibility) result = NULL;

  say_yes_ongoing (f, "chemotherapy");
  stipple_replies_set (f->replies, "under-the-influence", STIPPLE_ANSWER_UNSURE);
  stipple_replies_set (f->replies, "liver-disease", STIPPLE_ANSWER_YES);
  stipple_replies_set (f->replies, "blood-clots", STIPPLE_ANSWER_UNSURE);
  say_yes_ongoing (f, "infectious-disease");
  stipple_replies_set (f->replies, "diabetes", STIPPLE_ANSWER_YES);
  result = evaluate (f);
  g_assert_cmpuint (result->reasons->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (((const StippleReason *) g_ptr_array_index (result->reasons, i))->id, ==,
                     expected[i]);
}

/* --- Faults --- */

static void
test_follow_up_missing (Fixture *f, gconstpointer unused)
{
  stipple_replies_set (f->replies, "antibiotics", STIPPLE_ANSWER_YES);
  assert_fails (f, STIPPLE_ERROR_INCOMPLETE);
}

/* A result that is certain all the same is not given early: everything is asked first. */
static void
test_unanswered_beside_unsuitable (Fixture *f, gconstpointer unused)
{
  stipple_replies_set (f->replies, "epilepsy", STIPPLE_ANSWER_YES);
  stipple_replies_set (f->replies, "diabetes", STIPPLE_ANSWER_NONE);
  assert_fails (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_unknown_id (Fixture *f, gconstpointer unused)
{
  stipple_replies_set (f->replies, "hiccups", STIPPLE_ANSWER_NO);
  assert_fails (f, STIPPLE_ERROR_INVALID);
  stipple_replies_set (f->replies, "diabetes", STIPPLE_ANSWER_NONE);
  assert_fails (f, STIPPLE_ERROR_INVALID);
}

static void
test_result_equal (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleEligibility) first = NULL;
  g_autoptr (StippleEligibility) same = NULL;
  g_autoptr (StippleEligibility) another_day = NULL;
  g_autoptr (StippleEligibility) other_rules = NULL;

  say_yes_until (f, "antibiotics", "2026-12-12");
  say_yes_ongoing (f, "chemotherapy");
  first = evaluate (f);
  same = evaluate (f);
  g_assert_true (stipple_eligibility_equal (first, same));
  say_yes_until (f, "antibiotics", "2026-12-13");
  another_day = evaluate (f);
  g_assert_false (stipple_eligibility_equal (first, another_day));
  say_yes_until (f, "antibiotics", "2026-12-12");
  f->pack->rules_version++;
  other_rules = evaluate (f);
  g_assert_false (stipple_eligibility_equal (first, other_rules));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/eligibility/" path, Fixture, NULL, set_up, function, tear_down)

static void
add_date_tests (void)
{
  ADD ("date/future", test_date_future);
  ADD ("date/waiting-days", test_date_waiting_days);
  ADD ("date/leap-day", test_date_leap_day);
  ADD ("date/today", test_date_today);
  ADD ("date/tomorrow", test_date_tomorrow);
  ADD ("date/past", test_date_past);
  ADD ("date/past-still-waiting", test_date_past_still_waiting);
  ADD ("date/far-future", test_date_far_future);
  ADD ("date/negative-waiting-days", test_date_negative_waiting_days);
  ADD ("date/last-day-of-all", test_date_last_day_of_all);
  ADD ("date/latest", test_date_latest);
  ADD ("date/one-ongoing", test_date_one_ongoing);
  ADD ("date/not-asked", test_date_not_asked);
  ADD ("date/beside-not-sure", test_date_beside_not_sure);
  ADD ("date/none-when-unsuitable", test_date_none_when_unsuitable);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_date_tests ();
  ADD ("reason/detail", test_reason_detail);
  ADD ("reason/ongoing", test_reason_ongoing);
  ADD ("reason/order", test_reason_order);
  ADD ("fault/follow-up-missing", test_follow_up_missing);
  ADD ("fault/unanswered-beside-unsuitable", test_unanswered_beside_unsuitable);
  ADD ("fault/unknown-id", test_unknown_id);
  ADD ("equal", test_result_equal);

  return g_test_run ();
}
