// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "fixture.h"
#include "store-fixture.h"
#include "wire/fhir.h"

#include <string.h>

#define MANY 150
#define MEMORY_MAX (600 * 1024)

/* --- Saving */

static void
test_save (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_assert_true (stipple_uuid_is_valid (intake->id));
  g_assert_cmpstr (intake->first_name, ==, "Sam");
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_assert_cmpuint (batch->len, ==, 1);
  const StippleOutboxItem *item = g_ptr_array_index (batch, 0);
  g_assert_cmpstr (item->id, ==, intake->id);
  g_assert_cmpstr (item->code, ==, intake->code);
  g_assert_cmpint (item->created, ==, intake->finished);
  g_assert_cmpint (item->state, ==, STIPPLE_DELIVERY_WAITING);
  g_assert_null (item->reason);
}

/* What goes out is the intake, and nothing but it. */
static void
test_document (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  const StippleOutboxItem *item = g_ptr_array_index (batch, 0);
  g_autofree char *document = stipple_fhir_write_intake (intake, f->pack);
  g_assert_cmpstr (item->document, ==, document);
}

/* Kiosk and hub each work it out; they must agree. */
static void
test_receipt (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  const StippleOutboxItem *item = g_ptr_array_index (batch, 0);
  g_autoptr (StippleJson) json = stipple_json_parse (item->document, strlen (item->document),
                                                     STIPPLE_BUNDLE_MAX_BYTES, &error);
  g_assert_no_error (error);
  g_autofree char *receipt =
      stipple_fhir_receipt (json_object_get (json, "patient"), json_object_get (json, "response"));
  g_assert_cmpstr (item->receipt, ==, receipt);
}

static void
test_save_survives (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (store_fixture_find (list, intake->id)->code, ==, intake->code);
}

static void
test_incomplete (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleSession) session = stipple_session_new (f->pack, f->clock, "en");
  g_assert_null (store_fixture_save (f, session, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_saved_once (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleSession) session = fixture_session_new (f->pack, f->clock);
  g_autoptr (StippleIntake) first = store_fixture_save (f, session, NULL);
  g_autoptr (StippleIntake) second = store_fixture_save (f, session, NULL);
  g_assert_cmpstr (first->id, ==, second->id);
  g_assert_cmpstr (first->code, ==, second->code);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
count_up (GObject *source, GAsyncResult *result, gpointer data)
{
  guint *n = data;
  *n += 1;
}

/* A double tap on "Finish". */
static void
test_saved_at_once (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleSession) session = fixture_session_new (f->pack, f->clock);
  guint n = 0;
  for (int i = 0; i < 5; i++)
    stipple_store_save_async (f->store, session, f->ids, NULL, count_up, &n);
  while (n < 5)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_codes_differ (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < 30; i++)
    {
      g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
      g_assert_true (g_hash_table_add (codes, g_strdup (intake->code)));
      if (i % 10 == 9)
        store_fixture_reopen (f);
    }
}

/* The code comes from the count, so that no other device of the hub can have it. */
static void
test_codes_come_from_the_counter (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleEnrolment) enrolment = store_fixture_enrolment_new (7);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
      g_autofree char *code = stipple_code_make (enrolment->code_key, 7, i);
      g_assert_cmpstr (intake->code, ==, code);
    }
}

static void
test_codes_run_out (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE meta SET value = %u WHERE name = 'code-count'",
                                          STIPPLE_CODE_COUNTS - 1);
  store_fixture_close (f);
  store_fixture_sql (f, sql);
  store_fixture_reopen (f);
  g_autoptr (StippleIntake) last = store_fixture_save_sample (f);
  g_autoptr (StippleSession) session = fixture_session_new (f->pack, f->clock);
  g_assert_null (store_fixture_save (f, session, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
}

static void
test_not_enrolled (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleSession) session = fixture_session_new (f->pack, f->clock);
  g_assert_true (store_fixture_open (f, NULL));
  g_assert_null (store_fixture_save (f, session, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);

  /* Once it is, the same visit can still be saved. */
  g_autoptr (StippleEnrolment) enrolment = store_fixture_enrolment_new (7);
  g_assert_true (store_fixture_enrol (f, enrolment, NULL));
  g_autoptr (StippleIntake) intake = store_fixture_save (f, session, NULL);
  g_assert_nonnull (intake);
}

static void
test_audit (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  const char *const ids[] = { intake->id, NULL };
  g_assert_true (store_fixture_quarantine (f, intake->id, "a reason", NULL));
  g_assert_true (store_fixture_deliver (f, ids, NULL));
  g_assert_true (store_fixture_deliver (f, ids, NULL));
  g_assert_cmpint (store_fixture_purge (f, 0), ==, 1);
  store_fixture_close (f);
  g_autofree char *sql =
      g_strdup_printf ("SELECT group_concat (action) = 'saved,quarantined,delivered,purged' FROM "
                       "(SELECT action FROM audit WHERE subject = '%s' AND time = %" G_GINT64_FORMAT
                       " ORDER BY number)",
                       intake->id, FIXTURE_NOW);
  g_assert_cmpint (store_fixture_sql_int (f, sql), ==, 1);
}

/* A kiosk runs for months: what it has saved may fill the disk, never the memory. */
static void
test_memory (StoreFixture *f, gconstpointer data)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
      g_assert_nonnull (intake);
    }
  g_assert_cmpint (sqlite3_memory_used (), <, MEMORY_MAX);
}

