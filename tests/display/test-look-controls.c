// SPDX-License-Identifier: GPL-3.0-or-later
/* "Your look": the patterns, the colours, and the time. */
#include "core/follicles.h"
#include "core/language.h"
#include "display-test.h"
#include "widgets/pattern-picker.h"
#include "widgets/style.h"
#include "widgets/swatches.h"
#include "widgets/time-slider.h"

#include <math.h>

/* Choosing */

static GtkWidget *
nth (GtkWidget *widget, int n)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  while (n-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
test_patterns (void)
{
  GtkWidget *picker = stipple_pattern_picker_new (STIPPLE_SCALE_NORWOOD);
  GtkWindow *window = display_test_show (picker);
  g_autofree char *texts = display_test_texts (picker);
  GtkWidget *fourth = nth (picker, 3);
  int count;

  g_assert_cmpstr (texts, ==, "I | II | III | IV | V | VI | VII");
  display_test_count (picker, "selected", &count);
  g_signal_emit_by_name (fourth, "clicked");
  g_assert_cmpint (stipple_choice_group_get_selected (STIPPLE_CHOICE_GROUP (picker)), ==,
                   STIPPLE_PATTERN_NORWOOD_4);
  g_assert_cmpint (count, ==, 1);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (picker), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fourth), GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fourth), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Norwood IV");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (fourth), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      stipple_hair_pattern_get_description (STIPPLE_PATTERN_NORWOOD_4));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (fourth), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_window_destroy (window);
}

static void
test_ludwig (void)
{
  GtkWidget *picker = stipple_pattern_picker_new (STIPPLE_SCALE_LUDWIG);
  GtkWindow *window = display_test_show (picker);

  g_object_set (picker, "selected", (int) STIPPLE_PATTERN_LUDWIG_2, NULL);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (nth (picker, 1))));
  g_object_set (picker, "selected", (int) STIPPLE_PATTERN_NORWOOD_2, NULL);
  for (int i = 0; i < 3; i++)
    g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (nth (picker, i))));
  gtk_window_destroy (window);
}

/* In one line of equal tiles at 100 %, large enough to touch, and in even lines at 200 %. */
static void
test_tiles (void)
{
  GtkWidget *swatches = stipple_swatches_new_hair_color ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window = NULL;

  g_object_set (swatches, "margin-start", 64, "margin-end", 64, NULL);
  gtk_box_append (GTK_BOX (box), swatches);
  window = display_test_show (box);
  for (int i = 0; i < STIPPLE_N_HAIR_COLORS; i++)
    {
      GtkWidget *tile = nth (swatches, i);
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (tile, swatches, &bounds));
      g_assert_cmpfloat (bounds.size.width, >=, 88);
      g_assert_cmpfloat (bounds.size.height, >=, 88);
      g_assert_cmpfloat (bounds.origin.y, ==, 0);
    }
  gtk_window_destroy (window);
}

/* Chinese may break between any two letters, but one below the other is no name. */
static void
test_whole_names (void)
{
  g_autoptr (GtkWidget) swatches = NULL;

  g_assert_true (stipple_language_use ("zh-Hans"));
  swatches = g_object_ref_sink (stipple_swatches_new_hair_color ());
  g_assert_true (stipple_language_use ("en"));
  for (guint i = 0; i < STIPPLE_N_HAIR_COLORS; i++)
    {
      GtkWidget *name = display_test_find (nth (swatches, i), GTK_TYPE_LABEL, NULL);
      int least, natural;

      gtk_widget_measure (name, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
      g_assert_cmpint (least, ==, natural);
    }
}

static void
test_swatches (void)
{
  GtkWidget *swatches = stipple_swatches_new_complexion ();
  GtkWindow *window = display_test_show (swatches);
  g_autofree char *texts = display_test_texts (swatches);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  GtkWidget *disc = gtk_widget_get_first_child (gtk_widget_get_first_child (nth (swatches, 2)));
  int stride;

  g_assert_cmpstr (texts, ==, "Very fair | Fair | Medium | Olive | Brown | Dark");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (swatches), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Complexion");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (nth (swatches, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Medium");
  gtk_test_widget_wait_for_draw (disc);
  before = display_test_paint (disc, &stride);
  g_object_set (swatches, "selected", 3, NULL);
  gtk_test_widget_wait_for_draw (disc);
  after = display_test_paint (disc, &stride);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (nth (swatches, 2))));
  /* A tick as well. */
  g_assert_false (g_bytes_equal (before, after));
  gtk_window_destroy (window);
}

/* Time */

static GtkWidget *
stop_of (GtkWidget *slider, int stop)
{
  return nth (slider, stop + 1);
}

static GtkWidget *
play_of (GtkWidget *slider)
{
  return display_test_find (slider, GTK_TYPE_BUTTON, "pill-button");
}

static double
stage_of (GtkWidget *slider)
{
  return stipple_time_slider_get_stage (STIPPLE_TIME_SLIDER (slider));
}

static void
test_stops (void)
{
  GtkWidget *slider = stipple_time_slider_new ();
  GtkWindow *window = display_test_show (slider);
  g_autofree char *texts = display_test_texts (slider);

  g_assert_cmpstr (texts, ==,
                   "Before | Session 1 | Session 2 | Session 3 | 1 year | 3 years | Play");
  g_signal_emit_by_name (stop_of (slider, 4), "clicked");
  g_assert_cmpfloat (stage_of (slider), ==, 4);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (stop_of (slider, 4))));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (stop_of (slider, 4)),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (stop_of (slider, 0)),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE);
  g_object_set (slider, "stage", 2.4, NULL);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (stop_of (slider, 2))));
  /* From between two stops, a touch on the marked one goes there. */
  g_signal_emit_by_name (stop_of (slider, 2), "clicked");
  g_assert_cmpfloat (stage_of (slider), ==, 2);
  gtk_window_destroy (window);
}

