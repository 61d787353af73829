// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/detail-view.h"

#include "core/error.h"
#include "core/ids.h"
#include "core/text.h"
#include "desk/correction/correction-view.h"
#include "desk/correction/form.h"
#include "desk/correction/letter-card.h"
#include "desk/correction/letter-view.h"
#include "desk/intakes/detail-cards.h"
#include "desk/intakes/intake-actions.h"
#include "desk/intakes/notes-card.h"
#include "desk/parts.h"
#include "desk/quarantine/lineage-card.h"
#include "desk/words.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _StippleDetailView
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *fault;
  GtkWidget *scroller;
  GtkWidget *name;
  GtkWidget *facts;
  GtkWidget *state;
  GtkWidget *step;
  GtkWidget *drafts_place;
  GtkWidget *banner_place;
  GtkWidget *letter_place;
  GtkWidget *health_place;
  GtkWidget *wishes_place;
  GtkWidget *understanding_place;
  GtkWidget *consent_place;
  GtkWidget *lineage_place;
  GtkWidget *history_place;
  GtkWidget *notes;
  GtkWidget *origin;

  StippleDesk *desk;
  StippleOpenIntake *document;
  GtkWidget *form;       /* over the document, or NULL */
  char *code;            /* of what is, or should be, open */
  GCancellable *loading; /* a document on the way */
  StippleWorkState undo; /* where "Undo" leads */
  char *undo_code;
};

G_DEFINE_FINAL_TYPE (StippleDetailView, stipple_detail_view, GTK_TYPE_WIDGET)

static void set_state (StippleDetailView *self, const char *code, StippleWorkState from,
                       StippleWorkState to);

/* --- Showing */

static void
put (GtkWidget *place, GtkWidget *piece)
{
  adw_bin_set_child (ADW_BIN (place), piece);
  gtk_widget_set_visible (place, piece != NULL);
}

/* The step that is next for most; others are in the menu. */
static gboolean
next_step (StippleWorkState state, StippleWorkState *next, const char **label)
{
  switch (state)
    {
    case STIPPLE_WORK_REVIEWED:
      *next = STIPPLE_WORK_TREATED;
      *label = _ ("Mark treated");
      return TRUE;
    case STIPPLE_WORK_TREATED:
      *next = STIPPLE_WORK_CLOSED;
      *label = _ ("Close");
      return TRUE;
    case STIPPLE_WORK_CLOSED:
      *next = STIPPLE_WORK_REVIEWED;
      *label = _ ("Reopen");
      return TRUE;
    case STIPPLE_WORK_NEW:
    case STIPPLE_WORK_SEEN:
    case STIPPLE_N_WORK_STATES:
    default:
      *next = STIPPLE_WORK_REVIEWED;
      *label = _ ("Mark reviewed");
      return TRUE;
    }
}

static void
show_state (StippleDetailView *self)
{
  const StippleWorkState state = stipple_open_intake_get_state (self->document);
  StippleHubClient *client = stipple_desk_get_client (self->desk);
  StippleWorkState next;
  const char *label;

  gtk_label_set_text (GTK_LABEL (self->state), stipple_desk_state_words (state));
  next_step (state, &next, &label);
  gtk_button_set_label (GTK_BUTTON (self->step), label);
  /* Without consent there is no treatment, and the hub would say so. */
  gtk_widget_set_visible (self->step,
                          next != STIPPLE_WORK_TREATED
                              || !stipple_open_intake_get_intake (self->document)->in_progress);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.close",
                                 stipple_work_state_may_follow (state, STIPPLE_WORK_CLOSED));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.delete",
                                 g_strcmp0 (stipple_hub_client_get_role (client), "administrator")
                                     == 0);
}

