// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/intakes/notes-card.h"

#include "core/person.h"
#include "desk/parts.h"
#include "desk/words.h"

#include <glib/gi18n-lib.h>

struct _StippleNotesCard
{
  GtkBox parent_instance;

  GtkWidget *notes;
  GtkWidget *text;
  GtkWidget *add;
  GtkWidget *fault;

  StippleDesk *desk;
  StippleOpenIntake *document;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (StippleNotesCard, stipple_notes_card, GTK_TYPE_BOX)

static char *
typed (StippleNotesCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_typed (StippleNotesCard *self, const char *text)
{
  self->setting = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text, -1);
  self->setting = FALSE;
}

/* --- What is there */

static void
append_note (StippleNotesCard *self, const char *text, const char *about)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (note, "note");
  gtk_box_append (GTK_BOX (note), stipple_desk_label (text, NULL));
  gtk_box_append (GTK_BOX (note), stipple_desk_label (about, "muted small"));
  gtk_box_append (GTK_BOX (self->notes), note);
}

static void
append_known (StippleNotesCard *self, const json_t *note)
{
  const char *text = json_string_value (json_object_get (note, "text"));
  const char *by = json_string_value (json_object_get (note, "by"));
  const char *at = json_string_value (json_object_get (note, "at"));
  g_autofree char *when = NULL;
  g_autofree char *about = NULL;
  gint64 moment = 0;

  if (text == NULL || at == NULL || !stipple_clock_parse_utc (at, &moment, NULL))
    return;
  when = stipple_desk_moment (moment);
  about = g_strdup_printf ("%s · %s", by != NULL ? by : "—", when);
  append_note (self, text, about);
}

static void
show_notes (StippleNotesCard *self)
{
  g_autoptr (GPtrArray) waiting = NULL;
  const json_t *notes;
  gsize i;
  json_t *note;

  stipple_desk_clear (self->notes);
  if (self->document == NULL)
    return;
  notes = json_object_get (stipple_open_intake_get_work (self->document), "notes");
  json_array_foreach (notes, i, note)
    {
      append_known (self, note);
    }
  waiting = stipple_note_box_get_waiting (stipple_desk_get_notes (self->desk),
                                          stipple_open_intake_get_code (self->document));
  for (guint k = 0; k < waiting->len; k++)
    append_note (self, g_ptr_array_index (waiting, k), _ ("Waiting for the hub"));
}

/* --- Writing */

static void
typed_changed (StippleNotesCard *self)
{
  g_autofree char *text = typed (self);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  gtk_widget_set_sensitive (self->add, *stripped != '\0');
  gtk_widget_set_visible (self->fault, FALSE);
  if (!self->setting && self->document != NULL)
    stipple_note_box_set_draft (stipple_desk_get_notes (self->desk),
                                stipple_open_intake_get_code (self->document), text);
}

static void
on_add (StippleNotesCard *self)
{
  g_autofree char *text = typed (self);
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;

  if (self->document == NULL || *g_strstrip (text) == '\0')
    return;
  note = stipple_person_check_note (text, &error);
  if (note == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->fault), error->message);
      gtk_widget_set_visible (self->fault, TRUE);
      return;
    }
  set_typed (self, "");
  stipple_note_box_add (stipple_desk_get_notes (self->desk),
                        stipple_open_intake_get_code (self->document), note);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers,
        StippleNotesCard *self)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
      || (modifiers & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  on_add (self);
  return GDK_EVENT_STOP;
}

/* --- The widget */

void
stipple_notes_card_set_document (StippleNotesCard *self, StippleOpenIntake *document)
{
  const gboolean same = self->document != NULL && document != NULL
                        && g_str_equal (stipple_open_intake_get_code (self->document),
                                        stipple_open_intake_get_code (document));

  g_set_object (&self->document, document);
  show_notes (self);
  if (same)
    return;
  set_typed (self, document != NULL ? stipple_note_box_get_draft (
                       stipple_desk_get_notes (self->desk), stipple_open_intake_get_code (document))
                                    : "");
}

/* A note that the hub refused is a draft again. */
static void
notes_changed (StippleNotesCard *self)
{
  g_autofree char *text = typed (self);

  if (self->document != NULL && *text == '\0')
    set_typed (self, stipple_note_box_get_draft (stipple_desk_get_notes (self->desk),
                                                 stipple_open_intake_get_code (self->document)));
  show_notes (self);
}

void
stipple_notes_card_set_desk (StippleNotesCard *self, StippleDesk *desk)
{
  self->desk = g_object_ref (desk);
  g_signal_connect_object (stipple_desk_get_notes (desk), "changed", G_CALLBACK (notes_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
stipple_notes_card_dispose (GObject *object)
{
  StippleNotesCard *self = STIPPLE_NOTES_CARD (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_func (stipple_desk_get_notes (self->desk), notes_changed, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), STIPPLE_TYPE_NOTES_CARD);
  g_clear_object (&self->document);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (stipple_notes_card_parent_class)->dispose (object);
}

static void
stipple_notes_card_class_init (StippleNotesCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = stipple_notes_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/desk/notes-card.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleNotesCard, notes);
  gtk_widget_class_bind_template_child (widget_class, StippleNotesCard, text);
  gtk_widget_class_bind_template_child (widget_class, StippleNotesCard, add);
  gtk_widget_class_bind_template_child (widget_class, StippleNotesCard, fault);
  gtk_widget_class_bind_template_callback (widget_class, typed_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
stipple_notes_card_init (StippleNotesCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
