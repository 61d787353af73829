// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "edit.h"
#include "fixture.h"
#include "wire/fhir.h"

#include <string.h>

#define ID_A "00000000-0000-4000-8000-000000000000"

/* One way to break a good bundle of two intakes, and where the fault is. Entry 0 is a Patient, 1 its
 * response; 2 and 3 the same of another. */
typedef struct
{
  const char *name;
  const char *pointer;
  const char *value; /* JSON; NULL takes away */
  int status;
  const char *expression;
} Broken;

#define PATIENT "/entry/0/resource"
#define PATIENT_PATH "Bundle.entry[0].resource"
#define RESPONSE "/entry/1/resource"
#define RESPONSE_PATH "Bundle.entry[1].resource"
/* Places in the fixture's response. */
#define NO "/item/0/item/0"
#define NO_PATH ".item[0].item[0]"
#define YES "/item/0/item/8"
#define YES_PATH ".item[0].item[8]"

static const Broken broken[] = {
  /* No transaction at all. */
  { "type-of-resource", "/resourceType", "\"Patient\"", 400, "Bundle.resourceType" },
  { "no-type-of-resource", "/resourceType", NULL, 400, "Bundle.resourceType" },
  { "batch", "/type", "\"batch\"", 400, "Bundle.type" },
  { "no-type", "/type", NULL, 400, "Bundle.type" },
  { "type-number", "/type", "7", 400, "Bundle.type" },
  { "no-entries", "/entry", NULL, 400, "Bundle.entry" },
  { "empty", "/entry", "[]", 400, "Bundle.entry" },
  { "entries-object", "/entry", "{}", 400, "Bundle.entry" },
  { "unknown-in-bundle", "/colour", "\"red\"", 400, "Bundle" },

  /* Entries and requests. */
  { "entry-text", "/entry/1", "\"x\"", 422, "Bundle.entry[1]" },
  { "entry-null", "/entry/1", "null", 422, "Bundle.entry[1]" },
  { "entry-unknown", "/entry/1/colour", "1", 422, "Bundle.entry[1]" },
  { "no-resource", "/entry/1/resource", NULL, 422, "Bundle.entry[1].resource" },
  { "resource-list", "/entry/1/resource", "[]", 422, "Bundle.entry[1].resource" },
  { "no-request", "/entry/1/request", NULL, 422, "Bundle.entry[1].request" },
  { "post", "/entry/1/request/method", "\"POST\"", 422, "Bundle.entry[1].request.method" },
  { "delete", "/entry/0/request/method", "\"DELETE\"", 422, "Bundle.entry[0].request.method" },
  { "no-url", "/entry/1/request/url", NULL, 422, "Bundle.entry[1].request.url" },
  { "other-resource", "/entry/1/request/url", "\"Observation/" ID_A "\"", 422,
    "Bundle.entry[1].request.url" },
  { "url-without-id", "/entry/1/request/url", "\"QuestionnaireResponse/\"", 422,
    "Bundle.entry[1].request.url" },
  { "url-upper-case", "/entry/0/request/url", "\"Patient/ABCDEF00-0000-4000-8000-000000000000\"",
    422, "Bundle.entry[0].request.url" },
  { "url-absolute", "/entry/0/request/url", "\"https://stipple.example/Patient/" ID_A "\"", 422,
    "Bundle.entry[0].request.url" },
  { "url-parent", "/entry/0/request/url", "\"Patient/../" ID_A "\"", 422,
    "Bundle.entry[0].request.url" },
  { "if-match", "/entry/1/request/ifMatch", "\"1\"", 422, "Bundle.entry[1].request.ifMatch" },
  { "if-match-of-patient-only", "/entry/0/request/ifMatch", "\"W/\\\"1\\\"\"", 422,
    "Bundle.entry[0].request.ifMatch" },
  { "if-none-exist", "/entry/1/request/ifNoneExist", "\"x\"", 422, "Bundle.entry[1].request" },

  /* Identity. */
  { "unknown-type", PATIENT "/resourceType", "\"Person\"", 422, PATIENT_PATH ".resourceType" },
  { "no-type-of-patient", PATIENT "/resourceType", NULL, 422, PATIENT_PATH ".resourceType" },
  { "id-of-patient", PATIENT "/id", "\"" ID_A "\"", 422, PATIENT_PATH ".id" },
  { "id-of-response", RESPONSE "/id", "\"" ID_A "\"", 422, RESPONSE_PATH ".id" },
  { "no-id", RESPONSE "/id", NULL, 422, RESPONSE_PATH ".id" },
  { "subject-elsewhere", RESPONSE "/subject/reference", "\"Patient/" ID_A "\"", 422,
    RESPONSE_PATH ".subject.reference" },
  { "subject-of-another-type", RESPONSE "/subject/reference", "\"Group/" ID_A "\"", 422,
    RESPONSE_PATH ".subject.reference" },
  { "no-subject", RESPONSE "/subject", NULL, 422, RESPONSE_PATH ".subject" },
  { "patient-alone", "/entry/1", NULL, 422, "Bundle.entry[0]" },
  { "response-alone", "/entry/2", NULL, 422, "Bundle.entry[2].resource.subject.reference" },
  { "codes-differ", PATIENT "/identifier/0/value", "\"7K4Q2M\"", 422,
    PATIENT_PATH ".identifier[0].value" },
  { "code", RESPONSE "/identifier/value", "\"7K4-Q2M\"", 422, RESPONSE_PATH ".identifier.value" },
  { "code-system", RESPONSE "/identifier/system", "\"urn:x\"", 422,
    RESPONSE_PATH ".identifier.system" },

  /* The patient. */
  { "unknown-in-patient", PATIENT "/gender", "\"male\"", 422, PATIENT_PATH },
  { "meta-unknown", PATIENT "/meta", "{\"tag\": []}", 422, PATIENT_PATH ".meta" },
  { "meta-empty", PATIENT "/meta", "{}", 422, PATIENT_PATH ".meta" },
  { "no-name", PATIENT "/name", NULL, 422, PATIENT_PATH ".name" },
  { "names", PATIENT "/name/-", "{}", 422, PATIENT_PATH ".name" },
  { "family-empty", PATIENT "/name/0/family", "\"\"", 422, PATIENT_PATH ".name[0].family" },
  { "family-blank", PATIENT "/name/0/family", "\" \\u00a0\\t\"", 422,
    PATIENT_PATH ".name[0].family" },
  { "family-control", PATIENT "/name/0/family", "\"a\\u0001\"", 422,
    PATIENT_PATH ".name[0].family" },
  { "given-number", PATIENT "/name/0/given/0", "7", 422, PATIENT_PATH ".name[0].given[0]" },
  { "given-blank", PATIENT "/name/0/given/0", "\" \"", 422, PATIENT_PATH ".name[0].given[0]" },
  { "name-use", PATIENT "/name/0/use", "\"nickname\"", 422, PATIENT_PATH ".name[0].use" },
  { "phone", PATIENT "/telecom/0/value", "\"call me\"", 422, PATIENT_PATH ".telecom[0].value" },
  { "sms-elsewhere", PATIENT "/telecom/1/value", "\"416 555 0199\"", 422,
    PATIENT_PATH ".telecom[1].value" },
  { "email", PATIENT "/telecom/2/value", "\"sample at example\"", 422,
    PATIENT_PATH ".telecom[2].value" },
  { "rank-twice", PATIENT "/telecom/2/rank", "1", 422, PATIENT_PATH ".telecom[2].rank" },
  { "rank", PATIENT "/telecom/1/rank", "2", 422, PATIENT_PATH ".telecom[1].rank" },
  { "fax", PATIENT "/telecom/2/system", "\"fax\"", 422, PATIENT_PATH ".telecom[2].system" },
  { "no-phone", PATIENT "/telecom/0", NULL, 422, PATIENT_PATH ".telecom[0].system" },
  { "birth-shape", PATIENT "/birthDate", "\"1980-2-29\"", 422, PATIENT_PATH ".birthDate" },
  { "birth-29-february", PATIENT "/birthDate", "\"1981-02-29\"", 422, PATIENT_PATH ".birthDate" },
  { "birth-year", PATIENT "/birthDate", "\"1980\"", 422, PATIENT_PATH ".birthDate" },
  { "birth-1899", PATIENT "/birthDate", "\"1899-12-31\"", 422, PATIENT_PATH ".birthDate" },
  { "birth-future", PATIENT "/birthDate", "\"2026-12-08\"", 422, PATIENT_PATH ".birthDate" },
  { "language-differs", PATIENT "/communication/0/language/coding/0/code", "\"fr-CA\"", 422,
    PATIENT_PATH ".communication[0].language.coding[0].code" },
  { "not-preferred", PATIENT "/communication/0/preferred", "false", 422,
    PATIENT_PATH ".communication[0].preferred" },

  /* The response. */
  { "unknown-in-response", RESPONSE "/author", "{}", 422, RESPONSE_PATH },
  { "status", RESPONSE "/status", "\"amended\"", 422, RESPONSE_PATH ".status" },
  { "questionnaire-version", RESPONSE "/questionnaire", "\"https://stipple.example/q\"", 422,
    RESPONSE_PATH ".questionnaire" },
  { "questionnaire-zero", RESPONSE "/questionnaire", "\"https://stipple.example/q|0\"", 422,
    RESPONSE_PATH ".questionnaire" },
  { "questionnaire-huge", RESPONSE "/questionnaire",
    "\"https://stipple.example/q|99999999999999999999\"", 422, RESPONSE_PATH ".questionnaire" },
  { "authored-day", RESPONSE "/authored", "\"2026-12-05\"", 422, RESPONSE_PATH ".authored" },
  { "language", RESPONSE "/language", "\"english language\"", 422, RESPONSE_PATH ".language" },
  { "no-items", RESPONSE "/item", NULL, 422, RESPONSE_PATH ".item" },
  { "no-health", RESPONSE "/item/0", NULL, 422, RESPONSE_PATH ".item" },
  { "unknown-item", RESPONSE "/item/1/linkId", "\"shoe-size\"", 422,
    RESPONSE_PATH ".item[1].linkId" },
  { "item-twice", RESPONSE "/item/2/linkId", "\"medication\"", 422,
    RESPONSE_PATH ".item[2].linkId" },
  { "item-unknown-member", RESPONSE NO "/definition", "\"x\"", 422, RESPONSE_PATH NO_PATH },
  { "link-number", RESPONSE NO "/linkId", "1", 422, RESPONSE_PATH NO_PATH ".linkId" },
  { "link-shape", RESPONSE NO "/linkId", "\"health/Blood Clots\"", 422,
    RESPONSE_PATH NO_PATH ".linkId" },
  { "reply-twice", RESPONSE NO "/linkId", "\"health/epilepsy\"", 422,
    RESPONSE_PATH ".item[0].item[2].linkId" },
  { "answers", RESPONSE NO "/answer/-", "{}", 422, RESPONSE_PATH NO_PATH ".answer" },
  { "no-answer", RESPONSE NO "/answer", NULL, 422, RESPONSE_PATH NO_PATH ".answer" },
  { "answer-of-another-type", RESPONSE NO "/answer/0", "{\"valueBoolean\": true}", 422,
    RESPONSE_PATH NO_PATH ".answer[0]" },
  { "answer-code", RESPONSE NO "/answer/0/valueCoding/code", "\"NASK\"", 422,
    RESPONSE_PATH NO_PATH ".answer[0].valueCoding.code" },
  { "answer-system", RESPONSE NO "/answer/0/valueCoding/system", "\"urn:x\"", 422,
    RESPONSE_PATH NO_PATH ".answer[0].valueCoding.system" },
  { "follow-up-of-no", RESPONSE NO "/answer/0/item", "[{}]", 422,
    RESPONSE_PATH NO_PATH ".answer[0].item" },
  { "follow-up-link", RESPONSE YES "/answer/0/item/0/linkId", "\"health/epilepsy/until\"", 422,
    RESPONSE_PATH YES_PATH ".answer[0].item[0].linkId" },
  { "follow-up-date", RESPONSE YES "/answer/0/item/0/answer/0/valueDate", "\"2026-02-30\"", 422,
    RESPONSE_PATH YES_PATH ".answer[0].item[0].answer[0].valueDate" },
  { "follow-up-not-ongoing", RESPONSE YES "/answer/0/item/0",
    "{\"linkId\": \"health/antibiotics/ongoing\", \"answer\": [{\"valueBoolean\": false}]}", 422,
    RESPONSE_PATH YES_PATH ".answer[0].item[0].answer[0].valueBoolean" },
  { "medication-blank", RESPONSE "/item/1/answer/0/valueString", "\"\\n\"", 422,
    RESPONSE_PATH ".item[1].answer[0].valueString" },
  { "area-shape", RESPONSE "/item/3/item/0/answer/1/valueCoding/code", "\"The Crown\"", 422,
    RESPONSE_PATH ".item[3].item[0].answer[1].valueCoding.code" },
  { "group-answered", RESPONSE "/item/3/answer", "[]", 422, RESPONSE_PATH ".item[3].answer" },
  { "question-of-items", RESPONSE "/item/1/item", "[]", 422, RESPONSE_PATH ".item[1].item" },
  { "outcome", RESPONSE "/item/4/item/0/answer/0/valueCoding/code", "\"maybe\"", 422,
    RESPONSE_PATH ".item[4].item[0].answer[0].valueCoding.code" },
  { "no-outcome", RESPONSE "/item/4/item/0", NULL, 422, RESPONSE_PATH ".item[4].item" },
  { "rules-version-real", RESPONSE "/item/4/item/2/answer/0/valueInteger", "3.0", 422,
    RESPONSE_PATH ".item[4].item[2].answer[0].valueInteger" },
  { "rules-version-huge", RESPONSE "/item/4/item/2/answer/0/valueInteger", "4294967297", 422,
    RESPONSE_PATH ".item[4].item[2].answer[0].valueInteger" },
  { "reason-no", RESPONSE "/item/4/item/3/item/1/answer/0/valueCoding/code", "\"N\"", 422,
    RESPONSE_PATH ".item[4].item[3].item[1].answer[0].valueCoding.code" },
  { "started", RESPONSE "/item/5/item/0/answer/0/valueDateTime", "\"yesterday\"", 422,
    RESPONSE_PATH ".item[5].item[0].answer[0].valueDateTime" },
  { "no-consent", RESPONSE "/item/6", NULL, 422, RESPONSE_PATH ".item" },
  { "no-signature", RESPONSE "/item/6/item/3", NULL, 422, RESPONSE_PATH ".item[6].item" },
  { "signature-and-tick", RESPONSE "/item/6/item/-",
    "{\"linkId\": \"consent/tick\", \"answer\": [{\"valueBoolean\": true}]}", 422,
    RESPONSE_PATH ".item[6].item" },
  { "signature-and-paper", RESPONSE "/item/6/item/-",
    "{\"linkId\": \"consent/paper\", \"answer\": [{\"valueBoolean\": true}]}", 422,
    RESPONSE_PATH ".item[6].item" },
  { "paper-false", RESPONSE "/item/6/item/3",
    "{\"linkId\": \"consent/paper\", \"answer\": [{\"valueBoolean\": false}]}", 422,
    RESPONSE_PATH ".item[6].item[3].answer[0].valueBoolean" },
  { "companion", RESPONSE "/item/6/item/-",
    "{\"linkId\": \"consent/companion-language\", \"answer\": [{\"valueString\": \"my own\"}]}",
    422, RESPONSE_PATH ".item[6].item[4]" },
  { "companion-same", RESPONSE "/item/6/item/-",
    "{\"linkId\": \"consent/companion-language\", \"answer\": [{\"valueString\": \"en\"}]}", 422,
    RESPONSE_PATH ".item[6].item" },
  { "tick-false", RESPONSE "/item/6/item/3",
    "{\"linkId\": \"consent/tick\", \"answer\": [{\"valueBoolean\": false}]}", 422,
    RESPONSE_PATH ".item[6].item[3].answer[0].valueBoolean" },
  { "signature-type", RESPONSE "/item/6/item/3/answer/0/valueAttachment/contentType",
    "\"text/html\"", 422, RESPONSE_PATH ".item[6].item[3].answer[0].valueAttachment.contentType" },
  { "signature-not-ours", RESPONSE "/item/6/item/3/answer/0/valueAttachment/data", "\"PHN2Zy8+\"",
    422, RESPONSE_PATH ".item[6].item[3].answer[0].valueAttachment.data" },
  { "signature-not-base64", RESPONSE "/item/6/item/3/answer/0/valueAttachment/data", "\"secret!\"",
    422, RESPONSE_PATH ".item[6].item[3].answer[0].valueAttachment.data" },
};

