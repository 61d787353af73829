// SPDX-License-Identifier: GPL-3.0-or-later
/* Content packs: what kiosks fetch, what administrators publish. */
#include "hub-test.h"
#include "wire/default-pack.h"
#include <string.h>

static Answer *
get_content (HubTest *self, const char *target, const char *if_none_match)
{
  g_autofree char *more =
      if_none_match != NULL ? g_strdup_printf ("If-None-Match: %s\r\n", if_none_match) : NULL;

  return http_ask (self->port, "GET", target, self->device, NULL, NULL, more);
}

static json_t *
default_pack (int version)
{
  g_autoptr (GBytes) bytes = stipple_default_pack_bytes ();
  json_t *pack = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL);

  json_object_set_new (pack, "version", json_integer (version));
  return pack;
}

static Answer *
publish (HubTest *self, const json_t *pack)
{
  g_autofree char *text = stipple_json_canonical (pack);

  return hub_post (self, STIPPLE_PATH_ADMIN_CONTENT, self->admin, JSON_TYPE, text);
}

static void
test_get (HubTest *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = stipple_default_pack_bytes ();
  g_autoptr (Answer) answer = get_content (self, STIPPLE_PATH_CONTENT, NULL);
  g_autofree char *etag = answer_get_header (answer, "ETag");
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *expected = g_strdup_printf ("\"%s\"", digest);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (etag, ==, expected);
  /* The very bytes: the digest is of them. */
  g_assert_cmpmem (answer->body, answer->length, g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes));
}

static void
test_not_modified (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = get_content (self, STIPPLE_PATH_CONTENT, NULL);
  g_autofree char *etag = answer_get_header (answer, "ETag");
  g_autofree char *weak = g_strdup_printf ("W/%s", etag);
  g_autofree char *list = g_strdup_printf ("\"other\", %s", etag);
  const char *matching[] = { etag, weak, list, "*" };
  g_autoptr (Answer) other = get_content (self, STIPPLE_PATH_CONTENT, "\"other\"");

  for (guint i = 0; i < G_N_ELEMENTS (matching); i++)
    {
      g_autoptr (Answer) same = get_content (self, STIPPLE_PATH_CONTENT, matching[i]);
      g_autofree char *same_etag = answer_get_header (same, "ETag");

      g_assert_cmpint (same->status, ==, 304);
      g_assert_cmpuint (same->length, ==, 0);
      g_assert_cmpstr (same_etag, ==, etag);
    }
  g_assert_cmpint (other->status, ==, 200);
}

static void
test_publish (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) pack = default_pack (self->pack->version + 5);
  g_autoptr (Answer) published = publish (self, pack);
  g_autofree char *etag = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *old_target =
      g_strdup_printf ("%s?version=%d", STIPPLE_PATH_CONTENT, self->pack->version);
  g_autoptr (Answer) newest = NULL;
  g_autoptr (Answer) old = NULL;

  g_assert_cmpint (published->status, ==, 201);
  g_assert_cmpint ((int) json_integer_value (json_object_get (published->json, "version")), ==,
                   self->pack->version + 5);
  newest = get_content (self, STIPPLE_PATH_CONTENT, NULL);
  etag = answer_get_header (newest, "ETag");
  expected = g_strdup_printf ("\"%s\"", answer_get_string (published, "digest"));
  g_assert_cmpstr (etag, ==, expected);
  g_assert_true (json_equal (newest->json, pack));
  old = get_content (self, old_target, NULL);
  g_assert_cmpint ((int) json_integer_value (json_object_get (old->json, "version")), ==,
                   self->pack->version);
}

/* An intake answered under the pack before is taken all the same. */
static void
test_intake_of_earlier_pack (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) pack = default_pack (self->pack->version + 1);
  g_autoptr (Answer) published = publish (self, pack);
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autoptr (Answer) posted = hub_post_bundle (self, self->device, bundle);

  g_assert_cmpint (published->status, ==, 201);
  g_assert_cmpint (posted->status, ==, 200);
}

static void
assert_delivery_names (HubTest *self, const char *digest)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autoptr (Answer) answer = hub_post_bundle (self, self->device, bundle);
  g_autofree char *named = answer_get_header (answer, STIPPLE_HEADER_CONTENT);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (named, ==, digest);
}

/* So that a busy kiosk hears of a new pack without asking. */
static void
test_named_by_delivery (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) pack = default_pack (self->pack->version + 1);
  g_autoptr (Answer) published = NULL;

  assert_delivery_names (self, self->pack->digest);
  published = publish (self, pack);
  g_assert_cmpint (published->status, ==, 201);
  assert_delivery_names (self, answer_get_string (published, "digest"));
}

