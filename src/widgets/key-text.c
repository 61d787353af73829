// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/key-text.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n-lib.h>
#include <langinfo.h>

/* Letters with a base are all below this. */
#define END_OF_LETTERS 0x2000
/* Latin-1 and Latin Extended-A: what any font and any Latin reader knows. */
#define FIRST_COMMON 0xC0
#define LAST_COMMON 0x17F

/* By Unicode é is e and an accent; and œ, which is not put together, stands for “oe”. */
static gboolean
is_based_on (gunichar c, gunichar base)
{
  g_autofree char *ascii = NULL;
  char text[7] = "";
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 1)
    return parts[0] == base;
  if (c > LAST_COMMON)
    return FALSE;
  g_unichar_to_utf8 (c, text);
  ascii = g_str_to_ascii (text, "C");
  return (gunichar) ascii[0] == base;
}

/* The characters of the language of this thread; NULL when fontconfig does not know it. */
static const FcCharSet *
own_characters (void)
{
  return FcLangGetCharSet ((const FcChar8 *) nl_langinfo (_NL_ADDRESS_LANG_AB));
}

static void
add_accents (GStrvBuilder *texts, gunichar base)
{
  const FcCharSet *own = own_characters ();

  for (int pass = 0; pass < 2; pass++)
    for (gunichar c = FIRST_COMMON; c < END_OF_LETTERS; c++)
      {
        gboolean is_own = own != NULL && FcCharSetHasChar (own, g_unichar_tolower (c));
        char text[7] = "";

        if (is_own != (pass == 0) || (!is_own && c > LAST_COMMON))
          continue;
        if (c == base || !g_unichar_isalpha (c) || !is_based_on (c, base))
          continue;
        g_unichar_to_utf8 (c, text);
        g_strv_builder_add (texts, text);
      }
}

char **
stipple_key_accents (const char *letter)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  if (stipple_key_text_is_letter (letter))
    add_accents (texts, g_utf8_get_char (letter));
  return g_strv_builder_end (texts);
}

static gboolean
is_case_of (const char *text, const char *shown)
{
  return g_unichar_tolower (g_utf8_get_char (text)) == g_unichar_tolower (g_utf8_get_char (shown));
}

char **
stipple_key_alternates (const StippleMapKey *key, const char *shown)
{
  g_auto (GStrv) accents = stipple_key_accents (shown);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; accents[i] != NULL; i++)
    g_ptr_array_add (texts, g_strdup (accents[i]));
  for (guint level = 0; key != NULL && level < STIPPLE_N_KEY_LEVELS; level++)
    {
      const char *text = key->texts[level];

      if (text != NULL && !is_case_of (text, shown)
          && !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_ptr_array_add (texts, g_strdup (text));
    }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

const char *
stipple_key_name (const char *text)
{
  /* Translators: these are the names of keys, read out by screen readers. */
  static const struct
  {
    const char *text;
    const char *name;
  } names[] = {
    { " ", NC_ ("key", "Space") },
    { "!", NC_ ("key", "Exclamation mark") },
    { "\"", NC_ ("key", "Quotation mark") },
    { "#", NC_ ("key", "Number sign") },
    { "$", NC_ ("key", "Dollar") },
    { "%", NC_ ("key", "Percent") },
    { "&", NC_ ("key", "Ampersand") },
    { "'", NC_ ("key", "Apostrophe") },
    { "(", NC_ ("key", "Open parenthesis") },
    { ")", NC_ ("key", "Close parenthesis") },
    { "*", NC_ ("key", "Asterisk") },
    { "+", NC_ ("key", "Plus") },
    { ",", NC_ ("key", "Comma") },
    { "-", NC_ ("key", "Hyphen") },
    { ".", NC_ ("key", "Full stop") },
    { "/", NC_ ("key", "Slash") },
    { ":", NC_ ("key", "Colon") },
    { ";", NC_ ("key", "Semicolon") },
    { "<", NC_ ("key", "Less than") },
    { "=", NC_ ("key", "Equals") },
    { ">", NC_ ("key", "Greater than") },
    { "?", NC_ ("key", "Question mark") },
    { "@", NC_ ("key", "At sign") },
    { "[", NC_ ("key", "Open bracket") },
    { "\\", NC_ ("key", "Backslash") },
    { "]", NC_ ("key", "Close bracket") },
    { "^", NC_ ("key", "Caret") },
    { "_", NC_ ("key", "Underscore") },
    { "`", NC_ ("key", "Backtick") },
    { "{", NC_ ("key", "Open brace") },
    { "|", NC_ ("key", "Vertical bar") },
    { "}", NC_ ("key", "Close brace") },
    { "~", NC_ ("key", "Tilde") },
    { "،", NC_ ("key", "Comma") },
    { "؟", NC_ ("key", "Question mark") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].text, text))
      return g_dpgettext2 (GETTEXT_PACKAGE, "key", names[i].name);
  return text;
}
