// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/paper/paper-page.h"

#include "core/error.h"
#include "core/language.h"
#include "desk/correction/form.h"
#include "desk/entry/entry-form.h"
#include "desk/paper/paper-draft.h"
#include "desk/parts.h"
#include "desk/words.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>

#define STATUS_CHANGED 412

struct _StipplePaperPage
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *code;
  GtkWidget *open;
  GtkWidget *code_fault;
  GtkWidget *again; /* goes on with what was begun last */
  GtkWidget *title;
  GtkWidget *facts;
  GtkWidget *form_place;
  GtkWidget *result;
  GtkWidget *outcome; /* of it, always in sight */
  GtkWidget *fault_row;
  GtkWidget *fault;
  GtkWidget *save;
  GtkWidget *save_unfinished;

  StippleDesk *desk;
  StipplePaperDraft *draft;
  StippleEntryForm *form; /* of it, in its place */
  char *user;             /* who keys in */
  char *last;             /* the code of what was begun last */
  json_t *found;          /* a form whose content is on its way */
  gboolean busy;
  gboolean unfinished; /* as it was sent last */
  void (*go_on) (
      StipplePaperPage *self); /* what the hub would not do before somebody signs in again */
};

G_DEFINE_FINAL_TYPE (StipplePaperPage, stipple_paper_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SHOW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_busy (StipplePaperPage *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->open, !busy);
  gtk_widget_set_sensitive (self->save, !busy);
  gtk_widget_set_sensitive (self->save_unfinished, !busy);
}

static void
set_code_fault (StipplePaperPage *self, const char *message)
{
  gtk_label_set_text (GTK_LABEL (self->code_fault), message != NULL ? message : "");
  gtk_widget_set_visible (self->code_fault, message != NULL);
}

static void
set_fault (StipplePaperPage *self, const char *message)
{
  gtk_label_set_text (GTK_LABEL (self->fault), message != NULL ? message : "");
  gtk_widget_set_visible (self->fault_row, message != NULL);
}

/* --- The result, as it stands */

static void
add_reason (StipplePaperPage *self, const StippleReason *reason)
{
  const StipplePack *pack = stipple_entry_get_pack (stipple_paper_draft_get_entry (self->draft));
  const StippleContraindication *rule = stipple_pack_find_contraindication (pack, reason->id);
  g_autofree char *words = stipple_desk_outcome_words (reason->outcome, &reason->earliest);

  gtk_box_append (GTK_BOX (self->result),
                  stipple_desk_pair (stipple_text_get (rule->name, stipple_language_current ()),
                                     words, stipple_desk_outcome_class (reason->outcome)));
}

static GtkWidget *
new_tag (StippleOutcome outcome, const char *words)
{
  return stipple_desk_tag (stipple_desk_outcome_icon (outcome), words,
                           stipple_desk_outcome_class (outcome));
}

static void
show_result (StipplePaperPage *self)
{
  g_autoptr (StippleEligibility) result = stipple_paper_draft_evaluate (self->draft);
  g_autofree char *words = NULL;

  stipple_desk_clear (self->result);
  stipple_desk_clear (self->outcome);
  gtk_box_append (GTK_BOX (self->result), stipple_desk_label (_ ("Result"), "strong card-title"));
  if (result == NULL)
    {
      gtk_box_append (GTK_BOX (self->result),
                      stipple_desk_label (
                          _ ("It stands here once every health question is answered."), "muted"));
      return;
    }
  words = stipple_desk_outcome_words (result->outcome, &result->earliest);
  gtk_box_append (GTK_BOX (self->result), new_tag (result->outcome, words));
  gtk_box_append (GTK_BOX (self->outcome), new_tag (result->outcome, words));
  for (guint i = 0; i < result->reasons->len; i++)
    add_reason (self, g_ptr_array_index (result->reasons, i));
}

/* --- Beginning and ending */

static void
set_user (StipplePaperPage *self)
{
  g_free (self->user);
  self->user = g_strdup (stipple_hub_client_get_user (stipple_desk_get_client (self->desk)));
}

static StippleDrafts *
get_drafts (StipplePaperPage *self)
{
  return stipple_desk_get_drafts (self->desk);
}

