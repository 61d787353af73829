// SPDX-License-Identifier: GPL-3.0-or-later
/* What an intake is found by. Sample people only. */
#include "core/search-terms.h"

#include <string.h>

static StippleIntake *
new_intake (const char *first, const char *last, const char *phone)
{
  StippleIntake *intake = stipple_intake_new ();

  intake->first_name = g_strdup (first);
  intake->last_name = g_strdup (last);
  intake->mobile = g_strdup (phone);
  intake->code = g_strdup ("7K4Q2M");
  g_date_set_dmy (&intake->birth_date, 12, G_DATE_MARCH, 1985);
  return intake;
}

/* As the hub does: every word of the query must be among the terms. */
static gboolean
finds (const StippleIntake *intake, const char *query)
{
  g_autoptr (GHashTable) terms = stipple_search_terms (intake);
  g_auto (GStrv) words = stipple_search_words (query);
  gboolean found = words[0] != NULL;

  for (guint i = 0; words[i] != NULL; i++)
    found &= g_hash_table_contains (terms, words[i]);
  return found;
}

typedef struct
{
  const char *path;
  const char *first;
  const char *last;
  const char *query;
  gboolean found;
} NameCase;

static const NameCase names[] = {
  { "first", "Ana", "Sample", "ana", TRUE },
  { "last", "Ana", "Sample", "SAMPLE", TRUE },
  { "any-order", "Ana", "Sample", "sample ana", TRUE },
  { "beginning", "Ana", "Sample", "sa a", TRUE },
  { "not-middle", "Ana", "Sample", "ample", FALSE },
  { "all-words", "Ana", "Sample", "ana jones", FALSE },
  { "french", "Zoé", "Lefèvre", "zoe lefevre", TRUE },
  { "french-typed", "Zoe", "Lefevre", "Zoé LEFÈVRE", TRUE },
  { "decomposed", "Zoe\u0301", "X", "zoé", TRUE },
  { "ligature", "Sœur", "X", "soeur", TRUE },
  { "spanish", "Íñigo", "Muñoz", "inigo munoz", TRUE },
  { "sharp-s", "X", "Strauß", "strauss", TRUE },
  { "polish", "Łukasz", "X", "lukasz", TRUE },
  { "turkish", "Işık", "İnan", "isik inan", TRUE },
  { "apostrophe-split", "X", "O’Brien", "o brien", TRUE },
  { "apostrophe-typed", "X", "O'Brien", "o’brien", TRUE },
  { "apostrophe-left-out", "X", "O'Brien", "obri", TRUE },
  { "hyphen", "Jean-Luc", "X", "luc jean", TRUE },
  { "hyphen-left-out", "Jean-Luc", "X", "jeanluc", TRUE },
  { "non-breaking-hyphen", "Jean\u2011Luc", "X", "jean-luc", TRUE },
  { "full-width", "Ａｎａ", "X", "ana", TRUE },
  { "mathematical", "𝐀na", "X", "ana", TRUE },
  { "longer-than-counts", "Bartholomewsampleson", "X", "bartholomewsampleson", TRUE },
  { "arabic", "محمد", "عينة", "محمد", TRUE },
  { "arabic-harakat", "مُحَمَّد", "عينة", "محمد", TRUE },
  { "arabic-tatweel", "محـــمد", "عينة", "محمد", TRUE },
  { "arabic-alef", "أحمد", "إدريس", "احمد ادريس", TRUE },
  { "arabic-alef-madda", "آدم", "X", "ادم", TRUE },
  { "arabic-ya", "هدى", "X", "هدي", TRUE },
  { "arabic-ta-marbuta", "فاطمة", "X", "فاطمه", TRUE },
  { "arabic-other", "محمد", "X", "محمود", FALSE },
  { "chinese", "小明", "王", "王小明", TRUE },
  { "chinese-character", "小明", "王", "明", TRUE },
  { "chinese-other", "小明", "王", "李小明", FALSE },
  { "chinese-beside-latin", "Ana", "王", "王ana", TRUE },
  { "bidi-marks", "Ana\u200f", "X", "\u202eana\u202c", TRUE },
  { "emoji", "Ana 🙂", "X", "🙂ana", TRUE },
  { "zero-width", "A\u200bna", "X", "ana", TRUE },
  { "nothing", "Ana", "Sample", "", FALSE },
  { "percent", "Ana", "Sample", "%", FALSE },
  { "star", "Ana", "Sample", "*", FALSE },
  { "quotes", "Ana", "Sample", "\"ana\" 'sample'", TRUE },
  { "like", "Ana", "Sample", "a%a", TRUE }, /* two words: a and a */
  { "underscore", "Ana", "Sample", "an_", TRUE },
};

