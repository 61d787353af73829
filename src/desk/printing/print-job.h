// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"
#include "print/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Groups of the key file that is the setting "printing". */
#define STIPPLE_PRINT_SETTINGS_GROUP "Print Settings"
#define STIPPLE_PRINT_PAGE_GROUP "Page Setup"

/**
 * StipplePrintJob: something on its way to a printer. Printer and paper are those of the last job. From the moment that
 * somebody said "print", the job is in the desk's list of what is not on paper yet, until a printer has it done; when
 * one fails, the desk says what happened.
 */
#define STIPPLE_TYPE_PRINT_JOB (stipple_print_job_get_type ())
G_DECLARE_FINAL_TYPE (StipplePrintJob, stipple_print_job, STIPPLE, PRINT_JOB, GObject)

/* Lays @what out for @paper, and adds each StippleDocument to @pages. @data: of stipple_print_job_new(). */
typedef void (*StipplePrintLayout) (StippleDesk *desk, const StipplePrintEntry *what, gpointer data,
                                    StipplePaper paper, GPtrArray *pages);

/* @what: as the list is to keep it; with an id, it is there already and is printed once more. Copied.
 * @data: for @lay_out; freed by @free_data. */
StipplePrintJob *stipple_print_job_new (StippleDesk *desk, const StipplePrintEntry *what,
                                        StipplePrintLayout lay_out, gpointer data,
                                        GDestroyNotify free_data);

/* Tells the hub, then asks for printer and paper over @parent, then prints. The job keeps itself until it is over. */
void stipple_print_job_run (StipplePrintJob *self, GtkWindow *parent);

G_END_DECLS
