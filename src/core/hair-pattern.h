// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/head.h"

G_BEGIN_DECLS

/**
 * Patterns of hair loss as maps of density over the skull, drawn for this project from the medical
 * definition of each class:
 *
 *   Norwood I-VII: Hamilton JB, "Patterned loss of hair in man: types and incidence", Ann N Y Acad
 *     Sci 1951;53:708-28; Norwood OT, "Male pattern baldness: classification and incidence", South
 *     Med J 1975;68:1359-65. Without the variants (III vertex, type A).
 *   Ludwig I-III: Ludwig E, "Classification of the types of androgenetic alopecia (common baldness)
 *     occurring in the female sex", Br J Dermatol 1977;97:247-54.
 *
 * Illustrations of a class, of nobody's head.
 */
typedef enum
{
  STIPPLE_PATTERN_NONE, /* not chosen: drawn with all hair */
  STIPPLE_PATTERN_NORWOOD_1,
  STIPPLE_PATTERN_NORWOOD_2,
  STIPPLE_PATTERN_NORWOOD_3,
  STIPPLE_PATTERN_NORWOOD_4,
  STIPPLE_PATTERN_NORWOOD_5,
  STIPPLE_PATTERN_NORWOOD_6,
  STIPPLE_PATTERN_NORWOOD_7,
  STIPPLE_PATTERN_LUDWIG_1,
  STIPPLE_PATTERN_LUDWIG_2,
  STIPPLE_PATTERN_LUDWIG_3,
  STIPPLE_N_PATTERNS
} StippleHairPattern;

/* "norwood-4", "ludwig-2"; "" for STIPPLE_PATTERN_NONE. */
const char *stipple_hair_pattern_get_id (StippleHairPattern pattern);
gboolean stipple_hair_pattern_from_id (const char *id, StippleHairPattern *pattern);
/* "IV": the class in its scale; "" for STIPPLE_PATTERN_NONE. */
const char *stipple_hair_pattern_get_numeral (StippleHairPattern pattern);
/* "Norwood IV" and what is seen of it, in this thread's language. */
const char *stipple_hair_pattern_get_name (StippleHairPattern pattern);
const char *stipple_hair_pattern_get_description (StippleHairPattern pattern);

/* Densities are of a full head of hair: 0 is bare, 1 is full. Equal on both sides of the head. */

/* Where hair can grow at all. */
double stipple_hair_pattern_get_scalp (StippleHairPattern pattern, const StippleSkullPoint *point);
/* What the pattern leaves of it. */
double stipple_hair_pattern_get_hair (StippleHairPattern pattern, const StippleSkullPoint *point);
/* What a treatment fills it up to: nothing where there is more hair than that. */
double stipple_hair_pattern_get_goal (StippleHairPattern pattern, const StippleSkullPoint *point);

G_END_DECLS
