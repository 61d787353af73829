// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/day-close.h"
#include "hub/hub.h"

G_BEGIN_DECLS

/* The day, such as 2026-12-05, to which @time (µs UTC) belongs in the clinic of @pack. Transfer full. */
char *stipple_reckoning_day (const StipplePack *pack, gint64 time);

/**
 * What the kiosks say they recorded on a day against what is here. A kiosk is silent when it was last heard before that
 * day was over in the clinic, and not within STIPPLE_HEARD_US either: three times as long as it lets pass by itself.
 */
#define STIPPLE_HEARD_US (15 * G_TIME_SPAN_MINUTE)

/* In @tx, so that it fits together. @pack: the newest. @names: of stipple_desk_list_names(). Errors: CORRUPT. Transfer
 * full. */
StippleDayClose *stipple_reckon (StippleHub *hub, StippleTx *tx, const StipplePack *pack,
                                 GHashTable *names, const char *day, GError **error);
/* `"…"` of what there is to look at: not of when it was, nor of a kiosk that was heard again. Transfer full. */
char *stipple_reckoning_etag (const StippleDayClose *close);

/* The sealed body of a day that somebody closes. Transfer full. */
GBytes *stipple_reckoning_seal (StippleHub *hub, const char *id, const StippleDayCounts *counts,
                                const char *reason);

/* How a claim's code is sealed. Transfer full. */
GBytes *stipple_claim_seal_code (StippleHub *hub, const char *id, const char *code);

G_END_DECLS
