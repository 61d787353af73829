// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/paper/blank-forms.h"

#include "core/ids.h"
#include "desk/paper/form-print.h"
#include "desk/printing/paper.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

struct _StippleBlankForms
{
  GtkWindow parent_instance;

  GtkWidget *language;
  GtkWidget *copies;
  GtkWidget *fault;
  GtkWidget *pdf;
  GtkWidget *print;

  StippleDesk *desk;
  StipplePack *pack; /* the newest, for its languages; then that of the codes */
  GPtrArray *codes;  /* reserved, and in no PDF yet; NULL comes last */
  char *path;        /* of the PDF; NULL: to the printer */
};

G_DEFINE_FINAL_TYPE (StippleBlankForms, stipple_blank_forms, GTK_TYPE_WINDOW)

static void
set_fault (StippleBlankForms *self, const char *message)
{
  gtk_label_set_text (GTK_LABEL (self->fault), message != NULL ? message : "");
  gtk_widget_set_visible (self->fault, message != NULL);
}

static void
set_ready (StippleBlankForms *self, gboolean ready)
{
  gtk_widget_set_sensitive (self->pdf, ready);
  gtk_widget_set_sensitive (self->print, ready);
}

static void
fail (StippleBlankForms *self, const char *message)
{
  set_fault (self, message);
  set_ready (self, TRUE);
}

static const char *
get_language (StippleBlankForms *self)
{
  const guint n = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->language));

  return ((const StippleLanguage *) g_ptr_array_index (self->pack->languages, n))->tag;
}

/* The codes are of another language or number now: the hub gives others. */
static void
forget_codes (StippleBlankForms *self)
{
  g_ptr_array_set_size (self->codes, 0);
}

/* --- What is printed */

static void
write_pdf (StippleBlankForms *self, const StipplePrintEntry *what)
{
  g_autoptr (GPtrArray) forms =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_document_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), name);

  stipple_form_print_lay_out (what, self->pack,
                              stipple_print_paper (stipple_desk_get_settings (self->desk)), forms);
  if (!stipple_document_write_pdf_of (forms, self->path, &error))
    {
      fail (self, error->message);
      return;
    }
  stipple_desk_toast (self->desk, words);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
put_on_paper (StippleBlankForms *self)
{
  const StipplePrintEntry what = {
    .kind = STIPPLE_PRINT_PAPER_FORM,
    .codes = (char **) self->codes->pdata,
    .language = (char *) get_language (self),
    .pack_version = self->pack->version,
  };

  if (self->path != NULL)
    {
      write_pdf (self, &what);
      return;
    }
  stipple_form_print (self->desk, &what, self->pack,
                      gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- Codes from the hub, and the content that they are for */

static void
got_pack (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleBlankForms) self = data;
  g_autoptr (GError) error = NULL;
  StipplePack *pack = stipple_pack_cache_get_finish (STIPPLE_PACK_CACHE (source), result, &error);

  if (self->desk == NULL)
    {
      g_clear_pointer (&pack, stipple_pack_unref);
      return;
    }
  if (pack == NULL)
    {
      forget_codes (self);
      fail (self, error->message);
      return;
    }
  stipple_pack_unref (self->pack);
  self->pack = pack;
  put_on_paper (self);
}

static void
reserved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleBlankForms) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);
  const json_t *code;
  gsize i;

  if (self->desk == NULL)
    return;
  if (reply == NULL || json_array_size (json_object_get (reply->json, "codes")) == 0)
    {
      fail (self, error != NULL ? error->message
                                : _ ("What answered does not look like a Stipple hub. Check the "
                                     "address."));
      return;
    }
  json_array_foreach (json_object_get (reply->json, "codes"), i, code)
    {
      if (json_is_string (code) && json_string_length (code) == STIPPLE_CODE_LENGTH)
        g_ptr_array_add (self->codes, g_strdup (json_string_value (code)));
    }
  g_ptr_array_add (self->codes, NULL);
  stipple_pack_cache_get_async (
      stipple_desk_get_packs (self->desk), STIPPLE_LANE_ASK,
      (int) json_integer_value (json_object_get (reply->json, "packVersion")), NULL, got_pack,
      g_object_ref (self));
}

