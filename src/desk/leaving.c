// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/leaving.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static guint
count_notes (StippleDesk *desk)
{
  StippleNoteBox *notes = stipple_desk_get_notes (desk);

  return stipple_note_box_get_n_waiting (notes) + stipple_note_box_get_n_drafts (notes);
}

gboolean
stipple_leaving_loses (StippleDesk *desk)
{
  return count_notes (desk) + stipple_drafts_get_n (stipple_desk_get_drafts (desk)) > 0;
}

static char *
describe (StippleDesk *desk, gboolean quit)
{
  const guint notes = count_notes (desk);
  const guint drafts = stipple_drafts_get_n (stipple_desk_get_drafts (desk));
  GString *words = g_string_new (NULL);

  if (notes > 0)
    g_string_append_printf (words,
                            g_dngettext (GETTEXT_PACKAGE, "%u note has not reached the hub.",
                                         "%u notes have not reached the hub.", notes),
                            notes);
  if (notes > 0 && drafts > 0)
    g_string_append_c (words, '\n');
  if (drafts > 0)
    g_string_append_printf (
        words,
        g_dngettext (GETTEXT_PACKAGE, "%u form is not saved.", "%u forms are not saved.", drafts),
        drafts);
  g_string_append_c (words, '\n');
  g_string_append (words, quit ? _ ("What is not at the hub is lost when the desk closes.")
                               : _ ("It is kept here until the same person signs in again."));
  return g_string_free (words, FALSE);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer go)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (!g_str_equal (response, "go") || window == NULL)
    return;
  /* The window may end here, and the dialog is still on its way out. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  ((void (*) (GtkWindow *)) go) (window);
}

void
stipple_leaving_ask (GtkWindow *window, StippleDesk *desk, gboolean quit,
                     void (*go) (GtkWindow *window))
{
  g_autofree char *words = describe (desk, quit);
  GtkWidget *dialog =
      adw_message_dialog_new (window, quit ? _ ("Close the desk?") : _ ("Sign out?"), words);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("Stay"), "go",
                                    quit ? _ ("Close and lose it") : _ ("Sign out"), NULL);
  if (quit)
    adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "go",
                                                ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), (gpointer) go);
  gtk_window_present (GTK_WINDOW (dialog));
}
