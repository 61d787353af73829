// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync-fixture.h"

#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

/* What the hub refused is told to it, and what staff decide there is done here. */

#define RECEIPT "8f3a19c04c6ed5d5c6d2b1f54f0c2f6f9a0c9b1de6e1a6cdb28c0b7a3c9d1e2f"

/* The hub's side of one intake: what it was told, and what it says. */
typedef struct
{
  GMutex lock;
  char *id;
  char *path;
  char *report; /* the last one; NULL: it was never told */
  gint64 round; /* of it */
  const char *state;
  guint n_told, n_asked;
} Desk;

typedef struct
{
  SyncFixture sync;
  Desk desk;
} QuarantineFixture;

static gboolean
say (Desk *self, GIOStream *connection, const char *status)
{
  g_autoptr (StippleJson) json = json_pack ("{s:s, s:I, s:s}", "id", self->id, "round",
                                            (json_int_t) self->round, "state", self->state);
  if (strcmp (self->state, "resolved") == 0)
    json_object_set_new (json, "receipt", json_string (RECEIPT));
  g_autofree char *body = stipple_json_canonical (json);
  return liar_answer (connection, status, "Content-Type: application/json\r\n", body);
}

static gboolean
hear (Desk *self, const LiarRequest *request, GIOStream *connection)
{
  g_autoptr (StippleJson) report =
      stipple_json_parse (request->body, request->body_length, request->body_length, NULL);
  gint64 round = json_integer_value (json_object_get (report, "round"));
  gboolean is_new = self->report == NULL;

  self->n_told++;
  g_free (self->report);
  self->report = stipple_json_canonical (report);
  if (round > self->round && strcmp (self->state, "again") == 0)
    self->state = "open";
  self->round = MAX (self->round, round);
  return say (self, connection, is_new ? "201 Created" : "200 OK");
}

static gboolean
desk_good (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  Desk *self = data;
  gboolean more;

  g_mutex_lock (&self->lock);
  if (strcmp (request->method, "PUT") == 0)
    more = hear (self, request, connection);
  else
    {
      self->n_asked++;
      more = self->report != NULL
                 ? say (self, connection, "200 OK")
                 : liar_answer (connection, "404 Not Found",
                                "Content-Type: application/problem+json\r\n", "{}");
    }
  g_mutex_unlock (&self->lock);
  return more;
}

static void
decide (QuarantineFixture *f, const char *state)
{
  g_mutex_lock (&f->desk.lock);
  f->desk.state = state;
  g_mutex_unlock (&f->desk.lock);
}

static guint
times_told (QuarantineFixture *f)
{
  g_mutex_lock (&f->desk.lock);
  guint n = f->desk.n_told;
  g_mutex_unlock (&f->desk.lock);
  return n;
}

static void
set_up (QuarantineFixture *f, gconstpointer data)
{
  sync_fixture_set_up (&f->sync, data);
  f->sync.pace.quarantine_interval = AT_ONCE_US;
  f->sync.hub.refusal = 422;
  g_mutex_init (&f->desk.lock);
  f->desk.state = "open";
}

static void
tear_down (QuarantineFixture *f, gconstpointer data)
{
  sync_fixture_tear_down (&f->sync, data);
  g_mutex_clear (&f->desk.lock);
  g_free (f->desk.id);
  g_free (f->desk.path);
  g_free (f->desk.report);
}

/* --- Steps */

/* One that the hub refuses; @reply answers what is told of it. */
static void
save_refused (QuarantineFixture *f, LiarReply reply)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (&f->sync, 1);
  f->desk.id = g_strdup (g_ptr_array_index (ids, 0));
  f->desk.path = g_strconcat (STIPPLE_PATH_QUARANTINE "/", f->desk.id, NULL);
  g_hash_table_add (f->sync.hub.refused, g_strdup (f->desk.id));
  liar_then_at (f->sync.liar, STIPPLE_PATH_FHIR, hub_good, &f->sync.hub);
  if (reply != NULL)
    liar_then_at (f->sync.liar, f->desk.path, reply, &f->desk);
}

static void
take_back_refusal (QuarantineFixture *f)
{
  g_mutex_lock (&f->sync.hub.lock);
  g_hash_table_remove_all (f->sync.hub.refused);
  g_mutex_unlock (&f->sync.hub.lock);
}

