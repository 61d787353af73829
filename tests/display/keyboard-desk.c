// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard-desk.h"

#include "core/language.h"

static gboolean
is_open (gpointer keyboard)
{
  return stipple_keyboard_get_open (keyboard) && gtk_widget_get_width (keyboard) > 0;
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer frames)
{
  return ++*(guint *) frames < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_laid_out (gpointer frames)
{
  return *(guint *) frames >= 2;
}

/* By the second frame from here the first has been laid out. */
void
lay_out (Desk *desk)
{
  guint frames = 0;

  gtk_widget_add_tick_callback (desk->keyboard, count_frame, &frames, NULL);
  display_test_wait (is_laid_out, &frames);
}

void
desk_open (Desk *desk, const char *language, GtkWidget *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_assert_true (stipple_language_use (language));
  desk->entry = entry;
  desk->keyboard = stipple_keyboard_new ();
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Elsewhere"));
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), desk->keyboard);
  desk->window = display_test_show (box);
  gtk_widget_child_focus (entry, GTK_DIR_TAB_FORWARD);
  desk->text = gtk_root_get_focus (GTK_ROOT (desk->window));
  display_test_wait (is_open, desk->keyboard);
  lay_out (desk);
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

void
desk_close (Desk *desk)
{
  gpointer keyboard = desk->keyboard;

  g_object_add_weak_pointer (keyboard, &keyboard);
  gtk_window_destroy (desk->window);
  display_test_wait (is_gone, &keyboard);
  stipple_language_use ("en");
}

typedef gboolean (*Match) (StippleKey *key, gconstpointer data);

static StippleKey *
search (GtkWidget *widget, Match match, gconstpointer data)
{
  StippleKey *found = NULL;

  if (STIPPLE_IS_KEY (widget) && gtk_widget_get_child_visible (widget)
      && match (STIPPLE_KEY (widget), data))
    return STIPPLE_KEY (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = search (child, match, data);
  return found;
}

gboolean
types (StippleKey *key, gconstpointer text)
{
  return g_strcmp0 (stipple_key_get_text (key), text) == 0;
}

gboolean
does (StippleKey *key, gconstpointer action)
{
  return stipple_key_get_plan (key)->action == GPOINTER_TO_UINT (action);
}

StippleKey *
key_of (Desk *desk, const char *text)
{
  return search (desk->keyboard, types, text);
}

StippleKey *
action_key (Desk *desk, StippleKeyAction action)
{
  return search (desk->keyboard, does, GUINT_TO_POINTER (action));
}

void
touch (StippleKey *key)
{
  g_assert_nonnull (key);
  g_signal_emit_by_name (key, "clicked");
  settle ();
}

void
write_text (Desk *desk, const char *letters)
{
  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p))
    {
      char letter[7] = "";

      g_unichar_to_utf8 (g_utf8_get_char (p), letter);
      touch (key_of (desk, letter));
    }
}

void
assert_text (Desk *desk, const char *expected)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (desk->text)), ==, expected);
}

GtkWidget *
entry_for (GtkInputPurpose purpose)
{
  return g_object_new (GTK_TYPE_ENTRY, "input-purpose", purpose, NULL);
}

char *
shown (Desk *desk)
{
  GString *all = g_string_new (NULL);
  GtkWidget *grid = display_test_find (desk->keyboard, STIPPLE_TYPE_KEY_GRID, NULL);
  float top = -1;

  lay_out (desk);
  for (GtkWidget *key = gtk_widget_get_first_child (grid); key != NULL;
       key = gtk_widget_get_next_sibling (key))
    {
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (key, grid, &bounds));
      if (all->len > 0 && bounds.origin.y > top)
        g_string_append_c (all, '|');
      top = bounds.origin.y;
      if (stipple_key_get_text (STIPPLE_KEY (key)) != NULL)
        g_string_append (all, stipple_key_get_text (STIPPLE_KEY (key)));
    }
  return g_string_free (all, FALSE);
}

void
hold (StippleKey *key)
{
  g_assert_nonnull (key);
  g_signal_emit_by_name (key, "held");
  settle ();
}

GPtrArray *
all_keys (GtkWidget *grid)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (GtkWidget *key = gtk_widget_get_first_child (grid); key != NULL;
       key = gtk_widget_get_next_sibling (key))
    if (gtk_widget_get_mapped (key))
      g_ptr_array_add (keys, key);
  return keys;
}
