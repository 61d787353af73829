// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/throttle.h"

gint64
stipple_throttle_delay (guint failures)
{
  gint64 delay = STIPPLE_THROTTLE_FIRST_US;

  if (failures < STIPPLE_THROTTLE_TRIES)
    return 0;
  for (guint i = STIPPLE_THROTTLE_TRIES; i < failures && delay < STIPPLE_THROTTLE_LONGEST_US; i++)
    delay *= 2;
  return MIN (delay, STIPPLE_THROTTLE_LONGEST_US);
}

guint
stipple_throttle_count (guint failures, gint64 last, gint64 now)
{
  return now - last > STIPPLE_THROTTLE_FORGET_US ? 0 : failures;
}

gint64
stipple_throttle_left (guint failures, gint64 last, gint64 now)
{
  gint64 delay = stipple_throttle_delay (stipple_throttle_count (failures, last, now));

  /* The upper bound: a clock set back must not lock anyone out for longer. */
  return CLAMP (last + delay - now, 0, delay);
}