/* --- Outbox */

static void
test_batch_oldest_first (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) intakes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_unref);
  for (int i = 0; i < 5; i++)
    g_ptr_array_add (intakes, store_fixture_save_sample (f));
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 3);
  g_assert_cmpuint (batch->len, ==, 3);
  for (guint i = 0; i < batch->len; i++)
    g_assert_cmpstr (((StippleOutboxItem *) g_ptr_array_index (batch, i))->id, ==,
                     ((StippleIntake *) g_ptr_array_index (intakes, i))->id);
}

static void
test_list_newest_first (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) first = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) second = store_fixture_save_sample (f);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 2);
  const StippleOutboxItem *newest = g_ptr_array_index (list, 0);
  g_assert_cmpstr (newest->id, ==, second->id);
  g_assert_null (newest->document);
}

static void
test_delivered (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntake) first = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) second = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) third = store_fixture_save_sample (f);
  const char *const ids[] = { first->id, third->id, NULL };
  store_fixture_deliver (f, ids, &error);
  g_assert_no_error (error);
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_assert_cmpuint (batch->len, ==, 1);
  g_assert_nonnull (store_fixture_find (batch, second->id));
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpint (store_fixture_find (list, first->id)->state, ==, STIPPLE_DELIVERY_DELIVERED);
}

static void
test_delivered_unknown (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  const char *const ids[] = { "00000000-0000-4000-8000-000000000000", intake->id, NULL };
  g_assert_true (store_fixture_deliver (f, ids, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_assert_cmpuint (batch->len, ==, 0);
}

static void
test_quarantine (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntake) bad = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) good = store_fixture_save_sample (f);
  store_fixture_quarantine (f, bad->id, "The hub said why.", &error);
  g_assert_no_error (error);
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_assert_cmpuint (batch->len, ==, 1);
  g_assert_nonnull (store_fixture_find (batch, good->id));
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  const StippleOutboxItem *item = store_fixture_find (list, bad->id);
  g_assert_cmpint (item->state, ==, STIPPLE_DELIVERY_QUARANTINED);
  g_assert_true (g_str_has_suffix (item->reason, "The hub said why."));
  g_assert_cmpint (item->refusal->kind, ==, STIPPLE_REFUSAL_INVALID);
  g_assert_cmpstr (item->refusal->diagnostics, ==, "The hub said why.");
  g_assert_cmpstr (item->code, ==, bad->code);
  g_assert_cmpuint (strlen (item->receipt), ==, 64);
}

static void
test_quarantine_again (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_assert_true (store_fixture_quarantine (f, intake->id, "once", NULL));
  g_assert_true (store_fixture_quarantine (f, intake->id, "twice", NULL));
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpstr (store_fixture_find (list, intake->id)->refusal->diagnostics, ==, "twice");
}

static void
test_quarantine_not_here (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) unknown = NULL;
  g_assert_false (store_fixture_quarantine (f, "unknown", "a reason", &unknown));
  g_assert_error (unknown, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);

  g_autoptr (GError) delivered = NULL;
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  const char *const ids[] = { intake->id, NULL };
  g_assert_true (store_fixture_deliver (f, ids, NULL));
  g_assert_false (store_fixture_quarantine (f, intake->id, "a reason", &delivered));
  g_assert_error (delivered, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
}

static void
test_purge (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) old = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) recent = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) waiting = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) refused = store_fixture_save_sample (f);
  const char *const first[] = { old->id, NULL };
  const char *const second[] = { recent->id, NULL };
  g_assert_true (store_fixture_quarantine (f, refused->id, "a reason", NULL));
  g_assert_true (store_fixture_deliver (f, first, NULL));
  stipple_clock_advance (f->clock, G_TIME_SPAN_HOUR);
  g_assert_true (store_fixture_deliver (f, second, NULL));

  stipple_clock_advance (f->clock, STIPPLE_PURGE_AGE_US - G_TIME_SPAN_HOUR - 1);
  g_assert_cmpint (store_fixture_purge (f, STIPPLE_PURGE_AGE_US), ==, 0);
  stipple_clock_advance (f->clock, 1);
  g_assert_cmpint (store_fixture_purge (f, STIPPLE_PURGE_AGE_US), ==, 1);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_null (store_fixture_find (list, old->id));

  /* However long: what the hub does not have stays. */
  stipple_clock_advance (f->clock, 1000 * G_TIME_SPAN_DAY);
  g_assert_cmpint (store_fixture_purge (f, STIPPLE_PURGE_AGE_US), ==, 1);
  store_fixture_close (f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM intake"), ==, 2);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM outbox"), ==, 2);
}

