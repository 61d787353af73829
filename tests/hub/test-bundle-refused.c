// SPDX-License-Identifier: GPL-3.0-or-later
/* POST /fhir: what a hub must not take, and that it names the place. */
#include "hub-test.h"

#define PATIENT 0
#define RESPONSE 1

static void
test_patient_taken (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *uuid = stipple_ids_uuid (self->hub->ids);
  g_autofree char *url = g_strdup_printf ("QuestionnaireResponse/%s", uuid);

  hub_post_accepted (self, bundle);
  json_object_set_new (bundle_get_resource (bundle, RESPONSE), "id", json_string (uuid));
  json_object_set_new (bundle_get_request (bundle, RESPONSE), "url", json_string (url));
  hub_post_refused (self, bundle, 409, "Bundle.entry[0]");
}

static void
copy_code (json_t *to, const json_t *from)
{
  json_object_set (bundle_get_resource (to, RESPONSE), "identifier",
                   json_object_get (bundle_get_resource (from, RESPONSE), "identifier"));
  json_object_set (bundle_get_resource (to, PATIENT), "identifier",
                   json_object_get (bundle_get_resource (from, PATIENT), "identifier"));
}

static void
test_code_taken (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) known = hub_test_new_bundle (self, 1);
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);

  hub_post_accepted (self, known);
  copy_code (bundle, known);
  hub_post_refused (self, bundle, 422, "Bundle.entry[1].resource.identifier.value");
}

static void
test_same_identity_twice (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  json_t *entries = json_object_get (bundle, "entry");

  json_array_append (entries, json_array_get (entries, 0));
  json_array_append (entries, json_array_get (entries, 1));
  hub_post_refused (self, bundle, 422, "Bundle.entry[2].request.url");
}

static void
test_id_and_url_differ (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *uuid = stipple_ids_uuid (self->hub->ids);

  json_object_set_new (bundle_get_resource (bundle, RESPONSE), "id", json_string (uuid));
  hub_post_refused (self, bundle, 422, "Bundle.entry[1].resource.id");
}

static void
test_wrong_resource_type (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);

  json_object_set_new (bundle_get_request (bundle, PATIENT), "url",
                       json_string ("Practitioner/5d2b0a3c-7d55-4c6e-9a4f-0a8d6b1c2e3f"));
  hub_post_refused (self, bundle, 422, "Bundle.entry[0].request.url");
}

static void
test_wrong_field (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 2);

  json_object_set_new (bundle_get_resource (bundle, 2), "birthDate", json_string ("2026-02-30"));
  hub_post_refused (self, bundle, 422, "Bundle.entry[2].resource.birthDate");
}

static void
test_not_a_transaction (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);

  json_object_set_new (bundle, "type", json_string ("batch"));
  hub_post_refused (self, bundle, 400, "Bundle.type");
}

static void
test_questionnaire_unknown (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  json_t *response = bundle_get_resource (bundle, RESPONSE);
  g_autofree char *unknown = g_strdup_printf ("%s|%d", self->pack->canonical, 4711);

  json_object_set_new (response, "questionnaire", json_string (unknown));
  hub_post_refused (self, bundle, 422, "Bundle.entry[1].resource.questionnaire");
}

static void
test_questionnaire_of_others (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  json_t *response = bundle_get_resource (bundle, RESPONSE);
  g_autofree char *other =
      g_strdup_printf ("https://other.example/Questionnaire/x|%d", self->pack->version);

  json_object_set_new (response, "questionnaire", json_string (other));
  hub_post_refused (self, bundle, 422, "Bundle.entry[1].resource.questionnaire");
}

/* Adds what stood beneath the consent to the response of @bundle. */
static void
read_together (json_t *bundle, const char *language)
{
  json_t *items = json_object_get (bundle_get_resource (bundle, RESPONSE), "item");

  for (size_t i = 0; i < json_array_size (items); i++)
    {
      json_t *group = json_array_get (items, i);

      if (g_strcmp0 (json_string_value (json_object_get (group, "linkId")), "consent") == 0)
        json_array_append_new (json_object_get (group, "item"),
                               json_pack ("{s:s, s:[{s:s}]}", "linkId",
                                          "consent/companion-language", "answer", "valueString",
                                          language));
    }
}

