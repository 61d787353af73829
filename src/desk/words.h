// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"
#include "core/work-state.h"

G_BEGIN_DECLS

/* The desk's words for what the hub knows, in this thread's language; short, for a list. */

/* "May proceed", "Wait until December 12"; @earliest: invalid for none. Transfer full. */
char *stipple_desk_outcome_words (StippleOutcome outcome, const GDate *earliest);
/* The class of data/style/desk.css and the icon that stand beside the words. */
const char *stipple_desk_outcome_class (StippleOutcome outcome);
const char *stipple_desk_outcome_icon (StippleOutcome outcome);
/* "New", "Reviewed". */
const char *stipple_desk_state_words (StippleWorkState state);

/* A moment (µs UTC) in the zone of this machine: "9:42 AM" today, "Yesterday", "Dec 1, 2026". Transfer full. */
char *stipple_desk_when (gint64 utc_us);
/* With the time of day in any case, within a sentence: "today, 9:42 AM". Transfer full. */
char *stipple_desk_moment (gint64 utc_us);
/* "9:42 AM". Transfer full. */
char *stipple_desk_time (gint64 utc_us);

G_END_DECLS