/* What somebody began with this intake and has not saved. */
static void
show_drafts (StippleDetailView *self)
{
  StippleDrafts *drafts = stipple_desk_get_drafts (self->desk);
  const char *code = stipple_open_intake_get_code (self->document);
  GtkWidget *strip = NULL;

  if (stipple_drafts_get (drafts, STIPPLE_DRAFT_CORRECTION, code) != NULL)
    strip = stipple_form_draft_strip (_ ("You began a correction; it is not saved yet."),
                                      "intake.correct");
  else if (stipple_drafts_get (drafts, STIPPLE_DRAFT_LETTER, code) != NULL)
    strip = stipple_form_draft_strip (_ ("You began to enter a letter; it is not saved yet."),
                                      "intake.letter");
  put (self->drafts_place, strip);
}

/* The code, in one line. */
static void
show_facts (StippleDetailView *self)
{
  g_autofree char *facts = stipple_detail_facts (self->document);
  g_autofree char *code =
      stipple_code_display (stipple_open_intake_get_intake (self->document)->code);
  const char *at = strstr (facts, code);
  PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  whole->start_index = at != NULL ? (guint) (at - facts) : 0;
  whole->end_index = at != NULL ? whole->start_index + (guint) strlen (code) : 0;
  pango_attr_list_insert (attributes, whole);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  gtk_label_set_attributes (GTK_LABEL (self->facts), attributes);
}

/* What was said, and what follows from it. */
static void
show_words (StippleDetailView *self)
{
  StippleOpenIntake *document = self->document;
  g_autofree char *typed = stipple_intake_get_name (stipple_open_intake_get_intake (document));
  g_autofree char *name = stipple_text_join_marks (typed);
  g_autofree char *origin = stipple_detail_origin (document);

  gtk_label_set_text (GTK_LABEL (self->name), *name != '\0' ? name : _ ("No name yet"));
  show_facts (self);
  gtk_label_set_text (GTK_LABEL (self->origin), origin);
  put (self->banner_place, stipple_detail_banner (document));
  put (self->health_place, stipple_detail_health_card (document));
  put (self->wishes_place, stipple_detail_wishes_card (document));
  put (self->understanding_place, stipple_detail_understanding_card (document));
  put (self->consent_place, stipple_detail_consent_card (document));
  put (self->lineage_place, stipple_lineage_card_new (document));
}

/* What is done about it. */
static void
show_work (StippleDetailView *self)
{
  show_drafts (self);
  put (self->letter_place, stipple_letter_card_new (self->document));
  put (self->history_place, stipple_detail_history_card (self->desk, self->document));
  stipple_notes_card_set_document (STIPPLE_NOTES_CARD (self->notes), self->document);
  show_state (self);
}

/* Hidden is not gone: nothing of the person stays in a widget. */
static void
clear (StippleDetailView *self)
{
  GtkWidget *const labels[] = { self->name, self->facts, self->state, self->origin };
  GtkWidget *const places[] = { self->drafts_place,  self->banner_place,  self->letter_place,
                                self->health_place,  self->wishes_place,  self->understanding_place,
                                self->consent_place, self->lineage_place, self->history_place };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_text (GTK_LABEL (labels[i]), "");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    put (places[i], NULL);
  stipple_notes_card_set_document (STIPPLE_NOTES_CARD (self->notes), NULL);
}

/* --- Forms, one at a time over the document */

static void
drop_form (StippleDetailView *self)
{
  GtkWidget *form = g_steal_pointer (&self->form);

  if (form != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), form);
}

static void
form_closed (StippleDetailView *self)
{
  drop_form (self);
  show_drafts (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "document");
  gtk_widget_grab_focus (self->step);
}

static void
on_form (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDetailView *self = STIPPLE_DETAIL_VIEW (widget);

  if (self->document == NULL || self->form != NULL)
    return;
  /* Over the foot of the form, where its buttons are. */
  stipple_desk_dismiss_toast (self->desk);
  self->form = g_str_equal (action, "intake.letter")
                   ? stipple_letter_view_new (self->desk, self->document)
                   : stipple_correction_view_new (self->desk, self->document);
  g_signal_connect_object (self->form, "closed", G_CALLBACK (form_closed), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (GTK_STACK (self->stack), self->form);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->form);
  gtk_widget_grab_focus (self->form);
}

