// SPDX-License-Identifier: GPL-3.0-or-later
/* What a kiosk tells of its days, whether it was heard of, and which day an intake belongs to. */
#include "day-close-test.h"
#include <string.h>

/* --- Tallies. */

static void
test_older_comes_later (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_record (self);
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 3, json_pack ("[o]", day_claim (&made, "waiting")));
  answer = day_put_tally (self, self->device, TODAY, 2, TRUE, json_array ());
  g_assert_cmpint (answer->status, ==, 409);
  g_assert_cmpint (day_number (answer->json, "sequence"), ==, 3);
  day_assert_counts (self, TODAY, 1, 0, 1);
}

static void
test_same_again (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_record (self);

  day_tell (self, 3, json_pack ("[o]", day_claim (&made, "waiting")));
  day_tell (self, 3, json_array ());
  day_assert_counts (self, TODAY, 1, 0, 1);
}

/* A kiosk that was enrolled anew tells under its new id what it has; nothing counts twice. */
static void
test_enrolled_anew (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_deliver (self);
  g_autofree char *other = hub_test_enrol (self);
  g_autoptr (Answer) told = NULL;
  g_autoptr (Answer) answer = NULL;
  gint64 recorded = 0;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "delivered")));
  told = day_put_tally (self, other, TODAY, 1, TRUE,
                        json_pack ("[o]", day_claim (&made, "delivered")));
  g_assert_cmpint (told->status, ==, 200);
  answer = day_look (self, TODAY);
  for (gsize i = 0; i < 2; i++)
    recorded += day_number (day_kiosk (answer, i), "recorded");
  g_assert_cmpint (recorded, ==, 1);
}

static void
test_malformed (HubTest *self, gconstpointer data)
{
#define ID "3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d8b01"
  static const struct
  {
    const char *day;
    const char *body;
    int status;
  } cases[] = {
    { TODAY, "", 400 },
    { TODAY, "[]", 400 },
    { TODAY, "{}", 422 },
    { "today", "{\"sequence\":1,\"complete\":true,\"claims\":[]}", 422 },
    { "2026-02-30", "{\"sequence\":1,\"complete\":true,\"claims\":[]}", 422 },
    { TODAY, "{\"sequence\":-1,\"complete\":true,\"claims\":[]}", 422 },
    { TODAY, "{\"sequence\":1,\"complete\":1,\"claims\":[]}", 422 },
    { TODAY, "{\"sequence\":1,\"complete\":true,\"claims\":{}}", 422 },
    { TODAY, "{\"sequence\":1,\"complete\":true,\"claims\":[1]}", 422 },
    { TODAY, "{\"sequence\":1,\"complete\":true,\"claims\":[],\"name\":\"Zoé\"}", 422 },
    { TODAY, "{\"sequence\":1,\"complete\":true,\"claims\":[{\"id\":\"x\",\"state\":\"waiting\"}]}",
      422 },
    { TODAY,
      "{\"sequence\":1,\"complete\":true,\"claims\":[{\"id\":\"" ID "\",\"state\":\"gone\"}]}",
      422 },
    { TODAY,
      "{\"sequence\":1,\"complete\":true,\"claims\":[{\"id\":\"" ID
      "\",\"state\":\"waiting\",\"code\":\"7K4-Q2\"}]}",
      422 },
    { TODAY,
      "{\"sequence\":1,\"complete\":true,\"claims\":[{\"id\":\"" ID
      "\",\"state\":\"waiting\",\"receipt\":\"abc\"}]}",
      422 },
    { TODAY,
      "{\"sequence\":1,\"complete\":true,\"claims\":[{\"id\":\"" ID
      "\",\"state\":\"waiting\"},{\"id\":\"" ID "\",\"state\":\"purged\"}]}",
      422 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *target = g_strdup_printf (STIPPLE_PATH_TALLY "/%s", cases[i].day);
      g_autoptr (Answer) answer = hub_ask (self, "PUT", target, self->device, cases[i].body, NULL);

      g_assert_cmpint (answer->status, ==, cases[i].status);
      g_assert_null (strstr (answer->body, "Zo"));
      g_assert_null (strstr (answer->body, "name"));
    }
  day_assert_counts (self, TODAY, 0, 0, 0);
}

static void
test_nothing_in_clear (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_record (self);

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "waiting")));
  g_assert_true (hub_test_folder_has (self->dir, made.id, strlen (made.id)));
  g_assert_false (hub_test_folder_has (self->dir, made.code, strlen (made.code)));
}

