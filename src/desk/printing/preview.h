// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StipplePreview: the pages of a summary or an aftercare sheet as they will be printed, in the client's language or
 * the desk's, and from there to the printer or into a PDF.
 */
#define STIPPLE_TYPE_PREVIEW (stipple_preview_get_type ())
G_DECLARE_FINAL_TYPE (StipplePreview, stipple_preview, STIPPLE, PREVIEW, GtkWindow)

GtkWidget *stipple_preview_new (StippleDesk *desk, StippleOpenIntake *document, GtkWindow *parent);
/* The aftercare sheet, for a first session today until another day is chosen. */
GtkWidget *stipple_preview_new_aftercare (StippleDesk *desk, StippleOpenIntake *document,
                                          GtkWindow *parent);

/* Asks where to, tells the hub, and writes the summary of @document there as a PDF in @language; or, with @first, its
 * aftercare sheet. */
void stipple_export_pdf (StippleDesk *desk, StippleOpenIntake *document, const char *language,
                         const GDate *first, GtkWindow *parent);
/* The same for the intake as a FHIR bundle. */
void stipple_export_fhir (StippleDesk *desk, StippleOpenIntake *document, GtkWindow *parent);

G_END_DECLS
