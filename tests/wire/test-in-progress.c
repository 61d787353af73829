// SPDX-License-Identifier: GPL-3.0-or-later
/* An intake that goes on at the desk: what may be missing, and what may not be there. */
#include "edit.h"
#include "sample.h"
#include "wire/fhir.h"

#include "core/error.h"

#include <string.h>

#define N_RANDOM 500

typedef struct
{
  GRand *rand;
  StipplePack *pack;
  json_t *completed; /* documents of the same person */
  json_t *in_progress;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *completed = NULL;
  g_autofree char *in_progress = NULL;
  g_autoptr (StippleIntake) intake = NULL;

  self->rand = g_rand_new_with_seed (7);
  self->pack = sample_pack ();
  intake = sample_intake (self->rand, self->pack);
  completed = stipple_fhir_write_intake (intake, self->pack);
  sample_leave_at_desk (self->rand, intake);
  in_progress = stipple_fhir_write_intake (intake, self->pack);
  self->completed = edit_parse (completed);
  self->in_progress = edit_parse (in_progress);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  json_decref (self->completed);
  json_decref (self->in_progress);
  stipple_pack_unref (self->pack);
  g_rand_free (self->rand);
}

static StippleIntake *
read_document (const json_t *document, char **expression, GError **error)
{
  return stipple_fhir_read_intake (json_object_get (document, "patient"),
                                   json_object_get (document, "response"), expression, error);
}

static void
assert_refused (const json_t *document, const char *expected)
{
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_document (document, &expression, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_cmpstr (expression, ==, expected);
}

static const char *
get_status (const json_t *document)
{
  return json_string_value (json_object_get (json_object_get (document, "response"), "status"));
}

/* The item of @document's response; its index (out). */
static json_t *
find_item (const json_t *document, const char *link_id, gsize *index)
{
  json_t *items = json_object_get (json_object_get (document, "response"), "item");

  for (*index = 0; *index < json_array_size (items); (*index)++)
    {
      json_t *item = json_array_get (items, *index);

      if (strcmp (json_string_value (json_object_get (item, "linkId")), link_id) == 0)
        return item;
    }
  return NULL;
}

static void
test_random (Fixture *self, gconstpointer data)
{
  for (int i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (self->rand, self->pack);
      g_autoptr (StippleIntake) again = NULL;
      g_autoptr (StippleJson) document = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autoptr (GError) error = NULL;

      sample_leave_at_desk (self->rand, intake);
      first = stipple_fhir_write_intake (intake, self->pack);
      document = edit_parse (first);
      g_assert_cmpstr (get_status (document), ==, "in-progress");
      again = read_document (document, NULL, &error);
      g_assert_no_error (error);
      sample_assert_equal (intake, again);
      second = stipple_fhir_write_intake (again, self->pack);
      g_assert_cmpstr (first, ==, second);
    }
}

static void
test_no_result_no_consent (Fixture *self, gconstpointer data)
{
  gsize index;

  g_assert_cmpstr (get_status (self->completed), ==, "completed");
  g_assert_nonnull (find_item (self->completed, "result", &index));
  g_assert_nonnull (find_item (self->completed, "consent", &index));
  g_assert_null (find_item (self->in_progress, "result", &index));
  g_assert_null (find_item (self->in_progress, "consent", &index));
}

/* Nothing is concluded by a kiosk from what is not finished, nor agreed to. */
static void
test_result_and_consent_refused (Fixture *self, gconstpointer link_id)
{
  gsize index;
  json_t *item = find_item (self->completed, link_id, &index);
  json_t *items = json_object_get (json_object_get (self->in_progress, "response"), "item");
  g_autofree char *expected =
      g_strdup_printf ("QuestionnaireResponse.item[%zu].linkId", json_array_size (items));

  json_array_append (items, item);
  assert_refused (self->in_progress, expected);
}

/* A completed one that lacks something is no intake, and becomes none by its status alone. */
static void
test_completed_lacks_nothing (Fixture *self, gconstpointer data)
{
  edit_json (self->in_progress, "/response/status", "\"completed\"");
  assert_refused (self->in_progress, "QuestionnaireResponse.item");
  edit_json (self->completed, "/response/status", "\"in-progress\"");
  g_assert_null (read_document (self->completed, NULL, NULL));
}

static void
test_other_status (Fixture *self, gconstpointer status)
{
  edit_json (self->in_progress, "/response/status", status);
  assert_refused (self->in_progress, "QuestionnaireResponse.status");
}

static void
test_person_checked (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *pointer;
    const char *value;
    const char *expression;
  } cases[] = {
    { "/patient/birthDate", "\"2026-02-30\"", "Patient.birthDate" },
    { "/patient/telecom", "[]", "Patient.telecom" },
    { "/patient/name", "[{\"use\": \"official\"}]", "Patient.name[0]" },
    { "/patient/name", "[{\"use\": \"official\", \"family\": 3}]", "Patient.name[0].family" },
    { "/patient/telecom", "[{\"system\": \"phone\", \"use\": \"mobile\", \"value\": \"1\"}]",
      "Patient.telecom[0].value" },
    { "/patient/telecom", "[{\"system\": \"sms\", \"use\": \"mobile\", \"value\": \"4165550142\"}]",
      "Patient.telecom[0].rank" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StippleJson) document = json_deep_copy (self->in_progress);

      edit_json (document, cases[i].pointer, cases[i].value);
      assert_refused (document, cases[i].expression);
    }
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/wire/in-progress/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", NULL, test_random);
  ADD ("no-result-no-consent", NULL, test_no_result_no_consent);
  ADD ("result-refused", "result", test_result_and_consent_refused);
  ADD ("consent-refused", "consent", test_result_and_consent_refused);
  ADD ("completed-lacks-nothing", NULL, test_completed_lacks_nothing);
  ADD ("status/amended", "\"amended\"", test_other_status);
  ADD ("status/stopped", "\"stopped\"", test_other_status);
  ADD ("status/none", NULL, test_other_status);
  ADD ("person-checked", NULL, test_person_checked);
  return g_test_run ();
}
