// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/head.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DEGREES (180.0 / G_PI)

typedef struct
{
  const char *id;
  const char *name;
} Word;

static const Word sides[] = {
  { "top", N_ ("Top of the head") },          { "front", N_ ("Front of the head") },
  { "back", N_ ("Back of the head") },        { "left", N_ ("Left side of the head") },
  { "right", N_ ("Right side of the head") },
};

static const Word regions[] = {
  { "hairline", NC_ ("region of the head", "Hairline") },
  { "temples", NC_ ("region of the head", "Temples") },
  { "mid-scalp", NC_ ("region of the head", "Mid-scalp") },
  { "crown", NC_ ("region of the head", "Crown") },
  { "sides", NC_ ("region of the head", "Sides") },
  { "back", NC_ ("region of the head", "Back of the scalp") },
};

static const Word complexions[] = {
  { "skin-1", NC_ ("complexion", "Very fair") }, { "skin-2", NC_ ("complexion", "Fair") },
  { "skin-3", NC_ ("complexion", "Medium") },    { "skin-4", NC_ ("complexion", "Olive") },
  { "skin-5", NC_ ("complexion", "Brown") },     { "skin-6", NC_ ("complexion", "Dark") },
};

static const Word hair_colors[] = {
  { "hair-1", NC_ ("hair color", "Black") }, { "hair-2", NC_ ("hair color", "Dark brown") },
  { "hair-3", NC_ ("hair color", "Brown") }, { "hair-4", NC_ ("hair color", "Light brown") },
  { "hair-5", NC_ ("hair color", "Blond") }, { "hair-6", NC_ ("hair color", "Red") },
  { "hair-7", NC_ ("hair color", "Grey") },  { "hair-8", NC_ ("hair color", "White") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (sides) == STIPPLE_HEAD_N_SIDES);
G_STATIC_ASSERT (G_N_ELEMENTS (regions) == STIPPLE_N_REGIONS);
G_STATIC_ASSERT (G_N_ELEMENTS (complexions) == STIPPLE_N_COMPLEXIONS);
G_STATIC_ASSERT (G_N_ELEMENTS (hair_colors) == STIPPLE_N_HAIR_COLORS);

static gboolean
find (const Word *words, guint n, const char *id, guint *index)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (words[i].id, id) == 0)
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
stipple_head_side_get_id (StippleHeadSide side)
{
  g_return_val_if_fail (side < STIPPLE_HEAD_N_SIDES, NULL);

  return sides[side].id;
}

gboolean
stipple_head_side_from_id (const char *id, StippleHeadSide *side)
{
  guint index;

  if (!find (sides, G_N_ELEMENTS (sides), id, &index))
    return FALSE;
  *side = (StippleHeadSide) index;
  return TRUE;
}

const char *
stipple_head_side_get_name (StippleHeadSide side)
{
  g_return_val_if_fail (side < STIPPLE_HEAD_N_SIDES, NULL);

  return _ (sides[side].name);
}

/* Geometry */

/* The skull is 15.4 cm broad, 19.6 cm long and 10 cm high above the brows. */
#define FRAME(middle_x, middle_y, width, height, cm)                                               \
  {                                                                                                \
    (middle_x), (middle_y), (width) / 2.0 * (cm), (height) / 2.0 * (cm), (cm)                      \
  }
#define BREADTH 15.4
#define LENGTH 19.6
#define HEIGHT 20.0

static const StippleSkullFrame frames[] = {
  [STIPPLE_HEAD_TOP] = FRAME (5000, 6000, BREADTH, LENGTH, 440),
  [STIPPLE_HEAD_FRONT] = FRAME (5000, 4500, BREADTH, HEIGHT, 390),
  [STIPPLE_HEAD_BACK] = FRAME (5000, 4500, BREADTH, HEIGHT, 390),
  [STIPPLE_HEAD_LEFT] = FRAME (5400, 4500, LENGTH, HEIGHT, 390),
  [STIPPLE_HEAD_RIGHT] = FRAME (4600, 4500, LENGTH, HEIGHT, 390),
};

