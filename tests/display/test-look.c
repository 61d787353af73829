// SPDX-License-Identifier: GPL-3.0-or-later
/* "Your look": the head, and what is marked on it. */
#include "display-test.h"
#include "widgets/head-view.h"
#include "widgets/style.h"

/* A head at its natural size, shown. */
static GtkWidget *
show_head (GtkWindow **window)
{
  GtkWidget *head = stipple_head_view_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_halign (head, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), head);
  *window = display_test_show (box);
  return head;
}

static gboolean
is_ready (gpointer head)
{
  gboolean ready;

  g_object_get (head, "ready", &ready, NULL);
  return ready;
}

/* The mean darkness around a point of what is seen now: 0 white … 1 black. */
static double
darkness_now (GtkWidget *head, double x, double y)
{
  int stride;
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data = NULL;
  double unit = gtk_widget_get_width (head) / (double) STIPPLE_STROKES_WIDTH;
  double sum = 0;

  gtk_widget_queue_draw (head);
  gtk_test_widget_wait_for_draw (head);
  bytes = display_test_paint (head, &stride);
  data = g_bytes_get_data (bytes, NULL);
  for (int row = -12; row < 12; row++)
    {
      for (int column = -12; column < 12; column++)
        sum += data[((int) (y * unit) + row) * stride + ((int) (x * unit) + column) * 4 + 1];
    }
  return 1 - sum / (24 * 24 * 255);
}

static double
darkness (GtkWidget *head, double x, double y)
{
  /* A change of style arrives with the next frame. */
  gtk_widget_queue_draw (head);
  gtk_test_widget_wait_for_draw (head);
  display_test_wait (is_ready, head);
  return darkness_now (head, x, y);
}

#define CROWN_X 5000
#define CROWN_Y 9000

/* Skin alone at first: nobody made dots in this program before. */
static gboolean
has_skin (gpointer head)
{
  double crown = darkness_now (head, CROWN_X, CROWN_Y);

  return crown > 0.02 && crown < 0.95;
}

static void
test_dots_come (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  double bald;

  g_assert_false (is_ready (head));
  display_test_wait (has_skin, head);
  bald = darkness_now (head, 5000, 2000);
  g_assert_cmpfloat (darkness (head, CROWN_X, CROWN_Y), >, bald + 0.1);
  g_assert_cmpfloat_with_epsilon (darkness (head, 5000, 2000), bald, 0.02);
  gtk_window_destroy (window);
}

static void
test_pattern_and_stage (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  double before, first, second, third, later;

  display_test_wait (is_ready, head);
  g_object_set (head, "pattern", (int) STIPPLE_PATTERN_NORWOOD_6, NULL);
  before = darkness (head, CROWN_X, CROWN_Y);
  g_object_set (head, "stage", 1.0, NULL);
  first = darkness (head, CROWN_X, CROWN_Y);
  g_object_set (head, "stage", 2.0, NULL);
  second = darkness (head, CROWN_X, CROWN_Y);
  g_object_set (head, "stage", 3.0, NULL);
  third = darkness (head, CROWN_X, CROWN_Y);
  g_object_set (head, "stage", 5.0, NULL);
  later = darkness (head, CROWN_X, CROWN_Y);
  g_assert_cmpfloat (first, >, before + 0.05);
  g_assert_cmpfloat (second, >, first + 0.03);
  g_assert_cmpfloat (third, >, second);
  g_assert_cmpfloat (later, <, third - 0.05);
  g_assert_cmpfloat (later, >, before);
  gtk_window_destroy (window);
}

static void
test_colors (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  double fair, dark, black;

  display_test_wait (is_ready, head);
  fair = darkness (head, 5000, 2000);
  black = darkness (head, CROWN_X, CROWN_Y);
  g_object_set (head, "hair-color", 7, NULL);
  g_assert_cmpfloat (darkness (head, CROWN_X, CROWN_Y), <, black - 0.1);
  g_object_set (head, "complexion", 5, NULL);
  dark = darkness (head, 5000, 2000);
  g_assert_cmpfloat (dark, >, fair + 0.3);
  gtk_window_destroy (window);
}

