// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/export/export-file.h"

#include "core/clock.h"
#include "core/error.h"
#include "core/language.h"
#include "wire/api.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  StippleExportSpan span;
  char *path;
  char *partial; /* of the file on its way; NULL: none */
  int fd;
  char *after;
  GBytes *page;
  char *language;
  guint pages;
  goffset bytes;
  StippleExportProgress progress;
  gpointer progress_data;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  if (self->fd >= 0)
    close (self->fd);
  if (self->partial != NULL)
    g_unlink (self->partial);
  g_clear_pointer (&self->page, g_bytes_unref);
  g_free (self->partial);
  g_free (self->path);
  g_free (self->after);
  g_free (self->language);
  g_free (self);
}

char *
stipple_export_span_path (const StippleExportSpan *span, gboolean format, const char *after)
{
  GDate end = span->last;
  g_autofree char *from = stipple_clock_format_midnight (&span->first);
  g_autofree char *to = NULL;
  g_autoptr (GString) path = g_string_new (STIPPLE_PATH_EXPORT);

  g_date_add_days (&end, 1);
  to = stipple_clock_format_midnight (&end);
  g_string_append_printf (path, "?from=%s&to=%s", from, to);
  if (format)
    g_string_append_printf (path, "&format=%s", span->format);
  if (after != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (after, NULL, FALSE);

      g_string_append_printf (path, "&after=%s", escaped);
    }
  return g_strdup (path->str);
}

/* --- Writing, on a thread of its own */

static gboolean
set_fault (int fault, GError **error)
{
  if (fault == ENOSPC || fault == EDQUOT || fault == EFBIG)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL,
                         _ ("The disk is full. Make room, or choose another place, and export "
                            "again."));
  else
    g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO,
                 _ ("The file cannot be written (%s). Choose another place, and export again."),
                 g_strerror (fault));
  return FALSE;
}

static gboolean
write_page (Export *self, GError **error)
{
  gsize left;
  const char *data = g_bytes_get_data (self->page, &left);

  if (self->fd < 0)
    {
      self->partial = g_strconcat (self->path, ".XXXXXX", NULL);
      self->fd = g_mkstemp_full (self->partial, O_WRONLY | O_CLOEXEC, 0600);
      if (self->fd < 0)
        {
          const int fault = errno;

          g_clear_pointer (&self->partial, g_free);
          return set_fault (fault, error);
        }
    }
  while (left > 0)
    {
      const ssize_t written = write (self->fd, data, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return set_fault (errno, error);
      data += written;
      left -= (gsize) written;
      self->bytes += written;
    }
  return TRUE;
}

static gboolean
close_file (Export *self, GError **error)
{
  const int fd = self->fd;

  self->fd = -1;
  if (fsync (fd) != 0)
    {
      const int fault = errno;

      close (fd);
      return set_fault (fault, error);
    }
  if (close (fd) != 0 || g_rename (self->partial, self->path) != 0)
    return set_fault (errno, error);
  g_clear_pointer (&self->partial, g_free);
  return TRUE;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *self = data;
  GError *error = NULL;

  stipple_language_use (self->language);
  if (write_page (self, &error) && (self->after != NULL || close_file (self, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- Pages */

static void ask (GTask *task);

static void
wrote (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->pages++;
  if (self->progress != NULL)
    self->progress (self->pages, self->bytes, self->progress_data);
  if (self->after == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ask (task);
}

static void
came (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GTask) writing = NULL;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED, "%s",
                               _ ("Cancelled."));
      return;
    }
  g_clear_pointer (&self->page, g_bytes_unref);
  self->page = g_bytes_ref (reply->body);
  g_free (self->after);
  self->after = g_steal_pointer (&reply->next);
  writing = g_task_new (NULL, NULL, wrote, g_object_ref (task));
  g_task_set_source_tag (writing, came);
  g_task_set_task_data (writing, self, NULL);
  g_task_run_in_thread (writing, write_in_thread);
}

static void
ask (GTask *task)
{
  const Export *self = g_task_get_task_data (task);
  g_autofree char *path = stipple_export_span_path (&self->span, TRUE, self->after);
  const StippleHubCall call = { .method = "GET", .path = path };

  stipple_hub_client_call_async (g_task_get_source_object (task), STIPPLE_LANE_BULK, &call,
                                 g_task_get_cancellable (task), came, g_object_ref (task));
}

void
stipple_export_file_async (StippleHubClient *client, const StippleExportSpan *span,
                           const char *path, StippleExportProgress progress, gpointer progress_data,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Export *self = g_new0 (Export, 1);

  g_task_set_source_tag (task, stipple_export_file_async);
  /* What is whole is whole; a cancellation is told by a fault of ours. */
  g_task_set_check_cancellable (task, FALSE);
  self->span = *span;
  self->path = g_strdup (path);
  self->fd = -1;
  self->language = g_strdup (stipple_language_current ());
  self->progress = progress;
  self->progress_data = progress_data;
  g_task_set_task_data (task, self, export_free);
  ask (task);
}

gboolean
stipple_export_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
