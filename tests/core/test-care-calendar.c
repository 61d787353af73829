// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/care-calendar.h"

#include "core/language.h"
#include "fixture.h"

#include <string.h>

typedef struct
{
  StipplePack *pack;
  GPtrArray *events;
} Fixture;

static void
make (Fixture *f, const char *first)
{
  GDate date = fixture_date (first);

  g_clear_pointer (&f->events, g_ptr_array_unref);
  f->events = stipple_care_calendar_new (f->pack, "en", &date);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  make (f, "2026-12-28");
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_clear_pointer (&f->events, g_ptr_array_unref);
  stipple_pack_unref (f->pack);
}

static const StippleCareEvent *
find (Fixture *f, const char *id)
{
  for (guint i = 0; i < f->events->len; i++)
    {
      const StippleCareEvent *event = g_ptr_array_index (f->events, i);

      if (g_str_equal (event->id, id))
        return event;
    }
  return NULL;
}

static void
assert_days (const StippleCareEvent *event, const char *from, const char *to)
{
  g_assert_nonnull (event);
  g_autofree char *first = stipple_date_format_iso (&event->from);
  g_autofree char *last = stipple_date_format_iso (&event->to);

  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, to);
}

static StippleAftercareDay *
day_at (Fixture *f, guint index)
{
  return g_ptr_array_index (f->pack->aftercare, index);
}

/* Advice of its own for a day: the fixture's are all alike. */
static void
advise (Fixture *f, guint index)
{
  g_ptr_array_add (day_at (f, index)->avoid, stipple_text_ref (day_at (f, index)->label));
}

static char *
to_ical (Fixture *f)
{
  return stipple_care_calendar_to_ical (f->events, FIXTURE_NOW);
}

static void
test_sessions (Fixture *f, gconstpointer unused)
{
  const StippleTreatmentSession *second = g_ptr_array_index (f->pack->plan.sessions, 1);
  g_autofree char *id = g_strconcat ("session-", second->id, NULL);
  GDate day = fixture_date ("2026-12-28");

  g_date_add_days (&day, (guint) second->min_days);
  g_autofree char *expected = stipple_date_format_iso (&day);
  assert_days (find (f, id), expected, expected);
  g_assert_nonnull (strstr (find (f, id)->text, "Usually from "));
}

static void
test_first_session (Fixture *f, gconstpointer unused)
{
  const StippleTreatmentSession *first = g_ptr_array_index (f->pack->plan.sessions, 0);
  g_autofree char *id = g_strconcat ("session-", first->id, NULL);

  assert_days (find (f, id), "2026-12-28", "2026-12-28");
  g_assert_null (find (f, id)->text);
}

static void
test_plan_days (Fixture *f, gconstpointer unused)
{
  int before = 0, before_latest = 0;

  for (guint i = 0; i < f->pack->plan.sessions->len; i++)
    {
      const StippleTreatmentSession *session = g_ptr_array_index (f->pack->plan.sessions, i);
      int earliest, latest;

      stipple_treatment_plan_get_days (&f->pack->plan, i, &earliest, &latest);
      g_assert_cmpint (earliest, ==, before + session->min_days);
      g_assert_cmpint (latest, ==, before_latest + session->max_days);
      before = earliest;
      before_latest = latest;
    }
}

static void
test_in_order (Fixture *f, gconstpointer unused)
{
  for (guint i = 1; i < f->events->len; i++)
    {
      const StippleCareEvent *before = g_ptr_array_index (f->events, i - 1);
      const StippleCareEvent *event = g_ptr_array_index (f->events, i);

      g_assert_cmpint (g_date_compare (&before->from, &event->from), <=, 0);
    }
}

/* Days 1, 2 to 3, 4, and from 5 on: the same advice for all, so all are the first one. */
static void
test_same_advice (Fixture *f, gconstpointer unused)
{
  assert_days (find (f, "aftercare-day-1"), "2026-12-29", "2027-01-02");
  g_assert_null (find (f, "aftercare-days-2-3"));
  g_assert_null (find (f, "aftercare-later"));
}

