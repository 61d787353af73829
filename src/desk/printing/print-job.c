// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/print-job.h"

#include "core/language.h"
#include "desk/printing/paper.h"
#include "desk/session/audit-event.h"
#include "print/aftercare-sheet.h"
#include "print/summary.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _StipplePrintJob
{
  GObject parent_instance;

  StippleDesk *desk;
  StipplePrintKind kind;
  GPtrArray *documents;         /* StippleOpenIntake */
  char *language;               /* NULL: each client's */
  GDate first;                  /* of an aftercare sheet */
  GPtrArray *pages;             /* StippleDocument, laid out for the paper */
  char *id;                     /* in the list of what is not on paper; NULL: not yet */
  GtkWindow *parent;            /* weak */
  GtkPrintOperation *operation; /* as long as it tells what becomes of the job */
  gboolean told;
  gboolean fresh; /* entered for this run alone: who says no in the dialog wants none of it */
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

static StippleDocument *
lay_out (StipplePrintJob *self, StippleOpenIntake *document, StipplePaper paper)
{
  StipplePack *pack = stipple_open_intake_get_pack (document);
  g_autofree char *receipt = stipple_open_intake_get_receipt (document);
  const char *language =
      self->language != NULL ? self->language : stipple_print_language (self->desk, document);

  if (self->kind == STIPPLE_PRINT_AFTERCARE)
    return stipple_aftercare_sheet_new (pack, &self->first, g_get_real_time (), language, paper);
  return stipple_summary_new (stipple_open_intake_get_intake (document), pack, receipt, language,
                              paper);
}

static void
begin_print (StipplePrintJob *self, GtkPrintContext *context, GtkPrintOperation *operation)
{
  const StipplePaper paper = stipple_print_paper_of (gtk_print_context_get_page_setup (context));
  guint pages = 0;

  g_ptr_array_set_size (self->pages, 0);
  for (guint i = 0; i < self->documents->len; i++)
    {
      StippleDocument *document = lay_out (self, g_ptr_array_index (self->documents, i), paper);

      pages += stipple_document_get_n_pages (document);
      g_ptr_array_add (self->pages, document);
    }
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
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  if (self->id != NULL)
    return;
  self->fresh = TRUE;
  for (guint i = 0; i < self->documents->len; i++)
    g_ptr_array_add (
        codes, (char *) stipple_open_intake_get_code (g_ptr_array_index (self->documents, i)));
  g_ptr_array_add (codes, NULL);
  self->id = g_strdup (stipple_print_list_add (
      stipple_desk_get_unprinted (self->desk), self->kind, (const char *const *) codes->pdata,
      self->language, self->kind == STIPPLE_PRINT_AFTERCARE ? &self->first : NULL));
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
  stipple_print_list_set_failed (stipple_desk_get_unprinted (self->desk), self->id, what);
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

  /* What a print system would not take is finished for GTK as well: the list finds out. */
  if (status == GTK_PRINT_STATUS_FINISHED_ABORTED)
    fail (self, _ ("The printer gave up the job."));
  else if (status == GTK_PRINT_STATUS_FINISHED && to_file (operation))
    stipple_print_list_remove (list, self->id);
  else if (status == GTK_PRINT_STATUS_FINISHED)
    stipple_print_list_settle (list, self->id);
  if (gtk_print_operation_is_finished (operation) && self->operation == operation)
    let_go (self);
}

static void
sent (StipplePrintJob *self)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (self->operation);

  remember (self);
  stipple_print_list_set_sent (stipple_desk_get_unprinted (self->desk), self->id,
                               settings != NULL ? gtk_print_settings_get_printer (settings) : NULL,
                               G_OBJECT (self));
  stipple_desk_toast (self->desk, g_dngettext (GETTEXT_PACKAGE, "It goes to the printer",
                                               "They go to the printer", self->documents->len));
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
    stipple_print_list_remove (stipple_desk_get_unprinted (self->desk), self->id);
}

static void
print (StipplePrintJob *self)
{
  g_autofree char *name = NULL;
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  self->operation = g_object_ref (operation);
  recall (self);
  enter (self);
  /* A queue shows this to everybody: a code is nobody's name. */
  name = stipple_print_entry_title (
      stipple_print_list_find (stipple_desk_get_unprinted (self->desk), self->id));
  gtk_print_operation_set_job_name (operation, name);
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

static const char *
audit_word (StipplePrintJob *self)
{
  if (self->kind == STIPPLE_PRINT_AFTERCARE)
    return "aftercare";
  return self->documents->len == 1 ? "summary" : "batch";
}

void
stipple_print_job_run (StipplePrintJob *self, GtkWindow *parent)
{
  const char *code = stipple_open_intake_get_code (g_ptr_array_index (self->documents, 0));

  g_set_weak_pointer (&self->parent, parent);
  if (self->told)
    print (self);
  else
    stipple_audit_event_async (stipple_desk_get_client (self->desk), "print", audit_word (self),
                               self->documents->len == 1 ? code : NULL, self->documents->len, told,
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
  g_ptr_array_unref (self->documents);
  g_object_unref (self->desk);
  g_free (self->language);
  g_free (self->id);
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
stipple_print_job_new (StippleDesk *desk, GPtrArray *documents, const char *language)
{
  StipplePrintJob *self = g_object_new (STIPPLE_TYPE_PRINT_JOB, NULL);

  self->desk = g_object_ref (desk);
  self->documents = g_ptr_array_ref (documents);
  self->language = g_strdup (language);
  return self;
}

StipplePrintJob *
stipple_print_job_new_aftercare (StippleDesk *desk, StippleOpenIntake *document,
                                 const char *language, const GDate *first)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  StipplePrintJob *self;

  g_ptr_array_add (documents, g_object_ref (document));
  self = stipple_print_job_new (desk, documents, language);
  self->kind = STIPPLE_PRINT_AFTERCARE;
  self->first = *first;
  return self;
}

StipplePrintJob *
stipple_print_job_new_again (StippleDesk *desk, GPtrArray *documents, const char *id)
{
  const StipplePrintEntry *entry = stipple_print_list_find (stipple_desk_get_unprinted (desk), id);
  StipplePrintJob *self = stipple_print_job_new (desk, documents, entry->language);

  self->kind = entry->kind;
  self->first = entry->first;
  self->id = g_strdup (id);
  return self;
}
