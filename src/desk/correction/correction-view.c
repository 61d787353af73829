// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/correction-view.h"

#include "core/error.h"
#include "desk/correction/conflict-view.h"
#include "desk/correction/field-row.h"
#include "desk/correction/form.h"
#include "desk/parts.h"
#include "desk/words.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

#define STATUS_CHANGED 412

struct _StippleCorrectionView
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *about;
  GtkWidget *groups;
  GtkWidget *result;
  GtkWidget *changes;
  GtkWidget *fault_row;
  GtkWidget *fault;
  GtkWidget *reason;
  GtkWidget *save;

  StippleDesk *desk;
  StippleCorrection *correction;
  char *code;
  GPtrArray *rows;     /* StippleFieldRow */
  GtkWidget *conflict; /* on top of the form, or NULL */
  gboolean saving;
  gboolean go_on; /* once somebody has signed in again */
};

G_DEFINE_FINAL_TYPE (StippleCorrectionView, stipple_correction_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void save (StippleCorrectionView *self);

/* --- The foot: what it comes to */

static void
set_fault (StippleCorrectionView *self, const char *message)
{
  gtk_label_set_text (GTK_LABEL (self->fault), message != NULL ? message : "");
  gtk_widget_set_visible (self->fault_row, message != NULL);
}

static void
append_outcome (StippleCorrectionView *self, StippleOutcome outcome, const GDate *earliest)
{
  g_autofree char *words = stipple_desk_outcome_words (outcome, earliest);

  gtk_box_append (GTK_BOX (self->result),
                  stipple_desk_tag (stipple_desk_outcome_icon (outcome), words,
                                    stipple_desk_outcome_class (outcome)));
}

/* In the rest of the row. */
static void
append_note (StippleCorrectionView *self, const char *words, const char *style_classes)
{
  GtkWidget *note = stipple_desk_label (words, style_classes);

  gtk_widget_set_hexpand (note, TRUE);
  gtk_box_append (GTK_BOX (self->result), note);
}

static void
show_result (StippleCorrectionView *self)
{
  StippleOpenIntake *base = stipple_correction_get_base (self->correction);
  g_autoptr (StippleEligibility) after = stipple_correction_evaluate (self->correction);
  StippleOutcome before;
  GDate earliest;

  stipple_desk_clear (self->result);
  if (!stipple_open_intake_get_outcome (base, &before, &earliest))
    {
      append_note (self, _ ("In progress"), "muted");
      return;
    }
  append_outcome (self, before, &earliest);
  if (after != NULL && after->outcome == before
      && g_date_valid (&after->earliest) == g_date_valid (&earliest)
      && (!g_date_valid (&earliest) || g_date_compare (&after->earliest, &earliest) == 0))
    {
      append_note (self, _ ("The result stays the same"), "muted small");
      return;
    }
  gtk_box_append (GTK_BOX (self->result), gtk_image_new_from_icon_name ("stipple-next-symbolic"));
  if (after != NULL)
    append_outcome (self, after->outcome, &after->earliest);
  else
    append_note (self, _ ("No result yet: an answer is incomplete"), "caution");
}

/* What is typed is the draft from now on; nothing typed is none. */
static void
keep (StippleCorrectionView *self)
{
  stipple_drafts_set (stipple_desk_get_drafts (self->desk), STIPPLE_DRAFT_CORRECTION, self->code,
                      stipple_correction_is_touched (self->correction) ? self->correction : NULL);
}

static void
show_changes (StippleCorrectionView *self)
{
  const guint n = stipple_correction_get_n_changed (self->correction);
  const char *reason = stipple_correction_get_reason (self->correction);
  g_autofree char *words =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change", "%u changes", n), n);

  gtk_label_set_text (GTK_LABEL (self->changes), n > 0 ? words : _ ("Nothing changed yet"));
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->reason)), reason))
    gtk_editable_set_text (GTK_EDITABLE (self->reason), reason);
  gtk_widget_set_sensitive (self->save, n > 0 && !self->saving);
  show_result (self);
}

static void
correction_changed (StippleCorrectionView *self)
{
  set_fault (self, NULL);
  show_changes (self);
  keep (self);
}

