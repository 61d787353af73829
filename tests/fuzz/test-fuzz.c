// SPDX-License-Identifier: GPL-3.0-or-later
/* The fuzz target it is linked with, on its seeds and on mutations of them that are the same each
 * time: what a fuzzer would find first. */
#include "seeds.h"
#include "target.h"

#include <jansson.h>
#include <string.h>

#define N_MUTATIONS 3000

typedef struct
{
  GRand *rand;
  GByteArray *data;
  GPtrArray *seeds;
} Mutator;

static const char *const tokens[] = {
  "{",
  "}",
  "[",
  "]",
  "\"",
  ",",
  ":",
  "null",
  "true",
  "-1",
  "1e999",
  "0.1",
  "\\u0000",
  "\\ud800",
  "\xff",
  "\xc0\xaf",
  "é",
  "\xf0\x9f",
  "{date}",
  "W/\"1\"",
  "\\",
  "\"a\":1,\"a\":1,",
  "99999999999999999999",
  "2147483648",
  "https://",
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
  "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":",
};

static guint
below (GRand *rand, guint end)
{
  return end > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) end) : 0;
}

static void
flip (Mutator *self)
{
  if (self->data->len > 0)
    self->data->data[below (self->rand, self->data->len)] ^= (guint8) (1 << below (self->rand, 8));
}

static void
cut (Mutator *self)
{
  guint at = below (self->rand, self->data->len);
  guint most = MIN (self->data->len - at, 64);

  if (most > 0)
    g_byte_array_remove_range (self->data, at, 1 + below (self->rand, most));
}

static void
insert (GByteArray *data, guint at, const guint8 *what, guint length)
{
  g_autofree guint8 *copy = g_memdup2 (what, length);
  guint tail = data->len - at;

  if (length == 0)
    return;
  g_byte_array_append (data, copy, length);
  memmove (data->data + at + length, data->data + at, tail);
  memcpy (data->data + at, copy, length);
}

static void
insert_token (Mutator *self)
{
  const char *token = tokens[below (self->rand, G_N_ELEMENTS (tokens))];

  insert (self->data, below (self->rand, self->data->len + 1), (const guint8 *) token,
          (guint) strlen (token));
}

static void
repeat (Mutator *self)
{
  guint from = below (self->rand, self->data->len);
  guint length = below (self->rand, MIN (self->data->len - from, 256) + 1);

  insert (self->data, from, self->data->data + from, length);
}

static void
truncate_end (Mutator *self)
{
  g_byte_array_set_size (self->data, below (self->rand, self->data->len + 1));
}

static void
splice (Mutator *self)
{
  GBytes *other = self->seeds->pdata[below (self->rand, self->seeds->len)];
  gsize length;
  const guint8 *bytes = g_bytes_get_data (other, &length);
  guint from = below (self->rand, (guint) length);

  truncate_end (self);
  if (length > from)
    g_byte_array_append (self->data, bytes + from, (guint) length - from);
}

/* All members and elements of @json that hold something, as (holder, key or index). */
static void
collect (json_t *json, GPtrArray *holders)
{
  const char *key;
  gsize index;
  json_t *child;

  if (json_is_object (json) || json_is_array (json))
    g_ptr_array_add (holders, json);
  json_object_foreach (json, key, child)
    collect (child, holders);
  json_array_foreach (json, index, child)
    collect (child, holders);
}

static json_t *
random_value (GRand *rand)
{
  static const char *const texts[] = { "",           " ",          "x",
                                       "2026-02-30", "2026-12-05", "2026-12-05T00:00:00.000Z",
                                       "Y",          "N",          "en",
                                       "fr-CA",      "proceed",    "https://a",
                                       "Patient/x",  "health/x" };

  switch (below (rand, 8))
    {
    case 0:
      return json_null ();
    case 1:
      return json_array ();
    case 2:
      return json_object ();
    case 3:
      return json_boolean (below (rand, 2));
    case 4:
      return json_integer ((json_int_t) g_rand_int (rand) * g_rand_int_range (rand, -2, 3));
    case 5:
      return json_real (g_rand_double (rand));
    default:
      return json_string (texts[below (rand, G_N_ELEMENTS (texts))]);
    }
}

