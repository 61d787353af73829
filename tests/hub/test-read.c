// SPDX-License-Identifier: GPL-3.0-or-later
/* What staff read: intakes by list and code, FHIR read, search and paging, deletion. */
#include "hub-test.h"
#include <string.h>

#define N_INTAKES 7

static const char *
get_text (const json_t *json, const char *name)
{
  return json_string_value (json_object_get (json, name));
}

/* One a minute, the first at the hub's now. Transfer full. */
static GPtrArray *
post_intakes (HubTest *self)
{
  GPtrArray *bundles = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);

  for (guint i = 0; i < N_INTAKES; i++)
    {
      json_t *bundle = hub_test_new_bundle (self, 1);
      g_autoptr (Answer) answer = hub_post_bundle (self, self->device, bundle);

      g_assert_cmpint (answer->status, ==, 200);
      g_ptr_array_add (bundles, bundle);
      stipple_clock_advance (self->clock, G_TIME_SPAN_MINUTE);
    }
  return bundles;
}

static const char *
get_response_id (GPtrArray *bundles, guint index)
{
  return get_text (bundle_get_resource (g_ptr_array_index (bundles, index), 1), "id");
}

static const char *
get_code (GPtrArray *bundles, guint index)
{
  const json_t *response = bundle_get_resource (g_ptr_array_index (bundles, index), 1);

  return get_text (json_object_get (response, "identifier"), "value");
}

/* --- /staff/intakes. */

static void
test_list (HubTest *self, gconstpointer data)
{
  g_autoptr (GPtrArray) bundles = post_intakes (self);
  g_autofree char *target = g_strdup (STIPPLE_PATH_INTAKES "?limit=3");
  guint seen = 0;

  while (target != NULL)
    {
      g_autoptr (Answer) answer = hub_get (self, target, self->reception);
      const json_t *intakes = json_object_get (answer->json, "intakes");
      const char *next = answer_get_string (answer, "next");

      g_assert_cmpint (answer->status, ==, 200);
      for (size_t i = 0; i < json_array_size (intakes); i++, seen++)
        g_assert_cmpstr (get_text (json_array_get (intakes, i), "id"), ==,
                         get_response_id (bundles, N_INTAKES - 1 - seen));
      g_free (target);
      target =
          next != NULL ? g_strdup_printf ("%s?limit=3&after=%s", STIPPLE_PATH_INTAKES, next) : NULL;
    }
  g_assert_cmpuint (seen, ==, N_INTAKES);
}

static void
test_list_fields (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *received = stipple_clock_format_utc (stipple_hub_now (self->hub));
  g_autofree char *receipt =
      stipple_fhir_receipt (bundle_get_resource (bundle, 0), bundle_get_resource (bundle, 1));
  g_autoptr (StippleIntake) intake = stipple_fhir_read_intake (
      bundle_get_resource (bundle, 0), bundle_get_resource (bundle, 1), NULL, NULL);
  g_autofree char *name = g_strdup_printf ("%s %s", intake->first_name, intake->last_name);
  g_autofree char *finished = stipple_clock_format_utc (intake->finished);
  g_autoptr (Answer) posted = hub_post_bundle (self, self->device, bundle);
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  const json_t *item = json_array_get (json_object_get (answer->json, "intakes"), 0);

  g_assert_cmpint (posted->status, ==, 200);
  g_assert_cmpstr (get_text (item, "code"), ==, intake->code);
  g_assert_cmpstr (get_text (item, "name"), ==, name);
  g_assert_cmpstr (get_text (item, "received"), ==, received);
  g_assert_cmpstr (get_text (item, "finished"), ==, finished);
  g_assert_cmpstr (get_text (item, "receipt"), ==, receipt);
  g_assert_cmpstr (get_text (item, "language"), ==, intake->language);
  g_assert_cmpstr (get_text (item, "outcome"), ==,
                   stipple_outcome_to_string (intake->result->outcome));
  g_assert_cmpint ((int) json_integer_value (json_object_get (item, "packVersion")), ==,
                   intake->pack_version);
  g_assert_true (json_is_false (json_object_get (item, "mismatch")));
  g_assert_true (stipple_uuid_is_valid (get_text (item, "device")));
  g_assert_true (g_date_valid (&intake->result->earliest)
                 == (json_object_get (item, "earliest") != NULL));
}

static void
test_list_bad_cursor (HubTest *self, gconstpointer data)
{
  static const char *const queries[] = { "?limit=0", "?limit=201", "?limit=x", "?after=x" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *target = g_strconcat (STIPPLE_PATH_INTAKES, queries[i], NULL);
      g_autoptr (Answer) answer = hub_get (self, target, self->reception);

      g_assert_cmpint (answer->status, ==, 400);
    }
}

