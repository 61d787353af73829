// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/print-job.h"

#include "core/language.h"
#include "desk/printing/paper.h"
#include "desk/session/audit-event.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _StipplePrintJob
{
  GObject parent_instance;

  StippleDesk *desk;
  StipplePrintEntry *what; /* its id is that in the list of what is not on paper; NULL: not yet */
  StipplePrintLayout lay_out;
  gpointer data; /* of @lay_out */
  GDestroyNotify free_data;
  GPtrArray *pages;             /* StippleDocument, laid out for the paper */
  GtkWindow *parent;            /* weak */
  GtkPrintOperation *operation; /* as long as it tells what becomes of the job */
  gboolean told;
  gboolean taken; /* by the print system */
  gboolean fresh; /* entered for this run alone: who says no in the dialog wants none of it */
};

G_DEFINE_FINAL_TYPE (StipplePrintJob, stipple_print_job, G_TYPE_OBJECT)

/* --- Printer and paper, as they were last time */

static GtkPrintSettings *
read_settings (StippleDeskSettings *kept)
{
  const char *text = stipple_desk_settings_get_printing (kept);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (text == NULL || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return NULL;
  return gtk_print_settings_new_from_key_file (file, STIPPLE_PRINT_SETTINGS_GROUP, NULL);
}

static void
recall (StipplePrintJob *self)
{
  StippleDeskSettings *kept = stipple_desk_get_settings (self->desk);
  g_autoptr (GtkPrintSettings) settings = read_settings (kept);
  g_autoptr (GtkPageSetup) page = stipple_print_page_setup (kept);

  gtk_print_operation_set_default_page_setup (self->operation, page);
  if (settings != NULL)
    gtk_print_operation_set_print_settings (self->operation, settings);
}

static void
remember (StipplePrintJob *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (self->operation);
  GtkPageSetup *page = gtk_print_operation_get_default_page_setup (self->operation);
  g_autofree char *text = NULL;

  if (settings == NULL)
    return;
  gtk_print_settings_to_key_file (settings, file, STIPPLE_PRINT_SETTINGS_GROUP);
  /* Where the last file went, and what it was called, is a person's code. */
  g_key_file_remove_key (file, STIPPLE_PRINT_SETTINGS_GROUP, GTK_PRINT_SETTINGS_OUTPUT_URI, NULL);
  g_key_file_remove_key (file, STIPPLE_PRINT_SETTINGS_GROUP, GTK_PRINT_SETTINGS_OUTPUT_BASENAME,
                         NULL);
  if (page != NULL)
    gtk_page_setup_to_key_file (page, file, STIPPLE_PRINT_PAGE_GROUP);
  text = g_key_file_to_data (file, NULL, NULL);
  g_object_set (stipple_desk_get_settings (self->desk), "printing", text, NULL);
}

/* --- Pages */

static void
begin_print (StipplePrintJob *self, GtkPrintContext *context, GtkPrintOperation *operation)
{
  const StipplePaper paper = stipple_print_paper_of (gtk_print_context_get_page_setup (context));
  guint pages = 0;

  g_ptr_array_set_size (self->pages, 0);
  self->lay_out (self->desk, self->what, self->data, paper, self->pages);
  for (guint i = 0; i < self->pages->len; i++)
    pages += stipple_document_get_n_pages (g_ptr_array_index (self->pages, i));
  gtk_print_operation_set_n_pages (operation, (int) pages);
}

static void
draw_page (StipplePrintJob *self, GtkPrintContext *context, int number)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint page = (guint) number;

  for (guint i = 0; i < self->pages->len; i++)
    {
      StippleDocument *document = g_ptr_array_index (self->pages, i);
      const guint n = stipple_document_get_n_pages (document);

      if (page < n)
        {
          stipple_document_draw_page (document, page, cr);
          return;
        }
      page -= n;
    }
}

/* --- The list of what is not on paper */

static void
enter (StipplePrintJob *self)
{
  if (self->what->id != NULL)
    return;
  self->fresh = TRUE;
  self->what->id =
      g_strdup (stipple_print_list_add (stipple_desk_get_unprinted (self->desk), self->what));
}

/* --- Faults */

static void
on_response (StipplePrintJob *self, const char *response)
{
  if (self->parent != NULL && g_str_equal (response, "again"))
    stipple_print_job_run (self, self->parent);
}

/* The job lives on in the question, and in the list. */
static void
fail (StipplePrintJob *self, const char *what)
{
  GtkWidget *dialog;

  enter (self);
  self->fresh = FALSE;
  stipple_print_list_set_failed (stipple_desk_get_unprinted (self->desk), self->what->id, what);
  if (self->parent == NULL)
    return;
  dialog = adw_message_dialog_new (self->parent, _ ("It was not printed"), NULL);
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("%s\n\nSee to the printer, then print again. What you leave for later stays under "
         "“Printing”."),
      what);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _ ("Later"), "again",
                                    _ ("Print again"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "again",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "again");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (dialog), "job", g_object_ref (self), g_object_unref);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Printing */

/* In its own time: a signal of the operation may be under way. */
static void
let_go (StipplePrintJob *self)
{
  g_signal_handlers_disconnect_by_data (self->operation, self);
  g_object_set_data (G_OBJECT (self->operation), "job", NULL);
  g_clear_object (&self->operation);
}

/* What the print system never hears of. */
static gboolean
to_file (GtkPrintOperation *operation)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);

  return settings != NULL
         && gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_URI) != NULL;
}

