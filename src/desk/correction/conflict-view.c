// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/conflict-view.h"

#include "core/clock.h"
#include "desk/parts.h"
#include "desk/words.h"

#include <glib/gi18n-lib.h>

/* One field that differs. */
typedef struct
{
  const StippleField *field;
  char *mine; /* wiped */
  char *theirs;
  GtkWidget *take_mine;
  GtkWidget *take_theirs;
} Choice;

struct _StippleConflictView
{
  GtkBox parent_instance;

  GtkWidget *who;
  GtkWidget *reason;
  GtkWidget *fields;
  GtkWidget *left;
  GtkWidget *save;

  StippleCorrection *correction;
  StippleOpenIntake *theirs;
  GPtrArray *choices;
};

G_DEFINE_FINAL_TYPE (StippleConflictView, stipple_conflict_view, GTK_TYPE_BOX)

enum
{
  SIGNAL_BACK,
  SIGNAL_RESOLVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  stipple_wipe (choice->mine);
  stipple_wipe (choice->theirs);
  g_free (choice);
}

static gboolean
takes (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

/* --- Choosing */

static void
show_left (StippleConflictView *self)
{
  guint n = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (self->choices, i);

      n += !takes (choice->take_mine) && !takes (choice->take_theirs);
    }
  words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u field left to choose", "%u fields left to choose", n), n);
  gtk_label_set_text (GTK_LABEL (self->left), words);
  gtk_widget_set_visible (self->left, n > 0);
  gtk_widget_set_sensitive (self->save, n == 0);
}

static void
on_save (StippleConflictView *self)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_ref (self->choices);

  /* What was mine and is not chosen, or was not changed by me and is, is said once theirs is the base. */
  stipple_correction_rebase (self->correction, self->theirs);
  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (choices, i);

      stipple_correction_set (self->correction, choice->field->key,
                              takes (choice->take_mine) ? choice->mine : choice->theirs);
    }
  g_signal_emit (self, signals[SIGNAL_RESOLVED], 0);
}

static void
on_back (StippleConflictView *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

/* --- Showing */

static GtkWidget *
make_side (StippleConflictView *self, const Choice *choice, gboolean mine)
{
  g_autofree char *words =
      stipple_field_describe (choice->field, mine ? choice->mine : choice->theirs);
  g_autofree char *name =
      mine ? /* TRANSLATORS: a field and what it says: "First name, yours: Amelia" */
          g_strdup_printf (_ ("%s, yours: %s"), choice->field->label, words)
           : /* TRANSLATORS: a field and what it says: "First name, theirs: Amélie" */
          g_strdup_printf (_ ("%s, theirs: %s"), choice->field->label, words);
  GtkWidget *check =
      g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  GtkWidget *label = stipple_desk_label (words, NULL);

  /* Selecting would be in the way of choosing. */
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_widget_add_css_class (check, "side");
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (show_left), self);
  return check;
}

static void
add_choice (StippleConflictView *self, const StippleField *field)
{
  Choice *choice = g_new0 (Choice, 1);
  const gboolean mine = stipple_correction_is_changed (self->correction, field->key);
  const gboolean theirs =
      stipple_correction_is_changed_by (self->correction, self->theirs, field->key);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  choice->field = field;
  choice->mine = g_strdup (stipple_correction_get (self->correction, field->key));
  choice->theirs = stipple_field_read (field, stipple_open_intake_get_intake (self->theirs));
  choice->take_mine = make_side (self, choice, TRUE);
  choice->take_theirs = make_side (self, choice, FALSE);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (choice->take_theirs),
                              GTK_CHECK_BUTTON (choice->take_mine));
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), choice->take_mine);
  gtk_box_append (GTK_BOX (sides), choice->take_theirs);
  gtk_box_append (GTK_BOX (head), stipple_desk_label (field->label, "strong"));
  if (mine && theirs)
    gtk_box_append (GTK_BOX (head),
                    stipple_desk_label (_ ("You both changed this"), "caution strong small"));
  gtk_box_append (GTK_BOX (row), head);
  gtk_box_append (GTK_BOX (row), sides);
  gtk_widget_add_css_class (row, "conflict-row");
  gtk_box_append (GTK_BOX (self->fields), row);
  g_ptr_array_add (self->choices, choice);
  if (mine != theirs)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (mine ? choice->take_mine : choice->take_theirs),
                                 TRUE);
}