static void
test_by_code (HubTest *self, gconstpointer data)
{
  g_autoptr (GPtrArray) bundles = post_intakes (self);
  const char *code = get_code (bundles, 3);
  g_autofree char *shown = stipple_code_display (code);
  g_autofree char *typed = g_ascii_strdown (shown, -1);
  const char *spellings[] = { code, shown, typed };

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *target = g_strdup_printf ("%s/%s", STIPPLE_PATH_INTAKES, spellings[i]);
      g_autoptr (Answer) answer = hub_get (self, target, self->reception);

      g_assert_cmpint (answer->status, ==, 200);
      g_assert_cmpstr (get_text (json_object_get (answer->json, "response"), "id"), ==,
                       get_response_id (bundles, 3));
      g_assert_cmpstr (get_text (json_object_get (answer->json, "patient"), "resourceType"), ==,
                       "Patient");
      g_assert_nonnull (answer_get_string (answer, "outcome"));
      g_assert_nonnull (answer_get_string (answer, "receipt"));
    }
}

static void
test_by_unknown_code (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) unknown = hub_get (self, STIPPLE_PATH_INTAKES "/7K4-Q2M", self->reception);
  g_autoptr (Answer) no_code = hub_get (self, STIPPLE_PATH_INTAKES "/Sample", self->reception);

  g_assert_cmpint (unknown->status, ==, 404);
  g_assert_cmpint (no_code->status, ==, 404);
}

/* --- FHIR read. */

static void
test_read (HubTest *self, gconstpointer data)
{
  g_autoptr (GPtrArray) bundles = post_intakes (self);
  g_autofree char *target =
      g_strdup_printf ("%s/%s", STIPPLE_PATH_RESPONSE, get_response_id (bundles, 0));
  g_autoptr (Answer) answer = hub_get (self, target, self->reception);
  g_autofree char *etag = answer_get_header (answer, "ETag");

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (etag, ==, "W/\"1\"");
  g_assert_cmpstr (answer_get_string (answer, "id"), ==, get_response_id (bundles, 0));
  g_assert_cmpstr (get_text (json_object_get (answer->json, "meta"), "versionId"), ==, "1");
}

static void
test_read_unknown (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer =
      hub_get (self, STIPPLE_PATH_PATIENT "/c5c1b0de-0d2f-4a9e-8f35-2b7f0f6a4b10", self->reception);

  g_assert_cmpint (answer->status, ==, 404);
  g_assert_cmpstr (answer_get_string (answer, "resourceType"), ==, "OperationOutcome");
}

static void
test_delete (HubTest *self, gconstpointer data)
{
  g_autoptr (GPtrArray) bundles = post_intakes (self);
  const char *patient = get_text (bundle_get_resource (g_ptr_array_index (bundles, 0), 0), "id");
  g_autofree char *response_target =
      g_strdup_printf ("%s/%s", STIPPLE_PATH_RESPONSE, get_response_id (bundles, 0));
  g_autofree char *patient_target = g_strdup_printf ("%s/%s", STIPPLE_PATH_PATIENT, patient);
  g_autofree char *code_target =
      g_strdup_printf ("%s/%s", STIPPLE_PATH_INTAKES, get_code (bundles, 0));
  const char *targets[] = { response_target, patient_target, code_target };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Answer) deleted =
          http_ask (self->port, "DELETE", response_target, self->admin, NULL, NULL, NULL);

      g_assert_cmpint (deleted->status, ==, 204);
    }
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (Answer) answer = hub_get (self, targets[i], self->admin);

      g_assert_cmpint (answer->status, ==, 410);
    }
  {
    g_autoptr (Answer) list = hub_get (self, STIPPLE_PATH_INTAKES, self->admin);

    g_assert_cmpuint (json_array_size (json_object_get (list->json, "intakes")), ==, N_INTAKES - 1);
  }
}

/* --- FHIR search. */

static guint
count_found (HubTest *self, const char *query)
{
  g_autofree char *target = g_strconcat (STIPPLE_PATH_RESPONSE, query, NULL);
  g_autoptr (Answer) answer = hub_get (self, target, self->reception);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer_get_string (answer, "type"), ==, "searchset");
  return (guint) json_array_size (json_object_get (answer->json, "entry"));
}

