// SPDX-License-Identifier: GPL-3.0-or-later
/* Signing, and the dots of the attract screen. */
#include "display-test.h"
#include "widgets/dots.h"
#include "widgets/signature-pad.h"
#include "widgets/style.h"

#include <math.h>

/* Signature */

static GtkGesture *
drag_of (GtkWidget *pad)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (pad);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* Two strokes by the gesture. */
static void
sign (GtkWidget *pad)
{
  GtkGesture *drag = drag_of (pad);

  g_signal_emit_by_name (drag, "drag-begin", 100.0, 100.0);
  g_signal_emit_by_name (drag, "drag-update", 200.0, 50.0);
  g_signal_emit_by_name (drag, "drag-update", 400.0, 0.0);
  g_signal_emit_by_name (drag, "drag-end", 400.0, 0.0);
  g_signal_emit_by_name (drag, "drag-begin", 540.0, 20.0);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
}

static guint
n_strokes (GtkWidget *pad)
{
  const StippleStrokes *strokes = stipple_signature_pad_get_strokes (STIPPLE_SIGNATURE_PAD (pad));

  return strokes != NULL ? stipple_strokes_get_n (strokes) : 0;
}

static void
test_signature_by_gesture (void)
{
  GtkWidget *pad = stipple_signature_pad_new ();
  GtkWindow *window = display_test_show (pad);
  const StippleStrokes *strokes = NULL;
  const int *points = NULL;
  double unit;
  int count;
  guint n;

  display_test_count (pad, "strokes", &count);
  g_assert_null (stipple_signature_pad_get_strokes (STIPPLE_SIGNATURE_PAD (pad)));
  sign (pad);
  g_assert_cmpint (count, ==, 2);
  g_assert_cmpuint (n_strokes (pad), ==, 2);

  strokes = stipple_signature_pad_get_strokes (STIPPLE_SIGNATURE_PAD (pad));
  points = stipple_strokes_get_points (strokes, 0, &n);
  g_assert_cmpuint (n, ==, 3);
  /* The pad's width is 10000 units. */
  unit = STIPPLE_STROKES_WIDTH / (double) gtk_widget_get_width (pad);
  g_assert_cmpint (points[0], ==, lround (100 * unit));
  g_assert_cmpint (points[1], ==, lround (100 * unit));
  g_assert_cmpint (points[2], ==, lround (300 * unit));
  g_assert_cmpint (points[3], ==, lround (150 * unit));
  g_assert_true (stipple_strokes_is_meant (strokes));
  gtk_window_destroy (window);
}

static void
test_signature_outside_is_clamped (void)
{
  GtkWidget *pad = stipple_signature_pad_new ();
  GtkWindow *window = display_test_show (pad);
  const int *points = NULL;
  guint n;

  stipple_signature_pad_press (STIPPLE_SIGNATURE_PAD (pad), 100, 100);
  stipple_signature_pad_move (STIPPLE_SIGNATURE_PAD (pad), 5000, -300);
  stipple_signature_pad_release (STIPPLE_SIGNATURE_PAD (pad));
  points = stipple_strokes_get_points (
      stipple_signature_pad_get_strokes (STIPPLE_SIGNATURE_PAD (pad)), 0, &n);
  g_assert_cmpint (points[2], ==, STIPPLE_STROKES_WIDTH);
  g_assert_cmpint (points[3], ==, 0);
  gtk_window_destroy (window);
}

static void
test_signature_move_without_press (void)
{
  GtkWidget *pad = stipple_signature_pad_new ();
  GtkWindow *window = display_test_show (pad);

  stipple_signature_pad_move (STIPPLE_SIGNATURE_PAD (pad), 10, 10);
  stipple_signature_pad_release (STIPPLE_SIGNATURE_PAD (pad));
  g_assert_cmpuint (n_strokes (pad), ==, 0);
  gtk_window_destroy (window);
}

static void
test_signature_undo_and_clear (void)
{
  GtkWidget *pad = stipple_signature_pad_new ();
  GtkWindow *window = display_test_show (pad);
  int count;

  sign (pad);
  display_test_count (pad, "strokes", &count);
  stipple_signature_pad_undo (STIPPLE_SIGNATURE_PAD (pad));
  g_assert_cmpuint (n_strokes (pad), ==, 1);
  stipple_signature_pad_clear (STIPPLE_SIGNATURE_PAD (pad));
  g_assert_null (stipple_signature_pad_get_strokes (STIPPLE_SIGNATURE_PAD (pad)));
  g_assert_cmpint (count, ==, 2);
  stipple_signature_pad_undo (STIPPLE_SIGNATURE_PAD (pad));
  stipple_signature_pad_clear (STIPPLE_SIGNATURE_PAD (pad));
  g_assert_cmpint (count, ==, 2);
  gtk_window_destroy (window);
}

