// SPDX-License-Identifier: GPL-3.0-or-later
#include "store-fixture.h"

#include <string.h>

/* What a kiosk says it recorded: it outlives the intake, and is told until the hub knows it. The clock stands at
 * Saturday, December 5, 2026, 09:42:07 in Toronto. */

#define TODAY "2026-12-05"
#define DAY G_TIME_SPAN_DAY

static void
keep (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static StippleTally *
next (StoreFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  stipple_store_next_tally_async (f->store, NULL, keep, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  StippleTally *tally = stipple_store_next_tally_finish (f->store, result, &error);
  g_assert_no_error (error);
  return tally;
}

static void
told (StoreFixture *f, const StippleTally *tally, gint64 known)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  stipple_store_tally_told_async (f->store, tally, known, NULL, keep, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  stipple_store_tally_told_finish (f->store, result, &error);
  g_assert_no_error (error);
}

/* Says what is next, and that the hub has it. */
static StippleTally *
tell (StoreFixture *f)
{
  StippleTally *tally = next (f);
  told (f, tally, tally->sequence);
  return tally;
}

static void
assert_only (StoreFixture *f, const StippleIntake *intake, StippleTallyState state)
{
  g_autoptr (StippleTally) tally = next (f);
  g_assert_cmpuint (tally->claims->len, ==, 1);
  const StippleClaim *claim = g_ptr_array_index (tally->claims, 0);
  g_assert_cmpstr (claim->id, ==, intake->id);
  g_assert_cmpstr (claim->code, ==, intake->code);
  g_assert_cmpint (claim->state, ==, state);
  g_assert_cmpuint (strlen (claim->receipt), ==, 64);
}

static void
deliver (StoreFixture *f, const StippleIntake *intake)
{
  const char *const ids[] = { intake->id, NULL };
  g_assert_true (store_fixture_deliver (f, ids, NULL));
}

static void
quarantine (StoreFixture *f, const StippleIntake *intake)
{
  g_assert_true (store_fixture_quarantine (f, intake->id, "A sample fault", NULL));
}

/* --- What becomes of one */

static void
test_states (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  assert_only (f, intake, STIPPLE_TALLY_WAITING);
  deliver (f, intake);
  assert_only (f, intake, STIPPLE_TALLY_DELIVERED);
  stipple_clock_advance (f->clock, DAY);
  g_assert_cmpint (store_fixture_purge (f, STIPPLE_PURGE_AGE_US), ==, 1);
  assert_only (f, intake, STIPPLE_TALLY_PURGED);
  store_fixture_reopen (f);
  assert_only (f, intake, STIPPLE_TALLY_PURGED);
}

static void
test_quarantined (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  quarantine (f, intake);
  assert_only (f, intake, STIPPLE_TALLY_QUARANTINED);
}

static void
test_dismissed (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  quarantine (f, intake);
  g_assert_true (
      store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_DISMISSED, NULL, NULL));
  assert_only (f, intake, STIPPLE_TALLY_DISMISSED);
  stipple_clock_advance (f->clock, DAY);
  store_fixture_purge (f, STIPPLE_PURGE_AGE_US);
  assert_only (f, intake, STIPPLE_TALLY_DISMISSED);
}

/* What staff made of it at the hub has another receipt. */
static void
test_replaced (StoreFixture *f, gconstpointer data)
{
  g_autofree char *receipt = g_strnfill (64, 'b');
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  quarantine (f, intake);
  g_assert_true (
      store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_DELIVERED, receipt, NULL));
  g_autoptr (StippleTally) tally = next (f);
  const StippleClaim *claim = g_ptr_array_index (tally->claims, 0);
  g_assert_cmpstr (claim->receipt, ==, receipt);
  g_assert_cmpstr (claim->code, ==, intake->code);
}

static void
test_of_a_person_nothing (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  store_fixture_close (f);
  g_autoptr (GBytes) file = store_fixture_read (f->db_path);
  gsize length;
  const void *bytes = g_bytes_get_data (file, &length);
  g_assert_nonnull (memmem (bytes, length, intake->id, strlen (intake->id)));
  g_assert_null (memmem (bytes, length, intake->code, strlen (intake->code)));
}

/* --- What is told */

static void
test_today_when_all_is_told (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleTally) empty = next (f);
  g_assert_cmpstr (empty->day, ==, TODAY);
  g_assert_cmpint (empty->sequence, ==, 0);
  g_assert_true (empty->complete);
  g_assert_false (empty->is_news);
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_autoptr (StippleTally) first = tell (f);
  g_autoptr (StippleTally) again = next (f);
  g_assert_true (first->is_news);
  g_assert_false (again->is_news);
  g_assert_cmpint (first->sequence, ==, 1);
  g_assert_cmpint (again->sequence, ==, 1);
  g_assert_cmpuint (again->claims->len, ==, 1);
}

static void
test_oldest_first (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) one = store_fixture_save_sample (f);
  stipple_clock_advance (f->clock, DAY);
  g_autoptr (StippleIntake) two = store_fixture_save_sample (f);
  g_autoptr (StippleTally) first = tell (f);
  g_autoptr (StippleTally) second = tell (f);
  g_assert_cmpstr (first->day, ==, TODAY);
  g_assert_false (first->complete);
  g_assert_cmpstr (second->day, ==, "2026-12-06");
  g_assert_true (second->complete);
}

