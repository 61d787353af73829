// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "core/strokes.h"

#include <string.h>

static StippleStrokes *
cross (void)
{
  StippleStrokes *strokes = stipple_strokes_new (4000);

  stipple_strokes_begin (strokes, 1000, 1000);
  stipple_strokes_extend (strokes, 2000, 2000);
  stipple_strokes_extend (strokes, 3000, 3000);
  stipple_strokes_begin (strokes, 3000, 1000);
  stipple_strokes_extend (strokes, 1000, 3000);

  return strokes;
}

static void
test_points (void)
{
  g_autoptr (StippleStrokes) strokes = cross ();
  guint n;

  g_assert_cmpint (stipple_strokes_get_height (strokes), ==, 4000);
  g_assert_cmpuint (stipple_strokes_get_n (strokes), ==, 2);
  const int *points = stipple_strokes_get_points (strokes, 0, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (points[4], ==, 3000);
  points = stipple_strokes_get_points (strokes, 1, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (points[0], ==, 3000);
  g_assert_cmpint (points[1], ==, 1000);
}

static void
test_clamp (void)
{
  g_autoptr (StippleStrokes) strokes = stipple_strokes_new (4000);
  guint n;

  stipple_strokes_begin (strokes, -5, -7);
  stipple_strokes_extend (strokes, 10001, 4001);
  const int *points = stipple_strokes_get_points (strokes, 0, &n);
  g_assert_cmpint (points[0], ==, 0);
  g_assert_cmpint (points[1], ==, 0);
  g_assert_cmpint (points[2], ==, 10000);
  g_assert_cmpint (points[3], ==, 4000);
}

static guint
count_points (const StippleStrokes *strokes)
{
  guint sum = 0;

  for (guint i = 0; i < stipple_strokes_get_n (strokes); i++)
    {
      guint n;

      stipple_strokes_get_points (strokes, i, &n);
      sum += n;
    }

  return sum;
}

static void
test_limit (void)
{
  g_autoptr (StippleStrokes) strokes = stipple_strokes_new (4000);

  stipple_strokes_begin (strokes, 0, 0);
  for (int i = 0; i < STIPPLE_STROKES_MAX_POINTS + 10; i++)
    stipple_strokes_extend (strokes, i % 10000, 1);
  stipple_strokes_begin (strokes, 5, 5);
  g_assert_cmpuint (stipple_strokes_get_n (strokes), ==, 1);
  g_assert_cmpuint (count_points (strokes), ==, STIPPLE_STROKES_MAX_POINTS);

  g_autofree char *text = stipple_strokes_to_string (strokes);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleStrokes) back = stipple_strokes_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_true (stipple_strokes_equal (strokes, back));

  g_autofree char *more = g_strconcat (text, " 1,1", NULL);
  g_autoptr (StippleStrokes) none = stipple_strokes_from_string (more, &error);
  g_assert_null (none);
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_undo (void)
{
  g_autoptr (StippleStrokes) strokes = cross ();

  g_assert_true (stipple_strokes_undo (strokes));
  g_assert_cmpuint (stipple_strokes_get_n (strokes), ==, 1);
  g_assert_cmpuint (count_points (strokes), ==, 3);
  g_assert_true (stipple_strokes_undo (strokes));
  g_assert_false (stipple_strokes_undo (strokes));
  g_assert_cmpuint (stipple_strokes_get_n (strokes), ==, 0);
}

static void
test_clear (void)
{
  g_autoptr (StippleStrokes) strokes = cross ();
  g_autoptr (StippleStrokes) empty = stipple_strokes_new (4000);

  stipple_strokes_clear (strokes);
  g_assert_true (stipple_strokes_equal (strokes, empty));
  stipple_strokes_begin (strokes, 1, 2);
  g_assert_cmpuint (count_points (strokes), ==, 1);
}

static void
test_meant (void)
{
  g_autoptr (StippleStrokes) strokes = stipple_strokes_new (4000);

  g_assert_false (stipple_strokes_is_meant (strokes));
  stipple_strokes_begin (strokes, 0, 0);
  stipple_strokes_extend (strokes, 300, 400);
  g_assert_false (stipple_strokes_is_meant (strokes));
  /* The way between two strokes is no ink. */
  stipple_strokes_begin (strokes, 9000, 0);
  stipple_strokes_extend (strokes, 9300, 399);
  g_assert_false (stipple_strokes_is_meant (strokes));
  stipple_strokes_extend (strokes, 9300, 400);
  g_assert_true (stipple_strokes_is_meant (strokes));
}

static void
test_equal (void)
{
  g_autoptr (StippleStrokes) a = cross ();
  g_autoptr (StippleStrokes) b = cross ();
  g_autoptr (StippleStrokes) taller = stipple_strokes_new (4001);
  g_autoptr (StippleStrokes) lower = stipple_strokes_new (4000);
  g_autoptr (StippleStrokes) split = stipple_strokes_from_string ("100;1,1;2,2 3,3", NULL);
  g_autoptr (StippleStrokes) other = stipple_strokes_from_string ("100;1,1 2,2;3,3", NULL);

  g_assert_true (stipple_strokes_equal (a, b));
  stipple_strokes_extend (b, 1, 1);
  g_assert_false (stipple_strokes_equal (a, b));
  g_assert_false (stipple_strokes_equal (taller, lower));
  g_assert_false (stipple_strokes_equal (split, other));
}

static void
test_copy (void)
{
  g_autoptr (StippleStrokes) strokes = cross ();
  g_autoptr (StippleStrokes) copy = stipple_strokes_copy (strokes);

  g_assert_true (stipple_strokes_equal (strokes, copy));
  stipple_strokes_undo (strokes);
  g_assert_cmpuint (stipple_strokes_get_n (copy), ==, 2);
  stipple_strokes_begin (copy, 1, 1);
  stipple_strokes_extend (copy, 2, 2);
  g_assert_cmpuint (count_points (copy), ==, 7);
}

static void
test_string (void)
{
  g_autoptr (StippleStrokes) strokes = cross ();
  g_autoptr (StippleStrokes) empty = stipple_strokes_new (40000);
  g_autofree char *text = stipple_strokes_to_string (strokes);
  g_autofree char *nothing = stipple_strokes_to_string (empty);
  g_autoptr (StippleStrokes) back = stipple_strokes_from_string (nothing, NULL);

  g_assert_cmpstr (text, ==, "4000;1000,1000 2000,2000 3000,3000;3000,1000 1000,3000");
  g_assert_cmpstr (nothing, ==, "40000");
  g_assert_true (stipple_strokes_equal (back, empty));
}

static void
test_round_trip (void)
{
  for (int run = 0; run < 50; run++)
    {
      g_autoptr (StippleStrokes) strokes = stipple_strokes_new (g_test_rand_int_range (1, 40001));
      g_autoptr (GError) error = NULL;

      for (int i = g_test_rand_int_range (0, 300); i > 0; i--)
        {
          int x = g_test_rand_int_range (-100, 10200);
          int y = g_test_rand_int_range (-100, 41000);

          if (stipple_strokes_get_n (strokes) == 0 || g_test_rand_int_range (0, 9) == 0)
            stipple_strokes_begin (strokes, x, y);
          else
            stipple_strokes_extend (strokes, x, y);
        }

      g_autofree char *text = stipple_strokes_to_string (strokes);
      g_autoptr (StippleStrokes) back = stipple_strokes_from_string (text, &error);

      g_assert_no_error (error);
      g_assert_true (stipple_strokes_equal (strokes, back));
    }
}

static void
test_string_faults (void)
{
  static const char *const wrong[] = { "",
                                       "0",
                                       "40001",
                                       "-5",
                                       "x",
                                       ";1,1",
                                       "100;",
                                       "100; ",
                                       "100 1,1",
                                       "100;1",
                                       "100;1,",
                                       "100;1,1,",
                                       "100;1,101",
                                       "100;-1,1",
                                       "100;10001,1",
                                       "100;1,1  2,2",
                                       "100;1,1;",
                                       "100;1,1 ",
                                       "100;+1,1",
                                       "100;1,1\n",
                                       "0100;1,1",
                                       "100;01,1",
                                       "100;1.0,1",
                                       "100,1,1",
                                       "100;99999999999,1" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StippleStrokes) strokes = stipple_strokes_from_string (wrong[i], &error);

      g_assert_null (strokes);
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strokes/points", test_points);
  g_test_add_func ("/strokes/clamp", test_clamp);
  g_test_add_func ("/strokes/limit", test_limit);
  g_test_add_func ("/strokes/undo", test_undo);
  g_test_add_func ("/strokes/clear", test_clear);
  g_test_add_func ("/strokes/meant", test_meant);
  g_test_add_func ("/strokes/equal", test_equal);
  g_test_add_func ("/strokes/copy", test_copy);
  g_test_add_func ("/strokes/string", test_string);
  g_test_add_func ("/strokes/round-trip", test_round_trip);
  g_test_add_func ("/strokes/string/faults", test_string_faults);
  return g_test_run ();
}
