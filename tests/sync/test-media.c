// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample-gallery.h"
#include "sync-fixture.h"
#include "wire/api.h"
#include "wire/media.h"

#include <string.h>

/* The pictures of a pack come down before it is used, whatever the network and the hub do. */

typedef struct
{
  SyncFixture sync;
  char *paths[SAMPLE_N_PICTURES];
  GBytes *files[SAMPLE_N_PICTURES];
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  sync_fixture_set_up (&f->sync, data);
  for (guint i = 0; i < SAMPLE_N_PICTURES; i++)
    {
      f->paths[i] = g_strconcat (STIPPLE_PATH_MEDIA "/", sample_picture_sha256 (i), NULL);
      f->files[i] = sample_picture_bytes (i);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sync_fixture_tear_down (&f->sync, data);
  for (guint i = 0; i < SAMPLE_N_PICTURES; i++)
    {
      g_free (f->paths[i]);
      g_bytes_unref (f->files[i]);
    }
}

/* --- What the hub says. */

/* At one look for content; after the last one of these it has nothing new. */
static void
then_pack (Fixture *f, int version)
{
  g_autoptr (GBytes) json = sample_gallery_pack_json (version);
  g_autofree char *raw = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%.*s",
      g_bytes_get_size (json), (int) g_bytes_get_size (json),
      (const char *) g_bytes_get_data (json, NULL));
  liar_say_at (f->sync.liar, STIPPLE_PATH_CONTENT, raw);
}

static gboolean
write_picture (GIOStream *connection, GBytes *file, gsize length)
{
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %zu\r\n\r\n",
                       g_bytes_get_size (file));
  return liar_write (connection, head, -1)
         && liar_write (connection, g_bytes_get_data (file, NULL), (gssize) length);
}

static gboolean
whole (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  return write_picture (connection, data, g_bytes_get_size (data));
}

static gboolean
cut_short (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  write_picture (connection, data, g_bytes_get_size (data) / 2);
  return FALSE;
}

static void
then_picture (Fixture *f, guint index, LiarReply reply, guint file)
{
  liar_then_at (f->sync.liar, f->paths[index], reply, f->files[file]);
}

/* --- What the kiosk has. */

static guint
asked_for (Fixture *f, guint index)
{
  return liar_count_at (f->sync.liar, f->paths[index]);
}

static gboolean
has (Fixture *f, guint index)
{
  g_autoptr (GBytes) file =
      store_fixture_get_media (&f->sync.store, sample_picture_sha256 (index), NULL);
  return file != NULL;
}

static int
version_of (Fixture *f)
{
  g_autoptr (StipplePack) pack = store_fixture_get_content (&f->sync.store, NULL);
  return pack != NULL ? pack->version : 0;
}

static void
assert_used (Fixture *f, int version)
{
  WAIT_UNTIL (f->sync.packs->len == 1 && sync_fixture_advises (&f->sync, ""));
  g_assert_cmpint (((StipplePack *) g_ptr_array_index (f->sync.packs, 0))->version, ==, version);
  g_assert_cmpint (version_of (f), ==, version);
  g_assert_true (has (f, 0));
  g_assert_true (has (f, 1));
}

static void
test_with_pictures (Fixture *f, gconstpointer data)
{
  then_pack (f, 5);
  then_picture (f, 0, whole, 0);
  then_picture (f, 1, whole, 1);
  sync_fixture_start (&f->sync);
  assert_used (f, 5);
  g_assert_cmpuint (asked_for (f, 0), ==, 1);
  g_assert_cmpuint (asked_for (f, 1), ==, 1);
  g_autofree char *authorization =
      liar_request_header (liar_nth_at (f->sync.liar, f->paths[0], 0), "Authorization");
  g_assert_cmpstr (authorization, ==, "Bearer sample-token-of-this-device");
}

