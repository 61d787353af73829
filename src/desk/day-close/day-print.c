// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/day-close/day-print.h"

#include "core/language.h"
#include "desk/printing/paper.h"
#include "desk/printing/print-job.h"
#include "desk/session/audit-event.h"
#include "print/day-close-sheet.h"
#include "wire/day-close.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  StippleDesk *desk;
  StippleDayClose *close;
  GtkWindow *parent; /* weak */
  StippleDocument *sheet;
} Printing;

static void
printing_free (gpointer data)
{
  Printing *self = data;

  g_clear_weak_pointer (&self->parent);
  g_clear_pointer (&self->sheet, stipple_document_free);
  stipple_day_close_free (self->close);
  g_object_unref (self->desk);
  g_free (self);
}

static void
begin_print (GtkPrintOperation *operation, GtkPrintContext *context, Printing *self)
{
  const StipplePaper paper = stipple_print_paper_of (gtk_print_context_get_page_setup (context));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  g_clear_pointer (&self->sheet, stipple_document_free);
  self->sheet =
      stipple_day_close_sheet_new (self->close, NULL, zone, stipple_language_current (), paper);
  gtk_print_operation_set_n_pages (operation, (int) stipple_document_get_n_pages (self->sheet));
}

static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *self)
{
  stipple_document_draw_page (self->sheet, (guint) page,
                              gtk_print_context_get_cairo_context (context));
}

static void
done (GtkPrintOperation *operation, GtkPrintOperationResult result, Printing *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    stipple_desk_toast (self->desk, _ ("The day close goes to the printer"));
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      stipple_desk_toast (self->desk,
                          error != NULL ? error->message : _ ("The printer cannot be reached."));
    }
  g_object_set_data (G_OBJECT (operation), "printing", NULL);
}

/* The printer of the last job. */
static void
recall (GtkPrintOperation *operation, StippleDeskSettings *kept)
{
  const char *text = stipple_desk_settings_get_printing (kept);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GtkPageSetup) page = stipple_print_page_setup (kept);
  g_autoptr (GtkPrintSettings) settings = NULL;

  gtk_print_operation_set_default_page_setup (operation, page);
  if (text == NULL || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;
  settings = gtk_print_settings_new_from_key_file (file, STIPPLE_PRINT_SETTINGS_GROUP, NULL);
  if (settings != NULL)
    gtk_print_operation_set_print_settings (operation, settings);
}

static void
print (Printing *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  recall (operation, stipple_desk_get_settings (self->desk));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, self->close->day);
  g_object_set_data_full (G_OBJECT (operation), "printing", self, printing_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), self);
  g_signal_connect (operation, "done", G_CALLBACK (done), self);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, self->parent, NULL);
}

static void
told (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *self = data;
  g_autoptr (GError) error = NULL;

  if (stipple_audit_event_finish (STIPPLE_HUB_CLIENT (source), result, &error)
      && self->parent != NULL)
    {
      print (self);
      return;
    }
  if (error != NULL)
    stipple_desk_toast (self->desk, error->message);
  printing_free (self);
}

void
stipple_day_print (StippleDesk *desk, const StippleDayClose *close, GtkWindow *parent)
{
  g_autoptr (StippleJson) json = stipple_day_close_write (close);
  Printing *self = g_new0 (Printing, 1);

  self->desk = g_object_ref (desk);
  self->close = stipple_day_close_read (json, NULL);
  g_set_weak_pointer (&self->parent, parent);
  stipple_audit_event_async (stipple_desk_get_client (desk), "print", "day-close", NULL, 0, told,
                             self);
}
