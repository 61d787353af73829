// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/follicles.h"

#include "core/strokes.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SEED 2000 /* follicles per square inch */

/* Lots of 256: the share of the first two sessions, and a quarter of the first that does not take. */
#define FIRST_LOTS 184
#define LOST_LOTS 46
#define SECOND_LOTS 236

/* Of a session, in stages: placing, then healing, in which what does not take goes. */
#define PLACED 0.7
#define RAMP 0.06
#define HEALED 0.95

/* After three years, as the fading curve has it. */
#define LEFT 0.275

static const char *const stages[] = { N_ ("Before"),    N_ ("Session 1"), N_ ("Session 2"),
                                      N_ ("Session 3"), N_ ("1 year"),    N_ ("3 years") };

G_STATIC_ASSERT (G_N_ELEMENTS (stages) == STIPPLE_STAGE_LAST + 1);

const char *
stipple_stage_get_name (int stage)
{
  g_return_val_if_fail (stage >= 0 && stage <= STIPPLE_STAGE_LAST, NULL);

  return _ (stages[stage]);
}

/* Darts thrown at the drawing; one that falls nearer to another than the spacing there is taken back.
 * The spacing begins wide and shrinks whenever hardly a dart finds room, so that each dot comes where
 * the dots before it leave most room (McCool and Fiume, "Hierarchical Poisson disk sampling
 * distributions", Graphics Interface 1992). */

#define CELL (STIPPLE_FOLLICLES_SPACING / G_SQRT2) /* never holds two */
#define COLUMNS ((int) (STIPPLE_STROKES_WIDTH / CELL) + 1)
#define ROWS ((int) (STIPPLE_HEAD_HEIGHT / CELL) + 1)
#define SQUARE 80
#define WIDEST 320.0
#define SHRINK 0.8
#define DARTS 4.5 /* for each dot that there may be room for */
#define ROOM 0.75 /* dots in a square of one spacing, at most */

typedef struct
{
  StippleHeadSide side;
  GRand *rand;
  GArray *dots;
  guint16 *grid;   /* index + 1 of the dot in a cell */
  GArray *squares; /* of scalp, where darts fall */
} Throw;

static gboolean
has_room (const Throw *self, double x, double y, double spacing)
{
  int reach = (int) ceil (spacing / CELL);
  int column = (int) (x / CELL);
  int row = (int) (y / CELL);

  for (int r = MAX (0, row - reach); r <= MIN (ROWS - 1, row + reach); r++)
    {
      for (int c = MAX (0, column - reach); c <= MIN (COLUMNS - 1, column + reach); c++)
        {
          const StippleFollicle *other;
          double dx, dy;

          if (self->grid[r * COLUMNS + c] == 0)
            continue;
          other = &g_array_index (self->dots, StippleFollicle, self->grid[r * COLUMNS + c] - 1);
          dx = other->x - x;
          dy = other->y - y;
          if (dx * dx + dy * dy < spacing * spacing)
            return FALSE;
        }
    }
  return TRUE;
}

/* On scalp that hair grows on with some pattern. */
static gboolean
is_scalp (StippleHeadSide side, double x, double y)
{
  StippleSkullPoint point;

  return stipple_head_to_skull (side, x, y, &point)
         && (stipple_hair_pattern_get_scalp (STIPPLE_PATTERN_NONE, &point) > 0
             || stipple_hair_pattern_get_scalp (STIPPLE_PATTERN_LUDWIG_1, &point) > 0);
}

typedef struct
{
  guint16 x;
  guint16 y;
} Square;

static GArray *
find_squares (StippleHeadSide side)
{
  GArray *squares = g_array_new (FALSE, FALSE, sizeof (Square));

  for (int y = 0; y < STIPPLE_HEAD_HEIGHT; y += SQUARE)
    {
      for (int x = 0; x < STIPPLE_STROKES_WIDTH; x += SQUARE)
        {
          Square square = { (guint16) x, (guint16) y };

          for (int i = 0; i < 9; i++)
            {
              if (is_scalp (side, x + i % 3 * SQUARE / 2, y + i / 3 * SQUARE / 2))
                {
                  g_array_append_val (squares, square);
                  break;
                }
            }
        }
    }
  return squares;
}

static void
throw_dart (Throw *self, double spacing)
{
  guint which = (guint) g_rand_int_range (self->rand, 0, (gint32) self->squares->len);
  const Square *square = &g_array_index (self->squares, Square, which);
  StippleFollicle dot = {
    .x = (guint16) (square->x + g_rand_double (self->rand) * SQUARE),
    .y = (guint16) (square->y + g_rand_double (self->rand) * SQUARE),
  };

  if (!has_room (self, dot.x, dot.y, spacing) || !is_scalp (self->side, dot.x, dot.y))
    return;

  dot.lot = (guint8) g_rand_int_range (self->rand, 0, 256);
  dot.turn = (guint8) g_rand_int_range (self->rand, 0, 256);
  g_array_append_val (self->dots, dot);
  self->grid[(int) (dot.y / CELL) * COLUMNS + (int) (dot.x / CELL)] = (guint16) self->dots->len;
}