static char *
write_bundle (guint n)
{
  g_autoptr (StipplePack) pack = fixture_pack_new ();
  g_autoptr (StippleClock) clock = fixture_clock_new ();
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;
  char *bundle;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StippleIntake) intake = fixture_intake_new (pack, clock, i + 1);

      g_ptr_array_add (documents, stipple_fhir_write_intake (intake, pack));
    }
  bundle = stipple_fhir_write_bundle ((const char *const *) documents->pdata, n, &error);
  g_assert_no_error (error);
  return bundle;
}

static json_t *
new_bundle (guint n)
{
  g_autofree char *text = write_bundle (n);

  return edit_parse (text);
}

static GPtrArray *
read_fine (json_t *bundle)
{
  g_autofree char *expression = NULL;
  GError *error = NULL;
  int status = 0;
  GPtrArray *items = stipple_fhir_read_bundle (bundle, &status, &expression, &error);

  g_assert_no_error (error);
  g_assert_null (expression);
  return items;
}

static void
assert_refused (json_t *bundle, int expected_status, const char *expected)
{
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  int code = expected_status == 413 ? STIPPLE_ERROR_TOO_LARGE : STIPPLE_ERROR_INVALID;

  g_assert_null (stipple_fhir_read_bundle (bundle, &status, &expression, &error));
  g_assert_cmpstr (expression, ==, expected);
  g_assert_cmpint (status, ==, expected_status);
  g_assert_error (error, STIPPLE_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, expected));
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_broken (gconstpointer data)
{
  const Broken *self = data;
  g_autoptr (StippleJson) bundle = new_bundle (2);

  edit_json (bundle, self->pointer, self->value);
  assert_refused (bundle, self->status, self->expression);
}

