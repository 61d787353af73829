// SPDX-License-Identifier: GPL-3.0-or-later
#include "liar.h"
#include "sync/staff-call.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

/* Somebody at the kiosk asks for staff. */

#define NOW_US G_GINT64_CONSTANT (1795359600000000) /* 2026-11-22T15:00:00Z */

typedef struct
{
  Liar *liar;
  StippleClock *clock;
  StippleStaffCall *call;
  GString *states; /* one digit for each that was notified */
} Fixture;

/* What the hub says: 201 with the id it was told. */
static gboolean
accept_call (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  g_autoptr (StippleJson) json =
      stipple_json_parse (request->body, request->body_length, request->body_length, NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\"}", json_string_value (json_object_get (json, "id")));

  return liar_answer (connection, "201 Created", "Content-Type: application/json\r\n", body);
}

/* The same, and nobody hears of it. */
static gboolean
lose_reply (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  return FALSE;
}

static gboolean
answer_so (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  return liar_answer (connection, data, "Content-Type: application/json\r\n", "{}");
}

static gboolean
show_page (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  return liar_answer (connection, "200 OK", "Content-Type: text/html\r\n", "<p>Please sign in.");
}

static void
state_changed (Fixture *f)
{
  g_string_append_printf (f->states, "%d", (int) stipple_staff_call_get_state (f->call));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *hub = NULL;
  StippleEnrolment enrolment = { 0 };

  f->liar = liar_new ();
  hub = liar_url (f->liar, "");
  enrolment.hub = hub;
  enrolment.token = (char *) "sample-token";
  f->clock = stipple_clock_new_fixed (NOW_US, utc);
  f->call = stipple_staff_call_new (&enrolment, f->clock, NULL, 10);
  f->states = g_string_new (NULL);
  g_signal_connect_swapped (f->call, "notify::state", G_CALLBACK (state_changed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (f->call, f);
  stipple_staff_call_stop (f->call);
  /* A thread of GLib's may be about to let go of its task. */
  while (g_atomic_int_get ((gint *) &G_OBJECT (f->call)->ref_count) > 1)
    g_main_context_iteration (NULL, FALSE);
  g_object_unref (f->call);
  stipple_clock_unref (f->clock);
  g_clear_pointer (&f->liar, liar_free);
  g_string_free (f->states, TRUE);
}

static void
wait_for (Fixture *f, StippleCallState state)
{
  gint64 deadline = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;

  while (stipple_staff_call_get_state (f->call) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static char *
id_of (Fixture *f, guint n)
{
  const LiarRequest *request = liar_nth (f->liar, n);
  g_autoptr (StippleJson) json =
      stipple_json_parse (request->body, request->body_length, request->body_length, NULL);

  return g_strdup (json_string_value (json_object_get (json, "id")));
}

static void
test_sent (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *id = NULL;

  liar_then (f->liar, accept_call, NULL);
  g_assert_cmpint (stipple_staff_call_get_state (f->call), ==, STIPPLE_CALL_NONE);
  stipple_staff_call_send (f->call);
  g_assert_cmpint (stipple_staff_call_get_state (f->call), ==, STIPPLE_CALL_ON_ITS_WAY);
  wait_for (f, STIPPLE_CALL_SENT);
  g_assert_cmpstr (f->states->str, ==, "12");
  g_assert_cmpuint (liar_count (f->liar), ==, 1);

  const LiarRequest *request = liar_nth (f->liar, 0);
  token = liar_request_header (request, "Authorization");
  id = id_of (f, 0);
  /* The whole of it: which kiosk (by its token), and when. */
  expected = g_strdup_printf ("{\"id\":\"%s\",\"made\":\"2026-11-22T15:00:00.000Z\"}", id);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, STIPPLE_PATH_CALLS);
  g_assert_cmpstr (token, ==, "Bearer sample-token");
  g_assert_cmpstr (request->body, ==, expected);
  g_assert_true (stipple_uuid_is_valid (id));
}

static void
test_touched_again (Fixture *f, gconstpointer data)
{
  liar_then (f->liar, accept_call, NULL);
  stipple_staff_call_send (f->call);
  stipple_staff_call_send (f->call);
  wait_for (f, STIPPLE_CALL_SENT);
  stipple_clock_advance (f->clock, STIPPLE_CALL_REPEAT_US - 1);
  stipple_staff_call_send (f->call);
  g_assert_cmpint (stipple_staff_call_get_state (f->call), ==, STIPPLE_CALL_SENT);
  g_assert_cmpuint (liar_count (f->liar), ==, 1);
}

static void
test_much_later (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  liar_then (f->liar, accept_call, NULL);
  stipple_staff_call_send (f->call);
  wait_for (f, STIPPLE_CALL_SENT);
  stipple_clock_advance (f->clock, STIPPLE_CALL_REPEAT_US);
  stipple_staff_call_send (f->call);
  g_assert_cmpint (stipple_staff_call_get_state (f->call), ==, STIPPLE_CALL_ON_ITS_WAY);
  wait_for (f, STIPPLE_CALL_SENT);
  first = id_of (f, 0);
  second = id_of (f, 1);
  g_assert_cmpstr (first, !=, second);
}

/* Whatever became of the first try, it is one call at the hub. */
static void
test_reply_lost (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  liar_then (f->liar, lose_reply, NULL);
  liar_then (f->liar, accept_call, NULL);
  stipple_staff_call_send (f->call);
  wait_for (f, STIPPLE_CALL_SENT);
  g_assert_cmpuint (liar_count (f->liar), ==, 2);
  first = id_of (f, 0);
  second = id_of (f, 1);
  g_assert_cmpstr (first, ==, second);
}

static void
check_fails (Fixture *f, LiarReply reply, const char *status, guint tries)
{
  liar_then (f->liar, reply, (gpointer) status);
  stipple_staff_call_send (f->call);
  wait_for (f, STIPPLE_CALL_FAILED);
  g_assert_cmpuint (liar_count (f->liar), ==, tries);
  g_assert_cmpstr (f->states->str, ==, "13");
}

static void
test_no_hub (Fixture *f, gconstpointer data)
{
  check_fails (f, lose_reply, NULL, STIPPLE_CALL_TRIES);
}

static void
test_captive_portal (Fixture *f, gconstpointer data)
{
  check_fails (f, show_page, NULL, STIPPLE_CALL_TRIES);
}

static void
test_another_id (Fixture *f, gconstpointer data)
{
  check_fails (f, answer_so, "201 Created", STIPPLE_CALL_TRIES);
}

static void
test_busy (Fixture *f, gconstpointer data)
{
  check_fails (f, answer_so, "503 Busy", STIPPLE_CALL_TRIES);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  check_fails (f, answer_so, "401 Unauthorized", 1);
}

static void
test_after_failure (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < STIPPLE_CALL_TRIES; i++)
    liar_then (f->liar, lose_reply, NULL);
  liar_then (f->liar, accept_call, NULL);
  stipple_staff_call_send (f->call);
  wait_for (f, STIPPLE_CALL_FAILED);
  stipple_staff_call_send (f->call);
  wait_for (f, STIPPLE_CALL_SENT);
  first = id_of (f, 0);
  last = id_of (f, STIPPLE_CALL_TRIES);
  g_assert_cmpstr (first, ==, last);
}

static void
test_next_visitor (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  liar_then (f->liar, accept_call, NULL);
  stipple_staff_call_send (f->call);
  wait_for (f, STIPPLE_CALL_SENT);
  stipple_staff_call_forget (f->call);
  g_assert_cmpint (stipple_staff_call_get_state (f->call), ==, STIPPLE_CALL_NONE);
  stipple_staff_call_send (f->call);
  wait_for (f, STIPPLE_CALL_SENT);
  first = id_of (f, 0);
  second = id_of (f, 1);
  g_assert_cmpstr (first, !=, second);
}

/* An answer to somebody else's call is no news to the next visitor. */
static void
test_late_answer (Fixture *f, gconstpointer data)
{
  liar_then (f->liar, accept_call, NULL);
  stipple_staff_call_send (f->call);
  stipple_staff_call_forget (f->call);
  while (liar_count (f->liar) == 0)
    g_main_context_iteration (NULL, FALSE);
  stipple_staff_call_stop (f->call);
  g_assert_cmpint (stipple_staff_call_get_state (f->call), ==, STIPPLE_CALL_NONE);
}

static void
test_stopped_in_flight (Fixture *f, gconstpointer data)
{
  liar_then (f->liar, liar_hang, NULL);
  stipple_staff_call_send (f->call);
  while (liar_count (f->liar) == 0)
    g_main_context_iteration (NULL, FALSE);
  stipple_staff_call_stop (f->call);
  g_assert_cmpuint (liar_count (f->liar), ==, 1);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/staff-call/sent", test_sent);
  ADD ("/staff-call/touched-again", test_touched_again);
  ADD ("/staff-call/much-later", test_much_later);
  ADD ("/staff-call/reply-lost", test_reply_lost);
  ADD ("/staff-call/no-hub", test_no_hub);
  ADD ("/staff-call/captive-portal", test_captive_portal);
  ADD ("/staff-call/another-id", test_another_id);
  ADD ("/staff-call/busy", test_busy);
  ADD ("/staff-call/refused", test_refused);
  ADD ("/staff-call/after-failure", test_after_failure);
  ADD ("/staff-call/next-visitor", test_next_visitor);
  ADD ("/staff-call/late-answer", test_late_answer);
  ADD ("/staff-call/stopped", test_stopped_in_flight);
  return g_test_run ();
}