static void
show_again (StipplePaperPage *self)
{
  const gboolean begun =
      self->last != NULL
      && stipple_drafts_get (get_drafts (self), STIPPLE_DRAFT_PAPER, self->last) != NULL;
  g_autofree char *shown = begun ? stipple_code_display (self->last) : NULL;
  g_autofree char *words = begun ? g_strdup_printf (_ ("Go on with %s"), shown) : NULL;

  gtk_widget_set_visible (self->again, begun);
  gtk_button_set_label (GTK_BUTTON (self->again), begun ? words : "");
}

static void
show_start (StipplePaperPage *self)
{
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (stipple_paper_draft_get_entry (self->draft), self);
  g_clear_object (&self->draft);
  self->form = NULL;
  self->go_on = NULL;
  stipple_desk_clear (self->form_place);
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  set_code_fault (self, NULL);
  set_fault (self, NULL);
  show_again (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "start");
}

/* Nothing is a draft until something was keyed in. */
static void
entry_changed (StipplePaperPage *self)
{
  const gboolean begun = !stipple_entry_is_empty (stipple_paper_draft_get_entry (self->draft));

  stipple_drafts_set (get_drafts (self), STIPPLE_DRAFT_PAPER,
                      stipple_paper_draft_get_code (self->draft), begun ? self->draft : NULL);
  set_fault (self, NULL);
  show_result (self);
}

static char *
describe (StipplePaperPage *self)
{
  StippleEntry *entry = stipple_paper_draft_get_entry (self->draft);
  const StipplePack *pack = stipple_entry_get_pack (entry);
  const StippleLanguage *language =
      stipple_pack_find_language (pack, stipple_entry_get_language (entry));
  g_autofree char *when = stipple_desk_moment (stipple_paper_draft_get_printed (self->draft));
  g_autofree char *name = stipple_language_isolate (language != NULL ? language->name : "");

  /* TRANSLATORS: of a paper form: "Printed today, 9:42 AM · Français · content 31" */
  return g_strdup_printf (_ ("Printed %s · %s · content %d"), when, name, pack->version);
}

static void
open_draft (StipplePaperPage *self, StipplePaperDraft *draft)
{
  StippleEntry *entry = stipple_paper_draft_get_entry (draft);
  g_autofree char *shown = stipple_code_display (stipple_paper_draft_get_code (draft));
  g_autofree char *title = g_strdup_printf (_ ("Form %s"), shown);
  g_autofree char *facts = NULL;

  /* Over the foot of the form, where its buttons are. */
  stipple_desk_dismiss_toast (self->desk);
  show_start (self);
  self->draft = g_object_ref (draft);
  g_free (self->last);
  self->last = g_strdup (stipple_paper_draft_get_code (draft));
  facts = describe (self);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  self->form = STIPPLE_ENTRY_FORM (stipple_entry_form_new (entry));
  gtk_widget_set_hexpand (GTK_WIDGET (self->form), TRUE);
  gtk_box_append (GTK_BOX (self->form_place), GTK_WIDGET (self->form));
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed), self, G_CONNECT_SWAPPED);
  show_result (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  stipple_entry_form_focus (self->form, NULL);
}

/* --- From a code to its form */

static void on_open (StipplePaperPage *self);

/* TRUE: the session has ended, and it is done once the same person is back. */
static gboolean
waits_for_sign_in (StipplePaperPage *self, const GError *error,
                   void (*what) (StipplePaperPage *self))
{
  if (!g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED))
    return FALSE;
  self->go_on = what;
  return TRUE;
}

static void
got_pack (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StipplePaperPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack =
      stipple_pack_cache_get_finish (STIPPLE_PACK_CACHE (source), result, &error);
  g_autoptr (StipplePaperDraft) draft = NULL;
  const char *printed;
  gint64 when = 0;

  if (self->desk == NULL)
    return;
  set_busy (self, FALSE);
  if (pack == NULL)
    {
      if (!waits_for_sign_in (self, error, on_open))
        set_code_fault (self, error->message);
      return;
    }
  printed = json_string_value (json_object_get (self->found, "printed"));
  if (printed != NULL)
    stipple_clock_parse_utc (printed, &when, NULL);
  draft =
      stipple_paper_draft_new (pack, json_string_value (json_object_get (self->found, "code")),
                               json_string_value (json_object_get (self->found, "language")), when);
  open_draft (self, draft);
}

