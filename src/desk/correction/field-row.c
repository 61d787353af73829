// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction/field-row.h"

#include "core/language.h"
#include "desk/correction/form.h"
#include "desk/parts.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

#define LABEL_WIDTH 190 /* px */
#define DATE_CHARS 12
#define OPTIONS_MOST 6 /* of a choice; a longer one is a list that drops down */

struct _StippleFieldRow
{
  GtkBox parent_instance;

  StippleCorrection *correction;
  const StippleField *field; /* the correction's */
  gboolean refreshing;

  GtkWidget *control; /* what takes the focus */
  GtkWidget *entry;   /* LINE, DATE; of an ANSWER, until when */
  GtkWidget *text;    /* TEXT */
  GtkWidget *list;    /* a long CHOICE */
  GPtrArray *options; /* GtkCheckButton, as the field's options */
  GtkWidget *ongoing;
  GtkWidget *follow_up;
  GtkWidget *was_row;
  GtkWidget *was;
  GtkWidget *fault;
};

G_DEFINE_FINAL_TYPE (StippleFieldRow, stipple_field_row, GTK_TYPE_BOX)

/* --- Between the controls and the value */

static gboolean
is_active (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static const StippleOption *
nth_option (StippleFieldRow *self, guint n)
{
  return g_ptr_array_index (self->field->options, n);
}

/* Ids of what is chosen, with a comma between them. */
static char *
collect_options (StippleFieldRow *self)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < self->options->len; i++)
    if (is_active (g_ptr_array_index (self->options, i)))
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? "," : "", nth_option (self, i)->id);
  return g_string_free (ids, FALSE);
}

static char *
collect_answer (StippleFieldRow *self)
{
  g_autofree char *word = collect_options (self);
  StippleAnswer answer;
  gboolean ongoing;
  const char *until;

  stipple_field_split_answer (word, &answer, &ongoing, &until);
  if (self->follow_up == NULL)
    return g_steal_pointer (&word);
  return stipple_field_join_answer (answer, is_active (self->ongoing),
                                    gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static char *
collect_text (StippleFieldRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
collect (StippleFieldRow *self)
{
  if (self->field->kind == STIPPLE_FIELD_ANSWER)
    return collect_answer (self);
  if (self->list != NULL)
    {
      const guint n = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->list));

      return g_strdup (n > 0 && n != GTK_INVALID_LIST_POSITION ? nth_option (self, n - 1)->id : "");
    }
  if (self->options->len > 0)
    return collect_options (self);
  return self->text != NULL ? collect_text (self)
                            : g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
refresh_options (StippleFieldRow *self, const char *ids)
{
  g_auto (GStrv) chosen = g_strsplit (ids, ",", -1);

  for (guint i = 0; i < self->options->len; i++)
    gtk_check_button_set_active (
        g_ptr_array_index (self->options, i),
        g_strv_contains ((const char *const *) chosen, nth_option (self, i)->id));
}

static void
refresh_answer (StippleFieldRow *self, const char *value)
{
  StippleAnswer answer;
  gboolean ongoing;
  const char *until;
  g_autofree char *word = NULL;

  stipple_field_split_answer (value, &answer, &ongoing, &until);
  word = stipple_field_join_answer (answer, FALSE, NULL);
  refresh_options (self, word);
  if (self->follow_up == NULL)
    return;
  gtk_widget_set_visible (self->follow_up, answer == STIPPLE_ANSWER_YES);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->ongoing), ongoing);
  gtk_widget_set_sensitive (self->entry, !ongoing);
  stipple_desk_set_text (self->entry, until);
}

static void
refresh_list (StippleFieldRow *self, const char *value)
{
  guint chosen = 0;

  for (guint i = 0; i < self->field->options->len; i++)
    if (g_str_equal (nth_option (self, i)->id, value))
      chosen = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->list), chosen);
}

static void
refresh_control (StippleFieldRow *self, const char *value)
{
  g_autofree char *shown = collect (self);

  if (self->field->kind == STIPPLE_FIELD_ANSWER)
    refresh_answer (self, value);
  else if (g_str_equal (shown, value))
    return;
  else if (self->list != NULL)
    refresh_list (self, value);
  else if (self->options->len > 0)
    refresh_options (self, value);
  else if (self->text != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), value, -1);
  else
    stipple_desk_set_text (self->entry, value);
}

static void
set_fault (StippleFieldRow *self, const char *message)
{
  stipple_desk_set_fault (GTK_WIDGET (self), self->fault, self->control, message);
}

