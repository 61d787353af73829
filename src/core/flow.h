// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "core/session.h"

G_BEGIN_DECLS

/**
 * StippleStep: one screen of the visit, from the static table in flow.c. Skipping and completeness
 * are decided there and nowhere else; a view only maps `id` to a page class.
 */
#define STIPPLE_TYPE_STEP (stipple_step_get_type ())
G_DECLARE_FINAL_TYPE (StippleStep, stipple_step, STIPPLE, STEP, GObject)

/* Chapters of the step bar, in order. */
typedef enum
{
  STIPPLE_CHAPTER_LEARN,
  STIPPLE_CHAPTER_COMFORT,
  STIPPLE_CHAPTER_AFTERCARE,
  STIPPLE_CHAPTER_LOOK,
  STIPPLE_CHAPTER_HEALTH,
  STIPPLE_CHAPTER_DETAILS,
} StippleChapter;
#define STIPPLE_N_CHAPTERS 6

/* "learn" "comfort" "aftercare" "understanding" "look" "health" "result" "wishes" "details"
 * "consent" "thanks" */
const char *stipple_step_get_id (StippleStep *self);
StippleChapter stipple_step_get_chapter (StippleStep *self);
/* No way back from it, and reached only by stipple_flow_finish(): "thanks". */
gboolean stipple_step_is_final (StippleStep *self);
/* Shows answers about health: nothing of the person may stand beside it. */
gboolean stipple_step_is_health (StippleStep *self);
/* Shows the person's name or contact. */
gboolean stipple_step_is_personal (StippleStep *self);

/**
 * StippleFlow: a GListModel of the StippleSteps that apply to the session, with a place in it.
 * Needs no display. Properties: session (construct-only), current (StippleStep), can-go-back,
 * can-go-next, can-finish (booleans; they follow the session). The steps of a visit do not change.
 *
 * When a reply changes, the result goes, and a place that needs one falls back to "health".
 */
#define STIPPLE_TYPE_FLOW (stipple_flow_get_type ())
G_DECLARE_FINAL_TYPE (StippleFlow, stipple_flow, STIPPLE, FLOW, GObject)

StippleFlow *stipple_flow_new (StippleSession *session);
StippleSession *stipple_flow_get_session (StippleFlow *self);
StippleStep *stipple_flow_get_current (StippleFlow *self); /* transfer none */
guint stipple_flow_get_position (StippleFlow *self);
gboolean stipple_flow_get_can_go_back (StippleFlow *self);
gboolean stipple_flow_get_can_go_next (StippleFlow *self);
/* On the last step before the final one, with all complete. */
gboolean stipple_flow_get_can_finish (StippleFlow *self);

/* Back one step; answers stay. FALSE at the first step and on the final one. */
gboolean stipple_flow_go_back (StippleFlow *self);

/**
 * stipple_flow_go_next: apply the current step and move on. FALSE with @error
 * (STIPPLE_ERROR_INCOMPLETE or _INVALID, the message fit to show) when it is not complete; the
 * place does not change then. On the last step before the final one it fails as well: finishing
 * is stipple_flow_finish().
 */
gboolean stipple_flow_go_next (StippleFlow *self, GError **error);

/* Go to an earlier step, or to a later one when every step before it is complete; the steps between
 * are applied. STIPPLE_ERROR_NOT_FOUND when no such step applies. */
gboolean stipple_flow_go_to (StippleFlow *self, const char *step_id, GError **error);

/* Whether all is complete, so that an intake can be made; and, once it is safely saved, move to the
 * final step. */
gboolean stipple_flow_is_ready (StippleFlow *self, GError **error);
void stipple_flow_finish (StippleFlow *self);

G_END_DECLS
