// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/entry/entry-row.h"

#include "desk/entry/entry-choices.h"
#include "desk/parts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include <string.h>

#define NAME_WIDTH 230 /* px */
#define ONGOING "ongoing"

struct _StippleEntryRow
{
  GtkBox parent_instance;

  StippleEntry *entry;
  char *field;
  char *until;      /* NULL: none */
  gboolean many;    /* field is a prefix */
  GtkWidget *typed; /* of a typed field, or of until when */
  GtkWidget *choices;
  GtkWidget *follow_up;
  GtkWidget *ongoing;
  GtkWidget *control; /* box of both */
  GtkWidget *fault;
  GPtrArray *ids; /* of the options */
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (StippleEntryRow, stipple_entry_row, GTK_TYPE_BOX)

enum
{
  SIGNAL_NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gboolean
stipple_entry_row_has (StippleEntryRow *self, const char *field)
{
  return self->many ? g_str_has_prefix (field, self->field)
                    : strcmp (field, self->field) == 0
                          || (self->until != NULL && strcmp (field, self->until) == 0);
}

static const char *
get (StippleEntryRow *self, const char *field)
{
  return stipple_entry_get (self->entry, field);
}

/* --- What is shown */

static void
set_fault (StippleEntryRow *self, const char *message)
{
  stipple_desk_set_fault (GTK_WIDGET (self), self->fault,
                          self->choices != NULL ? self->choices : self->typed, message);
}

static void
refresh_choices (StippleEntryRow *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = g_ptr_array_index (self->ids, i);
      g_autofree char *member = g_strconcat (self->field, id, NULL);
      const gboolean on =
          self->many ? *get (self, member) != '\0' : strcmp (get (self, self->field), id) == 0;

      stipple_entry_choices_set_on (STIPPLE_ENTRY_CHOICES (self->choices), id, on);
    }
}

static void
refresh_until (StippleEntryRow *self)
{
  const char *text = get (self, self->until);
  const gboolean ongoing = strcmp (text, ONGOING) == 0;

  gtk_widget_set_visible (self->follow_up, strcmp (get (self, self->field), "yes") == 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->ongoing), ongoing);
  stipple_desk_set_text (self->typed, ongoing ? "" : text);
}

static void
refresh (StippleEntryRow *self)
{
  self->refreshing = TRUE;
  if (self->choices != NULL)
    refresh_choices (self);
  if (self->until != NULL)
    refresh_until (self);
  else if (self->typed != NULL)
    stipple_desk_set_text (self->typed, get (self, self->field));
  self->refreshing = FALSE;
  set_fault (self, NULL);
}

static void
entry_changed (StippleEntryRow *self, const char *field)
{
  if (stipple_entry_row_has (self, field))
    refresh (self);
}

gboolean
stipple_entry_row_check (StippleEntryRow *self)
{
  g_autoptr (GError) error = NULL;
  const gboolean good =
      self->many
      || (stipple_entry_check (self->entry, self->field, &error)
          && (self->until == NULL || stipple_entry_check (self->entry, self->until, &error)));

  set_fault (self, good ? NULL : error->message);
  return good;
}

/* --- What is keyed in */

static void
go_on (StippleEntryRow *self)
{
  g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

/* A yes is asked until when. */
static void
choices_done (StippleEntryRow *self)
{
  if (self->follow_up != NULL && gtk_widget_get_visible (self->follow_up))
    gtk_widget_grab_focus (self->typed);
  else
    go_on (self);
}

static void
on_chosen (StippleEntryRow *self, const char *id)
{
  g_autofree char *member = NULL;

  if (self->many)
    {
      member = g_strconcat (self->field, id, NULL);
      stipple_entry_set (self->entry, member, *get (self, member) != '\0' ? "" : "yes");
    }
  else
    stipple_entry_set (self->entry, self->field, id);
  /* A click on the one that is on would turn it off. */
  refresh (self);
}

static void
on_typed (StippleEntryRow *self)
{
  if (!self->refreshing)
    stipple_entry_set (self->entry, self->until != NULL ? self->until : self->field,
                       gtk_editable_get_text (GTK_EDITABLE (self->typed)));
}

static void
on_ongoing (StippleEntryRow *self)
{
  if (!self->refreshing)
    stipple_entry_set (self->entry, self->until,
                       gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->ongoing)) ? ONGOING
                                                                                        : "");
}

