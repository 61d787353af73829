// SPDX-License-Identifier: GPL-3.0-or-later
/* Which keys the on-screen keyboard has: those of the language's own keyboard, as xkb knows it; and how
 * large, how far apart and by what names. */
#include "core/language.h"
#include "keyboard-desk.h"
#include "widgets/key-text.h"
#include "widgets/style.h"

#include <string.h>
#include <xkbcommon/xkbcommon.h>

#define KEY_WIDTH 88
#define KEY_HEIGHT 72
#define GAP 12
#define FULL_HEIGHT 104

static const struct
{
  const char *tag;
  const char *layout;
  const char *variant;
} languages[] = {
  { "en", "ca", "eng" }, { "fr-CA", "ca", "" },   { "es", "latam", "" },
  { "ar", "ara", "" },   { "zh-Hans", "cn", "" },
};

static void
test_layout (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_true (stipple_language_use (languages[i].tag));
  g_assert_cmpstr (stipple_key_map_get_layout (stipple_key_map_get ()), ==, languages[i].layout);
  g_assert_cmpstr (stipple_key_map_get_variant (stipple_key_map_get ()), ==, languages[i].variant);
  stipple_language_use ("en");
}

/* All single letters that xkb has on the plain level of a row, read without our code. */
static void
check_row (Desk *desk, struct xkb_keymap *keymap, const char *prefix, int n)
{
  g_autofree char *all = shown (desk);

  for (int i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%02d", prefix, i);
      const xkb_keysym_t *symbols;
      char text[8] = "";
      gunichar letter;

      if (xkb_keymap_key_get_syms_by_level (keymap, xkb_keymap_key_by_name (keymap, name), 0, 0,
                                            &symbols)
          != 1)
        continue;
      letter = xkb_keysym_to_utf32 (symbols[0]);
      /* Ligatures stand for two letters that have keys. */
      if (!g_unichar_isalpha (letter) || letter >= 0xFB50)
        continue;
      xkb_keysym_to_utf8 (symbols[0], text, sizeof text);
      if (strstr (all, text) == NULL)
        g_test_message ("%s is missing from %s", text, all);
      g_assert_nonnull (strstr (all, text));
    }
}

static void
test_letters_are_those_of_xkb (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  struct xkb_context *context = xkb_context_new (XKB_CONTEXT_NO_FLAGS);
  struct xkb_rule_names names = { .layout = languages[i].layout, .variant = languages[i].variant };
  struct xkb_keymap *keymap =
      xkb_keymap_new_from_names (context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
  Desk desk;

  desk_open (&desk, languages[i].tag, gtk_entry_new ());
  check_row (&desk, keymap, "AD", 12);
  check_row (&desk, keymap, "AC", 11);
  check_row (&desk, keymap, "AB", 10);
  desk_close (&desk);
  xkb_keymap_unref (keymap);
  xkb_context_unref (context);
}

static void
check_shown (const char *language, GtkWidget *entry, const char *expected)
{
  Desk desk;
  g_autofree char *all = NULL;

  desk_open (&desk, language, entry);
  all = shown (&desk);
  g_assert_cmpstr (all, ==, expected);
  desk_close (&desk);
}

static void
test_english (void)
{
  check_shown ("en", gtk_entry_new (), "1234567890|qwertyuiop|asdfghjkl|zxcvbnm|- '.");
}

static void
test_french (void)
{
  check_shown ("fr-CA", gtk_entry_new (), "1234567890|qwertyuiop|asdfghjkl|zxcvbnmé|- '.");
}

static void
test_spanish (void)
{
  check_shown ("es", gtk_entry_new (), "1234567890|qwertyuiop|asdfghjklñ|zxcvbnm|- '.");
}

static void
test_chinese (void)
{
  check_shown ("zh-Hans", gtk_entry_new (), "1234567890|qwertyuiop|asdfghjkl|zxcvbnm|- '.");
}

/* Keyboard order, not that of the script; what ten columns cannot hold has a row of its own. */
static void
test_arabic (void)
{
  check_shown ("ar", gtk_entry_new (), "ضصثقفغعهخح|شسيبلاتنمك|ئءؤرىةوزظذ|جدط،.-؟| ");
}

static void
test_arabic_runs_from_the_left (void)
{
  Desk desk;
  graphene_rect_t dad, hah;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  desk_open (&desk, "ar", gtk_entry_new ());
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (key_of (&desk, "ض")), desk.keyboard, &dad));
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (key_of (&desk, "ح")), desk.keyboard, &hah));
  g_assert_cmpfloat (dad.origin.x, <, 100);
  g_assert_cmpfloat (hah.origin.x, >, 900);
  desk_close (&desk);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_symbols (void)
{
  Desk desk;

  desk_open (&desk, "en", gtk_entry_new ());
  g_assert_null (key_of (&desk, "@"));
  touch (action_key (&desk, STIPPLE_KEY_SYMBOLS));
  write_text (&desk, "@5");
  g_assert_null (key_of (&desk, "\\"));
  touch (action_key (&desk, STIPPLE_KEY_SYMBOLS));
  write_text (&desk, "\\");
  touch (action_key (&desk, STIPPLE_KEY_LETTERS));
  write_text (&desk, "q");
  assert_text (&desk, "@5\\q");
  desk_close (&desk);
}

