// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* That an intake was refused once: why, which bytes, what became of it and what was changed. Floating; NULL: it was not. */
GtkWidget *stipple_lineage_card_new (StippleOpenIntake *document);

G_END_DECLS
