// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/correction/correction.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleCorrectionView: the form of a correction. The result is worked out while somebody types, and shown beside what
 * it was. When the hub has another version meanwhile, both are shown and one is chosen field by field. What is typed
 * is kept in the desk's drafts until the hub has it.
 *
 * Signal: closed ()  it was saved, or put away
 */
#define STIPPLE_TYPE_CORRECTION_VIEW (stipple_correction_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleCorrectionView, stipple_correction_view, STIPPLE, CORRECTION_VIEW,
                      GtkWidget)

#define STIPPLE_DRAFT_CORRECTION "correction"

/* Goes on with the draft of @document's intake, if there is one. */
GtkWidget *stipple_correction_view_new (StippleDesk *desk, StippleOpenIntake *document);
StippleCorrection *stipple_correction_view_get_correction (StippleCorrectionView *self);

G_END_DECLS
