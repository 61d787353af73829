// SPDX-License-Identifier: GPL-3.0-or-later
/* The staff drawer of the kiosks: its PIN, and what was done at it. */
#include "hub-test.h"
#include "seal/pin.h"
#include <string.h>

#define PIN "285016"
#define SUBJECT "3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d8b01"

static void
set_pin (HubTest *self, const char *pin, int status)
{
  g_autofree char *body = g_strdup_printf ("{\"pin\":\"%s\"}", pin);
  g_autoptr (Answer) answer =
      hub_ask (self, "PUT", STIPPLE_PATH_ADMIN_KIOSK_PIN, self->admin, body, NULL);

  g_assert_cmpint (answer->status, ==, status);
}

static void
check_pin (HubTest *self, const char *pin, gint64 version)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_KIOSK_PIN, self->device);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpint (json_integer_value (json_object_get (answer->json, "version")), ==, version);
  g_assert_true (stipple_pin_verify (answer_get_string (answer, "hash"), pin));
}

/* How many entries of the newest in the audit are of @action. */
static guint
count_audit (HubTest *self, const char *action)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_ADMIN_AUDIT "?limit=100", self->admin);
  const json_t *entries = json_object_get (answer->json, "entries");
  guint n = 0;

  g_assert_cmpint (answer->status, ==, 200);
  for (gsize i = 0; i < json_array_size (entries); i++)
    n += g_str_equal (json_string_value (json_object_get (json_array_get (entries, i), "action")),
                      action);
  return n;
}

static void
test_no_default (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_KIOSK_PIN, self->device);

  g_assert_cmpint (answer->status, ==, 404);
}

static void
test_set (HubTest *self, gconstpointer data)
{
  set_pin (self, PIN, 200);
  check_pin (self, PIN, 1);
  g_assert_cmpuint (count_audit (self, "kiosk-pin"), ==, 1);
}

static void
test_set_again (HubTest *self, gconstpointer data)
{
  set_pin (self, PIN, 200);
  set_pin (self, "610582", 200);
  check_pin (self, "610582", 2);
}

static void
test_survives_restart (HubTest *self, gconstpointer data)
{
  set_pin (self, PIN, 200);
  hub_test_restart (self, NULL);
  check_pin (self, PIN, 1);
}

