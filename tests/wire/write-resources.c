// SPDX-License-Identifier: GPL-3.0-or-later
/* Writes what the validator reads: one JSON resource a line, on standard output. */
#include "core/error.h"
#include "sample.h"
#include "wire/fhir.h"

#include <stdio.h>
#include <stdlib.h>

#define PER_BUNDLE 10

static void
print_bundle (GRand *rand, const StipplePack *pack)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *bundle = NULL;
  GError *error = NULL;

  for (int i = 0; i < PER_BUNDLE; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (rand, pack);

      if (i % 3 == 2)
        sample_leave_at_desk (rand, intake);
      g_ptr_array_add (documents, stipple_fhir_write_intake (intake, pack));
    }
  bundle =
      stipple_fhir_write_bundle ((const char *const *) documents->pdata, documents->len, &error);
  g_assert_no_error (error);
  puts (bundle);
}

static void
print_resource (json_t *resource)
{
  g_autofree char *text = stipple_json_canonical (resource);

  puts (text);
  json_decref (resource);
}

int
main (int argc, char *argv[])
{
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  int n_bundles = argc > 1 ? atoi (argv[1]) : 1;

  for (int i = 0; i < n_bundles; i++)
    print_bundle (rand, pack);
  print_resource (stipple_fhir_questionnaire (pack));
  print_resource (stipple_fhir_capability_statement ("0.1.0", "2026-12-05"));
  print_resource (
      stipple_fhir_outcome ("error", "invalid", "Bundle.type: is not transaction", "Bundle.type"));
  print_resource (stipple_fhir_outcome ("error", "conflict", NULL, NULL));
  return EXIT_SUCCESS;
}
