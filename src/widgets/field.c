// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/field.h"

#include "widgets/line-layout.h"

#include <glib/gi18n-lib.h>

struct _StippleField
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *hint;
  GtkWidget *entry;
  GtkWidget *error_line;
  GtkWidget *error;
  char *name;
  gboolean optional;
};

G_DEFINE_FINAL_TYPE (StippleField, stipple_field, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_TEXT,
  PROP_HINT,
  PROP_ERROR,
  PROP_OPTIONAL,
  PROP_PURPOSE,
  PROP_MAX_LENGTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint activate_signal;

static void
on_text (StippleField *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
on_activate (StippleField *self)
{
  g_signal_emit (self, activate_signal, 0);
}

/* A kiosk has no context menus: take the press before the entry sees it. */
static void
on_secondary_press (GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static const char *
shown_text (GtkWidget *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));

  return *text != '\0' ? text : NULL;
}

static void
update_label (StippleField *self)
{
  g_autofree char *text = NULL;

  if (self->optional)
    /* Translators: the label of a field that may stay empty: "E-mail (optional)". */
    text = g_strdup_printf (_ ("%s (optional)"), self->name != NULL ? self->name : "");
  else
    text = g_strdup (self->name != NULL ? self->name : "");

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* Hint and fault describe the entry, the fault first. */
static void
update_description (StippleField *self)
{
  gboolean wrong = shown_text (self->error) != NULL;
  gboolean hinted = shown_text (self->hint) != NULL;

  if (wrong && hinted)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->error, self->hint,
                                    NULL, -1);
  else if (wrong || hinted)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    wrong ? self->error : self->hint, NULL, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                   GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
set_label (StippleField *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}

static void
set_hint (StippleField *self, const char *hint)
{
  if (g_strcmp0 (shown_text (self->hint), hint) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->hint), hint != NULL ? hint : "");
  gtk_widget_set_visible (self->hint, shown_text (self->hint) != NULL);
  update_description (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

static void
set_optional (StippleField *self, gboolean optional)
{
  if (self->optional == optional)
    return;

  self->optional = optional;
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPTIONAL]);
}

/* Numbers and addresses run from left to right in every language. */
static void
update_direction (StippleField *self)
{
  GtkInputPurpose purpose = gtk_entry_get_input_purpose (GTK_ENTRY (self->entry));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean fixed = purpose == GTK_INPUT_PURPOSE_PHONE || purpose == GTK_INPUT_PURPOSE_EMAIL
                   || purpose == GTK_INPUT_PURPOSE_DIGITS || purpose == GTK_INPUT_PURPOSE_NUMBER;

  /* The entry leaves the direction of its text to that text. */
  gtk_widget_set_direction (self->entry, fixed ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_NONE);
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))),
                            fixed ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_NONE);
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), fixed && rtl ? 1 : 0);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleField *self = STIPPLE_FIELD (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->name);
      break;
    case PROP_TEXT:
      g_value_set_string (value, stipple_field_get_text (self));
      break;
    case PROP_HINT:
      g_value_set_string (value, shown_text (self->hint));
      break;
    case PROP_ERROR:
      g_value_set_string (value, stipple_field_get_error (self));
      break;
    case PROP_OPTIONAL:
      g_value_set_boolean (value, self->optional);
      break;
    case PROP_PURPOSE:
      g_value_set_enum (value, gtk_entry_get_input_purpose (GTK_ENTRY (self->entry)));
      break;
    case PROP_MAX_LENGTH:
      g_value_set_int (value, gtk_entry_get_max_length (GTK_ENTRY (self->entry)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleField *self = STIPPLE_FIELD (object);

  switch (id)
    {
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_TEXT:
      stipple_field_set_text (self, g_value_get_string (value));
      break;
    case PROP_HINT:
      set_hint (self, g_value_get_string (value));
      break;
    case PROP_ERROR:
      stipple_field_set_error (self, g_value_get_string (value));
      break;
    case PROP_OPTIONAL:
      set_optional (self, g_value_get_boolean (value));
      break;
    case PROP_PURPOSE:
      gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), g_value_get_enum (value));
      update_direction (self);
      break;
    case PROP_MAX_LENGTH:
      gtk_entry_set_max_length (GTK_ENTRY (self->entry), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (stipple_field_parent_class)->direction_changed (widget, previous);
  update_direction (STIPPLE_FIELD (widget));
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (STIPPLE_FIELD (widget)->entry);
}

static void
dispose (GObject *object)
{
  StippleField *self = STIPPLE_FIELD (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (stipple_field_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/widgets/ui/field.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleField, label);
  gtk_widget_class_bind_template_child (widget_class, StippleField, hint);
  gtk_widget_class_bind_template_child (widget_class, StippleField, entry);
  gtk_widget_class_bind_template_child (widget_class, StippleField, error_line);
  gtk_widget_class_bind_template_child (widget_class, StippleField, error);
  gtk_widget_class_bind_template_callback (widget_class, on_text);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_press);
}

static void
stipple_field_class_init (StippleFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;
  widget_class->grab_focus = grab_focus;
  widget_class->direction_changed = direction_changed;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_OPTIONAL] = g_param_spec_boolean ("optional", NULL, NULL, FALSE, flags);
  properties[PROP_PURPOSE] =
      g_param_spec_enum ("purpose", NULL, NULL, GTK_TYPE_INPUT_PURPOSE, GTK_INPUT_PURPOSE_FREE_FORM,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAX_LENGTH] =
      g_param_spec_int ("max-length", NULL, NULL, 0, GTK_ENTRY_BUFFER_MAX_SIZE, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  activate_signal = g_signal_new ("activate", STIPPLE_TYPE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "field");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_template (widget_class);
}

static void
stipple_field_init (StippleField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->label, NULL, -1);
  update_description (self);
}

GtkWidget *
stipple_field_new (const char *label)
{
  return g_object_new (STIPPLE_TYPE_FIELD, "label", label, NULL);
}

const char *
stipple_field_get_text (StippleField *self)
{
  g_return_val_if_fail (STIPPLE_IS_FIELD (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
stipple_field_set_text (StippleField *self, const char *text)
{
  g_return_if_fail (STIPPLE_IS_FIELD (self));

  if (text == NULL)
    text = "";
  /* What is typed comes back through a two-way binding: the cursor must stay where it is. */
  if (g_strcmp0 (stipple_field_get_text (self), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

const char *
stipple_field_get_error (StippleField *self)
{
  g_return_val_if_fail (STIPPLE_IS_FIELD (self), NULL);

  return shown_text (self->error);
}

void
stipple_field_set_error (StippleField *self, const char *error)
{
  g_return_if_fail (STIPPLE_IS_FIELD (self));

  if (g_strcmp0 (stipple_field_get_error (self), error) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->error), error != NULL ? error : "");
  gtk_widget_set_visible (self->error_line, stipple_field_get_error (self) != NULL);
  if (stipple_field_get_error (self) != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  update_description (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

GtkEditable *
stipple_field_get_editable (StippleField *self)
{
  g_return_val_if_fail (STIPPLE_IS_FIELD (self), NULL);

  return GTK_EDITABLE (self->entry);
}
