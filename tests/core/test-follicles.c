// SPDX-License-Identifier: GPL-3.0-or-later
/* The dots of the illustration: evenly spread, always the same, and true to the facts of a treatment. */
#include "core/follicles.h"
#include "core/strokes.h"

#include <math.h>
#include <string.h>

#define CELLS 450

/* The least distance between any two of the first @n. */
static double
least_distance (const StippleFollicle *dots, guint n, double at_most)
{
  g_autofree int *heads = g_new (int, CELLS *CELLS);
  g_autofree int *next = g_new (int, n);
  double least = at_most;

  memset (heads, -1, CELLS * CELLS * sizeof (int));
  for (guint i = 0; i < n; i++)
    {
      int column = (int) (dots[i].x / at_most);
      int row = (int) (dots[i].y / at_most);

      for (int r = MAX (row - 1, 0); r <= row + 1; r++)
        for (int c = MAX (column - 1, 0); c <= column + 1; c++)
          for (int j = heads[r * CELLS + c]; j >= 0; j = next[j])
            least = MIN (least, hypot (dots[i].x - dots[j].x, dots[i].y - dots[j].y));
      next[i] = heads[row * CELLS + column];
      heads[row * CELLS + column] = (int) i;
    }
  return least;
}

static void
test_counts (void)
{
  static const guint least[] = { 38000, 6500, 30000, 25000, 25000 };

  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      guint n;

      g_assert_nonnull (stipple_follicles_get (side, &n));
      g_assert_cmpuint (n, >=, least[side]);
      g_assert_cmpuint (n, <=, STIPPLE_FOLLICLES_MAX);
    }
}

static void
test_spacing (void)
{
  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      guint n;
      const StippleFollicle *dots = stipple_follicles_get (side, &n);

      g_assert_cmpfloat (least_distance (dots, n, 30), >=, STIPPLE_FOLLICLES_SPACING);
    }
}

/* Thin hair is as evenly spread as full hair: a quarter of the dots stand twice as far apart, nearly. */
static void
test_spacing_of_a_part (void)
{
  guint n;
  const StippleFollicle *dots = stipple_follicles_get (STIPPLE_HEAD_TOP, &n);

  g_assert_cmpfloat (least_distance (dots, n / 4, 100), >=, 1.5 * STIPPLE_FOLLICLES_SPACING);
  g_assert_cmpfloat (least_distance (dots, n / 20, 200), >=, 3.2 * STIPPLE_FOLLICLES_SPACING);
}

static void
test_ranks (void)
{
  guint n;
  const StippleFollicle *dots = stipple_follicles_get (STIPPLE_HEAD_BACK, &n);

  for (guint i = 0; i < n; i++)
    g_assert_cmpint (dots[i].rank, ==, (int) (i * 65536.0 / n));
}

/* The same on every machine: what was agreed on with a client is what is seen again. */
static void
test_deterministic (void)
{
  guint n;
  const StippleFollicle *dots = stipple_follicles_get (STIPPLE_HEAD_FRONT, &n);
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guint8 *) dots,
                                                      1000 * sizeof (StippleFollicle));

  g_assert_cmpstr (sum, ==, "221e237742235a64178dd9b217bebca8");
  g_assert_true (stipple_follicles_get (STIPPLE_HEAD_FRONT, &n) == dots);
}

static gpointer
get_on_thread (gpointer data)
{
  guint n;

  return (gpointer) stipple_follicles_get (STIPPLE_HEAD_LEFT, &n);
}

static void
test_threads (void)
{
  GThread *threads[4];
  gpointer first = NULL;

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("dots", get_on_thread, NULL);
  for (int i = 0; i < 4; i++)
    {
      gpointer dots = g_thread_join (threads[i]);

      g_assert_true (i == 0 || dots == first);
      first = dots;
    }
}

typedef struct
{
  guint n[STIPPLE_DOT_THIRD + 1];
  guint treated;
  guint left; /* of the treated, on the left half of the drawing */
} Count;