static void
refresh (StippleFieldRow *self)
{
  const char *key = self->field->key;
  g_autofree char *original =
      stipple_field_describe (self->field, stipple_correction_get_original (self->correction, key));
  g_autofree char *was = g_strdup_printf (_ ("Was: %s"), original);

  self->refreshing = TRUE;
  refresh_control (self, stipple_correction_get (self->correction, key));
  self->refreshing = FALSE;
  gtk_label_set_text (GTK_LABEL (self->was), was);
  gtk_widget_set_visible (self->was_row, stipple_correction_is_changed (self->correction, key));
  set_fault (self, NULL);
}

static void
correction_changed (StippleFieldRow *self, const char *key)
{
  if (key == NULL || g_str_equal (key, self->field->key))
    refresh (self);
}

static gboolean
is_between (StippleFieldRow *self)
{
  g_autofree char *chosen = collect_options (self);

  return self->field->kind != STIPPLE_FIELD_SET && self->options->len > 0 && *chosen == '\0';
}

static void
control_changed (StippleFieldRow *self)
{
  g_autofree char *value = NULL;

  /* Of one choice the old one goes before the new one comes. */
  if (self->refreshing || is_between (self))
    return;
  value = collect (self);
  stipple_correction_set (self->correction, self->field->key, value);
}

static void
on_take_back (StippleFieldRow *self)
{
  const char *key = self->field->key;
  g_autofree char *original = g_strdup (stipple_correction_get_original (self->correction, key));

  gtk_widget_grab_focus (self->control);
  stipple_correction_set (self->correction, key, original);
}

gboolean
stipple_field_row_check (StippleFieldRow *self)
{
  g_autoptr (GError) error = NULL;
  const gboolean good = stipple_correction_check (self->correction, self->field->key, &error);

  set_fault (self, good ? NULL : error->message);
  return good;
}

static void
on_leave (StippleFieldRow *self)
{
  if (self->correction != NULL
      && stipple_correction_is_changed (self->correction, self->field->key))
    stipple_field_row_check (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers,
        StippleFieldRow *self)
{
  const StippleFormKey key = stipple_form_read_key (keyval, modifiers);

  if (key == STIPPLE_FORM_KEY_UNDO)
    stipple_correction_undo (self->correction, self->field->key);
  else if (key == STIPPLE_FORM_KEY_REDO)
    stipple_correction_redo (self->correction, self->field->key);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* --- The controls */

static void
name_control (GtkWidget *control, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static GtkWidget *
make_entry (StippleFieldRow *self, const char *name, gboolean date)
{
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, !date);
  if (date)
    {
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("YYYY-MM-DD"));
      gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), DATE_CHARS);
      gtk_widget_set_halign (self->entry, GTK_ALIGN_START);
    }
  /* Its parts would change places within a text from right to left. */
  if (date || g_str_equal (self->field->key, "mobile") || g_str_equal (self->field->key, "email"))
    stipple_desk_set_left_to_right (GTK_EDITABLE (self->entry));
  /* Its own steps would get in the way of the correction's. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  name_control (self->entry, name);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (control_changed), self);
  return self->entry;
}

static GtkWidget *
make_text (StippleFieldRow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer;

  self->text = gtk_text_view_new ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  name_control (self->text, self->field->label);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (control_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->text);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "min-content-height", 40,
                "max-content-height", 140, "propagate-natural-height", TRUE, NULL);
  gtk_widget_add_css_class (scroller, "note-entry");
  return scroller;
}

static GtkWidget *
make_list (StippleFieldRow *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not said"));
  for (guint i = 0; i < self->field->options->len; i++)
    gtk_string_list_append (names, nth_option (self, i)->name);
  self->list = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_widget_set_halign (self->list, GTK_ALIGN_START);
  name_control (self->list, self->field->label);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (control_changed), self);
  return self->list;
}

static GtkWidget *
make_options (StippleFieldRow *self)
{
  GtkWidget *box = stipple_wrap_box_new ();
  const gboolean one = self->field->kind != STIPPLE_FIELD_SET;

  g_object_set (box, "spacing", 18, NULL);
  for (guint i = 0; i < self->field->options->len; i++)
    {
      const StippleOption *option = nth_option (self, i);
      GtkWidget *check =
          g_object_new (GTK_TYPE_CHECK_BUTTON, "label", option->name, "accessible-role",
                        one ? GTK_ACCESSIBLE_ROLE_RADIO : GTK_ACCESSIBLE_ROLE_CHECKBOX, NULL);
      g_autofree char *name = g_strdup_printf (_ ("%s: %s"), self->field->label, option->name);

      if (one && i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->options, 0));
      name_control (check, name);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (control_changed), self);
      g_ptr_array_add (self->options, check);
      stipple_wrap_box_append (STIPPLE_WRAP_BOX (box), check);
    }
  return box;
}

static GtkWidget *
make_follow_up (StippleFieldRow *self)
{
  const char *question =
      stipple_text_get (self->field->rule->follow_up_question, stipple_language_current ());
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), self->field->label, question);
  g_autofree char *ongoing = g_strdup_printf (_ ("%s: %s"), self->field->label, _ ("Ongoing"));

  self->follow_up = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->ongoing = gtk_check_button_new_with_label (_ ("Ongoing"));
  name_control (self->ongoing, ongoing);
  g_signal_connect_swapped (self->ongoing, "toggled", G_CALLBACK (control_changed), self);
  gtk_box_append (GTK_BOX (self->follow_up), stipple_desk_label (question, "muted small"));
  gtk_box_append (GTK_BOX (self->follow_up), make_entry (self, name, TRUE));
  gtk_box_append (GTK_BOX (self->follow_up), self->ongoing);
  return self->follow_up;
}

static void
make_control (StippleFieldRow *self, GtkWidget *box)
{
  const StippleField *field = self->field;

  switch (field->kind)
    {
    case STIPPLE_FIELD_TEXT:
      gtk_box_append (GTK_BOX (box), make_text (self));
      self->control = self->text;
      return;
    case STIPPLE_FIELD_CHOICE:
    case STIPPLE_FIELD_SET:
    case STIPPLE_FIELD_ANSWER:
      if (field->kind == STIPPLE_FIELD_CHOICE && field->options->len > OPTIONS_MOST)
        {
          gtk_box_append (GTK_BOX (box), make_list (self));
          self->control = self->list;
          return;
        }
      gtk_box_append (GTK_BOX (box), make_options (self));
      self->control = g_ptr_array_index (self->options, 0);
      if (field->kind == STIPPLE_FIELD_ANSWER && field->rule->asks_until)
        gtk_box_append (GTK_BOX (box), make_follow_up (self));
      return;
    case STIPPLE_FIELD_LINE:
    case STIPPLE_FIELD_DATE:
    default:
      gtk_box_append (GTK_BOX (box),
                      make_entry (self, field->label, field->kind == STIPPLE_FIELD_DATE));
      self->control = self->entry;
    }
}

static void
make_was_row (StippleFieldRow *self, GtkWidget *box)
{
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), self->field->label, _ ("Take back"));
  GtkWidget *button = gtk_button_new_with_label (_ ("Take back"));

  self->was_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->was = stipple_desk_label (NULL, "muted small");
  gtk_widget_add_css_class (button, "desk-button");
  gtk_widget_add_css_class (button, "plain");
  gtk_widget_add_css_class (button, "low");
  name_control (button, name);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_take_back), self);
  gtk_box_append (GTK_BOX (self->was_row), self->was);
  gtk_box_append (GTK_BOX (self->was_row), button);
  gtk_box_append (GTK_BOX (box), self->was_row);
}

static void
add_controllers (StippleFieldRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* --- The widget */

