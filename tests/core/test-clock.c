// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "core/error.h"

/* 2026-12-05T03:30:00Z: still the 4th in Toronto. */
#define EVENING G_GINT64_CONSTANT (1796441400000000)

static void
test_fixed (void)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_fixed (EVENING, NULL);

  g_assert_cmpint (stipple_clock_now (clock), ==, EVENING);
  stipple_clock_advance (clock, 1500);
  g_assert_cmpint (stipple_clock_now (clock), ==, EVENING + 1500);
}

static void
test_system (void)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  gint64 before = g_get_real_time ();
  gint64 now = stipple_clock_now (clock);

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time ());
  g_assert_nonnull (stipple_clock_get_zone (clock));
}

static void
assert_today (const char *zone_name, gint64 now, const char *expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (StippleClock) clock = stipple_clock_new_fixed (now, zone);
  GDate today;

  stipple_clock_today (clock, &today);
  g_autofree char *text = stipple_date_format_iso (&today);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_today (void)
{
  assert_today ("UTC", EVENING, "2026-12-05");
  assert_today ("America/Toronto", EVENING, "2026-12-04");
  assert_today ("America/Toronto", EVENING + G_GINT64_CONSTANT (90) * 60 * G_USEC_PER_SEC,
                "2026-12-05");
  assert_today ("UTC", -1, "1969-12-31");
}

static void
test_format (void)
{
  g_autofree char *now = stipple_clock_format_utc (EVENING + 123456);
  g_autofree char *epoch = stipple_clock_format_utc (0);
  g_autofree char *before = stipple_clock_format_utc (-1);

  g_assert_cmpstr (now, ==, "2026-12-05T03:30:00.123Z");
  g_assert_cmpstr (epoch, ==, "1970-01-01T00:00:00.000Z");
  g_assert_cmpstr (before, ==, "1969-12-31T23:59:59.999Z");
}

static void
assert_parses (const char *text, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 us = -1;

  g_assert_true (stipple_clock_parse_utc (text, &us, &error));
  g_assert_no_error (error);
  g_assert_cmpint (us, ==, expected);
}

static void
test_parse (void)
{
  assert_parses ("2026-12-05T03:30:00Z", EVENING);
  assert_parses ("2026-12-05T03:30:00.123Z", EVENING + 123000);
  assert_parses ("2026-12-05T03:30:00.123456789Z", EVENING + 123456);
  assert_parses ("2026-12-04T22:30:00-05:00", EVENING);
  assert_parses ("2026-12-05T09:00:00.5+05:30", EVENING + 500000);
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 1000; i++)
    {
      gint64 us = (gint64) g_test_rand_int_range (0, G_MAXINT) * 1000 * 1000 + i * 1000;
      g_autofree char *text = stipple_clock_format_utc (us);

      assert_parses (text, us);
    }
}

static void
test_parse_faults (void)
{
  static const char *const wrong[] = {
    "",
    "2026-12-05",
    "2026-12-05T03:30:00",
    "2026-12-05 03:30:00Z",
    "2026-12-05T03:30Z",
    "2026-12-05T03:30:00.Z",
    "2026-12-05T03:30:00Z ",
    " 2026-12-05T03:30:00Z",
    "2026-02-29T03:30:00Z",
    "2026-13-01T03:30:00Z",
    "2026-12-05T24:00:00Z",
    "2026-12-05T03:60:00Z",
    "2026-12-05T03:30:00+5:00",
    "2026-12-05T03:30:00+24:00",
    "0000-12-05T03:30:00Z",
    "+026-12-05T03:30:00Z",
    "2026-12-05T03:30:00,5Z",
    "٢٠٢٦-12-05T03:30:00Z",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 us;

      g_assert_false (stipple_clock_parse_utc (wrong[i], &us, &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
    }
}

static void
test_date (void)
{
  static const char *const right[] = { "2026-12-05", "2024-02-29", "2000-02-29", "0001-01-01",
                                       "9999-12-31" };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate date;

      g_assert_true (stipple_date_parse_iso (right[i], &date, &error));
      g_assert_no_error (error);
      g_autofree char *text = stipple_date_format_iso (&date);
      g_assert_cmpstr (text, ==, right[i]);
    }
}

static void
test_date_faults (void)
{
  static const char *const wrong[] = { "",           "2026-2-05",   "2026-02-30", "2026-02-29",
                                       "1900-02-29", "0000-01-01",  "2026-00-01", "2026-01-00",
                                       "2026-13-01", "2026-12-051", "20261205",   "2026/12/05",
                                       " 2026-12-5", "2026-12-05T", "12-05-2026", "-026-12-05" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate date;

      g_assert_false (stipple_date_parse_iso (wrong[i], &date, &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/fixed", test_fixed);
  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/today", test_today);
  g_test_add_func ("/clock/format", test_format);
  g_test_add_func ("/clock/parse", test_parse);
  g_test_add_func ("/clock/round-trip", test_round_trip);
  g_test_add_func ("/clock/parse/faults", test_parse_faults);
  g_test_add_func ("/clock/date", test_date);
  g_test_add_func ("/clock/date/faults", test_date_faults);
  return g_test_run ();
}