static void
test_name (gconstpointer data)
{
  const NameCase *name = data;
  g_autoptr (StippleIntake) intake = new_intake (name->first, name->last, NULL);

  g_assert_cmpint (finds (intake, name->query), ==, name->found);
}

typedef struct
{
  const char *path;
  const char *phone;
  const char *query;
  gboolean found;
} NumberCase;

static const NumberCase numbers[] = {
  { "whole", "(416) 555-0142", "4165550142", TRUE },
  { "as-written", "4165550142", "(416) 555-0142", TRUE },
  { "dots", "4165550142", "416.555.0142", TRUE },
  { "beginning", "(416) 555-0142", "41655", TRUE },
  { "last-seven", "(416) 555-0142", "5550142", TRUE },
  { "of-last-seven", "(416) 555-0142", "5550", TRUE },
  { "last-four", "(416) 555-0142", "0142", TRUE },
  { "not-anywhere", "(416) 555-0142", "50142", FALSE },
  { "country-stored", "+1 416 555 0142", "416 555-0142", TRUE },
  { "country-stored-joined", "+1 416 555 0142", "4165550142", TRUE },
  { "country-typed", "416 555 0142", "+1 416 555 0142", TRUE },
  { "country-typed-joined", "416 555 0142", "14165550142", TRUE },
  { "plus-typed-joined", "416 555 0142", "+14165550142", TRUE },
  { "arabic-digits", "٤١٦٥٥٥٠١٤٢", "416555", TRUE },
  { "arabic-digits-typed", "4165550142", "٠١٤٢", TRUE },
  { "other", "(416) 555-0142", "4165550143", FALSE },
  { "year", NULL, "1985", TRUE },
  { "month", NULL, "1985-03", TRUE },
  { "day", NULL, "1985-03-12", TRUE },
  { "day-growing", NULL, "1985-03-1", TRUE },
  { "hyphen-growing", NULL, "1985-", TRUE },
  { "month-growing", NULL, "1985-0", TRUE },
  { "one-digit-month", NULL, "1985-3-12", TRUE },
  { "slashes", NULL, "1985/03/12", TRUE },
  { "day-first", NULL, "12/03/1985", TRUE },
  { "day-first-short", NULL, "12/3/1985", TRUE },
  { "month-first", NULL, "03/12/1985", TRUE },
  { "day-first-dots", NULL, "12.03.1985", TRUE },
  { "other-day", NULL, "1985-03-13", FALSE },
  { "other-year", NULL, "1986", FALSE },
  { "code", NULL, "7K4-Q2M", TRUE },
  { "code-joined", NULL, "7k4q2m", TRUE },
  { "code-beginning", NULL, "7k4", TRUE },
  { "code-growing", NULL, "7k4-q", TRUE },
  { "code-space", NULL, "7k4 q2m", TRUE },
  { "other-code", NULL, "7k4q2n", FALSE },
  { "year-and-name", NULL, "1985 ana", TRUE },
  { "name-and-code", NULL, "ana 7k4", TRUE },
};

static void
test_number (gconstpointer data)
{
  const NumberCase *number = data;
  g_autoptr (StippleIntake) intake = new_intake ("Ana", "Sample", number->phone);

  g_assert_cmpint (finds (intake, number->query), ==, number->found);
}

static void
test_code_digits (void)
{
  g_autoptr (StippleIntake) intake = new_intake ("Ana", "Sample", NULL);

  g_free (intake->code);
  intake->code = g_strdup ("70A1BC");
  g_assert_true (finds (intake, "7oaibc"));
  g_assert_true (finds (intake, "7OA-LBC"));
}

/* A code of letters does not come up among the names, nor one of digits among the numbers. */
static void
test_code_is_no_name (void)
{
  g_autoptr (StippleIntake) intake = new_intake ("Ana", "Sample", NULL);

  g_free (intake->code);
  intake->code = g_strdup ("MARY55");
  g_assert_false (finds (intake, "mary"));
  g_assert_true (finds (intake, "mary5"));
  g_free (intake->code);
  intake->code = g_strdup ("416XYZ");
  g_assert_false (finds (intake, "416"));
  g_assert_true (finds (intake, "416x"));
}