static void
set_document (StippleDetailView *self, StippleOpenIntake *document)
{
  const gboolean same = self->document != NULL && document != NULL
                        && g_str_equal (stipple_open_intake_get_code (self->document),
                                        stipple_open_intake_get_code (document));
  /* What stays is not made anew: what somebody has unfolded or selected in it stays as well. */
  const gboolean says_the_same =
      same && stipple_open_intake_says_the_same (self->document, document);

  g_set_object (&self->document, document);
  if (!same)
    drop_form (self);
  if (document == NULL)
    {
      clear (self);
      return;
    }
  if (!says_the_same)
    show_words (self);
  show_work (self);
  if (self->form == NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "document");
  if (!same)
    gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  if (stipple_open_intake_get_state (document) == STIPPLE_WORK_NEW)
    set_state (self, stipple_open_intake_get_code (document), STIPPLE_WORK_NEW, STIPPLE_WORK_SEEN);
}

/* --- Loading */

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleDetailView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleOpenIntake) document = stipple_open_intake_load_finish (result, &error);

  if (self->desk == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->loading);
  if (document != NULL)
    set_document (self, document);
  /* What is there is better than nothing while the hub is away. */
  else if (self->document == NULL
           || !g_str_equal (stipple_open_intake_get_code (self->document), self->code)
           || error->code == STIPPLE_ERROR_GONE)
    {
      set_document (self, NULL);
      adw_status_page_set_description (ADW_STATUS_PAGE (self->fault), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "fault");
    }
}

static void
stop_loading (StippleDetailView *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

void
stipple_detail_view_refresh (StippleDetailView *self)
{
  if (self->code == NULL)
    return;
  stop_loading (self);
  self->loading = g_cancellable_new ();
  stipple_open_intake_load_async (stipple_desk_get_client (self->desk),
                                  stipple_desk_get_packs (self->desk), STIPPLE_LANE_ASK, self->code,
                                  self->loading, loaded, g_object_ref (self));
}

void
stipple_detail_view_open (StippleDetailView *self, const char *code)
{
  if (g_strcmp0 (self->code, code) == 0)
    return;
  stop_loading (self);
  g_free (self->code);
  self->code = g_strdup (code);
  if (code != NULL)
    {
      stipple_detail_view_refresh (self);
      return;
    }
  set_document (self, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "none");
}

/* An answer of the hub to this desk is the newest there is. */
static void
intake_changed (StippleDetailView *self, json_t *intake)
{
  g_autoptr (StippleOpenIntake) document = NULL;

  if (self->document == NULL
      || g_strcmp0 (json_string_value (json_object_get (intake, "code")),
                    stipple_open_intake_get_code (self->document))
             != 0)
    return;
  document = stipple_open_intake_new (intake, stipple_open_intake_get_pack (self->document), NULL);
  if (document != NULL)
    set_document (self, document);
}

/* --- Steps */

typedef struct
{
  StippleDetailView *view;
  char *code;
  StippleWorkState from;
  StippleWorkState to;
} Step;

static void
undo (StippleDetailView *self)
{
  if (self->undo_code != NULL)
    set_state (self, self->undo_code, STIPPLE_N_WORK_STATES, self->undo);
}

static const char *
done_words (StippleWorkState state)
{
  switch (state)
    {
    case STIPPLE_WORK_REVIEWED:
      return _ ("Marked reviewed");
    case STIPPLE_WORK_TREATED:
      return _ ("Marked treated");
    case STIPPLE_WORK_CLOSED:
      return _ ("Closed");
    case STIPPLE_WORK_NEW:
    case STIPPLE_WORK_SEEN:
    case STIPPLE_N_WORK_STATES:
    default:
      return _ ("Marked seen");
    }
}

static void
stepped (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *step = data;
  g_autoptr (StippleDetailView) self = step->view;
  g_autofree char *code = step->code;
  const StippleWorkState from = step->from;
  const StippleWorkState to = step->to;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  g_free (step);
  if (self->desk == NULL)
    return;
  gtk_widget_set_sensitive (self->step, TRUE);
  if (reply == NULL || reply->json == NULL)
    {
      if (from != STIPPLE_WORK_NEW && error != NULL)
        stipple_desk_toast (self->desk, error->message);
      return;
    }
  stipple_desk_intake_changed (self->desk, reply->json);
  if (from == STIPPLE_WORK_NEW || from == STIPPLE_N_WORK_STATES)
    return;
  self->undo = from;
  g_free (self->undo_code);
  self->undo_code = g_strdup (code);
  stipple_desk_toast_with_action (self->desk, done_words (to), _ ("Undo"), G_CALLBACK (undo),
                                  G_OBJECT (self));
}

/* @from: NEW when nobody asked for it; none when it is taken back. */
static void
set_state (StippleDetailView *self, const char *code, StippleWorkState from, StippleWorkState to)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", code, "/state", NULL);
  g_autoptr (StippleJson) body = json_pack ("{ss}", "state", stipple_work_state_to_string (to));
  const StippleHubCall call = { .method = "POST", .path = path, .body = body };
  Step *step = g_new0 (Step, 1);

  step->view = g_object_ref (self);
  step->code = g_strdup (code);
  step->from = from;
  step->to = to;
  gtk_widget_set_sensitive (self->step, from == STIPPLE_WORK_NEW);
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, stepped, step);
}

