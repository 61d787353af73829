// SPDX-License-Identifier: GPL-3.0-or-later
/* Somebody at a kiosk asks for staff. */
#include "hub-test.h"
#include <string.h>

#define ID "3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d8b01"
#define MADE "2026-11-22T15:00:00.000Z"

static Answer *
call (HubTest *self, const char *token, const char *id)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"made\":\"" MADE "\"}", id);

  return hub_post (self, STIPPLE_PATH_CALLS, token, JSON_TYPE, body);
}

static void
check_call (HubTest *self, const char *token, const char *id, int status)
{
  g_autoptr (Answer) answer = call (self, token, id);

  g_assert_cmpint (answer->status, ==, status);
}

/* Transfer full; the calls as staff see them. */
static Answer *
list (HubTest *self, gsize n)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_STAFF_CALLS, self->reception);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "calls")), ==, n);
  return g_steal_pointer (&answer);
}

static const char *
get (const Answer *answer, gsize index, const char *key)
{
  return json_string_value (
      json_object_get (json_array_get (json_object_get (answer->json, "calls"), index), key));
}

static void
answer_call (HubTest *self, const char *id, int status)
{
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_STAFF_CALLS "/%s/answer", id);
  g_autoptr (Answer) answer = hub_post (self, target, self->reception, NULL, NULL);

  g_assert_cmpint (answer->status, ==, status);
}

static char *
nth_id (guint n)
{
  return g_strdup_printf ("3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d%04x", n);
}

static void
test_call (HubTest *self, gconstpointer data)
{
  g_autofree char *now = stipple_clock_format_utc (stipple_hub_now (self->hub));
  g_autofree char *later =
      stipple_clock_format_utc (stipple_hub_now (self->hub) + 15 * G_TIME_SPAN_MINUTE);
  g_autoptr (Answer) answer = call (self, self->device, ID);
  g_autoptr (Answer) listed = list (self, 1);

  g_assert_cmpint (answer->status, ==, 201);
  g_assert_cmpstr (answer_get_string (answer, "id"), ==, ID);
  g_assert_cmpstr (answer_get_string (answer, "expires"), ==, later);
  g_assert_cmpstr (get (listed, 0, "id"), ==, ID);
  g_assert_cmpstr (get (listed, 0, "made"), ==, MADE);
  g_assert_cmpstr (get (listed, 0, "received"), ==, now);
  g_assert_cmpstr (get (listed, 0, "state"), ==, "open");
  g_assert_nonnull (get (listed, 0, "name"));
  g_assert_null (get (listed, 0, "answered"));
}

static void
test_twice_is_once (HubTest *self, gconstpointer data)
{
  check_call (self, self->device, ID, 201);
  stipple_clock_advance (self->clock, G_TIME_SPAN_MINUTE);
  check_call (self, self->device, ID, 200);
  answer_free (list (self, 1));
}

static void
test_survives_restart (HubTest *self, gconstpointer data)
{
  check_call (self, self->device, ID, 201);
  hub_test_restart (self, NULL);
  check_call (self, self->device, ID, 200);
}

static void
test_of_another_device (HubTest *self, gconstpointer data)
{
  g_autofree char *other = hub_test_enrol (self);

  check_call (self, self->device, ID, 201);
  check_call (self, other, ID, 409);
  answer_free (list (self, 1));
}