static void
assert_unchanged (HubTest *self)
{
  g_autoptr (Answer) answer = get_content (self, STIPPLE_PATH_CONTENT, NULL);

  g_assert_cmpint ((int) json_integer_value (json_object_get (answer->json, "version")), ==,
                   self->pack->version);
}

static void
test_not_newer (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) pack = default_pack (self->pack->version);
  g_autoptr (Answer) answer = NULL;

  json_object_set_new (pack, "canonical", json_string ("https://other.example/Questionnaire/x"));
  answer = publish (self, pack);
  g_assert_cmpint (answer->status, ==, 409);
  assert_unchanged (self);
}

static void
test_faults (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) pack = default_pack (self->pack->version + 1);
  g_autoptr (Answer) answer = NULL;
  const json_t *faults;
  g_autofree char *type = NULL;

  json_object_del (pack, "consent");
  json_object_set_new (pack, "aftercare", json_integer (7));
  answer = publish (self, pack);
  type = answer_get_header (answer, "Content-Type");
  faults = json_object_get (answer->json, "faults");
  g_assert_cmpint (answer->status, ==, 422);
  g_assert_cmpstr (type, ==, "application/problem+json");
  g_assert_cmpuint (json_array_size (faults), >=, 2);
  for (size_t i = 0; i < json_array_size (faults); i++)
    g_assert_true (g_str_has_prefix (json_string_value (json_array_get (faults, i)), "/"));
  assert_unchanged (self);
}

static void
test_not_json (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer =
      hub_post (self, STIPPLE_PATH_ADMIN_CONTENT, self->admin, JSON_TYPE, "{\"version\":");

  g_assert_cmpint (answer->status, ==, 422);
  assert_unchanged (self);
}

static void
test_unknown_version (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) unknown = get_content (self, STIPPLE_PATH_CONTENT "?version=4711", NULL);
  g_autoptr (Answer) odd = get_content (self, STIPPLE_PATH_CONTENT "?version=x", NULL);

  g_assert_cmpint (unknown->status, ==, 404);
  g_assert_cmpint (odd->status, ==, 400);
}

/* --- The Questionnaire of a pack. */

static const json_t *
find_questionnaire (HubTest *self, const char *query, Answer **answer)
{
  g_autofree char *target = g_strconcat (STIPPLE_PATH_QUESTIONNAIRE, query, NULL);

  g_clear_pointer (answer, answer_free);
  *answer = hub_get (self, target, self->device);
  g_assert_cmpint ((*answer)->status, ==, 200);
  g_assert_cmpstr (answer_get_string (*answer, "type"), ==, "searchset");
  return json_object_get (json_array_get (json_object_get ((*answer)->json, "entry"), 0),
                          "resource");
}

static void
test_questionnaire (HubTest *self, gconstpointer data)
{
  g_autofree char *url = g_uri_escape_string (self->pack->canonical, NULL, FALSE);
  g_autofree char *newest = g_strdup_printf ("?url=%s", url);
  g_autofree char *versioned = g_strdup_printf ("?url=%s%%7C%d", url, self->pack->version);
  g_autofree char *beside = g_strdup_printf ("?url=%s&version=%d", url, self->pack->version);
  g_autofree char *unknown = g_strdup_printf ("?url=%s%%7C4711", url);
  const char *found[] = { newest, versioned, beside, "" };
  const char *missing[] = { unknown, "?url=https://other.example/Questionnaire/x",
                            "?version=latest" };
  g_autoptr (StippleJson) expected = stipple_fhir_questionnaire (self->pack);
  g_autoptr (Answer) answer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    g_assert_true (json_equal (find_questionnaire (self, found[i], &answer), expected));
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    g_assert_null (find_questionnaire (self, missing[i], &answer));
}

static void
test_metadata (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_METADATA, NULL);
  g_autofree char *type = answer_get_header (answer, "Content-Type");

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (type, ==, STIPPLE_FHIR_TYPE);
  g_assert_cmpstr (answer_get_string (answer, "resourceType"), ==, "CapabilityStatement");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/content/get", test_get);
  hub_test_add ("/hub/content/not-modified", test_not_modified);
  hub_test_add ("/hub/content/publish", test_publish);
  hub_test_add ("/hub/content/intake-of-earlier-pack", test_intake_of_earlier_pack);
  hub_test_add ("/hub/content/named-by-delivery", test_named_by_delivery);
  hub_test_add ("/hub/content/not-newer", test_not_newer);
  hub_test_add ("/hub/content/faults", test_faults);
  hub_test_add ("/hub/content/not-json", test_not_json);
  hub_test_add ("/hub/content/unknown-version", test_unknown_version);
  hub_test_add ("/hub/content/questionnaire", test_questionnaire);
  hub_test_add ("/hub/content/metadata", test_metadata);
  return g_test_run ();
}
