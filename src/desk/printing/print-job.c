// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/print-job.h"

#include "core/language.h"
#include "desk/printing/paper.h"
#include "desk/session/audit-event.h"
#include "print/summary.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _StipplePrintJob
{
  GObject parent_instance;

  StippleDesk *desk;
  GPtrArray *documents; /* StippleOpenIntake */
  char *language;       /* NULL: each client's */
  GPtrArray *summaries; /* StippleDocument, laid out for the paper */
  GtkWindow *parent;    /* weak */
  gboolean told;
};

G_DEFINE_FINAL_TYPE (StipplePrintJob, stipple_print_job, G_TYPE_OBJECT)

const char *
stipple_print_language (StippleDesk *desk, StippleOpenIntake *document)
{
  const StippleIntake *intake = stipple_open_intake_get_intake (document);
  const char *own = stipple_language_current ();

  /* A pack without the desk's language would print in its first one. */
  return stipple_desk_settings_get_staff_language (stipple_desk_get_settings (desk))
                 && stipple_pack_find_language (stipple_open_intake_get_pack (document), own)
                        != NULL
             ? own
             : intake->language;
}

/* --- Printer and paper, as they were last time */

static void
recall (StipplePrintJob *self, GtkPrintOperation *operation)
{
  StippleDeskSettings *kept = stipple_desk_get_settings (self->desk);
  const char *text = stipple_desk_settings_get_printing (kept);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GtkPrintSettings) settings = NULL;
  g_autoptr (GtkPageSetup) page = stipple_print_page_setup (kept);

  gtk_print_operation_set_default_page_setup (operation, page);
  if (text == NULL || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;
  settings = gtk_print_settings_new_from_key_file (file, STIPPLE_PRINT_SETTINGS_GROUP, NULL);
  if (settings != NULL)
    gtk_print_operation_set_print_settings (operation, settings);
}

static void
remember (StipplePrintJob *self, GtkPrintOperation *operation)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  GtkPageSetup *page = gtk_print_operation_get_default_page_setup (operation);
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

  g_ptr_array_set_size (self->summaries, 0);
  for (guint i = 0; i < self->documents->len; i++)
    {
      StippleOpenIntake *document = g_ptr_array_index (self->documents, i);
      g_autofree char *receipt = stipple_open_intake_get_receipt (document);
      const char *language =
          self->language != NULL ? self->language : stipple_print_language (self->desk, document);
      StippleDocument *summary =
          stipple_summary_new (stipple_open_intake_get_intake (document),
                               stipple_open_intake_get_pack (document), receipt, language, paper);

      pages += stipple_document_get_n_pages (summary);
      g_ptr_array_add (self->summaries, summary);
    }
  gtk_print_operation_set_n_pages (operation, (int) pages);
}

static void
draw_page (StipplePrintJob *self, GtkPrintContext *context, int number)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint page = (guint) number;

  for (guint i = 0; i < self->summaries->len; i++)
    {
      StippleDocument *summary = g_ptr_array_index (self->summaries, i);
      const guint n = stipple_document_get_n_pages (summary);

      if (page < n)
        {
          stipple_document_draw_page (summary, page, cr);
          return;
        }
      page -= n;
    }
}

/* --- Faults */

static void
on_response (StipplePrintJob *self, const char *response)
{
  if (g_str_equal (response, "retry") && self->parent != NULL)
    stipple_print_job_run (self, self->parent);
}

/* The job lives on in the question. */
static void
offer_retry (StipplePrintJob *self, const char *what)
{
  GtkWidget *dialog;

  if (self->parent == NULL)
    return;
  dialog = adw_message_dialog_new (self->parent, _ ("It was not printed"), NULL);
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("%s\n\nSee to the printer, then print again: everything is still here."), what);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Do not print"),
                                    "retry", _ ("Print again"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "retry",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "retry");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (dialog), "job", g_object_ref (self), g_object_unref);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
status_changed (StipplePrintJob *self, GtkPrintOperation *operation)
{
  if (gtk_print_operation_get_status (operation) == GTK_PRINT_STATUS_FINISHED_ABORTED)
    offer_retry (self, _ ("The printer stopped the job."));
}

static void
done (StipplePrintJob *self, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      offer_retry (self, error != NULL ? error->message : _ ("The printer cannot be reached."));
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      remember (self, operation);
      stipple_desk_toast (self->desk,
                          g_dngettext (GETTEXT_PACKAGE, "The summary goes to the printer",
                                       "The summaries go to the printer", self->documents->len));
    }
}

static void
print (StipplePrintJob *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  recall (self, operation);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_track_print_status (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  /* A queue shows this to everybody: the code is nobody's name. */
  code =
      stipple_code_display (stipple_open_intake_get_code (g_ptr_array_index (self->documents, 0)));
  gtk_print_operation_set_job_name (operation, self->documents->len > 1 ? "Stipple" : code);
  g_signal_connect_object (operation, "begin-print", G_CALLBACK (begin_print), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "status-changed", G_CALLBACK (status_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "done", G_CALLBACK (done), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (operation), "job", g_object_ref (self), g_object_unref);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, self->parent,
                           &error);
}

static void
told (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StipplePrintJob) self = data;
  g_autoptr (GError) error = NULL;

  if (!stipple_audit_event_finish (STIPPLE_HUB_CLIENT (source), result, &error))
    {
      offer_retry (self, error->message);
      return;
    }
  self->told = TRUE;
  if (self->parent != NULL)
    print (self);
}

void
stipple_print_job_run (StipplePrintJob *self, GtkWindow *parent)
{
  const gboolean one = self->documents->len == 1;

  g_set_weak_pointer (&self->parent, parent);
  if (self->told)
    print (self);
  else
    stipple_audit_event_async (
        stipple_desk_get_client (self->desk), "print", one ? "summary" : "batch",
        one ? stipple_open_intake_get_code (g_ptr_array_index (self->documents, 0)) : NULL,
        self->documents->len, told, g_object_ref (self));
}

static void
stipple_print_job_finalize (GObject *object)
{
  StipplePrintJob *self = STIPPLE_PRINT_JOB (object);

  g_clear_weak_pointer (&self->parent);
  g_ptr_array_unref (self->summaries);
  g_ptr_array_unref (self->documents);
  g_object_unref (self->desk);
  g_free (self->language);
  G_OBJECT_CLASS (stipple_print_job_parent_class)->finalize (object);
}

static void
stipple_print_job_class_init (StipplePrintJobClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_print_job_finalize;
}

static void
stipple_print_job_init (StipplePrintJob *self)
{
  self->summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_document_free);
}

StipplePrintJob *
stipple_print_job_new (StippleDesk *desk, GPtrArray *documents, const char *language)
{
  StipplePrintJob *self = g_object_new (STIPPLE_TYPE_PRINT_JOB, NULL);

  self->desk = g_object_ref (desk);
  self->documents = g_ptr_array_ref (documents);
  self->language = g_strdup (language);
  return self;
}
