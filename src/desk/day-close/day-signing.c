// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/day-close/day-signing.h"

#include "core/day-words.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  StippleDesk *desk;
  char *day;
  char *etag;
  StippleDaySignedFunc signed_func;
  GWeakRef object;
  GtkWidget *reason; /* while it is asked for */
} Signing;

static void
signing_clear (gpointer data)
{
  Signing *self = data;

  g_object_unref (self->desk);
  g_free (self->day);
  g_free (self->etag);
  g_weak_ref_clear (&self->object);
}

static void
signing_unref (gpointer data)
{
  g_rc_box_release_full (data, signing_clear);
}

static void
closure_unref (gpointer data, GClosure *closure)
{
  signing_unref (data);
}

static void
tell (const Signing *self, const StippleHubReply *reply)
{
  const gboolean changed = reply->status == 412;
  g_autoptr (GObject) object = g_weak_ref_get ((GWeakRef *) &self->object);

  stipple_desk_toast (
      self->desk, changed ? _ ("Something changed meanwhile, so the day is not closed yet. Look "
                               "at it again.")
                          : _ ("The day is closed"));
  if (object != NULL)
    self->signed_func (changed ? json_object_get (reply->json, "current") : reply->json,
                       reply->etag, object);
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Signing *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (reply != NULL)
    tell (self, reply);
  else
    stipple_desk_toast (self->desk, error->message);
  signing_unref (self);
}

static void
post (Signing *self, const char *reason)
{
  g_autoptr (StippleJson) body = json_pack ("{s:s, s:s*}", "date", self->day, "reason", reason);
  const StippleHubCall call = {
    .method = "POST", .path = STIPPLE_PATH_DAY_CLOSE, .body = body, .if_match = self->etag
  };

  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, answered, g_rc_box_acquire (self));
}

/* --- With something to explain */

static void
on_response (AdwMessageDialog *dialog, const char *response, Signing *self)
{
  if (g_str_equal (response, "close"))
    post (self, gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

static void
reason_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "close",
                                           g_utf8_strlen (reason, -1) >= STIPPLE_DAY_REASON_MIN);
}

/* Takes @self. */
static void
ask_why (Signing *self, const StippleDayCounts *counts, GtkWindow *parent)
{
  g_autofree char *verdict = stipple_day_verdict (counts);
  /* TRANSLATORS: %s is what is wrong with the day: "1 missing" */
  g_autofree char *body = g_strdup_printf (
      _ ("%s. Say why the day is closed all the same; it is kept with your name."), verdict);
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Close this day with a gap?"), body);

  self->reason = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->reason), STIPPLE_DAY_REASON_MAX);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _ ("Reason, without names"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason, without names"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), self->reason);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "open", _ ("Leave it open"),
                                    "close", _ ("Close the day anyway"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "close", FALSE);
  g_signal_connect (self->reason, "changed", G_CALLBACK (reason_changed), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), self, closure_unref, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
stipple_day_sign (StippleDesk *desk, const StippleDayClose *close, const char *etag,
                  GtkWindow *parent, StippleDaySignedFunc signed_func, GObject *object)
{
  Signing *self = g_rc_box_new0 (Signing);
  StippleDayCounts counts;

  self->desk = g_object_ref (desk);
  self->day = g_strdup (close->day);
  self->etag = g_strdup (etag);
  self->signed_func = signed_func;
  g_weak_ref_init (&self->object, object);
  stipple_day_close_count (close, &counts);
  if (!stipple_day_counts_are_clean (&counts))
    {
      ask_why (self, &counts, parent);
      return;
    }
  post (self, NULL);
  signing_unref (self);
}