static gboolean
is_in (QuarantineFixture *f, StippleDeliveryState state)
{
  g_autoptr (GPtrArray) list = store_fixture_list (&f->sync.store);
  return store_fixture_find (list, f->desk.id)->state == state;
}

/* --- Cases */

static void
test_told (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  g_autoptr (GPtrArray) before = store_fixture_next_batch (&f->sync.store, 1);
  const StippleOutboxItem *item = g_ptr_array_index (before, 0);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (times_told (f) > 0);
  g_mutex_lock (&f->desk.lock);
  g_autoptr (StippleJson) report = json_loads (f->desk.report, 0, NULL);
  g_mutex_unlock (&f->desk.lock);
  const json_t *refusal = json_object_get (report, "refusal");
  g_assert_cmpstr (json_string_value (json_object_get (report, "document")), ==, item->document);
  g_assert_cmpstr (json_string_value (json_object_get (report, "code")), ==, item->code);
  g_assert_cmpint (json_integer_value (json_object_get (report, "round")), ==, 1);
  g_assert_cmpstr (json_string_value (json_object_get (refusal, "kind")), ==, "invalid");
  g_assert_cmpstr (json_string_value (json_object_get (refusal, "diagnostics")), ==,
                   "It has a sample fault.");
  const LiarRequest *request = liar_nth_at (f->sync.liar, f->desk.path, 1);
  g_autofree char *authorization = liar_request_header (request, "Authorization");
  g_assert_true (g_str_has_prefix (authorization, "Bearer "));
}

/* However often it asks, it tells once. */
static void
test_told_once (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (liar_count_at (f->sync.liar, f->desk.path) > 5);
  g_assert_cmpuint (times_told (f), ==, 1);
  sync_fixture_restart (&f->sync);
  guint asked = liar_count_at (f->sync.liar, f->desk.path);
  WAIT_UNTIL (liar_count_at (f->sync.liar, f->desk.path) > asked + 2);
  g_assert_cmpuint (times_told (f), ==, 1);
  g_assert_true (is_in (f, STIPPLE_DELIVERY_QUARANTINED));
}

/* A hub that came back from a backup is told again. */
static void
test_forgotten (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (times_told (f) == 1);
  g_mutex_lock (&f->desk.lock);
  g_clear_pointer (&f->desk.report, g_free);
  f->desk.round = 0;
  g_mutex_unlock (&f->desk.lock);
  WAIT_UNTIL (times_told (f) == 2);
}

static void
test_again (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (times_told (f) == 1);
  take_back_refusal (f);
  decide (f, "again");
  WAIT_UNTIL (f->sync.delivered->len == 1);
  g_assert_cmpstr (g_ptr_array_index (f->sync.delivered, 0), ==, f->desk.id);
  WAIT_UNTIL (is_in (f, STIPPLE_DELIVERY_DELIVERED));
  g_assert_cmpuint (sync_fixture_posts (&f->sync), ==, 2);
  const LiarRequest *first = liar_nth_at (f->sync.liar, STIPPLE_PATH_FHIR, 0);
  const LiarRequest *second = liar_nth_at (f->sync.liar, STIPPLE_PATH_FHIR, 1);
  g_assert_cmpmem (first->body, first->body_length, second->body, second->body_length);
  g_assert_cmpuint (hub_holds (&f->sync.hub), ==, 1);
}

static void
test_again_in_vain (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (times_told (f) == 1);
  decide (f, "again");
  WAIT_UNTIL (times_told (f) == 2);
  g_mutex_lock (&f->desk.lock);
  g_assert_cmpint (f->desk.round, ==, 2);
  g_mutex_unlock (&f->desk.lock);
  WAIT_UNTIL (is_in (f, STIPPLE_DELIVERY_QUARANTINED));
  g_assert_cmpuint (sync_fixture_posts (&f->sync), ==, 2);
}

static void
test_resolved (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (times_told (f) == 1);
  decide (f, "resolved");
  WAIT_UNTIL (is_in (f, STIPPLE_DELIVERY_DELIVERED));
  WAIT_UNTIL (f->sync.delivered->len == 1);
  g_autoptr (GPtrArray) list = store_fixture_list (&f->sync.store);
  g_assert_cmpstr (store_fixture_find (list, f->desk.id)->receipt, ==, RECEIPT);
  g_assert_cmpuint (sync_fixture_posts (&f->sync), ==, 1);
}