/* The newest correction of theirs. */
static const json_t *
last_correction (StippleOpenIntake *theirs)
{
  const json_t *history = json_object_get (stipple_open_intake_get_work (theirs), "history");

  for (gsize i = json_array_size (history); i-- > 0;)
    {
      const json_t *event = json_array_get (history, i);

      if (g_strcmp0 (json_string_value (json_object_get (event, "what")), "corrected") == 0)
        return event;
    }
  return NULL;
}

static void
show_who (StippleConflictView *self)
{
  const json_t *event = last_correction (self->theirs);
  const char *by = json_string_value (json_object_get (event, "by"));
  const char *at = json_string_value (json_object_get (event, "at"));
  const char *reason = json_string_value (json_object_get (event, "reason"));
  gint64 moment;

  if (by != NULL && at != NULL && stipple_clock_parse_utc (at, &moment, NULL))
    {
      g_autofree char *when = stipple_desk_moment (moment);
      /* TRANSLATORS: who and when: "admin corrected this intake meanwhile (today, 9:42 AM)." */
      g_autofree char *words =
          g_strdup_printf (_ ("%s corrected this intake meanwhile (%s)."), by, when);

      gtk_label_set_text (GTK_LABEL (self->who), words);
    }
  if (reason != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Their reason: %s"), reason);

      gtk_label_set_text (GTK_LABEL (self->reason), words);
    }
  gtk_widget_set_visible (self->reason, reason != NULL);
}

/* --- The widget */

static void
stipple_conflict_view_dispose (GObject *object)
{
  StippleConflictView *self = STIPPLE_CONFLICT_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_CONFLICT_VIEW);
  g_clear_object (&self->correction);
  g_clear_object (&self->theirs);
  G_OBJECT_CLASS (stipple_conflict_view_parent_class)->dispose (object);
}

static void
stipple_conflict_view_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_CONFLICT_VIEW (object)->choices);
  G_OBJECT_CLASS (stipple_conflict_view_parent_class)->finalize (object);
}

static void
stipple_conflict_view_class_init (StippleConflictViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_conflict_view_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_conflict_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/conflict-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleConflictView, who);
  gtk_widget_class_bind_template_child (widget_class, StippleConflictView, reason);
  gtk_widget_class_bind_template_child (widget_class, StippleConflictView, fields);
  gtk_widget_class_bind_template_child (widget_class, StippleConflictView, left);
  gtk_widget_class_bind_template_child (widget_class, StippleConflictView, save);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  signals[SIGNAL_BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESOLVED] = g_signal_new ("resolved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_conflict_view_init (StippleConflictView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = g_ptr_array_new_with_free_func (choice_free);
}

GtkWidget *
stipple_conflict_view_new (StippleCorrection *correction, StippleOpenIntake *theirs)
{
  StippleConflictView *self = g_object_new (STIPPLE_TYPE_CONFLICT_VIEW, NULL);
  GPtrArray *fields = stipple_correction_get_fields (correction);

  self->correction = g_object_ref (correction);
  self->theirs = g_object_ref (theirs);
  for (guint i = 0; i < fields->len; i++)
    {
      const StippleField *field = g_ptr_array_index (fields, i);

      if (stipple_correction_differs_from (correction, theirs, field->key))
        add_choice (self, field);
    }
  show_who (self);
  show_left (self);
  return GTK_WIDGET (self);
}
