// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/correction/correction.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleConflictView: a correction beside the version that somebody else saved meanwhile: who and when, and each field
 * that differs, to choose from. What only one of the two changed is chosen already; what both did is not.
 *
 * Signals:
 *   back ()      to the form, with nothing changed
 *   resolved ()  the correction corrects theirs now, and says what was chosen
 */
#define STIPPLE_TYPE_CONFLICT_VIEW (stipple_conflict_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleConflictView, stipple_conflict_view, STIPPLE, CONFLICT_VIEW, GtkBox)

GtkWidget *stipple_conflict_view_new (StippleCorrection *correction, StippleOpenIntake *theirs);

G_END_DECLS
