// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"
#include "desk/printing/print-job.h"

G_BEGIN_DECLS

/* What is printed of intakes: their summaries, or the aftercare sheet of one. @first: the day of the first session, for
 * an aftercare sheet; invalid: a summary. */

/* The language that a summary of @document is in. Borrowed. */
const char *stipple_print_language (StippleDesk *desk, StippleOpenIntake *document);

/* Transfer full. */
StippleDocument *stipple_intake_print_lay_out (StippleOpenIntake *document, const GDate *first,
                                               const char *language, StipplePaper paper);

/* Shows itself over @parent. @what: kind, language and day, or something of the list, to be printed once more.
 * @documents: of StippleOpenIntake, at least one; referenced. What was in the list and is in none of them is gone. */
void stipple_intake_print (StippleDesk *desk, const StipplePrintEntry *what, GPtrArray *documents,
                           GtkWindow *parent);

G_END_DECLS
