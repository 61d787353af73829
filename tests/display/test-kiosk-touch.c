// SPDX-License-Identifier: GPL-3.0-or-later
/* The kiosk under fingers as they are: twice where once was meant, with a palm, or drawn off again. */
#include "finger.h"
#include "kiosk-fixture.h"

#include "core/language.h"
#include "kiosk/tap-guard.h"
#include "widgets/keyboard.h"

#define LATER 10000 /* ms */

static void
set_double_tap_time (int ms)
{
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", ms, NULL);
}

/* Two taps of a test are one double tap, however busy the machine. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  set_double_tap_time (60000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_tear_down (fixture, data);
  set_double_tap_time (400);
}

static void
show (Fixture *fixture, const char *step)
{
  fixture_begin (fixture, "en", step);
  next_frame (fixture);
}

static void
test_double_tap_on_next (Fixture *fixture, gconstpointer data)
{
  show (fixture, "learn");
  finger_tap_twice (find (fixture, "Next: comfort"));
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
}

static void
test_double_tap_on_back (Fixture *fixture, gconstpointer data)
{
  show (fixture, "aftercare");
  finger_tap_twice (find (fixture, "Back"));
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
}

/* It is the guard that holds the second tap back; and only as long as it takes. */
static void
test_two_taps_are_two (Fixture *fixture, gconstpointer data)
{
  show (fixture, "learn");
  set_double_tap_time (0);
  finger_tap (find (fixture, "Next: comfort"));
  next_frame (fixture);
  finger_tap (find (fixture, "Next: aftercare"));
  g_assert_cmpstr (fixture_step (fixture), ==, "aftercare");
}

/* A part of the health step is no page, and is not skipped either. */
static void
test_double_tap_within_a_step (Fixture *fixture, gconstpointer data)
{
  show (fixture, "health");
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  next_frame (fixture);
  finger_tap_twice (find (fixture, "Next"));
  g_assert_true (shows_text (fixture, "Part 2 of 3"));
}

static void
test_attract_begins_anywhere (Fixture *fixture, gconstpointer data)
{
  next_frame (fixture);
  finger_tap (GTK_WIDGET (fixture->window));
  g_assert_nonnull (stipple_kiosk_window_get_flow (fixture->window));
}

static gboolean
is_attract (Fixture *fixture)
{
  GtkWidget *begin = find (fixture, "Touch to begin");

  return begin != NULL && gtk_widget_get_mapped (begin);
}

/* From the last screen of one visit into the next. */
static void
test_double_tap_on_done (Fixture *fixture, gconstpointer data)
{
  show (fixture, "consent");
  press (fixture, "Finish");
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  next_frame (fixture);
  finger_tap (find (fixture, "Done"));
  wait_until (fixture, is_attract);
  next_frame (fixture);
  next_frame (fixture);
  finger_tap_here (GTK_WIDGET (fixture->window));
  g_assert_null (stipple_kiosk_window_get_flow (fixture->window));
}

static void
test_double_tap_saves_once (Fixture *fixture, gconstpointer data)
{
  show (fixture, "consent");
  finger_tap_twice (find (fixture, "Finish"));
  g_assert_cmpuint (fixture->n_saves, ==, 1);
}

static void
test_pressed_at_touch_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *next;

  show (fixture, "learn");
  next = find (fixture, "Next: comfort");
  finger_down (next);
  g_assert_true (gtk_widget_get_state_flags (next) & GTK_STATE_FLAG_ACTIVE);
  g_assert_cmpstr (fixture_step (fixture), ==, "learn");
  finger_up (next);
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
}

static void
test_dragged_off (Fixture *fixture, gconstpointer data)
{
  show (fixture, "learn");
  finger_down (find (fixture, "Next: comfort"));
  finger_move (find (fixture, "Search questions"));
  finger_up (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (fixture_step (fixture), ==, "learn");
  /* And nothing is stuck. */
  set_double_tap_time (0);
  finger_tap (find (fixture, "Next: comfort"));
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
}

/* A swipe over answers chooses none of them. */
static void
test_swipe (Fixture *fixture, gconstpointer data)
{
  show (fixture, "health");
  finger_down (find (fixture, "Blood clots: Yes"));
  finger_move (find (fixture, "Blood clots: No"));
  finger_move (find (fixture, "Infectious disease: No"));
  finger_up (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (stipple_session_get_n_answered (fixture->session), ==, 0);
}

/* Pressed on one page, let go on another. */
static void
test_page_goes_under_the_finger (Fixture *fixture, gconstpointer data)
{
  show (fixture, "learn");
  finger_down (find (fixture, "What is scalp micropigmentation?"));
  stipple_flow_go_next (fixture->flow, NULL);
  next_frame (fixture);
  finger_up (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
  set_double_tap_time (0);
  finger_tap (find (fixture, "Next: aftercare"));
  g_assert_cmpstr (fixture_step (fixture), ==, "aftercare");
}

static gboolean
takes (Fixture *fixture, StippleTapGuard *guard, const char *name, guint32 time)
{
  graphene_rect_t bounds;
  GtkWidget *widget = find (fixture, name);

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->window), &bounds));
  return stipple_tap_guard_takes (guard, bounds.origin.x + bounds.size.width / 2,
                                  bounds.origin.y + bounds.size.height / 2, time);
}

