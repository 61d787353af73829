// SPDX-License-Identifier: GPL-3.0-or-later
/* What the on-screen keyboard does to what is written in, and when it is there. */
#include "core/language.h"
#include "keyboard-desk.h"
#include "widgets/date-field.h"
#include "widgets/field.h"

static void
test_arabic_shift (void)
{
  Desk desk;

  desk_open (&desk, "ar", gtk_entry_new ());
  touch (action_key (&desk, STIPPLE_KEY_SHIFT));
  touch (key_of (&desk, "أ"));
  touch (key_of (&desk, "ب"));
  assert_text (&desk, "أب");
  desk_close (&desk);
}

static void
test_arabic_latin_and_back (void)
{
  Desk desk;

  desk_open (&desk, "ar", gtk_entry_new ());
  g_assert_null (key_of (&desk, "q"));
  touch (action_key (&desk, STIPPLE_KEY_SCRIPT));
  write_text (&desk, "ali");
  touch (action_key (&desk, STIPPLE_KEY_SCRIPT));
  write_text (&desk, "علي");
  assert_text (&desk, "aliعلي");
  desk_close (&desk);
}

static void
test_pad_of_fields (void)
{
  GtkWidget *field = stipple_field_new ("E-mail");
  Desk desk;

  g_object_set (field, "purpose", GTK_INPUT_PURPOSE_EMAIL, NULL);
  desk_open (&desk, "en", field);
  g_assert_cmpint (stipple_keyboard_get_pad (STIPPLE_KEYBOARD (desk.keyboard)), ==,
                   STIPPLE_PAD_EMAIL);
  write_text (&desk, "a@b");
  touch (key_of (&desk, ".com"));
  g_assert_cmpstr (stipple_field_get_text (STIPPLE_FIELD (field)), ==, "a@b.com");
  desk_close (&desk);
}

static void
test_pad_of_dates (void)
{
  GtkWidget *date;
  GtkWidget *year;
  Desk desk;
  int value;

  /* Where the day comes first. */
  g_assert_true (stipple_language_use ("fr-CA"));
  date = stipple_date_field_new ("Date of birth");
  desk_open (&desk, "fr-CA", date);
  g_assert_cmpint (stipple_keyboard_get_pad (STIPPLE_KEYBOARD (desk.keyboard)), ==,
                   STIPPLE_PAD_DIGITS);
  write_text (&desk, "141");
  g_object_get (date, "day", &value, NULL);
  g_assert_cmpint (value, ==, 14);
  gtk_widget_child_focus (GTK_WIDGET (desk.window), GTK_DIR_TAB_FORWARD);
  gtk_widget_child_focus (GTK_WIDGET (desk.window), GTK_DIR_TAB_FORWARD);
  year = gtk_root_get_focus (GTK_ROOT (desk.window));
  g_assert_true (stipple_keyboard_get_target (STIPPLE_KEYBOARD (desk.keyboard)) == year);
  write_text (&desk, "1988");
  g_object_get (date, "year", &value, NULL);
  g_assert_cmpint (value, ==, 1988);
  desk_close (&desk);
}

static void
test_typing (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  write_text (&desk, "to be");
  gtk_editable_set_position (GTK_EDITABLE (desk.text), 2);
  write_text (&desk, "o");
  assert_text (&desk, "too be");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) == desk.text);
  desk_close (&desk);
}

static void
test_typing_replaces_selection (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  write_text (&desk, "abcd");
  gtk_editable_select_region (GTK_EDITABLE (desk.text), 1, 3);
  write_text (&desk, "x");
  assert_text (&desk, "axd");
  desk_close (&desk);
}

static void
test_typing_keeps_to_the_limit (void)
{
  Desk desk;

  desk_open (&desk, "en", g_object_new (GTK_TYPE_ENTRY, "max-length", 2, NULL));
  write_text (&desk, "abc");
  assert_text (&desk, "ab");
  desk_close (&desk);
}

static void
test_undo (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  write_text (&desk, "ab");
  touch (action_key (&desk, STIPPLE_KEY_BACKSPACE));
  assert_text (&desk, "a");
  gtk_widget_activate_action (desk.text, "text.undo", NULL);
  assert_text (&desk, "ab");
  gtk_widget_activate_action (desk.text, "text.undo", NULL);
  assert_text (&desk, "");
  gtk_widget_activate_action (desk.text, "text.redo", NULL);
  assert_text (&desk, "ab");
  desk_close (&desk);
}