static void
test_signature_replaced_while_drawing (void)
{
  GtkWidget *pad = stipple_signature_pad_new ();
  GtkWindow *window = display_test_show (pad);

  stipple_signature_pad_press (STIPPLE_SIGNATURE_PAD (pad), 10, 10);
  g_object_set (pad, "strokes", NULL, NULL);
  stipple_signature_pad_move (STIPPLE_SIGNATURE_PAD (pad), 20, 20);
  stipple_signature_pad_release (STIPPLE_SIGNATURE_PAD (pad));
  g_assert_cmpuint (n_strokes (pad), ==, 0);
  gtk_window_destroy (window);
}

static void
test_signature_bound (void)
{
  g_autoptr (GtkWidget) other = g_object_ref_sink (stipple_signature_pad_new ());
  GtkWidget *pad = stipple_signature_pad_new ();
  GtkWindow *window = display_test_show (pad);

  g_object_bind_property (pad, "strokes", other, "strokes", G_BINDING_BIDIRECTIONAL);
  sign (pad);
  g_assert_cmpuint (n_strokes (other), ==, 2);
  g_assert_true (
      stipple_strokes_equal (stipple_signature_pad_get_strokes (STIPPLE_SIGNATURE_PAD (pad)),
                             stipple_signature_pad_get_strokes (STIPPLE_SIGNATURE_PAD (other))));
  stipple_signature_pad_clear (STIPPLE_SIGNATURE_PAD (other));
  g_assert_cmpuint (n_strokes (pad), ==, 0);
  gtk_window_destroy (window);
}

static void
test_signature_hint (void)
{
  GtkWidget *pad = g_object_new (STIPPLE_TYPE_SIGNATURE_PAD, "hint", "Sign here", NULL);
  GtkWindow *window = display_test_show (pad);
  GtkWidget *hint = display_test_find (pad, GTK_TYPE_LABEL, NULL);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (hint)), ==, "Sign here");
  g_assert_true (gtk_widget_get_child_visible (hint));
  stipple_signature_pad_press (STIPPLE_SIGNATURE_PAD (pad), 10, 10);
  g_assert_false (gtk_widget_get_child_visible (hint));
  stipple_signature_pad_release (STIPPLE_SIGNATURE_PAD (pad));
  stipple_signature_pad_clear (STIPPLE_SIGNATURE_PAD (pad));
  g_assert_true (gtk_widget_get_child_visible (hint));
  gtk_window_destroy (window);
}

static void
test_signature_accessible (void)
{
  GtkWidget *pad = stipple_signature_pad_new ();
  GtkWindow *window = display_test_show (pad);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (pad), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pad), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Signature");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pad), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Empty");
  sign (pad);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pad), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Signed");
  gtk_window_destroy (window);
}

static gboolean
is_painted (gpointer widget)
{
  int stride;
  g_autoptr (GBytes) bytes = display_test_paint (widget, &stride);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] != 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_signature_ink (void)
{
  GtkWidget *pad = stipple_signature_pad_new ();
  GtkWindow *window = display_test_show (pad);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  int stride;

  display_test_wait (is_painted, pad);
  before = display_test_paint (pad, &stride);
  sign (pad);
  gtk_test_widget_wait_for_draw (pad);
  after = display_test_paint (pad, &stride);
  g_assert_false (g_bytes_equal (before, after));
  gtk_window_destroy (window);
}

/* Dots */

static gboolean
is_animating (gpointer dots)
{
  gboolean animating;

  g_object_get (dots, "animating", &animating, NULL);
  return animating;
}

static void
test_dots_still (void)
{
  GtkWidget *dots = stipple_dots_new ();
  GtkWindow *window = display_test_show (dots);

  g_assert_false (is_animating (dots));
  display_test_wait (is_painted, dots);
  gtk_window_destroy (window);
}

