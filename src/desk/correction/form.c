// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/form.h"

#include "core/error.h"
#include "core/language.h"
#include "core/text.h"
#include "desk/parts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

char *
stipple_form_describe (StippleOpenIntake *document)
{
  g_autofree char *typed = stipple_intake_get_name (stipple_open_intake_get_intake (document));
  g_autofree char *joined = stipple_text_join_marks (typed);
  g_autofree char *name = stipple_language_isolate (joined);
  g_autofree char *shown = stipple_code_display (stipple_open_intake_get_code (document));
  g_autofree char *straight = stipple_language_left_to_right (shown);
  g_autofree char *code = g_strdup_printf (_ ("code %s"), straight);

  /* TRANSLATORS: a name, and "code 7K4-Q2M"; from right to left it begins with U+200F, for the name's letters may run
   * the other way */
  return g_strdup_printf (C_ ("correction", "%s · %s"), *name != '\0' ? name : _ ("No name yet"),
                          code);
}

gboolean
stipple_form_is_typing (guint keyval, GdkModifierType modifiers)
{
  return (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_META_MASK | GDK_SUPER_MASK)) == 0
         && g_unichar_isprint (gdk_keyval_to_unicode (keyval));
}

StippleFormKey
stipple_form_read_key (guint keyval, GdkModifierType modifiers)
{
  if (keyval == GDK_KEY_Escape)
    return STIPPLE_FORM_KEY_LEAVE;
  if ((modifiers & GDK_CONTROL_MASK) == 0)
    return STIPPLE_FORM_KEY_NONE;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_s:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return STIPPLE_FORM_KEY_SAVE;
    case GDK_KEY_z:
      return (modifiers & GDK_SHIFT_MASK) != 0 ? STIPPLE_FORM_KEY_REDO : STIPPLE_FORM_KEY_UNDO;
    case GDK_KEY_y:
      return STIPPLE_FORM_KEY_REDO;
    default:
      return STIPPLE_FORM_KEY_NONE;
    }
}

const char *
stipple_form_explain (const GError *error)
{
  if (error == NULL)
    return _ ("What answered does not look like a Stipple hub. Check the address.");
  switch (error->code)
    {
    case STIPPLE_ERROR_NETWORK:
    case STIPPLE_ERROR_TLS:
      return _ (
          "The hub cannot be reached. What you typed is kept here: save again when it is back.");
    case STIPPLE_ERROR_UNAUTHORIZED:
      return _ ("Please sign in again. What you typed is kept here, and is then saved.");
    default:
      return error->message;
    }
}

/* --- Leaving */

typedef struct
{
  GtkWidget *form; /* weak */
  GCallback leave;
} Leaving;

static void
leaving_free (gpointer data, GClosure *closure)
{
  Leaving *leaving = data;

  g_clear_weak_pointer (&leaving->form);
  g_free (leaving);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Leaving *leaving)
{
  if (leaving->form == NULL || g_str_equal (response, "stay"))
    return;
  ((void (*) (GtkWidget *, gboolean)) leaving->leave) (leaving->form,
                                                       g_str_equal (response, "discard"));
}

void
stipple_form_ask_to_leave (GtkWidget *form, const char *title, GCallback leave)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (form)), title,
      _ ("It is not saved. Kept for later, it is here until you close the desk."));
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->leave = leave;
  g_set_weak_pointer (&leaving->form, form);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("Go on"), "later",
                                    _ ("Keep for later"), "discard", _ ("Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), leaving, leaving_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

GtkWidget *
stipple_form_draft_strip (const char *words, const char *action)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = stipple_desk_label (words, NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Go on with it"));

  gtk_widget_add_css_class (strip, "result-banner");
  gtk_widget_add_css_class (strip, "in-progress");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "desk-button");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (strip), label);
  gtk_box_append (GTK_BOX (strip), button);
  return strip;
}
