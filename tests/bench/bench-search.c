// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "core/faq-search.h"

/* FAQ search, a keystroke at a time, over a made-up pack of 10,000 entries of about 60 words. */

#define N_ENTRIES 10000
#define N_WORDS 4000
#define ANSWER_WORDS 60

static char *
make_word (GRand *rand)
{
  static const char *const syllables[] = { "pig", "ment", "scal", "hair", "line", "dot",
                                           "ses", "sion", "cost", "fade", "sun",  "skin",
                                           "la",  "ser",  "re",   "mi",   "cro",  "fol" };
  g_autoptr (GString) word = g_string_new (NULL);
  for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
    g_string_append (word, syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))]);
  return g_strdup (word->str);
}

static StippleText *
make_text (GRand *rand, char **words, int n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s ", words[g_rand_int_range (rand, 0, N_WORDS)]);
  StippleText *made = stipple_text_new ();
  stipple_text_set (made, "en", text->str);
  return made;
}

static StipplePack *
make_pack (GRand *rand, char **words)
{
  StipplePack *pack = stipple_pack_new ();
  StippleNamed *category = g_new0 (StippleNamed, 1);
  category->id = g_strdup ("all");
  category->name = make_text (rand, words, 2);
  g_ptr_array_add (pack->categories, category);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      StippleFaqEntry *entry = g_new0 (StippleFaqEntry, 1);
      entry->id = g_strdup_printf ("entry-%u", i);
      entry->category = g_strdup ("all");
      entry->question = make_text (rand, words, 8);
      entry->keywords = make_text (rand, words, 4);
      entry->answer = make_text (rand, words, ANSWER_WORDS);
      g_ptr_array_add (pack->faq, entry);
    }
  return pack;
}

int
main (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_auto (GStrv) words = g_new0 (char *, N_WORDS + 1);
  for (guint i = 0; i < N_WORDS; i++)
    words[i] = make_word (rand);
  g_autoptr (StipplePack) pack = make_pack (rand, words);
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (StippleFaqSearch) search = stipple_faq_search_new (pack, "en");
  printf ("search_index_ms=%.1f\n", (double) (g_get_monotonic_time () - begun) / 1000.0);

  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64 found = 0;
  for (guint query = 0; query < 300; query++)
    {
      g_autofree char *typed = g_strjoin (" ", words[g_rand_int_range (rand, 0, N_WORDS)],
                                          words[g_rand_int_range (rand, 0, N_WORDS)], NULL);
      for (gsize length = 1; typed[length - 1] != '\0'; length++)
        {
          g_autofree char *prefix = g_strndup (typed, length);
          gint64 before = g_get_monotonic_time ();
          g_autoptr (GArray) hits = stipple_faq_search_query (search, prefix, NULL);
          gint64 took = g_get_monotonic_time () - before;
          g_array_append_val (samples, took);
          found += hits->len;
        }
    }
  bench_print ("search", samples);
  printf ("search_hits=%" G_GUINT64_FORMAT "\n", found);
  return 0;
}
