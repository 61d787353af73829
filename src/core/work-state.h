// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * How far the front desk has come with an intake. It says nothing about the person's health.
 *
 *   new ──▶ seen ──▶ reviewed ──▶ treated ──▶ closed      steps may be left out, but nobody is treated whose
 *                                                        intake was not reviewed;
 *   seen ◀── reviewed ◀── treated                        taken back
 *   seen, reviewed, treated ◀── closed                   reopened; treated only if it was (the hub knows)
 */
typedef enum
{
  STIPPLE_WORK_NEW,
  STIPPLE_WORK_SEEN,
  STIPPLE_WORK_REVIEWED,
  STIPPLE_WORK_TREATED,
  STIPPLE_WORK_CLOSED,
  STIPPLE_N_WORK_STATES,
} StippleWorkState;

/* "new", "seen", "reviewed", "treated", "closed": the words of the wire and of storage. */
const char *stipple_work_state_to_string (StippleWorkState state);
gboolean stipple_work_state_from_string (const char *text, StippleWorkState *state);

/* Whether somebody may take an intake from @from to @to. Not to where it is already. */
gboolean stipple_work_state_may_follow (StippleWorkState from, StippleWorkState to);

G_END_DECLS
