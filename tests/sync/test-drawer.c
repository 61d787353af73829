// SPDX-License-Identifier: GPL-3.0-or-later
/* What the staff drawer has of the hub: its PIN; what was done at it, told once; and how late it is there. */
#include "sync-fixture.h"

#include "seal/pin.h"
#include "store/drawer.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

#define PIN_TEXT "285016"

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

#define AWAIT(result, start, ...)                                                                  \
  g_autoptr (GAsyncResult) result = NULL;                                                          \
  start (__VA_ARGS__, NULL, on_ready, &result);                                                    \
  while (result == NULL)                                                                           \
  sync_fixture_iterate ()

static void
say_json (SyncFixture *f, const char *path, const char *type, const char *body)
{
  g_autofree char *raw = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\n"
                                          "Content-Length: %zu\r\n\r\n%s",
                                          type, strlen (body), body);
  liar_say_at (f->liar, path, raw);
}

static void
say_pin (SyncFixture *f, gint64 version, const char *type)
{
  static char *hash;
  if (hash == NULL)
    hash = stipple_pin_hash (PIN_TEXT);
  g_autofree char *body =
      g_strdup_printf ("{\"hash\":\"%s\",\"version\":%" G_GINT64_FORMAT "}", hash, version);
  say_json (f, STIPPLE_PATH_KIOSK_PIN, type, body);
}

static void
say_unchanged (SyncFixture *f)
{
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, "HTTP/1.1 304 Not Modified\r\n\r\n");
  f->pace.content_interval = AT_ONCE_US;
}

static gint64
get_version (SyncFixture *f)
{
  AWAIT (result, stipple_store_get_pin_version_async, f->store.store);
  return stipple_store_get_pin_version_finish (f->store.store, result, NULL);
}

static StippleDrawerAnswer
try_pin (SyncFixture *f)
{
  gint64 wait;
  AWAIT (result, stipple_store_open_drawer_async, f->store.store, PIN_TEXT);
  return stipple_store_open_drawer_finish (f->store.store, result, &wait, NULL);
}

/* --- The PIN */

static void
test_pin (SyncFixture *f, gconstpointer data)
{
  say_unchanged (f);
  say_pin (f, 4, "application/json");
  sync_fixture_start (f);
  WAIT_UNTIL (get_version (f) == 4);
  g_assert_cmpint (try_pin (f), ==, STIPPLE_DRAWER_OPEN);
}

/* The first answer is that there is none, as the fixture has it. */
static void
test_no_pin (SyncFixture *f, gconstpointer data)
{
  say_unchanged (f);
  sync_fixture_start (f);
  WAIT_UNTIL (liar_count_at (f->liar, STIPPLE_PATH_KIOSK_PIN) > 1);
  g_assert_cmpint (get_version (f), ==, 0);
  g_assert_cmpint (try_pin (f), ==, STIPPLE_DRAWER_NO_PIN);
  g_assert_true (sync_fixture_advises (f, ""));
}

static void
test_another_pin (SyncFixture *f, gconstpointer data)
{
  say_unchanged (f);
  say_pin (f, 1, "application/json");
  say_pin (f, 2, "application/json");
  sync_fixture_start (f);
  WAIT_UNTIL (get_version (f) == 2);
}

/* What a network's sign-in page says is no PIN, nor is what is no hash. */
static void
test_not_a_pin (SyncFixture *f, gconstpointer data)
{
  say_unchanged (f);
  say_pin (f, 1, "text/html");
  say_json (f, STIPPLE_PATH_KIOSK_PIN, "application/json", "{\"hash\":\"285016\",\"version\":7}");
  say_json (f, STIPPLE_PATH_KIOSK_PIN, "application/json", "[]");
  sync_fixture_start (f);
  WAIT_UNTIL (liar_count_at (f->liar, STIPPLE_PATH_KIOSK_PIN) > 4);
  g_assert_cmpint (get_version (f), ==, 0);
}

/* --- What was done */

static void
note (SyncFixture *f, const char *action)
{
  AWAIT (result, stipple_store_note_async, f->store.store, action, NULL);
  g_assert_true (stipple_store_note_finish (f->store.store, result, NULL));
}

static guint
count_untold (SyncFixture *f)
{
  AWAIT (result, stipple_store_list_untold_async, f->store.store, 100);
  g_autoptr (GPtrArray) events = stipple_store_list_untold_finish (f->store.store, result, NULL);
  return events->len;
}

