// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/marks.h"

#include <glib/gi18n-lib.h>

#include <string.h>

G_DEFINE_BOXED_TYPE (StippleMarks, stipple_marks, stipple_marks_copy, stipple_marks_free)

#define SIDE(side) (1u << STIPPLE_HEAD_##side)

/* From where a region is seen best: bits by StippleHeadSide. */
static const guint best_sides[STIPPLE_N_REGIONS] = {
  [STIPPLE_REGION_HAIRLINE] = SIDE (FRONT),
  [STIPPLE_REGION_TEMPLES] = SIDE (TOP),
  [STIPPLE_REGION_MID_SCALP] = SIDE (TOP),
  [STIPPLE_REGION_CROWN] = SIDE (TOP),
  [STIPPLE_REGION_SIDES] = SIDE (LEFT) | SIDE (RIGHT),
  [STIPPLE_REGION_BACK] = SIDE (BACK),
};

StippleMarks *
stipple_marks_new (void)
{
  return g_new0 (StippleMarks, 1);
}

StippleMarks *
stipple_marks_copy (const StippleMarks *self)
{
  StippleMarks *copy = stipple_marks_new ();

  copy->regions = self->regions;
  for (guint i = 0; i < STIPPLE_HEAD_N_SIDES; i++)
    if (self->lines[i] != NULL)
      copy->lines[i] = stipple_strokes_copy (self->lines[i]);
  return copy;
}

void
stipple_marks_free (StippleMarks *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < STIPPLE_HEAD_N_SIDES; i++)
    stipple_strokes_free (self->lines[i]);
  explicit_bzero (self, sizeof *self);
  g_free (self);
}

gboolean
stipple_marks_equal (const StippleMarks *a, const StippleMarks *b)
{
  if (a->regions != b->regions)
    return FALSE;

  for (guint i = 0; i < STIPPLE_HEAD_N_SIDES; i++)
    {
      const StippleStrokes *mine = stipple_marks_get_lines (a, (StippleHeadSide) i);
      const StippleStrokes *other = stipple_marks_get_lines (b, (StippleHeadSide) i);

      if (mine != other && (mine == NULL || other == NULL || !stipple_strokes_equal (mine, other)))
        return FALSE;
    }
  return TRUE;
}

gboolean
stipple_marks_is_empty (const StippleMarks *self)
{
  return self->regions == 0 && stipple_marks_get_n_points (self) == 0;
}

gboolean
stipple_marks_has_region (const StippleMarks *self, StippleRegion region)
{
  return (self->regions & 1u << region) != 0;
}

void
stipple_marks_set_region (StippleMarks *self, StippleRegion region, gboolean on)
{
  g_return_if_fail (region < STIPPLE_N_REGIONS);

  if (on)
    self->regions |= 1u << region;
  else
    self->regions &= ~(1u << region);
}

guint
stipple_marks_get_n_points (const StippleMarks *self)
{
  guint n_points = 0;

  for (guint side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    for (guint i = 0; self->lines[side] != NULL && i < stipple_strokes_get_n (self->lines[side]);
         i++)
      {
        guint n;

        stipple_strokes_get_points (self->lines[side], i, &n);
        n_points += n;
      }
  return n_points;
}

const StippleStrokes *
stipple_marks_get_lines (const StippleMarks *self, StippleHeadSide side)
{
  g_return_val_if_fail (side < STIPPLE_HEAD_N_SIDES, NULL);

  return self->lines[side] != NULL && stipple_strokes_get_n (self->lines[side]) > 0
             ? self->lines[side]
             : NULL;
}

void
stipple_marks_begin (StippleMarks *self, StippleHeadSide side, int x, int y)
{
  g_return_if_fail (side < STIPPLE_HEAD_N_SIDES);

  if (stipple_marks_get_n_points (self) >= STIPPLE_MARKS_MAX_POINTS)
    return;
  if (self->lines[side] == NULL)
    self->lines[side] = stipple_strokes_new (STIPPLE_HEAD_HEIGHT);
  stipple_strokes_begin (self->lines[side], x, y);
}

void
stipple_marks_extend (StippleMarks *self, StippleHeadSide side, int x, int y)
{
  g_return_if_fail (side < STIPPLE_HEAD_N_SIDES);

  if (stipple_marks_get_lines (self, side) != NULL
      && stipple_marks_get_n_points (self) < STIPPLE_MARKS_MAX_POINTS)
    stipple_strokes_extend (self->lines[side], x, y);
}

gboolean
stipple_marks_is_seen_on (const StippleMarks *self, StippleHeadSide side)
{
  if (stipple_marks_get_lines (self, side) != NULL)
    return TRUE;

  for (guint i = 0; i < STIPPLE_N_REGIONS; i++)
    if (stipple_marks_has_region (self, (StippleRegion) i) && (best_sides[i] & 1u << side) != 0)
      return TRUE;
  return FALSE;
}

char *
stipple_marks_describe_regions (const StippleMarks *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < STIPPLE_N_REGIONS; i++)
    if (stipple_marks_has_region (self, (StippleRegion) i))
      g_ptr_array_add (names, (gpointer) stipple_region_get_name ((StippleRegion) i));
  g_ptr_array_add (names, NULL);
  /* Translators: between the items of a list, as in "Temples, Crown" */
  return g_strjoinv (_ (", "), (char **) names->pdata);
}