double
stipple_skull_point_get_angle (const StippleSkullPoint *point)
{
  double angle = atan2 (point->z, point->y) * DEGREES;

  return angle < -90 ? angle + 360 : angle;
}

double
stipple_skull_point_get_lateral (const StippleSkullPoint *point)
{
  return asin (CLAMP (point->x, -1, 1)) * DEGREES;
}

const StippleSkullFrame *
stipple_head_get_frame (StippleHeadSide side)
{
  g_return_val_if_fail (side < STIPPLE_HEAD_N_SIDES, NULL);

  return &frames[side];
}

gboolean
stipple_head_to_skull (StippleHeadSide side, double x, double y, StippleSkullPoint *point)
{
  const StippleSkullFrame *frame = stipple_head_get_frame (side);
  double right = (x - frame->x) / frame->half_width;
  double up = (frame->y - y) / frame->half_height;
  double depth = 1 - right * right - up * up;

  if (depth < 0)
    return FALSE;

  depth = sqrt (depth);
  switch (side)
    {
    case STIPPLE_HEAD_TOP:
      *point = (StippleSkullPoint){ right, up, depth };
      break;
    case STIPPLE_HEAD_FRONT:
      *point = (StippleSkullPoint){ -right, depth, up };
      break;
    case STIPPLE_HEAD_BACK:
      *point = (StippleSkullPoint){ right, -depth, up };
      break;
    case STIPPLE_HEAD_LEFT:
      *point = (StippleSkullPoint){ -depth, -right, up };
      break;
    case STIPPLE_HEAD_RIGHT:
      *point = (StippleSkullPoint){ depth, right, up };
      break;
    case STIPPLE_HEAD_N_SIDES:
    default:
      g_assert_not_reached ();
    }
  return TRUE;
}

gboolean
stipple_head_from_skull (StippleHeadSide side, const StippleSkullPoint *point, double *x, double *y)
{
  const StippleSkullFrame *frame = stipple_head_get_frame (side);
  const double x_y_z[][3] = {
    [STIPPLE_HEAD_TOP] = { point->x, point->y, point->z },
    [STIPPLE_HEAD_FRONT] = { -point->x, point->z, point->y },
    [STIPPLE_HEAD_BACK] = { point->x, point->z, -point->y },
    [STIPPLE_HEAD_LEFT] = { -point->y, point->z, -point->x },
    [STIPPLE_HEAD_RIGHT] = { point->y, point->z, point->x },
  };
  double right = x_y_z[side][0];
  double up = x_y_z[side][1];
  gboolean near = x_y_z[side][2] >= 0;
  double length = hypot (right, up);

  if (!near && length > 0)
    {
      right /= length;
      up /= length;
    }
  *x = frame->x + right * frame->half_width;
  *y = frame->y - up * frame->half_height;
  return near;
}

