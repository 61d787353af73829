// SPDX-License-Identifier: GPL-3.0-or-later
/* Enrolment by code, devices, and their code spaces. */
#include "core/error.h"
#include "hub-test.h"
#include "hub/throttle.h"
#include <string.h>

static char *
new_code (HubTest *self, const char *body)
{
  g_autoptr (Answer) answer =
      hub_post (self, STIPPLE_PATH_ENROL_CODES, self->admin, JSON_TYPE, body);

  g_assert_cmpint (answer->status, ==, 201);
  return g_strdup (answer_get_string (answer, "code"));
}

static Answer *
enrol (HubTest *self, const char *code, const char *name)
{
  g_autofree char *body = name != NULL
                              ? g_strdup_printf ("{\"code\":\"%s\",\"name\":\"%s\"}", code, name)
                              : g_strdup_printf ("{\"code\":\"%s\"}", code);

  return hub_post (self, STIPPLE_PATH_ENROL, NULL, JSON_TYPE, body);
}

static void
enrol_refused (HubTest *self, const char *code, int status)
{
  g_autoptr (Answer) answer = enrol (self, code, NULL);

  g_assert_cmpint (answer->status, ==, status);
}

static void
test_code (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer =
      hub_post (self, STIPPLE_PATH_ENROL_CODES, self->admin, JSON_TYPE, "{}");
  g_autofree char *expires =
      stipple_clock_format_utc (stipple_hub_now (self->hub) + 15 * G_TIME_SPAN_MINUTE);

  g_assert_cmpint (answer->status, ==, 201);
  g_assert_true (g_regex_match_simple ("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$",
                                       answer_get_string (answer, "code"), 0, 0));
  g_assert_cmpstr (answer_get_string (answer, "expires"), ==, expires);
}

static void
test_enrol (HubTest *self, gconstpointer data)
{
  g_autofree char *code = new_code (self, "{}");
  g_autoptr (Answer) answer = enrol (self, code, "Lobby 1");
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autoptr (Answer) posted = NULL;
  g_autofree guint8 *key = NULL;
  gsize length;

  g_assert_cmpint (answer->status, ==, 201);
  g_assert_true (stipple_uuid_is_valid (answer_get_string (answer, "device")));
  g_assert_cmpstr (answer_get_string (answer, "name"), ==, "Lobby 1");
  key = g_base64_decode (answer_get_string (answer, "codeKey"), &length);
  g_assert_cmpmem (key, length, self->hub->code_key, STIPPLE_CODE_KEY_BYTES);
  posted = hub_post_bundle (self, answer_get_string (answer, "token"), bundle);
  g_assert_cmpint (posted->status, ==, 200);
}

static void
test_name_of_code (HubTest *self, gconstpointer data)
{
  g_autofree char *code = new_code (self, "{\"name\":\"Front desk\"}");
  g_autoptr (Answer) answer = enrol (self, code, NULL);

  g_assert_cmpstr (answer_get_string (answer, "name"), ==, "Front desk");
}

static void
test_typed_loosely (HubTest *self, gconstpointer data)
{
  g_autofree char *code = new_code (self, "{}");
  g_autofree char *lower = g_ascii_strdown (code, -1);
  g_autoptr (GString) typed = g_string_new (lower);
  g_autoptr (Answer) answer = NULL;

  g_string_replace (typed, "-", " ", 0);
  g_string_replace (typed, "0", "o", 0);
  g_string_replace (typed, "1", "l", 0);
  answer = enrol (self, typed->str, NULL);
  g_assert_cmpint (answer->status, ==, 201);
}

static void
test_once (HubTest *self, gconstpointer data)
{
  g_autofree char *code = new_code (self, "{}");
  g_autoptr (Answer) answer = enrol (self, code, NULL);

  g_assert_cmpint (answer->status, ==, 201);
  enrol_refused (self, code, 401);
}

static void
test_expiry (HubTest *self, gconstpointer data)
{
  g_autofree char *late = new_code (self, "{}");
  g_autofree char *soon = NULL;
  g_autoptr (Answer) answer = NULL;

  stipple_clock_advance (self->clock, 15 * G_TIME_SPAN_MINUTE);
  enrol_refused (self, late, 401);
  soon = new_code (self, "{}");
  stipple_clock_advance (self->clock, 15 * G_TIME_SPAN_MINUTE - 1);
  answer = enrol (self, soon, NULL);
  g_assert_cmpint (answer->status, ==, 201);
}

static void
guess (HubTest *self, guint times)
{
  for (guint i = 0; i < times; i++)
    enrol_refused (self, "0000-0000", 401);
}

static void
test_four_wrong_tries (HubTest *self, gconstpointer data)
{
  g_autofree char *code = new_code (self, "{}");
  g_autoptr (Answer) answer = NULL;

  guess (self, 4);
  answer = enrol (self, code, NULL);
  g_assert_cmpint (answer->status, ==, 201);
  /* The count begins anew. */
  guess (self, 5);
}