static void
found_keyed (StipplePaperPage *self, const char *code)
{
  show_start (self);
  g_signal_emit (self, signals[SIGNAL_SHOW], 0, code);
  stipple_desk_toast (self->desk, _ ("This form has been keyed in already. Here it is."));
}

static void
found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StipplePaperPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);
  const char *code;

  if (self->desk == NULL)
    return;
  code = reply != NULL ? json_string_value (json_object_get (reply->json, "code")) : NULL;
  if (code == NULL || json_string_value (json_object_get (reply->json, "language")) == NULL)
    {
      set_busy (self, FALSE);
      if (waits_for_sign_in (self, error, on_open))
        return;
      set_code_fault (self,
                      error != NULL && error->code == STIPPLE_ERROR_NOT_FOUND
                          ? _ ("No form was printed with this code. Compare it with the paper.")
                          : stipple_form_explain (error));
      gtk_widget_grab_focus (self->code);
      return;
    }
  if (json_is_true (json_object_get (reply->json, "keyed")))
    {
      set_busy (self, FALSE);
      found_keyed (self, code);
      return;
    }
  json_decref (self->found);
  self->found = json_incref (reply->json);
  stipple_pack_cache_get_async (
      stipple_desk_get_packs (self->desk), STIPPLE_LANE_ASK,
      (int) json_integer_value (json_object_get (reply->json, "packVersion")), NULL, got_pack,
      g_object_ref (self));
}

static void
on_open (StipplePaperPage *self)
{
  g_autofree char *code =
      stipple_code_normalize (gtk_editable_get_text (GTK_EDITABLE (self->code)));
  g_autofree char *path = NULL;
  StipplePaperDraft *begun;
  StippleHubCall call = { .method = "GET" };

  if (self->busy)
    return;
  set_user (self);
  if (code == NULL)
    {
      set_code_fault (self, _ ("A code has six letters and digits, such as 7K4-Q2M."));
      gtk_widget_grab_focus (self->code);
      return;
    }
  set_code_fault (self, NULL);
  begun = stipple_drafts_get (get_drafts (self), STIPPLE_DRAFT_PAPER, code);
  if (begun != NULL)
    {
      open_draft (self, begun);
      return;
    }
  call.path = path = g_strconcat (STIPPLE_PATH_PAPER_FORMS, "/", code, NULL);
  set_busy (self, TRUE);
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, found, g_object_ref (self));
}

static void
on_again (StipplePaperPage *self)
{
  StipplePaperDraft *begun =
      stipple_drafts_get (get_drafts (self), STIPPLE_DRAFT_PAPER, self->last);

  set_user (self);
  if (begun != NULL)
    open_draft (self, begun);
}

/* --- Saving */

static void
show_kept (StipplePaperPage *self)
{
  if (self->last != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW], 0, self->last);
}

static void
kept (StipplePaperPage *self, json_t *intake)
{
  g_autofree char *code = g_strdup (stipple_paper_draft_get_code (self->draft));
  g_autofree char *shown = stipple_code_display (code);
  g_autofree char *words = g_strdup_printf (_ ("Form %s is kept"), shown);

  stipple_drafts_set (get_drafts (self), STIPPLE_DRAFT_PAPER, code, NULL);
  show_start (self);
  stipple_desk_intake_changed (self->desk, intake);
  stipple_desk_toast_with_action (self->desk, words, _ ("Show it"), G_CALLBACK (show_kept),
                                  G_OBJECT (self));
  stipple_hub_watch_look (stipple_desk_get_watch (self->desk));
  gtk_widget_grab_focus (self->code);
}

