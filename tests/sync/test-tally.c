// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync-fixture.h"
#include "wire/api.h"
#include "wire/fhir.h"
#include "wire/tally.h"

#include <string.h>

/* A kiosk tells the hub what it recorded, and delivery never waits for that. */

#define TODAY_PATH STIPPLE_PATH_TALLY "/2026-12-05"
#define WAITING STIPPLE_TALLY_WAITING
#define DELIVERED STIPPLE_TALLY_DELIVERED

static void
set_up (SyncFixture *f, gconstpointer data)
{
  sync_fixture_set_up (f, data);
  f->pace.tally_interval = NEVER_US;
  liar_then_at (f->liar, STIPPLE_PATH_FHIR, hub_good, &f->hub);
}

/* The hub's word for a tally: @data is the status, and @known (0: the tally's own) what it has. */
typedef struct
{
  const char *status;
  const char *type;
  gint64 known;
} Word;

static gboolean
answer_tally (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  const Word *word = data;
  g_autoptr (StippleJson) json =
      stipple_json_parse (request->body, request->body_length, request->body_length, NULL);
  gint64 own = json_integer_value (json_object_get (json, "sequence"));
  g_autofree char *headers = g_strdup_printf ("Content-Type: %s\r\n", word->type);
  g_autofree char *body =
      g_strdup_printf ("{\"sequence\":%" G_GINT64_FORMAT "}", word->known > 0 ? word->known : own);
  g_assert_cmpstr (request->method, ==, "PUT");
  return liar_answer (connection, word->status, headers, body);
}

static const Word takes = { "200 OK", "application/json", 0 };
static const Word knows_more = { "409 Conflict", "application/problem+json", 41 };
static const Word page = { "200 OK", "text/html", 0 };
static const Word busy = { "503 Service Unavailable", "application/problem+json", 0 };
static const Word refuses = { "403 Forbidden", "application/problem+json", 0 };
static const Word unknown = { "404 Not Found", "application/problem+json", 0 };

static void
then_word (SyncFixture *f, const Word *word)
{
  liar_then_at (f->liar, TODAY_PATH, answer_tally, (gpointer) word);
}

static guint
count_told (SyncFixture *f)
{
  return liar_count_at (f->liar, TODAY_PATH);
}

/* What the @n-th tally said. */
static StippleTally *
nth (SyncFixture *f, guint n)
{
  const LiarRequest *request = liar_nth_at (f->liar, TODAY_PATH, n);
  g_autoptr (StippleJson) json =
      stipple_json_parse (request->body, request->body_length, request->body_length, NULL);
  g_autoptr (GError) error = NULL;
  StippleTally *tally = stipple_tally_read ("2026-12-05", json, &error);
  g_assert_no_error (error);
  return tally;
}

static gboolean
said (SyncFixture *f, guint n_claims, StippleTallyState state)
{
  const guint n = count_told (f);
  if (n == 0)
    return FALSE;
  g_autoptr (StippleTally) tally = nth (f, n - 1);
  guint such = 0;
  for (guint i = 0; i < tally->claims->len; i++)
    such += ((StippleClaim *) g_ptr_array_index (tally->claims, i))->state == state;
  return such == n_claims && tally->claims->len == n_claims;
}

/* --- */

static void
test_heard_at_start (SyncFixture *f, gconstpointer data)
{
  then_word (f, &takes);
  sync_fixture_start (f);
  WAIT_UNTIL (said (f, 0, WAITING));
  g_autoptr (StippleTally) tally = nth (f, 0);
  g_assert_true (tally->complete);
  g_autofree char *bearer =
      liar_request_header (liar_nth_at (f->liar, TODAY_PATH, 0), "Authorization");
  g_assert_true (g_str_has_prefix (bearer, "Bearer"));
}

static void
test_told_after_delivery (SyncFixture *f, gconstpointer data)
{
  then_word (f, &takes);
  sync_fixture_start (f);
  WAIT_UNTIL (count_told (f) > 0);
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 3);
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (said (f, 3, DELIVERED));
}

