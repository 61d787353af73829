// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/refusal.h"

#include "core/error.h"
#include "wire/fhir.h"

#include <string.h>

static StippleRefusal *
refusal_of (const char *text, GError **error)
{
  g_autoptr (StippleJson) json = json_loads (text, 0, NULL);
  g_assert_nonnull (json);
  return stipple_refusal_from_json (json, error);
}

static void
test_kinds (void)
{
  static const struct
  {
    int status;
    StippleRefusalKind kind;
  } cases[] = {
    { 400, STIPPLE_REFUSAL_INVALID },  { 404, STIPPLE_REFUSAL_UNKNOWN },
    { 409, STIPPLE_REFUSAL_CONFLICT }, { 410, STIPPLE_REFUSAL_GONE },
    { 412, STIPPLE_REFUSAL_CONFLICT }, { 413, STIPPLE_REFUSAL_TOO_LARGE },
    { 422, STIPPLE_REFUSAL_INVALID },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StippleRefusal) refusal = stipple_refusal_new_from_outcome (cases[i].status, NULL);
      g_assert_cmpint (refusal->kind, ==, cases[i].kind);
      g_assert_cmpint (refusal->status, ==, cases[i].status);
      g_assert_null (refusal->diagnostics);
    }
}

static void
test_outcome (void)
{
  g_autoptr (StippleJson) outcome = stipple_fhir_outcome (
      "error", "invalid", "The date lies ahead.", "Bundle.entry[0].resource.birthDate");
  g_autoptr (StippleRefusal) refusal = stipple_refusal_new_from_outcome (422, outcome);
  g_assert_cmpstr (refusal->issue, ==, "invalid");
  g_assert_cmpstr (refusal->diagnostics, ==, "The date lies ahead.");
  g_assert_cmpstr (refusal->expression, ==, "Bundle.entry[0].resource.birthDate");
}

/* Whatever a server says, what is made of it can be read again. */
static void
test_round_trip (void)
{
  g_autofree char *words = g_strnfill (5000, 'x');
  g_autoptr (StippleJson) outcome = stipple_fhir_outcome ("error", words, words, words);
  g_autoptr (StippleRefusal) refusal = stipple_refusal_new_from_outcome (422, outcome);
  g_autoptr (StippleJson) json = stipple_refusal_to_json (refusal);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleRefusal) again = stipple_refusal_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->kind, ==, refusal->kind);
  g_assert_cmpstr (again->issue, ==, refusal->issue);
  g_assert_cmpstr (again->diagnostics, ==, refusal->diagnostics);
  g_assert_cmpstr (again->expression, ==, refusal->expression);
  g_assert_cmpuint (strlen (again->diagnostics), ==, STIPPLE_REFUSAL_DIAGNOSTICS_MAX);
}

static void
test_copy (void)
{
  g_autoptr (StippleRefusal) refusal =
      refusal_of ("{\"kind\":\"conflict\",\"status\":409,\"expression\":\"Bundle\"}", NULL);
  g_autoptr (StippleRefusal) copy = stipple_refusal_copy (refusal);
  g_assert_cmpint (copy->kind, ==, STIPPLE_REFUSAL_CONFLICT);
  g_assert_cmpint (copy->status, ==, 409);
  g_assert_cmpstr (copy->expression, ==, "Bundle");
  g_assert_null (copy->issue);
}

static void
test_odd (void)
{
  g_autofree char *long_one = g_strnfill (STIPPLE_REFUSAL_DIAGNOSTICS_MAX + 1, 'x');
  g_autofree char *too_long =
      g_strdup_printf ("{\"kind\":\"invalid\",\"status\":422,\"diagnostics\":\"%s\"}", long_one);
  const char *const texts[] = {
    "[]",
    "{}",
    "{\"kind\":\"invalid\"}",
    "{\"status\":422}",
    "{\"kind\":\"odd\",\"status\":422}",
    "{\"kind\":7,\"status\":422}",
    "{\"kind\":\"invalid\",\"status\":\"422\"}",
    "{\"kind\":\"invalid\",\"status\":200}",
    "{\"kind\":\"invalid\",\"status\":99999}",
    "{\"kind\":\"invalid\",\"status\":422,\"issue\":7}",
    "{\"kind\":\"invalid\",\"status\":422,\"expression\":\"\"}",
    too_long,
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (refusal_of (texts[i], &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
    }
}

/* Each kind in words of its own. */
static void
test_titles (void)
{
  for (StippleRefusalKind kind = 0; kind < STIPPLE_N_REFUSALS; kind++)
    for (StippleRefusalKind other = 0; other < kind; other++)
      {
        g_autoptr (StippleRefusal) one = stipple_refusal_new (kind, 0);
        g_autoptr (StippleRefusal) two = stipple_refusal_new (other, 0);
        g_assert_cmpstr (stipple_refusal_title (one), !=, stipple_refusal_title (two));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/refusal/kinds", test_kinds);
  g_test_add_func ("/wire/refusal/outcome", test_outcome);
  g_test_add_func ("/wire/refusal/round-trip", test_round_trip);
  g_test_add_func ("/wire/refusal/copy", test_copy);
  g_test_add_func ("/wire/refusal/odd", test_odd);
  g_test_add_func ("/wire/refusal/titles", test_titles);
  return g_test_run ();
}
