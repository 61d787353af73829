// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "sync-fixture.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

/* What becomes of the outbox, whatever the hub and the network do. */

#define INK_HEIGHT 4000

static void
then_raw (SyncFixture *f, char *raw)
{
  liar_say_at (f->liar, STIPPLE_PATH_FHIR, raw);
  g_free (raw);
}

static void
then_hub (SyncFixture *f, LiarReply reply)
{
  liar_then_at (f->liar, STIPPLE_PATH_FHIR, reply, &f->hub);
}

/* All are there once, and were told of once, in order. */
static void
assert_all_delivered (SyncFixture *f, GPtrArray *ids)
{
  WAIT_UNTIL (f->delivered->len == ids->len && sync_fixture_is_done (f));
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpstr (g_ptr_array_index (f->delivered, i), ==, g_ptr_array_index (ids, i));
  g_assert_cmpuint (hub_holds (&f->hub), ==, ids->len);
  g_assert_cmpuint (f->hub.n_new, ==, ids->len);
  g_assert_cmpuint (sync_fixture_count (f, STIPPLE_DELIVERY_DELIVERED), ==, ids->len);
  g_assert_true (sync_fixture_advises (f, ""));
}

static void
assert_same_bytes (SyncFixture *f, guint a, guint b)
{
  const LiarRequest *first = liar_nth_at (f->liar, STIPPLE_PATH_FHIR, a);
  const LiarRequest *second = liar_nth_at (f->liar, STIPPLE_PATH_FHIR, b);
  g_assert_cmpmem (first->body, first->body_length, second->body, second->body_length);
}

/* --- All is well */

static void
test_nothing (SyncFixture *f, gconstpointer data)
{
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_is_done (f));
  g_assert_cmpuint (sync_fixture_posts (f), ==, 0);
}

static void
test_one (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
  const LiarRequest *request = liar_nth_at (f->liar, STIPPLE_PATH_FHIR, 0);
  g_autofree char *type = liar_request_header (request, "Content-Type");
  g_autofree char *authorization = liar_request_header (request, "Authorization");
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (type, ==, STIPPLE_FHIR_TYPE);
  g_assert_cmpstr (authorization, ==, "Bearer sample-token-of-this-device");
}

static void
test_many (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 45);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
  g_assert_cmpuint (sync_fixture_posts (f), ==, 3);
  g_assert_cmpuint (f->hub.most_in_flight, ==, 1);
}

static void
test_new_one (SyncFixture *f, gconstpointer data)
{
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_is_done (f));
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  stipple_sync_probe (f->sync);
  assert_all_delivered (f, ids);
}

static void
test_large (SyncFixture *f, gconstpointer data)
{
  /* Signatures with all the ink they may have: eight of them are more than one delivery holds. */
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  for (guint n = 0; n < 8; n++)
    {
      g_autoptr (StippleSession) session = fixture_session_new (f->store.pack, f->store.clock);
      g_autoptr (StippleStrokes) ink = stipple_strokes_new (INK_HEIGHT);
      stipple_strokes_begin (ink, 0, 0);
      for (int i = 1; i < STIPPLE_STROKES_MAX_POINTS; i++)
        stipple_strokes_extend (ink, i * 7919 % STIPPLE_STROKES_WIDTH, i * 7907 % INK_HEIGHT);
      stipple_session_set_signature (session, ink);
      g_autoptr (StippleIntake) intake = store_fixture_save (&f->store, session, NULL);
      g_assert_nonnull (intake);
      g_ptr_array_add (ids, g_strdup (intake->id));
    }
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
  g_assert_cmpuint (sync_fixture_posts (f), >, 1);
}

/* --- The network */

static void
test_hub_down_then_up (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 2);
  liar_free (f->liar);
  f->liar = liar_new_closed ();
  g_free (f->url);
  f->url = liar_url (f->liar, "");
  sync_fixture_say_no_pin (f);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_state (f) == STIPPLE_SYNC_BACKOFF && sync_fixture_waiting (f) == 2);
  g_assert_true (sync_fixture_advises (f, "cannot be reached"));
  liar_open (f->liar);
  assert_all_delivered (f, ids);
}

static void
test_reply_lost (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 3);
  then_hub (f, hub_forgets_to_reply);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
  g_assert_cmpuint (f->hub.n_same, ==, 3);
  assert_same_bytes (f, 0, 1);
}

static void
test_reply_cut (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 3);
  then_hub (f, hub_reply_cut);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
  g_assert_cmpuint (f->hub.n_same, ==, 3);
  assert_same_bytes (f, 0, 1);
}

static void
test_stalls (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->options.stall_timeout_s = 1;
  liar_then_at (f->liar, STIPPLE_PATH_FHIR, liar_hang, NULL);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
}

