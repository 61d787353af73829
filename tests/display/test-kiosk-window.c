// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk-fixture.h"

#include "core/error.h"
#include "core/language.h"
#include "kiosk/attract-view.h"
#include "kiosk/status-view.h"
#include "kiosk/visit-view.h"
#include "widgets/dots.h"
#include "widgets/style.h"

#define A_LONG_TIME 3600000u /* ms: nothing happens by itself */

static const char *const steps[] = { "learn",  "comfort", "aftercare", "understanding", "look",
                                     "health", "result",  "wishes",    "details",       "consent" };

static gboolean
is_attract (Fixture *fixture)
{
  return find_type (fixture, STIPPLE_TYPE_ATTRACT_VIEW) != NULL
         && stipple_kiosk_window_get_flow (fixture->window) == NULL;
}

static void
test_begin (Fixture *fixture, gconstpointer data)
{
  g_assert_true (is_attract (fixture));
  press (fixture, "Touch to begin");
  g_assert_false (is_attract (fixture));
  g_assert_nonnull (find_type (fixture, STIPPLE_TYPE_VISIT_VIEW));
}

static void
test_attract_language (Fixture *fixture, gconstpointer data)
{
  press (fixture, "Français");
  g_assert_true (is_attract (fixture));
  g_assert_true (shows_text (fixture, stipple_text_get (fixture->pack->attract_title, "fr-CA")));
  g_assert_cmpstr (stipple_language_current (), ==, "fr-CA");
  g_assert_nonnull (find (fixture, "English"));
}

static gboolean
is_english (Fixture *fixture)
{
  return g_str_equal (stipple_language_current (), "en");
}

static void
test_attract_returns_to_first_language (Fixture *fixture, gconstpointer data)
{
  stipple_kiosk_window_set_patience (fixture->window, 40, 1000, 1000);
  press (fixture, "Français");
  wait_until (fixture, is_english);
  g_assert_true (is_attract (fixture));
}

static gboolean
dots_rest (Fixture *fixture)
{
  gboolean resting;

  g_object_get (find_type (fixture, STIPPLE_TYPE_DOTS), "resting", &resting, NULL);
  return resting;
}

static void
test_attract_rests (Fixture *fixture, gconstpointer data)
{
  StippleAttractView *attract =
      STIPPLE_ATTRACT_VIEW (find_type (fixture, STIPPLE_TYPE_ATTRACT_VIEW));
  GtkWidget *dots = find_type (fixture, STIPPLE_TYPE_DOTS);
  graphene_rect_t before;
  graphene_rect_t after;

  next_frame (fixture);
  g_assert_true (gtk_widget_compute_bounds (dots, GTK_WIDGET (attract), &before));
  stipple_attract_view_nobody_came (attract);
  next_frame (fixture);
  g_assert_true (gtk_widget_compute_bounds (dots, GTK_WIDGET (attract), &after));
  g_assert_false (graphene_point_equal (&before.origin, &after.origin));
  g_assert_true (graphene_size_equal (&before.size, &after.size));

  g_assert_false (dots_rest (fixture));
  stipple_kiosk_window_set_patience (fixture->window, 10, A_LONG_TIME, A_LONG_TIME);
  wait_until (fixture, dots_rest);
  press (fixture, "Touch to begin");
  stipple_kiosk_window_end (fixture->window);
  g_assert_false (dots_rest (fixture));
}

static void
test_staff_note (Fixture *fixture, gconstpointer data)
{
  stipple_kiosk_window_set_staff_note (fixture->window, "Enrol this kiosk again.");
  g_assert_true (shows_text (fixture, "Enrol this kiosk again."));
  press (fixture, "Français");
  g_assert_true (shows_text (fixture, "Enrol this kiosk again."));
  stipple_kiosk_window_set_staff_note (fixture->window, NULL);
  g_assert_false (shows_text (fixture, "Enrol this kiosk again."));
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  guint retries = 0;

  g_signal_connect_swapped (fixture->window, "retry", G_CALLBACK (g_atomic_int_inc), &retries);
  stipple_kiosk_window_show_status (fixture->window, "Set-up", "What happened", "What to do", TRUE);
  settle ();
  g_assert_nonnull (find_type (fixture, STIPPLE_TYPE_STATUS_VIEW));
  g_assert_true (shows_text (fixture, "What happened"));
  press (fixture, "Try again");
  g_assert_cmpuint (retries, ==, 1);
}

static void
test_start_over_untouched (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  press (fixture, "Start over");
  g_assert_true (is_attract (fixture));
}

