// SPDX-License-Identifier: GPL-3.0-or-later
/* POST /fhir: the table of the wire, row by row. */
#include "hub-test.h"
#include <string.h>

#define PATIENT 0
#define RESPONSE 1

static const json_t *
get_reply (const Answer *answer, guint index)
{
  const json_t *entries = json_object_get (answer->json, "entry");

  return json_object_get (json_array_get (entries, index), "response");
}

static const char *
get_text (const json_t *json, const char *name)
{
  return json_string_value (json_object_get (json, name));
}

static const char *
get_receipt (const Answer *answer, guint index)
{
  const json_t *extension =
      json_array_get (json_object_get (get_reply (answer, index), "extension"), 0);

  g_assert_cmpstr (get_text (extension, "url"), ==, STIPPLE_RECEIPT_URL);
  return get_text (extension, "valueString");
}

static void
test_new (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 2);
  g_autoptr (Answer) answer = hub_post_bundle (self, self->device, bundle);
  g_autofree char *type = answer_get_header (answer, "Content-Type");
  g_autofree char *cache = answer_get_header (answer, "Cache-Control");

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (type, ==, STIPPLE_FHIR_TYPE);
  g_assert_cmpstr (cache, ==, "no-store");
  g_assert_cmpstr (answer_get_string (answer, "type"), ==, "transaction-response");
  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "entry")), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const char *url = get_text (bundle_get_request (bundle, i), "url");
      g_autofree char *location = g_strconcat (url, "/_history/1", NULL);

      g_assert_cmpstr (get_text (get_reply (answer, i), "status"), ==, "201 Created");
      g_assert_cmpstr (get_text (get_reply (answer, i), "etag"), ==, "W/\"1\"");
      g_assert_cmpstr (get_text (get_reply (answer, i), "location"), ==, location);
    }
  g_assert_cmpint (hub_test_count_intakes (self), ==, 2);
}

static void
test_receipt (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *receipt = stipple_fhir_receipt (bundle_get_resource (bundle, PATIENT),
                                                   bundle_get_resource (bundle, RESPONSE));
  g_autoptr (Answer) answer = hub_post_bundle (self, self->device, bundle);

  g_assert_cmpstr (get_receipt (answer, RESPONSE), ==, receipt);
  g_assert_null (json_object_get (get_reply (answer, PATIENT), "extension"));
}

/* The hub answered, the answer was lost, the kiosk sends the same bytes again. */
static void
test_same_content (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 3);
  g_autoptr (Answer) first = hub_post_bundle (self, self->device, bundle);
  g_autoptr (Answer) second = NULL;

  stipple_clock_advance (self->clock, G_TIME_SPAN_HOUR);
  second = hub_post_bundle (self, self->device, bundle);
  g_assert_cmpint (second->status, ==, 200);
  for (guint i = 0; i < 6; i++)
    {
      const json_t *reply = get_reply (second, i);

      g_assert_cmpstr (get_text (reply, "status"), ==, "200 OK");
      g_assert_cmpstr (get_text (reply, "etag"), ==, "W/\"1\"");
      g_assert_cmpstr (get_text (reply, "lastModified"), ==,
                       get_text (get_reply (first, i), "lastModified"));
    }
  g_assert_cmpstr (get_receipt (second, RESPONSE), ==, get_receipt (first, RESPONSE));
  g_assert_cmpint (hub_test_count_intakes (self), ==, 3);
}

static void
test_known_beside_new (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) known = hub_test_new_bundle (self, 1);
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autoptr (Answer) answer = NULL;

  hub_post_accepted (self, known);
  json_array_extend (json_object_get (bundle, "entry"), json_object_get (known, "entry"));
  answer = hub_post_bundle (self, self->device, bundle);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (get_text (get_reply (answer, 1), "status"), ==, "201 Created");
  g_assert_cmpstr (get_text (get_reply (answer, 3), "status"), ==, "200 OK");
  g_assert_cmpint (hub_test_count_intakes (self), ==, 2);
}

static void
change_birth_date (json_t *bundle)
{
  json_object_set_new (bundle_get_resource (bundle, PATIENT), "birthDate",
                       json_string ("1960-02-29"));
}

static void
test_other_content (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) known = hub_test_new_bundle (self, 1);
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);

  hub_post_accepted (self, known);
  change_birth_date (known);
  /* The new one stands before it and must not be stored either. */
  json_array_extend (json_object_get (bundle, "entry"), json_object_get (known, "entry"));
  hub_post_refused (self, bundle, 409, "Bundle.entry[3]");
}