/* Who goes on at the desk may have said nothing yet. */
static void
test_empty (void)
{
  g_autoptr (StippleIntake) intake = stipple_intake_new ();
  g_autoptr (GHashTable) terms = stipple_search_terms (intake);

  g_assert_cmpuint (g_hash_table_size (terms), ==, 0);
}

static void
test_long_query (void)
{
  g_autofree char *ones = g_strnfill (10000, '1');
  g_autofree char *spaced = g_strnfill (10000, ' ');
  g_auto (GStrv) one = stipple_search_words (ones);
  g_auto (GStrv) many = NULL;

  for (guint i = 0; i < 10000; i += 3)
    spaced[i] = (char) ('a' + i / 3 % 26);
  many = stipple_search_words (spaced);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpuint (g_strv_length (many), ==, STIPPLE_SEARCH_WORDS_MAX);
}

static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (STIPPLE_NAME_MAX, ' ');
  g_autoptr (StippleIntake) intake = NULL;
  g_autoptr (GHashTable) terms = NULL;

  for (guint i = 0; i < STIPPLE_NAME_MAX; i += 2)
    name[i] = (char) ('a' + i % 26);
  intake = new_intake (name, name, "1");
  terms = stipple_search_terms (intake);
  g_assert_cmpuint (g_hash_table_size (terms), <, 400);
}

/* Whatever is typed, the words are few, short and folded: folding one again gives the same word. */
static void
test_any_query (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (29);

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) query = g_string_new (NULL);
      g_auto (GStrv) words = NULL;

      for (int n = g_rand_int_range (rand, 0, 40); n > 0; n--)
        {
          static const gunichar ends[] = { 0x80, 0x700, 0x3000, 0xa000, 0x1f700 };
          gunichar c = (gunichar) g_rand_int_range (
              rand, 1, (gint32) ends[g_rand_int_range (rand, 0, G_N_ELEMENTS (ends))]);

          if (g_unichar_validate (c))
            g_string_append_unichar (query, c);
        }
      words = stipple_search_words (query->str);
      g_assert_cmpuint (g_strv_length (words), <=, STIPPLE_SEARCH_WORDS_MAX);
      for (guint i = 0; words[i] != NULL; i++)
        {
          g_assert_true (g_utf8_validate (words[i], -1, NULL));
          g_assert_cmpint (g_utf8_strlen (words[i], -1), <=, STIPPLE_SEARCH_PREFIX_MAX);
          g_assert_cmpint (g_utf8_strlen (words[i], -1), >, 0);
        }
    }
}

/* Each beginning of each name finds its person, whatever the script. */
static void
test_every_beginning (void)
{
  static const char *const people[][2] = {
    { "Zoé", "Lefèvre-Sample" }, { "Ana María", "de la Muestra" },
    { "محمد", "العينة" },        { "小明", "王" },
    { "D’Arcy", "Ó Sample" },    { "Søren", "Æble" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (StippleIntake) intake = new_intake (people[i][0], people[i][1], NULL);

      for (guint j = 0; j < 2; j++)
        for (glong n = 1; n <= g_utf8_strlen (people[i][j], -1); n++)
          {
            g_autofree char *typed = g_utf8_substring (people[i][j], 0, n);

            g_assert_true (finds (intake, typed));
          }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/search-terms/name/", names[i].path, NULL);

      g_test_add_data_func (path, &names[i], test_name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *path = g_strconcat ("/search-terms/number/", numbers[i].path, NULL);

      g_test_add_data_func (path, &numbers[i], test_number);
    }
  g_test_add_func ("/search-terms/code-digits", test_code_digits);
  g_test_add_func ("/search-terms/code-is-no-name", test_code_is_no_name);
  g_test_add_func ("/search-terms/empty", test_empty);
  g_test_add_func ("/search-terms/long-query", test_long_query);
  g_test_add_func ("/search-terms/long-name", test_long_name);
  g_test_add_func ("/search-terms/any-query", test_any_query);
  g_test_add_func ("/search-terms/every-beginning", test_every_beginning);
  return g_test_run ();
}
