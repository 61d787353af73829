// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/throttle.h"

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

/* A day without one forgets. */
static guint
count_failures (StippleHub *hub, guint failures, gint64 last)
{
  return stipple_hub_now (hub) - last > STIPPLE_THROTTLE_FORGET_US ? 0 : failures;
}

gint64
stipple_throttle_check (StippleHub *hub, const char *subject, GError **error)
{
  guint failures;
  gint64 last, delay;

  if (!hub->storage->do_get_throttle (hub->storage, subject, &failures, &last, error))
    return -1;
  delay = stipple_throttle_delay (count_failures (hub, failures, last));
  /* The upper bound: a clock set back must not lock anyone out for longer. */
  return CLAMP (last + delay - stipple_hub_now (hub), 0, delay);
}

gboolean
stipple_throttle_fail (StippleHub *hub, StippleTx *tx, const char *subject, GError **error)
{
  guint failures;
  gint64 last;

  return hub->storage->in_get_throttle (tx, subject, &failures, &last, error)
         && hub->storage->in_set_throttle (tx, subject, count_failures (hub, failures, last) + 1,
                                           stipple_hub_now (hub), error);
}

gboolean
stipple_throttle_succeed (StippleHub *hub, StippleTx *tx, const char *subject, GError **error)
{
  return hub->storage->in_set_throttle (tx, subject, 0, 0, error);
}
