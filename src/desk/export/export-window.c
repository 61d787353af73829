// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/export/export-window.h"

#include "core/clock.h"
#include "core/language.h"
#include "desk/day-button.h"
#include "desk/export/export-file.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define PAGE_INTAKES 100 /* of the hub, at the most: for the bar only */

struct _StippleExportWindow
{
  GtkWindow parent_instance;

  GtkWidget *stack;
  GtkWidget *first;
  GtkWidget *last;
  GtkWidget *form;
  GtkWidget *count_words;
  GtkWidget *choose;
  GtkWidget *words;
  GtkWidget *bar;

  StippleDesk *desk;
  GCancellable *counting;
  GCancellable *exporting;
  gint64 n; /* people in the span; -1: not known */
  char *path;
};

G_DEFINE_FINAL_TYPE (StippleExportWindow, stipple_export_window, GTK_TYPE_WINDOW)

/* As the drop-down has them. */
static const struct
{
  const char *format;
  const char *label;
  const char *suffix;
} forms[] = {
  { "csv", N_ ("CSV, for a spreadsheet"), ".csv" },
  { "ndjson", N_ ("FHIR R4, for another system (NDJSON)"), ".ndjson" },
};

static guint
chosen_form (StippleExportWindow *self)
{
  return MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->form)), G_N_ELEMENTS (forms) - 1);
}

static void
get_span (StippleExportWindow *self, StippleExportSpan *span)
{
  stipple_day_button_get_day (STIPPLE_DAY_BUTTON (self->first), &span->first);
  stipple_day_button_get_day (STIPPLE_DAY_BUTTON (self->last), &span->last);
  span->format = forms[chosen_form (self)].format;
}

/* --- How many */

static void
show_count (StippleExportWindow *self, const char *fault)
{
  g_autofree char *words = NULL;

  if (fault != NULL)
    words = g_strdup (fault);
  else if (self->n < 0)
    words = g_strdup (_ ("Asking the hub…"));
  else if (self->n == 0)
    words = g_strdup (_ ("No intake arrived on these days."));
  else
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The health data of %u person",
                                          "The health data of %u people", (gulong) self->n),
                             (guint) self->n);
  gtk_label_set_text (GTK_LABEL (self->count_words), words);
  gtk_widget_set_sensitive (self->choose, self->n > 0);
}

static void
counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleExportWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->desk == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self->n = reply != NULL ? json_integer_value (json_object_get (reply->json, "intakes")) : -1;
  show_count (self, error != NULL ? error->message : NULL);
}

static void
count (StippleExportWindow *self)
{
  StippleExportSpan span;
  g_autofree char *path = NULL;
  StippleHubCall call = { .method = "GET" };

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->n = -1;
  get_span (self, &span);
  if (g_date_compare (&span.first, &span.last) > 0)
    {
      show_count (self, _ ("The first day is after the last one."));
      return;
    }
  show_count (self, NULL);
  self->counting = g_cancellable_new ();
  path = stipple_export_span_path (&span, FALSE, NULL);
  call.path = path;
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 self->counting, counted, g_object_ref (self));
}

/* --- Exporting */

static void
on_progress (guint pages, goffset bytes, gpointer data)
{
  StippleExportWindow *self = data;
  const guint done = MIN (pages * PAGE_INTAKES, (guint) self->n);
  g_autofree char *words = g_strdup_printf (_ ("Getting %u of %u…"), done, (guint) self->n);

  if (self->desk == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), (double) done / (double) self->n);
}

static void
exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleExportWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  const gboolean good = stipple_export_file_finish (result, &error);

  if (self->desk == NULL)
    return;
  name = g_path_get_basename (self->path);
  if (good)
    words = g_strdup_printf (_ ("Saved as %s"), name);
  stipple_desk_toast (self->desk, good ? words : error->message);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_response (StippleExportWindow *self, const char *response)
{
  StippleExportSpan span;

  if (self->desk == NULL || !g_str_equal (response, "export"))
    return;
  get_span (self, &span);
  self->exporting = g_cancellable_new ();
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "progress");
  on_progress (0, 0, self);
  stipple_export_file_async (stipple_desk_get_client (self->desk), &span, self->path, on_progress,
                             self, self->exporting, exported, g_object_ref (self));
}