/* --- Damage to single records */

static void
test_damaged_record_is_set_aside (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) bad = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) good = store_fixture_save_sample (f);
  store_fixture_close (f);
  store_fixture_sql (f, "UPDATE intake SET sealed = zeroblob (length (sealed)) WHERE number = 1");
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_assert_cmpuint (batch->len, ==, 1);
  g_assert_nonnull (store_fixture_find (batch, good->id));
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  const StippleOutboxItem *item = store_fixture_find (list, bad->id);
  g_assert_cmpint (item->state, ==, STIPPLE_DELIVERY_QUARANTINED);
  g_assert_cmpstr (item->code, ==, bad->code);
  g_assert_nonnull (item->reason);
}

static void
test_swapped_records_do_not_open (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) first = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) second = store_fixture_save_sample (f);
  store_fixture_close (f);
  store_fixture_sql (f, "CREATE TEMP TABLE copy AS SELECT number, sealed FROM intake;"
                        "UPDATE intake SET sealed = (SELECT sealed FROM copy "
                        "WHERE copy.number = 3 - intake.number)");
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_assert_cmpuint (batch->len, ==, 0);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpint (store_fixture_find (list, first->id)->state, ==, STIPPLE_DELIVERY_QUARANTINED);
  g_assert_cmpint (store_fixture_find (list, second->id)->state, ==, STIPPLE_DELIVERY_QUARANTINED);
}

static void
test_damaged_label (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  store_fixture_close (f);
  store_fixture_sql (f, "UPDATE outbox SET label = x'00'");
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_nonnull (store_fixture_find (list, intake->id)->reason);
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 20);
  g_assert_cmpuint (batch->len, ==, 0);
  g_autoptr (GPtrArray) after = store_fixture_list (f);
  const StippleOutboxItem *item = store_fixture_find (after, intake->id);
  g_assert_cmpint (item->state, ==, STIPPLE_DELIVERY_QUARANTINED);
  g_assert_cmpstr (item->code, ==, "");
}

static void
test_damaged_enrolment (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  store_fixture_close (f);
  store_fixture_sql (f, "UPDATE meta SET value = x'0102' WHERE name = 'enrolment'");
  g_assert_false (store_fixture_open (f, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)
#define ADD_CLOSED(path, function)                                                                 \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up_closed, function,                     \
              store_fixture_tear_down)

static void
add_saving (void)
{
  ADD ("/store/save/outbox", test_save);
  ADD ("/store/save/document", test_document);
  ADD ("/store/save/receipt", test_receipt);
  ADD ("/store/save/survives", test_save_survives);
  ADD ("/store/save/incomplete", test_incomplete);
  ADD ("/store/save/once", test_saved_once);
  ADD ("/store/save/at-once", test_saved_at_once);
  ADD ("/store/save/audit", test_audit);
  ADD ("/store/save/memory", test_memory);
  ADD ("/store/code/differ", test_codes_differ);
  ADD ("/store/code/counter", test_codes_come_from_the_counter);
  ADD ("/store/code/run-out", test_codes_run_out);
  ADD_CLOSED ("/store/save/not-enrolled", test_not_enrolled);
}

static void
add_outbox (void)
{
  ADD ("/store/outbox/batch", test_batch_oldest_first);
  ADD ("/store/outbox/list", test_list_newest_first);
  ADD ("/store/outbox/delivered", test_delivered);
  ADD ("/store/outbox/delivered-unknown", test_delivered_unknown);
  ADD ("/store/outbox/quarantine", test_quarantine);
  ADD ("/store/outbox/quarantine-again", test_quarantine_again);
  ADD ("/store/outbox/quarantine-not-here", test_quarantine_not_here);
  ADD ("/store/outbox/purge", test_purge);
  ADD ("/store/damaged/record", test_damaged_record_is_set_aside);
  ADD ("/store/damaged/swapped", test_swapped_records_do_not_open);
  ADD ("/store/damaged/label", test_damaged_label);
  ADD ("/store/damaged/enrolment", test_damaged_enrolment);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_saving ();
  add_outbox ();
  return g_test_run ();
}
