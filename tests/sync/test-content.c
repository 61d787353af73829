// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync-fixture.h"
#include "wire/api.h"
#include "wire/default-pack.h"
#include "wire/fhir.h"

#include <string.h>

/* The content pack comes down, and a bad one never replaces a good one. */

/* The default pack with another version; with @bad, one without its FAQ. */
static char *
pack_json (int version, gboolean bad)
{
  g_autoptr (GBytes) bytes = stipple_default_pack_bytes ();
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  g_autoptr (StippleJson) json = stipple_json_parse (data, length, length, NULL);
  json_object_set_new (json, "version", json_integer (version));
  if (bad)
    json_object_del (json, "faq");
  return stipple_json_canonical (json);
}

static char *
digest_of (const char *json)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);
}

static char *
raw_content (const char *json, gboolean tagged)
{
  g_autofree char *digest = digest_of (json);
  g_autofree char *tag = tagged ? g_strdup_printf ("ETag: \"%s\"\r\n", digest) : g_strdup ("");
  return g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%s"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          tag, strlen (json), json);
}

static void
then_content (SyncFixture *f, const char *json, gboolean tagged)
{
  g_autofree char *raw = raw_content (json, tagged);
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, raw);
}

/* What is said only once the test has seen what came of the answer before. */
typedef struct
{
  GMutex lock;
  GCond opened;
  gboolean is_open;
  char *raw;
} Gate;

static gboolean
say_when_open (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  Gate *gate = data;
  g_mutex_lock (&gate->lock);
  while (!gate->is_open)
    g_cond_wait (&gate->opened, &gate->lock);
  g_mutex_unlock (&gate->lock);
  liar_write (connection, gate->raw, -1);
  return FALSE;
}

static void
gate_init (Gate *gate, SyncFixture *f, const char *json)
{
  g_mutex_init (&gate->lock);
  g_cond_init (&gate->opened);
  gate->raw = raw_content (json, TRUE);
  liar_then_at (f->liar, STIPPLE_PATH_CONTENT, say_when_open, gate);
}

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->is_open = TRUE;
  g_cond_broadcast (&gate->opened);
  g_mutex_unlock (&gate->lock);
}

/* Its answer has been given. */
static void
gate_clear (Gate *gate)
{
  g_mutex_clear (&gate->lock);
  g_cond_clear (&gate->opened);
  g_free (gate->raw);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gate, gate_clear)

static void
then_unchanged (SyncFixture *f)
{
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, "HTTP/1.1 304 Not Modified\r\n\r\n");
}

static void
assert_asked_for_other_than (SyncFixture *f, guint look, const char *json)
{
  g_autofree char *digest = json != NULL ? digest_of (json) : NULL;
  g_autofree char *expected = json != NULL ? g_strdup_printf ("\"%s\"", digest) : NULL;
  g_autofree char *got =
      liar_request_header (liar_nth_at (f->liar, STIPPLE_PATH_CONTENT, look), "If-None-Match");
  g_assert_cmpstr (got, ==, expected);
}

static void
assert_stored (SyncFixture *f, const char *json)
{
  g_autofree char *digest = digest_of (json);
  g_autoptr (StipplePack) pack = store_fixture_get_content (&f->store, NULL);
  g_assert_nonnull (pack);
  g_assert_cmpstr (pack->digest, ==, digest);
}

static void
store_pack (SyncFixture *f, const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (StipplePack) pack = store_fixture_set_content (&f->store, bytes, NULL);
  g_assert_nonnull (pack);
}

static void
test_new (SyncFixture *f, gconstpointer data)
{
  g_autofree char *json = pack_json (5, FALSE);
  then_content (f, json, TRUE);
  sync_fixture_start (f);
  WAIT_UNTIL (f->packs->len == 1);
  g_assert_cmpint (((StipplePack *) g_ptr_array_index (f->packs, 0))->version, ==, 5);
  assert_stored (f, json);
  assert_asked_for_other_than (f, 0, NULL);
  g_assert_true (sync_fixture_advises (f, ""));
  const LiarRequest *request = liar_nth_at (f->liar, STIPPLE_PATH_CONTENT, 0);
  g_autofree char *authorization = liar_request_header (request, "Authorization");
  g_assert_cmpstr (authorization, ==, "Bearer sample-token-of-this-device");
}