/* The second time: who, how many, which days, where to, and what that means. */
static void
ask_again (StippleExportWindow *self)
{
  StippleExportSpan span;
  GtkWidget *dialog;
  g_autofree char *heading = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Take the health data of %u person out of Stipple?",
                   "Take the health data of %u people out of Stipple?", (gulong) self->n),
      (guint) self->n);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  get_span (self, &span);
  first = stipple_language_format_date (&span.first, NULL, STIPPLE_DATE_DAY);
  last = stipple_language_format_date (&span.last, NULL, STIPPLE_DATE_DAY);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      /* TRANSLATORS: a user, two days, a file */
      _ ("%s exports all that came from %s to %s, with names and answers, to\n%s\n\nStipple cannot "
         "protect that file any more: whoever gets hold of it can read it. The hub writes down who "
         "exported what."),
      stipple_hub_client_get_user (stipple_desk_get_client (self->desk)), first, last, self->path);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("Do not export"),
                                    "export", _ ("Export"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "export",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
chosen (GtkNativeDialog *dialog, int response, StippleExportWindow *window)
{
  g_autoptr (StippleExportWindow) self = window;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  /* Not within its own response: GTK 4.8 still has it in hand. */
  g_idle_add_once ((GSourceOnceFunc) g_object_unref, dialog);
  if (file == NULL || self->desk == NULL)
    return;
  g_free (self->path);
  self->path = g_file_get_path (file);
  ask_again (self);
}

static void
on_choose (StippleExportWindow *self)
{
  StippleExportSpan span;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));

  get_span (self, &span);
  first = stipple_date_format_iso (&span.first);
  last = stipple_date_format_iso (&span.last);
  name = g_strdup_printf ("stipple-%s-%s%s", first, last, forms[chosen_form (self)].suffix);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen), g_object_ref (self));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- The window */

/* A call under way keeps the window: its end does not wait for dispose(). */
static void
cancel (StippleExportWindow *self)
{
  g_cancellable_cancel (self->counting);
  g_cancellable_cancel (self->exporting);
}

static gboolean
stipple_export_window_close_request (GtkWindow *window)
{
  cancel (STIPPLE_EXPORT_WINDOW (window));
  return GTK_WINDOW_CLASS (stipple_export_window_parent_class)->close_request (window);
}

static void
state_changed (StippleExportWindow *self)
{
  if (stipple_hub_client_get_state (stipple_desk_get_client (self->desk))
      == STIPPLE_CLIENT_SIGNED_IN)
    return;
  cancel (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
stipple_export_window_dispose (GObject *object)
{
  StippleExportWindow *self = STIPPLE_EXPORT_WINDOW (object);

  cancel (self);
  /* It is of the template, and the window would let go of it once more. */
  gtk_window_set_child (GTK_WINDOW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_EXPORT_WINDOW);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_export_window_parent_class)->dispose (object);
}

static void
stipple_export_window_finalize (GObject *object)
{
  StippleExportWindow *self = STIPPLE_EXPORT_WINDOW (object);

  g_clear_object (&self->counting);
  g_clear_object (&self->exporting);
  g_free (self->path);
  G_OBJECT_CLASS (stipple_export_window_parent_class)->finalize (object);
}

static void
stipple_export_window_class_init (StippleExportWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_export_window_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_export_window_finalize;
  GTK_WINDOW_CLASS (class)->close_request = stipple_export_window_close_request;
  g_type_ensure (STIPPLE_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleExportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, StippleExportWindow, first);
  gtk_widget_class_bind_template_child (widget_class, StippleExportWindow, last);
  gtk_widget_class_bind_template_child (widget_class, StippleExportWindow, form);
  gtk_widget_class_bind_template_child (widget_class, StippleExportWindow, count_words);
  gtk_widget_class_bind_template_child (widget_class, StippleExportWindow, choose);
  gtk_widget_class_bind_template_child (widget_class, StippleExportWindow, words);
  gtk_widget_class_bind_template_child (widget_class, StippleExportWindow, bar);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
stipple_export_window_init (StippleExportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GDate day;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    gtk_string_list_append (names, _ (forms[i].label));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->form), G_LIST_MODEL (names));
  /* TRANSLATORS: the first day of a span */
  stipple_day_button_set_format (STIPPLE_DAY_BUTTON (self->first), _ ("From %s"));
  /* TRANSLATORS: the last day of a span */
  stipple_day_button_set_format (STIPPLE_DAY_BUTTON (self->last), _ ("To %s"));
  stipple_day_button_get_day (STIPPLE_DAY_BUTTON (self->last), &day);
  g_date_set_day (&day, 1);
  stipple_day_button_set_day (STIPPLE_DAY_BUTTON (self->first), &day);
}

GtkWidget *
stipple_export_window_new (StippleDesk *desk, GtkWindow *parent)
{
  StippleExportWindow *self =
      g_object_new (STIPPLE_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->last, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  count (self);
  return GTK_WIDGET (self);
}
