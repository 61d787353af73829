// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StippleActionBar: the foot of every screen of a visit: Back, Start over, and the main action at the far
 * end.
 *
 * Properties: can-go-back, final (the visit is over: only the main action stays), busy (the main action
 * is being done: it shows so, and none of the three answers), tight (Back is its arrow alone) (booleans);
 * next-label (string).
 * Signals: "back", "next", "start-over".
 */
#define STIPPLE_TYPE_ACTION_BAR (stipple_action_bar_get_type ())
G_DECLARE_FINAL_TYPE (StippleActionBar, stipple_action_bar, STIPPLE, ACTION_BAR, AdwBin)

G_END_DECLS
