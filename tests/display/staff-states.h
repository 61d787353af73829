// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk-states.h"

G_BEGIN_DECLS

/* The staff drawer, from the attract screen on, in every state of every page. */
void staff_states_walk (Fixture *fixture, Look look, gpointer data);
/* Opens it as the gesture does, and gives it, borrowed; closed yet. */
StippleStaffDrawer *staff_states_ask (Fixture *fixture);
/* What it shows: one intake in each state, and one that cannot be read. */
void staff_states_fill (StippleStaffDrawer *drawer);
/* Facts that are all good. */
StippleStaffFacts staff_states_facts (void);

G_END_DECLS
