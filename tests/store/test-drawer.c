// SPDX-License-Identifier: GPL-3.0-or-later
/* The staff drawer's side of the store: the PIN and the throttle on it, kept across restarts and kills; what is
 * shown only while it is open; and the trail. */
#include "core/error.h"
#include "core/throttle.h"
#include "fixture.h"
#include "seal/pin.h"
#include "store-fixture.h"
#include "store/drawer.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIN_TEXT "285016"
#define WRONG_TEXT "285017"

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Declares @result, the answer to @start. */
#define AWAIT(result, start, ...)                                                                  \
  g_autoptr (GAsyncResult) result = NULL;                                                          \
  start (__VA_ARGS__, NULL, on_ready, &result);                                                    \
  while (result == NULL)                                                                           \
  g_main_context_iteration (NULL, TRUE)

/* Hashing takes long, so all cases share one. */
static const char *
pin_hash (void)
{
  static char *hash;
  if (hash == NULL)
    hash = stipple_pin_hash (PIN_TEXT);
  return hash;
}

static void
set_pin (StoreFixture *f, gint64 version)
{
  g_autoptr (GError) error = NULL;
  AWAIT (result, stipple_store_set_pin_async, f->store, version, pin_hash ());
  g_assert_true (stipple_store_set_pin_finish (f->store, result, &error));
  g_assert_no_error (error);
}

static gint64
get_version (StoreFixture *f)
{
  AWAIT (result, stipple_store_get_pin_version_async, f->store);
  return stipple_store_get_pin_version_finish (f->store, result, NULL);
}

static StippleDrawerAnswer
try (StoreFixture *f, const char *pin, gint64 *wait)
{
  gint64 ignored;
  g_autoptr (GError) error = NULL;
  AWAIT (result, stipple_store_open_drawer_async, f->store, pin);
  StippleDrawerAnswer answer =
      stipple_store_open_drawer_finish (f->store, result, wait != NULL ? wait : &ignored, &error);
  g_assert_no_error (error);
  return answer;
}

static void
fail (StoreFixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (try (f, WRONG_TEXT, NULL), ==, STIPPLE_DRAWER_WRONG);
}

static void
assert_throttled (StoreFixture *f, gint64 expected)
{
  gint64 wait;
  g_assert_cmpint (try (f, PIN_TEXT, &wait), ==, STIPPLE_DRAWER_THROTTLED);
  g_assert_cmpint (wait, ==, expected);
}

static GPtrArray *
list (StoreFixture *f, gint64 from, GError **error)
{
  AWAIT (result, stipple_store_list_since_async, f->store, from);
  return stipple_store_list_since_finish (f->store, result, error);
}