static void
test_if_match (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) read = NULL;
  g_autofree char *target =
      g_strdup_printf ("/fhir/%s", get_text (bundle_get_request (bundle, PATIENT), "url"));

  hub_post_accepted (self, bundle);
  change_birth_date (bundle);
  json_object_set_new (bundle_get_request (bundle, RESPONSE), "ifMatch", json_string ("W/\"1\""));
  answer = hub_post_bundle (self, self->device, bundle);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (get_text (get_reply (answer, RESPONSE), "status"), ==, "200 OK");
  g_assert_cmpstr (get_text (get_reply (answer, RESPONSE), "etag"), ==, "W/\"2\"");
  read = hub_get (self, target, self->reception);
  g_assert_cmpstr (answer_get_string (read, "birthDate"), ==, "1960-02-29");
  g_assert_cmpstr (get_text (json_object_get (read->json, "meta"), "versionId"), ==, "2");
  g_assert_cmpint (hub_test_count_intakes (self), ==, 1);
}

static void
test_if_match_stale (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);

  hub_post_accepted (self, bundle);
  change_birth_date (bundle);
  json_object_set_new (bundle_get_request (bundle, RESPONSE), "ifMatch", json_string ("W/\"2\""));
  hub_post_refused (self, bundle, 412, "Bundle.entry[1].request.ifMatch");
}

static void
test_if_match_new (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);

  json_object_set_new (bundle_get_request (bundle, RESPONSE), "ifMatch", json_string ("W/\"1\""));
  hub_post_refused (self, bundle, 412, "Bundle.entry[1].request.ifMatch");
}

static void
test_deleted (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *target =
      g_strdup_printf ("/fhir/%s", get_text (bundle_get_request (bundle, RESPONSE), "url"));
  g_autoptr (Answer) deleted = NULL;

  hub_post_accepted (self, bundle);
  deleted = http_ask (self->port, "DELETE", target, self->admin, NULL, NULL, NULL);
  g_assert_cmpint (deleted->status, ==, 204);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 0);
  hub_post_refused (self, bundle, 410, "Bundle.entry[1].request.url");
}

static void
test_other_device (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *other = hub_test_enrol (self);
  g_autoptr (Answer) answer = NULL;

  hub_post_accepted (self, bundle);
  answer = hub_post_bundle (self, other, bundle);
  answer_assert_refused (answer, 403, "Bundle.entry[1].request.url");
}

static char *
find_device (HubTest *self, const char *token)
{
  g_autofree char *hash = stipple_token_hash (token);
  GError *error = NULL;
  g_autoptr (StippleCaller) caller = self->hub->storage->do_find_caller (
      self->hub->storage, hash, stipple_hub_now (self->hub), &error);

  g_assert_no_error (error);
  return g_strdup (caller->id);
}

static void
revoke_device (HubTest *self, const char *token)
{
  g_autofree char *id = find_device (self, token);
  g_autofree char *target = g_strdup_printf ("/admin/devices/%s", id);
  g_autoptr (Answer) answer =
      http_ask (self->port, "DELETE", target, self->admin, NULL, NULL, NULL);

  g_assert_cmpint (answer->status, ==, 204);
}

/* A kiosk whose enrolment was revoked and made anew sends what it had not heard about. */
static void
test_enrolled_anew (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *other = hub_test_enrol (self);
  g_autoptr (Answer) same = NULL;
  g_autoptr (Answer) changed = NULL;

  hub_post_accepted (self, bundle);
  revoke_device (self, self->device);
  same = hub_post_bundle (self, other, bundle);
  g_assert_cmpint (same->status, ==, 200);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 1);
  change_birth_date (bundle);
  changed = hub_post_bundle (self, other, bundle);
  answer_assert_refused (changed, 403, "Bundle.entry[1].request.url");
}

static void
test_as_many_as_allowed (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, STIPPLE_BUNDLE_MAX_INTAKES);

  hub_post_accepted (self, bundle);
  g_assert_cmpint (hub_test_count_intakes (self), ==, STIPPLE_BUNDLE_MAX_INTAKES);
}

static void
test_content_type_charset (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *text = stipple_json_canonical (bundle);
  g_autoptr (Answer) answer = hub_post (self, STIPPLE_PATH_FHIR, self->device,
                                        "Application/FHIR+json; charset=utf-8", text);

  g_assert_cmpint (answer->status, ==, 200);
}

static void
test_revoked (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);

  revoke_device (self, self->device);
  hub_post_refused (self, bundle, 401, NULL);
}

