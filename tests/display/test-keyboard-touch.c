// SPDX-License-Identifier: GPL-3.0-or-later
/* The on-screen keyboard under real events: a finger on the glass, and a physical keyboard beside it. */
#include "core/language.h"
#include "finger.h"
#include "keyboard-desk.h"

#define LONG_PRESS_MS 60 /* for a test's patience */

static StippleKeyboard *
keyboard (Desk *desk)
{
  return STIPPLE_KEYBOARD (desk->keyboard);
}

/* Two entries above a keyboard, nothing focused. */
static void
open_two (Desk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  gtk_box_append (GTK_BOX (box), entry_for (GTK_INPUT_PURPOSE_EMAIL));
  desk_open (desk, "en", box);
  finger_focus (GTK_WIDGET (desk->window));
  gtk_widget_grab_focus (gtk_widget_get_prev_sibling (box));
  settle ();
  g_assert_false (gtk_widget_get_visible (desk->keyboard));
}

static GtkWidget *
first_entry (Desk *desk)
{
  return gtk_widget_get_first_child (desk->entry);
}

static gboolean
is_open (gpointer keyboard)
{
  return stipple_keyboard_get_open (keyboard) && gtk_widget_get_width (keyboard) > 0;
}

static void
test_touch_opens (void)
{
  Desk desk;

  open_two (&desk);
  finger_tap (first_entry (&desk));
  display_test_wait (is_open, desk.keyboard);
  desk_close (&desk);
}

static void
test_physical_key_leaves_it_folded (void)
{
  Desk desk;
  GtkWidget *recall;

  open_two (&desk);
  finger_key (desk.entry, "Tab");
  g_assert_nonnull (stipple_keyboard_get_target (keyboard (&desk)));
  g_assert_false (stipple_keyboard_get_open (keyboard (&desk)));
  recall = display_test_find (desk.keyboard, GTK_TYPE_BUTTON, "round-button");
  lay_out (&desk);
  finger_tap (recall);
  display_test_wait (is_open, desk.keyboard);
  desk_close (&desk);
}

static void
test_touch_after_a_physical_key_opens (void)
{
  Desk desk;

  open_two (&desk);
  finger_key (desk.entry, "Tab");
  lay_out (&desk);
  finger_tap (first_entry (&desk));
  display_test_wait (is_open, desk.keyboard);
  desk_close (&desk);
}

static void
test_open_stays_open_on_tab (void)
{
  Desk desk;

  open_two (&desk);
  finger_tap (first_entry (&desk));
  display_test_wait (is_open, desk.keyboard);
  finger_key (desk.entry, "Tab");
  g_assert_true (stipple_keyboard_get_open (keyboard (&desk)));
  g_assert_cmpint (stipple_keyboard_get_pad (keyboard (&desk)), ==, STIPPLE_PAD_EMAIL);
  desk_close (&desk);
}

static void
test_always (void)
{
  Desk desk;

  stipple_keyboard_set_use (STIPPLE_KEYBOARD_ALWAYS);
  open_two (&desk);
  finger_key (desk.entry, "Tab");
  g_assert_true (stipple_keyboard_get_open (keyboard (&desk)));
  desk_close (&desk);
  stipple_keyboard_set_use (STIPPLE_KEYBOARD_ON_TOUCH);
}

static void
test_never (void)
{
  Desk desk;

  open_two (&desk);
  stipple_keyboard_set_use (STIPPLE_KEYBOARD_NEVER);
  finger_tap (first_entry (&desk));
  finger_tap (first_entry (&desk));
  g_assert_nonnull (stipple_keyboard_get_target (keyboard (&desk)));
  g_assert_false (gtk_widget_get_visible (desk.keyboard));
  desk_close (&desk);
  stipple_keyboard_set_use (STIPPLE_KEYBOARD_ON_TOUCH);
}

static void
test_physical_keys_type (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  finger_focus (desk.entry);
  write_text (&desk, "a");
  finger_key (desk.entry, "b");
  write_text (&desk, "c");
  finger_key (desk.entry, "BackSpace");
  assert_text (&desk, "ab");
  desk_close (&desk);
}

