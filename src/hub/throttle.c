// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/throttle.h"

gint64
stipple_throttle_check (StippleHub *hub, const char *subject, GError **error)
{
  guint failures;
  gint64 last;

  if (!hub->storage->do_get_throttle (hub->storage, subject, &failures, &last, error))
    return -1;
  return stipple_throttle_left (failures, last, stipple_hub_now (hub));
}

gboolean
stipple_throttle_fail (StippleHub *hub, StippleTx *tx, const char *subject, GError **error)
{
  const gint64 now = stipple_hub_now (hub);
  guint failures;
  gint64 last;

  return hub->storage->in_get_throttle (tx, subject, &failures, &last, error)
         && hub->storage->in_set_throttle (
             tx, subject, stipple_throttle_count (failures, last, now) + 1, now, error);
}

gboolean
stipple_throttle_succeed (StippleHub *hub, StippleTx *tx, const char *subject, GError **error)
{
  return hub->storage->in_set_throttle (tx, subject, 0, 0, error);
}