/* What was done, as words. */
static char *
untold (StoreFixture *f)
{
  AWAIT (result, stipple_store_list_untold_async, f->store, 100);
  g_autoptr (GPtrArray) events = stipple_store_list_untold_finish (f->store, result, NULL);
  g_autoptr (GString) words = g_string_new ("");
  for (guint i = 0; i < events->len; i++)
    {
      const StippleDrawerEvent *event = g_ptr_array_index (events, i);
      g_string_append_printf (words, "%s%s%s%s", i > 0 ? " " : "", event->action,
                              event->subject != NULL ? ":" : "",
                              event->subject != NULL ? event->subject : "");
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
note (StoreFixture *f, const char *action, const char *subject)
{
  AWAIT (result, stipple_store_note_async, f->store, action, subject);
  g_assert_true (stipple_store_note_finish (f->store, result, NULL));
}

/* --- The PIN */

static void
test_no_pin (StoreFixture *f, gconstpointer data)
{
  g_assert_cmpint (get_version (f), ==, 0);
  for (guint i = 0; i < 2 * STIPPLE_THROTTLE_TRIES; i++)
    g_assert_cmpint (try (f, "000000", NULL), ==, STIPPLE_DRAWER_NO_PIN);
}

static void
test_right (StoreFixture *f, gconstpointer data)
{
  set_pin (f, 3);
  g_assert_cmpint (get_version (f), ==, 3);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
}

static void
test_wrong (StoreFixture *f, gconstpointer data)
{
  gint64 wait = -1;
  set_pin (f, 1);
  g_assert_cmpint (try (f, WRONG_TEXT, &wait), ==, STIPPLE_DRAWER_WRONG);
  g_assert_cmpint (wait, ==, 0);
  g_assert_cmpint (try (f, "", NULL), ==, STIPPLE_DRAWER_WRONG);
}

static void
test_kept (StoreFixture *f, gconstpointer data)
{
  set_pin (f, 1);
  store_fixture_reopen (f);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
}

static void
test_not_a_hash (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AWAIT (result, stipple_store_set_pin_async, f->store, 1, PIN_TEXT);
  g_assert_false (stipple_store_set_pin_finish (f->store, result, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_cmpint (get_version (f), ==, 0);
}

static gboolean
has (const char *path, const char *word)
{
  g_autoptr (GBytes) bytes = store_fixture_read (path);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  return length > 0 && memmem (data, length, word, strlen (word)) != NULL;
}

static void
test_sealed (StoreFixture *f, gconstpointer data)
{
  set_pin (f, 1);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
  g_assert_true (has (f->log_path, "drawer-pin"));
  g_assert_false (has (f->log_path, "argon2"));
  store_fixture_close (f);
  g_assert_false (has (f->db_path, "argon2"));
}

/* --- The throttle */

static void
test_throttle (StoreFixture *f, gconstpointer data)
{
  gint64 wait;
  set_pin (f, 1);
  fail (f, STIPPLE_THROTTLE_TRIES - 1);
  g_assert_cmpint (try (f, WRONG_TEXT, &wait), ==, STIPPLE_DRAWER_WRONG);
  g_assert_cmpint (wait, ==, STIPPLE_THROTTLE_FIRST_US);
  assert_throttled (f, STIPPLE_THROTTLE_FIRST_US);
  stipple_clock_advance (f->clock, STIPPLE_THROTTLE_FIRST_US - 1);
  assert_throttled (f, 1);
  stipple_clock_advance (f->clock, 1);
  fail (f, 1);
  assert_throttled (f, 2 * STIPPLE_THROTTLE_FIRST_US);
  stipple_clock_advance (f->clock, 2 * STIPPLE_THROTTLE_FIRST_US);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
  fail (f, STIPPLE_THROTTLE_TRIES - 1);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
}

static void
test_throttle_kept (StoreFixture *f, gconstpointer data)
{
  set_pin (f, 1);
  fail (f, STIPPLE_THROTTLE_TRIES);
  store_fixture_reopen (f);
  assert_throttled (f, STIPPLE_THROTTLE_FIRST_US);
}

/* Nor does another PIN let a guesser go on. */
static void
test_throttle_of_new_pin (StoreFixture *f, gconstpointer data)
{
  set_pin (f, 1);
  fail (f, STIPPLE_THROTTLE_TRIES);
  set_pin (f, 2);
  assert_throttled (f, STIPPLE_THROTTLE_FIRST_US);
}

#define LOG_HEAD 32
#define FRAME_HEAD 24

static guint32
big_endian (const guint8 *bytes)
{
  guint32 value;
  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* Whether a write-ahead log has @word in a transaction that is whole: each ends with a frame that tells the size of
 * the database after it. https://www.sqlite.org/fileformat2.html#walformat */
static gboolean
has_committed (const char *path, const char *word)
{
  g_autoptr (GBytes) bytes = store_fixture_read (path);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  if (length < LOG_HEAD)
    return FALSE;
  gsize page = big_endian (data + 8);
  gboolean found = FALSE;
  for (gsize at = LOG_HEAD; at + FRAME_HEAD + page <= length; at += FRAME_HEAD + page)
    {
      found = found || memmem (data + at + FRAME_HEAD, page, word, strlen (word)) != NULL;
      if (found && big_endian (data + at + 4) != 0)
        return TRUE;
    }
  return FALSE;
}

/* Killed while a PIN is looked at, again and again, gets nobody a free try: it was counted before. */
static void
test_killed (StoreFixture *f, gconstpointer data)
{
  set_pin (f, 1);
  fail (f, STIPPLE_THROTTLE_TRIES - 1);
  store_fixture_close (f);
  pid_t child = fork ();
  if (child == 0)
    {
      GAsyncResult *result = NULL;
      store_fixture_open (f, NULL);
      stipple_store_open_drawer_async (f->store, WRONG_TEXT, NULL, on_ready, &result);
      /* The answer takes another 100 ms. */
      while (!has_committed (f->log_path, "drawer-failures"))
        ;
      kill (getpid (), SIGKILL);
    }
  int status;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_true (store_fixture_open (f, NULL));
  assert_throttled (f, STIPPLE_THROTTLE_FIRST_US);
}

/* --- What is shown */

static void
test_closed_at_first (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  set_pin (f, 1);
  fail (f, 1);
  g_assert_null (list (f, 0, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_FORBIDDEN);
}

static void
test_list (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) first = store_fixture_save_sample (f);
  stipple_clock_advance (f->clock, G_TIME_SPAN_HOUR);
  gint64 from = stipple_clock_now (f->clock);
  stipple_clock_advance (f->clock, G_TIME_SPAN_HOUR);
  g_autoptr (StippleIntake) second = store_fixture_save_sample (f);
  g_autoptr (StippleIntake) third = store_fixture_save_sample (f);
  g_assert_true (store_fixture_quarantine (f, third->id, "The hub says no.", NULL));
  set_pin (f, 1);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);

  g_autoptr (GPtrArray) all = list (f, 0, NULL);
  g_autoptr (GPtrArray) items = list (f, from, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (items->len, ==, 2);
  const StippleDrawerIntake *newest = g_ptr_array_index (items, 0);
  const StippleDrawerIntake *other = g_ptr_array_index (items, 1);
  g_autofree char *name = stipple_intake_get_name (third);
  g_autofree char *shown = stipple_intake_get_name (newest->intake);
  g_assert_cmpstr (newest->id, ==, third->id);
  g_assert_cmpstr (newest->code, ==, third->code);
  g_assert_cmpint (newest->state, ==, STIPPLE_DELIVERY_QUARANTINED);
  g_assert_cmpstr (shown, ==, name);
  g_assert_cmpstr (other->id, ==, second->id);
  g_assert_cmpint (other->state, ==, STIPPLE_DELIVERY_WAITING);
  g_assert_cmpint (other->created, ==, second->finished);
  g_assert_cmpuint (strlen (other->receipt), ==, 64);
}

static void
test_closed_again (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  set_pin (f, 1);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
  stipple_store_close_drawer (f->store);
  g_assert_null (list (f, 0, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_FORBIDDEN);
}

/* A wrong PIN closes what was open. */
static void
test_wrong_closes (StoreFixture *f, gconstpointer data)
{
  set_pin (f, 1);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
  fail (f, 1);
  g_assert_null (list (f, 0, NULL));
}

static void
test_spoilt (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  set_pin (f, 1);
  store_fixture_close (f);
  store_fixture_sql (f, "UPDATE intake SET sealed = x'00'");
  g_assert_true (store_fixture_open (f, NULL));
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
  g_autoptr (GPtrArray) items = list (f, 0, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  const StippleDrawerIntake *item = g_ptr_array_index (items, 0);
  g_assert_null (item->intake);
  g_assert_cmpstr (item->code, ==, intake->code);
}

/* --- The trail */

static void
test_trail (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  set_pin (f, 1);
  fail (f, 1);
  g_assert_cmpint (try (f, PIN_TEXT, NULL), ==, STIPPLE_DRAWER_OPEN);
  note (f, "drawer-printed", intake->id);
  note (f, "kiosk-ended", NULL);
  stipple_store_close_drawer (f->store);
  stipple_store_close_drawer (f->store);
  g_autofree char *found = untold (f);
  g_autofree char *expected = g_strdup_printf (
      "drawer-refused drawer-opened drawer-printed:%s kiosk-ended drawer-closed", intake->id);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_told (StoreFixture *f, gconstpointer data)
{
  note (f, "kiosk-ended", NULL);
  {
    AWAIT (listed, stipple_store_list_untold_async, f->store, 1);
    g_autoptr (GPtrArray) events = stipple_store_list_untold_finish (f->store, listed, NULL);
    const StippleDrawerEvent *event = g_ptr_array_index (events, 0);
    g_assert_cmpint (event->time, ==, stipple_clock_now (f->clock));
    note (f, "drawer-opened", NULL);
    AWAIT (marked, stipple_store_mark_told_async, f->store, event->number);
    g_assert_true (stipple_store_mark_told_finish (f->store, marked, NULL));
  }
  store_fixture_reopen (f);
  g_autofree char *left = untold (f);
  g_assert_cmpstr (left, ==, "drawer-opened");
}

static char *
get_settings (StoreFixture *f)
{
  AWAIT (result, stipple_store_get_settings_async, f->store);
  return stipple_store_get_settings_finish (f->store, result, NULL);
}

static void
test_settings (StoreFixture *f, gconstpointer data)
{
  g_autofree char *none = get_settings (f);
  g_assert_cmpstr (none, ==, "");
  AWAIT (set, stipple_store_set_settings_async, f->store, "[kiosk]\nidle=120\n");
  g_assert_true (stipple_store_set_settings_finish (f->store, set, NULL));
  store_fixture_reopen (f);
  g_autofree char *kept = get_settings (f);
  g_assert_cmpstr (kept, ==, "[kiosk]\nidle=120\n");
}

#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/drawer/throttle/killed", test_killed);
  ADD ("/drawer/pin/none", test_no_pin);
  ADD ("/drawer/pin/right", test_right);
  ADD ("/drawer/pin/wrong", test_wrong);
  ADD ("/drawer/pin/kept", test_kept);
  ADD ("/drawer/pin/not-a-hash", test_not_a_hash);
  ADD ("/drawer/pin/sealed", test_sealed);
  ADD ("/drawer/throttle/waits", test_throttle);
  ADD ("/drawer/throttle/kept", test_throttle_kept);
  ADD ("/drawer/throttle/new-pin", test_throttle_of_new_pin);
  ADD ("/drawer/list/closed", test_closed_at_first);
  ADD ("/drawer/list/since", test_list);
  ADD ("/drawer/list/closed-again", test_closed_again);
  ADD ("/drawer/list/wrong-closes", test_wrong_closes);
  ADD ("/drawer/list/spoilt", test_spoilt);
  ADD ("/drawer/trail", test_trail);
  ADD ("/drawer/trail/told", test_told);
  ADD ("/drawer/settings", test_settings);
  return g_test_run ();
}