static void
test_password (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_password_entry_new ());
  write_text (&desk, "ab1");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (desk.entry)), ==, "ab1");
  desk_close (&desk);
}

static void
test_text_view (void)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  Desk desk;

  desk_open (&desk, "en", gtk_text_view_new ());
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (desk.entry));
  write_text (&desk, "ab");
  touch (action_key (&desk, STIPPLE_KEY_ENTER));
  write_text (&desk, "c");
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 0);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 2);
  gtk_text_buffer_select_range (buffer, &start, &end);
  write_text (&desk, "x");
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "x\nc");
  /* The selection and what replaced it are one thing to undo. */
  gtk_text_buffer_undo (buffer);
  g_object_get (buffer, "text", &before, NULL);
  g_assert_cmpstr (before, ==, "ab\nc");
  desk_close (&desk);
}

static void
test_read_only (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  gtk_root_set_focus (GTK_ROOT (desk.window), NULL);
  gtk_editable_set_editable (GTK_EDITABLE (desk.entry), FALSE);
  gtk_widget_grab_focus (desk.entry);
  settle ();
  g_assert_false (stipple_keyboard_get_open (STIPPLE_KEYBOARD (desk.keyboard)));
  desk_close (&desk);
}

static void
test_shift_once (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (action_key (&desk, STIPPLE_KEY_SHIFT)),
                                    GTK_ACCESSIBLE_STATE_PRESSED, GTK_ACCESSIBLE_TRISTATE_FALSE);
  touch (action_key (&desk, STIPPLE_KEY_SHIFT));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (action_key (&desk, STIPPLE_KEY_SHIFT)),
                                    GTK_ACCESSIBLE_STATE_PRESSED, GTK_ACCESSIBLE_TRISTATE_TRUE);
  write_text (&desk, "Q");
  g_assert_null (key_of (&desk, "Q"));
  write_text (&desk, "q");
  assert_text (&desk, "Qq");
  desk_close (&desk);
}

static void
test_shift_off_again (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 0, NULL);
  touch (action_key (&desk, STIPPLE_KEY_SHIFT));
  touch (action_key (&desk, STIPPLE_KEY_SHIFT));
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 60000, NULL);
  write_text (&desk, "q");
  assert_text (&desk, "q");
  desk_close (&desk);
}

