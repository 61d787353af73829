// SPDX-License-Identifier: GPL-3.0-or-later
/* What a visitor sets on the help sheet: less motion, and the screen lower down. */
#include "kiosk-fixture.h"

#include "core/language.h"
#include "kiosk/attract-view.h"
#include "widgets/style.h"

#define REACH 1000 /* px */

static const char *const steps[] = { "learn",  "comfort", "aftercare", "understanding", "look",
                                     "health", "result",  "wishes",    "details",       "consent" };

static void
set (Fixture *fixture, const char *tick)
{
  press (fixture, "Help");
  press (fixture, tick);
  press (fixture, "Close");
  next_frame (fixture);
}

static gboolean
is_set (Fixture *fixture, const char *help, const char *close, const char *tick)
{
  gboolean active;

  press (fixture, help);
  active = gtk_check_button_get_active (GTK_CHECK_BUTTON (find (fixture, tick)));
  press (fixture, close);
  return active;
}

static double
top_of (Fixture *fixture, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->window), &bounds));
  return bounds.origin.y;
}

static gboolean
is_low (Fixture *fixture)
{
  next_frame (fixture);
  return top_of (fixture, find_type (fixture, GTK_TYPE_OVERLAY)) > 0;
}

static gboolean
is_not_low (Fixture *fixture)
{
  return !is_low (fixture);
}

/* --- Low reach */

/* Whatever takes the focus, or a touch of its own. */
static guint
check_reach (Fixture *fixture, GtkWidget *widget)
{
  int height = gtk_widget_get_height (GTK_WIDGET (fixture->window));
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_EDITABLE (widget)
      || gtk_widget_get_focusable (widget))
    {
      g_assert_cmpfloat (top_of (fixture, widget), >=, height - REACH);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_reach (fixture, child);
  return n;
}

static void
check_all (Fixture *fixture)
{
  next_frame (fixture);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), ==, 1080);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture->window)), ==, 1920);
  g_assert_cmpuint (check_reach (fixture, gtk_window_get_child (GTK_WINDOW (fixture->window))), >,
                    0);
}

/* What always stands on a screen is on it whole. */
static void
check_whole (Fixture *fixture, const char *name)
{
  GtkWidget *widget = find (fixture, name);

  g_assert_nonnull (widget);
  g_assert_cmpfloat (top_of (fixture, widget) + gtk_widget_get_height (widget), <=, 1920);
}

static void
walk_low (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      int scale = stipple_style_get_text_scale ();

      fixture_begin (fixture, "en", steps[i]);
      stipple_style_set_text_scale (scale);
      set (fixture, "Lower the screen");
      check_all (fixture);
      check_whole (fixture, "Start over");
      check_whole (fixture, "Help");
      if (i + 1 < G_N_ELEMENTS (steps))
        {
          stipple_kiosk_window_end (fixture->window);
          stipple_style_set_text_scale (scale);
        }
    }
  press (fixture, "Finish");
  stipple_kiosk_window_saved (fixture->window, fixture->session, "7K4-Q2M", NULL);
  settle ();
  g_assert_cmpstr (fixture_step (fixture), ==, "thanks");
  check_all (fixture);
}

static void
test_low_at_every_step (Fixture *fixture, gconstpointer data)
{
  walk_low (fixture);
}

static void
test_low_and_large (Fixture *fixture, gconstpointer data)
{
  stipple_style_set_text_scale (200);
  walk_low (fixture);
  stipple_kiosk_window_end (fixture->window);
}

static void
test_low_sheets (Fixture *fixture, gconstpointer data)
{
  static const char *const opens[] = { "Help", "Language", "Start over" };
  static const char *const closes[] = { "Close", "Close", "Keep going" };

  fixture_begin (fixture, "en", "details");
  set (fixture, "Lower the screen");
  for (guint i = 0; i < G_N_ELEMENTS (opens); i++)
    {
      press (fixture, opens[i]);
      check_all (fixture);
      check_whole (fixture, closes[i]);
      press (fixture, closes[i]);
    }
  press (fixture, "Hide my answers");
  check_all (fixture);
}

static void
test_low_back (Fixture *fixture, gconstpointer data)
{
  double before;

  fixture_begin (fixture, "en", "health");
  next_frame (fixture);
  before = top_of (fixture, find (fixture, "Help"));
  set (fixture, "Lower the screen");
  g_assert_cmpfloat (top_of (fixture, find (fixture, "Help")), ==, before + 1920 - REACH);
  set (fixture, "Lower the screen");
  g_assert_cmpfloat (top_of (fixture, find (fixture, "Help")), ==, before);
}

static void
test_low_next_visitor (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  set (fixture, "Lower the screen");
  g_assert_true (is_low (fixture));
  stipple_kiosk_window_end (fixture->window);
  g_assert_false (is_low (fixture));
  fixture_begin (fixture, "en", "comfort");
  g_assert_false (is_low (fixture));
  g_assert_false (is_set (fixture, "Help", "Close", "Lower the screen"));
}

static void
test_low_in_other_language (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  set (fixture, "Lower the screen");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (is_low (fixture));
  g_assert_true (is_set (fixture, "Aide", "Fermer", "Abaisser l’écran"));
}

static void
test_low_landscape (Fixture *fixture, gconstpointer data)
{
  fixture_resize (fixture, 1080, 900);
  fixture_begin (fixture, "en", "comfort");
  next_frame (fixture);
  press (fixture, "Help");
  g_assert_nonnull (find (fixture, "Reduce motion"));
  g_assert_null (find (fixture, "Lower the screen"));
}

/* Set upright, and turned then. */
static void
test_low_turned (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "comfort");
  set (fixture, "Lower the screen");
  fixture_resize (fixture, 1080, 900);
  wait_until (fixture, is_not_low);
}