static void
test_unchanged (SyncFixture *f, gconstpointer data)
{
  g_autofree char *json = pack_json (5, FALSE);
  store_pack (f, json);
  f->pace.content_interval = AT_ONCE_US;
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_looks (f) >= 3);
  assert_asked_for_other_than (f, 0, json);
  assert_asked_for_other_than (f, 2, json);
  assert_stored (f, json);
  g_assert_cmpuint (f->packs->len, ==, 0);
}

/* A proxy dropped the ETag: the same pack is no new one. */
static void
test_unchanged_without_tag (SyncFixture *f, gconstpointer data)
{
  g_autofree char *json = pack_json (5, FALSE);
  f->pace.content_interval = AT_ONCE_US;
  then_content (f, json, FALSE);
  then_content (f, json, FALSE);
  then_content (f, json, FALSE);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_looks (f) >= 4 && f->packs->len > 0);
  g_assert_cmpuint (f->packs->len, ==, 1);
  assert_asked_for_other_than (f, 1, json);
  g_assert_true (sync_fixture_advises (f, ""));
}

static void
test_newer (SyncFixture *f, gconstpointer data)
{
  g_autofree char *old = pack_json (5, FALSE);
  g_autofree char *new = pack_json (6, FALSE);
  f->pace.content_interval = AT_ONCE_US;
  then_content (f, old, TRUE);
  then_unchanged (f);
  then_content (f, new, TRUE);
  sync_fixture_start (f);
  WAIT_UNTIL (f->packs->len == 2);
  assert_stored (f, new);
  assert_asked_for_other_than (f, 1, old);
  assert_asked_for_other_than (f, 2, old);
}

static void
test_bad (SyncFixture *f, gconstpointer data)
{
  g_autofree char *good = pack_json (5, FALSE);
  g_autofree char *bad = pack_json (6, TRUE);
  store_pack (f, good);
  f->pace.content_interval = AT_ONCE_US;
  then_content (f, bad, TRUE);
  then_unchanged (f);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_looks (f) >= 4 && sync_fixture_advises (f, "has faults"));
  assert_stored (f, good);
  g_assert_cmpuint (f->packs->len, ==, 0);
  assert_asked_for_other_than (f, 0, good);
  for (guint look = 1; look < 4; look++)
    assert_asked_for_other_than (f, look, bad);
  g_assert_cmpint (sync_fixture_state (f), ==, STIPPLE_SYNC_IDLE);
}

static void
test_good_after_bad (SyncFixture *f, gconstpointer data)
{
  g_autofree char *good = pack_json (5, FALSE);
  g_autofree char *bad = pack_json (6, TRUE);
  g_autofree char *better = pack_json (7, FALSE);
  g_auto (Gate) gate = { 0 };
  store_pack (f, good);
  f->pace.content_interval = AT_ONCE_US;
  then_content (f, bad, TRUE);
  gate_init (&gate, f, better);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_advises (f, "has faults"));
  gate_open (&gate);
  WAIT_UNTIL (f->packs->len == 1 && sync_fixture_advises (f, ""));
  assert_stored (f, better);
}

/* The administrator takes the bad one back. */
static void
test_old_one_again (SyncFixture *f, gconstpointer data)
{
  g_autofree char *good = pack_json (5, FALSE);
  g_autofree char *bad = pack_json (6, TRUE);
  g_auto (Gate) gate = { 0 };
  store_pack (f, good);
  f->pace.content_interval = AT_ONCE_US;
  then_content (f, bad, TRUE);
  gate_init (&gate, f, good);
  then_unchanged (f);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_advises (f, "has faults"));
  gate_open (&gate);
  WAIT_UNTIL (sync_fixture_looks (f) >= 3 && sync_fixture_advises (f, ""));
  assert_asked_for_other_than (f, 2, good);
  g_assert_cmpuint (f->packs->len, ==, 0);
}