static void
test_five_wrong_tries (HubTest *self, gconstpointer data)
{
  g_autofree char *code = new_code (self, "{}");
  g_autofree char *fresh = NULL;
  g_autofree char *wait = NULL;
  g_autoptr (Answer) throttled = NULL;
  g_autoptr (Answer) answer = NULL;

  guess (self, 5);
  throttled = enrol (self, code, NULL);
  wait = answer_get_header (throttled, "Retry-After");
  g_assert_cmpint (throttled->status, ==, 429);
  g_assert_cmpstr (wait, ==, "30");

  stipple_clock_advance (self->clock, 30 * G_TIME_SPAN_SECOND);
  /* The code did not survive them; one made since has. */
  enrol_refused (self, code, 401);
  stipple_clock_advance (self->clock, G_TIME_SPAN_MINUTE);
  fresh = new_code (self, "{}");
  answer = enrol (self, fresh, NULL);
  g_assert_cmpint (answer->status, ==, 201);
}

static void
test_bad_requests (HubTest *self, gconstpointer data)
{
  static const struct
  {
    const char *body;
    int status;
  } cases[] = {
    { "", 400 },
    { "[]", 400 },
    { "{}", 400 },
    { "{\"code\":7}", 400 },
    { "{\"code\":\"0000-0000\",\"name\":7}", 400 },
    { "{\"code\":\"0000-0000\",\"name\":\" \"}", 422 },
    { "{\"code\":\"0000-0000\",\"name\":\"a\\u0007\"}", 422 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer =
          hub_post (self, STIPPLE_PATH_ENROL, NULL, JSON_TYPE, cases[i].body);

      g_assert_cmpint (answer->status, ==, cases[i].status);
    }
}

static void
test_long_name (HubTest *self, gconstpointer data)
{
  g_autofree char *code = new_code (self, "{}");
  g_autofree char *name = g_strnfill (65, 'a');
  g_autoptr (Answer) answer = enrol (self, code, name);

  g_assert_cmpint (answer->status, ==, 422);
}

static void
test_spaces_differ (HubTest *self, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *code = new_code (self, "{}");
      g_autoptr (Answer) answer = enrol (self, code, NULL);
      json_int_t space = json_integer_value (json_object_get (answer->json, "codeSpace"));

      g_assert_cmpint ((int) space, >=, 1);
      g_assert_cmpint ((int) space, <, STIPPLE_CODE_SPACES);
      g_assert_true (g_hash_table_add (seen, GINT_TO_POINTER ((int) space)));
    }
}

static gboolean
add_device (StippleTx *tx, guint n, guint *space, GError **error)
{
  g_autofree char *id = g_strdup_printf ("device-%u", n);
  char name[] = "Lobby";
  StippleDeviceRow row = { .id = id, .name = name, .enrolled = n };

  if (!tx->storage->in_add_device (tx, &row, id, error))
    return FALSE;
  *space = row.code_space;
  return TRUE;
}

/* The next device's space, or 0 when there is none. */
static guint
take_space (HubTest *self, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = self->hub->storage->begin (self->hub->storage, NULL);
  guint space = 0;

  if (!add_device (tx, n, &space, &error))
    g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
  g_assert_true (self->hub->storage->commit (g_steal_pointer (&tx), NULL));
  return space;
}

/* All 4,095 in use: device-N has N + 2, since the fixture's own has 1. */
static void
take_all_spaces (HubTest *self)
{
  StippleTx *tx = self->hub->storage->begin (self->hub->storage, NULL);
  guint space = 0;

  for (guint n = 0; space < STIPPLE_CODE_SPACES - 1; n++)
    g_assert_true (add_device (tx, n, &space, NULL));
  g_assert_true (self->hub->storage->commit (tx, NULL));
}

static void
test_spaces_run_out (HubTest *self, gconstpointer data)
{
  take_all_spaces (self);
  g_assert_cmpuint (take_space (self, 5000), ==, 0);
  hub_test_revoke (self, "device-70", 2);
  hub_test_revoke (self, "device-71", 1);
  /* Gone longest. */
  g_assert_cmpuint (take_space (self, 5001), ==, 73);
  g_assert_cmpuint (take_space (self, 5002), ==, 72);
  g_assert_cmpuint (take_space (self, 5003), ==, 0);
}

/* A space whose codes are on intakes is not given out again. */
static void
test_space_with_intakes (HubTest *self, gconstpointer data)
{
  StippleStorage *storage = self->hub->storage;
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autoptr (GPtrArray) devices = storage->do_list_devices (storage, NULL);
  const StippleDeviceRow *ours = g_ptr_array_index (devices, 0);

  hub_post_accepted (self, bundle);
  hub_test_revoke (self, ours->id, 1);
  take_all_spaces (self);
  g_assert_cmpuint (take_space (self, 5000), ==, 0);
}

