// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * What became of jobs that were handed to the print system (CUPS): GTK tells only while the program runs that
 * printed, and never why a printer stands still. Asked on a thread of its own.
 */
typedef enum
{
  STIPPLE_SPOOL_UNKNOWN, /* the print system has no such job */
  STIPPLE_SPOOL_WAITING,
  STIPPLE_SPOOL_PRINTING,
  STIPPLE_SPOOL_DONE,
  STIPPLE_SPOOL_FAILED, /* cancelled, or given up */
} StippleSpoolState;

typedef struct
{
  StippleSpoolState state;
  char *printer; /* NULL when unknown */
  char *trouble; /* why its printer stands still, a sentence; NULL: it does not */
} StippleSpoolJob;
void stipple_spool_job_free (StippleSpoolJob *self);

/* @titles: names of jobs of this user. */
void stipple_spooler_look_async (const char *const *titles, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* GPtrArray of StippleSpoolJob, one for each title in its order; transfer full. NETWORK: nobody answers. */
GPtrArray *stipple_spooler_look_finish (GAsyncResult *result, GError **error);
/* Takes the job of @title out of its queue; one that is printed already stays printed. */
void stipple_spooler_cancel_async (const char *title, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean stipple_spooler_cancel_finish (GAsyncResult *result, GError **error);

/* @reasons as of RFC 8011, 5.4.12, separated by commas; @message: the printer's own words, may be NULL. Transfer
 * full; NULL when none of it keeps a printer from printing. */
char *stipple_spooler_trouble (gboolean stopped, const char *reasons, const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleSpoolJob, stipple_spool_job_free)

G_END_DECLS