const char *
stipple_field_row_get_key (StippleFieldRow *self)
{
  return self->field->key;
}

static gboolean
stipple_field_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (STIPPLE_FIELD_ROW (widget)->control);
}

static void
stipple_field_row_dispose (GObject *object)
{
  StippleFieldRow *self = STIPPLE_FIELD_ROW (object);

  if (self->correction != NULL)
    g_signal_handlers_disconnect_by_data (self->correction, self);
  self->refreshing = TRUE; /* what its controls say on their way out is nobody's correction */
  g_clear_object (&self->correction);
  G_OBJECT_CLASS (stipple_field_row_parent_class)->dispose (object);
}

static void
stipple_field_row_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_FIELD_ROW (object)->options);
  G_OBJECT_CLASS (stipple_field_row_parent_class)->finalize (object);
}

static void
stipple_field_row_class_init (StippleFieldRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = stipple_field_row_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_field_row_finalize;
  GTK_WIDGET_CLASS (class)->grab_focus = stipple_field_row_grab_focus;
}

static void
stipple_field_row_init (StippleFieldRow *self)
{
  self->options = g_ptr_array_new ();
}

GtkWidget *
stipple_field_row_new (StippleCorrection *correction, const StippleField *field)
{
  StippleFieldRow *self = g_object_new (STIPPLE_TYPE_FIELD_ROW, "spacing", 16, NULL);
  GtkWidget *label = stipple_desk_label (field->label, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->correction = g_object_ref (correction);
  self->field = field;
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-row");
  gtk_widget_set_size_request (label, LABEL_WIDTH, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "field-name");
  gtk_widget_set_hexpand (box, TRUE);
  make_control (self, box);
  make_was_row (self, box);
  self->fault = stipple_desk_label (NULL, "stop small");
  gtk_box_append (GTK_BOX (box), self->fault);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), box);
  add_controllers (self);
  g_signal_connect_object (correction, "changed", G_CALLBACK (correction_changed), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
