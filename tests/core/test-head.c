// SPDX-License-Identifier: GPL-3.0-or-later
/* The head: ids and names, sides, regions; patterns of hair loss as maps of density. */
#include "core/hair-pattern.h"
#include "core/strokes.h"

#include <math.h>
#include <string.h>

static void
test_side_ids (void)
{
  StippleHeadSide side = STIPPLE_HEAD_RIGHT;

  g_assert_cmpstr (stipple_head_side_get_id (STIPPLE_HEAD_TOP), ==, "top");
  for (StippleHeadSide i = 0; i < STIPPLE_HEAD_N_SIDES; i++)
    {
      g_assert_true (stipple_head_side_from_id (stipple_head_side_get_id (i), &side));
      g_assert_cmpint (side, ==, i);
      g_assert_cmpuint (strlen (stipple_head_side_get_name (i)), >, 0);
    }
  g_assert_false (stipple_head_side_from_id ("below", &side));
  g_assert_false (stipple_head_side_from_id (NULL, &side));
}

static void
test_region_ids (void)
{
  static const char *const ids[] = { "hairline", "temples", "mid-scalp", "crown", "sides", "back" };
  StippleRegion region;

  for (guint i = 0; i < STIPPLE_N_REGIONS; i++)
    {
      g_assert_cmpstr (stipple_region_get_id ((StippleRegion) i), ==, ids[i]);
      g_assert_true (stipple_region_from_id (ids[i], &region));
      g_assert_cmpint (region, ==, i);
    }
  g_assert_false (stipple_region_from_id ("neck", &region));
}

static void
test_pattern_ids (void)
{
  StippleHairPattern pattern;

  g_assert_cmpstr (stipple_hair_pattern_get_id (STIPPLE_PATTERN_NORWOOD_4), ==, "norwood-4");
  g_assert_cmpstr (stipple_hair_pattern_get_numeral (STIPPLE_PATTERN_NORWOOD_4), ==, "IV");
  g_assert_cmpstr (stipple_hair_pattern_get_name (STIPPLE_PATTERN_LUDWIG_2), ==, "Ludwig II");
  for (StippleHairPattern i = 0; i < STIPPLE_N_PATTERNS; i++)
    {
      g_assert_true (stipple_hair_pattern_from_id (stipple_hair_pattern_get_id (i), &pattern));
      g_assert_cmpint (pattern, ==, i);
      g_assert_cmpuint (strlen (stipple_hair_pattern_get_description (i)), >, 0);
    }
  g_assert_false (stipple_hair_pattern_from_id ("norwood-8", &pattern));
}

static void
test_color_ids (void)
{
  guint index;

  for (guint i = 0; i < STIPPLE_N_COMPLEXIONS; i++)
    {
      g_assert_true (stipple_complexion_from_id (stipple_complexion_get_id (i), &index));
      g_assert_cmpuint (index, ==, i);
    }
  for (guint i = 0; i < STIPPLE_N_HAIR_COLORS; i++)
    {
      g_assert_true (stipple_hair_color_from_id (stipple_hair_color_get_id (i), &index));
      g_assert_cmpuint (index, ==, i);
    }
  g_assert_cmpstr (stipple_complexion_get_id (0), ==, "skin-1");
  g_assert_cmpstr (stipple_hair_color_get_name (4), ==, "Blond");
  g_assert_false (stipple_complexion_from_id ("hair-1", &index));
}

static void
test_there_and_back (void)
{
  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      for (int x = 2500; x <= 7500; x += 500)
        {
          for (int y = 3000; y <= 8000; y += 500)
            {
              StippleSkullPoint point;
              double x_again, y_again;

              if (!stipple_head_to_skull (side, x, y, &point))
                continue;
              g_assert_cmpfloat_with_epsilon (
                  point.x * point.x + point.y * point.y + point.z * point.z, 1, 1e-9);
              g_assert_true (stipple_head_from_skull (side, &point, &x_again, &y_again));
              g_assert_cmpfloat_with_epsilon (x, x_again, 1e-6);
              g_assert_cmpfloat_with_epsilon (y, y_again, 1e-6);
            }
        }
    }
}

