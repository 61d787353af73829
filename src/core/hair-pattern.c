// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hair-pattern.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define GOAL 0.94 /* a treatment stays a little below the fullest hair */

static const struct
{
  const char *id;
  const char *numeral;
  const char *name;
  const char *description;
} words[] = {
  { "", "", N_ ("No pattern chosen"), N_ ("All hair") },
  { "norwood-1", "I", N_ ("Norwood I"), N_ ("The hairline has hardly moved") },
  { "norwood-2", "II", N_ ("Norwood II"), N_ ("The hairline moves back a little at the temples") },
  { "norwood-3", "III", N_ ("Norwood III"), N_ ("The temples are deeply bare") },
  { "norwood-4", "IV", N_ ("Norwood IV"),
    N_ ("The temples are bare and the crown is thin, with a band of hair between") },
  { "norwood-5", "V", N_ ("Norwood V"), N_ ("Front and crown are bare; the band between is thin") },
  { "norwood-6", "VI", N_ ("Norwood VI"), N_ ("Front and crown have become one bare area") },
  { "norwood-7", "VII", N_ ("Norwood VII"), N_ ("Hair is left around the sides and back only") },
  { "ludwig-1", "I", N_ ("Ludwig I"), N_ ("Hair is a little thin on top, behind the hairline") },
  { "ludwig-2", "II", N_ ("Ludwig II"), N_ ("Hair is clearly thin on top, behind the hairline") },
  { "ludwig-3", "III", N_ ("Ludwig III"),
    N_ ("The top is almost bare; the hairline is still there") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) == STIPPLE_N_PATTERNS);

const char *
stipple_hair_pattern_get_id (StippleHairPattern pattern)
{
  g_return_val_if_fail (pattern < STIPPLE_N_PATTERNS, NULL);

  return words[pattern].id;
}