static void
test_heard_again (SyncFixture *f, gconstpointer data)
{
  f->pace.tally_interval = AT_ONCE_US;
  then_word (f, &takes);
  sync_fixture_start (f);
  WAIT_UNTIL (count_told (f) >= 3);
}

static void
test_spaced (SyncFixture *f, gconstpointer data)
{
  f->pace.tally_spacing = NEVER_US;
  then_word (f, &takes);
  sync_fixture_start (f);
  WAIT_UNTIL (count_told (f) == 1);
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 3);
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (sync_fixture_count (f, STIPPLE_DELIVERY_DELIVERED) == 3);
  sync_fixture_watch ();
  g_assert_cmpuint (count_told (f), ==, 1);
}

/* The hub cannot take intakes at the moment: that they wait here is what it hears. */
static void
test_told_while_waiting (SyncFixture *f, gconstpointer data)
{
  g_autofree char *fault = raw_page ("500 Internal Server Error", "");
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 2);
  liar_say_at (f->liar, STIPPLE_PATH_FHIR, fault);
  then_word (f, &takes);
  sync_fixture_start (f);
  WAIT_UNTIL (said (f, 2, WAITING) || said (f, 2, DELIVERED));
}

static void
test_hub_knows_more (SyncFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 1);
  then_word (f, &knows_more);
  then_word (f, &takes);
  sync_fixture_start (f);
  WAIT_UNTIL (count_told (f) >= 2);
  g_autoptr (StippleTally) second = nth (f, 1);
  g_assert_cmpint (second->sequence, ==, 42);
}

/* Until the hub itself has taken it, it is told again; intakes go out meanwhile. */
static void
test_not_taken (SyncFixture *f, gconstpointer data)
{
  then_word (f, data);
  then_word (f, data);
  then_word (f, &takes);
  sync_fixture_start (f);
  WAIT_UNTIL (count_told (f) == 3);
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 2);
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (said (f, 2, DELIVERED));
  g_assert_true (sync_fixture_advises (f, ""));
}

static gint64
never (guint failures, double random)
{
  return NEVER_US;
}

static void
test_delivery_goes_on (SyncFixture *f, gconstpointer data)
{
  f->pace.backoff_delay = never;
  then_word (f, &unknown);
  sync_fixture_start (f);
  WAIT_UNTIL (count_told (f) == 1);
  g_autoptr (GPtrArray) ids = sync_fixture_save (f, 2);
  stipple_sync_probe (f->sync);
  WAIT_UNTIL (sync_fixture_is_done (f) || sync_fixture_count (f, STIPPLE_DELIVERY_DELIVERED) == 2);
  g_assert_cmpint (sync_fixture_state (f), !=, STIPPLE_SYNC_REFUSED);
  g_assert_true (sync_fixture_advises (f, ""));
}

static void
test_refused (SyncFixture *f, gconstpointer data)
{
  then_word (f, &refuses);
  sync_fixture_start (f);
  WAIT_UNTIL (sync_fixture_state (f) == STIPPLE_SYNC_REFUSED);
}

#define ADD(name, function, data)                                                                  \
  g_test_add ("/sync/tally/" name, SyncFixture, data, set_up, function, sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("heard-at-start", test_heard_at_start, NULL);
  ADD ("told-after-delivery", test_told_after_delivery, NULL);
  ADD ("heard-again", test_heard_again, NULL);
  ADD ("spaced", test_spaced, NULL);
  ADD ("told-while-waiting", test_told_while_waiting, NULL);
  ADD ("hub-knows-more", test_hub_knows_more, NULL);
  ADD ("not-taken/sign-in-page", test_not_taken, &page);
  ADD ("not-taken/busy", test_not_taken, &busy);
  ADD ("not-taken/older-hub", test_not_taken, &unknown);
  ADD ("delivery-goes-on", test_delivery_goes_on, NULL);
  ADD ("refused", test_refused, NULL);
  return g_test_run ();
}
