// SPDX-License-Identifier: GPL-3.0-or-later
/* What a front desk asks every two seconds. */
#include "hub-test.h"
#include <string.h>

static Answer *
ask (HubTest *self, const char *since)
{
  g_autofree char *target = since != NULL
                                ? g_strconcat (STIPPLE_PATH_CHANGES "?since=", since, NULL)
                                : g_strdup (STIPPLE_PATH_CHANGES);
  Answer *answer = hub_get (self, target, self->reception);

  g_assert_cmpint (answer->status, ==, 200);
  return answer;
}

static gsize
count (const Answer *answer)
{
  return json_array_size (json_object_get (answer->json, "intakes"));
}

static json_int_t
counts (const Answer *answer, const char *what)
{
  const json_t *value = json_object_get (json_object_get (answer->json, "counts"), what);

  g_assert_true (json_is_integer (value));
  return json_integer_value (value);
}

static const json_t *
row (const Answer *answer, gsize index)
{
  return json_array_get (json_object_get (answer->json, "intakes"), index);
}

static const char *
text (const json_t *json, const char *member)
{
  return json_string_value (json_object_get (json, member));
}

static void
deliver (HubTest *self, guint n)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, n);

  hub_post_accepted (self, bundle);
}

static void
set_state (HubTest *self, const char *code, const char *state)
{
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s/state", code);
  g_autofree char *body = g_strdup_printf ("{\"state\":\"%s\"}", state);
  g_autoptr (Answer) answer = hub_ask (self, "POST", target, self->reception, body, NULL);

  g_assert_cmpint (answer->status, ==, 200);
}

static void
test_arrival (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) start = ask (self, NULL);
  g_autoptr (Answer) still = ask (self, answer_get_string (start, "cursor"));
  g_autoptr (Answer) after = NULL;
  g_autoptr (Answer) quiet = NULL;

  g_assert_cmpuint (count (still), ==, 0);
  g_assert_cmpint (counts (still, "new"), ==, 0);
  deliver (self, 3);
  after = ask (self, answer_get_string (still, "cursor"));
  g_assert_cmpuint (count (after), ==, 3);
  g_assert_cmpint (counts (after, "new"), ==, 3);
  g_assert_nonnull (text (row (after, 0), "deviceName"));
  quiet = ask (self, answer_get_string (after, "cursor"));
  g_assert_cmpuint (count (quiet), ==, 0);
  g_assert_cmpstr (answer_get_string (quiet, "cursor"), ==, answer_get_string (after, "cursor"));
}

/* A start tells where one stands, and no more. */
static void
test_start (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) start = NULL;
  g_autoptr (Answer) next = NULL;

  deliver (self, 2);
  start = ask (self, NULL);
  g_assert_cmpuint (count (start), ==, 0);
  g_assert_cmpint (counts (start, "new"), ==, 2);
  next = ask (self, answer_get_string (start, "cursor"));
  g_assert_cmpuint (count (next), ==, 0);
}

static void
test_state (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) all = NULL;
  g_autoptr (Answer) start = NULL;
  g_autoptr (Answer) after = NULL;
  const char *code;

  deliver (self, 3);
  all = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  code = text (row (all, 2), "code");
  start = ask (self, NULL);
  set_state (self, code, "seen");
  set_state (self, code, "reviewed");
  after = ask (self, answer_get_string (start, "cursor"));
  /* Once, as it is now. */
  g_assert_cmpuint (count (after), ==, 1);
  g_assert_cmpstr (text (row (after, 0), "code"), ==, code);
  g_assert_cmpstr (text (row (after, 0), "state"), ==, "reviewed");
  g_assert_cmpint (counts (after, "new"), ==, 2);
}

