// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync-fixture.h"
#include "wire/api.h"

#include <string.h>

/* When the next try is: back-off, Retry-After, probes, restarts; and how a sync ends. */

#define SECOND G_USEC_PER_SEC

static gint64
ten_minutes (guint failures, double random)
{
  return 10 * (gint64) G_TIME_SPAN_MINUTE;
}

static gint64
ten_seconds (guint failures, double random)
{
  return 10 * SECOND;
}

/* Tells the number of failures by the length of the delay. */
static gint64
by_failures (guint failures, double random)
{
  g_assert_true (random >= 0 && random < 1);
  return AT_ONCE_US + failures;
}

static void
then_status (SyncFixture *f, const char *status, const char *headers)
{
  g_autofree char *raw = raw_page (status, headers);
  liar_say_at (f->liar, STIPPLE_PATH_FHIR, raw);
}

static void
then_hub (SyncFixture *f)
{
  liar_then_at (f->liar, STIPPLE_PATH_FHIR, hub_good, &f->hub);
}

static void
wait_for_backoff (SyncFixture *f, guint posts)
{
  WAIT_UNTIL (sync_fixture_posts (f) == posts && sync_fixture_state (f) == STIPPLE_SYNC_BACKOFF);
}

static gint64
delay_kept (SyncFixture *f)
{
  return store_fixture_get_backoff (&f->store).next_try - stipple_clock_now (f->store.clock);
}

/* --- Back-off */

static void
test_failures_counted (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->pace.backoff_delay = by_failures;
  for (guint i = 0; i < 5; i++)
    then_status (f, "500 Oops", "");
  then_status (f, "503 Busy", "Retry-After: 600\r\n");
  sync_fixture_start (f);
  WAIT_UNTIL (store_fixture_get_backoff (&f->store).failures == 6);
  g_assert_cmpint (delay_kept (f), ==, 600 * SECOND);
}

static void
test_success_forgets_failures (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  then_status (f, "500 Oops", "");
  then_hub (f);
  sync_fixture_start (f);
  WAIT_UNTIL (f->delivered->len == 1 && sync_fixture_is_done (f));
  StippleBackoff backoff = store_fixture_get_backoff (&f->store);
  g_assert_cmpuint (backoff.failures, ==, 0);
  g_assert_cmpint (backoff.next_try, ==, 0);
}

/* Failures in a row: what was delivered in between ends the row. */
static void
test_batch_forgets_failures (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 21);
  then_status (f, "500 Oops", "");
  then_status (f, "500 Oops", "");
  then_hub (f);
  then_status (f, "503 Busy", "Retry-After: 600\r\n");
  sync_fixture_start (f);
  wait_for_backoff (f, 4);
  g_assert_cmpuint (f->delivered->len, ==, 20);
  g_assert_cmpuint (store_fixture_get_backoff (&f->store).failures, ==, 1);
}

static void
test_waits (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->pace.backoff_delay = ten_minutes;
  then_status (f, "500 Oops", "");
  sync_fixture_start (f);
  wait_for_backoff (f, 1);
  g_assert_cmpint (delay_kept (f), ==, ten_minutes (0, 0));
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_posts (f), ==, 1);
}

static void
test_kept_across_restart (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->pace.backoff_delay = ten_minutes;
  then_status (f, "500 Oops", "");
  then_hub (f);
  sync_fixture_start (f);
  wait_for_backoff (f, 1);
  stipple_clock_advance (f->store.clock, ten_minutes (0, 0) - SECOND);
  sync_fixture_restart (f);
  WAIT_UNTIL (sync_fixture_state (f) == STIPPLE_SYNC_BACKOFF);
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_posts (f), ==, 1);
  g_assert_cmpuint (sync_fixture_waiting (f), ==, 1);
  g_assert_cmpuint (store_fixture_get_backoff (&f->store).failures, ==, 1);
  stipple_clock_advance (f->store.clock, SECOND);
  sync_fixture_restart (f);
  WAIT_UNTIL (f->delivered->len == 1);
}

/* The clock was years ahead when a try failed, and was then put right. */
static void
test_clock_set_back (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  StippleBackoff backoff = {
    .failures = 3, .next_try = stipple_clock_now (f->store.clock) + 3650 * (gint64) G_TIME_SPAN_DAY
  };
  store_fixture_set_backoff (&f->store, backoff);
  f->pace.longest_wait = 3 * AT_ONCE_US;
  then_hub (f);
  sync_fixture_start (f);
  WAIT_UNTIL (f->delivered->len == 1);
}

