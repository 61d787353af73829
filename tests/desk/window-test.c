// SPDX-License-Identifier: GPL-3.0-or-later
#include "window-test.h"

void
window_test_set_up (WindowTest *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (StippleDeskSettings) settings = NULL;

  desk_test_set_up (&self->test, NULL);
  self->folder = g_dir_make_tmp ("stipple-desk-XXXXXX", NULL);
  path = g_build_filename (self->folder, "desk.ini", NULL);
  settings = stipple_desk_settings_new (path);
  self->desk = stipple_desk_new (self->test.client, settings);
  self->window = stipple_desk_window_new (NULL, self->desk);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
window_test_tear_down (WindowTest *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "desk.ini", NULL);
  gpointer weak = self->window;

  g_object_add_weak_pointer (G_OBJECT (self->window), &weak);
  gtk_window_destroy (GTK_WINDOW (self->window));
  stipple_desk_close (self->desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
  g_assert_finalize_object (self->desk);
  desk_test_tear_down (&self->test, NULL);
  remove (path);
  g_assert_cmpint (remove (self->folder), ==, 0);
  g_free (self->folder);
}

/* --- Looking */

GtkWidget *
window_test_find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = window_test_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
collect (GtkWidget *widget, GString *texts)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (texts, "%s | ", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, texts);
}

typedef struct
{
  GtkWidget *widget;
  const char *text;
  gboolean there;
} Seen;

static gboolean
is_so (gpointer data)
{
  const Seen *seen = data;
  GString *texts = g_string_new (NULL);
  gboolean there;

  collect (seen->widget, texts);
  there = strstr (texts->str, seen->text) != NULL;
  g_string_free (texts, TRUE);
  return there == seen->there;
}

void
window_test_wait_to_see (WindowTest *self, const char *text)
{
  Seen seen = { GTK_WIDGET (self->window), text, TRUE };

  desk_test_wait (is_so, &seen);
}

void
window_test_wait_to_be_gone (WindowTest *self, const char *text)
{
  Seen seen = { GTK_WIDGET (self->window), text, FALSE };

  desk_test_wait (is_so, &seen);
}

void
window_test_sign_in (WindowTest *self)
{
  g_assert_true (desk_test_sign_in (&self->test, NULL, NULL));
}
