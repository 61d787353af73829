// SPDX-License-Identifier: GPL-3.0-or-later
/* What was refused, field by field and in words. */
#include "core/language.h"
#include "desk/quarantine/refused-fields.h"
#include "desk/quarantine/refused-words.h"

#include "refused.h"
#include "wire/default-pack.h"
#include "wire/pack-reader.h"

static void
set_up (Refused *self, HubTest *test)
{
  hub_test_set_up (test, NULL);
  refused_init (self, test);
}

static const StippleRefusedField *
find (GPtrArray *fields, const char *path)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const StippleRefusedField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->path, path))
        return field;
    }
  return NULL;
}

static const StippleRefusedField *
find_faulty (GPtrArray *fields, guint *n)
{
  const StippleRefusedField *faulty = NULL;

  *n = 0;
  for (guint i = 0; i < fields->len; i++)
    {
      const StippleRefusedField *field = g_ptr_array_index (fields, i);

      if (!field->is_faulty)
        continue;
      faulty = field;
      ++*n;
    }
  return faulty;
}

/* --- Places */

static void
test_places (void)
{
  static const struct
  {
    const char *expression;
    const char *place;
  } cases[] = {
    { "Bundle.entry[0].resource.birthDate", "Patient.birthDate" },
    { "Bundle.entry[1].resource.item[2]", "QuestionnaireResponse.item[2]" },
    { "Patient.birthDate", "Patient.birthDate" },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place = stipple_refused_place (cases[i].expression);

      g_assert_cmpstr (place, ==, cases[i].place);
    }
}

