// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/entry/entry-form.h"

#include "core/language.h"
#include "desk/correction/form.h"
#include "desk/entry/entry-row.h"
#include "desk/parts.h"

#include <glib/gi18n-lib.h>

struct _StippleEntryForm
{
  GtkBox parent_instance;

  StippleEntry *entry;
  GtkWidget *card; /* what is being filled */
  GPtrArray *rows; /* StippleEntryRow */
};

G_DEFINE_FINAL_TYPE (StippleEntryForm, stipple_entry_form, GTK_TYPE_BOX)

static StippleEntryRow *
find_row (StippleEntryForm *self, const char *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (stipple_entry_row_has (g_ptr_array_index (self->rows, i), field))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

void
stipple_entry_form_focus (StippleEntryForm *self, const char *field)
{
  const char *wanted = field != NULL ? field : stipple_entry_get_fields (self->entry)[0];
  StippleEntryRow *row = find_row (self, wanted);

  if (row != NULL)
    stipple_entry_row_focus (row, wanted);
}

gboolean
stipple_entry_form_check (StippleEntryForm *self)
{
  const char *first = stipple_entry_find_fault (self->entry, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    stipple_entry_row_check (g_ptr_array_index (self->rows, i));
  if (first != NULL)
    stipple_entry_form_focus (self, first);
  return first == NULL;
}

/* Where something changed is in sight then. */
static void
show_step (StippleEntryForm *self, const char *field)
{
  if (field != NULL)
    stipple_entry_form_focus (self, field);
}

static gboolean
on_key (StippleEntryForm *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  const StippleFormKey key = stipple_form_read_key (keyval, modifiers);

  if (key == STIPPLE_FORM_KEY_UNDO)
    show_step (self, stipple_entry_undo (self->entry));
  else if (key == STIPPLE_FORM_KEY_REDO)
    show_step (self, stipple_entry_redo (self->entry));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* --- The questions */

static const char *
say (const StippleText *text)
{
  return stipple_text_get (text, stipple_language_current ());
}

static void
begin_card (StippleEntryForm *self, const char *title)
{
  self->card = stipple_desk_card (title);
  gtk_widget_add_css_class (self->card, "form-card");
  gtk_box_append (GTK_BOX (self), self->card);
}

static void
row_done (StippleEntryForm *self, GtkWidget *row)
{
  guint n;

  if (g_ptr_array_find (self->rows, row, &n) && n + 1 < self->rows->len)
    stipple_entry_row_focus (g_ptr_array_index (self->rows, n + 1), "");
}

static StippleEntryRow *
add (StippleEntryForm *self, GtkWidget *row)
{
  g_signal_connect_swapped (row, "next", G_CALLBACK (row_done), self);
  gtk_box_append (GTK_BOX (self->card), row);
  g_ptr_array_add (self->rows, row);
  return STIPPLE_ENTRY_ROW (row);
}

static void
add_typed (StippleEntryForm *self, const char *field, const char *name, const char *hint)
{
  add (self, stipple_entry_row_new_typed (self->entry, field, name, hint));
}

static void
add_person (StippleEntryForm *self)
{
  StippleEntryRow *contact;

  begin_card (self, _ ("Person"));
  add_typed (self, "first-name", _ ("First name"), NULL);
  add_typed (self, "last-name", _ ("Last name"), NULL);
  add_typed (self, "birth-date", _ ("Date of birth"), _ ("YYYY-MM-DD"));
  add_typed (self, "mobile", _ ("Mobile phone"), NULL);
  add_typed (self, "email", _ ("E-mail"), NULL);
  contact = add (self, stipple_entry_row_new_choice (self->entry, "contact", _ ("Prefers")));
  stipple_entry_row_add (contact, "call", _ ("Phone call"));
  stipple_entry_row_add (contact, "text", _ ("Text message"));
  stipple_entry_row_add (contact, "email", C_ ("contact", "E-mail"));
}

static void
add_look (StippleEntryForm *self)
{
  StippleEntryRow *regions =
      add (self, stipple_entry_row_new_many (self->entry, "region/", _ ("Where on the head")));
  StippleEntryRow *pattern =
      add (self, stipple_entry_row_new_choice (self->entry, "pattern", _ ("Pattern")));
  StippleEntryRow *hair =
      add (self, stipple_entry_row_new_choice (self->entry, "hair-color", _ ("Hair colour")));
  StippleEntryRow *skin =
      add (self, stipple_entry_row_new_choice (self->entry, "complexion", _ ("Complexion")));

  for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
    stipple_entry_row_add (regions, stipple_region_get_id (region),
                           stipple_region_get_name (region));
  for (guint i = 1; i < STIPPLE_N_PATTERNS; i++)
    stipple_entry_row_add (pattern, stipple_hair_pattern_get_id ((StippleHairPattern) i),
                           stipple_hair_pattern_get_name ((StippleHairPattern) i));
  for (guint i = 0; i < STIPPLE_N_HAIR_COLORS; i++)
    stipple_entry_row_add (hair, stipple_hair_color_get_id (i), stipple_hair_color_get_name (i));
  for (guint i = 0; i < STIPPLE_N_COMPLEXIONS; i++)
    stipple_entry_row_add (skin, stipple_complexion_get_id (i), stipple_complexion_get_name (i));
}

static void
add_wishes (StippleEntryForm *self, const StipplePack *pack)
{
  StippleEntryRow *areas;

  begin_card (self, _ ("Wishes"));
  areas = add (self, stipple_entry_row_new_many (self->entry, "area/", _ ("Concerns")));
  for (guint i = 0; i < pack->areas->len; i++)
    {
      const StippleNamed *area = g_ptr_array_index (pack->areas, i);

      stipple_entry_row_add (areas, area->id, say (area->name));
    }
  add_look (self);
  add_typed (self, "scars", _ ("Scars"), NULL);
  add_typed (self, "wishes-note", _ ("In their own words"), NULL);
}

static void
add_health (StippleEntryForm *self, const StipplePack *pack)
{
  begin_card (self, _ ("Health check"));
  for (guint i = 0; i < pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);
      g_autofree char *field = g_strconcat ("health/", rule->id, NULL);
      g_autofree char *until = rule->asks_until ? g_strconcat (field, "/until", NULL) : NULL;

      add (self,
           stipple_entry_row_new_answer (self->entry, field, say (rule->name), until,
                                         rule->asks_until ? say (rule->follow_up_question) : NULL));
    }
}

static void
add_understanding (StippleEntryForm *self, const StipplePack *pack)
{
  if (pack->questions->len == 0)
    return;
  begin_card (self, _ ("Understanding check"));
  for (guint i = 0; i < pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (pack->questions, i);
      g_autofree char *field = g_strconcat ("understanding/", question->id, NULL);
      StippleEntryRow *row =
          add (self, stipple_entry_row_new_choice (self->entry, field, say (question->question)));

      for (guint k = 0; k < question->choices->len; k++)
        {
          const StippleChoice *choice = g_ptr_array_index (question->choices, k);

          stipple_entry_row_add (row, choice->id, say (choice->text));
        }
    }
}

static void
add_rows (StippleEntryForm *self)
{
  const StipplePack *pack = stipple_entry_get_pack (self->entry);

  add_person (self);
  add_wishes (self, pack);
  add_health (self, pack);
  begin_card (self, _ ("Medication"));
  add (self,
       stipple_entry_row_new_answer (self->entry, "numbing", _ ("Numbing cream"), NULL, NULL));
  add_typed (self, "medication", _ ("Now or planned"), NULL);
  add_understanding (self, pack);
  begin_card (self, _ ("Consent"));
  gtk_box_append (
      GTK_BOX (self->card),
      stipple_desk_label (_ ("The signature is on the paper, which the clinic keeps."), "small"));
  add_typed (self, "consent", _ ("Signed on"), _ ("YYYY-MM-DD"));
}

static void
stipple_entry_form_dispose (GObject *object)
{
  StippleEntryForm *self = STIPPLE_ENTRY_FORM (object);

  g_clear_object (&self->entry);
  G_OBJECT_CLASS (stipple_entry_form_parent_class)->dispose (object);
}

static void
stipple_entry_form_finalize (GObject *object)
{
  g_ptr_array_unref (STIPPLE_ENTRY_FORM (object)->rows);
  G_OBJECT_CLASS (stipple_entry_form_parent_class)->finalize (object);
}

static void
stipple_entry_form_class_init (StippleEntryFormClass *class)
{
  G_OBJECT_CLASS (class)->dispose = stipple_entry_form_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_entry_form_finalize;
}

static void
stipple_entry_form_init (StippleEntryForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_ptr_array_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
stipple_entry_form_new (StippleEntry *entry)
{
  StippleEntryForm *self = g_object_new (STIPPLE_TYPE_ENTRY_FORM, "orientation",
                                         GTK_ORIENTATION_VERTICAL, "spacing", 16, NULL);

  self->entry = g_object_ref (entry);
  add_rows (self);
  return GTK_WIDGET (self);
}