static void
on_reason (StippleCorrectionView *self)
{
  if (self->correction != NULL)
    stipple_correction_set_reason (self->correction,
                                   gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

/* --- Closing */

static void
close_view (StippleCorrectionView *self, gboolean drop)
{
  if (drop)
    stipple_drafts_set (stipple_desk_get_drafts (self->desk), STIPPLE_DRAFT_CORRECTION, self->code,
                        NULL);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
on_cancel (StippleCorrectionView *self)
{
  if (!stipple_correction_is_touched (self->correction))
    close_view (self, TRUE);
  else
    stipple_form_ask_to_leave (GTK_WIDGET (self), _ ("Leave this correction?"),
                               G_CALLBACK (close_view));
}

/* --- A conflict */

static void
drop_conflict (StippleCorrectionView *self)
{
  GtkWidget *conflict = g_steal_pointer (&self->conflict);

  if (conflict == NULL)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  gtk_stack_remove (GTK_STACK (self->stack), conflict);
}

static void
resolved (StippleCorrectionView *self)
{
  drop_conflict (self);
  if (stipple_correction_get_n_changed (self->correction) > 0)
    {
      save (self);
      return;
    }
  /* All of theirs was chosen, and they have saved it. */
  stipple_desk_toast (self->desk, _ ("Their version stands; there was nothing left to save"));
  stipple_desk_intake_changed (
      self->desk, stipple_open_intake_get_json (stipple_correction_get_base (self->correction)));
  close_view (self, TRUE);
}

/* @current: the INTAKE as it is at the hub now. */
static void
meet (StippleCorrectionView *self, json_t *current)
{
  StippleOpenIntake *base = stipple_correction_get_base (self->correction);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleOpenIntake) theirs =
      stipple_open_intake_new (current, stipple_open_intake_get_pack (base), &error);

  if (theirs == NULL)
    {
      set_fault (self, error->message);
      return;
    }
  if (stipple_open_intake_get_version (theirs) == stipple_open_intake_get_version (base))
    {
      /* A note or a state came in between: what it says is the same. */
      stipple_correction_rebase (self->correction, theirs);
      save (self);
      return;
    }
  drop_conflict (self);
  self->conflict = stipple_conflict_view_new (self->correction, theirs);
  g_signal_connect_swapped (self->conflict, "back", G_CALLBACK (drop_conflict), self);
  g_signal_connect_swapped (self->conflict, "resolved", G_CALLBACK (resolved), self);
  gtk_stack_add_named (GTK_STACK (self->stack), self->conflict, "conflict");
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->conflict);
  gtk_widget_child_focus (self->conflict, GTK_DIR_TAB_FORWARD);
}

/* --- Saving */

static void
set_saving (StippleCorrectionView *self, gboolean saving)
{
  self->saving = saving;
  gtk_widget_set_sensitive (self->save,
                            !saving && stipple_correction_get_n_changed (self->correction) > 0);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleCorrectionView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);

  if (self->desk == NULL)
    return;
  set_saving (self, FALSE);
  if (reply == NULL || reply->json == NULL)
    {
      self->go_on = g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED);
      set_fault (self, stipple_form_explain (error));
      return;
    }
  if (reply->status == STATUS_CHANGED)
    {
      meet (self, json_object_get (reply->json, "current"));
      return;
    }
  stipple_desk_toast (self->desk, _ ("Correction saved"));
  close_view (self, TRUE);
  stipple_desk_intake_changed (self->desk, reply->json);
}

static gboolean
check_all (StippleCorrectionView *self)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (!stipple_field_row_check (STIPPLE_FIELD_ROW (row)) && first == NULL)
        first = row;
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first == NULL;
}

static void
save (StippleCorrectionView *self)
{
  StippleOpenIntake *base = stipple_correction_get_base (self->correction);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", self->code, NULL);
  g_autofree char *etag = g_strdup_printf ("\"%d\"", stipple_open_intake_get_revision (base));
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) body = NULL;
  StippleHubCall call = { .method = "PUT", .path = path, .if_match = etag };

  if (self->saving || stipple_correction_get_n_changed (self->correction) == 0 || !check_all (self))
    return;
  if (!stipple_correction_check_reason (self->correction, &error))
    {
      set_fault (self, error->message);
      gtk_widget_grab_focus (self->reason);
      return;
    }
  call.body = body = stipple_correction_write (self->correction, &error);
  if (body == NULL)
    {
      set_fault (self, error->message);
      return;
    }
  set_fault (self, NULL);
  self->go_on = FALSE;
  set_saving (self, TRUE);
  stipple_hub_client_call_async (stipple_desk_get_client (self->desk), STIPPLE_LANE_ASK, &call,
                                 NULL, saved, g_object_ref (self));
}