/* The hub came back from a backup. */
static void
test_older (SyncFixture *f, gconstpointer data)
{
  g_autofree char *ours = pack_json (5, FALSE);
  g_autofree char *older = pack_json (4, FALSE);
  store_pack (f, ours);
  f->pace.content_interval = AT_ONCE_US;
  then_content (f, older, TRUE);
  then_unchanged (f);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_looks (f) >= 3);
  sync_fixture_watch ();
  assert_stored (f, ours);
  assert_asked_for_other_than (f, 2, older);
  g_assert_true (sync_fixture_advises (f, ""));
}

static void
test_not_json (SyncFixture *f, gconstpointer data)
{
  g_autofree char *ours = pack_json (5, FALSE);
  g_autofree char *page = raw_page ("200 OK", "");
  store_pack (f, ours);
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, page);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_advises (f, "is not the hub"));
  assert_stored (f, ours);
}

static void
test_redirect (SyncFixture *f, gconstpointer data)
{
  g_autoptr (Liar) other = liar_new ();
  g_autofree char *target = liar_url (other, "/content");
  g_autofree char *location = g_strdup_printf ("Location: %s\r\n", target);
  g_autofree char *raw = raw_page ("302 Found", location);
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, raw);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_advises (f, "redirects"));
  g_assert_cmpuint (liar_count (other), ==, 0);
}

static void
test_busy_then_new (SyncFixture *f, gconstpointer data)
{
  g_autofree char *json = pack_json (5, FALSE);
  g_autofree char *busy = raw_page ("503 Busy", "");
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, busy);
  then_content (f, json, TRUE);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_advises (f, "busy"));
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (f->packs->len == 1 && sync_fixture_advises (f, ""));
}

/* A delivery shows that the hub is there again. */
static void
test_after_a_delivery (SyncFixture *f, gconstpointer data)
{
  g_autofree char *json = pack_json (5, FALSE);
  liar_then_at (f->liar, STIPPLE_PATH_CONTENT, liar_drop, NULL);
  then_content (f, json, TRUE);
  liar_then_at (f->liar, STIPPLE_PATH_FHIR, hub_good, &f->hub);
  f->pace.probe_interval = NEVER_US;
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_advises (f, "cannot be reached"));
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (f->delivered->len == 1 && f->packs->len == 1 && sync_fixture_advises (f, ""));
}

/* A kiosk that fetched content at its start and looks again in a day; the hub names @digest when it takes an
 * intake in. */
static void
start_with_hub_that_names (SyncFixture *f, char *digest)
{
  f->hub.content = digest;
  liar_then_at (f->liar, STIPPLE_PATH_FHIR, hub_good, &f->hub);
  f->pace.content_interval = NEVER_US;
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_looks (f) == 1 && sync_fixture_state (f) == STIPPLE_SYNC_IDLE);
}

static void
deliver_one (SyncFixture *f)
{
  guint before = f->delivered->len;
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (f->delivered->len == before + 1 && sync_fixture_is_done (f));
}

static void
test_named_by_a_delivery (SyncFixture *f, gconstpointer data)
{
  g_autofree char *old = pack_json (5, FALSE);
  g_autofree char *new = pack_json (6, FALSE);
  g_autofree char *digest = digest_of (new);
  store_pack (f, old);
  then_unchanged (f);
  then_content (f, new, TRUE);
  start_with_hub_that_names (f, digest);
  deliver_one (f);
  WAIT_UNTIL (f->packs->len == 1);
  assert_stored (f, new);
  deliver_one (f);
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_looks (f), ==, 2);
}