static void
test_fine (void)
{
  g_autoptr (StippleJson) bundle = new_bundle (2);
  g_autoptr (GPtrArray) items = read_fine (bundle);
  const StippleBundleItem *first = items->pdata[0];
  g_autofree char *receipt = stipple_fhir_receipt (first->patient, first->response);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (first->patient_id, ==,
                   json_string_value (json_object_get (first->patient, "id")));
  g_assert_cmpstr (first->response_id, ==,
                   json_string_value (json_object_get (first->response, "id")));
  g_assert_cmpuint (strlen (first->code), ==, STIPPLE_CODE_LENGTH);
  g_assert_null (first->if_match);
  g_assert_cmpstr (first->receipt, ==, receipt);
}

/* The order of entries says nothing: a response finds its own patient. */
static void
test_order (void)
{
  g_autoptr (StippleJson) bundle = new_bundle (3);
  json_t *entries = json_object_get (bundle, "entry");
  g_autoptr (StippleJson) first = json_incref (json_array_get (entries, 0));
  g_autoptr (GPtrArray) items = NULL;

  json_array_remove (entries, 0);
  json_array_append (entries, first);
  items = read_fine (bundle);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_true (((StippleBundleItem *) items->pdata[0])->patient
                 == json_object_get (first, "resource"));
}

