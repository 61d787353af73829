// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/faq-search.h"

#include <string.h>

/*
 * The index is the sorted list of the distinct words, one after the other in one block, and for
 * each word the entries it occurs in. A typed word's prefix matches are one range of that list, by
 * binary search; its matches inside words are found by one scan of the block, which holds each word
 * once however many entries there are.
 */

/* Where a word stands, by what it tells of the entry. */
typedef enum
{
  WEIGHT_ANSWER = 1,
  WEIGHT_CATEGORY = 3,
  WEIGHT_KEYWORDS = 6,
  WEIGHT_QUESTION = 8,
} Weight;

/* How a typed word meets it. A keystroke from the end of a word, the whole is worth most. */
#define MATCH_WHOLE 4
#define MATCH_PREFIX 3
#define MATCH_INSIDE 1
#define SCORE_MAX (WEIGHT_QUESTION * MATCH_WHOLE)

/* One or two letters stand inside nearly every word: as a match they would say nothing. */
#define INSIDE_MIN_CHARACTERS 3
/* A search field is a line; words beyond this many are not looked at. */
#define TYPED_WORDS_MAX 16

typedef struct
{
  guint32 entry;
  guint32 weight;
} Posting;

struct _StippleFaqSearch
{
  StipplePack *pack;
  guint n_entries;
  GString *block;   /* the words in order, each ended by NUL */
  GArray *words;    /* guint: where each begins in the block, and the block's end */
  GArray *firsts;   /* guint: the first posting of each word, and the number of postings */
  GArray *postings; /* Posting */
};

/* Letters that NFKD leaves alone and that people type in a plainer form. */
static const char *
plain_letter (gunichar c)
{
  switch (c)
    {
    case 0x00e6: /* æ */
      return "ae";
    case 0x00f8: /* ø */
      return "o";
    case 0x0111: /* đ */
      return "d";
    case 0x0131: /* ı */
      return "i";
    case 0x0142: /* ł */
      return "l";
    case 0x0153: /* œ */
      return "oe";
    case 0x0629: /* teh marbuta: heh */
      return "\u0647";
    case 0x0649: /* alef maksura: yeh */
    case 0x06cc: /* Farsi yeh: yeh */
      return "\u064a";
    case 0x0671: /* alef wasla: alef */
      return "\u0627";
    case 0x06a9: /* keheh: kaf */
      return "\u0643";
    default:
      return NULL;
    }
}

/* Nothing to see or to say: combining marks, tatweel, joiners, soft hyphens. */
static gboolean
is_ignored (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK
         || type == G_UNICODE_FORMAT || c == 0x0640;
}

static void
append_folded (GString *folded, gunichar c)
{
  int digit = g_unichar_digit_value (c);
  const char *plain = plain_letter (c);

  if (is_ignored (c))
    return;
  if (digit >= 0)
    g_string_append_c (folded, (char) ('0' + digit));
  else if (plain != NULL)
    g_string_append (folded, plain);
  else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
    g_string_append_unichar (folded, c);
  else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
    g_string_append_c (folded, ' ');
}

char *
stipple_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  /* Decomposing comes first, so that case folding meets plain letters with their marks beside them;
   * what it spells out ("ß" as "ss") needs no more decomposing. */
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);

  if (decomposed == NULL)
    return g_strdup ("");

  g_autofree char *lower = g_utf8_casefold (decomposed, -1);
  GString *folded = g_string_sized_new (strlen (lower));

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    append_folded (folded, g_utf8_get_char (p));
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);

  return g_string_free (folded, FALSE);
}

static void
append_word (GPtrArray *words, const char *start, const char *end)
{
  if (end > start)
    g_ptr_array_add (words, g_strndup (start, (gsize) (end - start)));
}

char **
stipple_fold_words (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *folded = stipple_fold (text);
  GPtrArray *words = g_ptr_array_new ();
  const char *start = folded;
  const char *p = folded;

  while (*p != '\0')
    {
      const char *next = g_utf8_next_char (p);
      gboolean han =
          (guchar) *p >= 0x80 && g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN;

      if (*p == ' ' || han)
        {
          append_word (words, start, p);
          if (han)
            append_word (words, p, next);
          start = next;
        }
      p = next;
    }
  append_word (words, start, p);
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (words, FALSE);
}

/* Building */