static void
status_changed (StipplePrintJob *self, GtkPrintOperation *operation)
{
  g_autoptr (StipplePrintJob) keep = g_object_ref (self);
  g_autoptr (GtkPrintOperation) still = g_object_ref (operation);
  StipplePrintList *list = stipple_desk_get_unprinted (self->desk);
  const GtkPrintStatus status = gtk_print_operation_get_status (operation);

  self->taken |= status == GTK_PRINT_STATUS_PENDING || status == GTK_PRINT_STATUS_PENDING_ISSUE
                 || status == GTK_PRINT_STATUS_PRINTING;
  if (status == GTK_PRINT_STATUS_FINISHED_ABORTED)
    fail (self, _ ("The printer gave up the job."));
  else if (status == GTK_PRINT_STATUS_FINISHED && to_file (operation))
    stipple_print_list_remove (list, self->what->id);
  else if (status == GTK_PRINT_STATUS_FINISHED && !self->taken)
    /* GTK 4.8 does not look at why CUPS gave the job no number, and takes it for printed. */
    fail (self, _ ("The print system did not take it: the queue is full, a quota is used up, or "
                   "the printer takes no jobs."));
  else if (status == GTK_PRINT_STATUS_FINISHED)
    stipple_print_list_settle (list, self->what->id);
  if (gtk_print_operation_is_finished (operation) && self->operation == operation)
    let_go (self);
}

/* Of what has codes. */
static guint
count (StipplePrintJob *self)
{
  return self->what->codes != NULL ? g_strv_length (self->what->codes) : 0;
}

static void
sent (StipplePrintJob *self)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (self->operation);

  remember (self);
  stipple_print_list_set_sent (stipple_desk_get_unprinted (self->desk), self->what->id,
                               settings != NULL ? gtk_print_settings_get_printer (settings) : NULL,
                               G_OBJECT (self));
  stipple_desk_toast (self->desk, g_dngettext (GETTEXT_PACKAGE, "It goes to the printer",
                                               "They go to the printer", MAX (count (self), 1)));
}

static void
done (StipplePrintJob *self, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  g_autoptr (StipplePrintJob) keep = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      sent (self);
      /* From here on the list keeps the job, and the job the operation. */
      g_object_set_data (G_OBJECT (operation), "job", NULL);
      status_changed (self, operation);
      return;
    }
  let_go (self);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      fail (self, error != NULL ? error->message : _ ("The printer cannot be reached."));
    }
  else if (self->fresh)
    stipple_print_list_remove (stipple_desk_get_unprinted (self->desk), self->what->id);
}

static void
print (StipplePrintJob *self)
{
  g_autofree char *title = NULL;
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  self->taken = FALSE;
  self->operation = g_object_ref (operation);
  recall (self);
  enter (self);
  /* A queue shows this to everybody: a code is nobody's name. */
  title = stipple_print_entry_title (self->what);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_track_print_status (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "begin-print", G_CALLBACK (begin_print), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "status-changed", G_CALLBACK (status_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "done", G_CALLBACK (done), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (operation), "job", g_object_ref (self), g_object_unref);
  /* Always by the dialog, which has the last printer chosen: without one, GTK 4.8 looks for the printer by itself
   * and frees what it found twice. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, self->parent, NULL);
}

static void
told (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StipplePrintJob) self = data;
  g_autoptr (GError) error = NULL;

  if (!stipple_audit_event_finish (STIPPLE_HUB_CLIENT (source), result, &error))
    {
      fail (self, error->message);
      return;
    }
  self->told = TRUE;
  if (self->parent != NULL)
    print (self);
}

void
stipple_print_job_run (StipplePrintJob *self, GtkWindow *parent)
{
  const StipplePrintKind kind = self->what->kind;
  const guint n = count (self);
  const gboolean batch = kind == STIPPLE_PRINT_SUMMARY && n > 1;
  const gboolean of_intake = kind == STIPPLE_PRINT_SUMMARY || kind == STIPPLE_PRINT_AFTERCARE;

  g_set_weak_pointer (&self->parent, parent);
  if (self->told)
    print (self);
  else
    stipple_audit_event_async (stipple_desk_get_client (self->desk), "print",
                               batch ? "batch" : stipple_print_kind_name (kind),
                               of_intake && n == 1 ? self->what->codes[0] : NULL, n, told,
                               g_object_ref (self));
}

/* --- The object */

static void
stipple_print_job_dispose (GObject *object)
{
  StipplePrintJob *self = STIPPLE_PRINT_JOB (object);

  if (self->operation != NULL)
    let_go (self);
  g_clear_weak_pointer (&self->parent);
  G_OBJECT_CLASS (stipple_print_job_parent_class)->dispose (object);
}

static void
stipple_print_job_finalize (GObject *object)
{
  StipplePrintJob *self = STIPPLE_PRINT_JOB (object);

  g_ptr_array_unref (self->pages);
  stipple_print_entry_free (self->what);
  self->free_data (self->data);
  g_object_unref (self->desk);
  G_OBJECT_CLASS (stipple_print_job_parent_class)->finalize (object);
}

static void
stipple_print_job_class_init (StipplePrintJobClass *class)
{
  G_OBJECT_CLASS (class)->dispose = stipple_print_job_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_print_job_finalize;
}

static void
stipple_print_job_init (StipplePrintJob *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_document_free);
}

StipplePrintJob *
stipple_print_job_new (StippleDesk *desk, const StipplePrintEntry *what, StipplePrintLayout lay_out,
                       gpointer data, GDestroyNotify free_data)
{
  StipplePrintJob *self = g_object_new (STIPPLE_TYPE_PRINT_JOB, NULL);

  self->desk = g_object_ref (desk);
  self->what = stipple_print_entry_copy (what);
  self->lay_out = lay_out;
  self->data = data;
  self->free_data = free_data;
  return self;
}