static void
test_dots_motion (void)
{
  GtkWidget *dots = stipple_dots_new ();
  GtkWindow *window = display_test_show (dots);
  int count;

  display_test_count (dots, "animating", &count);
  stipple_style_set_reduce_motion (FALSE);
  g_assert_true (is_animating (dots));
  stipple_style_set_reduce_motion (TRUE);
  g_assert_false (is_animating (dots));
  g_assert_cmpint (count, ==, 2);
  gtk_window_destroy (window);
}

static void
test_dots_rest (void)
{
  GtkWidget *dots = stipple_dots_new ();
  GtkWindow *window;

  stipple_style_set_reduce_motion (FALSE);
  window = display_test_show (dots);
  g_assert_true (is_animating (dots));
  display_test_wait (is_painted, dots);
  stipple_dots_set_resting (STIPPLE_DOTS (dots), TRUE);
  g_assert_false (is_animating (dots));
  display_test_wait (is_painted, dots);
  stipple_dots_set_resting (STIPPLE_DOTS (dots), FALSE);
  g_assert_true (is_animating (dots));
  gtk_window_destroy (window);
  stipple_style_set_reduce_motion (TRUE);
}

static void
test_dots_stop_when_unmapped (void)
{
  GtkWidget *dots = stipple_dots_new ();
  GtkWindow *window = NULL;

  stipple_style_set_reduce_motion (FALSE);
  window = display_test_show (dots);
  g_assert_true (is_animating (dots));
  gtk_widget_set_visible (dots, FALSE);
  g_assert_false (is_animating (dots));
  gtk_widget_set_visible (dots, TRUE);
  display_test_wait (is_animating, dots);
  stipple_style_set_reduce_motion (TRUE);
  gtk_window_destroy (window);
}

static void
test_dots_same_every_time (void)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  int stride;

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *dots = stipple_dots_new ();
      GtkWindow *window = display_test_show (dots);

      display_test_wait (is_painted, dots);
      if (i == 0)
        first = display_test_paint (dots, &stride);
      else
        second = display_test_paint (dots, &stride);
      gtk_window_destroy (window);
    }
  g_assert_true (g_bytes_equal (first, second));
}

/* A dome: hair at the crown, next to nothing below the hairline, nothing in the corners. */
static void
test_dots_dome (void)
{
  GtkWidget *dots = stipple_dots_new ();
  GtkWindow *window = display_test_show (dots);
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data = NULL;
  int width, height, stride;
  int crown = 0, forehead = 0, corner = 0;

  display_test_wait (is_painted, dots);
  bytes = display_test_paint (dots, &stride);
  data = g_bytes_get_data (bytes, NULL);
  width = gtk_widget_get_width (dots);
  height = gtk_widget_get_height (dots);
  for (int y = 0; y < 100; y++)
    {
      for (int x = 0; x < 100; x++)
        {
          crown += data[(height / 4 + y) * stride + (width / 2 - 50 + x) * 4 + 3] > 64;
          forehead += data[(height - 130 + y) * stride + (width / 2 - 50 + x) * 4 + 3] > 64;
          corner += data[y * stride + x * 4 + 3] > 0;
        }
    }
  g_assert_cmpint (crown, >, 500);
  g_assert_cmpint (forehead, <, crown / 5);
  g_assert_cmpint (corner, ==, 0);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/signature/by-gesture", test_signature_by_gesture);
  g_test_add_func ("/signature/outside-is-clamped", test_signature_outside_is_clamped);
  g_test_add_func ("/signature/move-without-press", test_signature_move_without_press);
  g_test_add_func ("/signature/undo-and-clear", test_signature_undo_and_clear);
  g_test_add_func ("/signature/replaced-while-drawing", test_signature_replaced_while_drawing);
  g_test_add_func ("/signature/bound", test_signature_bound);
  g_test_add_func ("/signature/hint", test_signature_hint);
  g_test_add_func ("/signature/accessible", test_signature_accessible);
  g_test_add_func ("/signature/ink", test_signature_ink);
  g_test_add_func ("/dots/still", test_dots_still);
  g_test_add_func ("/dots/motion", test_dots_motion);
  g_test_add_func ("/dots/rest", test_dots_rest);
  g_test_add_func ("/dots/stop-when-unmapped", test_dots_stop_when_unmapped);
  g_test_add_func ("/dots/same-every-time", test_dots_same_every_time);
  g_test_add_func ("/dots/dome", test_dots_dome);
  return g_test_run ();
}
