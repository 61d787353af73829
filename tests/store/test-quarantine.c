// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "fixture.h"
#include "store-fixture.h"

#include <string.h>

/* Into quarantine, and out of it: as the hub says what became of what it refused. */

#define RECEIPT "8f3a19c04c6ed5d5c6d2b1f54f0c2f6f9a0c9b1de6e1a6cdb28c0b7a3c9d1e2f"

static StippleIntake *
save_refused (StoreFixture *f)
{
  StippleIntake *intake = store_fixture_save_sample (f);
  g_assert_true (store_fixture_quarantine (f, intake->id, "It has a sample fault.", NULL));
  return intake;
}

static void
assert_is (StoreFixture *f, const char *id, StippleDeliveryState state, guint round)
{
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  const StippleOutboxItem *item = store_fixture_find (list, id);
  g_assert_cmpint (item->state, ==, state);
  g_assert_cmpuint (item->round, ==, round);
  g_assert_true ((item->reason != NULL) == (state == STIPPLE_DELIVERY_QUARANTINED));
  g_assert_true ((item->refusal != NULL) == (state == STIPPLE_DELIVERY_QUARANTINED));
}

static void
test_next (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) good = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) first = save_refused (f);
  g_autoptr (StippleIntake) second = save_refused (f);
  g_autoptr (GPtrArray) all = store_fixture_next_quarantined (f, 0, 20);
  g_assert_cmpuint (all->len, ==, 2);
  const StippleOutboxItem *item = g_ptr_array_index (all, 0);
  g_assert_cmpstr (item->id, ==, first->id);
  g_assert_cmpstr (item->code, ==, first->code);
  g_assert_nonnull (strstr (item->document, first->id));
  g_assert_cmpuint (item->round, ==, 1);
  g_assert_cmpstr (item->refusal->diagnostics, ==, "It has a sample fault.");
  g_autoptr (GPtrArray) page = store_fixture_next_quarantined (f, 0, 1);
  g_assert_cmpuint (page->len, ==, 1);
  g_autoptr (GPtrArray) rest = store_fixture_next_quarantined (f, item->number, 20);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (((const StippleOutboxItem *) g_ptr_array_index (rest, 0))->id, ==, second->id);
}

/* The others must not wait for one that the disk has spoilt, and staff are to hear of it. */
static void
test_next_damaged (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  store_fixture_close (f);
  store_fixture_sql (f, "UPDATE intake SET sealed = zeroblob (length (sealed))");
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_autoptr (GPtrArray) all = store_fixture_next_quarantined (f, 0, 20);
  const StippleOutboxItem *item = g_ptr_array_index (all, 0);
  g_assert_cmpuint (batch->len, ==, 0);
  g_assert_null (item->document);
  g_assert_cmpstr (item->code, ==, intake->code);
  g_assert_cmpint (item->refusal->kind, ==, STIPPLE_REFUSAL_DAMAGED);
}

/* Again with the same bytes. */
static void
test_requeue (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_autoptr (GPtrArray) before = store_fixture_next_batch (f, 20);
  g_assert_true (store_fixture_quarantine (f, intake->id, "a reason", NULL));
  g_assert_true (store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_WAITING, NULL, NULL));
  store_fixture_reopen (f);
  assert_is (f, intake->id, STIPPLE_DELIVERY_WAITING, 1);
  g_autoptr (GPtrArray) after = store_fixture_next_batch (f, 20);
  const StippleOutboxItem *was = g_ptr_array_index (before, 0);
  const StippleOutboxItem *is = g_ptr_array_index (after, 0);
  g_assert_cmpstr (is->document, ==, was->document);
  g_assert_cmpstr (is->receipt, ==, was->receipt);
  g_assert_cmpstr (is->code, ==, was->code);
}

static void
test_refused_again (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = save_refused (f);
  g_assert_true (store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_WAITING, NULL, NULL));
  g_assert_true (store_fixture_quarantine (f, intake->id, "a reason", NULL));
  store_fixture_reopen (f);
  assert_is (f, intake->id, STIPPLE_DELIVERY_QUARANTINED, 2);
}

/* The hub holds another content than ours by now: its receipt is the one that counts. */
static void
test_resolved (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = save_refused (f);
  g_assert_true (
      store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_DELIVERED, RECEIPT, NULL));
  store_fixture_reopen (f);
  assert_is (f, intake->id, STIPPLE_DELIVERY_DELIVERED, 1);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpstr (store_fixture_find (list, intake->id)->receipt, ==, RECEIPT);
  g_assert_cmpint (store_fixture_purge (f, STIPPLE_PURGE_AGE_US), ==, 0);
  stipple_clock_advance (f->clock, STIPPLE_PURGE_AGE_US);
  g_assert_cmpint (store_fixture_purge (f, STIPPLE_PURGE_AGE_US), ==, 1);
}

