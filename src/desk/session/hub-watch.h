// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/hub-client.h"

G_BEGIN_DECLS

/**
 * StippleHubWatch: asks the hub every two seconds what changed, while somebody is signed in. What changed while the
 * hub was away comes when it is back.
 *
 * Properties (read-only, notify): n-new, n-in-progress, n-calls, n-quarantine, uint: what the hub counts;
 * quarantine-change, uint: raised by every change there.
 * Signals:
 *   changed (json_t *intakes)  the "intakes" of STIPPLE_PATH_CHANGES, at least one; borrowed
 *   reset ()                   load everything: at first, and when what was known no longer holds
 */
#define STIPPLE_TYPE_HUB_WATCH (stipple_hub_watch_get_type ())
G_DECLARE_FINAL_TYPE (StippleHubWatch, stipple_hub_watch, STIPPLE, HUB_WATCH, GObject)

#define STIPPLE_HUB_WATCH_MS 2000

/* Starts and stops by the state of @client. */
StippleHubWatch *stipple_hub_watch_new (StippleHubClient *client);
/* Asks at once, now and from now on as before. */
void stipple_hub_watch_look (StippleHubWatch *self);
/* For good. */
void stipple_hub_watch_stop (StippleHubWatch *self);

guint stipple_hub_watch_get_n_new (StippleHubWatch *self);
guint stipple_hub_watch_get_n_in_progress (StippleHubWatch *self);
guint stipple_hub_watch_get_n_calls (StippleHubWatch *self);
guint stipple_hub_watch_get_n_quarantine (StippleHubWatch *self);

G_END_DECLS