static void
test_untrusted_tls (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  g_free (f->url);
  f->url = g_strdup_printf ("https://127.0.0.1:%u", liar_get_port (f->liar));
  liar_say (f->liar, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_state (f) == STIPPLE_SYNC_UNTRUSTED);
  g_assert_true (sync_fixture_advises (f, "could not be verified"));
  g_assert_cmpuint (sync_fixture_waiting (f), ==, 1);
  g_assert_cmpuint (sync_fixture_posts (f), ==, 0);
}

/* --- Somebody else answers */

static void
test_sign_in_page (SyncFixture *f, gconstpointer data)
{
  static const char *const statuses[] = { "200 OK",        "204 No Content", "401 Unauthorized",
                                          "403 Forbidden", "404 Not Found",  "422 No",
                                          "511 Sign in" };
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 2);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    then_raw (f, raw_page (statuses[i], ""));
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
  for (guint i = 1; i <= G_N_ELEMENTS (statuses); i++)
    assert_same_bytes (f, 0, i);
}

static void
test_sign_in_page_is_said (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 2);
  then_raw (f, raw_page ("200 OK", ""));
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_advises (f, "is not the hub") && sync_fixture_waiting (f) == 2);
  g_assert_cmpuint (sync_fixture_count (f, STIPPLE_DELIVERY_WAITING), ==, 2);
  g_assert_cmpuint (f->delivered->len, ==, 0);
}

static void
test_redirect (SyncFixture *f, gconstpointer data)
{
  g_autoptr (Liar) other = liar_new ();
  g_autofree char *target = liar_url (other, "/fhir");
  g_autofree char *location = g_strdup_printf ("Location: %s\r\n", target);
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  liar_then (other, hub_good, &f->hub);
  then_raw (f, raw_page ("307 Temporary Redirect", location));
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_posts (f) >= 3 && sync_fixture_state (f) == STIPPLE_SYNC_UNTRUSTED);
  g_assert_true (sync_fixture_advises (f, "redirects"));
  g_assert_cmpuint (liar_count (other), ==, 0);
  g_assert_cmpuint (sync_fixture_waiting (f), ==, 1);
  then_hub (f, hub_good);
  assert_all_delivered (f, ids);
}

/* --- The hub refuses */

static void
refuse (SyncFixture *f, GPtrArray *ids, guint nth)
{
  const char *id = g_ptr_array_index (ids, nth);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_QUARANTINE "/", id, NULL);
  /* It takes no reports. */
  liar_say_at (f->liar, path,
               "HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\n"
               "Content-Length: 2\r\n\r\n{}");
  g_mutex_lock (&f->hub.lock);
  g_hash_table_add (f->hub.refused, g_strdup (id));
  g_mutex_unlock (&f->hub.lock);
}

static void
assert_quarantined (SyncFixture *f, const char *id, const char *words)
{
  g_autoptr (GPtrArray) list = store_fixture_list (&f->store);
  const StippleOutboxItem *item = store_fixture_find (list, id);
  g_assert_cmpint (item->state, ==, STIPPLE_DELIVERY_QUARANTINED);
  g_assert_nonnull (strstr (item->reason, words));
  g_assert_nonnull (strstr (item->reason, "It has a sample fault."));
}

static void
test_conflict (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  f->hub.refusal = 409;
  refuse (f, ids, 0);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_is_done (f));
  assert_quarantined (f, g_ptr_array_index (ids, 0), "other content");
  g_assert_cmpuint (sync_fixture_posts (f), ==, 1);
  g_assert_cmpuint (f->delivered->len, ==, 0);
}

static void
test_one_of_twenty (SyncFixture *f, gconstpointer data)
{
  for (guint nth = 0; nth < 20; nth += 19)
    {
      g_autoptr (GPtrArray) ids = sync_fixture_save (f, 20);
      guint before = f->delivered->len;
      refuse (f, ids, nth);
      if (f->sync == NULL)
        {
          then_hub (f, hub_good);
          sync_fixture_start (f);
        }
      else
        stipple_sync_probe (f->sync);
      WAIT_UNTIL (f->delivered->len == before + 19 && sync_fixture_is_done (f));
      assert_quarantined (f, g_ptr_array_index (ids, nth), "something wrong");
    }
  g_assert_cmpuint (sync_fixture_count (f, STIPPLE_DELIVERY_QUARANTINED), ==, 2);
  g_assert_cmpuint (sync_fixture_count (f, STIPPLE_DELIVERY_DELIVERED), ==, 38);
  g_assert_cmpuint (hub_holds (&f->hub), ==, 38);
  g_assert_cmpuint (f->hub.n_same, ==, 0);
}

static void
test_all_refused (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 22);
  for (guint i = 0; i < 20; i++)
    refuse (f, ids, i);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_is_done (f));
  g_assert_cmpuint (sync_fixture_count (f, STIPPLE_DELIVERY_QUARANTINED), ==, 20);
  g_assert_cmpuint (hub_holds (&f->hub), ==, 2);
}

