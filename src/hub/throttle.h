// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"

G_BEGIN_DECLS

/**
 * The throttle on guessing: five failures in a row, then a wait of 30 s, doubled by each further failure up to
 * 15 min. Kept in storage, so that a restart does not forget; a day without a failure does. A subject
 * is a user or "enrol".
 */
#define STIPPLE_THROTTLE_TRIES 5
#define STIPPLE_THROTTLE_FIRST_US (30 * G_TIME_SPAN_SECOND)
#define STIPPLE_THROTTLE_LONGEST_US (15 * G_TIME_SPAN_MINUTE)
#define STIPPLE_THROTTLE_FORGET_US G_TIME_SPAN_DAY

/* How long after the last of @failures the next try must wait, in µs; 0: not at all. Pure. */
gint64 stipple_throttle_delay (guint failures);

/* µs left to wait for @subject; 0: try. -1: @error. */
gint64 stipple_throttle_check (StippleHub *hub, const char *subject, GError **error);
gboolean stipple_throttle_fail (StippleHub *hub, StippleTx *tx, const char *subject,
                                GError **error);
gboolean stipple_throttle_succeed (StippleHub *hub, StippleTx *tx, const char *subject,
                                   GError **error);

G_END_DECLS
