// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/throttle.h"
#include "hub/hub.h"

G_BEGIN_DECLS

/**
 * The throttle on guessing (core/throttle.h), kept in storage, so that a restart does not forget. A subject is a
 * user or "enrol".
 */

/* µs left to wait for @subject; 0: try. -1: @error. */
gint64 stipple_throttle_check (StippleHub *hub, const char *subject, GError **error);
gboolean stipple_throttle_fail (StippleHub *hub, StippleTx *tx, const char *subject,
                                GError **error);
gboolean stipple_throttle_succeed (StippleHub *hub, StippleTx *tx, const char *subject,
                                   GError **error);

G_END_DECLS