/* @index maps a word to its GArray of Posting. An entry's texts come one after the other, so that
 * its posting, if there is one already, is the last. */
static void
index_text (GHashTable *index, const char *text, guint entry, Weight weight)
{
  g_auto (GStrv) words = stipple_fold_words (text);

  for (char **word = words; *word != NULL; word++)
    {
      GArray *postings = g_hash_table_lookup (index, *word);

      if (postings == NULL)
        {
          postings = g_array_new (FALSE, FALSE, sizeof (Posting));
          g_hash_table_insert (index, g_strdup (*word), postings);
        }

      Posting *last =
          postings->len > 0 ? &g_array_index (postings, Posting, postings->len - 1) : NULL;

      if (last != NULL && last->entry == entry)
        last->weight = MAX (last->weight, weight);
      else
        {
          Posting posting = { entry, weight };
          g_array_append_val (postings, posting);
        }
    }
}

static const StippleText *
find_category_name (const StipplePack *pack, const char *id)
{
  for (guint i = 0; i < pack->categories->len; i++)
    {
      const StippleNamed *category = g_ptr_array_index (pack->categories, i);

      if (g_strcmp0 (category->id, id) == 0)
        return category->name;
    }

  return NULL;
}

static GHashTable *
index_pack (const StipplePack *pack, const char *language)
{
  GHashTable *index =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < pack->faq->len; i++)
    {
      const StippleFaqEntry *entry = g_ptr_array_index (pack->faq, i);
      const StippleText *category = find_category_name (pack, entry->category);

      index_text (index, stipple_text_get (entry->question, language), i, WEIGHT_QUESTION);
      index_text (index, stipple_text_get (entry->keywords, language), i, WEIGHT_KEYWORDS);
      index_text (index, stipple_text_get (category, language), i, WEIGHT_CATEGORY);
      index_text (index, stipple_text_get (entry->answer, language), i, WEIGHT_ANSWER);
    }

  return index;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

StippleFaqSearch *
stipple_faq_search_new (const StipplePack *pack, const char *language)
{
  g_return_val_if_fail (pack != NULL, NULL);

  StippleFaqSearch *self = g_new0 (StippleFaqSearch, 1);
  g_autoptr (GHashTable) index = index_pack (pack, language);
  guint n_words;
  g_autofree const char **sorted = (const char **) g_hash_table_get_keys_as_array (index, &n_words);

  self->pack = stipple_pack_ref ((StipplePack *) pack);
  self->n_entries = pack->faq->len;
  self->block = g_string_new (NULL);
  self->words = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_words + 1);
  self->firsts = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_words + 1);
  self->postings = g_array_new (FALSE, FALSE, sizeof (Posting));

  qsort (sorted, n_words, sizeof *sorted, compare_words);
  for (guint i = 0; i <= n_words; i++)
    {
      guint offset = (guint) self->block->len;

      g_array_append_val (self->words, offset);
      g_array_append_val (self->firsts, self->postings->len);
      if (i == n_words)
        break;

      const GArray *postings = g_hash_table_lookup (index, sorted[i]);

      g_string_append_len (self->block, sorted[i], (gssize) strlen (sorted[i]) + 1);
      g_array_append_vals (self->postings, postings->data, postings->len);
    }

  return self;
}

void
stipple_faq_search_free (StippleFaqSearch *self)
{
  if (self == NULL)
    return;

  stipple_pack_unref (self->pack);
  g_string_free (self->block, TRUE);
  g_array_unref (self->words);
  g_array_unref (self->firsts);
  g_array_unref (self->postings);
  g_free (self);
}

/* Searching */

static guint
count_words (const StippleFaqSearch *self)
{
  return self->words->len - 1;
}

static const char *
get_word (const StippleFaqSearch *self, guint index)
{
  return self->block->str + g_array_index (self->words, guint, index);
}

/* The first word from @from on that does not begin with @prefix (@past), or that sorts no earlier
 * than it. */
static guint
bisect (const StippleFaqSearch *self, guint from, const char *prefix, gsize length, gboolean past)
{
  guint to = count_words (self);

  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      int order = strncmp (get_word (self, middle), prefix, length);

      if (order < 0 || (past && order == 0))
        from = middle + 1;
      else
        to = middle;
    }

  return from;
}

