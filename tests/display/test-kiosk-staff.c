// SPDX-License-Identifier: GPL-3.0-or-later
/* The staff drawer: when it opens, what it shows, and that it forgets. Its layout, names and languages are
 * walked over with all other screens: test-kiosk-tree.c, test-kiosk-languages.c. */
#include "finger.h"
#include "staff-states.h"

#include "core/language.h"
#include "kiosk/staff/pin-pad.h"

#include <string.h>

#define A_LONG_TIME 3600000u /* ms: nothing happens by itself */

/* What it asked for. */
typedef struct
{
  StippleStaffDrawer *drawer;
  GString *said;
} Heard;

static Heard heard;

static void
on_unlock (StippleStaffDrawer *drawer, const char *pin)
{
  g_string_append_printf (heard.said, "unlock %s;", pin);
}

static void
on_print (StippleStaffDrawer *drawer, const char *id, int what)
{
  g_string_append_printf (heard.said, "print %s %d;", id, what);
}

static void
on_set (StippleStaffDrawer *drawer, const char *name, const char *value)
{
  g_string_append_printf (heard.said, "set %s=%s;", name, value);
}

static void
on_end (StippleStaffDrawer *drawer)
{
  g_string_append (heard.said, "end;");
}

static void
on_look (StippleStaffDrawer *drawer)
{
  g_string_append (heard.said, "look;");
}

static void
on_gone (GtkWidget *drawer)
{
  g_string_append (heard.said, "gone;");
}

static void
on_staff (StippleKioskWindow *window, StippleStaffDrawer *drawer)
{
  heard.drawer = drawer;
  g_signal_connect (drawer, "unlock", G_CALLBACK (on_unlock), NULL);
  g_signal_connect (drawer, "print", G_CALLBACK (on_print), NULL);
  g_signal_connect (drawer, "set", G_CALLBACK (on_set), NULL);
  g_signal_connect (drawer, "end", G_CALLBACK (on_end), NULL);
  g_signal_connect (drawer, "look", G_CALLBACK (on_look), NULL);
  g_signal_connect (drawer, "destroy", G_CALLBACK (on_gone), NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  heard = (Heard){ .said = g_string_new ("") };
  g_signal_connect (fixture->window, "staff", G_CALLBACK (on_staff), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_tear_down (fixture, data);
  g_string_free (heard.said, TRUE);
}

static void
assert_heard (const char *said)
{
  g_assert_cmpstr (heard.said->str, ==, said);
  g_string_truncate (heard.said, 0);
}

static gboolean
is_shown (Fixture *fixture)
{
  return find_type (fixture, STIPPLE_TYPE_STAFF_DRAWER) != NULL;
}

static gboolean
is_not_shown (Fixture *fixture)
{
  return !is_shown (fixture);
}

static void
open (Fixture *fixture)
{
  StippleStaffDrawer *drawer = staff_states_ask (fixture);

  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_OPENED, 0, NULL);
  staff_states_fill (drawer);
  settle ();
  g_string_truncate (heard.said, 0);
}

static void
type_pin (Fixture *fixture, const char *pin)
{
  for (; *pin != '\0'; pin++)
    {
      const char digit[] = { *pin, '\0' };

      press (fixture, digit);
    }
}

/* What assistive technology is told of the PIN. */
static void
assert_typed (Fixture *fixture, const char *words)
{
  GtkWidget *dots = find_label (fixture, "●");
  g_autofree char *name = NULL;

  name = accessible_name (dots != NULL ? dots : find_label (fixture, "○"));
  g_assert_cmpstr (name, ==, words);
}

/* --- When it opens */

static void
test_only_between_visits (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  stipple_kiosk_window_open_staff (fixture->window);
  settle ();
  g_assert_false (is_shown (fixture));
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
  stipple_kiosk_window_end (fixture->window);
  stipple_kiosk_window_open_staff (fixture->window);
  settle ();
  g_assert_true (is_shown (fixture));
}

static void
test_not_on_a_status_screen (Fixture *fixture, gconstpointer data)
{
  stipple_kiosk_window_show_status (fixture->window, "A", "B", "C", TRUE);
  settle ();
  stipple_kiosk_window_open_staff (fixture->window);
  settle ();
  g_assert_false (is_shown (fixture));
}

/* It opens only with a PIN: what is told before that is not shown. */
static void
test_closed_shows_nothing (Fixture *fixture, gconstpointer data)
{
  StippleStaffDrawer *drawer = staff_states_ask (fixture);

  staff_states_fill (drawer);
  settle ();
  g_assert_false (stipple_staff_drawer_is_open (drawer));
  g_assert_false (shows_text (fixture, "李小明"));
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_WRONG, 0, NULL);
  staff_states_fill (drawer);
  g_assert_false (stipple_staff_drawer_is_open (drawer));
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_OPENED, 0, NULL);
  settle ();
  g_assert_false (shows_text (fixture, "李小明"));
  staff_states_fill (drawer);
  settle ();
  g_assert_true (shows_text (fixture, "李小明"));
}