/* What was opened a moment ago may still be new here. */
static StippleWorkState
seen_at_least (StippleWorkState state)
{
  return state == STIPPLE_WORK_NEW ? STIPPLE_WORK_SEEN : state;
}

static void
on_step (StippleDetailView *self)
{
  const StippleWorkState from = seen_at_least (stipple_open_intake_get_state (self->document));
  StippleWorkState next;
  const char *label;

  if (next_step (from, &next, &label))
    set_state (self, stipple_open_intake_get_code (self->document), from, next);
}

static void
on_close (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDetailView *self = STIPPLE_DETAIL_VIEW (widget);

  if (self->document != NULL)
    set_state (self, stipple_open_intake_get_code (self->document),
               seen_at_least (stipple_open_intake_get_state (self->document)), STIPPLE_WORK_CLOSED);
}

static void
on_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  StippleDetailView *self = STIPPLE_DETAIL_VIEW (widget);

  if (self->document != NULL)
    stipple_intake_action (self->desk, self->document, action, widget);
}

static void
on_try_again (StippleDetailView *self)
{
  stipple_detail_view_refresh (self);
}

/* --- The widget */

StippleOpenIntake *
stipple_detail_view_get_document (StippleDetailView *self)
{
  return self->document;
}

static void
stipple_detail_view_dispose (GObject *object)
{
  StippleDetailView *self = STIPPLE_DETAIL_VIEW (object);

  stop_loading (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_DETAIL_VIEW);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->document);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->undo_code, g_free);
  G_OBJECT_CLASS (stipple_detail_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, stack);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, fault);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, scroller);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, name);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, facts);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, state);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, step);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, drafts_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, banner_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, letter_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, health_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, wishes_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, understanding_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, consent_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, lineage_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, history_place);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, notes);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailView, origin);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
}

static void
stipple_detail_view_class_init (StippleDetailViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char *const actions[] = { "intake.print", "intake.aftercare", "intake.export-pdf",
                                         "intake.export-fhir", "intake.delete" };

  G_OBJECT_CLASS (class)->dispose = stipple_detail_view_dispose;
  g_type_ensure (STIPPLE_TYPE_NOTES_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/detail-view.ui");
  bind_children (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, on_action);
  gtk_widget_class_install_action (widget_class, "intake.close", NULL, on_close);
  gtk_widget_class_install_action (widget_class, "intake.correct", NULL, on_form);
  gtk_widget_class_install_action (widget_class, "intake.letter", NULL, on_form);
}

static void
stipple_detail_view_init (StippleDetailView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_detail_view_new (StippleDesk *desk)
{
  StippleDetailView *self = g_object_new (STIPPLE_TYPE_DETAIL_VIEW, NULL);

  self->desk = g_object_ref (desk);
  stipple_notes_card_set_desk (STIPPLE_NOTES_CARD (self->notes), desk);
  g_signal_connect_object (desk, "intake-changed", G_CALLBACK (intake_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
