// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/intake-actions.h"

#include "desk/printing/intake-print.h"
#include "desk/printing/preview.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define REASON_LEAST 3 /* characters, as the hub wants them */

/* --- Deleting */

typedef struct
{
  StippleDesk *desk;
  char *code;
  GtkWidget *reason;
} Deletion;

static void
deletion_free (gpointer data, GClosure *closure)
{
  Deletion *deletion = data;

  g_object_unref (deletion->desk);
  g_free (deletion->code);
  g_free (deletion);
}

static void
deleted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleDesk) desk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  stipple_desk_toast (desk, reply != NULL ? _ ("The intake is deleted") : error->message);
  stipple_hub_watch_look (stipple_desk_get_watch (desk));
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Deletion *deletion)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (deletion->reason));
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", deletion->code, NULL);
  g_autoptr (StippleJson) body = json_pack ("{ss}", "reason", reason);
  const StippleHubCall call = { .method = "DELETE", .path = path, .body = body };

  if (!g_str_equal (response, "delete"))
    return;
  stipple_hub_client_call_async (stipple_desk_get_client (deletion->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, deleted, g_object_ref (deletion->desk));
}

static void
reason_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "delete",
                                           g_utf8_strlen (reason, -1) >= REASON_LEAST);
}

static void
ask_to_delete (StippleDesk *desk, StippleOpenIntake *document, GtkWindow *parent)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Delete this intake?"),
                                              _ ("Only when the person asks for it. All of it goes "
                                                 "from the hub and cannot be brought back."));
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->desk = g_object_ref (desk);
  deletion->code = g_strdup (stipple_open_intake_get_code (document));
  deletion->reason = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (deletion->reason), _ ("Reason, without names"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (deletion->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason, without names"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), deletion->reason);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("Keep it"), "delete",
                                    _ ("Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "delete", FALSE);
  g_signal_connect (deletion->reason, "changed", G_CALLBACK (reason_changed), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), deletion, deletion_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
stipple_intake_action (StippleDesk *desk, StippleOpenIntake *document, const char *action,
                       GtkWidget *widget)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));

  if (g_str_equal (action, "intake.print"))
    gtk_window_present (GTK_WINDOW (stipple_preview_new (desk, document, parent)));
  else if (g_str_equal (action, "intake.aftercare"))
    gtk_window_present (GTK_WINDOW (stipple_preview_new_aftercare (desk, document, parent)));
  else if (g_str_equal (action, "intake.export-pdf"))
    stipple_export_pdf (desk, document, stipple_print_language (desk, document), NULL, parent);
  else if (g_str_equal (action, "intake.export-fhir"))
    stipple_export_fhir (desk, document, parent);
  else
    ask_to_delete (desk, document, parent);
}