/* Change one place of @holder. */
static void
change_member (GRand *rand, json_t *holder)
{
  gboolean take_away = below (rand, 3) == 0;
  guint at;
  void *iter;

  if (json_is_array (holder))
    {
      at = below (rand, (guint) json_array_size (holder));
      if (take_away)
        json_array_remove (holder, at);
      else if (below (rand, 2) == 0)
        json_array_append (holder, json_array_get (holder, at));
      else
        json_array_set_new (holder, at, random_value (rand));
      return;
    }
  at = below (rand, (guint) json_object_size (holder));
  iter = json_object_iter (holder);
  while (iter != NULL && at-- > 0)
    iter = json_object_iter_next (holder, iter);
  if (iter != NULL && take_away)
    json_object_del (holder, json_object_iter_key (iter));
  else if (iter != NULL)
    json_object_iter_set_new (holder, iter, random_value (rand));
}

/* JSON that stays JSON gets further into a reader than bytes do. */
static void
change_value (Mutator *self)
{
  json_t *json = json_loadb ((const char *) self->data->data, self->data->len, 0, NULL);
  g_autoptr (GPtrArray) holders = g_ptr_array_new ();
  char *text;

  if (json == NULL)
    return;
  collect (json, holders);
  if (holders->len > 0)
    change_member (self->rand, holders->pdata[below (self->rand, holders->len)]);
  /* Sorted, so that a hash table's order does not make each run another. */
  text = json_dumps (json, JSON_COMPACT | JSON_SORT_KEYS);
  g_byte_array_set_size (self->data, 0);
  g_byte_array_append (self->data, (const guint8 *) text, (guint) strlen (text));
  free (text);
  json_decref (json);
}

static void
run (GByteArray *data)
{
  /* Exactly as large as it is, so that the sanitizer sees a read beyond its end. */
  g_autofree guint8 *input = g_memdup2 (data->data, data->len);

  LLVMFuzzerTestOneInput (input, data->len);
}

static void
load (Mutator *self, guint seed)
{
  gsize length;
  const void *bytes = g_bytes_get_data (self->seeds->pdata[seed], &length);

  g_byte_array_set_size (self->data, 0);
  if (length > 0)
    g_byte_array_append (self->data, bytes, (guint) length);
}

static void
test_seeds (void)
{
  g_autoptr (GPtrArray) seeds = fuzz_seeds (FUZZ_TARGET);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  Mutator mutator = { .data = data, .seeds = seeds };

  g_assert_cmpuint (seeds->len, >, 0);
  for (guint i = 0; i < seeds->len; i++)
    {
      load (&mutator, i);
      run (data);
    }
}

typedef struct
{
  const char *name;
  void (*mutate) (Mutator *self);
} Kind;

static void
test_mutations (gconstpointer user_data)
{
  const Kind *kind = user_data;
  g_autoptr (GPtrArray) seeds = fuzz_seeds (FUZZ_TARGET);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (kind->name));
  Mutator mutator = { rand, data, seeds };

  for (int i = 0; i < N_MUTATIONS; i++)
    {
      guint times = 1 + below (rand, 3);

      load (&mutator, (guint) i % seeds->len);
      for (guint k = 0; k < times; k++)
        kind->mutate (&mutator);
      run (data);
    }
}

int
main (int argc, char *argv[])
{
  static const Kind kinds[] = {
    { "flip", flip },
    { "cut", cut },
    { "token", insert_token },
    { "repeat", repeat },
    { "truncate", truncate_end },
    { "splice", splice },
    { "value", change_value },
  };

  g_test_init (&argc, &argv, NULL);
  /* Else jansson orders its hash tables anew each time. */
  json_object_seed (1);
  g_test_add_func ("/fuzz/" FUZZ_TARGET "/seeds", test_seeds);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/fuzz/" FUZZ_TARGET "/", kinds[i].name, NULL);

      g_test_add_data_func (path, &kinds[i], test_mutations);
    }
  return g_test_run ();
}