static void
test_devices (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) seen = hub_get (self, STIPPLE_PATH_CONTENT, self->device);
  g_autoptr (Answer) list = hub_get (self, STIPPLE_PATH_DEVICES, self->admin);
  const json_t *device = json_array_get (json_object_get (list->json, "devices"), 0);
  const char *id = json_string_value (json_object_get (device, "device"));
  g_autofree char *target = g_strdup_printf ("%s/%s", STIPPLE_PATH_DEVICES, id);
  g_autoptr (Answer) revoked = NULL;
  g_autoptr (Answer) again = NULL;
  g_autoptr (Answer) after = NULL;
  g_autoptr (Answer) refused = NULL;

  g_assert_cmpint (seen->status, ==, 200);
  g_assert_cmpstr (json_string_value (json_object_get (device, "name")), ==, "Lobby");
  g_assert_nonnull (json_object_get (device, "seen"));
  g_assert_true (json_is_false (json_object_get (device, "revoked")));

  revoked = http_ask (self->port, "DELETE", target, self->admin, NULL, NULL, NULL);
  again = http_ask (self->port, "DELETE", target, self->admin, NULL, NULL, NULL);
  g_assert_cmpint (revoked->status, ==, 204);
  g_assert_cmpint (again->status, ==, 204);
  after = hub_get (self, STIPPLE_PATH_DEVICES, self->admin);
  device = json_array_get (json_object_get (after->json, "devices"), 0);
  g_assert_true (json_is_true (json_object_get (device, "revoked")));
  refused = hub_get (self, STIPPLE_PATH_CONTENT, self->device);
  g_assert_cmpint (refused->status, ==, 401);
}

/* --- The throttle itself. */

static void
test_throttle_delay (void)
{
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (stipple_throttle_delay (i), ==, 0);
  g_assert_cmpint (stipple_throttle_delay (5), ==, 30 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (stipple_throttle_delay (6), ==, 60 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (stipple_throttle_delay (9), ==, 480 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (stipple_throttle_delay (10), ==, 15 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (stipple_throttle_delay (G_MAXUINT), ==, 15 * G_TIME_SPAN_MINUTE);
}

static gboolean
fail_once (HubTest *self)
{
  StippleStorage *storage = self->hub->storage;
  g_autoptr (StippleTx) tx = storage->begin (storage, NULL);

  return stipple_throttle_fail (self->hub, tx, "x", NULL)
         && storage->commit (g_steal_pointer (&tx), NULL);
}

static gboolean
succeed_once (HubTest *self)
{
  StippleStorage *storage = self->hub->storage;
  g_autoptr (StippleTx) tx = storage->begin (storage, NULL);

  return stipple_throttle_succeed (self->hub, tx, "x", NULL)
         && storage->commit (g_steal_pointer (&tx), NULL);
}

static void
fail_times (HubTest *self, guint times)
{
  for (guint i = 0; i < times; i++)
    g_assert_true (fail_once (self));
}

static void
test_throttle_forgets (HubTest *self, gconstpointer data)
{
  fail_times (self, 7);
  g_assert_cmpint (stipple_throttle_check (self->hub, "x", NULL), ==, 2 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (stipple_throttle_check (self->hub, "y", NULL), ==, 0);
  stipple_clock_advance (self->clock, G_TIME_SPAN_DAY + 1);
  fail_times (self, 1);
  g_assert_cmpint (stipple_throttle_check (self->hub, "x", NULL), ==, 0);
}

static void
test_throttle_clock_set_back (HubTest *self, gconstpointer data)
{
  fail_times (self, 5);
  stipple_clock_advance (self->clock, -G_TIME_SPAN_DAY);
  g_assert_cmpint (stipple_throttle_check (self->hub, "x", NULL), ==, 30 * G_TIME_SPAN_SECOND);
}

static void
test_throttle_succeed (HubTest *self, gconstpointer data)
{
  fail_times (self, 9);
  g_assert_true (succeed_once (self));
  g_assert_cmpint (stipple_throttle_check (self->hub, "x", NULL), ==, 0);
  fail_times (self, 4);
  g_assert_cmpint (stipple_throttle_check (self->hub, "x", NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/enrol/code", test_code);
  hub_test_add ("/hub/enrol/enrol", test_enrol);
  hub_test_add ("/hub/enrol/name-of-code", test_name_of_code);
  hub_test_add ("/hub/enrol/typed-loosely", test_typed_loosely);
  hub_test_add ("/hub/enrol/once", test_once);
  hub_test_add ("/hub/enrol/expiry", test_expiry);
  hub_test_add ("/hub/enrol/four-wrong-tries", test_four_wrong_tries);
  hub_test_add ("/hub/enrol/five-wrong-tries", test_five_wrong_tries);
  hub_test_add ("/hub/enrol/bad-requests", test_bad_requests);
  hub_test_add ("/hub/enrol/long-name", test_long_name);
  hub_test_add ("/hub/enrol/spaces-differ", test_spaces_differ);
  hub_test_add ("/hub/enrol/spaces-run-out", test_spaces_run_out);
  hub_test_add ("/hub/enrol/space-with-intakes", test_space_with_intakes);
  hub_test_add ("/hub/enrol/devices", test_devices);
  g_test_add_func ("/hub/throttle/delay", test_throttle_delay);
  hub_test_add ("/hub/throttle/forgets", test_throttle_forgets);
  hub_test_add ("/hub/throttle/clock-set-back", test_throttle_clock_set_back);
  hub_test_add ("/hub/throttle/succeed", test_throttle_succeed);
  return g_test_run ();
}
