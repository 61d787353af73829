// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/choice-group.h"

#include "widgets/tile-layout.h"
#include "widgets/wrap-layout.h"

struct _StippleChoiceGroup
{
  GtkWidget parent_instance;
  int selected;
};

G_DEFINE_FINAL_TYPE (StippleChoiceGroup, stipple_choice_group, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTED,
  PROP_SPACING,
  PROP_ALIGN_END,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GQuark value_quark;

static int
value_of (GtkWidget *pill)
{
  return GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (pill), value_quark));
}

static void
mark (GtkWidget *pill)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pill));

  gtk_accessible_update_state (
      GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_STATE_CHECKED,
      active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
on_toggled (StippleChoiceGroup *self, GtkWidget *pill)
{
  mark (pill);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pill)))
    stipple_choice_group_set_selected (self, value_of (pill));
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleChoiceGroup *self = STIPPLE_CHOICE_GROUP (object);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  switch (id)
    {
    case PROP_SELECTED:
      g_value_set_int (value, self->selected);
      break;
    case PROP_SPACING:
    case PROP_ALIGN_END:
      g_object_get_property (G_OBJECT (layout), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StippleChoiceGroup *self = STIPPLE_CHOICE_GROUP (object);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  switch (id)
    {
    case PROP_SELECTED:
      stipple_choice_group_set_selected (self, g_value_get_int (value));
      break;
    case PROP_SPACING:
    case PROP_ALIGN_END:
      g_object_set_property (G_OBJECT (layout), pspec->name, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (stipple_choice_group_parent_class)->dispose (object);
}

static void
stipple_choice_group_class_init (StippleChoiceGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  value_quark = g_quark_from_static_string ("stipple-choice-value");
  object_class->dispose = dispose;
  object_class->get_property = get_property;
  object_class->set_property = set_property;

  properties[PROP_SELECTED] = g_param_spec_int ("selected", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 12, flags);
  properties[PROP_ALIGN_END] = g_param_spec_boolean ("align-end", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, STIPPLE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "choicegroup");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
stipple_choice_group_init (StippleChoiceGroup *self)
{
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", 12, NULL);
}

GtkWidget *
stipple_choice_group_new (void)
{
  return g_object_new (STIPPLE_TYPE_CHOICE_GROUP, NULL);
}

static GtkWidget *
add_pill (StippleChoiceGroup *self, int value, GtkWidget *child, const char *style_class,
          const char *name)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self));
  GtkWidget *pill = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_RADIO, "child", child, NULL);

  g_object_set_qdata (G_OBJECT (pill), value_quark, GINT_TO_POINTER (value));
  gtk_widget_add_css_class (pill, style_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (pill), GTK_TOGGLE_BUTTON (first));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill), value == self->selected);
  mark (pill);
  g_signal_connect_object (pill, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (pill, GTK_WIDGET (self), NULL);
  return pill;
}

static GtkWidget *
make_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER,
                       NULL);
}

void
stipple_choice_group_add (StippleChoiceGroup *self, int value, const char *label, StippleTone tone)
{
  static const char *const classes[] = { "no", "yes", "unsure" };

  g_return_if_fail (STIPPLE_IS_CHOICE_GROUP (self));
  g_return_if_fail (value > 0);
  g_return_if_fail (label != NULL);

  gtk_widget_add_css_class (add_pill (self, value, make_label (label), "choice", label),
                            classes[tone]);
}

GtkWidget *
stipple_choice_group_add_picture (StippleChoiceGroup *self, int value, GtkWidget *picture,
                                  const char *label, const char *name, const char *description)
{
  GtkWidget *box = NULL;
  GtkWidget *text = NULL;
  GtkWidget *pill = NULL;

  g_return_val_if_fail (STIPPLE_IS_CHOICE_GROUP (self), NULL);
  g_return_val_if_fail (value > 0, NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (picture), NULL);
  g_return_val_if_fail (label != NULL && name != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), picture);
  /* Tiles are equally wide, which pills in a wrapping line are not. */
  if (!STIPPLE_IS_TILE_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))))
    gtk_widget_set_layout_manager (GTK_WIDGET (self), stipple_tile_layout_new ());

  text = make_label (label);
  /* Long names break between words rather than make their pill wider than the others: never within one, as Chinese
   * could. */
  g_object_set (text, "max-width-chars", 7, "wrap", strchr (label, ' ') != NULL, NULL);
  gtk_box_append (GTK_BOX (box), text);
  pill = add_pill (self, value, box, "picture-choice", name);
  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    description, -1);
  return pill;
}

int
stipple_choice_group_get_selected (StippleChoiceGroup *self)
{
  g_return_val_if_fail (STIPPLE_IS_CHOICE_GROUP (self), 0);

  return self->selected;
}

void
stipple_choice_group_set_selected (StippleChoiceGroup *self, int selected)
{
  g_return_if_fail (STIPPLE_IS_CHOICE_GROUP (self));

  if (self->selected == selected)
    return;

  self->selected = selected;
  for (GtkWidget *pill = gtk_widget_get_first_child (GTK_WIDGET (self)); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill), value_of (pill) == selected);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