static void
test_if_match (void)
{
  g_autoptr (StippleJson) bundle = new_bundle (1);
  g_autoptr (GPtrArray) items = NULL;

  edit_json (bundle, "/entry/0/request/ifMatch", "\"W/\\\"2\\\"\"");
  edit_json (bundle, "/entry/1/request/ifMatch", "\"W/\\\"2\\\"\"");
  items = read_fine (bundle);
  g_assert_cmpstr (((StippleBundleItem *) items->pdata[0])->if_match, ==, "W/\"2\"");
}

static void
test_most (void)
{
  g_autoptr (StippleJson) bundle = new_bundle (STIPPLE_BUNDLE_MAX_INTAKES);
  g_autoptr (GPtrArray) items = read_fine (bundle);

  g_assert_cmpuint (items->len, ==, STIPPLE_BUNDLE_MAX_INTAKES);
}

static void
test_too_many (void)
{
  g_autoptr (StippleJson) bundle = new_bundle (STIPPLE_BUNDLE_MAX_INTAKES);
  json_t *entries = json_object_get (bundle, "entry");

  json_array_append (entries, json_array_get (entries, 0));
  assert_refused (bundle, 413, "Bundle.entry");
}

static void
test_same_twice (void)
{
  g_autoptr (StippleJson) bundle = new_bundle (2);
  json_t *entries = json_object_get (bundle, "entry");

  json_array_append (entries, json_array_get (entries, 1));
  assert_refused (bundle, 422, "Bundle.entry[4].request.url");
}