static void
test_rail (void)
{
  GtkWidget *slider = stipple_time_slider_new ();
  GtkWindow *window = display_test_show (slider);
  GtkWidget *rail = nth (slider, 0);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (rail);
  double height = gtk_widget_get_height (rail);
  gboolean dragged = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_DRAG (controller))
        continue;
      dragged = TRUE;
      g_signal_emit_by_name (controller, "drag-begin", 30.0, height / 12);
      g_assert_cmpfloat_with_epsilon (stage_of (slider), 0, 1e-6);
      g_signal_emit_by_name (controller, "drag-update", 0.0, height * 1.5 / 6);
      g_assert_cmpfloat_with_epsilon (stage_of (slider), 1.5, 1e-6);
      /* Let go near a stop, it goes there; it never leaves the rail. */
      g_signal_emit_by_name (controller, "drag-update", 0.0, height * 2.05 / 6);
      g_signal_emit_by_name (controller, "drag-end", 0.0, height * 2.05 / 6);
      g_assert_cmpfloat (stage_of (slider), ==, 2);
      g_signal_emit_by_name (controller, "drag-update", 0.0, height * 9);
      g_assert_cmpfloat (stage_of (slider), ==, STIPPLE_STAGE_LAST);
    }
  g_assert_true (dragged);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (rail), GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (rail), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "3 years");
  gtk_window_destroy (window);
}

static void
press_key (GtkWidget *rail, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (rail);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0u, (GdkModifierType) 0, &handled);
      g_assert_true (handled);
    }
}

static void
test_keys (void)
{
  GtkWidget *slider = stipple_time_slider_new ();
  GtkWindow *window = display_test_show (slider);
  GtkWidget *rail = nth (slider, 0);

  press_key (rail, GDK_KEY_Right);
  press_key (rail, GDK_KEY_Down);
  g_assert_cmpfloat (stage_of (slider), ==, 2);
  press_key (rail, GDK_KEY_Left);
  g_assert_cmpfloat (stage_of (slider), ==, 1);
  gtk_widget_set_direction (rail, GTK_TEXT_DIR_RTL);
  press_key (rail, GDK_KEY_Left);
  g_assert_cmpfloat (stage_of (slider), ==, 2);
  press_key (rail, GDK_KEY_End);
  g_assert_cmpfloat (stage_of (slider), ==, STIPPLE_STAGE_LAST);
  press_key (rail, GDK_KEY_Home);
  g_assert_cmpfloat (stage_of (slider), ==, 0);
  gtk_window_destroy (window);
}

static gboolean
is_moving (gpointer slider)
{
  return stage_of (slider) > 0.02;
}

static gboolean
is_between_stages (gpointer slider)
{
  return is_moving (slider) && stage_of (slider) != floor (stage_of (slider));
}

static void
test_play (void)
{
  GtkWidget *slider = stipple_time_slider_new ();
  GtkWindow *window = NULL;

  stipple_style_set_reduce_motion (FALSE);
  window = display_test_show (slider);
  g_signal_emit_by_name (play_of (slider), "clicked");
  g_assert_true (stipple_time_slider_get_playing (STIPPLE_TIME_SLIDER (slider)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (play_of (slider)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Pause");
  /* Smoothly, not in steps. */
  display_test_wait (is_between_stages, slider);
  g_signal_emit_by_name (play_of (slider), "clicked");
  g_assert_false (stipple_time_slider_get_playing (STIPPLE_TIME_SLIDER (slider)));
  stipple_style_set_reduce_motion (TRUE);
  gtk_window_destroy (window);
}

static void
test_play_with_reduced_motion (void)
{
  GtkWidget *slider = stipple_time_slider_new ();
  GtkWindow *window = display_test_show (slider);

  g_object_set (slider, "stage", 0.0, "playing", TRUE, NULL);
  display_test_wait (is_moving, slider);
  g_assert_cmpfloat (stage_of (slider), ==, 1);
  /* A touch ends it. */
  g_signal_emit_by_name (stop_of (slider, 3), "clicked");
  g_assert_false (stipple_time_slider_get_playing (STIPPLE_TIME_SLIDER (slider)));
  g_assert_cmpfloat (stage_of (slider), ==, 3);
  gtk_window_destroy (window);
}

static void
test_play_begins_anew (void)
{
  GtkWidget *slider = stipple_time_slider_new ();
  GtkWindow *window = display_test_show (slider);

  g_object_set (slider, "stage", (double) STIPPLE_STAGE_LAST, NULL);
  g_object_set (slider, "playing", TRUE, NULL);
  g_assert_cmpfloat (stage_of (slider), ==, 0);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/patterns/norwood", test_patterns);
  g_test_add_func ("/patterns/ludwig", test_ludwig);
  g_test_add_func ("/swatches/tiles", test_tiles);
  g_test_add_func ("/swatches/complexion", test_swatches);
  g_test_add_func ("/swatches/whole-names", test_whole_names);
  g_test_add_func ("/time/stops", test_stops);
  g_test_add_func ("/time/rail", test_rail);
  g_test_add_func ("/time/keys", test_keys);
  g_test_add_func ("/time/play", test_play);
  g_test_add_func ("/time/play-with-reduced-motion", test_play_with_reduced_motion);
  g_test_add_func ("/time/play-begins-anew", test_play_begins_anew);
  return g_test_run ();
}