/* --- The gesture */

static gboolean
is_visiting (Fixture *fixture)
{
  return stipple_kiosk_window_get_flow (fixture->window) != NULL;
}

static gboolean elapsed;

static gboolean
on_elapsed (gpointer data)
{
  elapsed = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
has_elapsed (Fixture *fixture)
{
  return elapsed;
}

/* Twice as long as the hold of these tests. */
static void
outwait (Fixture *fixture)
{
  elapsed = FALSE;
  g_timeout_add (400, on_elapsed, NULL);
  wait_until (fixture, has_elapsed);
}

static void
hold_at (Fixture *fixture, int x, int y)
{
  next_frame (fixture);
  stipple_staff_gesture_set_hold (stipple_kiosk_window_get_gesture (fixture->window), 200);
  finger_down_at (GTK_WIDGET (fixture->window), x, y);
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  hold_at (fixture, 40, 40);
  wait_until (fixture, is_shown);
  finger_up (GTK_WIDGET (fixture->window));
  settle ();
  g_assert_true (is_shown (fixture));
  g_assert_false (is_visiting (fixture));
}

/* A touch in the corner begins a visit as one anywhere does. */
static void
test_short_touch (Fixture *fixture, gconstpointer data)
{
  next_frame (fixture);
  stipple_staff_gesture_set_hold (stipple_kiosk_window_get_gesture (fixture->window), A_LONG_TIME);
  finger_down_at (GTK_WIDGET (fixture->window), 40, 40);
  finger_up (GTK_WIDGET (fixture->window));
  wait_until (fixture, is_visiting);
  g_assert_false (is_shown (fixture));
}

static void
test_hold_elsewhere (Fixture *fixture, gconstpointer data)
{
  hold_at (fixture, STIPPLE_STAFF_CORNER + 4, 40);
  outwait (fixture);
  g_assert_false (is_shown (fixture));
  finger_up (GTK_WIDGET (fixture->window));
}

/* Whether the gesture waits for the hold to be long enough. */
static gboolean
is_holding (Fixture *fixture)
{
  return g_main_context_find_source_by_user_data (
             NULL, stipple_kiosk_window_get_gesture (fixture->window))
         != NULL;
}

static gboolean
is_not_holding (Fixture *fixture)
{
  return !is_holding (fixture);
}

/* However long the finger takes to move: the hold is given up. */
static void
test_finger_moves (Fixture *fixture, gconstpointer data)
{
  next_frame (fixture);
  stipple_staff_gesture_set_hold (stipple_kiosk_window_get_gesture (fixture->window), A_LONG_TIME);
  finger_down_at (GTK_WIDGET (fixture->window), 40, 40);
  g_assert_true (is_holding (fixture));
  finger_move_to (GTK_WIDGET (fixture->window), 140, 40);
  wait_until (fixture, is_not_holding);
  g_assert_false (is_shown (fixture));
  finger_up (GTK_WIDGET (fixture->window));
}

/* Where lines begin on the right, so does the corner. */
static void
test_hold_mirrored (Fixture *fixture, gconstpointer data)
{
  g_assert_true (stipple_kiosk_window_use_language (fixture->window, "ar"));
  hold_at (fixture, gtk_widget_get_width (GTK_WIDGET (fixture->window)) - 40, 40);
  wait_until (fixture, is_shown);
  finger_up (GTK_WIDGET (fixture->window));
}

static void
test_hold_in_a_visit (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  hold_at (fixture, 40, 40);
  outwait (fixture);
  finger_up (GTK_WIDGET (fixture->window));
  g_assert_false (is_shown (fixture));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  next_frame (fixture);
  finger_focus (GTK_WIDGET (fixture->window));
  finger_key (GTK_WIDGET (fixture->window), "s");
  g_assert_false (is_shown (fixture));
  finger_key (GTK_WIDGET (fixture->window), "ctrl+alt+shift+s");
  wait_until (fixture, is_shown);
  finger_key (GTK_WIDGET (fixture->window), "2");
  finger_key (GTK_WIDGET (fixture->window), "KP_8");
  assert_typed (fixture, "2 digits typed");
  finger_key (GTK_WIDGET (fixture->window), "BackSpace");
  for (guint i = 0; i < 5; i++)
    finger_key (GTK_WIDGET (fixture->window), i % 2 == 0 ? "7" : "1");
  g_string_truncate (heard.said, 0);
  finger_key (GTK_WIDGET (fixture->window), "Return");
  assert_heard ("unlock 271717;");
}

/* --- The PIN */

static void
test_pin (Fixture *fixture, gconstpointer data)
{
  staff_states_ask (fixture);
  type_pin (fixture, "28501");
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "Open the drawer")));
  type_pin (fixture, "77");
  press (fixture, "Erase the last digit");
  press (fixture, "Erase the last digit");
  type_pin (fixture, "6");
  assert_typed (fixture, "6 digits typed");
  g_assert_false (shows_text (fixture, "285016"));
  press (fixture, "Open the drawer");
  assert_heard ("unlock 285016;");
  assert_typed (fixture, "0 digits typed");
}

