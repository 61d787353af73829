// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "sample.h"
#include "wire/fhir.h"

#include <string.h>

#define N_RANDOM 500

static json_t *
parse (const char *text)
{
  GError *error = NULL;
  json_t *json = stipple_json_parse (text, strlen (text), G_MAXSIZE, &error);

  g_assert_no_error (error);
  return json;
}

static void
test_round_trip (void)
{
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  for (int i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (rand, pack);
      g_autofree char *document = stipple_fhir_write_intake (intake, pack);
      g_autoptr (StippleJson) json = parse (document);
      GError *error = NULL;
      g_autoptr (StippleIntake) again
          = stipple_fhir_read_intake (json_object_get (json, "patient"),
                                      json_object_get (json, "response"), NULL, &error);
      g_autofree char *same = NULL;

      g_assert_no_error (error);
      sample_assert_equal (intake, again);
      same = stipple_fhir_write_intake (again, pack);
      g_assert_cmpstr (same, ==, document);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/fhir/round-trip", test_round_trip);
  return g_test_run ();
}