static void
test_small_proxy (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 20);
  f->hub.max_intakes = 3;
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
}

/* The refusal of a bundle is interrupted: what is left is found again. */
static void
test_fault_while_splitting (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 4);
  refuse (f, ids, 2);
  then_hub (f, hub_good);
  liar_then_at (f->liar, STIPPLE_PATH_FHIR, liar_drop, NULL);
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_is_done (f));
  assert_quarantined (f, g_ptr_array_index (ids, 2), "something wrong");
  g_assert_cmpuint (hub_holds (&f->hub), ==, 3);
}

static void
test_no_longer_welcome (SyncFixture *f, gconstpointer data)
{
  const char *status = data;
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 2);
  then_raw (f, raw_page ("503 Busy", ""));
  then_raw (f, raw_outcome (status, "This device was revoked."));
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_state (f) == STIPPLE_SYNC_REFUSED);
  g_assert_true (sync_fixture_advises (f, "no longer accepts"));
  g_assert_cmpuint (sync_fixture_posts (f), ==, 2);
  stipple_sync_probe (f->sync);
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_posts (f), ==, 2);
  g_assert_cmpuint (sync_fixture_waiting (f), ==, 2);
  g_assert_cmpuint (sync_fixture_count (f, STIPPLE_DELIVERY_WAITING), ==, 2);
  /* Enrolled anew: a new sync on the same store, which tries when its back-off is over. */
  sync_fixture_restart (f);
  stipple_sync_probe (f->sync);
  assert_all_delivered (f, ids);
}

static void
test_busy (SyncFixture *f, gconstpointer data)
{
  static const char *const statuses[] = { "408 Timeout", "425 Too Early", "429 Too Many",
                                          "500 Oops",    "502 Bad",       "503 Busy",
                                          "504 Late" };
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      then_raw (f, raw_page (statuses[i], ""));
      then_raw (f, raw_outcome (statuses[i], "Later."));
    }
  then_hub (f, hub_good);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_advises (f, "busy"));
  assert_all_delivered (f, ids);
  g_assert_cmpuint (sync_fixture_posts (f), ==, 2 * G_N_ELEMENTS (statuses) + 1);
}

/* --- The kiosk's own side */

static void
test_purge (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 2);
  f->pace.purge_interval = AT_ONCE_US;
  then_hub (f, hub_good);
  sync_fixture_start (f);
  assert_all_delivered (f, ids);
  stipple_clock_advance (f->store.clock, STIPPLE_PURGE_AGE_US - 1);
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_count (f, STIPPLE_DELIVERY_DELIVERED), ==, 2);
  stipple_clock_advance (f->store.clock, 1);
  WAIT_UNTIL (sync_fixture_count (f, STIPPLE_DELIVERY_DELIVERED) == 0);
}

static void
test_store_closed_meanwhile (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  then_raw (f, raw_page ("503 Busy", ""));
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_posts (f) > 0);
  stipple_store_close (f->store.store);
  WAIT_UNTIL (sync_fixture_advises (f, "its own records"));
  sync_fixture_stop (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func, data)                                                                      \
  g_test_add ("/delivery" path, SyncFixture, data, sync_fixture_set_up, func,                      \
              sync_fixture_tear_down)
  ADD ("/nothing", test_nothing, NULL);
  ADD ("/one", test_one, NULL);
  ADD ("/many", test_many, NULL);
  ADD ("/new-one", test_new_one, NULL);
  ADD ("/large", test_large, NULL);
  ADD ("/network/down-then-up", test_hub_down_then_up, NULL);
  ADD ("/network/reply-lost", test_reply_lost, NULL);
  ADD ("/network/reply-cut", test_reply_cut, NULL);
  ADD ("/network/stalls", test_stalls, NULL);
  ADD ("/network/untrusted-tls", test_untrusted_tls, NULL);
  ADD ("/portal/sign-in-page", test_sign_in_page, NULL);
  ADD ("/portal/is-said", test_sign_in_page_is_said, NULL);
  ADD ("/portal/redirect", test_redirect, NULL);
  ADD ("/refused/conflict", test_conflict, NULL);
  ADD ("/refused/one-of-twenty", test_one_of_twenty, NULL);
  ADD ("/refused/all", test_all_refused, NULL);
  ADD ("/refused/small-proxy", test_small_proxy, NULL);
  ADD ("/refused/fault-while-splitting", test_fault_while_splitting, NULL);
  ADD ("/refused/401", test_no_longer_welcome, "401 Unauthorized");
  ADD ("/refused/403", test_no_longer_welcome, "403 Forbidden");
  ADD ("/busy", test_busy, NULL);
  ADD ("/store/purge", test_purge, NULL);
  ADD ("/store/closed-meanwhile", test_store_closed_meanwhile, NULL);
  return g_test_run ();
}