static void
test_dismissed (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (times_told (f) == 1);
  decide (f, "dismissed");
  WAIT_UNTIL (is_in (f, STIPPLE_DELIVERY_DISMISSED));
  guint asked = liar_count_at (f->sync.liar, f->desk.path);
  sync_fixture_watch ();
  g_assert_cmpuint (liar_count_at (f->sync.liar, f->desk.path), ==, asked);
  g_assert_cmpuint (f->sync.delivered->len, ==, 0);
}

/* Decided while the kiosk was off: it hears of it when it starts. */
static void
test_decided_meanwhile (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (times_told (f) == 1);
  sync_fixture_stop (&f->sync);
  decide (f, "resolved");
  sync_fixture_restart (&f->sync);
  WAIT_UNTIL (is_in (f, STIPPLE_DELIVERY_DELIVERED));
}

/* --- What must not happen */

/* Good intakes go out, and nothing troubles anybody, whatever becomes of the report. */
static void
assert_undisturbed (QuarantineFixture *f)
{
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (liar_count_at (f->sync.liar, f->desk.path) > 2);
  guint before = f->sync.delivered->len;
  g_autoptr (GPtrArray) ids = sync_fixture_save (&f->sync, 3);
  stipple_sync_probe (f->sync.sync);
  WAIT_UNTIL (f->sync.delivered->len == before + 3);
  WAIT_UNTIL (sync_fixture_state (&f->sync) == STIPPLE_SYNC_IDLE);
  g_assert_true (sync_fixture_advises (&f->sync, ""));
  g_assert_true (is_in (f, STIPPLE_DELIVERY_QUARANTINED));
}

static void
test_does_not_disturb (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, data != NULL ? NULL : liar_drop);
  for (guint i = 0; data != NULL && i < 20; i++)
    liar_say_at (f->sync.liar, f->desk.path, data);
  assert_undisturbed (f);
}

/* It fails, and fails again: ever more slowly, and a network change brings it forward. */
static gint64
ten_minutes (guint failures, double random)
{
  return 10 * G_TIME_SPAN_MINUTE;
}

static void
test_backs_off (QuarantineFixture *f, gconstpointer data)
{
  f->sync.pace.backoff_delay = ten_minutes;
  save_refused (f, liar_drop);
  liar_then_at (f->sync.liar, f->desk.path, desk_good, &f->desk);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (liar_count_at (f->sync.liar, f->desk.path) >= 1);
  guint asked = liar_count_at (f->sync.liar, f->desk.path);
  sync_fixture_watch ();
  g_assert_cmpuint (liar_count_at (f->sync.liar, f->desk.path), ==, asked);
  stipple_sync_probe (f->sync.sync);
  WAIT_UNTIL (times_told (f) == 1);
}

/* While the hub cannot be reached, intakes wait, and so do reports. */
static void
test_waits_for_the_hub (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  g_assert_true (
      store_fixture_quarantine (&f->sync.store, f->desk.id, "It has a sample fault.", NULL));
  g_autoptr (GPtrArray) ids = sync_fixture_save (&f->sync, 1);
  f->sync.pace.backoff_delay = ten_minutes;
  store_fixture_set_backoff (
      &f->sync.store,
      (StippleBackoff){ 3, stipple_clock_now (f->sync.store.clock) + 10 * G_TIME_SPAN_MINUTE });
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (sync_fixture_state (&f->sync) == STIPPLE_SYNC_BACKOFF);
  sync_fixture_watch ();
  g_assert_cmpuint (liar_count (f->sync.liar), ==, 0);
  stipple_sync_probe (f->sync.sync);
  WAIT_UNTIL (times_told (f) == 1 && f->sync.delivered->len > 0);
  g_assert_cmpuint (f->sync.delivered->len, ==, 1);
}

/* No longer enrolled: as when an intake is refused for it. */
static void
test_refused (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, NULL);
  liar_say_at (f->sync.liar, f->desk.path,
               "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/problem+json\r\n"
               "Content-Length: 2\r\n\r\n{}");
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (sync_fixture_state (&f->sync) == STIPPLE_SYNC_REFUSED);
  g_assert_true (is_in (f, STIPPLE_DELIVERY_QUARANTINED));
}