static void
raise_scores (const StippleFaqSearch *self, guint word, guint match, guint8 *scores)
{
  guint end = g_array_index (self->firsts, guint, word + 1);

  for (guint i = g_array_index (self->firsts, guint, word); i < end; i++)
    {
      const Posting *posting = &g_array_index (self->postings, Posting, i);
      guint8 score = (guint8) (posting->weight * match);

      if (scores[posting->entry] < score)
        scores[posting->entry] = score;
    }
}

/* Words that hold @typed within, but for those from @first to before @end: its prefix matches. */
static void
score_inside (const StippleFaqSearch *self, const char *typed, gsize length, guint first, guint end,
              guint8 *scores)
{
  const char *block_end = self->block->str + self->block->len;
  const char *hit = self->block->str;
  guint word = 0;

  while ((hit = memmem (hit, (gsize) (block_end - hit), typed, length)) != NULL)
    {
      while (get_word (self, word + 1) <= hit)
        word++;
      if (word < first || word >= end)
        raise_scores (self, word, MATCH_INSIDE, scores);
      hit = get_word (self, word + 1);
    }
}

/* The best match of @typed in each entry; 0 where there is none. */
static void
score_word (const StippleFaqSearch *self, const char *typed, guint8 *scores)
{
  gsize length = strlen (typed);
  guint first = bisect (self, 0, typed, length, FALSE);
  guint end = bisect (self, first, typed, length, TRUE);

  for (guint i = first; i < end; i++)
    raise_scores (self, i, get_word (self, i)[length] == '\0' ? MATCH_WHOLE : MATCH_PREFIX, scores);
  if (g_utf8_strlen (typed, (gssize) length) >= INSIDE_MIN_CHARACTERS)
    score_inside (self, typed, length, first, end, scores);
}

/* Every typed word must be met: totals become the sum, or 0 for good where one is not. */
static void
score_words (const StippleFaqSearch *self, char **typed, guint16 *totals)
{
  g_autofree guint8 *scores = g_malloc (self->n_entries);
  gboolean any = TRUE;

  for (guint i = 0; typed[i] != NULL && i < TYPED_WORDS_MAX && any; i++)
    {
      any = FALSE;
      memset (scores, 0, self->n_entries);
      score_word (self, typed[i], scores);
      for (guint entry = 0; entry < self->n_entries; entry++)
        {
          gboolean alive = scores[entry] > 0 && (i == 0 || totals[entry] > 0);

          totals[entry] = alive ? (guint16) (totals[entry] + scores[entry]) : 0;
          any |= alive;
        }
    }
}

static gboolean
is_in_category (const StippleFaqSearch *self, guint entry, const char *category)
{
  const StippleFaqEntry *faq = g_ptr_array_index (self->pack->faq, entry);

  return category == NULL || g_strcmp0 (faq->category, category) == 0;
}

static GArray *
list_all (const StippleFaqSearch *self, const char *category)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint entry = 0; entry < self->n_entries; entry++)
    {
      if (is_in_category (self, entry, category))
        g_array_append_val (found, entry);
    }

  return found;
}

/* A counting sort: falling totals, and among equals the pack's order. */
static GArray *
list_by_total (const StippleFaqSearch *self, const guint16 *totals, const char *category)
{
  guint places[SCORE_MAX * TYPED_WORDS_MAX + 1] = { 0 };
  guint n = 0;

  for (guint entry = 0; entry < self->n_entries; entry++)
    {
      if (totals[entry] > 0 && is_in_category (self, entry, category))
        places[totals[entry]]++;
    }
  for (guint total = SCORE_MAX * TYPED_WORDS_MAX; total > 0; total--)
    {
      guint here = places[total];

      places[total] = n;
      n += here;
    }

  GArray *found = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  g_array_set_size (found, n);
  for (guint entry = 0; entry < self->n_entries; entry++)
    {
      if (totals[entry] > 0 && is_in_category (self, entry, category))
        g_array_index (found, guint, places[totals[entry]]++) = entry;
    }

  return found;
}

GArray *
stipple_faq_search_query (StippleFaqSearch *self, const char *typed, const char *category)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  g_auto (GStrv) words = stipple_fold_words (typed);

  if (words[0] == NULL || self->n_entries == 0)
    return list_all (self, category);

  g_autofree guint16 *totals = g_new0 (guint16, self->n_entries);

  score_words (self, words, totals);

  return list_by_total (self, totals, category);
}
