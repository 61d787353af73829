// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk-fixture.h"

#include "core/language.h"
#include "kiosk/pages/health/condition-row.h"
#include "widgets/head-view.h"
#include "widgets/time-slider.h"

static StippleLook *
look (Fixture *fixture)
{
  return stipple_session_get_look (fixture->session);
}

static GtkWidget *
head (Fixture *fixture)
{
  return find_type (fixture, STIPPLE_TYPE_HEAD_VIEW);
}

static int
head_int (Fixture *fixture, const char *property)
{
  int value;

  g_object_get (head (fixture), property, &value, NULL);
  return value;
}

static gboolean
is_on (Fixture *fixture, const char *name)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find (fixture, name)));
}

/* As a finger does. */
static void
choose (Fixture *fixture, const char *name)
{
  GtkWidget *button = find (fixture, name);

  if (button == NULL)
    g_error ("Nothing here is called “%s”", name);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  settle ();
}

static void
assert_regions (Fixture *fixture, const char *expected)
{
  g_autofree char *regions =
      stipple_marks_describe_regions (stipple_look_get_marks (look (fixture)));

  g_assert_cmpstr (regions, ==, expected);
}

static void
test_skipped (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  press (fixture, "Next: health check");
  g_assert_cmpstr (fixture_step (fixture), ==, "health");
  g_assert_true (stipple_look_is_empty (look (fixture)));
}

/* It shows a pattern from the start, and says that nobody chose it. */
static void
test_example (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  g_assert_true (shows_text (fixture, "Nothing chosen yet"));
  g_assert_true (shows_text (fixture, "Illustration, not a prediction"));
  g_assert_cmpint (head_int (fixture, "pattern"), ==, STIPPLE_PATTERN_NORWOOD_4);
  g_assert_null (find (fixture, "Clear the pattern"));
  g_assert_true (stipple_look_is_empty (look (fixture)));
}

static void
test_pattern (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  choose (fixture, "Norwood VI");
  g_assert_cmpint (stipple_look_get_pattern (look (fixture)), ==, STIPPLE_PATTERN_NORWOOD_6);
  g_assert_cmpint (head_int (fixture, "pattern"), ==, STIPPLE_PATTERN_NORWOOD_6);
  g_assert_true (
      shows_text (fixture, stipple_hair_pattern_get_description (STIPPLE_PATTERN_NORWOOD_6)));
  g_assert_null (find (fixture, "Ludwig II"));
  choose (fixture, "Ludwig scale, women");
  choose (fixture, "Ludwig II");
  g_assert_cmpint (stipple_look_get_pattern (look (fixture)), ==, STIPPLE_PATTERN_LUDWIG_2);
  choose (fixture, "Norwood scale, men");
  g_assert_false (is_on (fixture, "Norwood VI"));
  press (fixture, "Clear the pattern");
  g_assert_true (stipple_look_is_empty (look (fixture)));
  g_assert_true (shows_text (fixture, "Nothing chosen yet"));
}

static void
test_regions (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  choose (fixture, "Mark the head");
  choose (fixture, "Crown");
  choose (fixture, "Temples");
  assert_regions (fixture, "Temples, Crown");
  g_assert_true (
      stipple_marks_equal (stipple_head_view_get_marks (STIPPLE_HEAD_VIEW (head (fixture))),
                           stipple_look_get_marks (look (fixture))));
  press (fixture, "Undo");
  assert_regions (fixture, "Crown");
  g_assert_false (is_on (fixture, "Temples"));
  press (fixture, "Redo");
  assert_regions (fixture, "Temples, Crown");
  g_assert_true (is_on (fixture, "Temples"));
  press (fixture, "Clear all marks");
  assert_regions (fixture, "");
  g_assert_false (is_on (fixture, "Crown"));
  press (fixture, "Undo");
  assert_regions (fixture, "Temples, Crown");
}

/* What is chosen in words is seen on the drawing. */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  choose (fixture, "Mark the head");
  choose (fixture, "Crown");
  g_assert_cmpint (head_int (fixture, "side"), ==, STIPPLE_HEAD_TOP);
  choose (fixture, "Back of the scalp");
  g_assert_cmpint (head_int (fixture, "side"), ==, STIPPLE_HEAD_BACK);
  g_assert_true (is_on (fixture, "Back of the head"));
  choose (fixture, "Left side of the head");
  g_assert_cmpint (head_int (fixture, "side"), ==, STIPPLE_HEAD_LEFT);
}

/* A touch on the drawing is a chip pressed. */
static void
test_drawing_to_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();

  fixture_begin (fixture, "en", "look");
  choose (fixture, "Mark the head");
  stipple_marks_set_region (marks, STIPPLE_REGION_HAIRLINE, TRUE);
  stipple_head_view_set_marks (STIPPLE_HEAD_VIEW (head (fixture)), marks);
  g_assert_true (is_on (fixture, "Hairline"));
  assert_regions (fixture, "Hairline");
  g_assert_true (gtk_widget_is_sensitive (find (fixture, "Undo")));
}

static void
test_drawing_ends_with_its_panel (Fixture *fixture, gconstpointer data)
{
  gboolean drawing;

  fixture_begin (fixture, "en", "look");
  choose (fixture, "Mark the head");
  choose (fixture, "Draw");
  g_object_get (head (fixture), "drawing", &drawing, NULL);
  g_assert_true (drawing);
  choose (fixture, "Colours");
  g_object_get (head (fixture), "drawing", &drawing, NULL);
  g_assert_false (drawing);
}