/* --- Kiosks that are not heard of. */

static void
test_silent (HubTest *self, gconstpointer data)
{
  g_autofree char *now = stipple_clock_format_utc (stipple_hub_now (self->hub));
  g_autoptr (Answer) soon = NULL;
  g_autoptr (Answer) late = NULL;

  day_tell (self, 0, json_array ());
  stipple_clock_advance (self->clock, 15 * MINUTE);
  soon = day_look (self, TODAY);
  g_assert_false (day_is_silent (day_kiosk (soon, 0)));
  stipple_clock_advance (self->clock, 1);
  late = day_look (self, TODAY);
  g_assert_true (day_is_silent (day_kiosk (late, 0)));
  g_assert_cmpstr (json_string_value (json_object_get (day_kiosk (late, 0), "heard")), ==, now);
}

static void
test_never_heard (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  stipple_clock_advance (self->clock, 16 * MINUTE);
  answer = day_look (self, TODAY);
  g_assert_true (day_is_silent (day_kiosk (answer, 0)));
  g_assert_null (json_object_get (day_kiosk (answer, 0), "heard"));
}

/* Some days are not told yet: that is not to be heard of. */
static void
test_half_told (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) told = NULL;
  g_autoptr (Answer) answer = NULL;

  stipple_clock_advance (self->clock, 16 * MINUTE);
  told = day_put_tally (self, self->device, YESTERDAY, 1, FALSE, json_array ());
  g_assert_cmpint (told->status, ==, 200);
  answer = day_look (self, TODAY);
  g_assert_true (day_is_silent (day_kiosk (answer, 0)));
}

/* Heard on the day, switched off, heard after it: then the day is known. Its end is the clinic's midnight, 05:00 UTC. */
static void
test_over_midnight (HubTest *self, gconstpointer data)
{
  const gint64 midnight = G_GINT64_CONSTANT (1796533200) * G_USEC_PER_SEC;
  g_autoptr (Answer) before = NULL;
  g_autoptr (Answer) after = NULL;

  hub_test_sql (self, "UPDATE sessions SET expires = 9223372036854775807");
  stipple_clock_advance (self->clock, midnight - 1 - stipple_hub_now (self->hub));
  day_tell (self, 0, json_array ());
  stipple_clock_advance (self->clock, 20 * MINUTE);
  before = day_look (self, TODAY);
  g_assert_true (day_is_silent (day_kiosk (before, 0)));
  stipple_clock_advance (self->clock, midnight - stipple_hub_now (self->hub));
  day_tell (self, 0, json_array ());
  stipple_clock_advance (self->clock, 20 * MINUTE);
  after = day_look (self, TODAY);
  g_assert_false (day_is_silent (day_kiosk (after, 0)));
}

static void
test_revoked (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) devices = hub_get (self, STIPPLE_PATH_DEVICES, self->admin);
  const json_t *device = json_array_get (json_object_get (devices->json, "devices"), 0);
  g_autoptr (Answer) today = NULL;
  g_autoptr (Answer) tomorrow = NULL;

  day_tell (self, 0, json_array ());
  hub_test_revoke (self, json_string_value (json_object_get (device, "device")),
                   stipple_hub_now (self->hub) + MINUTE);
  stipple_clock_advance (self->clock, G_TIME_SPAN_HOUR);
  today = day_look (self, TODAY);
  g_assert_true (json_is_true (json_object_get (day_kiosk (today, 0), "revoked")));
  g_assert_false (day_is_silent (day_kiosk (today, 0)));
  tomorrow = day_look (self, "2026-12-06");
  g_assert_cmpuint (json_array_size (json_object_get (tomorrow->json, "kiosks")), ==, 0);
}