/* Every printable ASCII character can be had in every language, and the language's own marks. */
static void
test_nothing_is_out_of_reach (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GString) reached = g_string_new (NULL);
  Desk desk;

  desk_open (&desk, languages[i].tag, gtk_entry_new ());
  for (int page = 0; page < 4; page++)
    {
      g_autofree char *all = shown (&desk);

      g_string_append (reached, all);
      if (action_key (&desk, STIPPLE_KEY_SYMBOLS) != NULL)
        touch (action_key (&desk, STIPPLE_KEY_SYMBOLS));
    }
  if (action_key (&desk, STIPPLE_KEY_SCRIPT) != NULL)
    {
      touch (action_key (&desk, STIPPLE_KEY_SCRIPT));
      for (int page = 0; page < 4; page++)
        {
          g_autofree char *all = shown (&desk);

          g_string_append (reached, all);
          touch (action_key (&desk, STIPPLE_KEY_SYMBOLS));
        }
    }
  for (const char *p = "abcdefghijklmnopqrstuvwxyz0123456789!\"#$%&'()*+,-./:;<=>?@[\\]_{|}"; *p;
       p++)
    {
      if (strchr (reached->str, *p) == NULL)
        g_test_message ("%s: %c", languages[i].tag, *p);
      g_assert_nonnull (strchr (reached->str, *p));
    }
  if (g_str_equal (languages[i].tag, "es"))
    g_assert_nonnull (strstr (reached->str, "¿"));
  if (g_str_equal (languages[i].tag, "fr-CA"))
    g_assert_nonnull (strstr (reached->str, "«"));
  desk_close (&desk);
}

static void
test_pad_phone (void)
{
  check_shown ("en", entry_for (GTK_INPUT_PURPOSE_PHONE), "123|456-|789 |+0");
}

static void
test_pad_digits (void)
{
  check_shown ("en", entry_for (GTK_INPUT_PURPOSE_DIGITS), "123|456|789|0");
}

/* The first of two to write in, so that there is a key that goes on. */
static GtkWidget *
two_entries (GtkInputPurpose purpose)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), entry_for (purpose));
  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  return box;
}

/* Zero stays below eight. */
static void
test_pad_digits_with_more_to_come (void)
{
  Desk desk;
  graphene_rect_t zero, eight;

  desk_open (&desk, "en", two_entries (GTK_INPUT_PURPOSE_DIGITS));
  g_assert_nonnull (action_key (&desk, STIPPLE_KEY_NEXT));
  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (key_of (&desk, "0")), desk.keyboard, &zero));
  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (key_of (&desk, "8")), desk.keyboard, &eight));
  g_assert_cmpfloat (ABS (zero.origin.x - eight.origin.x), <=, 1);
  desk_close (&desk);
}

/* The space bar, with all that can stand beside it. */
static void
test_crowded (void)
{
  Desk desk;
  graphene_rect_t space, letter;

  desk_open (&desk, "ar", two_entries (GTK_INPUT_PURPOSE_FREE_FORM));
  touch (action_key (&desk, STIPPLE_KEY_SCRIPT));
  lay_out (&desk);
  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (key_of (&desk, " ")), desk.keyboard, &space));
  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (key_of (&desk, "q")), desk.keyboard, &letter));
  g_assert_cmpfloat (space.size.width, >=, 2 * letter.size.width);
  hold (key_of (&desk, "'"));
  touch (key_of (&desk, "-"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (desk.text)), ==, "-");
  desk_close (&desk);
}

static void
test_pad_number (void)
{
  check_shown ("en", entry_for (GTK_INPUT_PURPOSE_NUMBER), "123|456-|789.|0");
}