/* The answer to a contraindication that stands as "no"; NULL when none does. */
static json_t *
find_no (const json_t *response)
{
  const json_t *groups = json_object_get (response, "item");

  for (size_t i = 0; i < json_array_size (groups); i++)
    {
      const json_t *items = json_object_get (json_array_get (groups, i), "item");

      for (size_t j = 0; j < json_array_size (items); j++)
        {
          const json_t *item = json_array_get (items, j);
          json_t *coding =
              json_object_get (json_array_get (json_object_get (item, "answer"), 0), "valueCoding");

          if (g_str_has_prefix (get_text (item, "linkId"), "health/")
              && g_strcmp0 (get_text (coding, "code"), "N") == 0)
            return coding;
        }
    }
  return NULL;
}

static gboolean
newest_is_mismatch (HubTest *self)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  const json_t *intake = json_array_get (json_object_get (answer->json, "intakes"), 0);

  g_assert_true (json_is_boolean (json_object_get (intake, "mismatch")));
  return json_is_true (json_object_get (intake, "mismatch"));
}

/* A kiosk that errs: a "not sure" beside the result of a "no". Stored, and marked. */
static void
test_mismatch (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autoptr (StippleJson) wrong = hub_test_new_bundle (self, 1);
  json_t *coding = find_no (bundle_get_resource (wrong, RESPONSE));

  hub_post_accepted (self, bundle);
  g_assert_false (newest_is_mismatch (self));
  g_assert_nonnull (coding);
  json_object_set_new (coding, "code", json_string ("UNK"));
  hub_post_accepted (self, wrong);
  g_assert_true (newest_is_mismatch (self));
}

/* Names in every script come back as they were sent. */
static void
test_content_kept (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, STIPPLE_BUNDLE_MAX_INTAKES);

  hub_post_accepted (self, bundle);
  for (guint i = 0; i < 2 * STIPPLE_BUNDLE_MAX_INTAKES; i++)
    {
      const char *url = get_text (bundle_get_request (bundle, i), "url");
      g_autofree char *target = g_strdup_printf ("/fhir/%s", url);
      g_autoptr (Answer) answer = hub_get (self, target, self->admin);
      json_t *sent = bundle_get_resource (bundle, i);

      g_assert_cmpint (answer->status, ==, 200);
      json_object_del (answer->json, "meta");
      json_object_del (sent, "meta");
      g_assert_true (json_equal (answer->json, sent));
    }
}

/* Four kiosks at once, each with intakes of its own. */
typedef struct
{
  HubTest *test;
  char *token;
  json_t *bundle;
  int status;
} Kiosk;

static void *
run_kiosk (void *data)
{
  Kiosk *kiosk = data;
  g_autoptr (Answer) answer = hub_post_bundle (kiosk->test, kiosk->token, kiosk->bundle);

  kiosk->status = answer->status;
  return NULL;
}

static void
test_concurrent (HubTest *self, gconstpointer data)
{
  Kiosk kiosks[8];
  pthread_t threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (kiosks); i++)
    kiosks[i] = (Kiosk){ self, hub_test_enrol (self), hub_test_new_bundle (self, 5), 0 };
  for (guint i = 0; i < G_N_ELEMENTS (kiosks); i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, run_kiosk, &kiosks[i]), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kiosks); i++)
    {
      pthread_join (threads[i], NULL);
      g_assert_cmpint (kiosks[i].status, ==, 200);
      g_free (kiosks[i].token);
      json_decref (kiosks[i].bundle);
    }
  g_assert_cmpint (hub_test_count_intakes (self), ==, 40);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/bundle/new", test_new);
  hub_test_add ("/hub/bundle/receipt", test_receipt);
  hub_test_add ("/hub/bundle/same-content", test_same_content);
  hub_test_add ("/hub/bundle/known-beside-new", test_known_beside_new);
  hub_test_add ("/hub/bundle/other-content", test_other_content);
  hub_test_add ("/hub/bundle/if-match", test_if_match);
  hub_test_add ("/hub/bundle/if-match-stale", test_if_match_stale);
  hub_test_add ("/hub/bundle/if-match-new", test_if_match_new);
  hub_test_add ("/hub/bundle/deleted", test_deleted);
  hub_test_add ("/hub/bundle/other-device", test_other_device);
  hub_test_add ("/hub/bundle/enrolled-anew", test_enrolled_anew);
  hub_test_add ("/hub/bundle/as-many-as-allowed", test_as_many_as_allowed);
  hub_test_add ("/hub/bundle/content-type-charset", test_content_type_charset);
  hub_test_add ("/hub/bundle/revoked", test_revoked);
  hub_test_add ("/hub/bundle/mismatch", test_mismatch);
  hub_test_add ("/hub/bundle/content-kept", test_content_kept);
  hub_test_add ("/hub/bundle/concurrent", test_concurrent);
  return g_test_run ();
}