static void
test_known_one_named (SyncFixture *f, gconstpointer data)
{
  g_autofree char *ours = pack_json (5, FALSE);
  g_autofree char *digest = digest_of (ours);
  store_pack (f, ours);
  then_unchanged (f);
  start_with_hub_that_names (f, digest);
  deliver_one (f);
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_looks (f), ==, 1);
}

/* One look is enough to know that it is of no use. */
static void
test_bad_one_named (SyncFixture *f, gconstpointer data)
{
  g_autofree char *good = pack_json (5, FALSE);
  g_autofree char *bad = pack_json (6, TRUE);
  g_autofree char *digest = digest_of (bad);
  store_pack (f, good);
  then_unchanged (f);
  then_content (f, bad, TRUE);
  start_with_hub_that_names (f, digest);
  deliver_one (f);
  WAIT_UNTIL (sync_fixture_advises (f, "has faults"));
  deliver_one (f);
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_looks (f), ==, 2);
  assert_stored (f, good);
}

static void
test_not_while_failing (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  g_autofree char *busy = raw_page ("503 Busy", "");
  liar_say_at (f->liar, STIPPLE_PATH_FHIR, busy);
  f->pace.content_interval = AT_ONCE_US;
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_posts (f) >= 5);
  g_assert_cmpuint (sync_fixture_looks (f), ==, 0);
}

static void
test_no_longer_welcome (SyncFixture *f, gconstpointer data)
{
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT,
               "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/problem+json\r\n"
               "Content-Length: 20\r\n\r\n{\"title\":\"Revoked.\"}");
  f->pace.content_interval = AT_ONCE_US;
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_state (f) == STIPPLE_SYNC_REFUSED);
  g_assert_true (sync_fixture_advises (f, "no longer accepts"));
  sync_fixture_watch ();
  g_assert_cmpuint (sync_fixture_looks (f), ==, 1);
}

static void
test_sign_in_page_says_401 (SyncFixture *f, gconstpointer data)
{
  g_autofree char *json = pack_json (5, FALSE);
  g_autofree char *page = raw_page ("401 Unauthorized", "");
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, page);
  then_content (f, json, TRUE);
  f->pace.content_interval = AT_ONCE_US;
  sync_fixture_start (f);
  WAIT_UNTIL (f->packs->len == 1);
}

static void
test_stop_while_hanging (SyncFixture *f, gconstpointer data)
{
  double fastest = G_MAXDOUBLE;
  for (guint n = 1; n <= N_STOPS; n++)
    liar_then_at (f->liar, STIPPLE_PATH_CONTENT, liar_hang, NULL);
  for (guint n = 1; n <= N_STOPS; n++)
    {
      sync_fixture_start (f);
      WAIT_UNTIL (sync_fixture_looks (f) == n);
      sync_fixture_time_stop (f, &fastest);
    }
  g_assert_cmpfloat (fastest, <, STOP_S);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/content/" path, SyncFixture, NULL, sync_fixture_set_up, func,                      \
              sync_fixture_tear_down)
  ADD ("new", test_new);
  ADD ("unchanged", test_unchanged);
  ADD ("unchanged-without-tag", test_unchanged_without_tag);
  ADD ("newer", test_newer);
  ADD ("bad", test_bad);
  ADD ("good-after-bad", test_good_after_bad);
  ADD ("old-one-again", test_old_one_again);
  ADD ("older", test_older);
  ADD ("not-json", test_not_json);
  ADD ("redirect", test_redirect);
  ADD ("busy-then-new", test_busy_then_new);
  ADD ("after-a-delivery", test_after_a_delivery);
  ADD ("named-by-a-delivery", test_named_by_a_delivery);
  ADD ("known-one-named", test_known_one_named);
  ADD ("bad-one-named", test_bad_one_named);
  ADD ("not-while-failing", test_not_while_failing);
  ADD ("no-longer-welcome", test_no_longer_welcome);
  ADD ("sign-in-page-says-401", test_sign_in_page_says_401);
  ADD ("stop-while-hanging", test_stop_while_hanging);
  return g_test_run ();
}