gboolean
stipple_hair_pattern_from_id (const char *id, StippleHairPattern *pattern)
{
  for (guint i = 0; i < STIPPLE_N_PATTERNS; i++)
    {
      if (g_strcmp0 (words[i].id, id) == 0)
        {
          *pattern = (StippleHairPattern) i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
stipple_hair_pattern_get_numeral (StippleHairPattern pattern)
{
  g_return_val_if_fail (pattern < STIPPLE_N_PATTERNS, NULL);

  return words[pattern].numeral;
}

const char *
stipple_hair_pattern_get_name (StippleHairPattern pattern)
{
  g_return_val_if_fail (pattern < STIPPLE_N_PATTERNS, NULL);

  return _ (words[pattern].name);
}

const char *
stipple_hair_pattern_get_description (StippleHairPattern pattern)
{
  g_return_val_if_fail (pattern < STIPPLE_N_PATTERNS, NULL);

  return _ (words[pattern].description);
}

/* Lines across the head: the angle (see head.h) at each of these distances from the middle, 0 … 1. */

#define N_KNOTS 8
static const double knots[N_KNOTS] = { 0, 0.2, 0.4, 0.55, 0.7, 0.8, 0.88, 0.947 };

typedef double Line[N_KNOTS];

static const Line hairline = { 47, 47, 46.5, 46, 42, 34, 18, -12 };
static const Line round_hairline = { 48, 47, 44, 41, 36, 29, 16, -12 }; /* of the Ludwig scale */

/* Where hair begins behind the front of the bare area. */
static const Line fronts[] = {
  [STIPPLE_PATTERN_NORWOOD_1] = { 47, 47, 46.5, 46, 42, 34, 18, -12 },
  [STIPPLE_PATTERN_NORWOOD_2] = { 48, 48.5, 54, 62, 57, 38, 18, -12 },
  [STIPPLE_PATTERN_NORWOOD_3] = { 49, 50, 62, 79, 67, 42, 19, -12 },
  [STIPPLE_PATTERN_NORWOOD_4] = { 54, 56, 73, 88, 73, 46, 21, -12 },
  [STIPPLE_PATTERN_NORWOOD_5] = { 68, 72, 87, 95, 82, 50, 23, -12 },
  [STIPPLE_PATTERN_NORWOOD_6] = { 164, 163, 156, 138, 88, 54, 27, -11 },
  [STIPPLE_PATTERN_NORWOOD_7] = { 184, 184, 181, 174, 158, 126, 58, -8 },
};

/* The bare crown: an oval around CROWN, in degrees; what is left there and in the band before it. */
#define CROWN 131.0
static const struct
{
  double along;
  double across;
  double band;
  double left; /* of hair, in all that is bare */
} crowns[] = {
  [STIPPLE_PATTERN_NORWOOD_1] = { 0, 0, 1, 1 },
  [STIPPLE_PATTERN_NORWOOD_2] = { 0, 0, 1, 0.10 },
  [STIPPLE_PATTERN_NORWOOD_3] = { 0, 0, 1, 0.07 },
  [STIPPLE_PATTERN_NORWOOD_4] = { 25, 24, 0.86, 0.07 },
  [STIPPLE_PATTERN_NORWOOD_5] = { 35, 33, 0.5, 0.05 },
  [STIPPLE_PATTERN_NORWOOD_6] = { 0, 0, 1, 0.04 },
  [STIPPLE_PATTERN_NORWOOD_7] = { 0, 0, 1, 0.03 },
};

/* What a Ludwig class takes of the hair on top: an oval around the parting, whose heart is as bare as
 * it gets, and which ends this far to the sides. */
static const struct
{
  double loss;
  double heart;
  double across;
} tops[] = {
  [STIPPLE_PATTERN_LUDWIG_1] = { 0.45, 0.1, 44 },
  [STIPPLE_PATTERN_LUDWIG_2] = { 0.72, 0.3, 50 },
  [STIPPLE_PATTERN_LUDWIG_3] = { 0.95, 0.5, 58 },
};
#define PARTING 94.0
#define PARTING_LENGTH 62.0

static double
smooth (double from, double to, double value)
{
  double t = CLAMP ((value - from) / (to - from), 0, 1);

  return t * t * (3 - 2 * t);
}

/* Catmull-Rom: through all knots, with no corner. */
static double
line_at (const Line line, double x)
{
  guint i = 0;

  x = MIN (fabs (x), knots[N_KNOTS - 1]);
  while (i + 2 < N_KNOTS && x > knots[i + 1])
    i++;

  guint before = i > 0 ? i - 1 : 0;
  guint after = MIN (i + 2, N_KNOTS - 1);
  double width = knots[i + 1] - knots[i];
  double t = (x - knots[i]) / width;
  double leave = i > 0 ? (line[i + 1] - line[before]) / (knots[i + 1] - knots[before]) * width : 0;
  double arrive = (line[after] - line[i]) / (knots[after] - knots[i]) * width;
  double t2 = t * t;
  double t3 = t2 * t;

  return (2 * t3 - 3 * t2 + 1) * line[i] + (t3 - 2 * t2 + t) * leave
         + (3 * t2 - 2 * t3) * line[i + 1] + (t3 - t2) * arrive;
}

static gboolean
is_ludwig (StippleHairPattern pattern)
{
  return pattern >= STIPPLE_PATTERN_LUDWIG_1;
}

/* Seen from the side: the sideburn, the bare skin around the ear, and the nape. */
static double
side_scalp (const StippleSkullPoint *point)
{
  double y = point->y;
  double z = point->z;
  double ear = hypot ((y + 0.04) / 0.19, (z + 0.27) / 0.36);
  double end = y > -0.04 ? -0.34 : y > -0.3 ? -0.34 + (y + 0.04) * 1.3 : -0.68 + (y + 0.3) * 0.6;

  if (z < 0 && y > 0)
    return smooth (0.94, 1.02, ear) * (1 - smooth (0.32, 0.37, y)) * smooth (end, end + 0.06, z);
  return smooth (0.94, 1.02, ear) * smooth (end, end + 0.08, z);
}

double
stipple_hair_pattern_get_scalp (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  double angle = stipple_skull_point_get_angle (point);
  double begins = line_at (is_ludwig (pattern) ? round_hairline : hairline, point->x);

  g_return_val_if_fail (pattern < STIPPLE_N_PATTERNS, 0);

  if (angle < 0)
    begins = -90;
  return smooth (begins - 1.5, begins + 5, angle) * side_scalp (point);
}

static double
norwood (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  double angle = stipple_skull_point_get_angle (point);
  double lateral = stipple_skull_point_get_lateral (point);
  double front = line_at (fronts[pattern], point->x);
  double behind = angle < 0 ? 1 : smooth (front - 4, front + 7, angle);
  double left = crowns[pattern].left;
  double hair = behind;

  if (crowns[pattern].along > 0)
    {
      double r = hypot ((angle - CROWN) / crowns[pattern].along * cos (lateral * G_PI / 180),
                        lateral / crowns[pattern].across);
      double between =
          (1 - smooth (CROWN - 10, CROWN + 10, angle)) * (1 - smooth (30, 42, fabs (lateral)));

      hair *= smooth (0.78, 1.16, r) * (1 - (1 - crowns[pattern].band) * between);
    }
  return left + (1 - left) * hair;
}

static double
ludwig (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  double angle = stipple_skull_point_get_angle (point);
  double begins = line_at (round_hairline, point->x);
  double r = hypot ((angle - PARTING) / PARTING_LENGTH,
                    stipple_skull_point_get_lateral (point) / tops[pattern].across);
  double top = smooth (begins + 4, begins + 15, angle) * (1 - smooth (tops[pattern].heart, 1, r));

  return 1 - tops[pattern].loss * top;
}

double
stipple_hair_pattern_get_hair (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  double scalp = stipple_hair_pattern_get_scalp (pattern, point);

  if (pattern == STIPPLE_PATTERN_NONE || scalp <= 0)
    return scalp;
  return scalp * (is_ludwig (pattern) ? ludwig (pattern, point) : norwood (pattern, point));
}

double
stipple_hair_pattern_get_goal (StippleHairPattern pattern, const StippleSkullPoint *point)
{
  return GOAL * stipple_hair_pattern_get_scalp (pattern, point);
}