static void
test_refused (HubTest *self, gconstpointer data)
{
  static const char *const bad[] = { "", "2850", "123456", "000000", "28501a", "1901198406123" };
  g_autoptr (Answer) empty =
      hub_ask (self, "PUT", STIPPLE_PATH_ADMIN_KIOSK_PIN, self->admin, "{}", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    set_pin (self, bad[i], 422);
  g_assert_cmpint (empty->status, ==, 400);
  test_no_default (self, NULL);
  g_assert_cmpuint (count_audit (self, "kiosk-pin"), ==, 0);
}

/* Neither the PIN nor its hash is in any file. */
static void
test_nothing_in_clear (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;
  const char *hash;

  set_pin (self, PIN, 200);
  answer = hub_get (self, STIPPLE_PATH_KIOSK_PIN, self->device);
  hash = answer_get_string (answer, "hash");
  g_assert_false (hub_test_folder_has (self->dir, hash, strlen (hash)));
  g_assert_false (hub_test_folder_has (self->dir, PIN, strlen (PIN)));
}

/* --- Events */

static void
tell (HubTest *self, const char *token, const char *events, int status, gint64 number)
{
  g_autofree char *body = g_strdup_printf ("{\"events\":[%s]}", events);
  g_autoptr (Answer) answer = hub_post (self, STIPPLE_PATH_KIOSK_EVENTS, token, JSON_TYPE, body);

  g_assert_cmpint (answer->status, ==, status);
  if (status == 200)
    g_assert_cmpint (json_integer_value (json_object_get (answer->json, "number")), ==, number);
}

#define AT "\"at\":\"2026-11-22T15:00:00.000Z\""
#define OPENED(number) "{\"number\":" #number "," AT ",\"action\":\"drawer-opened\"}"
#define PRINTED(number)                                                                            \
  "{\"number\":" #number "," AT ",\"action\":\"drawer-printed\",\"subject\":\"" SUBJECT "\"}"

static void
test_events (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;
  const json_t *newest;

  tell (self, self->device, OPENED (3) "," PRINTED (7), 200, 7);
  g_assert_cmpuint (count_audit (self, "drawer-opened"), ==, 1);
  answer = hub_get (self, STIPPLE_PATH_ADMIN_AUDIT "?limit=1", self->admin);
  newest = json_array_get (json_object_get (answer->json, "entries"), 0);
  g_assert_cmpstr (json_string_value (json_object_get (newest, "action")), ==, "drawer-printed");
  g_assert_cmpstr (json_string_value (json_object_get (newest, "subject")), ==, SUBJECT);
  g_assert_cmpstr (json_string_value (json_object_get (newest, "role")), ==, "device");
  g_assert_cmpstr (json_string_value (json_object_get (json_object_get (newest, "detail"), "at")),
                   ==, "2026-11-22T15:00:00.000Z");
}

static void
test_events_twice (HubTest *self, gconstpointer data)
{
  tell (self, self->device, OPENED (3), 200, 3);
  hub_test_restart (self, NULL);
  tell (self, self->device, OPENED (3) "," OPENED (4), 200, 4);
  g_assert_cmpuint (count_audit (self, "drawer-opened"), ==, 2);
}

static void
test_events_of_two_kiosks (HubTest *self, gconstpointer data)
{
  g_autofree char *other = hub_test_enrol (self);

  tell (self, self->device, OPENED (3), 200, 3);
  tell (self, other, OPENED (1), 200, 1);
  g_assert_cmpuint (count_audit (self, "drawer-opened"), ==, 2);
}

static void
test_events_malformed (HubTest *self, gconstpointer data)
{
  static const char *const bad[] = {
    "",
    "7",
    "{}",
    OPENED (0),
    OPENED (2) "," OPENED (2),
    OPENED (2) "," OPENED (1),
    "{\"number\":1," AT ",\"action\":\"deleted\"}",
    "{\"number\":1,\"at\":\"today\",\"action\":\"drawer-opened\"}",
    "{\"number\":1," AT ",\"action\":\"drawer-opened\",\"subject\":\"Zoe\"}",
    "{\"number\":1," AT ",\"action\":\"drawer-opened\",\"subject\":7}",
  };
  g_autoptr (GString) many = g_string_new (OPENED (1));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    tell (self, self->device, bad[i], 422, 0);
  for (guint i = 2; i <= STIPPLE_KIOSK_EVENTS_MAX + 1; i++)
    g_string_append_printf (many, ",{\"number\":%u," AT ",\"action\":\"drawer-opened\"}", i);
  tell (self, self->device, many->str, 422, 0);
  g_assert_cmpuint (count_audit (self, "drawer-opened"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/kiosk/pin/no-default", test_no_default);
  hub_test_add ("/hub/kiosk/pin/set", test_set);
  hub_test_add ("/hub/kiosk/pin/again", test_set_again);
  hub_test_add ("/hub/kiosk/pin/restart", test_survives_restart);
  hub_test_add ("/hub/kiosk/pin/refused", test_refused);
  hub_test_add ("/hub/kiosk/pin/nothing-in-clear", test_nothing_in_clear);
  hub_test_add ("/hub/kiosk/events/told", test_events);
  hub_test_add ("/hub/kiosk/events/twice", test_events_twice);
  hub_test_add ("/hub/kiosk/events/two-kiosks", test_events_of_two_kiosks);
  hub_test_add ("/hub/kiosk/events/malformed", test_events_malformed);
  return g_test_run ();
}
