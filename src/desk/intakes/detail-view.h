// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleDetailView: one intake, and what is done with it. Opening a new one marks it seen.
 *
 * Actions: intake.print, intake.export-pdf, intake.export-fhir, intake.delete
 */
#define STIPPLE_TYPE_DETAIL_VIEW (stipple_detail_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleDetailView, stipple_detail_view, STIPPLE, DETAIL_VIEW, GtkWidget)

GtkWidget *stipple_detail_view_new (StippleDesk *desk);
/* NULL: none. */
void stipple_detail_view_open (StippleDetailView *self, const char *code);
/* The hub says that it changed. */
void stipple_detail_view_refresh (StippleDetailView *self);
/* NULL while there is none. Borrowed. */
StippleOpenIntake *stipple_detail_view_get_document (StippleDetailView *self);

G_END_DECLS
