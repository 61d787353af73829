// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/row-view.h"

#include "core/language.h"
#include "desk/parts.h"
#include "desk/words.h"

#include <glib/gi18n-lib.h>

struct _StippleRowView
{
  GtkWidget parent_instance;

  GtkWidget *mark;
  GtkWidget *name;
  GtkWidget *when;
  GtkWidget *phone;
  GtkWidget *outcome;
  GtkWidget *outcome_icon;
  GtkWidget *outcome_words;
  StippleIntakeItem *item;
};

G_DEFINE_FINAL_TYPE (StippleRowView, stipple_row_view, GTK_TYPE_WIDGET)

static void
set_outcome (StippleRowView *self, const char *style_class, const char *icon, const char *words)
{
  const char *classes[] = { "tag", style_class, NULL };

  gtk_widget_set_css_classes (self->outcome, classes);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->outcome_icon), icon);
  gtk_label_set_text (GTK_LABEL (self->outcome_words), words);
}

static void
show_outcome (StippleRowView *self)
{
  g_autofree char *words = NULL;
  StippleOutcome outcome;
  GDate earliest;

  if (stipple_intake_item_is_in_progress (self->item))
    {
      set_outcome (self, "in-progress", "stipple-play-symbolic", _ ("In progress"));
      return;
    }
  if (!stipple_intake_item_get_outcome (self->item, &outcome, &earliest))
    {
      set_outcome (self, "muted", NULL, "");
      return;
    }
  words = stipple_desk_outcome_words (outcome, &earliest);
  set_outcome (self, stipple_desk_outcome_class (outcome), stipple_desk_outcome_icon (outcome),
               words);
}

static void
show (StippleRowView *self)
{
  const gboolean filled = self->item != NULL && stipple_intake_item_get_id (self->item) != NULL;
  const gboolean is_new = filled && stipple_intake_item_get_state (self->item) == STIPPLE_WORK_NEW;
  const char *name = filled ? stipple_intake_item_get_name (self->item) : "";
  g_autofree char *when = NULL;
  g_autofree char *phone = NULL;
  g_autofree char *summary = NULL;

  gtk_widget_set_opacity (GTK_WIDGET (self), filled ? 1 : 0);
  gtk_widget_set_opacity (self->mark, is_new ? 1 : 0);
  if (!filled)
    return;
  when = stipple_desk_when (stipple_intake_item_get_received (self->item));
  phone = stipple_language_left_to_right (stipple_intake_item_get_phone (self->item));
  gtk_label_set_text (GTK_LABEL (self->name), *name != '\0' ? name : _ ("No name yet"));
  gtk_label_set_text (GTK_LABEL (self->when), when);
  gtk_label_set_text (GTK_LABEL (self->phone), phone);
  show_outcome (self);
  /* TRANSLATORS: an intake read aloud: name, outcome, when it came, and "New" or "Reviewed" */
  summary = g_strdup_printf (_ ("%s, %s, %s, %s"), gtk_label_get_text (GTK_LABEL (self->name)),
                             gtk_label_get_text (GTK_LABEL (self->outcome_words)), when,
                             stipple_desk_state_words (stipple_intake_item_get_state (self->item)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, summary,
                                  -1);
}

void
stipple_row_view_set_item (StippleRowView *self, StippleIntakeItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
stipple_row_view_dispose (GObject *object)
{
  StippleRowView *self = STIPPLE_ROW_VIEW (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_ROW_VIEW);
  stipple_desk_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (stipple_row_view_parent_class)->dispose (object);
}

static void
stipple_row_view_class_init (StippleRowViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_row_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "intakerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/row-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleRowView, mark);
  gtk_widget_class_bind_template_child (widget_class, StippleRowView, name);
  gtk_widget_class_bind_template_child (widget_class, StippleRowView, when);
  gtk_widget_class_bind_template_child (widget_class, StippleRowView, phone);
  gtk_widget_class_bind_template_child (widget_class, StippleRowView, outcome);
  gtk_widget_class_bind_template_child (widget_class, StippleRowView, outcome_icon);
  gtk_widget_class_bind_template_child (widget_class, StippleRowView, outcome_words);
}

static void
stipple_row_view_init (StippleRowView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stipple_row_view_new (void)
{
  return g_object_new (STIPPLE_TYPE_ROW_VIEW, NULL);
}