static void
test_search_last_updated (HubTest *self, gconstpointer data)
{
  /* Stored at 14:42:07, 14:43:07, … 14:48:07 of that day. */
  static const struct
  {
    const char *query;
    guint n;
  } cases[] = {
    { "", 7 },
    { "?_lastUpdated=2026-12-05", 7 },
    { "?_lastUpdated=2026-12-06", 0 },
    { "?_lastUpdated=ge2026-12-05T14:44:07Z", 5 },
    { "?_lastUpdated=gt2026-12-05T14:44:07Z", 4 },
    { "?_lastUpdated=le2026-12-05T14:44:07Z", 3 },
    { "?_lastUpdated=lt2026-12-05T14:44:07Z", 2 },
    { "?_lastUpdated=eq2026-12-05T14:44:07Z", 1 },
    { "?_lastUpdated=2026-12-05T14:44:07.000Z", 1 },
    { "?_lastUpdated=2026-12-05T14:44:07.001Z", 0 },
    { "?_lastUpdated=ge2026-12-05T09:44:07-05:00", 5 },
    { "?_lastUpdated=ge2026-12-05T14:44:07Z&_lastUpdated=lt2026-12-05T14:46:07Z", 2 },
    { "?_count=2", 2 },
    { "?_count=100000&_format=json", 7 },
  };
  g_autoptr (GPtrArray) bundles = post_intakes (self);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (count_found (self, cases[i].query), ==, cases[i].n);
    }
}

static void
test_search_refused (HubTest *self, gconstpointer data)
{
  static const char *const queries[] = { "?_lastUpdated=yesterday",
                                         "?_lastUpdated=ne2026-12-05",
                                         "?_lastUpdated=",
                                         "?_lastUpdated=2026-02-30",
                                         "?_count=0",
                                         "?_count=x",
                                         "?name=Sample",
                                         "?page=x" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *target = g_strconcat (STIPPLE_PATH_PATIENT, queries[i], NULL);
      g_autoptr (Answer) answer = hub_get (self, target, self->reception);

      g_assert_cmpint (answer->status, ==, 400);
      g_assert_cmpstr (answer_get_string (answer, "resourceType"), ==, "OperationOutcome");
    }
}

static const char *
find_link (const Answer *answer, const char *relation)
{
  const json_t *links = json_object_get (answer->json, "link");

  for (size_t i = 0; i < json_array_size (links); i++)
    if (g_strcmp0 (get_text (json_array_get (links, i), "relation"), relation) == 0)
      return get_text (json_array_get (links, i), "url");
  return NULL;
}

/* Following the links gives every Patient once, and keeps what was asked for. */
static void
test_search_paging (HubTest *self, gconstpointer data)
{
  g_autoptr (GPtrArray) bundles = post_intakes (self);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *target =
      g_strdup (STIPPLE_PATH_PATIENT "?_count=2&_lastUpdated=ge2026-12-05T14:43:07%2B00:00");
  guint n_pages = 0;

  while (target != NULL)
    {
      g_autoptr (Answer) answer = hub_get (self, target, self->reception);
      const json_t *entries = json_object_get (answer->json, "entry");
      const char *next = find_link (answer, "next");

      g_assert_cmpint (answer->status, ==, 200);
      g_assert_nonnull (find_link (answer, "self"));
      for (size_t i = 0; i < json_array_size (entries); i++)
        {
          const json_t *patient = json_object_get (json_array_get (entries, i), "resource");

          g_assert_cmpstr (get_text (patient, "resourceType"), ==, "Patient");
          g_assert_true (g_hash_table_add (seen, g_strdup (get_text (patient, "id"))));
        }
      n_pages++;
      g_free (target);
      target = next != NULL ? g_strdup (strstr (next, STIPPLE_PATH_PATIENT)) : NULL;
    }
  g_assert_cmpuint (n_pages, ==, 3);
  g_assert_cmpuint (g_hash_table_size (seen), ==, N_INTAKES - 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/intakes/list", test_list);
  hub_test_add ("/hub/intakes/list-fields", test_list_fields);
  hub_test_add ("/hub/intakes/list-bad-cursor", test_list_bad_cursor);
  hub_test_add ("/hub/intakes/by-code", test_by_code);
  hub_test_add ("/hub/intakes/by-unknown-code", test_by_unknown_code);
  hub_test_add ("/hub/fhir/read", test_read);
  hub_test_add ("/hub/fhir/read-unknown", test_read_unknown);
  hub_test_add ("/hub/fhir/delete", test_delete);
  hub_test_add ("/hub/fhir/search-last-updated", test_search_last_updated);
  hub_test_add ("/hub/fhir/search-refused", test_search_refused);
  hub_test_add ("/hub/fhir/search-paging", test_search_paging);
  return g_test_run ();
}