static void
test_told_once (SyncFixture *f, gconstpointer data)
{
  say_unchanged (f);
  say_json (f, STIPPLE_PATH_KIOSK_EVENTS, "application/json", "{\"number\":1000}");
  note (f, STIPPLE_KIOSK_DRAWER_OPENED);
  note (f, STIPPLE_KIOSK_ENDED);
  sync_fixture_start (f);
  WAIT_UNTIL (count_untold (f) == 0);
  guint looks = liar_count_at (f->liar, STIPPLE_PATH_CONTENT);
  WAIT_UNTIL (liar_count_at (f->liar, STIPPLE_PATH_CONTENT) > looks + 2);
  g_assert_cmpuint (liar_count_at (f->liar, STIPPLE_PATH_KIOSK_EVENTS), ==, 1);
  const LiarRequest *request = liar_nth_at (f->liar, STIPPLE_PATH_KIOSK_EVENTS, 0);
  g_autoptr (StippleJson) json =
      stipple_json_parse (request->body, request->body_length, request->body_length, NULL);
  const json_t *events = json_object_get (json, "events");
  g_assert_cmpuint (json_array_size (events), ==, 2);
  g_assert_cmpstr (json_string_value (json_object_get (json_array_get (events, 1), "action")), ==,
                   STIPPLE_KIOSK_ENDED);
}

/* An answer that does not say it has them has them not. */
static void
test_told_again (SyncFixture *f, gconstpointer data)
{
  say_unchanged (f);
  liar_say_at (f->liar, STIPPLE_PATH_KIOSK_EVENTS,
               "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
  say_json (f, STIPPLE_PATH_KIOSK_EVENTS, "text/html", "{\"number\":1000}");
  say_json (f, STIPPLE_PATH_KIOSK_EVENTS, "application/json", "{\"number\":0}");
  say_json (f, STIPPLE_PATH_KIOSK_EVENTS, "application/json", "{\"number\":1000}");
  note (f, STIPPLE_KIOSK_DRAWER_OPENED);
  sync_fixture_start (f);
  WAIT_UNTIL (count_untold (f) == 0);
  g_assert_cmpuint (liar_count_at (f->liar, STIPPLE_PATH_KIOSK_EVENTS), ==, 4);
}

/* --- The hub's clock; ours stands at FIXTURE_NOW */

static void
hear (SyncFixture *f, gint64 ahead)
{
  g_autoptr (GDateTime) there =
      g_date_time_new_from_unix_utc ((stipple_clock_now (f->store.clock) + ahead) / G_USEC_PER_SEC);
  g_autofree char *date = g_date_time_format (there, "%a, %d %b %Y %H:%M:%S GMT");
  g_autofree char *raw = g_strdup_printf ("HTTP/1.1 304 Not Modified\r\nDate: %s\r\n\r\n", date);
  liar_say_at (f->liar, STIPPLE_PATH_CONTENT, raw);
  sync_fixture_start (f);
  WAIT_UNTIL (stipple_sync_get_heard (f->sync).at != 0);
}

static void
test_clock (SyncFixture *f, gconstpointer data)
{
  hear (f, 3 * G_TIME_SPAN_HOUR);
  StippleSyncHeard heard = stipple_sync_get_heard (f->sync);
  g_assert_cmpint (heard.at, ==, stipple_clock_now (f->store.clock));
  g_assert_cmpint (ABS (heard.ahead - 3 * G_TIME_SPAN_HOUR), <=, G_TIME_SPAN_SECOND);
}

static void
test_clock_behind (SyncFixture *f, gconstpointer data)
{
  hear (f, -G_TIME_SPAN_DAY);
  gint64 ahead = stipple_sync_get_heard (f->sync).ahead;
  g_assert_cmpint (ABS (ahead + G_TIME_SPAN_DAY), <=, G_TIME_SPAN_SECOND);
}

static void
test_never_heard (SyncFixture *f, gconstpointer data)
{
  say_unchanged (f);
  sync_fixture_start (f);
  WAIT_UNTIL (liar_count_at (f->liar, STIPPLE_PATH_KIOSK_PIN) > 0);
  g_assert_cmpint (stipple_sync_get_heard (f->sync).at, ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, SyncFixture, NULL, sync_fixture_set_up, function, sync_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/drawer/pin", test_pin);
  ADD ("/drawer/pin/none", test_no_pin);
  ADD ("/drawer/pin/another", test_another_pin);
  ADD ("/drawer/pin/not-one", test_not_a_pin);
  ADD ("/drawer/told/once", test_told_once);
  ADD ("/drawer/told/again", test_told_again);
  ADD ("/drawer/clock/ahead", test_clock);
  ADD ("/drawer/clock/behind", test_clock_behind);
  ADD ("/drawer/clock/never", test_never_heard);
  return g_test_run ();
}
