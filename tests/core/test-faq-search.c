// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/faq-search.h"

#include <string.h>

static void
assert_fold (const char *text, const char *expected)
{
  g_autofree char *folded = stipple_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_fold_latin (void)
{
  assert_fold ("Pigment", "pigment");
  assert_fold ("Durée ÉTÉ naïve", "duree ete naive");
  assert_fold ("e\u0301", "e");
  assert_fold ("STRASSE straße", "strasse strasse");
  assert_fold ("Œil œil Æ Ø", "oeil oeil ae o");
  assert_fold ("ﬁne １２ Ⅳ ²", "fine 12 iv 2");
  assert_fold ("İstanbul ılık", "istanbul ilik");
}

static void
test_fold_spaces (void)
{
  assert_fold ("", "");
  assert_fold ("  a \t b\n", "a b");
  assert_fold ("**How** [long](x)?", "how long x");
  assert_fold ("l'eau—l’air", "l eau l air");
  assert_fold ("?!", "");
  assert_fold ("so\u00adft jo\u200din", "soft join");
  assert_fold ("\xff\xfe", "");
}

static void
test_fold_arabic (void)
{
  assert_fold ("أإآٱا", "ااااا");
  assert_fold ("مدرسة", "مدرسه");
  assert_fold ("على علی", "علي علي");
  assert_fold ("مـــرحبا", "مرحبا");
  assert_fold ("مَرْحَبًا", "مرحبا");
  assert_fold ("کتاب", "كتاب");
  assert_fold ("٣ ۳", "3 3");
}

static void
assert_words (const char *text, const char *expected)
{
  g_auto (GStrv) words = stipple_fold_words (text);
  g_autofree char *joined = g_strjoinv ("|", words);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_words (void)
{
  assert_words ("How long does it last?", "how|long|does|it|last");
  assert_words ("", "");
  assert_words ("—", "");
  assert_words ("色料会褪色吗？", "色|料|会|褪|色|吗");
  assert_words ("SMP是什么 ok", "smp|是|什|么|ok");
}

typedef struct
{
  const char *category;
  const char *question;
  const char *answer;
  const char *keywords;
} Sample;

static const Sample samples[] = {
  { "basics", "What is SMP?", "Pigment is placed **dot by dot** in the skin.", "tattoo" },
  { "results", "How long does it last?", "About 1 to 3 years before a touch-up.", "fade duration" },
  { "results", "Can it be removed?", "Yes, by a tattoo-removal laser.", NULL },
  { "cost", "What does it cost?", "It depends on the area. It lasts.", "price money" },
  { "cost", "Is there a guarantee?", "Twelve months. Pigments included.", NULL },
};

static StippleText *
text_of (const char *language, const char *text)
{
  StippleText *result = stipple_text_new ();

  stipple_text_set (result, language, text);

  return result;
}

static void
add_category (StipplePack *pack, const char *id, const char *name)
{
  StippleNamed *category = g_new0 (StippleNamed, 1);

  category->id = g_strdup (id);
  category->name = text_of ("en", name);
  g_ptr_array_add (pack->categories, category);
}

static StippleFaqEntry *
add_entry (StipplePack *pack, const Sample *sample)
{
  StippleFaqEntry *entry = g_new0 (StippleFaqEntry, 1);

  entry->id = g_strdup_printf ("entry-%u", pack->faq->len);
  entry->category = g_strdup (sample->category);
  entry->question = text_of ("en", sample->question);
  entry->answer = text_of ("en", sample->answer);
  if (sample->keywords != NULL)
    entry->keywords = text_of ("en", sample->keywords);
  g_ptr_array_add (pack->faq, entry);

  return entry;
}

static StipplePack *
sample_pack (void)
{
  StipplePack *pack = stipple_pack_new ();

  add_category (pack, "basics", "The basics");
  add_category (pack, "results", "Results");
  add_category (pack, "cost", "Sessions and fees");
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    add_entry (pack, &samples[i]);

  return pack;
}

static void
assert_found_in (StipplePack *pack, const char *language, const char *typed, const char *category,
                 const char *expected)
{
  g_autoptr (StippleFaqSearch) search = stipple_faq_search_new (pack, language);
  g_autoptr (GArray) found = stipple_faq_search_query (search, typed, category);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (found, guint, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_found (const char *typed, const char *category, const char *expected)
{
  g_autoptr (StipplePack) pack = sample_pack ();

  assert_found_in (pack, "en", typed, category, expected);
}

static void
test_empty_query (void)
{
  assert_found ("", NULL, "0 1 2 3 4");
  assert_found ("  ?", NULL, "0 1 2 3 4");
  assert_found ("", "cost", "3 4");
  assert_found ("", "nothing", "");
}

static void
test_prefix (void)
{
  assert_found ("guar", NULL, "4");
  assert_found ("GUARANTEE", NULL, "4");
  assert_found ("guaranteed", NULL, "");
  assert_found ("durat", NULL, "1");
}

static void
test_fields (void)
{
  assert_found ("smp", NULL, "0");    /* question */
  assert_found ("money", NULL, "3");  /* keywords */
  assert_found ("laser", NULL, "2");  /* answer */
  assert_found ("fees", NULL, "3 4"); /* category */
}

static void
test_every_word (void)
{
  assert_found ("tattoo", NULL, "0 2");
  assert_found ("tattoo laser", NULL, "2");
  assert_found ("laser tattoo", NULL, "2");
  assert_found ("tattoo guarantee", NULL, "");
  assert_found ("guarantee nosuchword", NULL, "");
  assert_found ("nosuchword guarantee", NULL, "");
}

static void
test_inside (void)
{
  assert_found ("arant", NULL, "4");
  assert_found ("moval", NULL, "2");
  assert_found ("ra", NULL, "");
}

/* A word of the question before one of the keywords, before one of the answer. */
static void
test_rank_fields (void)
{
  assert_found ("last", NULL, "1 3");
  assert_found ("tattoo", NULL, "0 2");

  g_autoptr (StipplePack) pack = stipple_pack_new ();
  const Sample answer = { "x", "One", "needle", NULL };
  const Sample keyword = { "x", "Two", "-", "needle" };
  const Sample question = { "x", "Needle", "A needle", "needle" };

  add_entry (pack, &answer);
  add_entry (pack, &keyword);
  add_entry (pack, &question);
  assert_found_in (pack, "en", "needle", NULL, "2 1 0");
}

/* The whole word before its beginning, before the middle of one. */
static void
test_rank_matches (void)
{
  g_autoptr (StipplePack) pack = stipple_pack_new ();
  const Sample inside = { "x", "unscarred", "-", NULL };
  const Sample prefix = { "x", "scarring", "-", NULL };
  const Sample whole = { "x", "scar", "-", NULL };

  add_entry (pack, &inside);
  add_entry (pack, &prefix);
  add_entry (pack, &whole);
  assert_found_in (pack, "en", "scar", NULL, "2 1 0");
}

static void
test_category (void)
{
  assert_found ("pigment", NULL, "0 4");
  assert_found ("pigment", "cost", "4");
  assert_found ("pigment", "results", "");
}

static void
test_language (void)
{
  g_autoptr (StipplePack) pack = sample_pack ();
  StippleFaqEntry *entry = g_ptr_array_index (pack->faq, 1);

  stipple_text_set (entry->question, "fr-CA", "Combien de temps ça dure ? L’été aussi ?");
  stipple_text_set (entry->question, "zh-Hans", "色料会褪色吗？");
  stipple_text_set (entry->question, "ar", "كم تدوم النتيجة؟");

  assert_found_in (pack, "fr-CA", "ete", NULL, "1");
  assert_found_in (pack, "fr-CA", "ÇA DURÉ", NULL, "1");
  assert_found_in (pack, "fr-CA", "long", NULL, "");
  assert_found_in (pack, "en", "dure", NULL, "");
  assert_found_in (pack, "zh-Hans", "褪色", NULL, "1");
  assert_found_in (pack, "zh-Hans", "色", NULL, "1");
  assert_found_in (pack, "ar", "النتيجه", NULL, "1");
}

static void
test_odd_queries (void)
{
  g_autofree char *same = g_strnfill (100000, 'a');
  g_autoptr (GString) many = g_string_new (NULL);

  for (int i = 0; i < 1000; i++)
    g_string_append (many, "it ");

  assert_found ("\xff", NULL, "0 1 2 3 4");
  assert_found (same, NULL, "");
  assert_found (many->str, NULL, "1 2 3");
  assert_found ("%s%n", NULL, "");
}

static void
test_no_entries (void)
{
  g_autoptr (StipplePack) pack = stipple_pack_new ();

  assert_found_in (pack, "en", "", NULL, "");
  assert_found_in (pack, "en", "smp", NULL, "");
}

static void
test_outlives_pack (void)
{
  StipplePack *pack = sample_pack ();
  g_autoptr (StippleFaqSearch) search = stipple_faq_search_new (pack, "en");

  stipple_pack_unref (pack);
  g_autoptr (GArray) found = stipple_faq_search_query (search, "laser", "results");
  g_assert_cmpuint (found->len, ==, 1);
}

/* A statement of the rule that knows nothing of an index. */
static gboolean
holds_all (const char *const *texts, char **typed)
{
  for (; *typed != NULL; typed++)
    {
      gboolean met = FALSE;

      for (gsize i = 0; texts[i] != NULL; i++)
        {
          g_auto (GStrv) words = stipple_fold_words (texts[i]);

          for (char **word = words; *word != NULL; word++)
            met |= g_str_has_prefix (*word, *typed)
                   || (strlen (*typed) >= 3 && strstr (*word, *typed) != NULL);
        }
      if (!met)
        return FALSE;
    }

  return TRUE;
}

static char *
random_words (guint n)
{
  GString *text = g_string_new (NULL);

  while (n-- > 0)
    {
      for (int letters = g_test_rand_int_range (1, 6); letters > 0; letters--)
        g_string_append_c (text, (char) g_test_rand_int_range ('a', 'd'));
      g_string_append_c (text, ' ');
    }

  return g_string_free (text, FALSE);
}

static void
test_against_scan (void)
{
  g_autoptr (StipplePack) pack = stipple_pack_new ();

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *question = random_words (3);
      g_autofree char *answer = random_words (6);
      g_autofree char *keywords = random_words (1);
      const Sample sample = { "x", question, answer, keywords };

      add_entry (pack, &sample);
    }

  g_autoptr (StippleFaqSearch) search = stipple_faq_search_new (pack, "en");

  for (int run = 0; run < 300; run++)
    {
      g_autofree char *typed = random_words ((guint) g_test_rand_int_range (1, 4));
      g_auto (GStrv) words = stipple_fold_words (typed);
      g_autoptr (GArray) found = stipple_faq_search_query (search, typed, NULL);
      guint expected = 0;
      gboolean listed[60] = { FALSE };

      for (guint i = 0; i < found->len; i++)
        listed[g_array_index (found, guint, i)] = TRUE;
      for (guint i = 0; i < pack->faq->len; i++)
        {
          const StippleFaqEntry *entry = g_ptr_array_index (pack->faq, i);
          const char *const texts[] = { stipple_text_get (entry->question, "en"),
                                        stipple_text_get (entry->answer, "en"),
                                        stipple_text_get (entry->keywords, "en"), NULL };
          gboolean holds = holds_all (texts, words);

          g_assert_cmpint (listed[i], ==, holds);
          expected += holds;
        }
      g_assert_cmpuint (found->len, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faq-search/fold/latin", test_fold_latin);
  g_test_add_func ("/faq-search/fold/spaces", test_fold_spaces);
  g_test_add_func ("/faq-search/fold/arabic", test_fold_arabic);
  g_test_add_func ("/faq-search/words", test_words);
  g_test_add_func ("/faq-search/empty-query", test_empty_query);
  g_test_add_func ("/faq-search/prefix", test_prefix);
  g_test_add_func ("/faq-search/fields", test_fields);
  g_test_add_func ("/faq-search/every-word", test_every_word);
  g_test_add_func ("/faq-search/inside", test_inside);
  g_test_add_func ("/faq-search/rank/fields", test_rank_fields);
  g_test_add_func ("/faq-search/rank/matches", test_rank_matches);
  g_test_add_func ("/faq-search/category", test_category);
  g_test_add_func ("/faq-search/language", test_language);
  g_test_add_func ("/faq-search/odd-queries", test_odd_queries);
  g_test_add_func ("/faq-search/no-entries", test_no_entries);
  g_test_add_func ("/faq-search/outlives-pack", test_outlives_pack);
  g_test_add_func ("/faq-search/against-scan", test_against_scan);
  return g_test_run ();
}
