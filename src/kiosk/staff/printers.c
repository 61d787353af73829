// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/printers.h"

#include "core/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <unistd.h>

struct _StipplePrinters
{
  GObject parent_instance;

  GPtrArray *printers; /* GtkPrinter */
  GPtrArray *found;    /* while looking */
};

G_DEFINE_FINAL_TYPE (StipplePrinters, stipple_printers, G_TYPE_OBJECT)

static guint changed_signal;

/* --- Looking */

/* Virtual ones make files. */
static gboolean
take (GtkPrinter *printer, gpointer data)
{
  StipplePrinters *self = data;

  if (!gtk_printer_is_virtual (printer))
    g_ptr_array_add (self->found, g_object_ref (printer));
  return FALSE;
}

static void
looked (gpointer data)
{
  g_autoptr (StipplePrinters) self = data;

  g_ptr_array_unref (self->printers);
  self->printers = g_steal_pointer (&self->found);
  g_signal_emit (self, changed_signal, 0);
}

void
stipple_printers_look (StipplePrinters *self)
{
  if (self->found != NULL)
    return;
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_enumerate_printers (take, g_object_ref (self), looked, FALSE);
}

char **
stipple_printers_list_names (StipplePrinters *self)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **names;

  for (guint i = 0; i < self->printers->len; i++)
    g_strv_builder_add (builder, gtk_printer_get_name (g_ptr_array_index (self->printers, i)));
  names = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return names;
}

GtkPrinter *
stipple_printers_choose (StipplePrinters *self, const char *name)
{
  GtkPrinter *usual = self->printers->len > 0 ? g_ptr_array_index (self->printers, 0) : NULL;

  for (guint i = self->printers->len; i-- > 0;)
    if (gtk_printer_is_default (g_ptr_array_index (self->printers, i)))
      usual = g_ptr_array_index (self->printers, i);
  for (guint i = 0; name != NULL && i < self->printers->len; i++)
    if (g_str_equal (gtk_printer_get_name (g_ptr_array_index (self->printers, i)), name))
      return g_ptr_array_index (self->printers, i);
  return usual;
}

/* --- Printing */

/* -1: errno. */
static int
open_memory (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  int fd = memfd_create ("stipple-print", MFD_CLOEXEC);

  while (fd >= 0 && length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          close (fd);
          return -1;
        }
      data += written;
      length -= (gsize) written;
    }
  if (fd >= 0)
    lseek (fd, 0, SEEK_SET);
  return fd;
}

static void
close_memory (gpointer fd)
{
  close (GPOINTER_TO_INT (fd));
}

/* GTK 4.8 does not look at why CUPS gave a job no number, and takes it for printed: what is in a queue has waited
 * there before. */
static void
status_changed (GtkPrintJob *job, GTask *task)
{
  const GtkPrintStatus status = gtk_print_job_get_status (job);

  if (g_task_get_completed (task) || status == GTK_PRINT_STATUS_INITIAL
      || status == GTK_PRINT_STATUS_PREPARING || status == GTK_PRINT_STATUS_GENERATING_DATA
      || status == GTK_PRINT_STATUS_SENDING_DATA)
    return;
  g_signal_handlers_disconnect_by_data (job, task);
  if (status == GTK_PRINT_STATUS_FINISHED || status == GTK_PRINT_STATUS_FINISHED_ABORTED)
    g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_IO, "%s",
                             _ ("The print system did not take it: the queue is full, a quota is "
                                "used up, or the printer takes no jobs."));
  else
    g_task_return_boolean (task, TRUE);
}

static void
release (gpointer task, GClosure *closure)
{
  g_object_unref (task);
}

static void
sent (GtkPrintJob *job, gpointer data, const GError *error)
{
  GTask *task = data;

  if (error == NULL)
    return;
  g_signal_handlers_disconnect_by_data (job, task);
  g_task_return_error (task, g_error_copy (error));
}

void
stipple_printers_print_async (StipplePrinters *self, GtkPrinter *printer, const char *title,
                              GBytes *pdf, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  g_autoptr (GtkPrintJob) job = gtk_print_job_new (title, printer, settings, page);
  int fd = open_memory (pdf);
  GError *error = NULL;

  g_task_set_source_tag (task, stipple_printers_print_async);
  if (fd < 0)
    {
      g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_IO,
                               _ ("The page could not be made ready: %s. Try again."),
                               g_strerror (errno));
      return;
    }
  /* The job reads from it until it is sent. */
  g_task_set_task_data (task, GINT_TO_POINTER (fd), close_memory);
  gtk_print_job_set_track_print_status (job, TRUE);
  if (gtk_print_job_set_source_fd (job, fd, &error))
    {
      g_signal_connect_data (job, "status-changed", G_CALLBACK (status_changed),
                             g_object_ref (task), release, 0);
      gtk_print_job_send (job, sent, g_object_ref (task), g_object_unref);
    }
  else
    g_task_return_error (task, error);
}

gboolean
stipple_printers_print_finish (StipplePrinters *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- Object */

static void
stipple_printers_finalize (GObject *object)
{
  StipplePrinters *self = STIPPLE_PRINTERS (object);

  g_ptr_array_unref (self->printers);
  G_OBJECT_CLASS (stipple_printers_parent_class)->finalize (object);
}

static void
stipple_printers_class_init (StipplePrintersClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_printers_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_printers_init (StipplePrinters *self)
{
  self->printers = g_ptr_array_new_with_free_func (g_object_unref);
}

StipplePrinters *
stipple_printers_new (void)
{
  return g_object_new (STIPPLE_TYPE_PRINTERS, NULL);
}