/* The client's own left, on each side. */
static void
test_left_is_left (void)
{
  StippleSkullPoint point;

  g_assert_true (stipple_head_to_skull (STIPPLE_HEAD_TOP, 3000, 6000, &point));
  g_assert_cmpfloat (point.x, <, -0.1);
  g_assert_true (stipple_head_to_skull (STIPPLE_HEAD_BACK, 3000, 4500, &point));
  g_assert_cmpfloat (point.x, <, -0.1);
  g_assert_true (stipple_head_to_skull (STIPPLE_HEAD_FRONT, 3000, 4500, &point));
  g_assert_cmpfloat (point.x, >, 0.1);
  g_assert_true (stipple_head_to_skull (STIPPLE_HEAD_LEFT, 3000, 4500, &point));
  g_assert_cmpfloat (point.y, >, 0.1);
  g_assert_cmpfloat (point.x, <, -0.1);
  g_assert_true (stipple_head_to_skull (STIPPLE_HEAD_RIGHT, 3000, 4500, &point));
  g_assert_cmpfloat (point.y, <, -0.1);
  g_assert_cmpfloat (point.x, >, 0.1);
}

static void
test_beside_the_skull (void)
{
  StippleSkullPoint point;
  StippleRegion region;

  g_assert_false (stipple_head_to_skull (STIPPLE_HEAD_TOP, 100, 100, &point));
  g_assert_false (stipple_region_at (STIPPLE_HEAD_TOP, 100, 100, &region));
  /* The face is skull without a region. */
  g_assert_true (stipple_head_to_skull (STIPPLE_HEAD_FRONT, 5000, 5600, &point));
  g_assert_false (stipple_region_at (STIPPLE_HEAD_FRONT, 5000, 5600, &region));
}

static const struct
{
  StippleHeadSide side;
  int x;
  int y;
  StippleRegion region;
} touches[] = {
  { STIPPLE_HEAD_TOP, 5000, 3300, STIPPLE_REGION_HAIRLINE },
  { STIPPLE_HEAD_TOP, 2700, 4100, STIPPLE_REGION_TEMPLES },
  { STIPPLE_HEAD_TOP, 5000, 5600, STIPPLE_REGION_MID_SCALP },
  { STIPPLE_HEAD_TOP, 5000, 8800, STIPPLE_REGION_CROWN },
  { STIPPLE_HEAD_TOP, 7900, 6600, STIPPLE_REGION_SIDES },
  { STIPPLE_HEAD_BACK, 5000, 5000, STIPPLE_REGION_BACK },
  { STIPPLE_HEAD_BACK, 5000, 1800, STIPPLE_REGION_CROWN },
  { STIPPLE_HEAD_FRONT, 5000, 1400, STIPPLE_REGION_HAIRLINE },
  { STIPPLE_HEAD_LEFT, 5700, 2900, STIPPLE_REGION_SIDES },
  { STIPPLE_HEAD_RIGHT, 4300, 2900, STIPPLE_REGION_SIDES },
};

static void
test_touch (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (touches); i++)
    {
      StippleRegion region = STIPPLE_N_REGIONS;

      g_assert_true (stipple_region_at (touches[i].side, touches[i].x, touches[i].y, &region));
      g_assert_cmpint (region, ==, touches[i].region);
    }
}

/* What is outlined around a touch is what the touch means. */
static gboolean
is_inside (const double *points, guint n, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    {
      if ((points[2 * i + 1] > y) != (points[2 * j + 1] > y)
          && x < (points[2 * j] - points[2 * i]) * (y - points[2 * i + 1])
                         / (points[2 * j + 1] - points[2 * i + 1])
                     + points[2 * i])
        inside = !inside;
    }
  return inside;
}

