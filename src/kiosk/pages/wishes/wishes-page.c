// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/wishes/wishes-page.h"

#include "kiosk/columns.h"
#include "kiosk/companion.h"
#include "kiosk/fault-line.h"
#include "widgets/chip.h"
#include "widgets/choice-group.h"
#include "widgets/field.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _StippleWishesPage
{
  StipplePage parent_instance;

  GtkWidget *where;
  GtkWidget *marked;
  StippleWrapBox *areas;
  StippleField *scars;
  StippleField *note;
  StippleField *medication;
  GtkWidget *numbing_question;
  StippleChoiceGroup *numbing;
  StippleFaultLine *numbing_fault;
};

G_DEFINE_FINAL_TYPE (StippleWishesPage, stipple_wishes_page, STIPPLE_TYPE_PAGE)

static StippleSession *
get_session (StippleWishesPage *self)
{
  return stipple_page_get_session (STIPPLE_PAGE (self));
}

static void
area_toggled (GtkToggleButton *chip, StippleWishesPage *self)
{
  const GPtrArray *areas = stipple_session_get_pack (get_session (self))->areas;
  guint index = 0;

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->areas));
       other != GTK_WIDGET (chip); other = gtk_widget_get_next_sibling (other))
    index++;
  stipple_session_set_area (get_session (self),
                            ((const StippleNamed *) g_ptr_array_index (areas, index))->id,
                            gtk_toggle_button_get_active (chip));
}

static void
add_areas (StippleWishesPage *self)
{
  const GPtrArray *areas = stipple_session_get_pack (get_session (self))->areas;

  for (guint i = 0; i < areas->len; i++)
    {
      const StippleNamed *area = g_ptr_array_index (areas, i);
      GtkWidget *chip = stipple_chip_new (stipple_page_text (STIPPLE_PAGE (self), area->name));

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                    stipple_session_has_area (get_session (self), area->id));
      stipple_wrap_box_append (self->areas, chip);
      stipple_page_pair (STIPPLE_PAGE (self), chip, area->name);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (area_toggled), self, 0);
    }
}

static const struct
{
  const char *name; /* of the session's field */
  gsize offset;     /* of its StippleField */
} fields[] = {
  { "scars", G_STRUCT_OFFSET (StippleWishesPage, scars) },
  { "wishes-note", G_STRUCT_OFFSET (StippleWishesPage, note) },
  { "medication", G_STRUCT_OFFSET (StippleWishesPage, medication) },
};

static StippleField *
field_at (StippleWishesPage *self, guint i)
{
  return G_STRUCT_MEMBER (StippleField *, self, fields[i].offset);
}

static gboolean
stipple_wishes_page_next (StipplePage *page)
{
  StippleWishesPage *self = STIPPLE_WISHES_PAGE (page);
  g_autoptr (GError) fault = NULL;
  GtkWidget *first = NULL;

  if (!stipple_session_check_field (get_session (self), "numbing", &fault))
    first = GTK_WIDGET (self->numbing);
  stipple_fault_line_set_text (self->numbing_fault, fault != NULL ? fault->message : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!stipple_session_check_field (get_session (self), fields[i].name, &error)
          && first == NULL)
        first = GTK_WIDGET (field_at (self, i));
      stipple_field_set_error (field_at (self, i), error != NULL ? error->message : NULL);
    }
  if (first == NULL)
    return FALSE;
  gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
  stipple_page_scroll_to (page, first);
  return TRUE;
}

static void
numbing_selected (StippleWishesPage *self)
{
  if (stipple_choice_group_get_selected (self->numbing) != STIPPLE_NUMBING_NONE)
    stipple_fault_line_set_text (self->numbing_fault, NULL);
}

static void
pair (StippleWishesPage *self)
{
  StipplePage *page = STIPPLE_PAGE (self);

  stipple_page_pair_title (
      page, N_ ("What would you like?"),
      N_ ("Tell our artist what matters to you. You can leave out what you wish."));
  stipple_page_pair_words (page, self->where, N_ ("What bothers you?"));
  stipple_page_pair_words (page, self->scars, N_ ("Scars we should know of"));
  stipple_page_pair_words (page, self->note, N_ ("Anything else you wish"));
  stipple_page_pair_words (page, self->numbing_question,
                           N_ ("Do you use, or plan to use, a numbing cream?"));
  stipple_page_pair_words (page, self->medication, N_ ("Medication you take now or plan to take"));
}

/* NULL when no region was. Transfer full. */
static char *
describe_marked (StippleWishesPage *self)
{
  const StippleMarks *marks =
      stipple_look_get_marks (stipple_session_get_look (get_session (self)));
  g_autofree char *regions = stipple_marks_describe_regions (marks);

  /* TRANSLATORS: parts of the head that somebody chose: "You marked: Crown, Sides" */
  return *regions != '\0' ? g_strdup_printf (_ ("You marked: %s"), regions) : NULL;
}

/* Where it is has been asked already; nobody is to wonder whether that was kept. */
static void
show_marked (StippleWishesPage *self)
{
  StippleSession *session = get_session (self);
  g_autofree char *text = describe_marked (self);
  g_autofree char *beneath = NULL;

  gtk_widget_set_visible (self->marked, text != NULL);
  gtk_label_set_label (GTK_LABEL (self->marked), text != NULL ? text : "");
  if (text == NULL || !stipple_companion_begin (session))
    return;
  beneath = describe_marked (self);
  stipple_companion_end (session);
  stipple_companion_set (session, self->marked, beneath);
}

static void
stipple_wishes_page_constructed (GObject *object)
{
  StippleWishesPage *self = STIPPLE_WISHES_PAGE (object);
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  G_OBJECT_CLASS (stipple_wishes_page_parent_class)->constructed (object);
  pair (self);
  show_marked (self);
  add_areas (self);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_object_set (field_at (self, i), "max-length", STIPPLE_NOTE_MAX, NULL);
      g_object_bind_property (get_session (self), fields[i].name, field_at (self, i), "text", both);
    }
  stipple_choice_group_add (self->numbing, STIPPLE_NUMBING_NO, C_ ("answer", "No"),
                            STIPPLE_TONE_NO);
  stipple_choice_group_add (self->numbing, STIPPLE_NUMBING_YES, C_ ("answer", "Yes"),
                            STIPPLE_TONE_NO);
  stipple_choice_group_add (self->numbing, STIPPLE_NUMBING_UNSURE, C_ ("answer", "Not sure"),
                            STIPPLE_TONE_NO);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->numbing), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Numbing cream"), -1);
  g_object_bind_property (get_session (self), "numbing", self->numbing, "selected", both);
}

static void
stipple_wishes_page_class_init (StippleWishesPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = stipple_wishes_page_constructed;
  STIPPLE_PAGE_CLASS (class)->next = stipple_wishes_page_next;

  g_type_ensure (STIPPLE_TYPE_CHOICE_GROUP);
  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_FAULT_LINE);
  g_type_ensure (STIPPLE_TYPE_FIELD);
  g_type_ensure (STIPPLE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/wishes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, where);
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, numbing_question);
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, marked);
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, areas);
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, scars);
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, note);
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, medication);
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, numbing);
  gtk_widget_class_bind_template_child (widget_class, StippleWishesPage, numbing_fault);
  gtk_widget_class_bind_template_callback (widget_class, numbing_selected);
}

static void
stipple_wishes_page_init (StippleWishesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
