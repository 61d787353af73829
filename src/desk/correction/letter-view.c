// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/letter-view.h"

#include "core/error.h"
#include "desk/correction/form.h"
#include "desk/parts.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

struct _StippleLetterView
{
  GtkWidget parent_instance;

  GtkWidget *about;
  GtkWidget *received;
  GtkWidget *from;
  GtkWidget *yes;
  GtkWidget *no;
  GtkWidget *with_conditions;
  GtkWidget *conditions_row;
  GtkWidget *conditions;
  GtkWidget *faults[STIPPLE_N_LETTER_PARTS];
  GtkWidget *fault_row;
  GtkWidget *fault;
  GtkWidget *save;

  StippleDesk *desk;
  StippleLetter *letter;
  char *code;
  gboolean showing;
  gboolean go_on; /* once somebody has signed in again */
};

G_DEFINE_FINAL_TYPE (StippleLetterView, stipple_letter_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
say (GtkWidget *label, GtkWidget *row, const char *message)
{
  gtk_label_set_text (GTK_LABEL (label), message != NULL ? message : "");
  gtk_widget_set_visible (row, message != NULL);
}

/* --- Between the controls and the letter */

static const char *
chosen_fit (StippleLetterView *self)
{
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->yes)))
    return "yes";
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->no)))
    return "no";
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->with_conditions)) ? "conditions" : "";
}

/* What is typed is the draft from now on; nothing typed is none. */
static void
keep (StippleLetterView *self)
{
  stipple_drafts_set (stipple_desk_get_drafts (self->desk), STIPPLE_DRAFT_LETTER, self->code,
                      stipple_letter_is_touched (self->letter) ? self->letter : NULL);
}

static void
on_changed (StippleLetterView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *conditions = NULL;

  if (self->showing || self->letter == NULL)
    return;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->conditions));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  conditions = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  stipple_letter_set (self->letter, STIPPLE_LETTER_RECEIVED,
                      gtk_editable_get_text (GTK_EDITABLE (self->received)));
  stipple_letter_set (self->letter, STIPPLE_LETTER_FROM,
                      gtk_editable_get_text (GTK_EDITABLE (self->from)));
  stipple_letter_set (self->letter, STIPPLE_LETTER_FIT, chosen_fit (self));
  stipple_letter_set (self->letter, STIPPLE_LETTER_CONDITIONS, conditions);
  gtk_widget_set_visible (self->conditions_row,
                          gtk_check_button_get_active (GTK_CHECK_BUTTON (self->with_conditions)));
  for (guint i = 0; i < STIPPLE_N_LETTER_PARTS; i++)
    say (self->faults[i], self->faults[i], NULL);
  say (self->fault, self->fault_row, NULL);
  keep (self);
}

static void
show_letter (StippleLetterView *self)
{
  const char *fit = stipple_letter_get (self->letter, STIPPLE_LETTER_FIT);
  GtkWidget *chosen = g_str_equal (fit, "yes")          ? self->yes
                      : g_str_equal (fit, "no")         ? self->no
                      : g_str_equal (fit, "conditions") ? self->with_conditions
                                                        : NULL;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->received),
                         stipple_letter_get (self->letter, STIPPLE_LETTER_RECEIVED));
  gtk_editable_set_text (GTK_EDITABLE (self->from),
                         stipple_letter_get (self->letter, STIPPLE_LETTER_FROM));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->conditions)),
                            stipple_letter_get (self->letter, STIPPLE_LETTER_CONDITIONS), -1);
  if (chosen != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (chosen), TRUE);
  gtk_widget_set_visible (self->conditions_row, chosen == self->with_conditions);
  self->showing = FALSE;
}

/* --- Closing */

static void
close_view (StippleLetterView *self, gboolean drop)
{
  if (drop)
    stipple_drafts_set (stipple_desk_get_drafts (self->desk), STIPPLE_DRAFT_LETTER, self->code,
                        NULL);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
on_cancel (StippleLetterView *self)
{
  if (!stipple_letter_is_touched (self->letter))
    close_view (self, TRUE);
  else
    stipple_form_ask_to_leave (GTK_WIDGET (self), _ ("Leave this letter?"),
                               G_CALLBACK (close_view));
}

/* --- Saving */

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleLetterView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->desk == NULL)
    return;
  gtk_widget_set_sensitive (self->save, TRUE);
  if (reply == NULL || reply->json == NULL)
    {
      self->go_on = g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED);
      say (self->fault, self->fault_row, stipple_form_explain (error));
      return;
    }
  stipple_desk_toast (self->desk, _ ("Letter saved"));
  close_view (self, TRUE);
  stipple_desk_intake_changed (self->desk, reply->json);
}