/* Two responses of one patient. */
static void
test_shared_patient (void)
{
  g_autoptr (StippleJson) bundle = new_bundle (2);
  json_t *entries = json_object_get (bundle, "entry");
  json_t *subject =
      json_object_get (json_object_get (json_array_get (entries, 1), "resource"), "subject");

  json_object_set (json_object_get (json_array_get (entries, 3), "resource"), "subject", subject);
  assert_refused (bundle, 422, "Bundle.entry[3].resource.subject.reference");
}

static void
test_same_code (void)
{
  g_autoptr (StippleJson) bundle = new_bundle (2);

  edit_json (bundle, "/entry/0/resource/identifier/0/value", "\"7K4Q2M\"");
  edit_json (bundle, "/entry/1/resource/identifier/value", "\"7K4Q2M\"");
  edit_json (bundle, "/entry/2/resource/identifier/0/value", "\"7K4Q2M\"");
  edit_json (bundle, "/entry/3/resource/identifier/value", "\"7K4Q2M\"");
  assert_refused (bundle, 422, "Bundle.entry[3].resource.identifier.value");
}

static void
test_not_an_object (void)
{
  g_autoptr (StippleJson) list = json_array ();
  g_autoptr (StippleJson) text = json_string ("Bundle");

  assert_refused (list, 400, "Bundle");
  assert_refused (text, 400, "Bundle");
}