static void
test_start_over_asks_once (Fixture *fixture, gconstpointer data)
{
  gpointer session;

  fixture_begin (fixture, "en", "health");
  stipple_session_set_reply (fixture->session, "diabetes", STIPPLE_ANSWER_YES);
  press (fixture, "Start over");
  g_assert_false (is_attract (fixture));
  press (fixture, "Keep going");
  g_assert_cmpstr (fixture_step (fixture), ==, "health");
  g_assert_null (find (fixture, "Keep going"));

  session = fixture->session;
  g_object_add_weak_pointer (session, &session);
  press (fixture, "Start over");
  press (fixture, "Yes, start over");
  g_assert_true (is_attract (fixture));
  g_assert_null (session);
}

/* The privacy boundary: at whatever screen somebody walks away, nothing keeps their session. */
static void
test_session_is_gone_after_every_step (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gpointer session;

      fixture_begin (fixture, i % 2 == 0 ? "en" : "fr-CA", steps[i]);
      session = fixture->session;
      g_object_add_weak_pointer (session, &session);
      stipple_kiosk_window_end (fixture->window);
      settle ();
      g_assert_null (session);
      g_assert_true (is_attract (fixture));
    }
}

/* Text that was marked in a field outlives the field on the clipboards. */
static void
test_clipboards_are_empty (Fixture *fixture, gconstpointer data)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (fixture->window));
  GdkClipboard *clipboards[] = { gdk_display_get_clipboard (display),
                                 gdk_display_get_primary_clipboard (display) };

  fixture_begin (fixture, "en", "details");
  for (guint i = 0; i < G_N_ELEMENTS (clipboards); i++)
    {
      gdk_clipboard_set_text (clipboards[i], "Sample");
      g_assert_nonnull (gdk_clipboard_get_content (clipboards[i]));
    }
  stipple_kiosk_window_end (fixture->window);
  for (guint i = 0; i < G_N_ELEMENTS (clipboards); i++)
    g_assert_null (gdk_clipboard_get_content (clipboards[i]));
}

static void
test_idle_warns_then_ends (Fixture *fixture, gconstpointer data)
{
  gpointer session;

  fixture_begin (fixture, "fr-CA", "details");
  session = fixture->session;
  g_object_add_weak_pointer (session, &session);
  stipple_kiosk_window_set_patience (fixture->window, 50, 600, 1000);
  wait_until (fixture, is_attract);
  settle ();
  g_assert_null (session);
  g_assert_cmpstr (stipple_language_current (), ==, "en");
}

static gboolean
is_warned (Fixture *fixture)
{
  return find (fixture, "I’m still here") != NULL;
}

static void
test_idle_still_here (Fixture *fixture, gconstpointer data)
{
  const char *words;
  guint seconds;

  fixture_begin (fixture, "en", "health");
  stipple_kiosk_window_set_patience (fixture->window, 50, A_LONG_TIME, 1000);
  wait_until (fixture, is_warned);
  /* It counts down from an hour, as time passes here too. */
  words = gtk_label_get_text (GTK_LABEL (find_label (fixture, "this visit ends in ")));
  g_assert_cmpint (sscanf (strstr (words, "ends in "), "ends in %u seconds", &seconds), ==, 1);
  g_assert_cmpuint (seconds, <=, A_LONG_TIME / 1000);
  g_assert_cmpuint (seconds, >, A_LONG_TIME / 1000 - 600);
  stipple_kiosk_window_set_patience (fixture->window, A_LONG_TIME, A_LONG_TIME, 1000);
  g_assert_false (is_warned (fixture));
  g_assert_cmpstr (fixture_step (fixture), ==, "health");
}

static void
test_idle_button_resets (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "learn");
  stipple_kiosk_window_set_patience (fixture->window, 50, A_LONG_TIME, 1000);
  wait_until (fixture, is_warned);
  g_signal_emit_by_name (find (fixture, "I’m still here"), "clicked");
  g_assert_false (is_warned (fixture));
  g_assert_false (is_attract (fixture));
  /* And it watches on. */
  wait_until (fixture, is_warned);
}

static void
test_thanks_returns (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  stipple_kiosk_window_set_patience (fixture->window, A_LONG_TIME, A_LONG_TIME, A_LONG_TIME);
  press (fixture, "Finish");
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  g_assert_cmpstr (fixture_step (fixture), ==, "thanks");
  g_assert_true (shows_text (fixture, "7K4-Q2M"));
  g_assert_true (shows_text (fixture, "Go to reception"));
  g_assert_true (shows_text (fixture, "This screen clears by itself"));
  stipple_kiosk_window_set_patience (fixture->window, A_LONG_TIME, A_LONG_TIME, 500);
  wait_until (fixture, is_attract);
}