/* The consent was read in a language that the questionnaire has, and so was what stood beneath. */
static void
test_companion (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) unknown = hub_test_new_bundle (self, 1);
  g_autoptr (StippleJson) known = hub_test_new_bundle (self, 1);
  const char *language =
      json_string_value (json_object_get (bundle_get_resource (known, RESPONSE), "language"));

  read_together (unknown, "tlh");
  hub_post_refused (self, unknown, 422, "Bundle.entry[1].resource.item");
  read_together (known, g_strcmp0 (language, "en") == 0 ? "fr-CA" : "en");
  hub_post_accepted (self, known);
}

static void
test_too_many (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, STIPPLE_BUNDLE_MAX_INTAKES);
  g_autoptr (StippleJson) more = hub_test_new_bundle (self, 1);

  json_array_extend (json_object_get (more, "entry"), json_object_get (bundle, "entry"));
  hub_post_refused (self, more, 413, "Bundle.entry");
}

static void
test_no_intakes (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);

  json_array_clear (json_object_get (bundle, "entry"));
  hub_post_refused (self, bundle, 400, "Bundle.entry");
}

static void
post_text_refused (HubTest *self, const char *text, int status)
{
  g_autoptr (Answer) answer =
      hub_post (self, STIPPLE_PATH_FHIR, self->device, STIPPLE_FHIR_TYPE, text);

  answer_assert_refused (answer, status, NULL);
}

static void
test_not_json (HubTest *self, gconstpointer data)
{
  post_text_refused (self, "", 400);
  post_text_refused (self, "{\"resourceType\":\"Bundle\"", 400);
  post_text_refused (self, "{\"type\":1,\"type\":2}", 400);
  post_text_refused (self, "{\"type\":\"\xff\"}", 400);
  post_text_refused (self, "[]", 400);
}

static void
test_too_deep (HubTest *self, gconstpointer data)
{
  g_autofree char *open = g_strnfill (1000, '[');

  post_text_refused (self, open, 413);
}

static void
test_too_large (HubTest *self, gconstpointer data)
{
  g_autofree char *spaces = g_strnfill (STIPPLE_BUNDLE_MAX_BYTES + 1, ' ');

  post_text_refused (self, spaces, 413);
}

static void
test_wrong_content_type (HubTest *self, gconstpointer data)
{
  static const char *const types[] = { "application/json", "text/plain", "application/fhir+xml",
                                       "application/fhir+json-not" };
  g_autoptr (Answer) none = hub_post (self, STIPPLE_PATH_FHIR, self->device, NULL, "{}");

  answer_assert_refused (none, 415, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (Answer) answer = hub_post (self, STIPPLE_PATH_FHIR, self->device, types[i], "{}");

      answer_assert_refused (answer, 415, NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/bundle-refused/patient-taken", test_patient_taken);
  hub_test_add ("/hub/bundle-refused/code-taken", test_code_taken);
  hub_test_add ("/hub/bundle-refused/same-identity-twice", test_same_identity_twice);
  hub_test_add ("/hub/bundle-refused/id-and-url-differ", test_id_and_url_differ);
  hub_test_add ("/hub/bundle-refused/wrong-resource-type", test_wrong_resource_type);
  hub_test_add ("/hub/bundle-refused/wrong-field", test_wrong_field);
  hub_test_add ("/hub/bundle-refused/not-a-transaction", test_not_a_transaction);
  hub_test_add ("/hub/bundle-refused/questionnaire-unknown", test_questionnaire_unknown);
  hub_test_add ("/hub/bundle-refused/questionnaire-of-others", test_questionnaire_of_others);
  hub_test_add ("/hub/bundle-refused/companion", test_companion);
  hub_test_add ("/hub/bundle-refused/too-many", test_too_many);
  hub_test_add ("/hub/bundle-refused/no-intakes", test_no_intakes);
  hub_test_add ("/hub/bundle-refused/not-json", test_not_json);
  hub_test_add ("/hub/bundle-refused/too-deep", test_too_deep);
  hub_test_add ("/hub/bundle-refused/too-large", test_too_large);
  hub_test_add ("/hub/bundle-refused/wrong-content-type", test_wrong_content_type);
  return g_test_run ();
}