static void
test_other_advice (Fixture *f, gconstpointer unused)
{
  advise (f, 1);
  make (f, "2026-12-28");
  assert_days (find (f, "aftercare-day-1"), "2026-12-29", "2026-12-29");
  assert_days (find (f, "aftercare-days-2-3"), "2026-12-30", "2026-12-31");
  assert_days (find (f, "aftercare-day-4"), "2027-01-01", "2027-01-02");
  g_assert_cmpstr (find (f, "aftercare-days-2-3")->text, ==,
                   "Avoid: Sweating; Days 2 and 3. Fine: Office work.");
}

static void
test_long_period (Fixture *f, gconstpointer unused)
{
  day_at (f, 0)->to_day = 8;
  advise (f, 0);
  make (f, "2026-12-28");
  assert_days (find (f, "aftercare-day-1"), "2026-12-29", "2026-12-29");
}

static void
test_week_long_period (Fixture *f, gconstpointer unused)
{
  day_at (f, 0)->to_day = 7;
  advise (f, 0);
  make (f, "2026-12-28");
  assert_days (find (f, "aftercare-day-1"), "2026-12-29", "2027-01-04");
}

static void
test_no_plan (Fixture *f, gconstpointer unused)
{
  g_ptr_array_set_size (f->pack->plan.sessions, 0);
  g_ptr_array_set_size (f->pack->aftercare, 0);
  make (f, "2026-12-28");
  g_assert_cmpuint (f->events->len, ==, 0);
}

static void
test_lines (Fixture *f, gconstpointer unused)
{
  StippleCareEvent *event = g_ptr_array_index (f->events, 0);

  g_free (event->title);
  event->title = g_strdup ("针灸纹绘疗程说明文字很长的一行，针灸纹绘疗程说明文字很长的一行，针灸");
  g_autofree char *ical = to_ical (f);
  g_auto (GStrv) lines = g_strsplit (ical, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strchr (lines[i], '\n'));
    }
  g_auto (GStrv) folds = g_strsplit (ical, "\r\n ", -1);
  g_autofree char *unfolded = g_strjoinv ("", folds);
  g_assert_nonnull (strstr (unfolded, event->title));
}

static void
test_escapes (Fixture *f, gconstpointer unused)
{
  StippleCareEvent *event = g_ptr_array_index (f->events, 0);

  g_free (event->title);
  event->title = g_strdup ("a,b;c\\d\ne\x01"
                           "f");
  g_autofree char *ical = to_ical (f);
  g_assert_nonnull (strstr (ical, "SUMMARY:a\\,b\\;c\\\\d\\nef\r\n"));
}

static void
test_end_is_exclusive (Fixture *f, gconstpointer unused)
{
  g_autofree char *ical = to_ical (f);

  g_assert_nonnull (strstr (ical, "DTSTART;VALUE=DATE:20261229\r\nDTEND;VALUE=DATE:20270103\r\n"));
}

static void
test_stamp (Fixture *f, gconstpointer unused)
{
  g_assert_true (stipple_language_use ("ar"));
  g_autofree char *ical = to_ical (f);
  stipple_language_use ("en");

  g_assert_nonnull (strstr (ical, "DTSTAMP:20261205T144207Z\r\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));

#define TEST(name, func) g_test_add ("/care-calendar/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("sessions", test_sessions);
  TEST ("first-session", test_first_session);
  TEST ("plan-days", test_plan_days);
  TEST ("in-order", test_in_order);
  TEST ("same-advice", test_same_advice);
  TEST ("other-advice", test_other_advice);
  TEST ("long-period", test_long_period);
  TEST ("week-long-period", test_week_long_period);
  TEST ("no-plan", test_no_plan);
  TEST ("lines", test_lines);
  TEST ("escapes", test_escapes);
  TEST ("end-is-exclusive", test_end_is_exclusive);
  TEST ("stamp", test_stamp);
#undef TEST

  return g_test_run ();
}