static void
test_dismissed (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = save_refused (f);
  g_assert_true (
      store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_DISMISSED, NULL, NULL));
  assert_is (f, intake->id, STIPPLE_DELIVERY_DISMISSED, 1);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_autoptr (GPtrArray) quarantined = store_fixture_next_quarantined (f, 0, 20);
  g_assert_cmpuint (batch->len + quarantined->len, ==, 0);
  g_assert_cmpint (store_fixture_purge (f, STIPPLE_PURGE_AGE_US), ==, 0);
  stipple_clock_advance (f->clock, STIPPLE_PURGE_AGE_US);
  g_assert_cmpint (store_fixture_purge (f, STIPPLE_PURGE_AGE_US), ==, 1);
}

static void
assert_not_settled (StoreFixture *f, const char *id, guint round)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (store_fixture_settle_one (f, id, round, STIPPLE_DELIVERY_WAITING, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
}

/* An answer to an earlier round comes late: it says nothing about this one. */
static void
test_settle_another_round (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = save_refused (f);
  assert_not_settled (f, intake->id, 2);
  assert_not_settled (f, "unknown", 1);
  g_assert_true (store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_WAITING, NULL, NULL));
  assert_not_settled (f, intake->id, 1);
  g_assert_true (store_fixture_quarantine (f, intake->id, "a reason", NULL));
  assert_not_settled (f, intake->id, 1);
  assert_is (f, intake->id, STIPPLE_DELIVERY_QUARANTINED, 2);
}

static void
test_dismissed_is_not_quarantined (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = save_refused (f);
  g_autoptr (GError) error = NULL;
  g_assert_true (
      store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_DISMISSED, NULL, NULL));
  g_assert_false (store_fixture_quarantine (f, intake->id, "a reason", &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
}

static void
test_audit (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = save_refused (f);
  g_assert_true (store_fixture_settle_one (f, intake->id, 1, STIPPLE_DELIVERY_WAITING, NULL, NULL));
  g_assert_true (store_fixture_quarantine (f, intake->id, "a reason", NULL));
  g_assert_true (
      store_fixture_settle_one (f, intake->id, 2, STIPPLE_DELIVERY_DISMISSED, NULL, NULL));
  store_fixture_close (f);
  g_autofree char *sql = g_strdup_printf (
      "SELECT group_concat (action) = 'saved,quarantined,requeued,quarantined,dismissed' FROM "
      "(SELECT action FROM audit WHERE subject = '%s' ORDER BY number)",
      intake->id);
  g_assert_cmpint (store_fixture_sql_int (f, sql), ==, 1);
}

/* What a kiosk of the version before quarantined, in words and without a count. */
static void
test_migrated (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) waiting = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) refused = save_refused (f);
  store_fixture_close (f);
  store_fixture_sql (
      f, "CREATE TABLE old (number INTEGER PRIMARY KEY REFERENCES intake (number) "
         "ON DELETE CASCADE, state INTEGER NOT NULL CHECK (state IN (0, 1, 2)), "
         "changed INTEGER NOT NULL, version INTEGER NOT NULL, "
         "label BLOB NOT NULL) STRICT;"
         "INSERT INTO old SELECT number, state, changed, version, label FROM outbox;"
         "DROP TABLE outbox; ALTER TABLE old RENAME TO outbox;" STORE_FIXTURE_BEFORE_TALLY
         "PRAGMA user_version = 2");
  store_fixture_reopen (f);
  assert_is (f, waiting->id, STIPPLE_DELIVERY_WAITING, 0);
  assert_is (f, refused->id, STIPPLE_DELIVERY_QUARANTINED, 1);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/quarantine/next", test_next);
  ADD ("/store/quarantine/next-damaged", test_next_damaged);
  ADD ("/store/quarantine/requeue", test_requeue);
  ADD ("/store/quarantine/refused-again", test_refused_again);
  ADD ("/store/quarantine/resolved", test_resolved);
  ADD ("/store/quarantine/dismissed", test_dismissed);
  ADD ("/store/quarantine/another-round", test_settle_another_round);
  ADD ("/store/quarantine/dismissed-stays", test_dismissed_is_not_quarantined);
  ADD ("/store/quarantine/audit", test_audit);
  ADD ("/store/quarantine/migrated", test_migrated);
  return g_test_run ();
}