/* No date has a letter: O says that it is ongoing. */
static gboolean
on_key (StippleEntryRow *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (self->until == NULL || gdk_keyval_to_lower (keyval) != GDK_KEY_o
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  stipple_entry_set (self->entry, self->until, ONGOING);
  go_on (self);
  return GDK_EVENT_STOP;
}

static void
on_leave (StippleEntryRow *self)
{
  const char *field = self->until != NULL ? self->until : self->field;

  if (self->entry == NULL)
    return;
  stipple_entry_end_step (self->entry);
  if (!self->many && *get (self, field) != '\0')
    stipple_entry_row_check (self);
}

void
stipple_entry_row_focus (StippleEntryRow *self, const char *field)
{
  const gboolean in_follow_up = self->until != NULL && strcmp (field, self->until) == 0;

  gtk_widget_grab_focus (in_follow_up || self->choices == NULL ? self->typed : self->choices);
}

/* --- How it is made */

static void
stipple_entry_row_dispose (GObject *object)
{
  StippleEntryRow *self = STIPPLE_ENTRY_ROW (object);

  g_clear_object (&self->entry);
  G_OBJECT_CLASS (stipple_entry_row_parent_class)->dispose (object);
}

static void
stipple_entry_row_finalize (GObject *object)
{
  StippleEntryRow *self = STIPPLE_ENTRY_ROW (object);

  g_ptr_array_unref (self->ids);
  g_free (self->field);
  g_free (self->until);
  G_OBJECT_CLASS (stipple_entry_row_parent_class)->finalize (object);
}

static void
stipple_entry_row_class_init (StippleEntryRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = stipple_entry_row_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_entry_row_finalize;
  signals[SIGNAL_NEXT] = g_signal_new ("next", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_entry_row_init (StippleEntryRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-row");
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static StippleEntryRow *
row_new (StippleEntry *entry, const char *field, const char *name)
{
  StippleEntryRow *self = g_object_new (STIPPLE_TYPE_ENTRY_ROW, "spacing", 16, NULL);
  GtkWidget *label = stipple_desk_label (name, "field-name");
  GtkWidget *column = adw_clamp_new ();

  self->entry = g_object_ref (entry);
  self->field = g_strdup (field);
  /* No wider, whatever the name: all that is keyed in begins in one column. */
  gtk_widget_set_size_request (column, NAME_WIDTH, -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (column), NAME_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (column), NAME_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (column), label);
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), column);
  self->control = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_hexpand (self->control, TRUE);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->control);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/* The fault stands last. */
static GtkWidget *
finish (StippleEntryRow *self)
{
  self->fault = stipple_desk_label (NULL, "small stop");
  gtk_box_append (GTK_BOX (self->control), self->fault);
  refresh (self);
  return GTK_WIDGET (self);
}

static GtkWidget *
make_typed (StippleEntryRow *self, const char *name, const char *hint)
{
  self->typed = gtk_entry_new ();
  gtk_widget_set_hexpand (self->typed, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->typed), hint);
  /* Its parts would change places within a text from right to left. */
  if (hint != NULL || g_str_equal (self->field, "mobile") || g_str_equal (self->field, "email"))
    stipple_desk_set_left_to_right (GTK_EDITABLE (self->typed));
  /* Its own steps would get in the way of the form's. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->typed), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->typed), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_swapped (self->typed, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (self->typed, "activate", G_CALLBACK (go_on), self);
  return self->typed;
}

static void
make_choices (StippleEntryRow *self, const char *name)
{
  self->choices = stipple_entry_choices_new (name, self->many);
  g_signal_connect_swapped (self->choices, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->choices, "next", G_CALLBACK (choices_done), self);
  gtk_box_append (GTK_BOX (self->control), self->choices);
}

GtkWidget *
stipple_entry_row_new_typed (StippleEntry *entry, const char *field, const char *name,
                             const char *hint)
{
  StippleEntryRow *self = row_new (entry, field, name);

  gtk_box_append (GTK_BOX (self->control), make_typed (self, name, hint));
  return finish (self);
}

GtkWidget *
stipple_entry_row_new_choice (StippleEntry *entry, const char *field, const char *name)
{
  StippleEntryRow *self = row_new (entry, field, name);

  make_choices (self, name);
  return finish (self);
}

GtkWidget *
stipple_entry_row_new_many (StippleEntry *entry, const char *prefix, const char *name)
{
  StippleEntryRow *self = row_new (entry, prefix, name);

  self->many = TRUE;
  make_choices (self, name);
  return finish (self);
}

static void
add_option (StippleEntryRow *self, const char *id, const char *name, const char *key)
{
  g_ptr_array_add (self->ids, g_strdup (id));
  stipple_entry_choices_add (STIPPLE_ENTRY_CHOICES (self->choices), id, name, key);
}

void
stipple_entry_row_add (StippleEntryRow *self, const char *id, const char *name)
{
  add_option (self, id, name, NULL);
  refresh (self);
}

static void
add_follow_up (StippleEntryRow *self, const char *until, const char *question)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->until = g_strdup (until);
  self->follow_up = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->follow_up), stipple_desk_label (question, "small"));
  gtk_box_append (GTK_BOX (line), make_typed (self, question, _ ("YYYY-MM-DD, or O: ongoing")));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->typed, keys);
  self->ongoing = gtk_toggle_button_new_with_label (_ ("Ongoing"));
  gtk_widget_add_css_class (self->ongoing, "filter-chip");
  gtk_widget_set_valign (self->ongoing, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->ongoing, FALSE);
  g_signal_connect_swapped (self->ongoing, "toggled", G_CALLBACK (on_ongoing), self);
  gtk_box_append (GTK_BOX (line), self->ongoing);
  gtk_box_append (GTK_BOX (self->follow_up), line);
  gtk_box_append (GTK_BOX (self->control), self->follow_up);
}

GtkWidget *
stipple_entry_row_new_answer (StippleEntry *entry, const char *field, const char *name,
                              const char *until, const char *question)
{
  StippleEntryRow *self = row_new (entry, field, name);

  make_choices (self, name);
  /* TRANSLATORS: the keys that answer a question at the desk, one letter each; of words as they are beside it. */
  add_option (self, "yes", C_ ("answer", "Yes"), C_ ("key of an answer", "y"));
  add_option (self, "no", C_ ("answer", "No"), C_ ("key of an answer", "n"));
  add_option (self, "unsure", C_ ("answer", "Not sure"), C_ ("key of an answer", "u"));
  if (until != NULL)
    add_follow_up (self, until, question);
  return finish (self);
}
