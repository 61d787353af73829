// SPDX-License-Identifier: GPL-3.0-or-later
/* Hidden answers, help, and going on at the desk. */
#include "kiosk-fixture.h"

#include "core/error.h"
#include "core/language.h"
#include "kiosk/attract-view.h"

static const char *const open_steps[] = { "learn", "comfort", "aftercare", "understanding" };
static const char *const private_steps[] = { "health", "result", "wishes", "details", "consent" };

static gboolean
is_attract (Fixture *fixture)
{
  return find_type (fixture, STIPPLE_TYPE_ATTRACT_VIEW) != NULL;
}

static gboolean
is_warned (Fixture *fixture)
{
  return find (fixture, "I’m still here") != NULL;
}

static void
finish_thanks (Fixture *fixture)
{
  press (fixture, "Finish");
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
}

/* --- Hidden answers */

static void
check_presented (Fixture *fixture, gboolean presented)
{
  GtkWidget *overlay = find_type (fixture, GTK_TYPE_OVERLAY);

  gtk_test_accessible_assert_state (gtk_overlay_get_child (GTK_OVERLAY (overlay)),
                                    GTK_ACCESSIBLE_STATE_HIDDEN, !presented);
}

static void
test_hide (Fixture *fixture, gconstpointer data)
{
  GtkWidget *name;

  fixture_begin (fixture, "en", "details");
  name = find (fixture, "Last name");
  gtk_widget_grab_focus (name);
  g_assert_nonnull (name);
  press (fixture, "Hide my answers");
  g_assert_null (find (fixture, "Last name"));
  g_assert_false (gtk_widget_get_mapped (name));
  check_presented (fixture, FALSE);
  g_assert_true (shows_text (fixture, "Your answers are hidden"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == find (fixture, "Show my answers"));

  press (fixture, "Show my answers");
  g_assert_true (find (fixture, "Last name") == name);
  g_assert_true (gtk_widget_get_mapped (name));
  check_presented (fixture, TRUE);
  g_assert_false (shows_text (fixture, "Your answers are hidden"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), name)
                 || gtk_window_get_focus (GTK_WINDOW (fixture->window)) == name);
}

/* Nothing but the cover is there: for the eye, for keys, for assistive technology. */
static void
test_hide_on_every_screen_with_answers (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (private_steps); i++)
    {
      g_autoptr (GPtrArray) names = NULL;

      fixture_begin (fixture, "en", private_steps[i]);
      press (fixture, "Hide my answers");
      names = controls (fixture);
      g_assert_cmpuint (names->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "Show my answers");
      press (fixture, "Show my answers");
      g_assert_cmpstr (fixture_step (fixture), ==, private_steps[i]);
      stipple_kiosk_window_end (fixture->window);
    }
}

static void
test_nothing_to_hide (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (open_steps); i++)
    {
      fixture_begin (fixture, "en", open_steps[i]);
      g_assert_null (find (fixture, "Hide my answers"));
      stipple_kiosk_window_end (fixture->window);
    }
}

static void
test_hide_code (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  finish_thanks (fixture);
  g_assert_true (shows_text (fixture, "7K4-Q2M"));
  press (fixture, "Hide my answers");
  g_assert_false (shows_text (fixture, "7K4-Q2M"));
}

/* Whoever comes to an abandoned screen reads the warning, and no name. */
static void
test_idle_warning_hides (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  g_assert_nonnull (find (fixture, "Last name"));
  stipple_kiosk_window_set_patience (fixture->window, 50, 60000, 1000);
  wait_until (fixture, is_warned);
  g_assert_null (find (fixture, "Last name"));
  check_presented (fixture, FALSE);
  /* A sign of life, and time enough. */
  stipple_kiosk_window_set_patience (fixture->window, 60000, 60000, 1000);
  g_assert_false (is_warned (fixture));
  g_assert_nonnull (find (fixture, "Last name"));
}

static void
test_idle_warning_over_cover (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  press (fixture, "Hide my answers");
  stipple_kiosk_window_set_patience (fixture->window, 50, 60000, 1000);
  wait_until (fixture, is_warned);
  stipple_kiosk_window_set_patience (fixture->window, 60000, 60000, 1000);
  g_assert_false (is_warned (fixture));
  g_assert_null (find (fixture, "Last name"));
  g_assert_nonnull (find (fixture, "Show my answers"));
}