static void
test_deletion (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) all = NULL;
  g_autoptr (Answer) start = NULL;
  g_autoptr (Answer) gone = NULL;
  g_autoptr (Answer) after = NULL;
  g_autofree char *target = NULL;

  deliver (self, 1);
  all = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  start = ask (self, NULL);
  target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s", text (row (all, 0), "code"));
  gone = hub_ask (self, "DELETE", target, self->admin, "{\"reason\":\"asked for it\"}", NULL);
  after = ask (self, answer_get_string (start, "cursor"));
  g_assert_cmpint (gone->status, ==, 204);
  g_assert_cmpuint (count (after), ==, 1);
  g_assert_cmpstr (text (row (after, 0), "id"), ==, text (row (all, 0), "id"));
  g_assert_true (json_is_true (json_object_get (row (after, 0), "deleted")));
  g_assert_null (json_object_get (row (after, 0), "name"));
  g_assert_cmpint (counts (after, "new"), ==, 0);
}

/* A desk that was away reads on, page by page, and misses nothing. */
static void
test_many (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) start = ask (self, NULL);
  g_autofree char *cursor = g_strdup (answer_get_string (start, "cursor"));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean more = TRUE;
  guint pages = 0;

  for (guint i = 0; i < 11; i++)
    deliver (self, 20);
  while (more)
    {
      g_autoptr (Answer) page = ask (self, cursor);

      for (gsize i = 0; i < count (page); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (text (row (page, i), "id"))));
      more = json_is_true (json_object_get (page->json, "more"));
      g_free (cursor);
      cursor = g_strdup (answer_get_string (page, "cursor"));
      pages++;
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 220);
  g_assert_cmpuint (pages, ==, 2);
}

/* The hub's data was put back from a backup: this desk knows more than there is. */
static void
test_reset (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) ahead = NULL;
  g_autoptr (Answer) next = NULL;

  deliver (self, 1);
  ahead = ask (self, "1000");
  g_assert_true (json_is_true (json_object_get (ahead->json, "reset")));
  g_assert_cmpuint (count (ahead), ==, 0);
  next = ask (self, answer_get_string (ahead, "cursor"));
  g_assert_null (json_object_get (next->json, "reset"));
}

static void
test_counts (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = sample_intake (self->rand, self->pack);
  g_autoptr (StippleJson) bundle = NULL;
  g_autoptr (Answer) called = hub_post (
      self, STIPPLE_PATH_CALLS, self->device, JSON_TYPE,
      "{\"id\":\"3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d8b01\",\"made\":\"2026-11-22T15:00:00.000Z\"}");
  g_autoptr (Answer) before = NULL;
  g_autoptr (Answer) after = NULL;

  g_clear_pointer (&intake->code, g_free);
  sample_leave_at_desk (self->rand, intake);
  bundle = hub_test_wrap (self, intake);
  hub_post_accepted (self, bundle);
  g_assert_cmpint (called->status, ==, 201);
  before = ask (self, NULL);
  g_assert_cmpint (counts (before, "inProgress"), ==, 1);
  g_assert_cmpint (counts (before, "calls"), ==, 1);
  set_state (self, intake->code, "closed");
  stipple_clock_advance (self->clock, 15 * G_TIME_SPAN_MINUTE);
  after = ask (self, NULL);
  g_assert_cmpint (counts (after, "inProgress"), ==, 0);
  g_assert_cmpint (counts (after, "calls"), ==, 0);
}

static void
test_refused (HubTest *self, gconstpointer data)
{
  static const char *const cursors[] = { "-1", "x", "1%20", "99999999999999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
    {
      g_autofree char *target = g_strconcat (STIPPLE_PATH_CHANGES "?since=", cursors[i], NULL);
      g_autoptr (Answer) answer = hub_get (self, target, self->reception);

      g_assert_cmpint (answer->status, ==, 400);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/changes/arrival", test_arrival);
  hub_test_add ("/hub/changes/start", test_start);
  hub_test_add ("/hub/changes/state", test_state);
  hub_test_add ("/hub/changes/deletion", test_deletion);
  hub_test_add ("/hub/changes/many", test_many);
  hub_test_add ("/hub/changes/reset", test_reset);
  hub_test_add ("/hub/changes/counts", test_counts);
  hub_test_add ("/hub/changes/refused", test_refused);
  return g_test_run ();
}