static void
test_pad_email (void)
{
  check_shown ("en", entry_for (GTK_INPUT_PURPOSE_EMAIL),
               "1234567890|qwertyuiop|asdfghjkl|zxcvbnm|@_-..com");
}

static void
test_pad_email_is_latin (void)
{
  check_shown ("ar", entry_for (GTK_INPUT_PURPOSE_EMAIL),
               "1234567890|qwertyuiop|asdfghjkl|zxcvbnm|@_-..com");
}

static void
check_accents (const char *language, const char *letter, const char *expected)
{
  g_auto (GStrv) accents = NULL;
  g_autofree char *all = NULL;

  g_assert_true (stipple_language_use (language));
  accents = stipple_key_accents (letter);
  all = g_strjoinv ("", accents);
  if (!g_str_has_prefix (all, expected))
    g_test_message ("%s: %s", letter, all);
  g_assert_true (g_str_has_prefix (all, expected));
  stipple_language_use ("en");
}

/* The language's own come first. */
static void
test_accents_by_language (void)
{
  check_accents ("fr-CA", "e", "èéêë");
  check_accents ("fr-CA", "o", "ôœ");
  check_accents ("fr-CA", "c", "ç");
  check_accents ("fr-CA", "C", "Ç");
  check_accents ("es", "n", "ñ");
  check_accents ("es", "u", "úü");
  check_accents ("ar", "ا", "آأإ");
  check_accents ("en", "q", "");
}

static void
test_accents_are_of_the_letter (void)
{
  for (char letter = 'a'; letter <= 'z'; letter++)
    {
      const char text[] = { letter, '\0' };
      g_auto (GStrv) accents = stipple_key_accents (text);

      for (guint i = 0; accents[i] != NULL; i++)
        {
          g_autofree char *plain = g_str_to_ascii (accents[i], "C");

          g_assert_cmpint (plain[0], ==, letter);
          g_assert_cmpstr (accents[i], !=, text);
        }
    }
}

static void
test_compact (void)
{
  Desk desk;
  int before, after;

  desk_open (&desk, "en", gtk_entry_new ());
  gtk_widget_measure (desk.keyboard, GTK_ORIENTATION_VERTICAL, 1080, &before, NULL, NULL, NULL);
  stipple_keyboard_set_compact (STIPPLE_KEYBOARD (desk.keyboard), TRUE);
  gtk_widget_measure (desk.keyboard, GTK_ORIENTATION_VERTICAL, 1080, &after, NULL, NULL, NULL);
  g_assert_cmpint (before - after, ==, FULL_HEIGHT + GAP);
  g_assert_null (key_of (&desk, "1"));
  touch (action_key (&desk, STIPPLE_KEY_SYMBOLS));
  g_assert_nonnull (key_of (&desk, "1"));
  desk_close (&desk);
}

static double
distance (const graphene_rect_t *a, const graphene_rect_t *b)
{
  double x =
      MAX (a->origin.x - b->origin.x - b->size.width, b->origin.x - a->origin.x - a->size.width);
  double y =
      MAX (a->origin.y - b->origin.y - b->size.height, b->origin.y - a->origin.y - a->size.height);

  return MAX (x, y);
}