/* The next pack has the same pictures: they are not fetched again. */
static void
test_only_new_ones (Fixture *f, gconstpointer data)
{
  f->sync.pace.content_interval = AT_ONCE_US;
  then_pack (f, 5);
  then_pack (f, 6);
  then_picture (f, 0, whole, 0);
  then_picture (f, 1, whole, 1);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (f->sync.packs->len == 2);
  g_assert_cmpint (version_of (f), ==, 6);
  g_assert_cmpuint (asked_for (f, 0), ==, 1);
  g_assert_cmpuint (asked_for (f, 1), ==, 1);
}

/* Until the second is here, the pack is not used; the first is not fetched again, even after a restart. */
static void
test_resumes (Fixture *f, gconstpointer data)
{
  then_pack (f, 5);
  then_pack (f, 5);
  then_pack (f, 5);
  then_picture (f, 0, whole, 0);
  then_picture (f, 1, cut_short, 1);
  then_picture (f, 1, cut_short, 1);
  then_picture (f, 1, whole, 1);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (sync_fixture_advises (&f->sync, "cannot be reached"));
  g_assert_cmpuint (f->sync.packs->len, ==, 0);
  g_assert_cmpint (version_of (f), ==, 0);
  g_assert_true (has (f, 0));
  g_assert_false (has (f, 1));

  sync_fixture_restart (&f->sync);
  WAIT_UNTIL (asked_for (f, 1) == 2 && sync_fixture_advises (&f->sync, "cannot be reached"));
  g_assert_cmpint (version_of (f), ==, 0);
  g_assert_false (has (f, 1));

  sync_fixture_restart (&f->sync);
  assert_used (f, 5);
  g_assert_cmpuint (asked_for (f, 0), ==, 1);
}

static void
test_tries_again (Fixture *f, gconstpointer data)
{
  f->sync.pace.content_interval = AT_ONCE_US;
  then_pack (f, 5);
  then_pack (f, 5);
  then_pack (f, 5);
  then_picture (f, 0, cut_short, 0);
  then_picture (f, 0, cut_short, 0);
  then_picture (f, 0, whole, 0);
  then_picture (f, 1, whole, 1);
  sync_fixture_start (&f->sync);
  assert_used (f, 5);
  g_assert_cmpuint (asked_for (f, 0), ==, 3);
}

/* Bytes that are not the picture's are never kept. */
static void
test_wrong_bytes (Fixture *f, gconstpointer data)
{
  f->sync.pace.content_interval = AT_ONCE_US;
  then_pack (f, 5);
  then_pack (f, 5);
  then_pack (f, 5);
  then_picture (f, 0, whole, 1);
  then_picture (f, 1, whole, 0);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (asked_for (f, 0) >= 3 && sync_fixture_advises (&f->sync, "has faults"));
  g_assert_false (has (f, 0));
  g_assert_false (has (f, 1));
  g_assert_cmpint (version_of (f), ==, 0);
  g_assert_cmpuint (f->sync.packs->len, ==, 0);
}

static void
assert_not_used (Fixture *f, const char *raw, const char *advice)
{
  then_pack (f, 5);
  then_picture (f, 0, whole, 0);
  liar_say_at (f->sync.liar, f->paths[1], raw);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (sync_fixture_advises (&f->sync, advice));
  g_assert_cmpuint (f->sync.packs->len, ==, 0);
  g_assert_cmpint (version_of (f), ==, 0);
  g_assert_false (has (f, 1));
}

static void
test_not_there (Fixture *f, gconstpointer data)
{
  assert_not_used (f,
                   "HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\n"
                   "Content-Length: 2\r\n\r\n{}",
                   "has faults");
}

static void
test_page (Fixture *f, gconstpointer data)
{
  g_autofree char *page = raw_page ("200 OK", "");
  assert_not_used (f, page, "is not the hub");
}

static void
test_redirect (Fixture *f, gconstpointer data)
{
  g_autofree char *page = raw_page ("302 Found", "Location: http://127.0.0.1:1/\r\n");
  assert_not_used (f, page, "redirects");
}

