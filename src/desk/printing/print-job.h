// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Groups of the key file that is the setting "printing". */
#define STIPPLE_PRINT_SETTINGS_GROUP "Print Settings"
#define STIPPLE_PRINT_PAGE_GROUP "Page Setup"

/**
 * StipplePrintJob: summaries, or an aftercare sheet, on their way to a printer. Printer and paper are those of the last
 * job. From the moment that somebody said "print", the job is in the desk's list of what is not on paper yet, until a
 * printer has it done; when one fails, the desk says what happened.
 */
#define STIPPLE_TYPE_PRINT_JOB (stipple_print_job_get_type ())
G_DECLARE_FINAL_TYPE (StipplePrintJob, stipple_print_job, STIPPLE, PRINT_JOB, GObject)

/* @documents: of StippleOpenIntake; referenced. @language: of the pages; NULL: each in its client's, or the desk's. */
StipplePrintJob *stipple_print_job_new (StippleDesk *desk, GPtrArray *documents,
                                        const char *language);
/* The aftercare sheet for a first session on @first, of one client. */
StipplePrintJob *stipple_print_job_new_aftercare (StippleDesk *desk, StippleOpenIntake *document,
                                                  const char *language, const GDate *first);
/* What is in the list as @id once more; @documents: of its codes. */
StipplePrintJob *stipple_print_job_new_again (StippleDesk *desk, GPtrArray *documents,
                                              const char *id);

/* Tells the hub, then asks for printer and paper over @parent, then prints. The job keeps itself until it is over. */
void stipple_print_job_run (StipplePrintJob *self, GtkWindow *parent);

/* The language that a summary of @document is in. Borrowed. */
const char *stipple_print_language (StippleDesk *desk, StippleOpenIntake *document);

G_END_DECLS