static void
test_done_leaves_unasked (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  press (fixture, "Finish");
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  g_assert_null (find (fixture, "Start over"));
  g_assert_null (find (fixture, "Back"));
  press (fixture, "Done");
  g_assert_true (is_attract (fixture));
}

static void
test_finish_saves_once (Fixture *fixture, gconstpointer data)
{
  GtkWidget *finish;

  fixture_begin (fixture, "en", "consent");
  finish = find (fixture, "Finish");
  g_signal_emit_by_name (finish, "clicked");
  g_signal_emit_by_name (finish, "clicked");
  g_signal_emit_by_name (finish, "clicked");
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  g_assert_nonnull (find (fixture, "Saving…"));
}

static void
test_finish_failure_keeps_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error =
      g_error_new_literal (STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL, "The disk is full.");

  fixture_begin (fixture, "en", "consent");
  press (fixture, "Finish");
  stipple_kiosk_window_saved (fixture->window, fixture->session, NULL, error);
  settle ();
  g_assert_cmpstr (fixture_step (fixture), ==, "consent");
  g_assert_true (shows_text (fixture, "The disk is full."));
  g_assert_cmpstr (stipple_session_get_first_name (fixture->session), ==, "Sample");
  g_assert_cmpstr (stipple_session_get_last_name (fixture->session), ==, "Person");
  g_assert_cmpstr (stipple_session_get_mobile (fixture->session), ==, "416 555 0142");
  g_assert_cmpuint (stipple_session_get_n_answered (fixture->session), ==, 12);
  g_assert_true (stipple_session_get_consent_given (fixture->session));
  g_assert_nonnull (stipple_session_get_signature (fixture->session));

  press (fixture, "Try again");
  g_assert_cmpuint (fixture->n_saves, ==, 2);
  g_assert_false (shows_text (fixture, "The disk is full."));
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  g_assert_cmpstr (fixture_step (fixture), ==, "thanks");
}

static void
test_language_while_saving (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "consent");
  press (fixture, "Finish");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  g_assert_nonnull (find (fixture, "Enregistrement…"));
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  g_assert_cmpstr (fixture_step (fixture), ==, "thanks");
  stipple_kiosk_window_use_language (fixture->window, "en");
  settle ();
  g_assert_true (shows_text (fixture, "7K4-Q2M"));
}

static void
test_late_news_is_ignored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleSession) old = NULL;

  fixture_begin (fixture, "en", "consent");
  press (fixture, "Finish");
  old = g_object_ref (fixture->session);
  stipple_kiosk_window_end (fixture->window);
  fixture_begin (fixture, "en", "comfort");
  stipple_kiosk_window_saved (fixture->window, old, "7K4-Q2M", NULL);
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
}

static void
test_language_sheet (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "details");
  press (fixture, "Language");
  press (fixture, "Français");
  g_assert_cmpstr (stipple_session_get_language (fixture->session), ==, "fr-CA");
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
  g_assert_cmpstr (stipple_session_get_first_name (fixture->session), ==, "Sample");
  g_assert_null (find (fixture, "Close"));

  press (fixture, "Langue");
  press (fixture, "Fermer");
  g_assert_null (find (fixture, "Fermer"));
  g_assert_cmpstr (fixture_step (fixture), ==, "details");
}

static void
test_language_at_every_step (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      fixture_begin (fixture, "en", steps[i]);
      g_assert_true (stipple_kiosk_window_use_language (fixture->window, "fr-CA"));
      settle ();
      g_assert_cmpstr (fixture_step (fixture), ==, steps[i]);
      g_assert_true (stipple_kiosk_window_get_flow (fixture->window) == fixture->flow);
      g_assert_cmpuint (stipple_session_get_n_answered (fixture->session), ==, i > 5 ? 12 : 0);
      g_assert_cmpstr (stipple_session_get_last_name (fixture->session), ==, i > 7 ? "Person" : "");
      stipple_kiosk_window_end (fixture->window);
    }
}

static void
test_new_pack_is_for_the_next_visit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StipplePack) other = stipple_pack_ref (fixture->pack);

  fixture_begin (fixture, "en", "comfort");
  stipple_kiosk_window_set_pack (fixture->window, other);
  g_assert_cmpstr (fixture_step (fixture), ==, "comfort");
  g_assert_true (stipple_kiosk_window_get_flow (fixture->window) == fixture->flow);
}

