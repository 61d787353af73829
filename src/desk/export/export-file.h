// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/hub-client.h"

G_BEGIN_DECLS

/* What of the hub goes into a file. */
typedef struct
{
  GDate first; /* days of this machine's zone, both of it */
  GDate last;
  const char *format; /* "csv", "ndjson": as in wire/api.h; static */
} StippleExportSpan;

/* The path that asks for it: a page behind @after (NULL: the first); without @format, how many. Transfer full. */
char *stipple_export_span_path (const StippleExportSpan *span, gboolean format, const char *after);

/* After each page, with how many bytes are written. Main thread. */
typedef void (*StippleExportProgress) (guint pages, goffset bytes, gpointer data);

/**
 * stipple_export_file_async: all pages of @span from the hub, one behind the other, into a new file beside @path that
 * only this user can read, and that takes the name @path when it is whole. When it fails or is cancelled, nothing
 * of it stays. Errors: those of a call; DISK_FULL, IO, CANCELLED.
 */
void stipple_export_file_async (StippleHubClient *client, const StippleExportSpan *span,
                                const char *path, StippleExportProgress progress,
                                gpointer progress_data, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean stipple_export_file_finish (GAsyncResult *result, GError **error);

G_END_DECLS
