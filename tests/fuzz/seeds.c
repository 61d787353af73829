// SPDX-License-Identifier: GPL-3.0-or-later
#include "seeds.h"

#include "sample.h"
#include "wire/default-pack.h"
#include "wire/fhir.h"

#include <string.h>

#define N_BUNDLES 4
#define N_ENTRIES 2
#define N_CONTRAINDICATIONS 3

static const char *const odd[] = {
  "",
  "{",
  "[]",
  "null",
  "1e999",
  "99999999999999999999",
  "\"\\ud800\"",
  "\"\\u0000\"",
  "\"\xff\"",
  "\xef\xbb\xbf{}",
  "{\"a\":1,\"a\":2}",
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
};

static void
add_text (GPtrArray *seeds, const char *text)
{
  g_ptr_array_add (seeds, g_bytes_new (text, strlen (text)));
}

static void
add_bundles (GPtrArray *seeds)
{
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < N_BUNDLES; i++)
    {
      g_autoptr (StippleIntake) one = sample_intake (rand, pack);
      g_autoptr (StippleIntake) other = sample_intake (rand, pack);
      g_autofree char *first = stipple_fhir_write_intake (one, pack);
      g_autofree char *second = stipple_fhir_write_intake (other, pack);
      const char *documents[] = { first, second };
      g_autofree char *bundle = stipple_fhir_write_bundle (documents, 1 + i % 2, NULL);

      add_text (seeds, bundle);
    }
}

static void
shorten (json_t *list, gsize length)
{
  while (json_array_size (list) > length)
    json_array_remove (list, length);
}

/* The default pack, shortened to be quick. */
static void
add_pack (GPtrArray *seeds)
{
  g_autoptr (GBytes) bytes = stipple_default_pack_bytes ();
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  g_autoptr (StippleJson) pack = stipple_json_parse (data, length, G_MAXSIZE, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (pack);
  shorten (json_object_get (json_object_get (pack, "faq"), "entries"), N_ENTRIES);
  shorten (json_object_get (json_object_get (pack, "health"), "contraindications"),
           N_CONTRAINDICATIONS);
  text = stipple_json_canonical (pack);
  add_text (seeds, text);
}

GPtrArray *
fuzz_seeds (const char *target)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (strcmp (target, "fuzz-bundle") == 0)
    add_bundles (seeds);
  else if (strcmp (target, "fuzz-pack") == 0)
    add_pack (seeds);
  else
    return seeds;
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    add_text (seeds, odd[i]);
  return seeds;
}
