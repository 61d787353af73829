// SPDX-License-Identifier: GPL-3.0-or-later
#include "refused.h"

#include <string.h>

void
refused_write (Refused *self)
{
  g_free (self->text);
  self->text = stipple_json_canonical (self->document);
}

void
refused_init (Refused *self, HubTest *test)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (test, 1);

  self->document = json_pack ("{s:O, s:O}", "patient", bundle_get_resource (bundle, 0), "response",
                              bundle_get_resource (bundle, 1));
  json_object_set_new (json_object_get (self->document, "patient"), "birthDate",
                       json_string ("2999-01-01"));
  self->id =
      json_string_value (json_object_get (json_object_get (self->document, "response"), "id"));
  self->path = g_strconcat (STIPPLE_PATH_QUARANTINE, "/", self->id, NULL);
  self->desk = g_strconcat (STIPPLE_PATH_STAFF_QUARANTINE, "/", self->id, NULL);
  refused_write (self);
}

void
refused_make_good (Refused *self)
{
  json_object_set_new (json_object_get (self->document, "patient"), "birthDate",
                       json_string ("1985-03-12"));
  refused_write (self);
}

void
refused_clear (Refused *self)
{
  g_clear_pointer (&self->document, json_decref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->desk, g_free);
}

const char *
refused_code (const Refused *self)
{
  const json_t *response = json_object_get (self->document, "response");

  return json_string_value (json_object_get (json_object_get (response, "identifier"), "value"));
}

char *
refused_report (const Refused *self, int round)
{
  g_autoptr (StippleJson) report =
      json_pack ("{s:i, s:s, s:s, s:o, s:s, s:s}", "round", round, "made", REFUSED_MADE, "refused",
                 REFUSED_AT, "refusal", json_loads (REFUSED_WHY, 0, NULL), "code",
                 refused_code (self), "document", self->text);

  return stipple_json_canonical (report);
}

Answer *
refused_tell (HubTest *test, const Refused *self, const char *token, int round)
{
  g_autofree char *body = refused_report (self, round);

  return hub_ask (test, "PUT", self->path, token, body, NULL);
}

void
refused_told (HubTest *test, const Refused *self, int round, int status, const char *state)
{
  g_autoptr (Answer) answer = refused_tell (test, self, test->device, round);

  g_assert_cmpint (answer->status, ==, status);
  g_assert_cmpstr (answer_get_string (answer, "id"), ==, self->id);
  g_assert_cmpstr (answer_get_string (answer, "state"), ==, state);
}

/* What the hub says to the kiosk that asks. */
Answer *
refused_asked (HubTest *test, const Refused *self, const char *state)
{
  g_autoptr (Answer) answer = hub_get (test, self->path, test->device);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer_get_string (answer, "state"), ==, state);
  return g_steal_pointer (&answer);
}

/* --- What staff do. */

json_int_t
number_of (const json_t *json, const char *name)
{
  return json_integer_value (json_object_get (json, name));
}

Answer *
refused_list (HubTest *test, gsize n)
{
  g_autoptr (Answer) answer = hub_get (test, STIPPLE_PATH_STAFF_QUARANTINE, test->reception);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "quarantine")), ==, n);
  g_assert_cmpint (number_of (answer->json, "count"), ==, n);
  return g_steal_pointer (&answer);
}

json_int_t
refused_count (HubTest *test, const char *name)
{
  g_autoptr (Answer) answer = hub_get (test, STIPPLE_PATH_CHANGES, test->reception);

  g_assert_cmpint (answer->status, ==, 200);
  return number_of (json_object_get (answer->json, "counts"), name);
}

Answer *
refused_act (HubTest *test, const Refused *self, const char *verb, const char *token,
             const char *body, int status)
{
  g_autofree char *path = g_strconcat (self->desk, verb, NULL);
  g_autoptr (Answer) answer = hub_ask (test, "POST", path, token, body, NULL);

  g_assert_cmpint (answer->status, ==, status);
  return g_steal_pointer (&answer);
}

/* The same with another birth date. Transfer full. */
char *
refused_fixed (const Refused *self)
{
  g_autoptr (StippleJson) fixed = json_deep_copy (self->document);

  json_object_set_new (json_object_get (fixed, "patient"), "birthDate", json_string ("1985-03-12"));
  return stipple_json_canonical (fixed);
}

Answer *
refused_fix (HubTest *test, const Refused *self, int status)
{
  g_autofree char *body = refused_fixed (self);

  return refused_act (test, self, "/fix", test->reception, body, status);
}

void
done (Answer *answer)
{
  answer_free (answer);
}

Answer *
refused_one (HubTest *test, const Refused *self)
{
  g_autoptr (Answer) answer = hub_get (test, self->desk, test->reception);

  g_assert_cmpint (answer->status, ==, 200);
  return g_steal_pointer (&answer);
}

Answer *
refused_post (HubTest *test, const Refused *self, int status)
{
  g_autoptr (GError) error = NULL;
  const char *const documents[] = { self->text };
  g_autofree char *bundle = stipple_fhir_write_bundle (documents, 1, &error);
  g_autoptr (Answer) answer =
      hub_post (test, STIPPLE_PATH_FHIR, test->device, STIPPLE_FHIR_TYPE, bundle);

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, status);
  return g_steal_pointer (&answer);
}

char *
refused_device (HubTest *test)
{
  g_autoptr (Answer) listed = refused_list (test, 1);

  return g_strdup (json_string_value (json_object_get (
      json_array_get (json_object_get (listed->json, "quarantine"), 0), "device")));
}
