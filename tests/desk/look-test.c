// SPDX-License-Identifier: GPL-3.0-or-later
#include "look-test.h"

#include "desk-test.h"

GtkWidget *
look_find (GtkWidget *widget, LookMatch match, gconstpointer what)
{
  GtkWidget *found = match (widget, what) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = look_find (child, match, what);
  return found;
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), (GType) GPOINTER_TO_SIZE (type));
}

GtkWidget *
look_find_type (GtkWidget *widget, GType type)
{
  return look_find (widget, is_of_type, GSIZE_TO_POINTER (type));
}

static gboolean
is_styled (GtkWidget *widget, gconstpointer style_class)
{
  return gtk_widget_has_css_class (widget, style_class);
}

GtkWidget *
look_find_styled (GtkWidget *widget, const char *style_class)
{
  return look_find (widget, is_styled, style_class);
}

gboolean
look_says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

gboolean
look_is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

typedef struct
{
  GtkWidget *widget;
  LookMatch match;
  gconstpointer what;
  gboolean there;
} Wanted;

static gboolean
is_so (gpointer data)
{
  const Wanted *wanted = data;

  return (look_find (wanted->widget, wanted->match, wanted->what) != NULL) == wanted->there;
}

GtkWidget *
look_wait_for (GtkWidget *widget, LookMatch match, gconstpointer what)
{
  Wanted wanted = { widget, match, what, TRUE };

  desk_test_wait (is_so, &wanted);
  return look_find (widget, match, what);
}

void
look_wait_until_none (GtkWidget *widget, LookMatch match, gconstpointer what)
{
  Wanted wanted = { widget, match, what, FALSE };

  desk_test_wait (is_so, &wanted);
}