static void
test_caps (void)
{
  Desk desk;

  desk_open (&desk, "fr-CA", gtk_entry_new ());
  touch (action_key (&desk, STIPPLE_KEY_SHIFT));
  touch (action_key (&desk, STIPPLE_KEY_SHIFT));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (action_key (&desk, STIPPLE_KEY_SHIFT)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Majuscules maintenues");
  write_text (&desk, "QÉ1");
  touch (action_key (&desk, STIPPLE_KEY_SHIFT));
  write_text (&desk, "q");
  assert_text (&desk, "QÉ1q");
  desk_close (&desk);
}

static void
test_names_begin_with_a_capital (void)
{
  Desk desk;

  desk_open (&desk, "fr-CA", entry_for (GTK_INPUT_PURPOSE_NAME));
  write_text (&desk, "Jo-A");
  touch (action_key (&desk, STIPPLE_KEY_BACKSPACE));
  write_text (&desk, "B E");
  assert_text (&desk, "Jo-B E");
  desk_close (&desk);
}

/* Where there are no capitals, shift would bring up marks. */
static void
test_arabic_names_begin_as_they_go_on (void)
{
  Desk desk;

  desk_open (&desk, "ar", entry_for (GTK_INPUT_PURPOSE_NAME));
  write_text (&desk, "علي");
  touch (key_of (&desk, " "));
  touch (action_key (&desk, STIPPLE_KEY_SCRIPT));
  write_text (&desk, "Al");
  assert_text (&desk, "علي Al");
  desk_close (&desk);
}

static void
test_accents (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  g_assert_null (key_of (&desk, "é"));
  hold (key_of (&desk, "e"));
  g_assert_nonnull (key_of (&desk, "è"));
  g_assert_null (key_of (&desk, "3"));
  touch (key_of (&desk, "é"));
  g_assert_null (key_of (&desk, "é"));
  g_assert_nonnull (key_of (&desk, "3"));
  assert_text (&desk, "é");
  desk_close (&desk);
}

static void
test_accents_of_capitals (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  touch (action_key (&desk, STIPPLE_KEY_SHIFT));
  hold (key_of (&desk, "E"));
  touch (key_of (&desk, "É"));
  write_text (&desk, "q");
  assert_text (&desk, "Éq");
  desk_close (&desk);
}

static void
test_accents_leave_with_another_key (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  hold (key_of (&desk, "e"));
  touch (key_of (&desk, "e"));
  g_assert_null (key_of (&desk, "é"));
  assert_text (&desk, "e");
  desk_close (&desk);
}

/* What xkb has behind AltGr is there, too. */
static void
test_levels (void)
{
  Desk desk;

  desk_open (&desk, "es", gtk_entry_new ());
  hold (key_of (&desk, "q"));
  touch (key_of (&desk, "@"));
  hold (key_of (&desk, "1"));
  touch (key_of (&desk, "¡"));
  assert_text (&desk, "@¡");
  desk_close (&desk);
}

static void
test_endings (void)
{
  Desk desk;

  desk_open (&desk, "en", entry_for (GTK_INPUT_PURPOSE_EMAIL));
  hold (key_of (&desk, ".com"));
  touch (key_of (&desk, ".ca"));
  assert_text (&desk, ".ca");
  desk_close (&desk);
}

static gboolean
is_empty (gpointer text)
{
  return *gtk_editable_get_text (text) == '\0';
}

static void
test_backspace (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  write_text (&desk, "abc");
  touch (action_key (&desk, STIPPLE_KEY_BACKSPACE));
  assert_text (&desk, "ab");
  gtk_editable_select_region (GTK_EDITABLE (desk.text), 0, 2);
  touch (action_key (&desk, STIPPLE_KEY_BACKSPACE));
  assert_text (&desk, "");
  desk_close (&desk);
}

static void
test_backspace_repeats (void)
{
  Desk desk;
  GtkWidget *key;

  desk_open (&desk, "en", gtk_entry_new ());
  write_text (&desk, "abcdef");
  key = GTK_WIDGET (action_key (&desk, STIPPLE_KEY_BACKSPACE));
  stipple_keyboard_set_repeat (STIPPLE_KEYBOARD (desk.keyboard), 5, 1);
  gtk_widget_set_state_flags (key, GTK_STATE_FLAG_ACTIVE, FALSE);
  display_test_wait (is_empty, desk.text);
  gtk_widget_unset_state_flags (key, GTK_STATE_FLAG_ACTIVE);
  write_text (&desk, "ab");
  /* The click that ends a long press deletes no more. */
  touch (STIPPLE_KEY (key));
  assert_text (&desk, "ab");
  touch (STIPPLE_KEY (key));
  assert_text (&desk, "a");
  desk_close (&desk);
}

static gboolean
on_done_waiting (gpointer done)
{
  *(gboolean *) done = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer value)
{
  return *(gboolean *) value;
}

static void
test_backspace_let_go (void)
{
  Desk desk;
  GtkWidget *key;
  gboolean done = FALSE;

  desk_open (&desk, "en", gtk_entry_new ());
  write_text (&desk, "abc");
  key = GTK_WIDGET (action_key (&desk, STIPPLE_KEY_BACKSPACE));
  stipple_keyboard_set_repeat (STIPPLE_KEYBOARD (desk.keyboard), 1, 1);
  gtk_widget_set_state_flags (key, GTK_STATE_FLAG_ACTIVE, FALSE);
  gtk_widget_unset_state_flags (key, GTK_STATE_FLAG_ACTIVE);
  /* A timer set after theirs, for later. */
  g_timeout_add (20, on_done_waiting, &done);
  display_test_wait (is_true, &done);
  assert_text (&desk, "abc");
  desk_close (&desk);
}

static void
test_follows_the_focus (void)
{
  Desk desk;
  GtkWidget *elsewhere;

  desk_open (&desk, "en", gtk_entry_new ());
  elsewhere = gtk_widget_get_prev_sibling (desk.entry);
  gtk_widget_grab_focus (elsewhere);
  g_assert_false (stipple_keyboard_get_open (STIPPLE_KEYBOARD (desk.keyboard)));
  g_assert_false (gtk_widget_get_visible (desk.keyboard));
  gtk_widget_grab_focus (desk.entry);
  g_assert_true (stipple_keyboard_get_open (STIPPLE_KEYBOARD (desk.keyboard)));
  desk_close (&desk);
}

static void
test_done_and_back (void)
{
  Desk desk;
  GtkWidget *recall;
  int opens;

  desk_open (&desk, "en", gtk_entry_new ());
  display_test_count (desk.keyboard, "open", &opens);
  touch (action_key (&desk, STIPPLE_KEY_DONE));
  g_assert_cmpint (opens, ==, 1);
  g_assert_false (stipple_keyboard_get_open (STIPPLE_KEYBOARD (desk.keyboard)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) == desk.text);
  recall = display_test_find (desk.keyboard, GTK_TYPE_BUTTON, "round-button");
  g_assert_true (gtk_widget_get_mapped (recall));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (recall), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Show the keyboard");
  g_signal_emit_by_name (recall, "clicked");
  g_assert_true (stipple_keyboard_get_open (STIPPLE_KEYBOARD (desk.keyboard)));
  g_assert_false (gtk_widget_get_visible (recall));
  desk_close (&desk);
}

/* For somebody who works the keys without touching them. */
static void
test_focus_in_the_keys (void)
{
  Desk desk;
  GtkWidget *focus;

  desk_open (&desk, "en", gtk_entry_new ());
  gtk_widget_child_focus (GTK_WIDGET (desk.window), GTK_DIR_TAB_FORWARD);
  focus = gtk_root_get_focus (GTK_ROOT (desk.window));
  g_assert_true (types (STIPPLE_KEY (focus), "1"));
  gtk_widget_child_focus (GTK_WIDGET (desk.window), GTK_DIR_RIGHT);
  focus = gtk_root_get_focus (GTK_ROOT (desk.window));
  g_assert_true (types (STIPPLE_KEY (focus), "2"));
  touch (STIPPLE_KEY (focus));
  assert_text (&desk, "2");
  g_assert_true (stipple_keyboard_get_open (STIPPLE_KEYBOARD (desk.keyboard)));

  gtk_widget_grab_focus (GTK_WIDGET (action_key (&desk, STIPPLE_KEY_SYMBOLS)));
  touch (action_key (&desk, STIPPLE_KEY_SYMBOLS));
  g_assert_true (does (STIPPLE_KEY (gtk_root_get_focus (GTK_ROOT (desk.window))),
                       GUINT_TO_POINTER (STIPPLE_KEY_LETTERS)));
  gtk_widget_grab_focus (GTK_WIDGET (action_key (&desk, STIPPLE_KEY_DONE)));
  touch (action_key (&desk, STIPPLE_KEY_DONE));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) == desk.text);
  desk_close (&desk);
}

