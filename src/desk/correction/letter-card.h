// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The physician's letter of @document, or that one is awaited, with a button that enters it ("intake.letter"). Floating;
 * NULL: there is none, and nobody waits for one. */
GtkWidget *stipple_letter_card_new (StippleOpenIntake *document);

G_END_DECLS