static void
test_malformed (HubTest *self, gconstpointer data)
{
  static const struct
  {
    const char *body;
    int status;
  } cases[] = {
    { "", 400 },
    { "[]", 400 },
    { "{}", 400 },
    { "{\"id\":\"" ID "\"}", 400 },
    { "{\"id\":1,\"made\":\"" MADE "\"}", 400 },
    { "{\"id\":\"lobby\",\"made\":\"" MADE "\"}", 422 },
    { "{\"id\":\"" ID "\",\"made\":\"today\"}", 422 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer =
          hub_post (self, STIPPLE_PATH_CALLS, self->device, JSON_TYPE, cases[i].body);

      g_assert_cmpint (answer->status, ==, cases[i].status);
    }
  answer_free (list (self, 0));
}

static void
test_answered (HubTest *self, gconstpointer data)
{
  g_autofree char *now = NULL;
  g_autoptr (Answer) listed = NULL;

  check_call (self, self->device, ID, 201);
  stipple_clock_advance (self->clock, G_TIME_SPAN_MINUTE);
  now = stipple_clock_format_utc (stipple_hub_now (self->hub));
  answer_call (self, ID, 204);
  stipple_clock_advance (self->clock, G_TIME_SPAN_MINUTE);
  answer_call (self, ID, 204);
  listed = list (self, 1);
  g_assert_cmpstr (get (listed, 0, "state"), ==, "answered");
  g_assert_cmpstr (get (listed, 0, "answered"), ==, now);
  answer_call (self, "3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d8b02", 404);
}

static void
test_expires (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) open = NULL;
  g_autoptr (Answer) expired = NULL;

  check_call (self, self->device, ID, 201);
  stipple_clock_advance (self->clock, 15 * G_TIME_SPAN_MINUTE - 1);
  open = list (self, 1);
  g_assert_cmpstr (get (open, 0, "state"), ==, "open");
  stipple_clock_advance (self->clock, 1);
  expired = list (self, 1);
  g_assert_cmpstr (get (expired, 0, "state"), ==, "expired");
}

static void
test_kept_for_a_day (HubTest *self, gconstpointer data)
{
  g_autofree char *second = nth_id (2);
  StippleStorage *storage = self->hub->storage;
  g_autoptr (GPtrArray) rows = NULL;

  check_call (self, self->device, ID, 201);
  stipple_clock_advance (self->clock, G_TIME_SPAN_DAY + 1);
  check_call (self, self->device, second, 201);
  rows = storage->do_list_calls (storage, 0, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((const StippleCallRow *) g_ptr_array_index (rows, 0))->id, ==, second);
}

/* A kiosk whose button is played with does not drown the others'. */
static void
test_bounded (HubTest *self, gconstpointer data)
{
  g_autofree char *other = hub_test_enrol (self);
  g_autofree char *first = nth_id (0);
  g_autofree char *one_more = nth_id (10);
  g_autofree char *of_other = nth_id (11);
  g_autofree char *wait = NULL;
  g_autoptr (Answer) refused = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = nth_id (i);

      check_call (self, self->device, id, 201);
    }
  refused = call (self, self->device, one_more);
  wait = answer_get_header (refused, "Retry-After");
  g_assert_cmpint (refused->status, ==, 429);
  g_assert_nonnull (wait);
  check_call (self, self->device, first, 200);
  check_call (self, other, of_other, 201);
  answer_call (self, first, 204);
  check_call (self, self->device, one_more, 201);
  answer_free (list (self, 7));
}

static void
test_newest_first (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) listed = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = nth_id (i);

      check_call (self, self->device, id, 201);
      stipple_clock_advance (self->clock, G_TIME_SPAN_SECOND);
    }
  listed = list (self, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = nth_id (2 - i);

      g_assert_cmpstr (get (listed, i, "id"), ==, id);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/calls/call", test_call);
  hub_test_add ("/hub/calls/twice", test_twice_is_once);
  hub_test_add ("/hub/calls/restart", test_survives_restart);
  hub_test_add ("/hub/calls/other-device", test_of_another_device);
  hub_test_add ("/hub/calls/malformed", test_malformed);
  hub_test_add ("/hub/calls/answered", test_answered);
  hub_test_add ("/hub/calls/expires", test_expires);
  hub_test_add ("/hub/calls/kept", test_kept_for_a_day);
  hub_test_add ("/hub/calls/bounded", test_bounded);
  hub_test_add ("/hub/calls/newest-first", test_newest_first);
  return g_test_run ();
}
