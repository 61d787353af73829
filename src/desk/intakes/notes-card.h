// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleNotesCard: the notes on an intake, those that wait for the hub, and a field for another. What is being
 * written is kept for its intake while others are looked at.
 */
#define STIPPLE_TYPE_NOTES_CARD (stipple_notes_card_get_type ())
G_DECLARE_FINAL_TYPE (StippleNotesCard, stipple_notes_card, STIPPLE, NOTES_CARD, GtkBox)

void stipple_notes_card_set_desk (StippleNotesCard *self, StippleDesk *desk);
/* Another one, or the same one changed; what is being written stays with its intake. NULL: none. */
void stipple_notes_card_set_document (StippleNotesCard *self, StippleOpenIntake *document);

G_END_DECLS