/* Regions: ovals on the skull, in degrees of angle and lateral; a greater @corner is a squarer oval. */
static const struct
{
  double angle;
  double along;
  double lateral;
  double across;
  double corner;
} ovals[] = {
  [STIPPLE_REGION_HAIRLINE] = { 52, 12, 0, 35, 3.2 },
  [STIPPLE_REGION_TEMPLES] = { 44, 21, 50, 12, 2.4 },
  [STIPPLE_REGION_MID_SCALP] = { 84, 17, 0, 39, 3.2 },
  [STIPPLE_REGION_CROWN] = { 132, 28, 0, 34, 2 },
  [STIPPLE_REGION_SIDES] = { 108, 58, 60, 17, 3 },
  [STIPPLE_REGION_BACK] = { 192, 28, 0, 46, 3 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (ovals) == STIPPLE_N_REGIONS);

/* A finger that lands between two regions means the nearer one. */
#define REACH 1.3

/* In square units: a sliver at the rim is no region to see. */
#define LEAST_AREA 1000000

const char *
stipple_region_get_id (StippleRegion region)
{
  g_return_val_if_fail (region < STIPPLE_N_REGIONS, NULL);

  return regions[region].id;
}

gboolean
stipple_region_from_id (const char *id, StippleRegion *region)
{
  guint index;

  if (!find (regions, G_N_ELEMENTS (regions), id, &index))
    return FALSE;
  *region = (StippleRegion) index;
  return TRUE;
}

const char *
stipple_region_get_name (StippleRegion region)
{
  g_return_val_if_fail (region < STIPPLE_N_REGIONS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "region of the head", regions[region].name);
}

gboolean
stipple_region_at (StippleHeadSide side, double x, double y, StippleRegion *region)
{
  StippleSkullPoint point;
  double nearest = REACH;

  if (!stipple_head_to_skull (side, x, y, &point))
    return FALSE;

  for (guint i = 0; i < STIPPLE_N_REGIONS; i++)
    {
      double along = fabs (stipple_skull_point_get_angle (&point) - ovals[i].angle);
      double across = fabs (fabs (stipple_skull_point_get_lateral (&point)) - ovals[i].lateral);
      double distance = pow (pow (along / ovals[i].along, ovals[i].corner)
                                 + pow (across / ovals[i].across, ovals[i].corner),
                             1 / ovals[i].corner);

      if (distance < nearest)
        {
          nearest = distance;
          *region = (StippleRegion) i;
        }
    }
  return nearest < REACH;
}

/* A power that keeps the sign. */
static double
signed_pow (double value, double exponent)
{
  return copysign (pow (fabs (value), exponent), value);
}

guint
stipple_region_get_outline (StippleRegion region, guint part, StippleHeadSide side,
                            double points[2 * STIPPLE_REGION_POINTS])
{
  guint near = 0;
  double area = 0;
  double sign = part == 0 ? 1 : -1;

  g_return_val_if_fail (region < STIPPLE_N_REGIONS, 0);

  if (part > 1 || (part == 1 && ovals[region].lateral == 0))
    return 0;

  for (guint i = 0; i < STIPPLE_REGION_POINTS; i++)
    {
      double turn = 2 * G_PI * i / STIPPLE_REGION_POINTS;
      double angle = ovals[region].angle
                     + ovals[region].along * signed_pow (cos (turn), 2 / ovals[region].corner);
      double lateral = ovals[region].lateral
                       + ovals[region].across * signed_pow (sin (turn), 2 / ovals[region].corner);
      StippleSkullPoint point = {
        .x = sign * sin (lateral / DEGREES),
        .y = cos (lateral / DEGREES) * cos (angle / DEGREES),
        .z = cos (lateral / DEGREES) * sin (angle / DEGREES),
      };

      near += stipple_head_from_skull (side, &point, &points[2 * i], &points[2 * i + 1]);
    }
  if (near < STIPPLE_REGION_POINTS / 3)
    return 0;
  for (guint i = 0, j = STIPPLE_REGION_POINTS - 1; i < STIPPLE_REGION_POINTS; j = i++)
    area += points[2 * j] * points[2 * i + 1] - points[2 * i] * points[2 * j + 1];
  return fabs (area) / 2 >= LEAST_AREA ? STIPPLE_REGION_POINTS : 0;
}

/* Colours */

const char *
stipple_complexion_get_id (guint index)
{
  g_return_val_if_fail (index < STIPPLE_N_COMPLEXIONS, NULL);

  return complexions[index].id;
}

const char *
stipple_complexion_get_name (guint index)
{
  g_return_val_if_fail (index < STIPPLE_N_COMPLEXIONS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "complexion", complexions[index].name);
}

gboolean
stipple_complexion_from_id (const char *id, guint *index)
{
  return find (complexions, G_N_ELEMENTS (complexions), id, index);
}

const char *
stipple_hair_color_get_id (guint index)
{
  g_return_val_if_fail (index < STIPPLE_N_HAIR_COLORS, NULL);

  return hair_colors[index].id;
}

const char *
stipple_hair_color_get_name (guint index)
{
  g_return_val_if_fail (index < STIPPLE_N_HAIR_COLORS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "hair color", hair_colors[index].name);
}

gboolean
stipple_hair_color_from_id (const char *id, guint *index)
{
  return find (hair_colors, G_N_ELEMENTS (hair_colors), id, index);
}
