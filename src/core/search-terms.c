// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search-terms.h"

#include "core/ids.h"
#include <string.h>

/* A name of more words than this is found by the first of them. */
#define NAME_WORDS_MAX 24
#define TAIL_MIN 3
#define NATIONAL 10

/* --- Folding. */

/* Letters that Unicode does not take apart, and that people type as others. */
static const struct
{
  gunichar from;
  const char *to;
} alike[] = {
  { 0x00e6, "ae" },     { 0x0153, "oe" },     { 0x00f8, "o" },      { 0x00f0, "d" },
  { 0x00fe, "th" },     { 0x0111, "d" },      { 0x0127, "h" },      { 0x0131, "i" },
  { 0x0142, "l" },      { 0x0167, "t" },      { 0x0671, "\u0627" }, { 0x0649, "\u064a" },
  { 0x06cc, "\u064a" }, { 0x0629, "\u0647" }, { 0x06a9, "\u0643" },
};

static gboolean
is_invisible (gunichar c)
{
  return g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x0640;
}

/* Apostrophes that Unicode counts among the letters. */
static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0x02bb || c == 0x0060
         || c == 0x00b4;
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2212;
}

static void
append_folded (GString *out, gunichar c)
{
  int digit = g_unichar_digit_value (c);

  if (digit >= 0)
    {
      g_string_append_c (out, (char) ('0' + digit));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    if (alike[i].from == c)
      {
        g_string_append (out, alike[i].to);
        return;
      }
  g_string_append_unichar (out, c);
}

/* Folded, but for what ends words: apostrophes are "'", hyphens "-", other signs stay. */
static char *
fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  /* Compatibility forms bring capitals of their own. */
  g_autofree char *plain = apart != NULL ? g_utf8_casefold (apart, -1) : g_strdup ("");
  GString *out = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_apostrophe (c))
        g_string_append_c (out, '\'');
      else if (is_hyphen (c))
        g_string_append_c (out, '-');
      else if (!is_invisible (c))
        append_folded (out, c);
    }
  return g_string_free (out, FALSE);
}

/* --- Words. */

static char *
cut (const char *word)
{
  return g_utf8_strlen (word, -1) <= STIPPLE_SEARCH_PREFIX_MAX
             ? g_strdup (word)
             : g_utf8_substring (word, 0, STIPPLE_SEARCH_PREFIX_MAX);
}

/* The words of folded @text, each with what of it counts. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_han = c != 0 && g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
      gboolean is_part = c != 0 && !is_han && g_unichar_isalnum (c);

      if (!is_part && word->len > 0)
        {
          g_ptr_array_add (words, cut (word->str));
          g_string_truncate (word, 0);
        }
      if (is_han || is_part)
        g_string_append_unichar (word, c);
      if (is_han)
        {
          g_ptr_array_add (words, g_strdup (word->str));
          g_string_truncate (word, 0);
        }
      if (c == 0)
        return words;
    }
}

static void
add_prefixes (GHashTable *terms, const char *word, glong shortest)
{
  glong length = MIN (g_utf8_strlen (word, -1), STIPPLE_SEARCH_PREFIX_MAX);

  for (glong n = shortest; n <= length; n++)
    g_hash_table_add (terms, g_utf8_substring (word, 0, n));
}

static void
add_words (GHashTable *terms, const char *folded)
{
  g_autoptr (GPtrArray) words = split (folded);

  for (guint i = 0; i < MIN (words->len, NAME_WORDS_MAX); i++)
    add_prefixes (terms, g_ptr_array_index (words, i), 1);
}

/* "O'Brien" is found as o, brien and obrien. */
static void
add_name (GHashTable *terms, const char *name)
{
  g_autofree char *folded = name != NULL ? fold (name) : g_strdup ("");
  g_autoptr (GString) joined = g_string_new (NULL);

  add_words (terms, folded);
  if (strpbrk (folded, "'-") == NULL)
    return;
  for (const char *p = folded; *p != '\0'; p++)
    if (*p != '\'' && *p != '-')
      g_string_append_c (joined, *p);
  add_words (terms, joined->str);
}

static const char *
tail (const char *digits, gsize n)
{
  gsize length = strlen (digits);

  return length > n ? digits + length - n : digits;
}

static void
add_phone (GHashTable *terms, const char *phone)
{
  g_autofree char *digits = phone != NULL ? stipple_person_phone_digits (phone) : g_strdup ("");

  add_prefixes (terms, digits, 1);
  add_prefixes (terms, tail (digits, NATIONAL), 1);
  add_prefixes (terms, tail (digits, 7), TAIL_MIN);
  add_prefixes (terms, tail (digits, 4), TAIL_MIN);
}

static void
add_birth_date (GHashTable *terms, const GDate *date)
{
  guint year, month, day;
  g_autofree char *iso = NULL;

  if (!g_date_valid (date))
    return;
  year = g_date_get_year (date);
  month = (guint) g_date_get_month (date);
  day = g_date_get_day (date);
  iso = g_strdup_printf ("%04u-%02u-%02u", year, month, day);
  for (gsize n = 4; n <= strlen (iso); n++)
    if (iso[n - 1] != '-')
      g_hash_table_add (terms, g_strndup (iso, n));
  g_hash_table_add (terms, g_strdup_printf ("%02u-%02u-%04u", day, month, year));
  g_hash_table_add (terms, g_strdup_printf ("%02u-%02u-%04u", month, day, year));
}

