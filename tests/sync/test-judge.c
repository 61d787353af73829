// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sync.h"
#include "wire/fhir.h"

#include <string.h>

/* The verdict on the hub's answer, row by row of the wire's table. */

#define FIRST_ID "0b5f2a57-58a3-4a3c-9a0e-6a5d2f1c7b11"
#define SECOND_ID "1c6f3b68-69b4-4b4d-8b1f-7b6e3f2d8c22"
#define OTHER_ID "2d7f4c79-7ac5-4c5e-9c2f-8c7f4f3e9d33"
#define PATIENT_ID "3e8f5d8a-8bd6-4d6f-8d3f-9d8f5f4fae44"
#define FIRST_RECEIPT "1111111111111111111111111111111111111111111111111111111111111111"
#define SECOND_RECEIPT "2222222222222222222222222222222222222222222222222222222222222222"
#define OTHER_RECEIPT "3333333333333333333333333333333333333333333333333333333333333333"

#define OUTCOME                                                                                    \
  "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":"            \
  "\"invalid\","                                                                                   \
  "\"diagnostics\":\"The birth date is in the future.\","                                          \
  "\"expression\":[\"Bundle.entry[0].resource.birthDate\"]}]}"

static void
add_item (GPtrArray *items, const char *id, const char *receipt)
{
  StippleOutboxItem *item = g_new0 (StippleOutboxItem, 1);
  item->id = (char *) id;
  item->receipt = (char *) receipt;
  g_ptr_array_add (items, item);
}

static GPtrArray *
two_items (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  add_item (items, FIRST_ID, FIRST_RECEIPT);
  add_item (items, SECOND_ID, SECOND_RECEIPT);
  return items;
}

static json_t *
patient_entry (void)
{
  return json_pack ("{s:{s:s,s:s,s:s}}", "response", "status", "201 Created", "location",
                    "Patient/" PATIENT_ID "/_history/1", "etag", "W/\"1\"");
}

static json_t *
response_entry (const char *id, const char *receipt)
{
  g_autofree char *location = g_strdup_printf ("QuestionnaireResponse/%s/_history/1", id);
  return json_pack ("{s:{s:s,s:s,s:s,s:[{s:s,s:s}]}}", "response", "status", "201 Created",
                    "location", location, "etag", "W/\"1\"", "extension", "url",
                    STIPPLE_RECEIPT_URL, "valueString", receipt);
}

static json_t *
good_bundle (void)
{
  return json_pack ("{s:s,s:s,s:[o,o,o,o]}", "resourceType", "Bundle", "type",
                    "transaction-response", "entry", patient_entry (),
                    response_entry (FIRST_ID, FIRST_RECEIPT), patient_entry (),
                    response_entry (SECOND_ID, SECOND_RECEIPT));
}

static json_t *
entries_of (json_t *bundle)
{
  return json_object_get (bundle, "entry");
}

static json_t *
response_of (json_t *bundle, guint entry)
{
  return json_object_get (json_array_get (entries_of (bundle), entry), "response");
}

static StippleVerdict
judge_text (int status, const char *type, const char *body, char **reason)
{
  g_autoptr (GPtrArray) items = two_items ();
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  const StippleHttpAnswer answer = {
    .status = status, .content_type = (char *) type, .retry_after = -1, .body = bytes
  };
  g_autoptr (StippleRefusal) refusal = NULL;
  StippleVerdict verdict = stipple_sync_judge (&answer, items, &refusal);
  if (reason != NULL)
    *reason = refusal != NULL ? stipple_refusal_describe (refusal) : NULL;
  return verdict;
}

/* Takes @bundle. */
static StippleVerdict
judge_bundle (int status, json_t *bundle)
{
  g_autoptr (StippleJson) owned = bundle;
  g_autofree char *body = stipple_json_canonical (owned);
  return judge_text (status, STIPPLE_FHIR_TYPE, body, NULL);
}

/* --- 200 */

static void
test_delivered (void)
{
  g_assert_cmpint (judge_bundle (200, good_bundle ()), ==, STIPPLE_VERDICT_DELIVERED);
}

static void
test_delivered_again (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  for (guint i = 0; i < 4; i++)
    json_object_set_new (response_of (bundle, i), "status", json_string ("200"));
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_DELIVERED);
}

static void
test_delivered_absolute (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_object_set_new (response_of (bundle, 1), "location",
                       json_string ("https://hub.example/fhir/QuestionnaireResponse/" FIRST_ID));
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_DELIVERED);
}

