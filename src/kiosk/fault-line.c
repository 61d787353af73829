// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/fault-line.h"

#include "widgets/line-layout.h"

struct _StippleFaultLine
{
  AdwBin parent_instance;

  char *text;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (StippleFaultLine, stipple_fault_line, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

const char *
stipple_fault_line_get_text (StippleFaultLine *self)
{
  return self->text;
}

void
stipple_fault_line_set_text (StippleFaultLine *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
stipple_fault_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, STIPPLE_FAULT_LINE (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_fault_line_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    stipple_fault_line_set_text (STIPPLE_FAULT_LINE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_fault_line_finalize (GObject *object)
{
  g_free (STIPPLE_FAULT_LINE (object)->text);
  G_OBJECT_CLASS (stipple_fault_line_parent_class)->finalize (object);
}

static void
stipple_fault_line_class_init (StippleFaultLineClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = stipple_fault_line_get_property;
  object_class->set_property = stipple_fault_line_set_property;
  object_class->finalize = stipple_fault_line_finalize;
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/kiosk/fault-line.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleFaultLine, label);
}

static void
stipple_fault_line_init (StippleFaultLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