static void
test_pressed_at_touch_down (void)
{
  Desk desk;
  GtkWidget *key;

  desk_open (&desk, "en", gtk_entry_new ());
  key = GTK_WIDGET (key_of (&desk, "q"));
  finger_down (key);
  g_assert_true (gtk_widget_get_state_flags (key) & GTK_STATE_FLAG_ACTIVE);
  assert_text (&desk, "");
  finger_up (key);
  assert_text (&desk, "q");
  desk_close (&desk);
}

static void
test_dragged_off_types_nothing (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  finger_down (GTK_WIDGET (key_of (&desk, "q")));
  finger_move (GTK_WIDGET (key_of (&desk, "p")));
  finger_up (desk.entry);
  assert_text (&desk, "");
  desk_close (&desk);
}

static void
test_fast_taps_all_type (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  finger_tap_twice (GTK_WIDGET (key_of (&desk, "o")));
  finger_tap_twice (GTK_WIDGET (key_of (&desk, "k")));
  assert_text (&desk, "ookk");
  desk_close (&desk);
}

static gboolean
has_accents (gpointer desk)
{
  return key_of (desk, "é") != NULL;
}

static void
test_long_press (void)
{
  Desk desk;
  GtkWidget *key;

  desk_open (&desk, "en", gtk_entry_new ());
  key = GTK_WIDGET (key_of (&desk, "e"));
  finger_down (key);
  display_test_wait (has_accents, &desk);
  finger_up (key);
  /* Letting go types nothing; nor does it take the accents away. */
  assert_text (&desk, "");
  lay_out (&desk);
  finger_tap (GTK_WIDGET (key_of (&desk, "é")));
  assert_text (&desk, "é");
  desk_close (&desk);
}

static gboolean
is_empty (gpointer text)
{
  return *gtk_editable_get_text (text) == '\0';
}

static void
test_held_delete (void)
{
  Desk desk;
  GtkWidget *key;

  desk_open (&desk, "en", gtk_entry_new ());
  stipple_keyboard_set_repeat (keyboard (&desk), 5, 1);
  write_text (&desk, "abcdef");
  key = GTK_WIDGET (action_key (&desk, STIPPLE_KEY_BACKSPACE));
  finger_down (key);
  display_test_wait (is_empty, desk.text);
  finger_up (key);
  desk_close (&desk);
}

static void
test_touch_leaves_the_focus (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  finger_tap (GTK_WIDGET (action_key (&desk, STIPPLE_KEY_SYMBOLS)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) == desk.text);
  desk_close (&desk);
}

static void
test_next_goes_on (void)
{
  Desk desk;

  open_two (&desk);
  finger_tap (first_entry (&desk));
  display_test_wait (is_open, desk.keyboard);
  lay_out (&desk);
  finger_tap (GTK_WIDGET (action_key (&desk, STIPPLE_KEY_NEXT)));
  lay_out (&desk);
  g_assert_cmpint (stipple_keyboard_get_pad (keyboard (&desk)), ==, STIPPLE_PAD_EMAIL);
  /* And there it ends. */
  g_assert_null (action_key (&desk, STIPPLE_KEY_NEXT));
  finger_tap (GTK_WIDGET (action_key (&desk, STIPPLE_KEY_DONE)));
  g_assert_false (stipple_keyboard_get_open (keyboard (&desk)));
  desk_close (&desk);
}

static const struct
{
  const char *path;
  GTestFunc func;
} cases[] = {
  { "/touch/opens", test_touch_opens },
  { "/touch/physical-key", test_physical_key_leaves_it_folded },
  { "/touch/after-physical-key", test_touch_after_a_physical_key_opens },
  { "/touch/stays-open", test_open_stays_open_on_tab },
  { "/touch/always", test_always },
  { "/touch/never", test_never },
  { "/touch/physical-typing", test_physical_keys_type },
  { "/touch/pressed", test_pressed_at_touch_down },
  { "/touch/dragged-off", test_dragged_off_types_nothing },
  { "/touch/fast", test_fast_taps_all_type },
  { "/touch/long-press", test_long_press },
  { "/touch/held-delete", test_held_delete },
  { "/touch/focus", test_touch_leaves_the_focus },
  { "/touch/next", test_next_goes_on },
};

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-long-press-time", LONG_PRESS_MS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_func (cases[i].path, cases[i].func);
  return g_test_run ();
}
