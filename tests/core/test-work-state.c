// SPDX-License-Identifier: GPL-3.0-or-later
/* How an intake moves at the front desk. */
#include "core/work-state.h"

static void
test_words (void)
{
  StippleWorkState state;

  for (guint i = 0; i < STIPPLE_N_WORK_STATES; i++)
    {
      g_assert_true (stipple_work_state_from_string (
          stipple_work_state_to_string ((StippleWorkState) i), &state));
      g_assert_cmpint (state, ==, (int) i);
    }
  g_assert_false (stipple_work_state_from_string ("Seen", &state));
  g_assert_false (stipple_work_state_from_string (NULL, &state));
}

/* Row: from; column: to; written down apart from the program's own table. */
static void
test_steps (void)
{
  static const char *const allowed[STIPPLE_N_WORK_STATES] = {
    ".SR.C", "..R.C", ".S.TC", "..R.C", ".SRT.",
  };

  for (guint from = 0; from < STIPPLE_N_WORK_STATES; from++)
    for (guint to = 0; to < STIPPLE_N_WORK_STATES; to++)
      g_assert_cmpint (
          stipple_work_state_may_follow ((StippleWorkState) from, (StippleWorkState) to), ==,
          allowed[from][to] != '.');
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work-state/words", test_words);
  g_test_add_func ("/work-state/steps", test_steps);
  return g_test_run ();
}
