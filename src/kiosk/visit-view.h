// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

#include "core/flow.h"
#include "kiosk/reader.h"

G_BEGIN_DECLS

/**
 * StippleVisitView: the whole screen while somebody is being served: head, step bar, the page, a notice
 * when saving failed, the actions. Built anew when the language changes; everything it shows comes
 * from the flow and its session.
 *
 * Properties: flow (construct-only); saving (boolean: the intake is on its way to the disk).
 * Signals: "finish" (all is complete: save it), "leave" (start over, or done at the end),
 * "choose-language", "help", "hide-answers".
 */
#define STIPPLE_TYPE_VISIT_VIEW (stipple_visit_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleVisitView, stipple_visit_view, STIPPLE, VISIT_VIEW, AdwBin)

StippleVisitView *stipple_visit_view_new (StippleFlow *flow);
/* Its head first, then the page: see kiosk/portions.h. */
void stipple_visit_view_unfold (StippleVisitView *self);
/* As the button does; nothing where there is none. */
void stipple_visit_view_back (StippleVisitView *self);
void stipple_visit_view_set_saving (StippleVisitView *self, gboolean saving);
/* The frame takes as little of the height as it can: the text is large and the screen low. For every new size of
 * text, too: then a field in use is brought back into sight. */
void stipple_visit_view_set_tight (StippleVisitView *self, gboolean tight);
/* Every page is read aloud while @reader is active. Once. */
void stipple_visit_view_set_reader (StippleVisitView *self, StippleReader *reader);
/* The code to show at the end; before the flow finishes. */
void stipple_visit_view_set_code (StippleVisitView *self, const char *code);
/* Full width above the actions, read out; it offers to try again. NULL takes it away. */
void stipple_visit_view_set_failure (StippleVisitView *self, const char *message);
/* Makes @self look as @other does: page view, code, saving. Both of the same flow. */
void stipple_visit_view_take_view (StippleVisitView *self, StippleVisitView *other);

G_END_DECLS
