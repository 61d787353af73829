// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "fixture.h"
#include "store-fixture.h"
#include "wire/default-pack.h"
#include "wire/fhir.h"

#include <string.h>

/* --- Enrolment and back-off */

static void
test_enrolment (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  store_fixture_reopen (f);
  g_autoptr (StippleEnrolment) expected = store_fixture_enrolment_new (7);
  g_autoptr (StippleEnrolment) found = store_fixture_get_enrolment (f, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->device_id, ==, expected->device_id);
  g_assert_cmpstr (found->device_name, ==, expected->device_name);
  g_assert_cmpstr (found->hub, ==, expected->hub);
  g_assert_cmpstr (found->token, ==, expected->token);
  g_assert_cmpuint (found->code_space, ==, 7);
  g_assert_cmpmem (found->code_key, sizeof found->code_key, expected->code_key,
                   sizeof expected->code_key);
}

static void
test_enrolment_none (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (store_fixture_open (f, NULL));
  g_assert_null (store_fixture_get_enrolment (f, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
}

static void
test_enrolled_anew (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleEnrolment) next = store_fixture_enrolment_new (8);
  g_autofree char *expected = stipple_code_make (next->code_key, 8, 0);
  g_autoptr (StippleIntake) before = store_fixture_save_sample (f);
  g_assert_true (store_fixture_enrol (f, next, NULL));
  g_autoptr (StippleIntake) after = store_fixture_save_sample (f);
  g_assert_cmpstr (after->code, ==, expected);
}

/* A new token for the same device must not give its codes out again. */
static void
test_enrolled_with_same_codes (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleEnrolment) same = store_fixture_enrolment_new (7);
  g_autoptr (StippleIntake) before = store_fixture_save_sample (f);
  g_assert_true (store_fixture_enrol (f, same, NULL));
  store_fixture_reopen (f);
  g_autoptr (StippleIntake) after = store_fixture_save_sample (f);
  g_assert_cmpstr (before->code, !=, after->code);
}

static void
test_backoff (StoreFixture *f, gconstpointer data)
{
  StippleBackoff none = store_fixture_get_backoff (f);
  g_assert_cmpuint (none.failures, ==, 0);
  g_assert_cmpint (none.next_try, ==, 0);
  store_fixture_set_backoff (f, (StippleBackoff){ 3, FIXTURE_NOW + 5 });
  store_fixture_set_backoff (f, (StippleBackoff){ 4, FIXTURE_NOW + 9 });
  store_fixture_reopen (f);
  StippleBackoff kept = store_fixture_get_backoff (f);
  g_assert_cmpuint (kept.failures, ==, 4);
  g_assert_cmpint (kept.next_try, ==, FIXTURE_NOW + 9);
}

/* --- Content */

static GBytes *
pack_of_version (int version)
{
  g_autoptr (GBytes) bytes = stipple_default_pack_bytes ();
  g_autoptr (StippleJson) json =
      json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL);
  json_object_set_new (json, "version", json_integer (version));
  char *text = stipple_json_canonical (json);
  return g_bytes_new_take (text, strlen (text));
}

static void
test_content (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = pack_of_version (5);
  g_autoptr (StipplePack) set = store_fixture_set_content (f, json, &error);
  g_assert_no_error (error);
  g_assert_cmpint (set->version, ==, 5);
  store_fixture_reopen (f);
  g_autoptr (StipplePack) got = store_fixture_get_content (f, &error);
  g_assert_no_error (error);
  g_assert_cmpint (got->version, ==, 5);
  g_assert_cmpstr (got->digest, ==, set->digest);
}

static void
test_content_none (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (store_fixture_get_content (f, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
}

static void
assert_content_refused (StoreFixture *f, GBytes *json)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (store_fixture_set_content (f, json, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_autoptr (StipplePack) kept = store_fixture_get_content (f, NULL);
  g_assert_cmpint (kept->version, ==, 5);
}

static void
test_content_bad (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) good = pack_of_version (5);
  g_autoptr (StipplePack) set = store_fixture_set_content (f, good, NULL);
  g_autoptr (GBytes) empty = g_bytes_new_static ("{}", 2);
  g_autoptr (GBytes) newer = pack_of_version (6);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (newer, 0, g_bytes_get_size (newer) - 1);
  assert_content_refused (f, empty);
  assert_content_refused (f, cut);
}

static void
test_content_not_newer (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) good = pack_of_version (5);
  g_autoptr (GBytes) older = pack_of_version (4);
  g_autoptr (StipplePack) set = store_fixture_set_content (f, good, NULL);
  assert_content_refused (f, good);
  assert_content_refused (f, older);
}

static void
test_content_newer (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) good = pack_of_version (5);
  g_autoptr (GBytes) newer = pack_of_version (6);
  g_autoptr (StipplePack) first = store_fixture_set_content (f, good, NULL);
  g_autoptr (StipplePack) second = store_fixture_set_content (f, newer, NULL);
  g_autoptr (StipplePack) got = store_fixture_get_content (f, NULL);
  g_assert_cmpint (got->version, ==, 6);
}

