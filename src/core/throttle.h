// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The throttle on guessing, as arithmetic: five failures in a row, then a wait of 30 s, doubled by each further
 * failure up to 15 min; a day without a failure forgets. The hub counts so for passwords and codes, the kiosk for the
 * PIN of its drawer; each keeps its counts where a restart does not forget them. All pure; times in µs.
 */
#define STIPPLE_THROTTLE_TRIES 5
#define STIPPLE_THROTTLE_FIRST_US (30 * G_TIME_SPAN_SECOND)
#define STIPPLE_THROTTLE_LONGEST_US (15 * G_TIME_SPAN_MINUTE)
#define STIPPLE_THROTTLE_FORGET_US G_TIME_SPAN_DAY

/* How long after the last of @failures the next try must wait; 0: not at all. */
gint64 stipple_throttle_delay (guint failures);
/* What is left of @failures at @now, the last of them having been at @last. */
guint stipple_throttle_count (guint failures, gint64 last, gint64 now);
/* How long the next try must still wait; never longer than the delay, whatever became of the clock. */
gint64 stipple_throttle_left (guint failures, gint64 last, gint64 now);

G_END_DECLS