static void
test_high_contrast (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);

  g_object_set (head, "complexion", 5, "hair-color", 7, NULL);
  display_test_wait (is_ready, head);
  stipple_style_set_high_contrast (TRUE);
  g_assert_cmpfloat (darkness (head, 5000, 2000), <, 0.02);
  g_assert_cmpfloat (darkness (head, CROWN_X, CROWN_Y), >, 0.2);
  stipple_style_set_high_contrast (FALSE);
  g_assert_cmpfloat (darkness (head, 5000, 2000), >, 0.5);
  gtk_window_destroy (window);
}

static void
test_every_side_is_drawn (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);

  for (int side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      const StippleSkullFrame *frame = stipple_head_get_frame ((StippleHeadSide) side);

      g_object_set (head, "side", side, NULL);
      g_assert_cmpfloat (darkness (head, frame->x, frame->y), >, 0.02);
    }
  gtk_window_destroy (window);
}

static void
test_says_illustration (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  g_autofree char *texts = display_test_texts (head);

  g_assert_cmpstr (texts, ==, "Illustration, not a prediction");
  gtk_window_destroy (window);
}

static void
test_head_accessible (void)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);

  stipple_marks_set_region (marks, STIPPLE_REGION_CROWN, TRUE);
  stipple_marks_set_region (marks, STIPPLE_REGION_TEMPLES, TRUE);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Nothing marked");
  g_object_set (head, "pattern", (int) STIPPLE_PATTERN_NORWOOD_4, "stage", 1.9, "marks", marks,
                NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Top of the head, Norwood IV, Session 2, illustration");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Temples, Crown");
  gtk_window_destroy (window);
}

/* Marks */

static GtkEventController *
controller_of (GtkWidget *head, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (head); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (child);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
            return controller;
        }
    }
  g_assert_not_reached ();
}

static void
touch (GtkWidget *head, double x, double y, double dx)
{
  GtkEventController *click = controller_of (head, GTK_TYPE_GESTURE_CLICK);
  double unit = gtk_widget_get_width (head) / (double) STIPPLE_STROKES_WIDTH;

  g_signal_emit_by_name (click, "pressed", 1, x * unit, y * unit);
  g_signal_emit_by_name (click, "released", 1, x * unit + dx, y * unit);
}

static void
assert_regions (GtkWidget *head, const char *expected)
{
  g_autofree char *regions =
      stipple_marks_describe_regions (stipple_head_view_get_marks (STIPPLE_HEAD_VIEW (head)));

  g_assert_cmpstr (regions, ==, expected);
}

static void
test_touch_regions (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  int count;

  display_test_count (head, "marks", &count);
  touch (head, CROWN_X, CROWN_Y, 0);
  assert_regions (head, "Crown");
  touch (head, 5000, 3300, 3);
  assert_regions (head, "Hairline, Crown");
  touch (head, CROWN_X, CROWN_Y, 0);
  assert_regions (head, "Hairline");
  touch (head, 100, 100, 0);
  g_assert_cmpint (count, ==, 3);
  gtk_window_destroy (window);
}

/* A finger that slides, or that is taken over by the page's scrolling, has not touched. */
static void
test_touch_cancelled (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  GtkEventController *click = controller_of (head, GTK_TYPE_GESTURE_CLICK);

  touch (head, CROWN_X, CROWN_Y, 60);
  assert_regions (head, "");
  g_signal_emit_by_name (click, "pressed", 1, 250.0, 440.0);
  g_signal_emit_by_name (click, "cancel", NULL);
  g_signal_emit_by_name (click, "released", 1, 250.0, 440.0);
  assert_regions (head, "");
  gtk_window_destroy (window);
}

/* The outline answers while the finger is still down. */
static void
test_touch_feedback (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  GtkEventController *click = controller_of (head, GTK_TYPE_GESTURE_CLICK);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) down = NULL;
  int stride;

  display_test_wait (is_ready, head);
  darkness (head, 5000, 5000);
  before = display_test_paint (head, &stride);
  g_signal_emit_by_name (click, "pressed", 1, 250.0, 440.0);
  darkness (head, 5000, 5000);
  down = display_test_paint (head, &stride);
  g_assert_false (g_bytes_equal (before, down));
  gtk_window_destroy (window);
}

