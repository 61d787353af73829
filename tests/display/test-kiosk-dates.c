// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language.h"
#include "kiosk-fixture.h"
#include "widgets/qr-code.h"

#include <string.h>

/* The visitor's own dates on the aftercare page. It is November 22, 2026. */

#define PICK "See your own dates: pick the day of a first session"

static void
pick_28th (Fixture *fixture)
{
  fixture_begin (fixture, "en", "aftercare");
  press (fixture, PICK);
  press (fixture, "Saturday, November 28, 2026");
}

static gboolean
code_has (Fixture *fixture, const char *text)
{
  GtkWidget *code = find_type (fixture, STIPPLE_TYPE_QR_CODE);

  return code != NULL && strstr (stipple_qr_code_get_text (STIPPLE_QR_CODE (code)), text) != NULL;
}

static void
test_none_at_first (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "aftercare");
  g_assert_null (find_type (fixture, STIPPLE_TYPE_QR_CODE));
  g_assert_true (shows_text (fixture, "7–14 days later"));
  g_assert_false (stipple_session_is_touched (fixture->session));
}

static void
test_pick (Fixture *fixture, gconstpointer data)
{
  GDate date;

  pick_28th (fixture);
  g_assert_true (stipple_session_get_first_session (fixture->session, &date));
  g_assert_cmpint (g_date_get_day (&date), ==, 28);
  g_assert_true (stipple_session_is_touched (fixture->session));
  g_assert_nonnull (find (fixture, "First session: Saturday, November 28, 2026"));
  g_assert_true (shows_text (fixture, "Dec 5, 2026 – Dec 12, 2026"));
  g_assert_false (shows_text (fixture, "7–14 days later"));
}

static void
test_code (Fixture *fixture, gconstpointer data)
{
  pick_28th (fixture);
  g_assert_true (code_has (fixture, "DTSTART;VALUE=DATE:20261128"));
  g_assert_true (code_has (fixture, "SUMMARY:Session 2"));
  /* What telephones read is not read out. */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_type (fixture, STIPPLE_TYPE_QR_CODE)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "QR code with your dates");
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  pick_28th (fixture);
  g_assert_true (shows_text (fixture, "Saturday, November 28, 2026"));
  press (fixture, "Day 1");
  g_assert_true (shows_text (fixture, "Sunday, November 29, 2026"));
  press (fixture, "Day 4");
  g_assert_true (shows_text (fixture, "From Wednesday, December 2, 2026"));
}

static void
test_other_date (Fixture *fixture, gconstpointer data)
{
  pick_28th (fixture);
  press (fixture, "First session: Saturday, November 28, 2026");
  press (fixture, "Monday, November 30, 2026");
  g_assert_true (code_has (fixture, "DTSTART;VALUE=DATE:20261130"));
  g_assert_false (code_has (fixture, "DTSTART;VALUE=DATE:20261128"));
}

static void
test_take_away (Fixture *fixture, gconstpointer data)
{
  GDate date;

  pick_28th (fixture);
  press (fixture, "Clear the dates");
  g_assert_false (stipple_session_get_first_session (fixture->session, &date));
  g_assert_null (find_type (fixture, STIPPLE_TYPE_QR_CODE));
  g_assert_nonnull (find (fixture, PICK));
  g_assert_true (shows_text (fixture, "7–14 days later"));
  press (fixture, "Day 1");
  g_assert_false (shows_text (fixture, "November 29"));
}

static void
test_language (Fixture *fixture, gconstpointer data)
{
  pick_28th (fixture);
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (code_has (fixture, "SUMMARY:Séance 2"));
  g_assert_true (shows_text (fixture, "samedi 28 novembre 2026"));
}

static void
test_kept_on_the_way_back (Fixture *fixture, gconstpointer data)
{
  pick_28th (fixture);
  press (fixture, "Next: quick check");
  press (fixture, "Back");
  g_assert_true (code_has (fixture, "DTSTART;VALUE=DATE:20261128"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));

  test_add ("/kiosk/dates/none-at-first", test_none_at_first);
  test_add ("/kiosk/dates/pick", test_pick);
  test_add ("/kiosk/dates/code", test_code);
  test_add ("/kiosk/dates/days", test_days);
  test_add ("/kiosk/dates/other-date", test_other_date);
  test_add ("/kiosk/dates/take-away", test_take_away);
  test_add ("/kiosk/dates/language", test_language);
  test_add ("/kiosk/dates/kept-on-the-way-back", test_kept_on_the_way_back);

  return g_test_run ();
}