/* Touches of several fingers, which no X server can send, as the guard is told of them. */
static void
test_ten_fingers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleTapGuard) guard = stipple_tap_guard_new (GTK_WINDOW (fixture->window));

  show (fixture, "health");
  set_double_tap_time (400);
  g_assert_true (takes (fixture, guard, "Blood clots: Yes", LATER));
  g_assert_false (takes (fixture, guard, "Infectious disease: No", LATER));
  g_assert_false (takes (fixture, guard, "Start over", LATER + 10));
  g_assert_false (takes (fixture, guard, "Next", LATER + 20));
  stipple_tap_guard_lift (guard);
  g_assert_true (takes (fixture, guard, "Start over", LATER + 40));
  /* A palm that rests there stops nobody. */
  g_assert_true (takes (fixture, guard, "Infectious disease: No", LATER + 200));
}

static gboolean
has_keys (Fixture *fixture)
{
  GtkWidget *key = find (fixture, "Q");

  return key != NULL && gtk_widget_get_mapped (key) && gtk_widget_get_height (key) > 0;
}

/* Two thumbs type faster than two fingers are meant for one screen. */
static void
test_thumbs_on_the_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleTapGuard) guard = stipple_tap_guard_new (GTK_WINDOW (fixture->window));

  show (fixture, "details");
  gtk_widget_grab_focus (find (fixture, "First name"));
  wait_until (fixture, has_keys);
  next_frame (fixture);
  g_assert_true (takes (fixture, guard, "Q", LATER));
  g_assert_true (takes (fixture, guard, "P", LATER + 5));
  g_assert_true (takes (fixture, guard, "P", LATER + 10));
}

/* The same answer twice is nothing to hold back; nor is a tap somewhere else at once after a change. */
static void
test_taps_elsewhere_are_meant (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleTapGuard) guard = stipple_tap_guard_new (GTK_WINDOW (fixture->window));

  show (fixture, "health");
  set_double_tap_time (400);
  g_assert_true (takes (fixture, guard, "Blood clots: Yes", LATER));
  g_assert_true (takes (fixture, guard, "Blood clots: Yes", LATER + 100));
  g_assert_true (takes (fixture, guard, "Start over", LATER + 300));
  press (fixture, "Start over");
  next_frame (fixture);
  g_assert_true (takes (fixture, guard, "Keep going", LATER + 500));
}

/* From a question back to the screen below it. */
static void
test_double_tap_out_of_a_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleTapGuard) guard = stipple_tap_guard_new (GTK_WINDOW (fixture->window));
  graphene_rect_t bounds;

  show (fixture, "consent");
  press (fixture, "Start over");
  next_frame (fixture);
  g_assert_true (gtk_widget_compute_bounds (find (fixture, "Keep going"),
                                            GTK_WIDGET (fixture->window), &bounds));
  g_assert_true (takes (fixture, guard, "Keep going", LATER));
  stipple_tap_guard_lift (guard);
  press (fixture, "Keep going");
  g_assert_false (stipple_tap_guard_takes (guard, bounds.origin.x + bounds.size.width / 2,
                                           bounds.origin.y + bounds.size.height / 2, LATER + 200));
}

static void
test_nothing_while_screens_change (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *stack = gtk_stack_new ();
  g_autoptr (StippleTapGuard) guard = stipple_tap_guard_new (window);
  GtkWidget *second = gtk_button_new ();

  gtk_stack_add_child (GTK_STACK (stack), gtk_button_new ());
  gtk_stack_add_child (GTK_STACK (stack), second);
  gtk_stack_set_transition_type (GTK_STACK (stack), GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
  gtk_stack_set_transition_duration (GTK_STACK (stack), 300);
  gtk_window_set_child (window, stack);
  gtk_window_present (window);
  while (gtk_widget_get_width (stack) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  gtk_stack_set_visible_child (GTK_STACK (stack), second);
  g_assert_true (gtk_stack_get_transition_running (GTK_STACK (stack)));
  g_assert_false (stipple_tap_guard_takes (guard, 10, 10, LATER));
  while (gtk_stack_get_transition_running (GTK_STACK (stack)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (stipple_tap_guard_takes (guard, 10, 10, LATER + 300));
  gtk_window_destroy (window);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  add ("/touch/double/next", test_double_tap_on_next);
  add ("/touch/double/back", test_double_tap_on_back);
  add ("/touch/double/two", test_two_taps_are_two);
  add ("/touch/double/part", test_double_tap_within_a_step);
  add ("/touch/double/done", test_double_tap_on_done);
  add ("/touch/attract", test_attract_begins_anywhere);
  add ("/touch/double/finish", test_double_tap_saves_once);
  add ("/touch/double/sheet", test_double_tap_out_of_a_sheet);
  add ("/touch/pressed", test_pressed_at_touch_down);
  add ("/touch/dragged-off", test_dragged_off);
  add ("/touch/swipe", test_swipe);
  add ("/touch/page-goes", test_page_goes_under_the_finger);
  add ("/touch/ten-fingers", test_ten_fingers);
  add ("/touch/thumbs", test_thumbs_on_the_keys);
  add ("/touch/elsewhere", test_taps_elsewhere_are_meant);
  g_test_add_func ("/touch/transition", test_nothing_while_screens_change);
  return g_test_run ();
}