static void
test_write_too_many (void)
{
  const char *documents[STIPPLE_BUNDLE_MAX_INTAKES + 1];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    documents[i] = "{\"patient\":{},\"response\":{}}";
  g_assert_null (stipple_fhir_write_bundle (documents, G_N_ELEMENTS (documents), &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
}

static void
test_write_too_large (void)
{
  g_autofree char *filler = g_strnfill (STIPPLE_BUNDLE_MAX_BYTES / 2, 'x');
  g_autofree char *document =
      g_strdup_printf ("{\"patient\":{},\"response\":{\"id\":\"%s\"}}", filler);
  const char *documents[] = { document, document };
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_fhir_write_bundle (documents, 2, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
}

static void
test_write_nonsense (void)
{
  const char *documents[] = { "{\"patient\":{},\"response\":[]}" };
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_fhir_write_bundle (documents, 1, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/bundle/fine", test_fine);
  g_test_add_func ("/wire/bundle/order", test_order);
  g_test_add_func ("/wire/bundle/if-match", test_if_match);
  g_test_add_func ("/wire/bundle/most", test_most);
  g_test_add_func ("/wire/bundle/too-many", test_too_many);
  g_test_add_func ("/wire/bundle/same-twice", test_same_twice);
  g_test_add_func ("/wire/bundle/shared-patient", test_shared_patient);
  g_test_add_func ("/wire/bundle/same-code", test_same_code);
  g_test_add_func ("/wire/bundle/not-an-object", test_not_an_object);
  g_test_add_func ("/wire/bundle/write/too-many", test_write_too_many);
  g_test_add_func ("/wire/bundle/write/too-large", test_write_too_large);
  g_test_add_func ("/wire/bundle/write/nonsense", test_write_nonsense);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/wire/bundle/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  return g_test_run ();
}