/* Nothing can be typed while a PIN is looked at; then again. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  StippleStaffDrawer *drawer = staff_states_ask (fixture);

  type_pin (fixture, "285016");
  press (fixture, "Open the drawer");
  assert_heard ("unlock 285016;");
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "7")));
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_WRONG, 0, NULL);
  g_assert_true (gtk_widget_is_sensitive (find (fixture, "7")));
  g_assert_true (shows_text (fixture, "This PIN is not right. Try again."));
}

static gboolean
may_type (Fixture *fixture)
{
  return gtk_widget_is_sensitive (find (fixture, "7"));
}

static void
test_throttled (Fixture *fixture, gconstpointer data)
{
  StippleStaffDrawer *drawer = staff_states_ask (fixture);

  type_pin (fixture, "285016");
  press (fixture, "Open the drawer");
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_THROTTLED, 30 * G_TIME_SPAN_SECOND, NULL);
  g_assert_true (shows_text (fixture, "Too many wrong PINs. Try again in 30 seconds."));
  g_assert_false (may_type (fixture));
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_WRONG, 8 * G_TIME_SPAN_MINUTE, NULL);
  g_assert_true (shows_text (fixture, "Too many wrong PINs. Try again in 8 minutes."));
  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_THROTTLED, 1000, NULL);
  wait_until (fixture, may_type);
  g_assert_false (shows_text (fixture, "Too many wrong PINs. Try again in 1 second."));
}

static void
test_no_pin (Fixture *fixture, gconstpointer data)
{
  StippleStaffDrawer *drawer = staff_states_ask (fixture);

  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_NO_PIN, 0, NULL);
  g_assert_nonnull (find_label (fixture, "stipplectl --hub URL kiosk-pin"));
}

static void
test_fault (Fixture *fixture, gconstpointer data)
{
  StippleStaffDrawer *drawer = staff_states_ask (fixture);

  stipple_staff_drawer_answer (drawer, STIPPLE_STAFF_FAULT, 0, "The disk is full.");
  g_assert_true (shows_text (fixture, "The disk is full."));
  g_assert_true (may_type (fixture));
}

/* --- What it shows */

static void
choose (Fixture *fixture, const char *name)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, name)), TRUE);
  settle ();
}

static void
test_today (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  g_assert_true (shows_text (fixture, "李小明"));
  g_assert_nonnull (find_label (fixture, "7K4-Q2M"));
  g_assert_true (shows_text (fixture, "The hub has it"));
  g_assert_true (shows_text (fixture, "Waits for the hub"));
  g_assert_true (shows_text (fixture, "Set aside"));
  g_assert_true (shows_text (fixture, "This intake cannot be read"));
  g_assert_true (shows_text (fixture, "No name given"));
  g_assert_true (shows_text (fixture, "It goes on at the desk."));
  press (fixture, "Print the summary of 7K4-Q2M");
  press (fixture, "Print the aftercare sheet for 7K4-Q2M");
  assert_heard ("print 0 0;print 0 1;");
}

