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

static gboolean
get_failures (StippleHub *hub, const char *subject, guint *failures, gint64 *last, GError **error)
{
  if (!hub->storage->do_get_throttle (hub->storage, subject, failures, last, error))
    return FALSE;
  if (stipple_hub_now (hub) - *last > STIPPLE_THROTTLE_FORGET_US)
    *failures = 0;
  return TRUE;
}

gint64
stipple_throttle_check (StippleHub *hub, const char *subject, GError **error)
{
  guint failures;
  gint64 last, delay;

  if (!get_failures (hub, subject, &failures, &last, error))
    return -1;
  delay = stipple_throttle_delay (failures);
  /* The upper bound: a clock set back must not lock anyone out for longer. */
  return CLAMP (last + delay - stipple_hub_now (hub), 0, delay);
}

gboolean
stipple_throttle_fail (StippleHub *hub, const char *subject, GError **error)
{
  guint failures;
  gint64 last;

  return get_failures (hub, subject, &failures, &last, error)
         && hub->storage->do_set_throttle (hub->storage, subject, failures + 1,
                                           stipple_hub_now (hub), error);
}

gboolean
stipple_throttle_succeed (StippleHub *hub, const char *subject, GError **error)
{
  guint failures;
  gint64 last;

  return hub->storage->do_get_throttle (hub->storage, subject, &failures, &last, error)
         && (failures == 0 || hub->storage->do_set_throttle (hub->storage, subject, 0, 0, error));
}
