// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/work-state.h"

#define BIT(state) (1u << STIPPLE_WORK_##state)

static const struct
{
  const char *word;
  guint next;
} states[STIPPLE_N_WORK_STATES] = {
  [STIPPLE_WORK_NEW] = { "new", BIT (SEEN) | BIT (REVIEWED) | BIT (CLOSED) },
  [STIPPLE_WORK_SEEN] = { "seen", BIT (REVIEWED) | BIT (CLOSED) },
  [STIPPLE_WORK_REVIEWED] = { "reviewed", BIT (TREATED) | BIT (CLOSED) | BIT (SEEN) },
  [STIPPLE_WORK_TREATED] = { "treated", BIT (CLOSED) | BIT (REVIEWED) },
  [STIPPLE_WORK_CLOSED] = { "closed", BIT (SEEN) | BIT (REVIEWED) | BIT (TREATED) },
};

const char *
stipple_work_state_to_string (StippleWorkState state)
{
  return states[state].word;
}

gboolean
stipple_work_state_from_string (const char *text, StippleWorkState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].word, text) == 0)
      {
        *state = (StippleWorkState) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
stipple_work_state_may_follow (StippleWorkState from, StippleWorkState to)
{
  return (states[from].next & 1u << to) != 0;
}