static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  choose (fixture, "Waiting");
  assert_heard ("look;");
  g_assert_nonnull (find_label (fixture, "It waits for the hub. Next try: 15:10."));
  g_assert_nonnull (find_label (fixture, "Set aside: № 7."));
  /* Reasons are nobody's; names are not needed here. */
  g_assert_false (shows_text (fixture, "李小明"));
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  choose (fixture, "This kiosk");
  g_assert_true (shows_text (fixture, "Not connected"));
  g_assert_nonnull (find_label (fixture, "https://hub.clinic.example:8443"));
  g_assert_nonnull (find_label (fixture, "Almost full: "));
  g_assert_nonnull (find_label (fixture, " is stopped"));
  g_assert_nonnull (find_label (fixture, "3 h ahead of the hub"));
  g_assert_nonnull (find_label (fixture, "Set the clock of this machine"));
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  choose (fixture, "Settings");
  g_string_truncate (heard.said, 0);
  choose (fixture, "2 min");
  choose (fixture, "M-404");
  choose (fixture, "The system’s own");
  assert_heard ("set idle=120;set printer=M-404;set printer=;");
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "Never")));
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  choose (fixture, "Settings");
  g_string_truncate (heard.said, 0);
  press (fixture, "End the kiosk…");
  press (fixture, "No, keep it running");
  assert_heard ("");
  press (fixture, "End the kiosk…");
  press (fixture, "Yes, end it now");
  assert_heard ("end;");
}

/* --- It forgets */

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  press (fixture, "Close and lock");
  assert_heard ("gone;");
  g_assert_false (is_shown (fixture));
  g_assert_false (shows_text (fixture, "李小明"));
  g_assert_nonnull (find (fixture, "Touch to begin"));
  staff_states_ask (fixture);
  g_assert_false (shows_text (fixture, "李小明"));
}

static void
test_visitor_closes (Fixture *fixture, gconstpointer data)
{
  staff_states_ask (fixture);
  press (fixture, "Close");
  g_assert_false (is_shown (fixture));
}

static void
test_log_off (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  stipple_kiosk_window_set_patience (fixture->window, 50, 0, 0);
  wait_until (fixture, is_not_shown);
  assert_heard ("gone;");
  g_assert_false (shows_text (fixture, "李小明"));
}

static void
test_back_key (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  g_signal_emit_by_name (stipple_kiosk_window_get_walk (fixture->window), "back");
  settle ();
  g_assert_false (is_shown (fixture));
}

/* New content comes while it is open: it stays, and the next visit has it. */
static void
test_content_meanwhile (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  stipple_kiosk_window_set_pack (fixture->window, fixture->pack);
  settle ();
  g_assert_true (is_shown (fixture));
}

static void
test_status_closes (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  stipple_kiosk_window_show_status (fixture->window, "A", "B", "C", TRUE);
  settle ();
  assert_heard ("gone;");
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  add ("/staff/only-between-visits", test_only_between_visits);
  add ("/staff/not-on-a-status-screen", test_not_on_a_status_screen);
  add ("/staff/closed-shows-nothing", test_closed_shows_nothing);
  add ("/staff/gesture/hold", test_hold);
  add ("/staff/gesture/short", test_short_touch);
  add ("/staff/gesture/elsewhere", test_hold_elsewhere);
  add ("/staff/gesture/moves", test_finger_moves);
  add ("/staff/gesture/mirrored", test_hold_mirrored);
  add ("/staff/gesture/in-a-visit", test_hold_in_a_visit);
  add ("/staff/gesture/keys", test_keys);
  add ("/staff/pin", test_pin);
  add ("/staff/pin/busy", test_busy);
  add ("/staff/pin/throttled", test_throttled);
  add ("/staff/pin/none", test_no_pin);
  add ("/staff/pin/fault", test_fault);
  add ("/staff/today", test_today);
  add ("/staff/waiting", test_waiting);
  add ("/staff/states", test_states);
  add ("/staff/settings", test_settings);
  add ("/staff/end", test_end);
  add ("/staff/lock", test_lock);
  add ("/staff/visitor-closes", test_visitor_closes);
  add ("/staff/log-off", test_log_off);
  add ("/staff/back-key", test_back_key);
  add ("/staff/content-meanwhile", test_content_meanwhile);
  add ("/staff/status-closes", test_status_closes);
  return g_test_run ();
}
