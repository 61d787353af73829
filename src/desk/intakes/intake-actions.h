// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the actions of StippleDetailView do with @document; dialogs come over @widget's window. */
void stipple_intake_action (StippleDesk *desk, StippleOpenIntake *document, const char *action,
                            GtkWidget *widget);

G_END_DECLS