static void
test_nothing_to_set_for_nobody (Fixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (stipple_kiosk_window_get_walk (fixture->window), "help");
  settle ();
  g_assert_true (shows_text (fixture, "Do you need help?"));
  g_assert_null (find (fixture, "Reduce motion"));
  g_assert_null (find (fixture, "Lower the screen"));
}

/* --- Less motion */

static GtkWidget *
search_type (GtkWidget *widget, GType type, gboolean (*match) (GtkWidget *widget))
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) && match (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = search_type (child, type, match);
  return found;
}

static gboolean
is_changing (GtkWidget *stack)
{
  return gtk_stack_get_transition_running (GTK_STACK (stack));
}

static gboolean
is_opening (GtkWidget *revealer)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer))
         && !gtk_revealer_get_child_revealed (GTK_REVEALER (revealer));
}

static gboolean
is_open (GtkWidget *revealer)
{
  return gtk_widget_get_mapped (revealer)
         && gtk_revealer_get_child_revealed (GTK_REVEALER (revealer));
}

static void
begin_moving (Fixture *fixture, const char *step)
{
  stipple_style_set_reduce_motion (FALSE);
  fixture_begin (fixture, "en", step);
  next_frame (fixture);
}

static void
click (Fixture *fixture, const char *name)
{
  g_signal_emit_by_name (find (fixture, name), "clicked");
}

/* The next part of a step stands there: where the processor paints, as it does here, nothing slides even for
 * whom motion is welcome. */
static void
test_parts_stand (Fixture *fixture, gconstpointer data)
{
  begin_moving (fixture, "health");
  fixture_answer_all (fixture, STIPPLE_ANSWER_NO);
  click (fixture, "Next");
  g_assert_null (search_type (GTK_WIDGET (fixture->window), GTK_TYPE_STACK, is_changing));
}

static void
check_question (gboolean still)
{
  Fixture fixture = { 0 };
  const StippleFaqEntry *entry;
  GtkWidget *window;

  fixture_set_up (&fixture, NULL);
  window = GTK_WIDGET (fixture.window);
  entry = g_ptr_array_index (fixture.pack->faq, 0);
  begin_moving (&fixture, "learn");
  if (still)
    set (&fixture, "Reduce motion");
  click (&fixture, stipple_text_get (entry->question, "en"));
  g_assert_true ((search_type (window, GTK_TYPE_REVEALER, is_opening) == NULL) == still);
  g_assert_true ((search_type (window, GTK_TYPE_REVEALER, is_open) != NULL) == still);
  stipple_kiosk_window_end (fixture.window);
  fixture_tear_down (&fixture, NULL);
}

static void
test_still_revealer (void)
{
  check_question (FALSE);
  check_question (TRUE);
}

static void
test_still_next_visitor (Fixture *fixture, gconstpointer data)
{
  begin_moving (fixture, "comfort");
  set (fixture, "Reduce motion");
  g_assert_true (stipple_style_get_reduce_motion ());
  stipple_kiosk_window_end (fixture->window);
  g_assert_false (stipple_style_get_reduce_motion ());
  fixture_begin (fixture, "en", "comfort");
  g_assert_false (is_set (fixture, "Help", "Close", "Reduce motion"));
}

/* A kiosk that stands still by itself does so again. */
static void
test_still_kiosk (Fixture *fixture, gconstpointer data)
{
  stipple_style_set_reduce_motion (TRUE);
  fixture_begin (fixture, "en", "comfort");
  g_assert_true (is_set (fixture, "Help", "Close", "Reduce motion"));
  set (fixture, "Reduce motion");
  g_assert_false (stipple_style_get_reduce_motion ());
  stipple_kiosk_window_end (fixture->window);
  g_assert_true (stipple_style_get_reduce_motion ());
}

static void
test_still_in_other_language (Fixture *fixture, gconstpointer data)
{
  begin_moving (fixture, "comfort");
  set (fixture, "Reduce motion");
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (stipple_style_get_reduce_motion ());
  g_assert_true (is_set (fixture, "Aide", "Fermer", "Réduire les mouvements"));
}

/* It goes on from stage to stage. */
static void
test_still_slider (Fixture *fixture, gconstpointer data)
{
  GtkWidget *slider;
  double stage;

  begin_moving (fixture, "look");
  slider = find_type (fixture, g_type_from_name ("StippleTimeSlider"));
  g_assert_nonnull (slider);
  g_object_set (slider, "playing", TRUE, NULL);
  stipple_style_set_reduce_motion (TRUE);
  g_object_get (slider, "stage", &stage, NULL);
  for (guint i = 0; i < 4; i++)
    {
      double now;

      next_frame (fixture);
      g_object_get (slider, "stage", &now, NULL);
      g_assert_true (now == stage || now == (int) now);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  test_add ("/access/low/every-step", test_low_at_every_step);
  test_add ("/access/low/large", test_low_and_large);
  test_add ("/access/low/sheets", test_low_sheets);
  test_add ("/access/low/back", test_low_back);
  test_add ("/access/low/next-visitor", test_low_next_visitor);
  test_add ("/access/low/other-language", test_low_in_other_language);
  test_add ("/access/low/landscape", test_low_landscape);
  test_add ("/access/low/turned", test_low_turned);
  test_add ("/access/nobody", test_nothing_to_set_for_nobody);
  g_test_add_func ("/access/still/revealer", test_still_revealer);
  test_add ("/access/still/parts-stand", test_parts_stand);
  test_add ("/access/still/slider", test_still_slider);
  test_add ("/access/still/next-visitor", test_still_next_visitor);
  test_add ("/access/still/kiosk", test_still_kiosk);
  test_add ("/access/still/other-language", test_still_in_other_language);
  return g_test_run ();
}
