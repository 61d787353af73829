// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wrap-box.h"

#include "widgets/wrap-layout.h"

struct _StippleWrapBox
{
  GtkWidget parent_instance;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StippleWrapBox, stipple_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

/* The layout holds the values; the property ids are the same as their names there. */
static const char *const passed_on[] = { "spacing", "justify", "align-end" };

static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    stipple_wrap_box_append (STIPPLE_WRAP_BOX (buildable), GTK_WIDGET (child));
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
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (object));

  g_object_get_property (G_OBJECT (layout), passed_on[id - 1], value);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (object));

  g_object_set_property (G_OBJECT (layout), passed_on[id - 1], value);
}

static void
dispose (GObject *object)
{
  stipple_wrap_box_clear (STIPPLE_WRAP_BOX (object));
  G_OBJECT_CLASS (stipple_wrap_box_parent_class)->dispose (object);
}

static void
stipple_wrap_box_class_init (StippleWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;

  g_object_class_install_property (
      object_class, 1, g_param_spec_int (passed_on[0], NULL, NULL, 0, G_MAXINT, 16, flags));
  g_object_class_install_property (object_class, 2,
                                   g_param_spec_boolean (passed_on[1], NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, 3,
                                   g_param_spec_boolean (passed_on[2], NULL, NULL, FALSE, flags));

  gtk_widget_class_set_layout_manager_type (widget_class, STIPPLE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wrapbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
stipple_wrap_box_init (StippleWrapBox *self)
{
}

GtkWidget *
stipple_wrap_box_new (void)
{
  return g_object_new (STIPPLE_TYPE_WRAP_BOX, NULL);
}

void
stipple_wrap_box_append (StippleWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (STIPPLE_IS_WRAP_BOX (self));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
stipple_wrap_box_clear (StippleWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (STIPPLE_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