static void
test_colors (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  choose (fixture, "Colours");
  g_assert_null (find (fixture, "Clear the colours"));
  choose (fixture, "Red");
  choose (fixture, "Olive");
  g_assert_cmpint (stipple_look_get_hair_color (look (fixture)), ==, 6);
  g_assert_cmpint (stipple_look_get_complexion (look (fixture)), ==, 4);
  g_assert_cmpint (head_int (fixture, "hair-color"), ==, 5);
  g_assert_cmpint (head_int (fixture, "complexion"), ==, 3);
  press (fixture, "Clear the colours");
  g_assert_true (stipple_look_is_empty (look (fixture)));
  g_assert_false (is_on (fixture, "Red"));
}

static void
test_slider (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  g_object_set (find_type (fixture, STIPPLE_TYPE_TIME_SLIDER), "stage", 3.5, NULL);
  g_assert_cmpfloat (stipple_head_view_get_stage (STIPPLE_HEAD_VIEW (head (fixture))), ==, 3.5);
  g_assert_nonnull (find (fixture, "Play"));
}

/* All that was said is there again, in words of the other language, where the eye was. */
static void
test_language (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleMarks) marks = stipple_marks_new ();

  stipple_marks_begin (marks, STIPPLE_HEAD_LEFT, 5000, 5000);
  fixture_begin (fixture, "en", "look");
  choose (fixture, "Ludwig scale, women");
  choose (fixture, "Ludwig II");
  choose (fixture, "Left side of the head");
  choose (fixture, "Mark the head");
  stipple_look_set_marks (look (fixture), marks);
  g_object_set (find_type (fixture, STIPPLE_TYPE_TIME_SLIDER), "stage", 2.0, NULL);
  stipple_kiosk_window_use_language (fixture->window, "fr-CA");
  settle ();
  g_assert_true (shows_text (fixture, "Illustration et non une prédiction"));
  g_assert_cmpint (stipple_look_get_pattern (look (fixture)), ==, STIPPLE_PATTERN_LUDWIG_2);
  g_assert_cmpint (head_int (fixture, "pattern"), ==, STIPPLE_PATTERN_LUDWIG_2);
  g_assert_cmpint (head_int (fixture, "side"), ==, STIPPLE_HEAD_LEFT);
  g_assert_cmpfloat (stipple_head_view_get_stage (STIPPLE_HEAD_VIEW (head (fixture))), ==, 2);
  g_assert_true (stipple_marks_equal (
      stipple_head_view_get_marks (STIPPLE_HEAD_VIEW (head (fixture))), marks));
  g_assert_true (gtk_widget_is_sensitive (find (fixture, "Annuler")));
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  choose (fixture, "Norwood VI");
  press (fixture, "Back");
  g_assert_cmpstr (fixture_step (fixture), ==, "understanding");
  stipple_flow_go_next (fixture->flow, NULL);
  settle ();
  g_assert_cmpint (head_int (fixture, "pattern"), ==, STIPPLE_PATTERN_NORWOOD_6);
  g_assert_true (is_on (fixture, "Norwood VI"));
}

static gboolean
is_over (Fixture *fixture)
{
  return stipple_kiosk_window_get_flow (fixture->window) == NULL;
}

/* Nothing of one visitor is there for the next: the look goes with its session. */
static void
test_next_visitor (Fixture *fixture, gconstpointer data)
{
  gpointer gone = NULL;

  fixture_begin (fixture, "en", "look");
  choose (fixture, "Norwood VI");
  gone = look (fixture);
  g_object_add_weak_pointer (gone, &gone);
  stipple_kiosk_window_end (fixture->window);
  wait_until (fixture, is_over);
  settle ();
  g_assert_null (gone);
  fixture_begin (fixture, "en", "look");
  g_assert_true (stipple_look_is_empty (look (fixture)));
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = STIPPLE_IS_CONDITION_ROW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static gboolean
has_all_rows (Fixture *fixture)
{
  return count_rows (GTK_WIDGET (fixture->window)) == 12;
}

/* The health check after it: its first frame has the rows that are seen, the next ones the rest. */
static void
test_next_page_comes (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture, "en", "look");
  stipple_flow_go_next (fixture->flow, NULL);
  g_assert_cmpuint (count_rows (GTK_WIDGET (fixture->window)), ==, 4);
  wait_until (fixture, has_all_rows);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));

  test_add ("/kiosk/look/skipped", test_skipped);
  test_add ("/kiosk/look/example", test_example);
  test_add ("/kiosk/look/pattern", test_pattern);
  test_add ("/kiosk/look/regions", test_regions);
  test_add ("/kiosk/look/turns", test_turns);
  test_add ("/kiosk/look/drawing-to-words", test_drawing_to_words);
  test_add ("/kiosk/look/drawing-ends-with-its-panel", test_drawing_ends_with_its_panel);
  test_add ("/kiosk/look/colors", test_colors);
  test_add ("/kiosk/look/slider", test_slider);
  test_add ("/kiosk/look/language", test_language);
  test_add ("/kiosk/look/back", test_back);
  test_add ("/kiosk/look/next-visitor", test_next_visitor);
  test_add ("/kiosk/look/next-page-comes", test_next_page_comes);

  return g_test_run ();
}