static void
run (StippleBlankForms *self)
{
  g_autoptr (StippleJson) body = NULL;
  StippleHubCall call = { .method = "POST", .path = STIPPLE_PATH_PAPER_FORMS };

  set_fault (self, NULL);
  set_ready (self, FALSE);
  if (self->codes->len > 0)
    {
      put_on_paper (self);
      return;
    }
  body = json_pack ("{s:i, s:s}", "count",
                    gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->copies)), "language",
                    get_language (self));
  call.body = body;
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, reserved, g_object_ref (self));
}

static void
on_print (StippleBlankForms *self)
{
  g_clear_pointer (&self->path, g_free);
  run (self);
}

static void
place_chosen (GtkNativeDialog *dialog, int response, StippleBlankForms *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT && self->desk != NULL)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    {
      g_free (self->path);
      self->path = g_file_get_path (file);
      run (self);
    }
  g_object_unref (dialog);
}

static void
on_pdf (StippleBlankForms *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save as PDF"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), NULL);
  g_autofree char *name = g_strdup_printf ("%s.pdf", _ ("Consultation form"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (place_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- The window */

static void
got_newest (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleBlankForms) self = data;
  g_autoptr (GError) error = NULL;
  StipplePack *pack = stipple_pack_cache_get_finish (STIPPLE_PACK_CACHE (source), result, &error);
  GtkStringList *names;

  if (pack == NULL || self->desk == NULL)
    {
      if (self->desk != NULL)
        set_fault (self, error->message);
      g_clear_pointer (&pack, stipple_pack_unref);
      return;
    }
  self->pack = pack;
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < pack->languages->len; i++)
    gtk_string_list_append (
        names, ((const StippleLanguage *) g_ptr_array_index (pack->languages, i))->name);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->language), G_LIST_MODEL (names));
  g_object_unref (names);
  set_ready (self, TRUE);
}

static void
state_changed (StippleBlankForms *self)
{
  if (stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
      != STIPPLE_CLIENT_SIGNED_IN)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
stipple_blank_forms_dispose (GObject *object)
{
  StippleBlankForms *self = STIPPLE_BLANK_FORMS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_BLANK_FORMS);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_blank_forms_parent_class)->dispose (object);
}

static void
stipple_blank_forms_finalize (GObject *object)
{
  StippleBlankForms *self = STIPPLE_BLANK_FORMS (object);

  g_clear_pointer (&self->pack, stipple_pack_unref);
  g_ptr_array_unref (self->codes);
  g_free (self->path);
  G_OBJECT_CLASS (stipple_blank_forms_parent_class)->finalize (object);
}

static void
stipple_blank_forms_class_init (StippleBlankFormsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_blank_forms_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_blank_forms_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/blank-forms.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleBlankForms, language);
  gtk_widget_class_bind_template_child (widget_class, StippleBlankForms, copies);
  gtk_widget_class_bind_template_child (widget_class, StippleBlankForms, fault);
  gtk_widget_class_bind_template_child (widget_class, StippleBlankForms, pdf);
  gtk_widget_class_bind_template_child (widget_class, StippleBlankForms, print);
  gtk_widget_class_bind_template_callback (widget_class, forget_codes);
  gtk_widget_class_bind_template_callback (widget_class, on_pdf);
  gtk_widget_class_bind_template_callback (widget_class, on_print);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
stipple_blank_forms_init (StippleBlankForms *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_ready (self, FALSE);
}

GtkWidget *
stipple_blank_forms_new (StippleDesk *desk, GtkWindow *parent)
{
  StippleBlankForms *self = g_object_new (STIPPLE_TYPE_BLANK_FORMS, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  stipple_pack_cache_get_newest_async (stipple_desk_get_packs (desk), STIPPLE_LANE_ASK, NULL,
                                       got_newest, g_object_ref (self));
  return GTK_WIDGET (self);
}
