// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/correction/letter.h"
#include "desk/intakes/open-intake.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleLetterView: the form of a physician's letter. What is typed is kept in the desk's drafts until the hub has it.
 *
 * Signal: closed ()  it was saved, or put away
 */
#define STIPPLE_TYPE_LETTER_VIEW (stipple_letter_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleLetterView, stipple_letter_view, STIPPLE, LETTER_VIEW, GtkWidget)

#define STIPPLE_DRAFT_LETTER "letter"

/* Goes on with the draft of @document's intake, if there is one. */
GtkWidget *stipple_letter_view_new (StippleDesk *desk, StippleOpenIntake *document);

G_END_DECLS