/* --- Signals, cancelling, closing */

static void
on_changed (StippleStore *store, guint *n)
{
  *n += 1;
}

static void
test_changed (StoreFixture *f, gconstpointer data)
{
  guint n = 0;
  g_autoptr (GBytes) json = pack_of_version (5);
  g_signal_connect (f->store, "changed", G_CALLBACK (on_changed), &n);
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  const char *const ids[] = { intake->id, NULL };
  g_assert_cmpuint (n, ==, 1);
  store_fixture_quarantine (f, intake->id, "a reason", NULL);
  g_assert_cmpuint (n, ==, 2);
  store_fixture_deliver (f, ids, NULL);
  g_assert_cmpuint (n, ==, 3);
  store_fixture_purge (f, 0);
  g_assert_cmpuint (n, ==, 4);
  store_fixture_purge (f, 0);
  g_assert_cmpuint (n, ==, 4);
  g_autoptr (StipplePack) pack = store_fixture_set_content (f, json, NULL);
  g_assert_cmpuint (n, ==, 5);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (n, ==, 5);
}

typedef struct
{
  GError *error;
  gboolean done;
} Outcome;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;
  g_autoptr (StippleIntake) intake =
      stipple_store_save_finish (STIPPLE_STORE (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
test_cancelled (StoreFixture *f, gconstpointer data)
{
  Outcome outcome = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (StippleSession) session = fixture_session_new (f->pack, f->clock);
  g_cancellable_cancel (cancellable);
  stipple_store_save_async (f->store, session, f->ids, cancellable, on_saved, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (outcome.error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_closed (StoreFixture *f, gconstpointer data)
{
  Outcome outcome = { 0 };
  g_autoptr (StippleSession) session = fixture_session_new (f->pack, f->clock);
  stipple_store_close (f->store);
  stipple_store_save_async (f->store, session, f->ids, NULL, on_saved, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (outcome.error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
}

/* Whoever asked may be gone when the answer comes; what was asked is done all the same. */
static void
test_dropped (StoreFixture *f, gconstpointer data)
{
  Outcome outcome = { 0 };
  StippleSession *session = fixture_session_new (f->pack, f->clock);
  stipple_store_save_async (f->store, session, f->ids, NULL, on_saved, &outcome);
  g_object_unref (session);
  stipple_store_close (f->store);
  g_clear_object (&f->store);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (outcome.error);
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_never_collected (StoreFixture *f, gconstpointer data)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (StippleSession) session = fixture_session_new (f->pack, f->clock);
      stipple_store_save_async (f->store, session, f->ids, NULL, NULL, NULL);
    }
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 20);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)
#define ADD_CLOSED(path, function)                                                                 \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up_closed, function,                     \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/enrolment/kept", test_enrolment);
  ADD_CLOSED ("/store/enrolment/none", test_enrolment_none);
  ADD ("/store/enrolment/anew", test_enrolled_anew);
  ADD ("/store/enrolment/same-codes", test_enrolled_with_same_codes);
  ADD ("/store/backoff", test_backoff);
  ADD ("/store/content/kept", test_content);
  ADD ("/store/content/none", test_content_none);
  ADD ("/store/content/bad", test_content_bad);
  ADD ("/store/content/not-newer", test_content_not_newer);
  ADD ("/store/content/newer", test_content_newer);
  ADD ("/store/changed", test_changed);
  ADD ("/store/cancelled", test_cancelled);
  ADD ("/store/closed", test_closed);
  ADD ("/store/dropped", test_dropped);
  ADD ("/store/never-collected", test_never_collected);
  return g_test_run ();
}
