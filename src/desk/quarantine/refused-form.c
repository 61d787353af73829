// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/quarantine/refused-form.h"

#include "desk/parts.h"
#include "desk/quarantine/refused-fields.h"
#include "desk/quarantine/refused-words.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

#define COLUMNS 2

struct _StippleRefusedForm
{
  GtkBox parent_instance;

  json_t *document;
  GPtrArray *fields; /* StippleRefusedField */
  GPtrArray *rows;   /* Row, beside them */
  GtkWidget *health; /* an expander, or NULL */
};

/* What shows a field. */
typedef struct
{
  GtkWidget *input; /* an entry or a drop-down */
  GtkWidget *fault;
} Row;

G_DEFINE_FINAL_TYPE (StippleRefusedForm, stipple_refused_form, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The codes beside the words of a drop-down; one that is none of them is its last. */
static const char *const answers[] = { "Y", "N", "UNK" };

/* --- Reading the inputs */

static const char *
row_text (const Row *row, const StippleRefusedField *field)
{
  guint chosen;

  if (field->kind == STIPPLE_REFUSED_TEXT)
    return gtk_editable_get_text (GTK_EDITABLE (row->input));
  chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->input));
  return chosen < G_N_ELEMENTS (answers) ? answers[chosen] : field->value;
}

json_t *
stipple_refused_form_get_document (StippleRefusedForm *self)
{
  json_t *document = json_deep_copy (self->document);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const StippleRefusedField *field = g_ptr_array_index (self->fields, i);
      const char *text = row_text (g_ptr_array_index (self->rows, i), field);

      if (!g_str_equal (text, field->value))
        stipple_refused_set (document, field->path, text);
    }
  return document;
}

StippleRefusedDraft *
stipple_refused_form_get_draft (StippleRefusedForm *self)
{
  StippleRefusedDraft *draft = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const StippleRefusedField *field = g_ptr_array_index (self->fields, i);
      const char *text = row_text (g_ptr_array_index (self->rows, i), field);

      if (g_str_equal (text, field->value))
        continue;
      if (draft == NULL)
        draft = stipple_refused_draft_new ();
      stipple_refused_draft_set (draft, field->path, text);
    }
  return draft;
}

static guint
answer_index (const char *code)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (answers) && !g_str_equal (answers[i], code))
    i++;
  return i;
}

void
stipple_refused_form_restore (StippleRefusedForm *self, StippleRefusedDraft *draft)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const StippleRefusedField *field = g_ptr_array_index (self->fields, i);
      const Row *row = g_ptr_array_index (self->rows, i);
      const char *text = stipple_refused_draft_get (draft, field->path);

      if (text == NULL)
        continue;
      if (field->kind == STIPPLE_REFUSED_TEXT)
        gtk_editable_set_text (GTK_EDITABLE (row->input), text);
      else
        gtk_drop_down_set_selected (GTK_DROP_DOWN (row->input), answer_index (text));
      if (field->is_health)
        gtk_expander_set_expanded (GTK_EXPANDER (self->health), TRUE);
    }
}

static void
input_changed (StippleRefusedForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- Marking */

static void
set_fault (const Row *row, gboolean is_faulty)
{
  stipple_desk_set_fault (row->input, row->fault, row->input,
                          is_faulty ? _ ("The hub does not accept this as it is.") : NULL);
}

void
stipple_refused_form_focus (StippleRefusedForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const StippleRefusedField *field = g_ptr_array_index (self->fields, i);
      const Row *row = g_ptr_array_index (self->rows, i);

      if (!field->is_faulty)
        continue;
      if (field->is_health)
        gtk_expander_set_expanded (GTK_EXPANDER (self->health), TRUE);
      gtk_widget_grab_focus (row->input);
      return;
    }
}

gboolean
stipple_refused_form_mark (StippleRefusedForm *self, const char *place)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      StippleRefusedField *field = g_ptr_array_index (self->fields, i);

      field->is_faulty = !found && stipple_refused_is_at (field->path, place);
      found |= field->is_faulty;
      set_fault (g_ptr_array_index (self->rows, i), field->is_faulty);
    }
  stipple_refused_form_focus (self);
  return found;
}

