// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow.h"
#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleFlowView: shows the page of the flow's current step and follows it. It only maps a step's id to
 * a page class; where to go is the flow's.
 *
 * Properties: flow (construct-only); page (StipplePage, read-only, notifies); code (string: the
 * short code shown at the end, set before the flow finishes).
 * Signal "finish": Next was pressed on the last step and all is complete; time to save.
 */
#define STIPPLE_TYPE_FLOW_VIEW (stipple_flow_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleFlowView, stipple_flow_view, STIPPLE, FLOW_VIEW, AdwBin)

StippleFlowView *stipple_flow_view_new (StippleFlow *flow);
StipplePage *stipple_flow_view_get_page (StippleFlowView *self); /* transfer none */
const char *stipple_flow_view_get_code (StippleFlowView *self);
void stipple_flow_view_set_code (StippleFlowView *self, const char *code);

void stipple_flow_view_next (StippleFlowView *self);
void stipple_flow_view_back (StippleFlowView *self);

G_END_DECLS