static void
test_target_goes (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (desk.entry)), desk.entry);
  settle ();
  g_assert_null (stipple_keyboard_get_target (STIPPLE_KEYBOARD (desk.keyboard)));
  g_assert_false (gtk_widget_get_visible (desk.keyboard));
  desk_close (&desk);
}

static void
test_freed_unshown (void)
{
  gpointer keyboard = g_object_ref_sink (stipple_keyboard_new ());

  g_object_add_weak_pointer (keyboard, &keyboard);
  g_object_unref (keyboard);
  g_assert_null (keyboard);
}

static const struct
{
  const char *path;
  GTestFunc func;
} cases[] = {
  { "/rows/arabic-shift", test_arabic_shift },
  { "/rows/arabic-latin", test_arabic_latin_and_back },
  { "/pad/field", test_pad_of_fields },
  { "/pad/date-field", test_pad_of_dates },
  { "/typing/cursor", test_typing },
  { "/typing/selection", test_typing_replaces_selection },
  { "/typing/limit", test_typing_keeps_to_the_limit },
  { "/typing/undo", test_undo },
  { "/typing/password", test_password },
  { "/typing/text-view", test_text_view },
  { "/typing/read-only", test_read_only },
  { "/shift/once", test_shift_once },
  { "/shift/off-again", test_shift_off_again },
  { "/shift/caps", test_caps },
  { "/shift/arabic-names", test_arabic_names_begin_as_they_go_on },
  { "/shift/names", test_names_begin_with_a_capital },
  { "/accents/touch", test_accents },
  { "/accents/capitals", test_accents_of_capitals },
  { "/accents/leave", test_accents_leave_with_another_key },
  { "/accents/levels", test_levels },
  { "/accents/endings", test_endings },
  { "/backspace/touch", test_backspace },
  { "/backspace/repeats", test_backspace_repeats },
  { "/backspace/let-go", test_backspace_let_go },
  { "/focus/follows", test_follows_the_focus },
  { "/focus/done", test_done_and_back },
  { "/focus/keys", test_focus_in_the_keys },
  { "/focus/target-goes", test_target_goes },
  { "/freed-unshown", test_freed_unshown },
};

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  /* Two taps of a test are one double tap, however busy the machine. */
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 60000, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_func (cases[i].path, cases[i].func);
  return g_test_run ();
}
