// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pages/details/details-page.h"

#include "kiosk/columns.h"
#include "kiosk/fault-line.h"
#include "widgets/choice-group.h"
#include "widgets/date-field.h"
#include "widgets/field.h"

#include <glib/gi18n-lib.h>

struct _StippleDetailsPage
{
  StipplePage parent_instance;

  StippleField *first_name;
  StippleField *last_name;
  GtkBox *birth_slot;
  GtkWidget *birth_date; /* StippleDateField, owned by its slot */
  StippleField *mobile;
  StippleField *email;
  GtkWidget *contact_question;
  StippleChoiceGroup *contact;
  StippleFaultLine *contact_fault;
};

G_DEFINE_FINAL_TYPE (StippleDetailsPage, stipple_details_page, STIPPLE_TYPE_PAGE)

/* In the order of the screen, but for the names: see in_screen_order(). */
static const struct
{
  const char *name; /* of the session's field */
  gsize offset;     /* of the widget */
} checks[] = {
  { "first-name", G_STRUCT_OFFSET (StippleDetailsPage, first_name) },
  { "last-name", G_STRUCT_OFFSET (StippleDetailsPage, last_name) },
  { "birth-date", G_STRUCT_OFFSET (StippleDetailsPage, birth_date) },
  { "mobile", G_STRUCT_OFFSET (StippleDetailsPage, mobile) },
  { "email", G_STRUCT_OFFSET (StippleDetailsPage, email) },
  { "contact", G_STRUCT_OFFSET (StippleDetailsPage, contact) },
};

static GtkWidget *
widget_at (StippleDetailsPage *self, guint i)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, checks[i].offset);
}

static void
set_fault (StippleDetailsPage *self, guint i, const char *message)
{
  GtkWidget *widget = widget_at (self, i);

  if (STIPPLE_IS_FIELD (widget))
    stipple_field_set_error (STIPPLE_FIELD (widget), message);
  else if (STIPPLE_IS_DATE_FIELD (widget))
    stipple_date_field_set_error (STIPPLE_DATE_FIELD (widget), message);
  else
    stipple_fault_line_set_text (self->contact_fault, message);
}

static gboolean
has_fault (StippleDetailsPage *self, guint i)
{
  GtkWidget *widget = widget_at (self, i);

  if (STIPPLE_IS_FIELD (widget))
    return stipple_field_get_error (STIPPLE_FIELD (widget)) != NULL;
  if (STIPPLE_IS_DATE_FIELD (widget))
    return stipple_date_field_get_error (STIPPLE_DATE_FIELD (widget)) != NULL;
  return stipple_fault_line_get_text (self->contact_fault) != NULL;
}

static gboolean
check (StippleDetailsPage *self, guint i)
{
  g_autoptr (GError) error = NULL;
  gboolean fine = stipple_session_check_field (stipple_page_get_session (STIPPLE_PAGE (self)),
                                               checks[i].name, &error);

  set_fault (self, i, fine ? NULL : error->message);
  return fine;
}

static gboolean
is_begun (StippleDetailsPage *self, GtkWidget *widget)
{
  StippleSession *session = stipple_page_get_session (STIPPLE_PAGE (self));
  int year, month, day;

  if (STIPPLE_IS_FIELD (widget))
    return *stipple_field_get_text (STIPPLE_FIELD (widget)) != '\0';
  g_object_get (session, "birth-year", &year, "birth-month", &month, "birth-day", &day, NULL);
  return year != 0 && month != 0 && day != 0;
}

/* On leaving a field. An empty one is left in peace until Next: the person may only be looking. */
static void
focus_left (GtkEventController *controller, StippleDetailsPage *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (controller);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (widget_at (self, i) == widget && is_begun (self, widget))
      check (self, i);
}

/* A fault that is shown goes as soon as it is put right; none comes while typing. */
static void
session_changed (StippleDetailsPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (has_fault (self, i)
        && stipple_session_check_field (stipple_page_get_session (STIPPLE_PAGE (self)),
                                        checks[i].name, NULL))
      set_fault (self, i, NULL);
}

/* Where the family name comes first, it is asked for first. */
static guint
in_screen_order (guint i)
{
  return i < 2 && stipple_person_family_first () ? 1 - i : i;
}