static void
on_save (StippleCorrectionView *self)
{
  if (self->conflict == NULL)
    save (self);
}

static void
state_changed (StippleCorrectionView *self, GParamSpec *pspec, StippleHubClient *client)
{
  if (self->go_on && stipple_hub_client_get_state (client) == STIPPLE_CLIENT_SIGNED_IN)
    save (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers,
        StippleCorrectionView *self)
{
  const StippleFormKey key = stipple_form_read_key (keyval, modifiers);

  if (key == STIPPLE_FORM_KEY_SAVE)
    on_save (self);
  else if (key != STIPPLE_FORM_KEY_LEAVE)
    return stipple_form_is_typing (keyval, modifiers);
  else if (self->conflict != NULL)
    drop_conflict (self);
  else
    on_cancel (self);
  return GDK_EVENT_STOP;
}

/* --- The form */

static void
make_groups (StippleCorrectionView *self)
{
  const char *const titles[STIPPLE_N_FIELD_GROUPS] = {
    [STIPPLE_FIELDS_PERSON] = _ ("Person"),
    [STIPPLE_FIELDS_WISHES] = _ ("Wants"),
    [STIPPLE_FIELDS_HEALTH] = _ ("Health check"),
    [STIPPLE_FIELDS_MEDICATION] = _ ("Medication"),
  };
  GPtrArray *fields = stipple_correction_get_fields (self->correction);
  GtkWidget *cards[STIPPLE_N_FIELD_GROUPS];

  for (guint i = 0; i < STIPPLE_N_FIELD_GROUPS; i++)
    {
      cards[i] = stipple_desk_card (titles[i]);
      gtk_box_append (GTK_BOX (self->groups), cards[i]);
    }
  for (guint i = 0; i < fields->len; i++)
    {
      const StippleField *field = g_ptr_array_index (fields, i);
      GtkWidget *row = stipple_field_row_new (self->correction, field);

      gtk_box_append (GTK_BOX (cards[field->group]), row);
      g_ptr_array_add (self->rows, row);
    }
}

/* The place of the form, so that its first field is where one begins. */
static gboolean
stipple_correction_view_grab_focus (GtkWidget *widget)
{
  StippleCorrectionView *self = STIPPLE_CORRECTION_VIEW (widget);

  return gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

StippleCorrection *
stipple_correction_view_get_correction (StippleCorrectionView *self)
{
  return self->correction;
}

static void
stipple_correction_view_dispose (GObject *object)
{
  StippleCorrectionView *self = STIPPLE_CORRECTION_VIEW (object);

  if (self->correction != NULL)
    g_signal_handlers_disconnect_by_data (self->correction, self);
  g_clear_object (&self->correction);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_CORRECTION_VIEW);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->desk);
  g_clear_pointer (&self->code, g_free);
  G_OBJECT_CLASS (stipple_correction_view_parent_class)->dispose (object);
}

static void
stipple_correction_view_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_CORRECTION_VIEW (object)->rows);
  G_OBJECT_CLASS (stipple_correction_view_parent_class)->finalize (object);
}

static void
stipple_correction_view_class_init (StippleCorrectionViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_correction_view_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_correction_view_finalize;
  widget_class->grab_focus = stipple_correction_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/correction-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, stack);
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, about);
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, groups);
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, result);
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, changes);
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, fault_row);
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, fault);
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, reason);
  gtk_widget_class_bind_template_child (widget_class, StippleCorrectionView, save);
  gtk_widget_class_bind_template_callback (widget_class, on_reason);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_correction_view_init (StippleCorrectionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

GtkWidget *
stipple_correction_view_new (StippleDesk *desk, StippleOpenIntake *document)
{
  StippleCorrectionView *self = g_object_new (STIPPLE_TYPE_CORRECTION_VIEW, NULL);
  const char *code = stipple_open_intake_get_code (document);
  StippleCorrection *draft =
      stipple_drafts_get (stipple_desk_get_drafts (desk), STIPPLE_DRAFT_CORRECTION, code);
  g_autofree char *about = stipple_form_describe (document);

  self->desk = g_object_ref (desk);
  self->code = g_strdup (code);
  self->correction = draft != NULL ? g_object_ref (draft) : stipple_correction_new (document);
  gtk_label_set_text (GTK_LABEL (self->about), about);
  make_groups (self);
  g_signal_connect_object (self->correction, "changed", G_CALLBACK (correction_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (stipple_desk_get_client (desk), "notify::state",
                           G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  show_changes (self);
  return GTK_WIDGET (self);
}