/* --- Retry-After */

static void
test_retry_after (SyncFixture *f, gconstpointer data)
{
  static const struct
  {
    const char *status;
    const char *header;
    gint64 seconds; /* 0: as long as the back-off says */
  } rows[] = {
    { "503 Busy", "Retry-After: 120\r\n", 120 },
    { "429 Too Many", "Retry-After: 120\r\n", 120 },
    { "503 Busy", "Retry-After: 3600\r\n", 3600 },
    { "503 Busy", "Retry-After: 3601\r\n", 3600 },
    { "503 Busy", "Retry-After: 99999999999999999999\r\n", 3600 },
    { "503 Busy", "Retry-After: 0\r\n", 0 },
    { "503 Busy", "Retry-After: later\r\n", 0 },
    { "503 Busy", "", 0 },
    { "500 Oops", "Retry-After: 120\r\n", 0 },
    { "200 OK", "Retry-After: 120\r\n", 0 },
  };
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      then_status (f, rows[i].status, rows[i].header);
      store_fixture_set_backoff (&f->store, (StippleBackoff){ 0 });
      f->pace.backoff_delay = ten_seconds;
      sync_fixture_start (f);
      wait_for_backoff (f, i + 1);
      gint64 expected = MAX (rows[i].seconds * SECOND, ten_seconds (0, 0));
      g_assert_cmpint (delay_kept (f), ==, expected);
      sync_fixture_stop (f);
    }
}

static void
test_retry_after_beats_probe (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  then_status (f, "503 Busy", "Retry-After: 120\r\n");
  then_hub (f);
  sync_fixture_start (f);
  wait_for_backoff (f, 1);
  stipple_sync_probe (f->sync);
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_posts (f), ==, 1);
}

/* --- Probes */

static void
test_probe (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->pace.backoff_delay = ten_minutes;
  then_status (f, "500 Oops", "");
  then_hub (f);
  sync_fixture_start (f);
  wait_for_backoff (f, 1);
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (f->delivered->len == 1);
}

static void
test_probe_too_soon (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->pace.backoff_delay = ten_minutes;
  f->pace.probe_interval = 10 * SECOND;
  then_status (f, "500 Oops", "");
  sync_fixture_start (f);
  wait_for_backoff (f, 1);
  stipple_sync_probe (f->sync);
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_posts (f), ==, 1);
}

/* However often it is called for, a failing hub is tried once an interval; and the last call counts. */
static void
test_probe_interval (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->pace.backoff_delay = ten_minutes;
  f->pace.probe_interval = 200 * 1000;
  then_status (f, "500 Oops", "");
  gint64 begin = g_get_monotonic_time ();
  guint posts = 0;
  sync_fixture_start (f);
  while (posts < 5)
    {
      stipple_sync_probe (f->sync);
      sync_fixture_iterate ();
      /* Counted before the clock is read, which may take its time. */
      posts = sync_fixture_posts (f);
      g_assert_cmpuint (posts, <=,
                        (guint64) ((g_get_monotonic_time () - begin) / f->pace.probe_interval) + 1);
    }
  guint before = sync_fixture_posts (f);
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (sync_fixture_posts (f) > before);
}

static void
test_probe_while_well (SyncFixture *f, gconstpointer data)
{
  f->pace.probe_interval = 10 * SECOND;
  then_hub (f);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_is_done (f));
  for (guint n = 1; n <= 5; n++)
    {
      g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
      stipple_sync_probe (f->sync);
      WAIT_UNTIL (f->delivered->len == n);
    }
}

/* --- The end */

static void
test_stop_while_hanging (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  double fastest = G_MAXDOUBLE;
  liar_then_at (f->liar, STIPPLE_PATH_FHIR, liar_hang, NULL);
  for (guint n = 1; n <= N_STOPS; n++)
    {
      sync_fixture_start (f);
      WAIT_UNTIL (sync_fixture_posts (f) == n);
      WAIT_UNTIL (sync_fixture_state (f) == STIPPLE_SYNC_SENDING);
      sync_fixture_time_stop (f, &fastest);
    }
  g_assert_cmpfloat (fastest, <, STOP_S);
  /* To be cut short is not a failure. */
  g_assert_cmpuint (store_fixture_get_backoff (&f->store).failures, ==, 0);
  g_assert_cmpuint (sync_fixture_count (f, STIPPLE_DELIVERY_WAITING), ==, 1);
}