static GArray *
throw_darts (StippleHeadSide side)
{
  g_autoptr (GArray) squares = find_squares (side);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + side);
  g_autofree guint16 *grid = g_new0 (guint16, ROWS * COLUMNS);
  Throw throw = {
    .side = side,
    .rand = rand,
    .dots = g_array_new (FALSE, FALSE, sizeof (StippleFollicle)),
    .grid = grid,
    .squares = squares,
  };

  for (double spacing = WIDEST;; spacing = MAX (spacing * SHRINK, STIPPLE_FOLLICLES_SPACING))
    {
      int darts = (int) (DARTS * ROOM * squares->len * SQUARE * SQUARE / (spacing * spacing));

      for (int i = 0; i < darts && throw.dots->len < STIPPLE_FOLLICLES_MAX; i++)
        throw_dart (&throw, spacing);
      if (spacing <= STIPPLE_FOLLICLES_SPACING)
        break;
    }

  for (guint i = 0; i < throw.dots->len; i++)
    g_array_index (throw.dots, StippleFollicle, i).rank = (guint16) (i * 65536ul / throw.dots->len);
  return throw.dots;
}

static GArray *made[STIPPLE_HEAD_N_SIDES];

gboolean
stipple_follicles_are_made (StippleHeadSide side)
{
  g_return_val_if_fail (side < STIPPLE_HEAD_N_SIDES, FALSE);

  return g_atomic_pointer_get (&made[side]) != NULL;
}

const StippleFollicle *
stipple_follicles_get (StippleHeadSide side, guint *n)
{
  g_return_val_if_fail (side < STIPPLE_HEAD_N_SIDES, NULL);

  if (g_once_init_enter (&made[side]))
    g_once_init_leave (&made[side], throw_darts (side));
  *n = made[side]->len;
  return (const StippleFollicle *) (gpointer) made[side]->data;
}

StippleDot
stipple_follicle_get_dot (const StippleFollicle *self, StippleHeadSide side,
                          StippleHairPattern pattern)
{
  double rank = self->rank / 65536.0;
  StippleSkullPoint point;

  if (!stipple_head_to_skull (side, self->x, self->y, &point))
    return STIPPLE_DOT_NONE;
  if (rank < stipple_hair_pattern_get_hair (pattern, &point))
    return STIPPLE_DOT_HAIR;
  if (rank >= stipple_hair_pattern_get_goal (pattern, &point))
    return STIPPLE_DOT_NONE;
  return self->lot < LOST_LOTS     ? STIPPLE_DOT_LOST
         : self->lot < FIRST_LOTS  ? STIPPLE_DOT_FIRST
         : self->lot < SECOND_LOTS ? STIPPLE_DOT_SECOND
                                   : STIPPLE_DOT_THIRD;
}

double
stipple_follicle_fading (double years)
{
  double t = CLAMP (years / 3, 0, 1);

  return LEFT + (1 - LEFT) * 0.5 * (1 + cos (G_PI * pow (t, 0.94)));
}

/* From 0 to 1 while the needle passes in @session, which ends at that stage. */
static double
placing (int session, guint8 turn, double stage)
{
  double begins = session - 1 + turn / 255.0 * (PLACED - RAMP);

  return CLAMP ((stage - begins) / RAMP, 0, 1);
}

static double
fading (guint8 turn, double stage)
{
  double after = stage - STIPPLE_STAGE_FINISHED;
  double years = after <= 1 ? after : 1 + 2 * (after - 1);

  /* No two dots go at the same pace. */
  return after <= 0 ? 1 : stipple_follicle_fading (years * (0.8 + 0.4 * turn / 255.0));
}

double
stipple_dot_get_strength (StippleDot dot, guint8 turn, double stage)
{
  switch (dot)
    {
    case STIPPLE_DOT_HAIR:
      return 1;
    case STIPPLE_DOT_FIRST:
      return placing (1, turn, stage) * fading (turn, stage);
    case STIPPLE_DOT_LOST:
      if (stage < 1)
        return placing (1, turn, stage) * CLAMP ((HEALED - stage) / (HEALED - PLACED), 0, 1);
      return placing (2, turn, stage) * fading (turn, stage);
    case STIPPLE_DOT_SECOND:
      return placing (2, turn, stage) * fading (turn, stage);
    case STIPPLE_DOT_THIRD:
      return placing (3, turn, stage) * fading (turn, stage);
    case STIPPLE_DOT_NONE:
    default:
      return 0;
    }
}