static void
test_too_large (Fixture *f, gconstpointer data)
{
  g_autofree char *body = g_strnfill (STIPPLE_MEDIA_MAX_BYTES + 1, 'x');
  g_autofree char *raw = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %zu\r\n\r\n%s", strlen (body),
      body);
  assert_not_used (f, raw, "is not the hub");
}

static void
test_no_longer_welcome (Fixture *f, gconstpointer data)
{
  then_pack (f, 5);
  liar_say_at (f->sync.liar, f->paths[0],
               "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/problem+json\r\n"
               "Content-Length: 2\r\n\r\n{}");
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (sync_fixture_state (&f->sync) == STIPPLE_SYNC_REFUSED);
  g_assert_cmpint (version_of (f), ==, 0);
}

/* The pack there is stays in use while pictures of the next one cannot be had, and intakes go out. */
static void
test_old_one_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) old = sample_gallery_pack_json (5);
  StoreFixture *store = &f->sync.store;
  g_autoptr (StipplePack) pack = sample_gallery_pack (5);
  g_autoptr (GPtrArray) images = stipple_media_list (pack);
  for (guint i = 0; i < images->len; i++)
    g_assert_true (store_fixture_add_media (store, images->pdata[i], f->files[i], NULL));
  g_autoptr (StipplePack) set = store_fixture_set_content (store, old, NULL);
  g_assert_nonnull (set);

  g_autoptr (GBytes) json = sample_gallery_pack_json (6);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  g_auto (GStrv) halves = g_strsplit (text, sample_picture_sha256 (1), -1);
  g_autofree char *another = g_strnfill (64, 'a');
  g_autofree char *changed = g_strjoinv (another, halves);
  g_autofree char *raw = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
      strlen (changed), changed);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_MEDIA "/", another, NULL);
  liar_say_at (f->sync.liar, STIPPLE_PATH_CONTENT, raw);
  liar_then_at (f->sync.liar, path, cut_short, f->files[1]);
  liar_then_at (f->sync.liar, STIPPLE_PATH_FHIR, hub_good, &f->sync.hub);
  sync_fixture_start (&f->sync);
  WAIT_UNTIL (sync_fixture_advises (&f->sync, "cannot be reached"));
  g_autoptr (GPtrArray) ids = sync_fixture_save (&f->sync, 1);
  stipple_sync_probe (f->sync.sync);
  WAIT_UNTIL (f->sync.delivered->len == 1);
  g_assert_cmpint (version_of (f), ==, 5);
  g_assert_true (has (f, 0));
  g_assert_true (has (f, 1));
}

static void
test_stop_while_hanging (Fixture *f, gconstpointer data)
{
  double fastest = G_MAXDOUBLE;
  for (guint n = 1; n <= N_STOPS; n++)
    then_pack (f, 5);
  liar_then_at (f->sync.liar, f->paths[0], liar_hang, NULL);
  for (guint n = 1; n <= N_STOPS; n++)
    {
      sync_fixture_start (&f->sync);
      WAIT_UNTIL (asked_for (f, 0) == n);
      sync_fixture_time_stop (&f->sync, &fastest);
    }
  g_assert_cmpfloat (fastest, <, STOP_S);
  g_assert_cmpint (version_of (f), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/media/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("with-pictures", test_with_pictures);
  ADD ("only-new-ones", test_only_new_ones);
  ADD ("resumes", test_resumes);
  ADD ("tries-again", test_tries_again);
  ADD ("wrong-bytes", test_wrong_bytes);
  ADD ("not-there", test_not_there);
  ADD ("page", test_page);
  ADD ("redirect", test_redirect);
  ADD ("too-large", test_too_large);
  ADD ("no-longer-welcome", test_no_longer_welcome);
  ADD ("old-one-stays", test_old_one_stays);
  ADD ("stop-while-hanging", test_stop_while_hanging);
  return g_test_run ();
}