static void
test_before_enrolment (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = day_look (self, YESTERDAY);

  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "kiosks")), ==, 0);
}

/* --- Days of 23 and 25 hours. */

typedef struct
{
  const char *before;
  const char *day;
  const char *after;
  gint64 from; /* s UTC */
  int hours;
} ClockChange;

static const ClockChange spring = { "2026-03-07", "2026-03-08", "2026-03-09", 1772946000, 23 };
static const ClockChange autumn = { "2026-10-31", "2026-11-01", "2026-11-02", 1793505600, 25 };

static void
test_clock_change (HubTest *self, gconstpointer data)
{
  const ClockChange *change = data;
  const gint64 from = change->from * G_USEC_PER_SEC;
  const gint64 to = from + change->hours * G_TIME_SPAN_HOUR;
  g_auto (Made) before = day_deliver_at (self, from - G_TIME_SPAN_MILLISECOND);
  g_auto (Made) first = day_deliver_at (self, from);
  g_auto (Made) last = day_deliver_at (self, to - G_TIME_SPAN_MILLISECOND);
  g_auto (Made) after = day_deliver_at (self, to);

  day_assert_counts (self, change->before, 1, 1, 0);
  day_assert_counts (self, change->day, 2, 2, 0);
  day_assert_counts (self, change->after, 1, 1, 0);
}

/* Which day it is when nobody says: by the clinic's clock, to the second. */
static void
test_today_at_clock_change (HubTest *self, gconstpointer data)
{
  const ClockChange *change = data;
  const gint64 to = change->from * G_USEC_PER_SEC + change->hours * G_TIME_SPAN_HOUR;
  const struct
  {
    gint64 time;
    const char *day;
  } moments[] = {
    { change->from * G_USEC_PER_SEC - 1, change->before },
    { change->from * G_USEC_PER_SEC, change->day },
    { to - 1, change->day },
    { to, change->after },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (Answer) answer = NULL;

      stipple_clock_advance (self->clock, moments[i].time - stipple_hub_now (self->hub));
      answer = hub_get (self, STIPPLE_PATH_DAY_CLOSE, self->reception);
      g_assert_cmpstr (answer_get_string (answer, "date"), ==, moments[i].day);
      g_assert_cmpstr (answer_get_string (answer, "today"), ==, moments[i].day);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/tally/older-comes-later", test_older_comes_later);
  hub_test_add ("/tally/same-again", test_same_again);
  hub_test_add ("/tally/enrolled-anew", test_enrolled_anew);
  hub_test_add ("/tally/malformed", test_malformed);
  hub_test_add ("/tally/nothing-in-clear", test_nothing_in_clear);
  hub_test_add ("/tally/silent", test_silent);
  hub_test_add ("/tally/never-heard", test_never_heard);
  hub_test_add ("/tally/half-told", test_half_told);
  hub_test_add ("/tally/over-midnight", test_over_midnight);
  hub_test_add ("/tally/revoked", test_revoked);
  hub_test_add ("/tally/before-enrolment", test_before_enrolment);
  g_test_add ("/tally/clock-change/spring", HubTest, &spring, hub_test_set_up, test_clock_change,
              hub_test_tear_down);
  g_test_add ("/tally/clock-change/autumn", HubTest, &autumn, hub_test_set_up, test_clock_change,
              hub_test_tear_down);
  g_test_add ("/tally/clock-change/spring-today", HubTest, &spring, hub_test_set_up,
              test_today_at_clock_change, hub_test_tear_down);
  g_test_add ("/tally/clock-change/autumn-today", HubTest, &autumn, hub_test_set_up,
              test_today_at_clock_change, hub_test_tear_down);
  return g_test_run ();
}
