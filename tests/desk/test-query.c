// SPDX-License-Identifier: GPL-3.0-or-later
/* The days that the list of intakes is narrowed to, where days are not all of 24 hours. */
#include "desk/intakes/intake-query.h"

typedef struct
{
  const char *name;
  const char *zone;
  const char *now; /* UTC */
  int ago;
  const char *begins; /* UTC */
} Midnight;

static const Midnight midnights[] = {
  { "plain", "America/Toronto", "2026-11-22T17:00:00.000Z", 0, "2026-11-22T05:00:00.000Z" },
  { "a-second-before-midnight", "America/Toronto", "2026-11-23T04:59:59.000Z", 0,
    "2026-11-22T05:00:00.000Z" },
  { "at-midnight", "America/Toronto", "2026-11-23T05:00:00.000Z", 0, "2026-11-23T05:00:00.000Z" },
  { "yesterday", "America/Toronto", "2026-11-23T05:00:00.000Z", 1, "2026-11-22T05:00:00.000Z" },
  { "a-day-of-23-hours", "America/Toronto", "2026-03-09T12:00:00.000Z", 0,
    "2026-03-09T04:00:00.000Z" },
  { "before-a-day-of-23-hours", "America/Toronto", "2026-03-09T12:00:00.000Z", 1,
    "2026-03-08T05:00:00.000Z" },
  { "a-day-of-25-hours", "America/Toronto", "2026-11-02T12:00:00.000Z", 0,
    "2026-11-02T05:00:00.000Z" },
  { "before-a-day-of-25-hours", "America/Toronto", "2026-11-02T12:00:00.000Z", 1,
    "2026-11-01T04:00:00.000Z" },
  { "a-week-across-summer-time", "America/Toronto", "2026-11-04T12:00:00.000Z", 6,
    "2026-10-29T04:00:00.000Z" },
  { "no-midnight", "America/Havana", "2024-03-10T12:00:00.000Z", 0, "2024-03-10T05:00:00.000Z" },
  { "two-midnights", "America/Havana", "2024-11-03T12:00:00.000Z", 0, "2024-11-03T04:00:00.000Z" },
  { "leap-day", "America/Toronto", "2028-03-01T12:00:00.000Z", 1, "2028-02-29T05:00:00.000Z" },
  { "new-year", "Asia/Shanghai", "2026-12-31T16:00:00.000Z", 0, "2026-12-31T16:00:00.000Z" },
};

static void
test_midnight (gconstpointer data)
{
  const Midnight *midnight = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (midnight->zone);
  g_autoptr (StippleClock) clock = NULL;
  g_autofree char *begins = NULL;
  gint64 now;

  g_assert_nonnull (zone);
  g_assert_true (stipple_clock_parse_utc (midnight->now, &now, NULL));
  clock = stipple_clock_new_fixed (now, zone);
  begins = stipple_clock_format_utc (stipple_intake_query_midnight_by (clock, midnight->ago));
  g_assert_cmpstr (begins, ==, midnight->begins);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (midnights); i++)
    {
      g_autofree char *path = g_strconcat ("/query/midnight/", midnights[i].name, NULL);

      g_test_add_data_func (path, &midnights[i], test_midnight);
    }
  return g_test_run ();
}