static void
test_comforts_reset (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  press (fixture, "Text size");
  press (fixture, "High contrast");
  g_assert_cmpint (stipple_style_get_text_scale (), ==, 125);
  g_assert_true (stipple_style_get_high_contrast ());
  stipple_kiosk_window_end (fixture->window);
  g_assert_cmpint (stipple_style_get_text_scale (), ==, 100);
  g_assert_false (stipple_style_get_high_contrast ());
}

static void
test_text_size_goes_round (Fixture *fixture, gconstpointer data)
{
  const int expected[] = { 125, 150, 200, 100 };

  fixture_begin (fixture, "en", "comfort");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      press (fixture, "Text size");
      g_assert_cmpint (stipple_style_get_text_scale (), ==, expected[i]);
    }
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "result");
  press (fixture, "Back");
  g_assert_cmpstr (fixture_step (fixture), ==, "health");
  g_assert_cmpuint (stipple_session_get_n_answered (fixture->session), ==, 12);
}

static void
check_controls (Fixture *fixture, const char *where)
{
  g_autoptr (GPtrArray) names = controls (fixture);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (*name == '\0')
        g_error ("A control of %s has no accessible name", where);
      if (!g_hash_table_add (seen, (gpointer) name))
        g_error ("Two controls of %s are called “%s”", where, name);
    }
}

static void
test_every_control_has_its_own_name (Fixture *fixture, gconstpointer data)
{
  const char *tags[] = { "en", "fr-CA", "es", "ar", "zh-Hans" };

  check_controls (fixture, "attract");
  for (guint j = 0; j < G_N_ELEMENTS (tags); j++)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      {
        fixture_begin (fixture, tags[j], steps[i]);
        check_controls (fixture, steps[i]);
        stipple_kiosk_window_end (fixture->window);
      }
}

/* Where a screen reader begins, and the keyboard: before whatever the page asks. */
static void
test_focus_begins_at_title (Fixture *fixture, gconstpointer data)
{
  static const char *const titled[] = { "learn", "aftercare", "health", "details", "consent" };
  GtkWidget *focus;

  for (guint i = 0; i < G_N_ELEMENTS (titled); i++)
    {
      fixture_begin (fixture, "en", titled[i]);
      next_frame (fixture);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_true (GTK_IS_LABEL (focus));
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (focus)), ==,
                       GTK_ACCESSIBLE_ROLE_HEADING);
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD));
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) != focus);
      stipple_kiosk_window_end (fixture->window);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/kiosk/begin", test_begin);
  test_add ("/kiosk/attract/language", test_attract_language);
  test_add ("/kiosk/attract/first-language-again", test_attract_returns_to_first_language);
  test_add ("/kiosk/attract/rests", test_attract_rests);
  test_add ("/kiosk/attract/staff-note", test_staff_note);
  test_add ("/kiosk/status", test_status);
  test_add ("/kiosk/start-over/untouched", test_start_over_untouched);
  test_add ("/kiosk/start-over/asks-once", test_start_over_asks_once);
  test_add ("/kiosk/session-gone", test_session_is_gone_after_every_step);
  test_add ("/kiosk/clipboards", test_clipboards_are_empty);
  test_add ("/kiosk/idle/ends", test_idle_warns_then_ends);
  test_add ("/kiosk/idle/still-here", test_idle_still_here);
  test_add ("/kiosk/idle/button", test_idle_button_resets);
  test_add ("/kiosk/thanks/returns", test_thanks_returns);
  test_add ("/kiosk/thanks/done", test_done_leaves_unasked);
  test_add ("/kiosk/finish/once", test_finish_saves_once);
  test_add ("/kiosk/finish/failure", test_finish_failure_keeps_all);
  test_add ("/kiosk/finish/language", test_language_while_saving);
  test_add ("/kiosk/finish/late", test_late_news_is_ignored);
  test_add ("/kiosk/language/sheet", test_language_sheet);
  test_add ("/kiosk/language/every-step", test_language_at_every_step);
  test_add ("/kiosk/new-pack", test_new_pack_is_for_the_next_visit);
  test_add ("/kiosk/comforts/reset", test_comforts_reset);
  test_add ("/kiosk/comforts/text-size", test_text_size_goes_round);
  test_add ("/kiosk/back", test_back);
  test_add ("/kiosk/accessible/names", test_every_control_has_its_own_name);
  test_add ("/kiosk/window/focus-begins-at-title", test_focus_begins_at_title);
  return g_test_run ();
}