static Count
count (StippleHeadSide side, StippleHairPattern pattern)
{
  Count result = { 0 };
  guint n;
  const StippleFollicle *dots = stipple_follicles_get (side, &n);

  for (guint i = 0; i < n; i++)
    {
      StippleDot dot = stipple_follicle_get_dot (&dots[i], side, pattern);

      result.n[dot]++;
      if (dot >= STIPPLE_DOT_FIRST)
        {
          result.treated++;
          result.left += dots[i].x < stipple_head_get_frame (side)->x;
        }
    }
  return result;
}

/* 20 to 30 % of the first session's dots do not take. */
static void
test_take_rate (void)
{
  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      for (StippleHairPattern i = STIPPLE_PATTERN_NORWOOD_1; i < STIPPLE_N_PATTERNS; i++)
        {
          Count c = count (side, i);
          guint first = c.n[STIPPLE_DOT_FIRST] + c.n[STIPPLE_DOT_LOST];

          if (first < 500)
            continue;
          g_assert_cmpfloat (c.n[STIPPLE_DOT_LOST], >=, 0.2 * first);
          g_assert_cmpfloat (c.n[STIPPLE_DOT_LOST], <=, 0.3 * first);
        }
    }
}

static void
test_sessions_share_the_work (void)
{
  Count c = count (STIPPLE_HEAD_TOP, STIPPLE_PATTERN_NORWOOD_6);

  g_assert_cmpuint (c.n[STIPPLE_DOT_FIRST] + c.n[STIPPLE_DOT_LOST], >, c.treated / 2);
  g_assert_cmpuint (c.n[STIPPLE_DOT_SECOND], >, c.n[STIPPLE_DOT_THIRD]);
  g_assert_cmpuint (c.n[STIPPLE_DOT_THIRD], >, c.treated / 30);
}

static void
test_more_loss_more_dots (void)
{
  guint before = 0;

  for (StippleHairPattern i = STIPPLE_PATTERN_NORWOOD_1; i <= STIPPLE_PATTERN_NORWOOD_7; i++)
    {
      Count c = count (STIPPLE_HEAD_TOP, i);

      g_assert_cmpuint (c.treated, >=, before);
      before = c.treated;
    }
  g_assert_cmpuint (before, >, 25000);
  g_assert_cmpuint (count (STIPPLE_HEAD_TOP, STIPPLE_PATTERN_NONE).treated, ==, 0);
  g_assert_cmpuint (count (STIPPLE_HEAD_TOP, STIPPLE_PATTERN_NORWOOD_1).treated, ==, 0);
}

static void
test_symmetric (void)
{
  Count c = count (STIPPLE_HEAD_TOP, STIPPLE_PATTERN_NORWOOD_7);

  g_assert_cmpfloat (fabs (c.left / (double) c.treated - 0.5), <, 0.01);
}

/* How much ink is on the head, in dots. */
static double
ink (StippleHairPattern pattern, double stage)
{
  guint n;
  const StippleFollicle *dots = stipple_follicles_get (STIPPLE_HEAD_TOP, &n);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      StippleDot dot = stipple_follicle_get_dot (&dots[i], STIPPLE_HEAD_TOP, pattern);

      if (dot >= STIPPLE_DOT_FIRST)
        sum += stipple_dot_get_strength (dot, dots[i].turn, stage);
    }
  return sum;
}

static void
test_stages (void)
{
  double last = count (STIPPLE_HEAD_TOP, STIPPLE_PATTERN_NORWOOD_5).treated;

  g_assert_cmpfloat (ink (STIPPLE_PATTERN_NORWOOD_5, 0), ==, 0);
  g_assert_cmpfloat (ink (STIPPLE_PATTERN_NORWOOD_5, 1), >, 0.4 * last);
  g_assert_cmpfloat (ink (STIPPLE_PATTERN_NORWOOD_5, 1), <, 0.65 * last);
  g_assert_cmpfloat (ink (STIPPLE_PATTERN_NORWOOD_5, 2), >, 0.85 * last);
  g_assert_cmpfloat_with_epsilon (ink (STIPPLE_PATTERN_NORWOOD_5, 3), last, 1e-6);
  g_assert_cmpfloat (ink (STIPPLE_PATTERN_NORWOOD_5, 4), <, 0.9 * last);
  g_assert_cmpfloat (ink (STIPPLE_PATTERN_NORWOOD_5, 5), <, 0.5 * last);
  g_assert_cmpfloat (ink (STIPPLE_PATTERN_NORWOOD_5, 5), >, 0.1 * last);
}

