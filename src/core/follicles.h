// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hair-pattern.h"

G_BEGIN_DECLS

/**
 * The dots of the live illustration: where each is, and what becomes of it through a treatment. An
 * illustration, not a prediction, and the same one every time: no chance, no clock, no photograph.
 *
 * The course is one number, the stage, from 0 to STIPPLE_STAGE_LAST; at its whole values:
 *   0 before · 1, 2, 3 as healed after that session · 4 one year later · 5 three years later
 *
 * Sources: facts of the clinic. 20 to 30 % of the dots of the first session do not take; the second
 * adds density and the third finishes. A touch-up comes after about 1 to 3 years; how fast dots fade
 * in between is drawn, not measured, and is the curve that stipple_follicle_fading() draws elsewhere.
 */
#define STIPPLE_STAGE_BEFORE 0
#define STIPPLE_STAGE_FINISHED 3
#define STIPPLE_STAGE_LAST 5

/* "Before", "Session 1", …, "3 years": the name of a whole stage, in this thread's language. */
const char *stipple_stage_get_name (int stage);

/* At most, on one side of a head. */
#define STIPPLE_FOLLICLES_MAX 40000
/* No two are nearer, in units of the drawing. */
#define STIPPLE_FOLLICLES_SPACING 23

typedef struct
{
  guint16 x; /* units of the drawing */
  guint16 y;
  guint16 rank; /* there is a hair or dot where rank / 65536 is below the density there */
  guint8 lot;   /* chance: in which session it is placed, and whether it takes */
  guint8 turn;  /* chance: when in the session, and how quickly it fades */
} StippleFollicle;

/* Those of @side, in order of rank: any first part of them is evenly spread ("blue noise"). Made when
 * first asked for, which takes long enough to ask on another thread than the one that paints; they
 * stay for ever. Safe on all threads. */
const StippleFollicle *stipple_follicles_get (StippleHeadSide side, guint *n);
/* Whether stipple_follicles_get() answers at once. */
gboolean stipple_follicles_are_made (StippleHeadSide side);

/* What is at a follicle. */
typedef enum
{
  STIPPLE_DOT_NONE,  /* bare, and not to be treated */
  STIPPLE_DOT_HAIR,  /* the client's own: never changes */
  STIPPLE_DOT_FIRST, /* placed in the first session */
  STIPPLE_DOT_LOST,  /* placed in the first session, did not take, placed anew in the second */
  STIPPLE_DOT_SECOND,
  STIPPLE_DOT_THIRD,
} StippleDot;

StippleDot stipple_follicle_get_dot (const StippleFollicle *self, StippleHeadSide side,
                                     StippleHairPattern pattern);

/* How much of a dot is seen at @stage: 0 nothing … 1 as placed. */
double stipple_dot_get_strength (StippleDot dot, guint8 turn, double stage);

/* What is left of a dot @years after the last session: 1 at first, never more later. */
double stipple_follicle_fading (double years);

G_END_DECLS
