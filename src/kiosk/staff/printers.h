// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>
#include <gtk/gtkunixprint.h>

G_BEGIN_DECLS

/**
 * StipplePrinters: the printers of this machine, through CUPS, as they were when they were last looked for; and pages
 * sent to one, without any dialog.
 *
 * Signal "changed": a look has come to its end.
 */
#define STIPPLE_TYPE_PRINTERS (stipple_printers_get_type ())
G_DECLARE_FINAL_TYPE (StipplePrinters, stipple_printers, STIPPLE, PRINTERS, GObject)

StipplePrinters *stipple_printers_new (void);
void stipple_printers_look (StipplePrinters *self);
/* Transfer full. */
char **stipple_printers_list_names (StipplePrinters *self);
/* The one called @name; without one (NULL, or it is gone) the system's own, or else the first. NULL: there is none.
 * Borrowed. */
GtkPrinter *stipple_printers_choose (StipplePrinters *self, const char *name);

/* @pdf goes to the queue of @printer as @title, from memory: no file of ours holds it. It is over when the queue has it.
 * Errors: those of GTK's printing, in its words, and IO, also when the print system does not take it. */
void stipple_printers_print_async (StipplePrinters *self, GtkPrinter *printer, const char *title,
                                   GBytes *pdf, GAsyncReadyCallback callback, gpointer user_data);
gboolean stipple_printers_print_finish (StipplePrinters *self, GAsyncResult *result,
                                        GError **error);

G_END_DECLS