/* --- Building */

static GtkWidget *
make_entry (StippleRefusedForm *self, const StippleRefusedField *field)
{
  GtkWidget *entry = gtk_entry_new ();

  /* Digits keep their order whatever the language. */
  if (field->is_left_to_right)
    stipple_desk_set_left_to_right (GTK_EDITABLE (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), field->value);
  g_signal_connect_object (entry, "changed", G_CALLBACK (input_changed), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_choice (StippleRefusedForm *self, const StippleRefusedField *field)
{
  const char *words[] = { _ ("Yes"), _ ("No"), _ ("Not sure"), NULL, NULL };
  const guint chosen = answer_index (field->value);
  GtkWidget *choice;

  if (chosen == G_N_ELEMENTS (answers))
    words[chosen] = field->value;
  choice = gtk_drop_down_new_from_strings (words);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (input_changed), self,
                           G_CONNECT_SWAPPED);
  return choice;
}

/* The label above the input, the fault below it. */
static GtkWidget *
make_row (StippleRefusedForm *self, const StippleRefusedField *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  Row *row = g_new0 (Row, 1);

  row->input =
      field->kind == STIPPLE_REFUSED_ANSWER ? make_choice (self, field) : make_entry (self, field);
  row->fault = stipple_desk_label (NULL, "stop small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  field->label, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row->input), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  row->fault, NULL, -1);
  gtk_box_append (GTK_BOX (box), stipple_desk_label (field->label, "field-label"));
  gtk_box_append (GTK_BOX (box), row->input);
  gtk_box_append (GTK_BOX (box), row->fault);
  set_fault (row, field->is_faulty);
  g_ptr_array_add (self->rows, row);
  return box;
}

static GtkWidget *
make_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "refused-grid");
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  return grid;
}

static void
build (StippleRefusedForm *self)
{
  GtkWidget *entered = stipple_desk_card (_ ("What was entered"));
  GtkWidget *person = make_grid ();
  GtkWidget *health = make_grid ();
  guint counts[2] = { 0, 0 };
  gboolean open = FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const StippleRefusedField *field = g_ptr_array_index (self->fields, i);
      const guint n = counts[field->is_health]++;

      open |= field->is_health && field->is_faulty;
      gtk_grid_attach (GTK_GRID (field->is_health ? health : person), make_row (self, field),
                       (int) (n % COLUMNS), (int) (n / COLUMNS), 1, 1);
    }
  gtk_box_append (GTK_BOX (entered), person);
  self->health = gtk_expander_new (_ ("Health check"));
  gtk_widget_add_css_class (self->health, "strong");
  gtk_widget_set_margin_top (self->health, 12);
  gtk_expander_set_child (GTK_EXPANDER (self->health), health);
  gtk_expander_set_expanded (GTK_EXPANDER (self->health), open);
  gtk_widget_set_visible (self->health, counts[1] > 0);
  gtk_box_append (GTK_BOX (entered), self->health);
  gtk_box_append (GTK_BOX (self), entered);
}

/* --- The widget */

static void
stipple_refused_form_finalize (GObject *object)
{
  StippleRefusedForm *self = STIPPLE_REFUSED_FORM (object);

  g_clear_pointer (&self->document, json_decref);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (stipple_refused_form_parent_class)->finalize (object);
}

static void
stipple_refused_form_class_init (StippleRefusedFormClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_refused_form_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_refused_form_init (StippleRefusedForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->rows = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
stipple_refused_form_new (const json_t *one, const StipplePack *pack)
{
  StippleRefusedForm *self = g_object_new (STIPPLE_TYPE_REFUSED_FORM, NULL);
  g_autofree char *fault = stipple_refused_fault (one);

  self->document = json_pack ("{sO sO}", "patient", json_object_get (one, "patient"), "response",
                              json_object_get (one, "response"));
  self->fields = stipple_refused_fields (self->document, pack, fault);
  build (self);
  return GTK_WIDGET (self);
}