static void
test_stop_while_waiting (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->pace.backoff_delay = ten_minutes;
  then_status (f, "500 Oops", "");
  double fastest = G_MAXDOUBLE;
  for (guint n = 1; n <= N_STOPS; n++)
    {
      sync_fixture_start (f);
      wait_for_backoff (f, 1);
      sync_fixture_time_stop (f, &fastest);
    }
  g_assert_cmpfloat (fastest, <, STOP_S);
}

static void
test_stop_twice (SyncFixture *f, gconstpointer data)
{
  then_hub (f);
  sync_fixture_start (f);
  stipple_sync_stop (f->sync);
  stipple_sync_stop (f->sync);
  stipple_sync_probe (f->sync);
}

static void
test_never_started (SyncFixture *f, gconstpointer data)
{
  g_autoptr (StippleEnrolment) enrolment = store_fixture_enrolment_new (7);
  g_autoptr (StippleSync) sync = stipple_sync_new (f->store.store, enrolment, f->store.clock, NULL);
  stipple_sync_probe (sync);
  stipple_sync_stop (sync);
  g_assert_cmpuint (liar_count (f->liar), ==, 0);
}

/* Without a turn of the main loop, so that every report is still on its way. */
static void
wait_without_loop (SyncFixture *f, guint held)
{
  gint64 deadline = g_get_monotonic_time () + 120 * SECOND;
  while (hub_holds (&f->hub) < held)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

static void
test_freed_with_reports_pending (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 25);
  then_hub (f);
  sync_fixture_start (f);
  wait_without_loop (f, 25);
  g_clear_object (&f->sync);
  store_fixture_settle ();
  g_assert_cmpuint (f->delivered->len, ==, 0);
}

static void
test_stopped_with_reports_pending (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 25);
  then_hub (f);
  sync_fixture_start (f);
  wait_without_loop (f, 25);
  stipple_sync_stop (f->sync);
  store_fixture_settle ();
  g_assert_cmpuint (f->delivered->len, ==, 0);
}

static void
let_go (StippleSync *sync, const char *id, const char *receipt, gpointer data)
{
  SyncFixture *f = data;
  g_clear_object (&f->sync);
}

static void
test_freed_by_its_listener (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 25);
  then_hub (f);
  sync_fixture_start (f);
  g_signal_connect (f->sync, "delivered", G_CALLBACK (let_go), f);
  WAIT_UNTIL (f->sync == NULL);
  store_fixture_settle ();
}

/* Cut short at every point, a little later each time. */
static void
test_many_lives (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 60);
  then_hub (f);
  for (guint turns = 0; sync_fixture_count (f, STIPPLE_DELIVERY_WAITING) > 0; turns++)
    {
      sync_fixture_start (f);
      for (guint i = 0; i < turns; i++)
        sync_fixture_iterate ();
      sync_fixture_stop (f);
    }
  g_assert_cmpuint (hub_holds (&f->hub), ==, 60);
  g_assert_cmpuint (f->hub.n_new, ==, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, SyncFixture, NULL, sync_fixture_set_up, func, sync_fixture_tear_down)
  ADD ("/backoff/failures-counted", test_failures_counted);
  ADD ("/backoff/success-forgets-failures", test_success_forgets_failures);
  ADD ("/backoff/batch-forgets-failures", test_batch_forgets_failures);
  ADD ("/backoff/waits", test_waits);
  ADD ("/backoff/kept-across-restart", test_kept_across_restart);
  ADD ("/backoff/clock-set-back", test_clock_set_back);
  ADD ("/retry-after", test_retry_after);
  ADD ("/retry-after/beats-probe", test_retry_after_beats_probe);
  ADD ("/probe/at-once", test_probe);
  ADD ("/probe/too-soon", test_probe_too_soon);
  ADD ("/probe/interval", test_probe_interval);
  ADD ("/probe/while-well", test_probe_while_well);
  ADD ("/end/stop-while-hanging", test_stop_while_hanging);
  ADD ("/end/stop-while-waiting", test_stop_while_waiting);
  ADD ("/end/stop-twice", test_stop_twice);
  ADD ("/end/never-started", test_never_started);
  ADD ("/end/freed-with-reports-pending", test_freed_with_reports_pending);
  ADD ("/end/stopped-with-reports-pending", test_stopped_with_reports_pending);
  ADD ("/end/freed-by-its-listener", test_freed_by_its_listener);
  ADD ("/end/many-lives", test_many_lives);
  return g_test_run ();
}