static void
test_marks_property (void)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  int count;

  display_test_count (head, "marks", &count);
  stipple_marks_set_region (marks, STIPPLE_REGION_BACK, TRUE);
  stipple_marks_begin (marks, STIPPLE_HEAD_LEFT, 100, 100);
  g_object_set (head, "marks", marks, NULL);
  g_assert_true (
      stipple_marks_equal (stipple_head_view_get_marks (STIPPLE_HEAD_VIEW (head)), marks));
  g_object_set (head, "marks", marks, NULL);
  g_assert_cmpint (count, ==, 1);
  gtk_window_destroy (window);
}

static void
draw_line (GtkWidget *head)
{
  GtkEventController *drag = controller_of (head, GTK_TYPE_GESTURE_DRAG);
  double unit = gtk_widget_get_width (head) / (double) STIPPLE_STROKES_WIDTH;

  g_signal_emit_by_name (drag, "drag-begin", 4000 * unit, 4000 * unit);
  g_signal_emit_by_name (drag, "drag-update", 1000 * unit, 500 * unit);
  g_signal_emit_by_name (drag, "drag-end", 1000 * unit, 500 * unit);
}

static void
test_draw_lines (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  const StippleMarks *marks = stipple_head_view_get_marks (STIPPLE_HEAD_VIEW (head));
  const StippleStrokes *lines = NULL;
  const int *points = NULL;
  int count;
  guint n;

  g_object_set (head, "side", (int) STIPPLE_HEAD_BACK, "drawing", TRUE, NULL);
  display_test_count (head, "marks", &count);
  draw_line (head);
  g_assert_cmpint (count, ==, 1);
  g_assert_null (stipple_marks_get_lines (marks, STIPPLE_HEAD_TOP));
  lines = stipple_marks_get_lines (marks, STIPPLE_HEAD_BACK);
  g_assert_nonnull (lines);
  g_assert_cmpint (stipple_strokes_get_height (lines), ==, STIPPLE_HEAD_HEIGHT);
  points = stipple_strokes_get_points (lines, 0, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (points[0], ==, 4000);
  g_assert_cmpint (points[1], ==, 4000);
  g_assert_cmpint (points[2], ==, 5000);
  g_assert_cmpint (points[3], ==, 4500);
  draw_line (head);
  g_assert_cmpuint (stipple_strokes_get_n (lines), ==, 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Lines drawn by hand");
  gtk_window_destroy (window);
}

/* Touches choose regions, or draw: never both. */
static void
test_one_tool_at_a_time (void)
{
  GtkWindow *window = NULL;
  GtkWidget *head = show_head (&window);
  GtkEventController *click = controller_of (head, GTK_TYPE_GESTURE_CLICK);
  GtkEventController *drag = controller_of (head, GTK_TYPE_GESTURE_DRAG);

  g_assert_cmpint (gtk_event_controller_get_propagation_phase (drag), ==, GTK_PHASE_NONE);
  g_object_set (head, "drawing", TRUE, NULL);
  g_assert_cmpint (gtk_event_controller_get_propagation_phase (click), ==, GTK_PHASE_NONE);
  g_assert_cmpint (gtk_event_controller_get_propagation_phase (drag), ==, GTK_PHASE_BUBBLE);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/head-view/dots-come", test_dots_come);
  g_test_add_func ("/head-view/pattern-and-stage", test_pattern_and_stage);
  g_test_add_func ("/head-view/colors", test_colors);
  g_test_add_func ("/head-view/high-contrast", test_high_contrast);
  g_test_add_func ("/head-view/every-side-is-drawn", test_every_side_is_drawn);
  g_test_add_func ("/head-view/says-illustration", test_says_illustration);
  g_test_add_func ("/head-view/accessible", test_head_accessible);
  g_test_add_func ("/head-view/touch-regions", test_touch_regions);
  g_test_add_func ("/head-view/touch-cancelled", test_touch_cancelled);
  g_test_add_func ("/head-view/touch-feedback", test_touch_feedback);
  g_test_add_func ("/head-view/marks-property", test_marks_property);
  g_test_add_func ("/head-view/draw-lines", test_draw_lines);
  g_test_add_func ("/head-view/one-tool-at-a-time", test_one_tool_at_a_time);
  return g_test_run ();
}
