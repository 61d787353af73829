// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a document says, as pieces of the detail view, in this thread's language. Floating. */

/* "Born March 14, 1988 · 416 555 0142 · Français · code 7K4-Q2M". Transfer full. */
char *stipple_detail_facts (StippleOpenIntake *document);
GtkWidget *stipple_detail_banner (StippleOpenIntake *document);
/* What is not "no" first, the others in one line that opens; and medication. */
GtkWidget *stipple_detail_health_card (StippleOpenIntake *document);
/* What they would like, with the head as they marked it. */
GtkWidget *stipple_detail_wishes_card (StippleOpenIntake *document);
/* NULL when nothing was asked. */
GtkWidget *stipple_detail_understanding_card (StippleOpenIntake *document);
GtkWidget *stipple_detail_consent_card (StippleOpenIntake *document);
/* What a correction changed is asked of @desk's hub. */
GtkWidget *stipple_detail_history_card (StippleDesk *desk, StippleOpenIntake *document);
/* "Received 9:42 AM from Lobby 1 · content 31 · receipt 8F3A-19C0". Transfer full. */
char *stipple_detail_origin (StippleOpenIntake *document);

G_END_DECLS
