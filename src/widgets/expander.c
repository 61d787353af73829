// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/expander.h"

#include "widgets/line-layout.h"

struct _StippleExpander
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *title;
  GtkWidget *sign;
  GtkWidget *revealer;
  GtkWidget *body;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StippleExpander, stipple_expander, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_EXPANDED,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  StippleExpander *self = STIPPLE_EXPANDER (buildable);

  /* The template's own children come through here before the body is bound. */
  if (self->body != NULL && GTK_IS_WIDGET (child))
    stipple_expander_set_child (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
on_toggled (StippleExpander *self)
{
  gboolean expanded = stipple_expander_get_expanded (self);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->sign),
                                expanded ? "stipple-minus-symbolic" : "stipple-plus-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               expanded, -1);
  if (expanded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "open");

  /* First, so that who waits for it to make the child does so before the child shows. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), expanded);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleExpander *self = STIPPLE_EXPANDER (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, stipple_expander_get_title (self));
      break;
    case PROP_EXPANDED:
      g_value_set_boolean (value, stipple_expander_get_expanded (self));
      break;
    case PROP_CHILD:
      g_value_set_object (value, stipple_expander_get_child (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleExpander *self = STIPPLE_EXPANDER (object);

  switch (id)
    {
    case PROP_TITLE:
      stipple_expander_set_title (self, g_value_get_string (value));
      break;
    case PROP_EXPANDED:
      stipple_expander_set_expanded (self, g_value_get_boolean (value));
      break;
    case PROP_CHILD:
      stipple_expander_set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  StippleExpander *self = STIPPLE_EXPANDER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (stipple_expander_parent_class)->dispose (object);
}

static void
stipple_expander_class_init (StippleExpanderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_EXPANDED] = g_param_spec_boolean ("expanded", NULL, NULL, FALSE, flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "expander-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (STIPPLE_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/stipple/widgets/ui/expander.ui");
  gtk_widget_class_bind_template_child (widget_class, StippleExpander, button);
  gtk_widget_class_bind_template_child (widget_class, StippleExpander, title);
  gtk_widget_class_bind_template_child (widget_class, StippleExpander, sign);
  gtk_widget_class_bind_template_child (widget_class, StippleExpander, revealer);
  gtk_widget_class_bind_template_child (widget_class, StippleExpander, body);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
stipple_expander_init (StippleExpander *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE,
                               -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_RELATION_CONTROLS,
                                  self->body, NULL, -1);
}

GtkWidget *
stipple_expander_new (const char *title)
{
  return g_object_new (STIPPLE_TYPE_EXPANDER, "title", title, NULL);
}

const char *
stipple_expander_get_title (StippleExpander *self)
{
  g_return_val_if_fail (STIPPLE_IS_EXPANDER (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->title));
}

void
stipple_expander_set_title (StippleExpander *self, const char *title)
{
  g_return_if_fail (STIPPLE_IS_EXPANDER (self));

  if (title == NULL)
    title = "";
  if (g_strcmp0 (stipple_expander_get_title (self), title) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

gboolean
stipple_expander_get_expanded (StippleExpander *self)
{
  g_return_val_if_fail (STIPPLE_IS_EXPANDER (self), FALSE);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button));
}

void
stipple_expander_set_expanded (StippleExpander *self, gboolean expanded)
{
  g_return_if_fail (STIPPLE_IS_EXPANDER (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), expanded);
}

GtkWidget *
stipple_expander_get_child (StippleExpander *self)
{
  g_return_val_if_fail (STIPPLE_IS_EXPANDER (self), NULL);

  return gtk_widget_get_first_child (self->body);
}

void
stipple_expander_set_child (StippleExpander *self, GtkWidget *child)
{
  GtkWidget *old = NULL;

  g_return_if_fail (STIPPLE_IS_EXPANDER (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  old = stipple_expander_get_child (self);
  if (old == child)
    return;

  if (old != NULL)
    gtk_box_remove (GTK_BOX (self->body), old);
  if (child != NULL)
    gtk_box_append (GTK_BOX (self->body), child);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}
