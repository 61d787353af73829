// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The vocabulary of a head: the sides it is seen from, regions that can be touched, colours of skin
 * and hair, each with an id that is stable in files and on the wire and a name for people.
 *
 * A drawing of one side is a box of STIPPLE_STROKES_WIDTH by STIPPLE_HEAD_HEIGHT units (x to the right,
 * y down), which is the box of the strokes drawn on it. The skull in it is an ellipsoid, so that one
 * shape, given once on the skull, is found on every side.
 */
#define STIPPLE_HEAD_HEIGHT 11200

typedef enum
{
  STIPPLE_HEAD_TOP,   /* the face up; the client's left is on the left */
  STIPPLE_HEAD_FRONT, /* as in a picture: the client's right is on the left */
  STIPPLE_HEAD_BACK,
  STIPPLE_HEAD_LEFT, /* the face to the left */
  STIPPLE_HEAD_RIGHT,
  STIPPLE_HEAD_N_SIDES
} StippleHeadSide;

/* "top", "front", … */
const char *stipple_head_side_get_id (StippleHeadSide side);
gboolean stipple_head_side_from_id (const char *id, StippleHeadSide *side);
/* "Top of the head", in this thread's language. */
const char *stipple_head_side_get_name (StippleHeadSide side);

/* A point on the skull, in half widths, lengths and heights of it: x to the client's right, y to the
 * front, z up; x² + y² + z² = 1. */
typedef struct
{
  double x;
  double y;
  double z;
} StippleSkullPoint;

/* The angle over the head from ear to ear: 0° looks ahead, 90° is the highest point, 180° looks back;
 * from -90 to 270. Lines of one angle are partings from ear to ear. */
double stipple_skull_point_get_angle (const StippleSkullPoint *point);
/* How far from the middle line: 0° on it, 90° above the ear canal; negative on the client's left. */
double stipple_skull_point_get_lateral (const StippleSkullPoint *point);

/* Where the skull is in the drawing, in units: its middle and half its width and height. */
typedef struct
{
  double x;
  double y;
  double half_width;
  double half_height;
  double centimetre; /* units; of a head of ordinary size */
} StippleSkullFrame;

const StippleSkullFrame *stipple_head_get_frame (StippleHeadSide side);

/* FALSE when (@x, @y) is beside the skull. */
gboolean stipple_head_to_skull (StippleHeadSide side, double x, double y, StippleSkullPoint *point);
/* FALSE when @point is on the far side; then (@x, @y) is on the rim next to it. */
gboolean stipple_head_from_skull (StippleHeadSide side, const StippleSkullPoint *point, double *x,
                                  double *y);

/* Regions to touch: "hairline", "temples", "mid-scalp", "crown", "sides", "back". */
typedef enum
{
  STIPPLE_REGION_HAIRLINE,
  STIPPLE_REGION_TEMPLES,
  STIPPLE_REGION_MID_SCALP,
  STIPPLE_REGION_CROWN,
  STIPPLE_REGION_SIDES,
  STIPPLE_REGION_BACK,
  STIPPLE_N_REGIONS
} StippleRegion;

const char *stipple_region_get_id (StippleRegion region);
gboolean stipple_region_from_id (const char *id, StippleRegion *region);
const char *stipple_region_get_name (StippleRegion region);

/* The region that a touch at (@x, @y) means; FALSE when it is beside them all. */
gboolean stipple_region_at (StippleHeadSide side, double x, double y, StippleRegion *region);

/* The outline of @region on @side, in units. A region on both sides of the head has two (@part 0 and
 * 1). The number of points written to @points (x, y, x, y, …), 0 when it is not seen from there. */
#define STIPPLE_REGION_POINTS 64
guint stipple_region_get_outline (StippleRegion region, guint part, StippleHeadSide side,
                                  double points[2 * STIPPLE_REGION_POINTS]);

/* Colours, from 0; the id is also the name of the colour's token with _ for - ("skin-1", "hair-8"). */
#define STIPPLE_N_COMPLEXIONS 6
#define STIPPLE_N_HAIR_COLORS 8

const char *stipple_complexion_get_id (guint index);
const char *stipple_complexion_get_name (guint index);
gboolean stipple_complexion_from_id (const char *id, guint *index);
const char *stipple_hair_color_get_id (guint index);
const char *stipple_hair_color_get_name (guint index);
gboolean stipple_hair_color_from_id (const char *id, guint *index);

G_END_DECLS