/* Before the first session heals, its lost dots are seen. */
static void
test_lost_dots_go (void)
{
  g_assert_cmpfloat (stipple_dot_get_strength (STIPPLE_DOT_LOST, 100, 0.69), >, 0.9);
  g_assert_cmpfloat (stipple_dot_get_strength (STIPPLE_DOT_LOST, 100, 1), ==, 0);
  g_assert_cmpfloat (stipple_dot_get_strength (STIPPLE_DOT_FIRST, 100, 1), ==, 1);
  g_assert_cmpfloat (stipple_dot_get_strength (STIPPLE_DOT_LOST, 100, 2), ==, 1);
}

static void
test_strength_is_smooth (void)
{
  for (StippleDot dot = STIPPLE_DOT_NONE; dot <= STIPPLE_DOT_THIRD; dot++)
    {
      for (guint turn = 0; turn < 256; turn += 15)
        {
          double before = stipple_dot_get_strength (dot, (guint8) turn, 0);

          for (int step = 1; step <= 1000; step++)
            {
              double now = stipple_dot_get_strength (dot, (guint8) turn, step / 200.0);

              g_assert_cmpfloat (now, >=, 0);
              g_assert_cmpfloat (now, <=, 1);
              g_assert_cmpfloat (fabs (now - before), <, 0.12);
              before = now;
            }
        }
    }
}

static void
test_fading_is_monotone (void)
{
  for (StippleDot dot = STIPPLE_DOT_FIRST; dot <= STIPPLE_DOT_THIRD; dot++)
    {
      for (guint turn = 0; turn < 256; turn++)
        {
          double before = 1;

          for (int step = 0; step <= 100; step++)
            {
              double now = stipple_dot_get_strength (dot, (guint8) turn, 3 + step / 50.0);

              g_assert_cmpfloat (now, <=, before);
              before = now;
            }
          g_assert_cmpfloat (before, <, 0.6);
        }
    }
  g_assert_cmpfloat (stipple_follicle_fading (0), ==, 1);
  g_assert_cmpfloat (stipple_follicle_fading (3), >, 0.2);
  g_assert_cmpfloat (stipple_follicle_fading (9), ==, stipple_follicle_fading (3));
}

static void
test_hair_stays (void)
{
  for (int step = 0; step <= 50; step++)
    g_assert_cmpfloat (stipple_dot_get_strength (STIPPLE_DOT_HAIR, 7, step / 10.0), ==, 1);
}

static void
test_stage_names (void)
{
  g_assert_cmpstr (stipple_stage_get_name (0), ==, "Before");
  g_assert_cmpstr (stipple_stage_get_name (2), ==, "Session 2");
  g_assert_cmpstr (stipple_stage_get_name (STIPPLE_STAGE_LAST), ==, "3 years");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follicles/counts", test_counts);
  g_test_add_func ("/follicles/spacing", test_spacing);
  g_test_add_func ("/follicles/spacing-of-a-part", test_spacing_of_a_part);
  g_test_add_func ("/follicles/ranks", test_ranks);
  g_test_add_func ("/follicles/deterministic", test_deterministic);
  g_test_add_func ("/follicles/threads", test_threads);
  g_test_add_func ("/follicles/take-rate", test_take_rate);
  g_test_add_func ("/follicles/sessions-share-the-work", test_sessions_share_the_work);
  g_test_add_func ("/follicles/more-loss-more-dots", test_more_loss_more_dots);
  g_test_add_func ("/follicles/symmetric", test_symmetric);
  g_test_add_func ("/follicles/stages", test_stages);
  g_test_add_func ("/follicles/lost-dots-go", test_lost_dots_go);
  g_test_add_func ("/follicles/strength-is-smooth", test_strength_is_smooth);
  g_test_add_func ("/follicles/fading-is-monotone", test_fading_is_monotone);
  g_test_add_func ("/follicles/hair-stays", test_hair_stays);
  g_test_add_func ("/follicles/stage-names", test_stage_names);
  return g_test_run ();
}
