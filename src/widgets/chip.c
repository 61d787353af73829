// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chip.h"

struct _StippleChip
{
  GtkToggleButton parent_instance;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (StippleChip, stipple_chip, GTK_TYPE_TOGGLE_BUTTON)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, stipple_chip_get_text (STIPPLE_CHIP (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      stipple_chip_set_text (STIPPLE_CHIP (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_chip_class_init (StippleChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;

  properties[PROP_TEXT] = g_param_spec_string (
      "text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_chip_init (StippleChip *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_button_set_child (GTK_BUTTON (self), self->label);
  gtk_widget_add_css_class (GTK_WIDGET (self), "chip");
}

GtkWidget *
stipple_chip_new (const char *text)
{
  return g_object_new (STIPPLE_TYPE_CHIP, "text", text, NULL);
}

const char *
stipple_chip_get_text (StippleChip *self)
{
  g_return_val_if_fail (STIPPLE_IS_CHIP (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->label));
}

void
stipple_chip_set_text (StippleChip *self, const char *text)
{
  g_return_if_fail (STIPPLE_IS_CHIP (self));

  if (text == NULL)
    text = "";
  if (g_strcmp0 (stipple_chip_get_text (self), text) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
