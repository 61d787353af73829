// SPDX-License-Identifier: GPL-3.0-or-later
/* The staff drawer's judgement of where the kiosk stands, in words; and its settings as text. */
#include "staff-states.h"

#include "core/language.h"
#include "kiosk/staff/staff-settings.h"

#include <string.h>

/* --- What was set */

static void
test_settings_text (Fixture *fixture, gconstpointer data)
{
  StippleKioskSettings set = { 0 };
  StippleKioskSettings read = { 0 };
  StippleKioskSettings fixed = { .idle_s = 7, .idle_fixed = TRUE, .keys_fixed = TRUE };
  g_autofree char *text = NULL;

  g_assert_true (stipple_kiosk_settings_set (&set, "idle", "120"));
  g_assert_true (stipple_kiosk_settings_set (&set, "keys", "2"));
  g_assert_true (stipple_kiosk_settings_set (&set, "printer", "M-404"));
  g_assert_false (stipple_kiosk_settings_set (&set, "idle", "4"));
  g_assert_false (stipple_kiosk_settings_set (&set, "idle", "3601"));
  g_assert_false (stipple_kiosk_settings_set (&set, "keys", "3"));
  g_assert_false (stipple_kiosk_settings_set (&set, "keys", "-1"));
  g_assert_false (stipple_kiosk_settings_set (&set, "volume", "1"));
  text = stipple_kiosk_settings_write (&set);
  stipple_kiosk_settings_read (&read, text);
  g_assert_cmpint (read.idle_s, ==, 120);
  g_assert_cmpint (read.keys, ==, STIPPLE_KEYBOARD_NEVER);
  g_assert_cmpstr (read.printer, ==, "M-404");
  stipple_kiosk_settings_read (&fixed, text);
  g_assert_cmpint (fixed.idle_s, ==, 7);
  g_assert_cmpint (fixed.keys, ==, STIPPLE_KEYBOARD_ON_TOUCH);
  stipple_kiosk_settings_read (&read, "no key file");
  g_assert_cmpint (read.idle_s, ==, 120);
  stipple_kiosk_settings_clear (&set);
  stipple_kiosk_settings_clear (&read);
  stipple_kiosk_settings_clear (&fixed);
}

/* --- Judging */

static const StippleStaffState *
find_state (GPtrArray *states, const char *what)
{
  for (guint i = 0; i < states->len; i++)
    {
      const StippleStaffState *state = g_ptr_array_index (states, i);

      if (g_str_equal (state->what, what))
        return state;
    }
  g_assert_not_reached ();
}

static void
assert_judged (const StippleStaffFacts *facts, const char *what, StippleStaffLevel level,
               const char *words)
{
  g_autoptr (GPtrArray) states = stipple_staff_judge (facts);
  const StippleStaffState *state = find_state (states, what);

  g_assert_cmpint (state->level, ==, level);
  g_assert_nonnull (strstr (state->state, words));
  /* What is not good comes with advice. */
  g_assert_true ((state->advice != NULL) == (level != STIPPLE_STAFF_GOOD));
}

static void
test_judge_good (Fixture *fixture, gconstpointer data)
{
  static const char *const all[] = { "Network", "Hub", "Disk", "Printer", "Clock" };
  const StippleStaffFacts facts = staff_states_facts ();

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    assert_judged (&facts, all[i], STIPPLE_STAFF_GOOD, "");
}

static void
test_judge_clock (Fixture *fixture, gconstpointer data)
{
  StippleStaffFacts facts = staff_states_facts ();

  facts.ahead = STIPPLE_STAFF_CLOCK_US;
  assert_judged (&facts, "Clock", STIPPLE_STAFF_GOOD, "Agrees");
  facts.ahead = STIPPLE_STAFF_CLOCK_US + 1;
  assert_judged (&facts, "Clock", STIPPLE_STAFF_BAD, "2 min behind");
  facts.ahead = -STIPPLE_STAFF_CLOCK_US - 1;
  assert_judged (&facts, "Clock", STIPPLE_STAFF_BAD, "2 min ahead");
  facts.ahead = 26 * G_TIME_SPAN_HOUR;
  assert_judged (&facts, "Clock", STIPPLE_STAFF_BAD, "26 h behind");
  facts.heard = NULL;
  assert_judged (&facts, "Clock", STIPPLE_STAFF_CARE, "Not compared");
  assert_judged (&facts, "Hub", STIPPLE_STAFF_CARE, "not heard yet");
}

static void
test_judge_disk (Fixture *fixture, gconstpointer data)
{
  StippleStaffFacts facts = staff_states_facts ();

  facts.free_bytes = STIPPLE_STAFF_ROOM_CARE;
  assert_judged (&facts, "Disk", STIPPLE_STAFF_GOOD, "1.0");
  facts.free_bytes = STIPPLE_STAFF_ROOM_CARE - 1;
  assert_judged (&facts, "Disk", STIPPLE_STAFF_CARE, "Filling up");
  facts.free_bytes = STIPPLE_STAFF_ROOM_BAD - 1;
  assert_judged (&facts, "Disk", STIPPLE_STAFF_BAD, "Almost full");
  facts.free_bytes = -1;
  assert_judged (&facts, "Disk", STIPPLE_STAFF_CARE, "not known");
}

static void
test_judge_printer (Fixture *fixture, gconstpointer data)
{
  StippleStaffFacts facts = staff_states_facts ();

  facts.printer_message = "out of paper";
  assert_judged (&facts, "Printer", STIPPLE_STAFF_CARE, "out of paper");
  facts.printer = STIPPLE_STAFF_PRINTER_STOPPED;
  assert_judged (&facts, "Printer", STIPPLE_STAFF_BAD, "stopped");
  facts.printer = STIPPLE_STAFF_PRINTER_REFUSES;
  assert_judged (&facts, "Printer", STIPPLE_STAFF_BAD, "takes no jobs");
  facts.printer = STIPPLE_STAFF_NO_PRINTER;
  facts.printer_name = NULL;
  assert_judged (&facts, "Printer", STIPPLE_STAFF_CARE, "none");
}

static void
test_explain (Fixture *fixture, gconstpointer data)
{
  StippleStaffFacts facts = staff_states_facts ();
  g_autofree char *sent = stipple_staff_explain (STIPPLE_STAFF_WAITING, NULL, &facts);
  g_autofree char *waits = NULL;
  g_autofree char *refused = NULL;

  facts.advice = "Check the network.";
  facts.next_try = "15:10";
  waits = stipple_staff_explain (STIPPLE_STAFF_WAITING, NULL, &facts);
  facts.next_try = NULL;
  refused = stipple_staff_explain (STIPPLE_STAFF_WAITING, NULL, &facts);
  g_assert_cmpstr (sent, ==, "It is on its way to the hub.");
  g_assert_cmpstr (waits, ==, "Check the network. Next try: 15:10.");
  g_assert_cmpstr (refused, ==, "Check the network.");
}

#define add(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  add ("/staff/settings/text", test_settings_text);
  add ("/staff/judge/good", test_judge_good);
  add ("/staff/judge/clock", test_judge_clock);
  add ("/staff/judge/disk", test_judge_disk);
  add ("/staff/judge/printer", test_judge_printer);
  add ("/staff/explain", test_explain);
  return g_test_run ();
}