static void
test_outline_is_around_the_touch (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (touches); i++)
    {
      gboolean inside = FALSE;

      for (guint part = 0; part < 2; part++)
        {
          double points[2 * STIPPLE_REGION_POINTS];
          guint n = stipple_region_get_outline (touches[i].region, part, touches[i].side, points);

          inside = inside || is_inside (points, n, touches[i].x, touches[i].y);
        }
      g_assert_true (inside);
    }
}

static void
test_outlines_are_in_the_box (void)
{
  guint seen = 0;

  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
        {
          double points[2 * STIPPLE_REGION_POINTS];
          guint n = stipple_region_get_outline (region, 0, side, points);

          seen |= n > 0 ? 1u << region : 0;
          for (guint i = 0; i < n; i++)
            {
              g_assert_cmpfloat (points[2 * i], >=, 0);
              g_assert_cmpfloat (points[2 * i], <=, STIPPLE_STROKES_WIDTH);
              g_assert_cmpfloat (points[2 * i + 1], >=, 0);
              g_assert_cmpfloat (points[2 * i + 1], <=, STIPPLE_HEAD_HEIGHT);
            }
        }
    }
  g_assert_cmpuint (seen, ==, (1u << STIPPLE_N_REGIONS) - 1);
}

static void
test_outlines_not_seen (void)
{
  double points[2 * STIPPLE_REGION_POINTS];

  g_assert_cmpuint (stipple_region_get_outline (STIPPLE_REGION_BACK, 0, STIPPLE_HEAD_FRONT, points),
                    ==, 0);
  g_assert_cmpuint (stipple_region_get_outline (STIPPLE_REGION_CROWN, 1, STIPPLE_HEAD_TOP, points),
                    ==, 0);
  g_assert_cmpuint (
      stipple_region_get_outline (STIPPLE_REGION_TEMPLES, 1, STIPPLE_HEAD_TOP, points), >, 0);
}

/* Density, over points all around the skull */

typedef void (*Visit) (StippleHairPattern pattern, const StippleSkullPoint *point);

static void
all_around (Visit visit)
{
  for (StippleHairPattern pattern = 0; pattern < STIPPLE_N_PATTERNS; pattern++)
    {
      for (int angle = -90; angle < 270; angle += 3)
        {
          for (int lateral = -87; lateral <= 87; lateral += 3)
            {
              double a = angle * G_PI / 180;
              double l = lateral * G_PI / 180;
              StippleSkullPoint point = { sin (l), cos (l) * cos (a), cos (l) * sin (a) };

              visit (pattern, &point);
            }
        }
    }
}

static void
visit_bounds (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  double scalp = stipple_hair_pattern_get_scalp (pattern, point);
  double hair = stipple_hair_pattern_get_hair (pattern, point);
  double goal = stipple_hair_pattern_get_goal (pattern, point);

  g_assert_cmpfloat (hair, >=, 0);
  g_assert_cmpfloat (hair, <=, scalp);
  g_assert_cmpfloat (goal, >=, 0);
  g_assert_cmpfloat (goal, <=, scalp);
  g_assert_cmpfloat (scalp, <=, 1);
}

static void
test_density_bounds (void)
{
  all_around (visit_bounds);
}

static void
visit_mirror (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  StippleSkullPoint mirrored = { -point->x, point->y, point->z };

  g_assert_cmpfloat (stipple_hair_pattern_get_hair (pattern, point), ==,
                     stipple_hair_pattern_get_hair (pattern, &mirrored));
  g_assert_cmpfloat (stipple_hair_pattern_get_goal (pattern, point), ==,
                     stipple_hair_pattern_get_goal (pattern, &mirrored));
}

static void
test_density_symmetry (void)
{
  all_around (visit_mirror);
}

static double sums[STIPPLE_N_PATTERNS];

static void
visit_sum (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  sums[pattern] += stipple_hair_pattern_get_hair (pattern, point);
}