/* Letters and digits both: what looks like neither a name nor a number. */
static gboolean
is_mixed (const char *word)
{
  return strpbrk (word, "0123456789") != NULL
         && strpbrk (word, "abcdefghijklmnopqrstuvwxyz") != NULL;
}

static void
add_mixed_prefixes (GHashTable *terms, const char *code)
{
  for (gsize n = 1; n <= strlen (code); n++)
    {
      g_autofree char *part = g_strndup (code, n);

      if (is_mixed (part))
        g_hash_table_add (terms, g_steal_pointer (&part));
    }
}

GHashTable *
stipple_search_terms (const StippleIntake *intake)
{
  GHashTable *terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *code = g_ascii_strdown (intake->code != NULL ? intake->code : "", -1);

  add_name (terms, intake->first_name);
  add_name (terms, intake->last_name);
  add_phone (terms, intake->mobile);
  add_birth_date (terms, &intake->birth_date);
  add_mixed_prefixes (terms, code);
  if (strlen (code) == STIPPLE_CODE_LENGTH)
    add_mixed_prefixes (terms, code + STIPPLE_CODE_LENGTH / 2);
  return terms;
}

/* --- What somebody typed. */

static gboolean
is_number (const char *text, gsize min, gsize max)
{
  gsize length = strlen (text);

  return length >= min && length <= max && strspn (text, "0123456789") == length;
}

/* "1985-3-1" → "1985-03-1": the last part may not be all that will be typed. "12/3/1985" → "12-03-1985". NULL for
 * what is no date. */
static char *
read_date (const char *chunk)
{
  g_auto (GStrv) parts = g_strsplit_set (chunk, "-/.", -1);
  guint n = g_strv_length (parts);

  if (n == 3 && is_number (parts[0], 1, 2) && is_number (parts[1], 1, 2)
      && is_number (parts[2], 4, 4))
    return g_strdup_printf ("%02d-%02d-%s", atoi (parts[0]), atoi (parts[1]), parts[2]);
  if (n < 2 || n > 3 || !is_number (parts[0], 4, 4) || !is_number (parts[1], n == 3, 2)
      || (n == 3 && !is_number (parts[2], 0, 2))
      || !(g_str_has_prefix (parts[0], "19") || g_str_has_prefix (parts[0], "20")))
    return NULL;
  if (n == 2 || parts[2][0] == '\0')
    return n == 2 && parts[1][0] == '\0' ? g_strdup (parts[0])
           : n == 2                      ? g_strdup_printf ("%s-%s", parts[0], parts[1])
                                         : g_strdup_printf ("%s-%02d", parts[0], atoi (parts[1]));
  return g_strdup_printf ("%s-%02d-%s", parts[0], atoi (parts[1]), parts[2]);
}

/* "7k4-q" and "7k4q2m": the code, or its beginning, in its own digits. NULL for anything else. */
static char *
read_code (const char *chunk)
{
  gsize half = STIPPLE_CODE_LENGTH / 2;
  g_autofree char *joined = strlen (chunk) > half && chunk[half] == '-'
                                ? g_strdup_printf ("%.*s%s", (int) half, chunk, chunk + half + 1)
                                : g_strdup (chunk);

  if (strlen (joined) > STIPPLE_CODE_LENGTH || !is_mixed (joined)
      || strspn (joined, "0123456789abcdefghijklmnopqrstvwxyz") != strlen (joined))
    return NULL;
  for (char *p = joined; *p != '\0'; p++)
    *p = *p == 'o' ? '0' : *p == 'i' || *p == 'l' ? '1' : *p;
  return g_steal_pointer (&joined);
}

static void
add_word (GPtrArray *words, const char *word)
{
  if (words->len < STIPPLE_SEARCH_WORDS_MAX
      && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (word));
}

static void
add_chunk (GPtrArray *words, const char *chunk)
{
  g_autofree char *date = read_date (chunk);
  g_autofree char *code = date == NULL ? read_code (chunk) : NULL;
  g_autoptr (GPtrArray) parts = NULL;

  /* A country's code is not part of what is typed at home. */
  if (chunk[0] == '+' && is_number (chunk + 1, 1, 3))
    return;
  if (date != NULL || code != NULL)
    {
      add_word (words, date != NULL ? date : code);
      return;
    }
  if (is_number (chunk + (chunk[0] == '+'), NATIONAL + 1, G_MAXSIZE))
    {
      add_word (words, tail (chunk, NATIONAL));
      return;
    }
  parts = split (chunk);
  for (guint i = 0; i < parts->len; i++)
    add_word (words, g_ptr_array_index (parts, i));
}

char **
stipple_search_words (const char *query)
{
  g_autofree char *head = g_utf8_strlen (query, -1) > STIPPLE_SEARCH_QUERY_MAX
                              ? g_utf8_substring (query, 0, STIPPLE_SEARCH_QUERY_MAX)
                              : g_strdup (query);
  g_autofree char *folded = fold (head);
  GPtrArray *words = g_ptr_array_new ();
  g_auto (GStrv) chunks = NULL;

  for (char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      memset (p, ' ', (gsize) (g_utf8_next_char (p) - p));
  chunks = g_strsplit (folded, " ", -1);
  for (guint i = 0; chunks[i] != NULL; i++)
    add_chunk (words, chunks[i]);
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}