static gboolean
check_all (StippleLetterView *self)
{
  GtkWidget *const controls[STIPPLE_N_LETTER_PARTS] = { self->received, self->from, self->yes,
                                                        self->conditions };
  GtkWidget *first = NULL;

  for (guint i = 0; i < STIPPLE_N_LETTER_PARTS; i++)
    {
      g_autoptr (GError) error = NULL;
      const gboolean good = stipple_letter_check (self->letter, (StippleLetterPart) i, &error);

      say (self->faults[i], self->faults[i], good ? NULL : error->message);
      if (!good && first == NULL)
        first = controls[i];
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first == NULL;
}

static void
on_save (StippleLetterView *self)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", self->code, "/letter", NULL);
  g_autoptr (StippleJson) body = NULL;
  StippleHubCall call = { .method = "POST", .path = path };

  if (!gtk_widget_get_sensitive (self->save) || !check_all (self))
    return;
  call.body = body = stipple_letter_write (self->letter);
  self->go_on = FALSE;
  say (self->fault, self->fault_row, NULL);
  gtk_widget_set_sensitive (self->save, FALSE);
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, saved, g_object_ref (self));
}

static void
state_changed (StippleLetterView *self, GParamSpec *pspec, StippleHubClient *client)
{
  if (self->go_on && stipple_hub_client_get_state (client) == STIPPLE_CLIENT_SIGNED_IN)
    on_save (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers,
        StippleLetterView *self)
{
  const StippleFormKey key = stipple_form_read_key (keyval, modifiers);

  if (key == STIPPLE_FORM_KEY_LEAVE)
    on_cancel (self);
  else if (key == STIPPLE_FORM_KEY_SAVE)
    on_save (self);
  else
    return stipple_form_is_typing (keyval, modifiers);
  return GDK_EVENT_STOP;
}

/* --- The widget */

static gboolean
stipple_letter_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (STIPPLE_LETTER_VIEW (widget)->from);
}

static void
stipple_letter_view_dispose (GObject *object)
{
  StippleLetterView *self = STIPPLE_LETTER_VIEW (object);

  g_clear_object (&self->letter);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_LETTER_VIEW);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->desk);
  g_clear_pointer (&self->code, g_free);
  G_OBJECT_CLASS (stipple_letter_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, about);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, received);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, from);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, yes);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, no);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, with_conditions);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, conditions_row);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, conditions);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, fault_row);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, fault);
  gtk_widget_class_bind_template_child (widget_class, StippleLetterView, save);
}

static void
stipple_letter_view_class_init (StippleLetterViewClass *class)
{
  static const char *const faults[STIPPLE_N_LETTER_PARTS] = { "received_fault", "from_fault",
                                                              "fit_fault", "conditions_fault" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_letter_view_dispose;
  widget_class->grab_focus = stipple_letter_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/letter-view.ui");
  bind_children (widget_class);
  for (guint i = 0; i < STIPPLE_N_LETTER_PARTS; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, faults[i], FALSE,
        (gssize) (G_STRUCT_OFFSET (StippleLetterView, faults) + i * sizeof (GtkWidget *)));
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_letter_view_init (StippleLetterView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_letter_view_new (StippleDesk *desk, StippleOpenIntake *document)
{
  StippleLetterView *self = g_object_new (STIPPLE_TYPE_LETTER_VIEW, NULL);
  const char *code = stipple_open_intake_get_code (document);
  StippleLetter *draft =
      stipple_drafts_get (stipple_desk_get_drafts (desk), STIPPLE_DRAFT_LETTER, code);
  g_autofree char *about = stipple_form_describe (document);

  self->desk = g_object_ref (desk);
  self->code = g_strdup (code);
  self->letter = draft != NULL ? g_object_ref (draft) : stipple_letter_new ();
  gtk_label_set_text (GTK_LABEL (self->about), about);
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  show_letter (self);
  return GTK_WIDGET (self);
}
