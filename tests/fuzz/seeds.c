// SPDX-License-Identifier: GPL-3.0-or-later
#include "seeds.h"

#include "sample-gallery.h"
#include "sample.h"
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

/* The default pack with a gallery, shortened to be quick. */
static void
add_pack (GPtrArray *seeds)
{
  g_autoptr (GBytes) bytes = sample_gallery_pack_json (1);
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

static void
add_pictures (GPtrArray *seeds)
{
  for (guint i = 0; i < SAMPLE_N_PICTURES; i++)
    g_ptr_array_add (seeds, sample_picture_bytes (i));
}

/* For fuzz-router.c. Passwords are left out: one takes a tenth of a second. */
static void
add_requests (GPtrArray *seeds)
{
  static const char *const requests[] = {
    "0 GET /health\n\n",
    "0 GET /metrics\n\n",
    "0 GET /fhir/metadata\n\n",
    "0 POST /enrol\napplication/json\n{\"code\":\"ABCD-EFGH\",\"name\":\"Lobby 1\"}",
    "0 POST /staff/sign-in\napplication/json\n{\"user\":\"admin\"}",
    "1 POST /fhir\napplication/fhir+json\n{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}",
    "1 GET /content?version=1\n\n",
    "1 GET /content/media/b01aa51b7d4aa37f64d561e9c22b76d325638795060e657036a2be18e6f47b5a\n\n",
    "3 PUT /admin/media/b01aa51b7d4aa37f64d561e9c22b76d325638795060e657036a2be18e6f47b5a\n"
    "application/octet-stream\nnot a picture",
    "1 GET /fhir/Questionnaire?url=https%3A%2F%2Fa%7C1\n\n",
    "2 GET /fhir/QuestionnaireResponse?_lastUpdated=ge2026-12-05T00:00:00.123Z&_count=2\n\n",
    "2 GET /fhir/Patient?_lastUpdated=lt2026-12-05&page=3\n\n",
    "2 GET /fhir/Patient/c5c1b0de-0d2f-4a9e-8f35-2b7f0f6a4b10\n\n",
    "2 GET /staff/intakes?limit=5&after=7\n\n",
    "2 GET /staff/intakes/7K4-Q2M\n\n",
    "3 DELETE /fhir/QuestionnaireResponse/c5c1b0de-0d2f-4a9e-8f35-2b7f0f6a4b10\n\n",
    "3 POST /admin/enrol-codes\napplication/json\n{\"name\":\"Lobby 1\"}",
    "3 DELETE /admin/devices/c5c1b0de-0d2f-4a9e-8f35-2b7f0f6a4b10\n\n",
    "3 POST /admin/content\napplication/json\n{\"version\":2}",
    "3 POST /admin/staff\napplication/json\n{\"user\":\"Sample\",\"role\":\"visitor\"}",
    "3 PUT /admin/staff\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    add_text (seeds, requests[i]);
}

GPtrArray *
fuzz_seeds (const char *target)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (strcmp (target, "fuzz-bundle") == 0)
    add_bundles (seeds);
  else if (strcmp (target, "fuzz-media") == 0)
    add_pictures (seeds);
  else if (strcmp (target, "fuzz-pack") == 0)
    add_pack (seeds);
  else if (strcmp (target, "fuzz-router") == 0)
    add_requests (seeds);
  else
    return seeds;
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    add_text (seeds, odd[i]);
  return seeds;
}
