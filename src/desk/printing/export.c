// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/preview.h"

#include "core/ids.h"
#include "core/person.h"
#include "desk/printing/intake-print.h"
#include "desk/printing/paper.h"
#include "desk/session/audit-event.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

/* One file on its way: first where to, then the hub is told, then it is written. */
typedef struct
{
  StippleDesk *desk;
  StippleOpenIntake *document;
  char *language; /* NULL: FHIR */
  GDate first;    /* of an aftercare sheet; invalid: a summary */
  StipplePaper paper;
  char *path;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->desk);
  g_object_unref (self->document);
  g_free (self->language);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static gboolean
write_pdf (const Export *export, GError **error)
{
  g_autoptr (StippleDocument) document = stipple_intake_print_lay_out (
      export->document, &export->first, export->language, export->paper);

  return stipple_document_write_pdf (document, export->path, error);
}

static gboolean
write_fhir (const Export *export, GError **error)
{
  const json_t *json = stipple_open_intake_get_json (export->document);
  g_autoptr (StippleJson) bundle = stipple_fhir_collection (json_object_get (json, "patient"),
                                                            json_object_get (json, "response"));
  char *text = stipple_json_canonical (bundle);
  const gboolean good = g_file_set_contents_full (export->path, text, -1,
                                                  G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);

  stipple_wipe (text);
  return good;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *export = data;
  GError *error = NULL;

  if (export->language != NULL ? write_pdf (export, &error) : write_fhir (export, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  const Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = g_path_get_basename (export->path);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    /* TRANSLATORS: %s is the name of a file */
    words = g_strdup_printf (_ ("Saved as %s"), name);
  stipple_desk_toast (export->desk, words != NULL ? words : error->message);
}

static void
told (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  if (!stipple_audit_event_finish (STIPPLE_HUB_CLIENT (source), result, &error))
    {
      stipple_desk_toast (export->desk, error->message);
      return;
    }
  task = g_task_new (NULL, NULL, written, NULL);
  g_task_set_source_tag (task, told);
  g_task_set_task_data (task, g_steal_pointer (&export), (GDestroyNotify) export_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
chosen (GtkNativeDialog *dialog, int response, Export *data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GFile) file = NULL;
  StippleHubClient *client = stipple_desk_get_client (export->desk);
  const char *code = stipple_open_intake_get_code (export->document);
  const char *what;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (file == NULL)
    return;
  export->path = g_file_get_path (file);
  what = export->language == NULL ? "fhir" : g_date_valid (&export->first) ? "aftercare" : "pdf";
  stipple_audit_event_async (client, "export", what, code, 1, told, g_steal_pointer (&export));
}

static void
ask_where (Export *export, GtkWindow *parent, const char *suffix)
{
  g_autofree char *code = stipple_code_display (stipple_open_intake_get_code (export->document));
  /* Under its code: a name does not belong into a folder that others see. */
  g_autofree char *name = g_strconcat (code, suffix, NULL);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen), export);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static Export *
new_export (StippleDesk *desk, StippleOpenIntake *document, const char *language)
{
  Export *export = g_new0 (Export, 1);

  export->desk = g_object_ref (desk);
  export->document = g_object_ref (document);
  export->language = g_strdup (language);
  export->paper = stipple_print_paper (stipple_desk_get_settings (desk));
  return export;
}

void
stipple_export_pdf (StippleDesk *desk, StippleOpenIntake *document, const char *language,
                    const GDate *first, GtkWindow *parent)
{
  Export *export = new_export (desk, document, language);

  if (first != NULL)
    export->first = *first;
  ask_where (export, parent, first != NULL ? "-aftercare.pdf" : ".pdf");
}

void
stipple_export_fhir (StippleDesk *desk, StippleOpenIntake *document, GtkWindow *parent)
{
  ask_where (new_export (desk, document, NULL), parent, ".fhir.json");
}