static void
test_places_of_words (void)
{
  static const struct
  {
    const char *words;
    const char *place;
  } cases[] = {
    { "Bundle.entry[0].resource.birthDate: lies ahead", "Patient.birthDate" },
    { "QuestionnaireResponse.item[0]: is odd", "QuestionnaireResponse.item[0]" },
    { "Another intake has this code.", NULL },
    { "Note: something", NULL },
    { "Patient of Bo: odd", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place = stipple_refused_place_of_words (cases[i].words);

      g_assert_cmpstr (place, ==, cases[i].place);
    }
}

static void
test_is_at (void)
{
  g_assert_true (stipple_refused_is_at ("Patient.birthDate", "Patient.birthDate"));
  g_assert_true (stipple_refused_is_at ("Patient.name[0].family", "Patient.name"));
  g_assert_true (stipple_refused_is_at ("Patient.name[0].family", "Patient.name[0].family.x"));
  g_assert_false (stipple_refused_is_at ("Patient.name[0].family", "Patient.name[1]"));
  g_assert_false (stipple_refused_is_at ("Patient.birthDateTime", "Patient.birthDate"));
  g_assert_false (stipple_refused_is_at ("Patient.birthDate", NULL));
}

/* --- Fields */

static void
test_fields (void)
{
  HubTest test = { 0 };
  g_auto (Refused) it = { 0 };
  g_autoptr (GPtrArray) fields = NULL;
  guint n_health = 0, n_faulty;

  set_up (&it, &test);
  fields = stipple_refused_fields (it.document, test.pack, "Patient.birthDate");
  for (guint i = 0; i < fields->len; i++)
    n_health +=
        ((StippleRefusedField *) g_ptr_array_index (fields, i))->kind == STIPPLE_REFUSED_ANSWER;
  g_assert_cmpstr (find (fields, "Patient.birthDate")->value, ==, "2999-01-01");
  g_assert_cmpstr (find (fields, "Patient.birthDate")->label, ==, "Date of birth");
  g_assert_true (find (fields, "Patient.birthDate")->is_left_to_right);
  g_assert_false (find (fields, "Patient.name[0].family")->is_left_to_right);
  g_assert_cmpuint (n_health, >=, test.pack->contraindications->len);
  g_assert_cmpstr (find_faulty (fields, &n_faulty)->path, ==, "Patient.birthDate");
  g_assert_cmpuint (n_faulty, ==, 1);
  hub_test_tear_down (&test, NULL);
}

/* A condition has its name, and its fault is found in the depth of the response. */
static void
test_condition (void)
{
  HubTest test = { 0 };
  g_auto (Refused) it = { 0 };
  g_autoptr (GPtrArray) fields = NULL;
  const StippleRefusedField *faulty;
  guint n;

  set_up (&it, &test);
  fields = stipple_refused_fields (it.document, test.pack,
                                   "QuestionnaireResponse.item[0].item[1].answer[0]");
  faulty = find_faulty (fields, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (faulty->is_health);
  g_assert_cmpint (faulty->kind, ==, STIPPLE_REFUSED_ANSWER);
  g_assert_cmpstr (
      faulty->label, ==,
      stipple_text_get (
          ((StippleContraindication *) g_ptr_array_index (test.pack->contraindications, 1))->name,
          "en"));
  hub_test_tear_down (&test, NULL);
}

/* What is usually not shown is, when it is the fault; what is no text cannot be typed. */
static void
test_other_fault (void)
{
  HubTest test = { 0 };
  g_auto (Refused) it = { 0 };
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  guint n;

  set_up (&it, &test);
  shown = stipple_refused_fields (it.document, NULL, "QuestionnaireResponse.status");
  g_assert_cmpstr (find_faulty (shown, &n)->path, ==, "QuestionnaireResponse.status");
  missing = stipple_refused_fields (it.document, NULL, "Patient.photo[0]");
  find_faulty (missing, &n);
  g_assert_cmpuint (n, ==, 0);
  hub_test_tear_down (&test, NULL);
}

static void
test_set (void)
{
  g_autoptr (StippleJson) document =
      json_pack ("{s:{s:[{s:[s], s:s}], s:[{s:s, s:s}, {s:s, s:s}, {s:s, s:s}]}}", "patient",
                 "name", "given", "Bo", "family", "Sample", "telecom", "system", "phone", "value",
                 "1", "system", "sms", "value", "1", "system", "email", "value", "b@example.com");
  g_autoptr (StippleJson) wanted =
      json_pack ("{s:{s:[{s:[s], s:s}], s:[{s:s, s:s}, {s:s, s:s}, {s:s, s:s}]}}", "patient",
                 "name", "given", "Al", "family", "Other", "telecom", "system", "phone", "value",
                 "2", "system", "sms", "value", "2", "system", "email", "value", "a@example.com");

  stipple_refused_set (document, "Patient.name[0].given[0]", "Al");
  stipple_refused_set (document, "Patient.name[0].family", "Other");
  stipple_refused_set (document, "Patient.telecom[0].value", "2");
  stipple_refused_set (document, "Patient.telecom[2].value", "a@example.com");
  stipple_refused_set (document, "Patient.nothing[7].here", "lost");
  g_assert_true (json_equal (document, wanted));
}

/* A document may be anything at all. */
static void
test_odd (void)
{
  static const char *const documents[] = {
    "{}",
    "{\"patient\":7,\"response\":[]}",
    "{\"patient\":{\"name\":\"x\",\"telecom\":{\"0\":1}},\"response\":{\"item\":7}}",
    "{\"patient\":{\"name\":[{\"given\":[7]}]},\"response\":{\"item\":[7,[],{\"linkId\":7}]}}",
    "{\"patient\":{},\"response\":{\"item\":[{\"linkId\":\"health/\",\"answer\":[]}]}}",
  };
  static const char *const faults[] = {
    "",         "Patient", "Patient..",
    "Patient[", "Bundle",  "QuestionnaireResponse.item[99999999999999999999]"
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    for (guint k = 0; k < G_N_ELEMENTS (faults); k++)
      {
        g_autoptr (StippleJson) document = json_loads (documents[i], 0, NULL);
        g_autoptr (GPtrArray) fields = stipple_refused_fields (document, NULL, faults[k]);
        g_autofree char *label = stipple_refused_label (document, NULL, faults[k]);

        g_assert_cmpuint (fields->len, ==, 0);
        g_assert_nonnull (label);
        stipple_refused_set (document, faults[k], "x");
      }
}

/* --- Words */

static json_t *
one_of (const char *refusal, const char *check)
{
  json_t *one = json_pack ("{s:s, s:o}", "state", "open", "refusal", json_loads (refusal, 0, NULL));

  if (check != NULL)
    json_object_set_new (one, "check", json_loads (check, 0, NULL));
  return one;
}

static void
assert_title (const char *refusal, const char *check, const char *wanted)
{
  g_autoptr (StippleJson) one = one_of (refusal, check);
  g_autofree char *title = stipple_refused_title (one, NULL);

  g_assert_cmpstr (title, ==, wanted);
}

static void
test_titles (void)
{
  assert_title (REFUSED_WHY, NULL, "Not accepted: Date of birth");
  assert_title (REFUSED_WHY, "{\"status\":422,\"expression\":\"Patient.name[0].family\"}",
                "Not accepted: Last name");
  assert_title (REFUSED_WHY, "{\"status\":422,\"detail\":\"Patient.telecom[0].value: is odd\"}",
                "Not accepted: Phone or e-mail");
  assert_title ("{\"kind\":\"invalid\",\"status\":422,"
                "\"expression\":\"Bundle.entry[1].resource.questionnaire\"}",
                NULL, "The hub does not have the kiosk’s version of the content.");
  assert_title ("{\"kind\":\"conflict\",\"status\":409,\"expression\":\"Bundle.entry[1]\"}", NULL,
                "The hub already holds this intake with other content.");
  assert_title ("{\"kind\":\"damaged\",\"status\":0}", NULL,
                "This intake was damaged on the kiosk’s disk. Ask the client again.");
  assert_title ("{\"odd\":7}", NULL, "The hub found something wrong in this intake.");
}

static void
assert_advice (json_t *one, const char *words)
{
  g_autoptr (StippleJson) owned = one;

  g_assert_nonnull (strstr (stipple_refused_advice (owned), words));
}

static void
test_advice (void)
{
  json_t *again = one_of (REFUSED_WHY, "{\"status\":422}");
  json_t *held = one_of (REFUSED_WHY, "{\"status\":200}");
  json_t *good = one_of (REFUSED_WHY, "{\"status\":200}");
  json_t *bad = one_of (REFUSED_WHY, "{\"status\":422,\"expression\":\"Patient.birthDate\"}");
  json_t *pack = one_of (REFUSED_WHY,
                         "{\"status\":422,\"expression\":\"QuestionnaireResponse.questionnaire\"}");

  json_object_set_new (again, "state", json_string ("again"));
  json_object_set_new (held, "held", json_string ("7K4Q2M"));
  for (guint i = 0; i < 3; i++)
    json_object_set_new ((json_t *[]){ good, bad, pack }[i], "patient", json_object ());
  assert_advice (again, "once more as it was");
  assert_advice (held, "new version");
  assert_advice (good, "accept it now");
  assert_advice (bad, "Correct what is marked");
  assert_advice (pack, "Publish the content");
  assert_advice (one_of ("{\"kind\":\"damaged\",\"status\":0}", NULL), "Ask the client again");
}

static void
assert_hub_words (const char *check, const char *wanted)
{
  g_autoptr (StippleJson) one = one_of (REFUSED_WHY, check);
  g_autofree char *words = stipple_refused_hub_words (one);

  g_assert_cmpstr (words, ==, wanted);
}

/* What it says now, or else what it said then; without the place, which is marked. */
static void
test_hub_words (void)
{
  assert_hub_words (NULL, "The hub said: It lies ahead.");
  assert_hub_words ("{\"status\":422,\"detail\":\"Bundle.entry[0].resource.birthDate: is odd\"}",
                    "The hub said: is odd");
  assert_hub_words ("{\"status\":422,\"detail\":\"Another intake has this code.\"}",
                    "The hub said: Another intake has this code.");
}

/* Most hubs speak the source's language: a desk in another says it in its own. */
static void
test_hub_words_translated (void)
{
  g_assert_true (stipple_language_use ("fr-CA"));
  assert_hub_words (
      "{\"status\":422,\"detail\":\"Bundle.entry[0].resource.birthDate: is not the date of a "
      "birth\"}",
      "Le serveur a dit : n’est pas une date de naissance");
  assert_hub_words ("{\"status\":422,\"detail\":\"Ein Wort.\"}", "Le serveur a dit : Ein Wort.");
  g_assert_true (stipple_language_use ("en"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  g_test_add_func ("/refused/places", test_places);
  g_test_add_func ("/refused/places-of-words", test_places_of_words);
  g_test_add_func ("/refused/is-at", test_is_at);
  g_test_add_func ("/refused/fields", test_fields);
  g_test_add_func ("/refused/condition", test_condition);
  g_test_add_func ("/refused/other-fault", test_other_fault);
  g_test_add_func ("/refused/set", test_set);
  g_test_add_func ("/refused/odd", test_odd);
  g_test_add_func ("/refused/titles", test_titles);
  g_test_add_func ("/refused/advice", test_advice);
  g_test_add_func ("/refused/hub-words", test_hub_words);
  g_test_add_func ("/refused/hub-words-translated", test_hub_words_translated);
  return g_test_run ();
}