static void
test_walk_away_hidden (Fixture *fixture, gconstpointer data)
{
  gpointer session;

  fixture_begin (fixture, "en", "details");
  session = fixture->session;
  g_object_add_weak_pointer (session, &session);
  press (fixture, "Hide my answers");
  stipple_kiosk_window_set_patience (fixture->window, 50, 50, 1000);
  wait_until (fixture, is_attract);
  settle ();
  g_assert_null (session);
  g_assert_null (find (fixture, "Show my answers"));
  g_assert_nonnull (find (fixture, "Touch to begin"));
  check_presented (fixture, TRUE);
}

/* --- Help */

static void
count (guint *n)
{
  (*n)++;
}

static void
test_call (Fixture *fixture, gconstpointer data)
{
  guint calls = 0;

  g_signal_connect_swapped (fixture->window, "call-staff", G_CALLBACK (count), &calls);
  fixture_begin (fixture, "en", "health");
  press (fixture, "Help");
  g_assert_true (shows_text (fixture, "Our staff can come to you"));
  g_assert_cmpuint (calls, ==, 0);
  press (fixture, "Call our staff");
  g_assert_cmpuint (calls, ==, 1);

  stipple_kiosk_window_set_call (fixture->window, STIPPLE_CALL_ON_ITS_WAY);
  settle ();
  g_assert_true (shows_text (fixture, "on its way"));
  g_assert_null (find (fixture, "Call our staff"));
  stipple_kiosk_window_set_call (fixture->window, STIPPLE_CALL_SENT);
  settle ();
  g_assert_true (shows_text (fixture, "Your call was sent"));
  g_assert_null (find (fixture, "Call our staff"));
  press (fixture, "Close");
  g_assert_false (shows_text (fixture, "Your call was sent"));
  g_assert_cmpstr (fixture_step (fixture), ==, "health");
  press (fixture, "Help");
  g_assert_true (shows_text (fixture, "Your call was sent"));
}

static void
test_call_failed (Fixture *fixture, gconstpointer data)
{
  guint calls = 0;

  g_signal_connect_swapped (fixture->window, "call-staff", G_CALLBACK (count), &calls);
  fixture_begin (fixture, "en", "learn");
  press (fixture, "Help");
  press (fixture, "Call our staff");
  stipple_kiosk_window_set_call (fixture->window, STIPPLE_CALL_ON_ITS_WAY);
  stipple_kiosk_window_set_call (fixture->window, STIPPLE_CALL_FAILED);
  settle ();
  g_assert_true (shows_text (fixture, "could not be sent"));
  g_assert_true (shows_text (fixture, "walk to the desk"));
  press (fixture, "Call again");
  g_assert_cmpuint (calls, ==, 2);
}

/* News of a call opens nothing by itself. */
static void
test_call_news_when_closed (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "health");
  press (fixture, "Help");
  press (fixture, "Close");
  stipple_kiosk_window_set_call (fixture->window, STIPPLE_CALL_SENT);
  settle ();
  g_assert_null (find (fixture, "Close"));
}

static void
test_help_on_every_screen (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (open_steps) + G_N_ELEMENTS (private_steps); i++)
    {
      fixture_begin (fixture, "en",
                     i < G_N_ELEMENTS (open_steps) ? open_steps[i]
                                                   : private_steps[i - G_N_ELEMENTS (open_steps)]);
      press (fixture, "Help");
      g_assert_nonnull (find (fixture, "Call our staff"));
      press (fixture, "Close");
      stipple_kiosk_window_end (fixture->window);
    }
  fixture_begin (fixture, "en", "consent");
  finish_thanks (fixture);
  press (fixture, "Help");
  g_assert_nonnull (find (fixture, "Call our staff"));
  g_assert_null (find (fixture, "Finish at the desk"));
}

static void
test_next_visitor_has_not_called (Fixture *fixture, gconstpointer data)
{
  guint over = 0;

  g_signal_connect_swapped (fixture->window, "visit-over", G_CALLBACK (count), &over);
  fixture_begin (fixture, "en", "health");
  stipple_kiosk_window_set_call (fixture->window, STIPPLE_CALL_SENT);
  stipple_kiosk_window_end (fixture->window);
  g_assert_cmpuint (over, ==, 1);
  fixture_begin (fixture, "en", "health");
  press (fixture, "Help");
  g_assert_nonnull (find (fixture, "Call our staff"));
}

/* --- At the desk */