/* What changed between the tally and the hub's answer is told next. */
static void
test_changed_meanwhile (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_autoptr (StippleTally) sent = next (f);
  deliver (f, intake);
  told (f, sent, sent->sequence);
  stipple_clock_advance (f->clock, DAY);
  g_autoptr (StippleTally) after = next (f);
  g_assert_cmpstr (after->day, ==, TODAY);
  g_assert_cmpint (after->sequence, >, sent->sequence);
}

/* This kiosk's data was put back: the hub knows a later word, and the next one outdoes it. */
static void
test_hub_knows_more (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_autoptr (StippleTally) sent = next (f);
  told (f, sent, 41);
  g_autoptr (StippleTally) after = next (f);
  g_assert_cmpstr (after->day, ==, TODAY);
  g_assert_cmpint (after->sequence, ==, 42);
}

static void
test_enrolled_anew (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleEnrolment) enrolment = store_fixture_enrolment_new (8);
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  stipple_tally_free (tell (f));
  stipple_clock_advance (f->clock, DAY);
  g_assert_true (store_fixture_enrol (f, enrolment, NULL));
  g_autoptr (StippleTally) tally = next (f);
  g_assert_cmpstr (tally->day, ==, TODAY);
}

/* --- How long it is kept */

static void
test_kept_for_sixty_days (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  deliver (f, intake);
  stipple_clock_advance (f->clock, 60 * DAY);
  store_fixture_purge (f, STIPPLE_PURGE_AGE_US);
  stipple_tally_free (tell (f));
  store_fixture_purge (f, STIPPLE_PURGE_AGE_US);
  store_fixture_close (f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT COUNT (*) FROM tally"), ==, 1);
  store_fixture_reopen (f);
  stipple_clock_advance (f->clock, DAY);
  store_fixture_purge (f, STIPPLE_PURGE_AGE_US);
  store_fixture_close (f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT COUNT (*) FROM tally"), ==, 0);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT COUNT (*) FROM tally_day"), ==, 0);
}

/* What waits is never dropped, nor is what the hub was not told. */
static void
test_kept_until_over (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) waits = store_fixture_save_sample (f);
  stipple_tally_free (tell (f));
  stipple_clock_advance (f->clock, DAY);
  g_autoptr (StippleIntake) untold = store_fixture_save_sample (f);
  deliver (f, untold);
  stipple_clock_advance (f->clock, 90 * DAY);
  store_fixture_purge (f, STIPPLE_PURGE_AGE_US);
  store_fixture_close (f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT COUNT (*) FROM tally"), ==, 2);
}

/* --- Which day it is */

typedef struct
{
  gint64 moment; /* s UTC */
  const char *day;
} Moment;

/* Midnight of the clinic, and the days of 23 and 25 hours. */
static const Moment moments[] = {
  { 1796533199, "2026-12-05" }, { 1796533200, "2026-12-06" }, { 1772945999, "2026-03-07" },
  { 1772946000, "2026-03-08" }, { 1773028799, "2026-03-08" }, { 1773028800, "2026-03-09" },
  { 1793505599, "2026-10-31" }, { 1793505600, "2026-11-01" }, { 1793595599, "2026-11-01" },
  { 1793595600, "2026-11-02" },
};

static void
test_day (StoreFixture *f, gconstpointer data)
{
  const Moment *moment = data;
  stipple_clock_advance (f->clock, moment->moment * G_USEC_PER_SEC - stipple_clock_now (f->clock));
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_autoptr (StippleTally) tally = next (f);
  g_assert_cmpstr (tally->day, ==, moment->day);
  g_assert_cmpuint (tally->claims->len, ==, 1);
}

/* --- A kiosk of before there were tallies */

static void
test_upgrade (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  deliver (f, intake);
  store_fixture_close (f);
  store_fixture_sql (f, STORE_FIXTURE_BEFORE_TALLY "PRAGMA user_version = 3");
  store_fixture_reopen (f);
  assert_only (f, intake, STIPPLE_TALLY_DELIVERED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/tally/" name, StoreFixture, NULL, store_fixture_set_up, function,            \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "America/Toronto", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("states", test_states);
  ADD ("quarantined", test_quarantined);
  ADD ("dismissed", test_dismissed);
  ADD ("replaced", test_replaced);
  ADD ("of-a-person-nothing", test_of_a_person_nothing);
  ADD ("today-when-all-is-told", test_today_when_all_is_told);
  ADD ("oldest-first", test_oldest_first);
  ADD ("changed-meanwhile", test_changed_meanwhile);
  ADD ("hub-knows-more", test_hub_knows_more);
  ADD ("enrolled-anew", test_enrolled_anew);
  ADD ("kept-for-sixty-days", test_kept_for_sixty_days);
  ADD ("kept-until-over", test_kept_until_over);
  ADD ("upgrade", test_upgrade);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/tally/day/%u", i);
      g_test_add (path, StoreFixture, &moments[i], store_fixture_set_up, test_day,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
