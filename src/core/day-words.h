// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/day-close.h"

G_BEGIN_DECLS

/* What is said of a day close on the screen, on paper and in a terminal, in this thread's language. */

/* "All 14 accounted for", "1 missing", "All 13 that are known of accounted for". Transfer full. */
char *stipple_day_verdict (const StippleDayCounts *counts);
/* What stands behind it: "14 recorded, 13 at the hub, 1 deleted on request". Transfer full. */
char *stipple_day_summary (const StippleDayCounts *counts);
/* Of a silent kiosk, what that means and what to do. @heard: when, in words; NULL: never. Transfer full. */
char *stipple_day_silence (const StippleDayKiosk *kiosk, const char *heard);
/* Where one that is missing is, and what to do. */
const char *stipple_day_where (StippleTallyState where);
/* Of one that is held otherwise than it was recorded, and of one that nobody recorded. */
const char *stipple_day_differs (void);
const char *stipple_day_unclaimed (void);
/* "7K4-Q2M", or that it is not known. Transfer full. */
char *stipple_day_code (const StippleDayEntry *entry);

G_END_DECLS