static void
go_to_desk (Fixture *fixture)
{
  press (fixture, "Help");
  press (fixture, "Finish at the desk");
  g_assert_cmpuint (fixture->n_saves, ==, 0);
  g_assert_true (shows_text (fixture, "under a short code"));
  press (fixture, "Yes, go on at the desk");
}

static void
test_desk (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "health");
  stipple_session_set_reply (fixture->session, "diabetes", STIPPLE_ANSWER_UNSURE);
  go_to_desk (fixture);
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  g_assert_true (stipple_session_get_at_desk (fixture->session));
  g_assert_nonnull (find (fixture, "Saving…"));

  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  g_assert_cmpstr (fixture_step (fixture), ==, "thanks");
  g_assert_true (shows_text (fixture, "7K4-Q2M"));
  g_assert_true (shows_text (fixture, "Please go to the desk"));
  g_assert_true (shows_text (fixture, "Our staff go on with you"));
  g_assert_false (shows_text (fixture, "Your answers are saved"));
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (shows_text (fixture, "7K4-Q2M"));
  g_assert_true (shows_text (fixture, "Passez à l’accueil"));
  press (fixture, "Terminé");
  g_assert_true (is_attract (fixture));
}

static void
test_desk_needs_something (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  press (fixture, "Help");
  g_assert_null (find (fixture, "Finish at the desk"));
}

static void
test_desk_asks (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  press (fixture, "Help");
  press (fixture, "Finish at the desk");
  press (fixture, "No, stay here");
  g_assert_cmpuint (fixture->n_saves, ==, 0);
  g_assert_false (stipple_session_get_at_desk (fixture->session));
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
}

static void
test_desk_instead_of_starting_over (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  press (fixture, "Start over");
  press (fixture, "Finish at the desk");
  press (fixture, "Yes, go on at the desk");
  g_assert_cmpuint (fixture->n_saves, ==, 1);
}

static void
fail_to_save (Fixture *fixture)
{
  g_autoptr (GError) error =
      g_error_new_literal (STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL, "The disk is full.");

  stipple_kiosk_window_saved (fixture->window, fixture->session, NULL, error);
  settle ();
}

static void
test_desk_failure (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "wishes");
  go_to_desk (fixture);
  fail_to_save (fixture);
  g_assert_cmpstr (fixture_step (fixture), ==, "wishes");
  g_assert_true (shows_text (fixture, "Your answers are not saved yet"));
  g_assert_true (shows_text (fixture, "The disk is full."));
  press (fixture, "Try again");
  g_assert_cmpuint (fixture->n_saves, ==, 2);
  g_assert_true (stipple_session_get_at_desk (fixture->session));
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  g_assert_true (shows_text (fixture, "Please go to the desk"));
}

/* Who stays after all finishes as anybody does. */
static void
test_desk_failure_stay (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  go_to_desk (fixture);
  fail_to_save (fixture);
  press (fixture, "No, stay here");
  g_assert_false (stipple_session_get_at_desk (fixture->session));
  g_assert_cmpuint (stipple_session_get_n_answered (fixture->session), ==, 12);
  finish_thanks (fixture);
  g_assert_true (shows_text (fixture, "Your answers are saved"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/kiosk/hide", test_hide);
  test_add ("/kiosk/hide/every-screen", test_hide_on_every_screen_with_answers);
  test_add ("/kiosk/hide/nothing", test_nothing_to_hide);
  test_add ("/kiosk/hide/code", test_hide_code);
  test_add ("/kiosk/hide/idle-warning", test_idle_warning_hides);
  test_add ("/kiosk/hide/idle-warning-over-cover", test_idle_warning_over_cover);
  test_add ("/kiosk/hide/walk-away", test_walk_away_hidden);
  test_add ("/kiosk/help/call", test_call);
  test_add ("/kiosk/help/failed", test_call_failed);
  test_add ("/kiosk/help/news-when-closed", test_call_news_when_closed);
  test_add ("/kiosk/help/every-screen", test_help_on_every_screen);
  test_add ("/kiosk/help/next-visitor", test_next_visitor_has_not_called);
  test_add ("/kiosk/desk", test_desk);
  test_add ("/kiosk/desk/needs-something", test_desk_needs_something);
  test_add ("/kiosk/desk/asks", test_desk_asks);
  test_add ("/kiosk/desk/instead-of-starting-over", test_desk_instead_of_starting_over);
  test_add ("/kiosk/desk/failure", test_desk_failure);
  test_add ("/kiosk/desk/failure-stay", test_desk_failure_stay);
  return g_test_run ();
}