static void
test_delivered_any_order (void)
{
  json_t *bundle =
      json_pack ("{s:s,s:s,s:[o,o,o,o]}", "resourceType", "Bundle", "type", "transaction-response",
                 "entry", response_entry (SECOND_ID, SECOND_RECEIPT), patient_entry (),
                 patient_entry (), response_entry (FIRST_ID, FIRST_RECEIPT));
  g_assert_cmpint (judge_bundle (200, bundle), ==, STIPPLE_VERDICT_DELIVERED);
}

static void
test_html (void)
{
  const char *page = "<!DOCTYPE html><title>Sign in to the network</title>";
  g_assert_cmpint (judge_text (200, "text/html", page, NULL), ==, STIPPLE_VERDICT_RETRY);
  g_assert_cmpint (judge_text (200, STIPPLE_FHIR_TYPE, page, NULL), ==, STIPPLE_VERDICT_RETRY);
  g_assert_cmpint (judge_text (200, "", "", NULL), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_good_of_other_type (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  g_autofree char *body = stipple_json_canonical (bundle);
  g_assert_cmpint (judge_text (200, "application/json", body, NULL), ==, STIPPLE_VERDICT_RETRY);
  g_assert_cmpint (judge_text (200, "text/html", body, NULL), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_other_json (void)
{
  static const char *const bodies[] = { "{}",    "[]", "null", "{\"resourceType\":\"Bundle\"}",
                                        "\"x\"", "1",  OUTCOME };
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_assert_cmpint (judge_text (200, STIPPLE_FHIR_TYPE, bodies[i], NULL), ==,
                     STIPPLE_VERDICT_RETRY);
}

static void
test_cut_json (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  g_autofree char *body = stipple_json_canonical (bundle);
  for (gsize length = strlen (body) - 1; length > 0; length -= MIN (length, 37))
    {
      body[length] = '\0';
      g_assert_cmpint (judge_text (200, STIPPLE_FHIR_TYPE, body, NULL), ==, STIPPLE_VERDICT_RETRY);
    }
}

static void
test_other_resource (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_object_set_new (bundle, "resourceType", json_string ("Parameters"));
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_other_bundle_type (void)
{
  static const char *const types[] = { "transaction", "batch-response", "searchset" };
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (StippleJson) bundle = good_bundle ();
      json_object_set_new (bundle, "type", json_string (types[i]));
      g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
    }
}

static void
test_entry_missing (void)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (StippleJson) bundle = good_bundle ();
      json_array_remove (entries_of (bundle), i);
      g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
    }
}

static void
test_entry_too_many (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_array_append_new (entries_of (bundle), patient_entry ());
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_entry_twice (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_array_set_new (entries_of (bundle), 3, response_entry (FIRST_ID, FIRST_RECEIPT));
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_patient_missing (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_object_set_new (response_of (bundle, 0), "location", json_string ("Observation/1"));
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_entry_status (void)
{
  static const char *const statuses[] = { "202 Accepted", "204",  "400 Bad Request",
                                          "409 Conflict", "2000", "2010",
                                          "20",           "",     "500" };
  for (guint entry = 0; entry < 4; entry++)
    for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
      {
        g_autoptr (StippleJson) bundle = good_bundle ();
        json_object_set_new (response_of (bundle, entry), "status", json_string (statuses[i]));
        g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
      }
}

static void
test_other_id (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_array_set_new (entries_of (bundle), 1, response_entry (OTHER_ID, FIRST_RECEIPT));
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_id_and_more (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_array_set_new (entries_of (bundle), 1, response_entry (FIRST_ID "0", FIRST_RECEIPT));
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_wrong_receipt (void)
{
  static const char *const receipts[] = { OTHER_RECEIPT, SECOND_RECEIPT, "11111111", "" };
  for (guint i = 0; i < G_N_ELEMENTS (receipts); i++)
    {
      g_autoptr (StippleJson) bundle = good_bundle ();
      json_array_set_new (entries_of (bundle), 1, response_entry (FIRST_ID, receipts[i]));
      g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
    }
}

static void
test_no_receipt (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_object_del (response_of (bundle, 3), "extension");
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
}

static void
test_receipt_of_other_extension (void)
{
  g_autoptr (StippleJson) bundle = good_bundle ();
  json_t *extensions = json_object_get (response_of (bundle, 3), "extension");
  json_object_set_new (json_array_get (extensions, 0), "url",
                       json_string ("https://other.example/receipt"));
  g_assert_cmpint (judge_bundle (200, json_incref (bundle)), ==, STIPPLE_VERDICT_RETRY);
}

/* --- Other statuses */

static void
test_other_success (void)
{
  for (int status = 201; status <= 299; status++)
    {
      g_assert_cmpint (judge_bundle (status, good_bundle ()), ==, STIPPLE_VERDICT_RETRY);
      g_assert_cmpint (judge_text (status, STIPPLE_FHIR_TYPE, OUTCOME, NULL), ==,
                       STIPPLE_VERDICT_RETRY);
    }
}

static void
test_redirect (void)
{
  for (int status = 300; status <= 399; status++)
    {
      g_assert_cmpint (judge_text (status, "text/html", "", NULL), ==, STIPPLE_VERDICT_UNTRUSTED);
      g_assert_cmpint (judge_bundle (status, good_bundle ()), ==, STIPPLE_VERDICT_UNTRUSTED);
    }
}

typedef struct
{
  int status;
  StippleVerdict verdict; /* with the hub's OperationOutcome */
  StippleVerdict without; /* with a page of somebody else's */
  const char *reason;     /* begins so; NULL: none */
} Row;

static const Row rows[] = {
  { 400, STIPPLE_VERDICT_SPLIT, STIPPLE_VERDICT_RETRY, "The hub found something wrong" },
  { 401, STIPPLE_VERDICT_STOP, STIPPLE_VERDICT_RETRY, NULL },
  { 402, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 403, STIPPLE_VERDICT_STOP, STIPPLE_VERDICT_RETRY, NULL },
  { 404, STIPPLE_VERDICT_SPLIT, STIPPLE_VERDICT_RETRY, "The hub does not know" },
  { 405, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 408, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 409, STIPPLE_VERDICT_SPLIT, STIPPLE_VERDICT_RETRY, "The hub already holds this intake" },
  { 410, STIPPLE_VERDICT_SPLIT, STIPPLE_VERDICT_RETRY, "This intake was deleted" },
  { 412, STIPPLE_VERDICT_SPLIT, STIPPLE_VERDICT_RETRY, "The hub already holds this intake" },
  { 413, STIPPLE_VERDICT_SPLIT, STIPPLE_VERDICT_SPLIT, "This intake is larger" },
  { 422, STIPPLE_VERDICT_SPLIT, STIPPLE_VERDICT_RETRY, "The hub found something wrong" },
  { 425, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 429, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 500, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 501, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 502, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 503, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 504, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
  { 511, STIPPLE_VERDICT_RETRY, STIPPLE_VERDICT_RETRY, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *reason = NULL;
  g_assert_cmpint (judge_text (row->status, STIPPLE_FHIR_TYPE, OUTCOME, &reason), ==, row->verdict);
  if (row->reason == NULL)
    g_assert_null (reason);
  else
    {
      g_assert_true (g_str_has_prefix (reason, row->reason));
      g_assert_nonnull (strstr (reason, "The birth date is in the future."));
      g_assert_nonnull (strstr (reason, "(Bundle.entry[0].resource.birthDate)"));
    }
  g_autofree char *other = NULL;
  g_assert_cmpint (judge_text (row->status, "text/html", "<p>No.</p>", &other), ==, row->without);
  g_assert_true ((other != NULL) == (row->without == STIPPLE_VERDICT_SPLIT));
  /* An OperationOutcome counts by its type as well as by its words. */
  g_autofree char *third = NULL;
  g_assert_cmpint (judge_text (row->status, "application/json", OUTCOME, &third), ==, row->without);
}

/* --- Reasons */

static void
test_reason_without_words (void)
{
  g_autofree char *reason = NULL;
  judge_text (409, STIPPLE_FHIR_TYPE, "{\"resourceType\":\"OperationOutcome\"}", &reason);
  g_assert_cmpstr (reason, ==, "The hub already holds this intake with other content.");
}

static void
test_reason_details (void)
{
  g_autofree char *reason = NULL;
  judge_text (422, STIPPLE_FHIR_TYPE,
              "{\"resourceType\":\"OperationOutcome\",\"issue\":"
              "[{\"details\":{\"text\":\"No such canonical.\"}}]}",
              &reason);
  g_assert_cmpstr (reason, ==, "The hub found something wrong in this intake. No such canonical.");
}

static void
test_reason_length (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < 5000; i++)
    g_string_append (words, "é");
  g_autoptr (StippleJson) outcome = stipple_fhir_outcome ("error", "invalid", words->str, NULL);
  g_autofree char *body = stipple_json_canonical (outcome);
  g_autofree char *reason = NULL;
  judge_text (422, STIPPLE_FHIR_TYPE, body, &reason);
  g_assert_true (g_utf8_validate (reason, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (reason, -1), >, 300);
  g_assert_cmpint (g_utf8_strlen (reason, -1), <, 400);
}

static void
test_reason_odd (void)
{
  static const char *const bodies[] = {
    "{\"resourceType\":\"OperationOutcome\",\"issue\":7}",
    "{\"resourceType\":\"OperationOutcome\",\"issue\":[7]}",
    "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"diagnostics\":7,\"expression\":\"x\"}]}",
    "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"details\":[]}]}",
  };
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *reason = NULL;
      g_assert_cmpint (judge_text (422, STIPPLE_FHIR_TYPE, bodies[i], &reason), ==,
                       STIPPLE_VERDICT_SPLIT);
      g_assert_cmpstr (reason, ==, "The hub found something wrong in this intake.");
    }
}

/* --- Back-off */

static void
test_backoff_bounds (void)
{
  for (guint failures = 0; failures < 2000; failures++)
    for (guint step = 0; step <= 100; step++)
      {
        gint64 delay = stipple_sync_backoff_delay (failures, step / 100.0);
        g_assert_cmpint (delay, >=, G_USEC_PER_SEC);
        g_assert_cmpint (delay, <=, 10 * (gint64) G_TIME_SPAN_MINUTE);
      }
  g_assert_cmpint (stipple_sync_backoff_delay (G_MAXUINT, 0.999), <=,
                   10 * (gint64) G_TIME_SPAN_MINUTE);
}

static void
test_backoff_grows (void)
{
  const double almost = 1.0 - 1e-9;
  for (guint failures = 0; failures < 100; failures++)
    {
      gint64 limit = MIN (2 * G_USEC_PER_SEC * (gint64) (1ULL << MIN (failures, 40)),
                          10 * (gint64) G_TIME_SPAN_MINUTE);
      g_assert_cmpint (ABS (stipple_sync_backoff_delay (failures, almost) - limit), <, 1000);
      g_assert_cmpint (stipple_sync_backoff_delay (failures, 0.5), <=,
                       stipple_sync_backoff_delay (failures + 1, 0.5));
    }
}

static void
test_backoff_random (void)
{
  for (guint failures = 0; failures < 20; failures++)
    {
      g_assert_cmpint (stipple_sync_backoff_delay (failures, 0), ==, G_USEC_PER_SEC);
      for (guint step = 0; step < 10; step++)
        g_assert_cmpint (stipple_sync_backoff_delay (failures, step / 10.0), <,
                         stipple_sync_backoff_delay (failures, (step + 1) / 10.0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judge/200/delivered", test_delivered);
  g_test_add_func ("/judge/200/delivered-again", test_delivered_again);
  g_test_add_func ("/judge/200/delivered-absolute", test_delivered_absolute);
  g_test_add_func ("/judge/200/delivered-any-order", test_delivered_any_order);
  g_test_add_func ("/judge/200/html", test_html);
  g_test_add_func ("/judge/200/good-of-other-type", test_good_of_other_type);
  g_test_add_func ("/judge/200/other-json", test_other_json);
  g_test_add_func ("/judge/200/cut-json", test_cut_json);
  g_test_add_func ("/judge/200/other-resource", test_other_resource);
  g_test_add_func ("/judge/200/other-bundle-type", test_other_bundle_type);
  g_test_add_func ("/judge/200/entry-missing", test_entry_missing);
  g_test_add_func ("/judge/200/entry-too-many", test_entry_too_many);
  g_test_add_func ("/judge/200/entry-twice", test_entry_twice);
  g_test_add_func ("/judge/200/patient-missing", test_patient_missing);
  g_test_add_func ("/judge/200/entry-status", test_entry_status);
  g_test_add_func ("/judge/200/other-id", test_other_id);
  g_test_add_func ("/judge/200/id-and-more", test_id_and_more);
  g_test_add_func ("/judge/200/wrong-receipt", test_wrong_receipt);
  g_test_add_func ("/judge/200/no-receipt", test_no_receipt);
  g_test_add_func ("/judge/200/receipt-of-other-extension", test_receipt_of_other_extension);
  g_test_add_func ("/judge/2xx", test_other_success);
  g_test_add_func ("/judge/3xx", test_redirect);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/judge/%d", rows[i].status);
      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/judge/reason/without-words", test_reason_without_words);
  g_test_add_func ("/judge/reason/details", test_reason_details);
  g_test_add_func ("/judge/reason/length", test_reason_length);
  g_test_add_func ("/judge/reason/odd", test_reason_odd);
  g_test_add_func ("/backoff/bounds", test_backoff_bounds);
  g_test_add_func ("/backoff/grows", test_backoff_grows);
  g_test_add_func ("/backoff/random", test_backoff_random);
  return g_test_run ();
}