/* The first fault on the screen gets the focus. */
static gboolean
stipple_details_page_next (StipplePage *page)
{
  StippleDetailsPage *self = STIPPLE_DETAILS_PAGE (page);
  GtkWidget *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!check (self, in_screen_order (i)) && first == NULL)
      first = widget_at (self, in_screen_order (i));
  if (first == NULL)
    return FALSE;
  gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
  stipple_page_scroll_to (page, first);
  return TRUE;
}

static void
bind (StippleDetailsPage *self, const char *name, gpointer widget, const char *property)
{
  g_object_bind_property (stipple_page_get_session (STIPPLE_PAGE (self)), name, widget, property,
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
watch_focus (StippleDetailsPage *self, GtkWidget *widget)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_object (controller, "leave", G_CALLBACK (focus_left), self, 0);
  gtk_widget_add_controller (widget, controller);
}

static void
pair (StippleDetailsPage *self)
{
  StipplePage *page = STIPPLE_PAGE (self);

  stipple_page_pair_title (
      page, N_ ("Your details"),
      N_ ("So that reception can find you. Nothing is shown on this screen after you leave."));
  stipple_page_pair_words (page, self->first_name, N_ ("First name"));
  stipple_page_pair_words (page, self->last_name, N_ ("Last name"));
  stipple_page_pair_words (page, self->birth_date, N_ ("Date of birth"));
  stipple_page_pair_words (page, self->mobile, N_ ("Mobile phone"));
  stipple_page_pair_words (page, self->email, N_ ("E-mail"));
  stipple_page_pair_words (page, self->contact_question, N_ ("How should we reach you?"));
}

static void
stipple_details_page_constructed (GObject *object)
{
  StippleDetailsPage *self = STIPPLE_DETAILS_PAGE (object);

  G_OBJECT_CLASS (stipple_details_page_parent_class)->constructed (object);
  if (stipple_person_family_first ())
    gtk_box_reorder_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->last_name))),
                                 GTK_WIDGET (self->last_name), NULL);
  self->birth_date = stipple_date_field_new (_ ("Date of birth"));
  gtk_box_append (self->birth_slot, self->birth_date);
  pair (self);
  stipple_choice_group_add (self->contact, STIPPLE_CONTACT_CALL, _ ("Call"), STIPPLE_TONE_NO);
  stipple_choice_group_add (self->contact, STIPPLE_CONTACT_TEXT, _ ("Text message"),
                            STIPPLE_TONE_NO);
  stipple_choice_group_add (self->contact, STIPPLE_CONTACT_EMAIL, C_ ("contact", "E-mail"),
                            STIPPLE_TONE_NO);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->contact), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How should we reach you?"), -1);
  bind (self, "first-name", self->first_name, "text");
  bind (self, "last-name", self->last_name, "text");
  bind (self, "birth-year", self->birth_date, "year");
  bind (self, "birth-month", self->birth_date, "month");
  bind (self, "birth-day", self->birth_date, "day");
  bind (self, "mobile", self->mobile, "text");
  bind (self, "email", self->email, "text");
  bind (self, "contact", self->contact, "selected");
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (widget_at (self, i) != GTK_WIDGET (self->contact))
      watch_focus (self, widget_at (self, i));
  g_signal_connect_object (stipple_page_get_session (STIPPLE_PAGE (self)), "notify",
                           G_CALLBACK (session_changed), self, G_CONNECT_SWAPPED);
}

static void
stipple_details_page_class_init (StippleDetailsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = stipple_details_page_constructed;
  STIPPLE_PAGE_CLASS (class)->next = stipple_details_page_next;

  g_type_ensure (STIPPLE_TYPE_CHOICE_GROUP);
  g_type_ensure (STIPPLE_TYPE_COLUMNS);
  g_type_ensure (STIPPLE_TYPE_FAULT_LINE);
  g_type_ensure (STIPPLE_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/details-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleDetailsPage, first_name);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailsPage, last_name);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailsPage, birth_slot);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailsPage, contact_question);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailsPage, mobile);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailsPage, email);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailsPage, contact);
  gtk_widget_class_bind_template_child (widget_class, StippleDetailsPage, contact_fault);
}

static void
stipple_details_page_init (StippleDetailsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