static void on_save (StipplePaperPage *self);
static void on_save_unfinished (StipplePaperPage *self);

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StipplePaperPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->desk == NULL)
    return;
  set_busy (self, FALSE);
  if (self->draft == NULL)
    return;
  if (reply != NULL && reply->status == STATUS_CHANGED)
    {
      g_autofree char *code = g_strdup (stipple_paper_draft_get_code (self->draft));

      stipple_drafts_set (get_drafts (self), STIPPLE_DRAFT_PAPER, code, NULL);
      found_keyed (self, code);
    }
  else if (reply != NULL && json_is_object (reply->json))
    kept (self, reply->json);
  else
    {
      waits_for_sign_in (self, error, self->unfinished ? on_save_unfinished : on_save);
      set_fault (self, stipple_form_explain (error));
    }
}

static void
save (StipplePaperPage *self, gboolean unfinished)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  json_t *body;
  StippleHubCall call = { .method = "PUT" };

  if (self->busy || self->draft == NULL)
    return;
  body = stipple_paper_draft_write (self->draft, unfinished, &error);
  if (body == NULL)
    {
      set_fault (self, error->message);
      return;
    }
  set_fault (self, NULL);
  set_busy (self, TRUE);
  self->unfinished = unfinished;
  call.body = body;
  call.path = path = g_strconcat (STIPPLE_PATH_PAPER_INTAKES, "/",
                                  stipple_paper_draft_get_code (self->draft), NULL);
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, saved, g_object_ref (self));
  json_decref (body);
}

static void
on_save (StipplePaperPage *self)
{
  if (self->busy || self->draft == NULL)
    return;
  if (stipple_entry_form_check (self->form))
    save (self, FALSE);
  else
    set_fault (self, _ ("Something is missing or will not do: it is marked. What the client left "
                        "out can be asked later: save the form unfinished."));
}

static void
on_save_unfinished (StipplePaperPage *self)
{
  save (self, TRUE);
}

static void
on_leave (StipplePaperPage *self)
{
  show_start (self);
  gtk_widget_grab_focus (self->code);
}

static gboolean
on_key (StipplePaperPage *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  const StippleFormKey key =
      self->draft != NULL ? stipple_form_read_key (keyval, modifiers) : STIPPLE_FORM_KEY_NONE;

  if (key == STIPPLE_FORM_KEY_SAVE)
    on_save (self);
  else if (key == STIPPLE_FORM_KEY_LEAVE)
    on_leave (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
stipple_paper_page_focus (StipplePaperPage *self)
{
  if (self->draft == NULL)
    gtk_widget_grab_focus (self->code);
}

/* Nobody sees what somebody else began. */
static void
state_changed (StipplePaperPage *self)
{
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  void (*go_on) (StipplePaperPage *) = self->go_on;

  if (stipple_hub_client_get_state (client) == STIPPLE_CLIENT_EXPIRED)
    return;
  self->go_on = NULL;
  if (g_strcmp0 (stipple_hub_client_get_user (client), self->user) != 0)
    show_start (self);
  else if (go_on != NULL)
    go_on (self);
}

static void
stipple_paper_page_dispose (GObject *object)
{
  StipplePaperPage *self = STIPPLE_PAPER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_PAPER_PAGE);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->draft);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_paper_page_parent_class)->dispose (object);
}

static void
stipple_paper_page_finalize (GObject *object)
{
  StipplePaperPage *self = STIPPLE_PAPER_PAGE (object);

  json_decref (self->found);
  g_free (self->user);
  g_free (self->last);
  G_OBJECT_CLASS (stipple_paper_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, stack);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, code);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, open);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, code_fault);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, again);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, title);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, facts);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, form_place);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, result);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, fault_row);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, fault);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, save);
  gtk_widget_class_bind_template_child (widget_class, StipplePaperPage, save_unfinished);
}

static void
stipple_paper_page_class_init (StipplePaperPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_paper_page_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_paper_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/paper-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_save_unfinished);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  signals[SIGNAL_SHOW] = g_signal_new ("show-intake", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stipple_paper_page_init (StipplePaperPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
stipple_paper_page_new (StippleDesk *desk)
{
  StipplePaperPage *self = g_object_new (STIPPLE_TYPE_PAPER_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  show_start (self);
  return GTK_WIDGET (self);
}
