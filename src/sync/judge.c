// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/sync.h"

#include "wire/fhir.h"

#include <string.h>

#define BACKOFF_FLOOR_US G_USEC_PER_SEC
#define BACKOFF_STEP_US (2 * G_USEC_PER_SEC)
#define BACKOFF_CAP_US (10 * 60 * (gint64) G_USEC_PER_SEC)

gint64
stipple_sync_backoff_delay (guint failures, double random)
{
  gint64 limit = failures >= 9 ? BACKOFF_CAP_US : (gint64) BACKOFF_STEP_US << failures;
  limit = MIN (limit, BACKOFF_CAP_US);
  return BACKOFF_FLOOR_US + (gint64) (random * (double) (limit - BACKOFF_FLOOR_US));
}

static json_t *
parse_fhir (const StippleHttpAnswer *answer, const char *resource_type)
{
  if (strcmp (answer->content_type, STIPPLE_FHIR_TYPE) != 0)
    return NULL;
  gsize length;
  const void *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (StippleJson) json = stipple_json_parse (data, length, length, NULL);
  const char *type = json_string_value (json_object_get (json, "resourceType"));
  return g_strcmp0 (type, resource_type) == 0 ? g_steal_pointer (&json) : NULL;
}

static const char *
receipt_of (const json_t *response)
{
  const json_t *extensions = json_object_get (response, "extension");
  for (gsize i = 0; i < json_array_size (extensions); i++)
    {
      const json_t *extension = json_array_get (extensions, i);
      const char *url = json_string_value (json_object_get (extension, "url"));
      if (g_strcmp0 (url, STIPPLE_RECEIPT_URL) == 0)
        return json_string_value (json_object_get (extension, "valueString"));
    }
  return NULL;
}

static gboolean
is_stored (const json_t *response)
{
  const char *status = json_string_value (json_object_get (response, "status"));
  return status != NULL && (g_str_has_prefix (status, "200") || g_str_has_prefix (status, "201"))
         && (status[3] == '\0' || status[3] == ' ');
}

/* The id in "…/QuestionnaireResponse/<id>", with or without "/_history/<version>" behind it. */
static char *
located_id (const json_t *response, const char *type)
{
  const char *location = json_string_value (json_object_get (response, "location"));
  g_autofree char *marker = g_strconcat (type, "/", NULL);
  const char *found = location != NULL ? strstr (location, marker) : NULL;
  if (found == NULL)
    return NULL;
  found += strlen (marker);
  return g_strndup (found, strcspn (found, "/"));
}

/* As many entries as we sent, all stored: each of our responses by our id and with our receipt, the others
 * Patients. */
static gboolean
acknowledges (const json_t *bundle, GPtrArray *items)
{
  const char *type = json_string_value (json_object_get (bundle, "type"));
  const json_t *entries = json_object_get (bundle, "entry");
  if (g_strcmp0 (type, "transaction-response") != 0
      || json_array_size (entries) != 2 * (gsize) items->len)
    return FALSE;
  g_autoptr (GHashTable) receipts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint patients = 0;
  for (gsize i = 0; i < json_array_size (entries); i++)
    {
      const json_t *response = json_object_get (json_array_get (entries, i), "response");
      if (!is_stored (response))
        return FALSE;
      g_autofree char *id = located_id (response, "QuestionnaireResponse");
      g_autofree char *patient = located_id (response, "Patient");
      const char *receipt = receipt_of (response);
      if (id != NULL && receipt != NULL)
        g_hash_table_insert (receipts, g_steal_pointer (&id), (gpointer) receipt);
      else if (patient != NULL)
        patients++;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (items, i);
      const char *receipt = g_hash_table_lookup (receipts, item->id);
      if (receipt == NULL || g_strcmp0 (receipt, item->receipt) != 0)
        return FALSE;
    }
  return patients == items->len;
}

StippleVerdict
stipple_sync_judge (const StippleHttpAnswer *answer, GPtrArray *items, StippleRefusal **refusal)
{
  *refusal = NULL;
  if (answer->status == 200)
    {
      g_autoptr (StippleJson) bundle = parse_fhir (answer, "Bundle");
      return bundle != NULL && acknowledges (bundle, items) ? STIPPLE_VERDICT_DELIVERED
                                                            : STIPPLE_VERDICT_RETRY;
    }
  if (answer->status >= 300 && answer->status < 400)
    return STIPPLE_VERDICT_UNTRUSTED;
  /* Only a FHIR server's own words may decide about an intake: a captive portal says 404 as well. A
   * proxy may refuse by size in words of its own; halving is harmless. */
  g_autoptr (StippleJson) outcome = parse_fhir (answer, "OperationOutcome");
  if (outcome == NULL && answer->status != 413)
    return STIPPLE_VERDICT_RETRY;
  switch (answer->status)
    {
    case 401:
    case 403:
      return STIPPLE_VERDICT_STOP;
    case 400:
    case 404:
    case 409:
    case 410:
    case 412:
    case 413:
    case 422:
      *refusal = stipple_refusal_new_from_outcome (answer->status, outcome);
      return STIPPLE_VERDICT_SPLIT;
    default:
      return STIPPLE_VERDICT_RETRY;
    }
}