static void
check_keys (Desk *desk, const char *where)
{
  GtkWidget *grid = display_test_find (desk->keyboard, STIPPLE_TYPE_KEY_GRID, NULL);
  g_autoptr (GPtrArray) keys = NULL;

  lay_out (desk);
  keys = all_keys (grid);
  g_assert_cmpuint (keys->len, >, 10);
  for (guint i = 0; i < keys->len; i++)
    {
      graphene_rect_t a, b;
      int minimum;

      g_assert_true (gtk_widget_compute_bounds (keys->pdata[i], desk->keyboard, &a));
      gtk_widget_measure (keys->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      if (a.size.width < KEY_WIDTH || a.size.height < KEY_HEIGHT || minimum > a.size.width)
        g_test_message ("%s: key %u is %g × %g", where, i, a.size.width, a.size.height);
      g_assert_cmpfloat (a.size.width, >=, KEY_WIDTH);
      g_assert_cmpfloat (a.size.height, >=, KEY_HEIGHT);
      g_assert_cmpint (minimum, <=, (int) a.size.width);
      g_assert_cmpfloat (a.origin.x, >=, 0);
      g_assert_cmpfloat (a.origin.x + a.size.width, <=, gtk_widget_get_width (desk->keyboard));
      for (guint j = 0; j < i; j++)
        {
          g_assert_true (gtk_widget_compute_bounds (keys->pdata[j], desk->keyboard, &b));
          g_assert_cmpfloat (distance (&a, &b), >=, GAP);
        }
    }
  g_assert_cmpint (gtk_widget_get_width (desk->keyboard), <=, 1080);
}

static const int scales[] = { 100, 200 };
static const GtkInputPurpose purposes[] = { GTK_INPUT_PURPOSE_FREE_FORM, GTK_INPUT_PURPOSE_EMAIL,
                                            GTK_INPUT_PURPOSE_PHONE, GTK_INPUT_PURPOSE_DIGITS };

static void
test_sizes_and_gaps (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  for (gsize j = 0; j < G_N_ELEMENTS (scales); j++)
    {
      stipple_style_set_text_scale (scales[j]);
      for (gsize k = 0; k < 2 * G_N_ELEMENTS (purposes); k++)
        {
          GtkInputPurpose purpose = purposes[k / 2];
          Desk desk;

          desk_open (&desk, languages[i].tag,
                     k % 2 == 0 ? entry_for (purpose) : two_entries (purpose));
          check_keys (&desk, languages[i].tag);
          if (action_key (&desk, STIPPLE_KEY_SYMBOLS) != NULL)
            {
              touch (action_key (&desk, STIPPLE_KEY_SYMBOLS));
              check_keys (&desk, "symbols");
            }
          desk_close (&desk);
        }
    }
  stipple_style_set_text_scale (100);
}

static void
test_sizes_of_alternates (void)
{
  Desk desk;

  desk_open (&desk, "fr-CA", gtk_entry_new ());
  hold (key_of (&desk, "a"));
  check_keys (&desk, "alternates");
  hold (key_of (&desk, "1"));
  check_keys (&desk, "alternates of the first row");
  desk_close (&desk);
}

/* Not a word of English in another language, and no key without a name. */
static void
test_names (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Desk desk;
  GtkWidget *grid;
  g_autoptr (GPtrArray) keys = NULL;

  desk_open (&desk, languages[i].tag, gtk_entry_new ());
  grid = display_test_find (desk.keyboard, STIPPLE_TYPE_KEY_GRID, NULL);
  keys = all_keys (grid);
  for (guint j = 0; j < keys->len; j++)
    {
      StippleKey *key = keys->pdata[j];
      const char *text = stipple_key_get_text (key);

      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_ROLE_BUTTON);
      if (text != NULL)
        gtk_test_accessible_assert_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                             stipple_key_name (text));
      else
        g_assert_true (
            gtk_test_accessible_has_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  desk_close (&desk);
}

static void
test_names_in_french (void)
{
  Desk desk;

  desk_open (&desk, "fr-CA", gtk_entry_new ());
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (key_of (&desk, " ")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Espace");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (key_of (&desk, "-")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Trait d’union");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (action_key (&desk, STIPPLE_KEY_BACKSPACE)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Effacer");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (action_key (&desk, STIPPLE_KEY_DONE))), ==,
                   "Terminé");
  desk_close (&desk);
}

static void
add_for_languages (const char *prefix, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", prefix, languages[i].tag);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), func);
    }
}

static const struct
{
  const char *path;
  GTestFunc func;
} cases[] = {
  { "/rows/english", test_english },
  { "/rows/french", test_french },
  { "/rows/spanish", test_spanish },
  { "/rows/chinese", test_chinese },
  { "/rows/arabic", test_arabic },
  { "/rows/arabic-from-the-left", test_arabic_runs_from_the_left },
  { "/rows/symbols", test_symbols },
  { "/pad/phone", test_pad_phone },
  { "/pad/digits", test_pad_digits },
  { "/pad/digits-and-more", test_pad_digits_with_more_to_come },
  { "/pad/number", test_pad_number },
  { "/pad/email", test_pad_email },
  { "/pad/email-is-latin", test_pad_email_is_latin },
  { "/accents/languages", test_accents_by_language },
  { "/accents/letters", test_accents_are_of_the_letter },
  { "/rows/crowded", test_crowded },
  { "/sizes/compact", test_compact },
  { "/sizes/alternates", test_sizes_of_alternates },
  { "/names/french", test_names_in_french },
};

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  add_for_languages ("/layout", test_layout);
  add_for_languages ("/rows/xkb", test_letters_are_those_of_xkb);
  add_for_languages ("/rows/reach", test_nothing_is_out_of_reach);
  add_for_languages ("/sizes", test_sizes_and_gaps);
  add_for_languages ("/names", test_names);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_func (cases[i].path, cases[i].func);
  return g_test_run ();
}