/* What the disk has spoilt is told without what it said. */
static void
test_damaged (QuarantineFixture *f, gconstpointer data)
{
  save_refused (f, desk_good);
  store_fixture_close (&f->sync.store);
  store_fixture_sql (&f->sync.store, "UPDATE intake SET sealed = zeroblob (length (sealed))");
  store_fixture_reopen (&f->sync.store);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (times_told (f) == 1);
  g_mutex_lock (&f->desk.lock);
  g_autoptr (StippleJson) report = json_loads (f->desk.report, 0, NULL);
  g_mutex_unlock (&f->desk.lock);
  g_assert_null (json_object_get (report, "document"));
  g_assert_cmpstr (
      json_string_value (json_object_get (json_object_get (report, "refusal"), "kind")), ==,
      "damaged");
}

/* More than are asked about at a time. */
static void
test_many (QuarantineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (&f->sync, 45);
  g_autofree Desk *desks = g_new0 (Desk, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *path =
          g_strconcat (STIPPLE_PATH_QUARANTINE "/", g_ptr_array_index (ids, i), NULL);
      desks[i] = (Desk){ .id = g_ptr_array_index (ids, i), .state = "open" };
      g_mutex_init (&desks[i].lock);
      g_hash_table_add (f->sync.hub.refused, g_strdup (desks[i].id));
      liar_then_at (f->sync.liar, path, desk_good, &desks[i]);
    }
  liar_then_at (f->sync.liar, STIPPLE_PATH_FHIR, hub_good, &f->sync.hub);
  sync_fixture_start (&f->sync);
  for (guint i = 0; i < ids->len; i++)
    WAIT_UNTIL (g_atomic_int_get ((gint *) &desks[i].n_told) == 1);
  sync_fixture_stop (&f->sync);
  /* Its threads may have said the last word, and still hold a desk. */
  g_clear_pointer (&f->sync.liar, liar_free);
  for (guint i = 0; i < ids->len; i++)
    {
      g_mutex_clear (&desks[i].lock);
      g_free (desks[i].report);
    }
}

#define ADD_DATA(path, data, function)                                                             \
  g_test_add (path, QuarantineFixture, data, set_up, function, tear_down)
#define ADD(path, function) ADD_DATA (path, NULL, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sync/quarantine/told", test_told);
  ADD ("/sync/quarantine/told-once", test_told_once);
  ADD ("/sync/quarantine/forgotten", test_forgotten);
  ADD ("/sync/quarantine/again", test_again);
  ADD ("/sync/quarantine/again-in-vain", test_again_in_vain);
  ADD ("/sync/quarantine/resolved", test_resolved);
  ADD ("/sync/quarantine/dismissed", test_dismissed);
  ADD ("/sync/quarantine/meanwhile", test_decided_meanwhile);
  ADD ("/sync/quarantine/undisturbed/no-answer", test_does_not_disturb);
  ADD_DATA ("/sync/quarantine/undisturbed/other-device",
            "HTTP/1.1 403 Forbidden\r\nContent-Type: application/problem+json\r\n"
            "Content-Length: 2\r\n\r\n{}",
            test_does_not_disturb);
  ADD_DATA ("/sync/quarantine/undisturbed/older-hub",
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\n"
            "Content-Length: 2\r\n\r\n{}",
            test_does_not_disturb);
  ADD_DATA ("/sync/quarantine/undisturbed/fault", "HTTP/1.1 500 Fault\r\nContent-Length: 0\r\n\r\n",
            test_does_not_disturb);
  ADD_DATA ("/sync/quarantine/undisturbed/page",
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi",
            test_does_not_disturb);
  ADD_DATA ("/sync/quarantine/undisturbed/another",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 47\r\n\r\n"
            "{\"id\":\"lobby\",\"round\":1000,\"state\":\"dismissed\"}",
            test_does_not_disturb);
  ADD_DATA ("/sync/quarantine/undisturbed/redirect",
            "HTTP/1.1 302 Found\r\nLocation: /sign-in\r\nContent-Length: 0\r\n\r\n",
            test_does_not_disturb);
  ADD ("/sync/quarantine/backs-off", test_backs_off);
  ADD ("/sync/quarantine/waits", test_waits_for_the_hub);
  ADD ("/sync/quarantine/refused", test_refused);
  ADD ("/sync/quarantine/damaged", test_damaged);
  ADD ("/sync/quarantine/many", test_many);
  return g_test_run ();
}