/* Each class of a scale leaves less hair than the one before. */
static void
test_classes_in_order (void)
{
  all_around (visit_sum);
  g_assert_cmpfloat_with_epsilon (sums[STIPPLE_PATTERN_NORWOOD_1], sums[STIPPLE_PATTERN_NONE],
                                  1e-6);
  for (guint i = STIPPLE_PATTERN_NORWOOD_2; i < STIPPLE_N_PATTERNS; i++)
    {
      if (i != STIPPLE_PATTERN_LUDWIG_1)
        g_assert_cmpfloat (sums[i], <, sums[i - 1] * 0.99);
    }
}

static double
hair_at (StippleHairPattern pattern, double angle, double lateral)
{
  double a = angle * G_PI / 180;
  double l = lateral * G_PI / 180;
  StippleSkullPoint point = { sin (l), cos (l) * cos (a), cos (l) * sin (a) };

  return stipple_hair_pattern_get_hair (pattern, &point);
}

/* What defines the classes. */
static void
test_norwood_definition (void)
{
  /* The sides and the back stay in every class. */
  for (StippleHairPattern i = STIPPLE_PATTERN_NORWOOD_1; i <= STIPPLE_PATTERN_NORWOOD_7; i++)
    g_assert_cmpfloat (hair_at (i, 205, 20), >, 0.95);
  /* II to III: the corners of the forehead, not the middle. */
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_1, 62, 33), >, 0.95);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_3, 62, 33), <, 0.15);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_3, 62, 0), >, 0.9);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_3, 131, 0), >, 0.95);
  /* IV: the crown as well, with a band between. */
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_4, 131, 0), <, 0.15);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_4, 90, 0), >, 0.7);
  /* V: the band is thin; VI: it is gone. */
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_5, 88, 0), >, 0.3);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_5, 88, 0), <, 0.7);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_6, 88, 0), <, 0.1);
  /* VII: the sides are lower. */
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_6, 110, 52), >, 0.9);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_NORWOOD_7, 110, 52), <, 0.2);
}

static void
test_ludwig_definition (void)
{
  for (StippleHairPattern i = STIPPLE_PATTERN_LUDWIG_1; i <= STIPPLE_PATTERN_LUDWIG_3; i++)
    {
      /* The hairline stays. */
      g_assert_cmpfloat (hair_at (i, 53.5, 0), >, 0.7);
      g_assert_cmpfloat (hair_at (i, 190, 0), >, 0.95);
    }
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_LUDWIG_1, 94, 0), >, 0.5);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_LUDWIG_2, 94, 0), <, 0.4);
  g_assert_cmpfloat (hair_at (STIPPLE_PATTERN_LUDWIG_3, 94, 0), <, 0.1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/side-ids", test_side_ids);
  g_test_add_func ("/head/region-ids", test_region_ids);
  g_test_add_func ("/head/pattern-ids", test_pattern_ids);
  g_test_add_func ("/head/color-ids", test_color_ids);
  g_test_add_func ("/head/there-and-back", test_there_and_back);
  g_test_add_func ("/head/left-is-left", test_left_is_left);
  g_test_add_func ("/head/beside-the-skull", test_beside_the_skull);
  g_test_add_func ("/head/touch", test_touch);
  g_test_add_func ("/head/outline-is-around-the-touch", test_outline_is_around_the_touch);
  g_test_add_func ("/head/outlines-are-in-the-box", test_outlines_are_in_the_box);
  g_test_add_func ("/head/outlines-not-seen", test_outlines_not_seen);
  g_test_add_func ("/head/density-bounds", test_density_bounds);
  g_test_add_func ("/head/density-symmetry", test_density_symmetry);
  g_test_add_func ("/head/classes-in-order", test_classes_in_order);
  g_test_add_func ("/head/norwood-definition", test_norwood_definition);
  g_test_add_func ("/head/ludwig-definition", test_ludwig_definition);
  return g_test_run ();
}
