// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "config.h"
#include "core/error.h"
#include "hub/audit.h"
#include "hub/record.h"
#include "wire/api.h"
#include "wire/fhir.h"
#include <string.h>

#define PAGE_DEFAULT 50
#define PAGE_MAX 200
#define INSTANT_LENGTH (sizeof "2026-12-05T09:42:07" - 1)

/* The two resources an intake is made of. */
typedef struct
{
  StippleIntakeKey key;
  const char *member; /* of the stored document */
  const char *path;
} Kind;

static const Kind responses = { STIPPLE_BY_RESPONSE, "response", STIPPLE_PATH_RESPONSE };
static const Kind patients = { STIPPLE_BY_PATIENT, "patient", STIPPLE_PATH_PATIENT };

StippleResponse *
stipple_handle_metadata (StippleHub *hub, StippleRequest *request)
{
  /* The day the statement itself last changed. */
  return stipple_response_new_fhir (
      200, stipple_fhir_capability_statement (STIPPLE_VERSION, "2026-11-22"));
}

/* --- Read. */

static StippleIntakeRow *
find_row (StippleHub *hub, const StippleRequest *request, const Kind *kind,
          StippleResponse **refusal)
{
  g_autoptr (GError) error = NULL;
  StippleIntakeRow *row =
      hub->storage->do_get_intake (hub->storage, kind->key, request->params[0], &error);

  if (row == NULL)
    *refusal = stipple_response_new_gerror (request, error);
  return row;
}

static StippleResponse *
get_one (StippleHub *hub, const StippleRequest *request, const Kind *kind)
{
  StippleResponse *response = NULL;
  g_autoptr (StippleIntakeRow) row = find_row (hub, request, kind, &response);
  g_autoptr (StippleJson) document = NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;

  if (row == NULL)
    return response;
  document = stipple_record_open (hub, row, &error);
  if (document == NULL
      || !stipple_audit_event (hub, request, STIPPLE_AUDIT_VIEWED, row->id,
                               json_pack ("{s:s}", "resource", kind->member), NULL, &error))
    return stipple_response_new_gerror (request, error);
  etag = g_strdup_printf ("W/\"%d\"", row->version);
  response =
      stipple_response_new_fhir (200, json_incref (json_object_get (document, kind->member)));
  stipple_response_add_header (response, "ETag", etag);
  return response;
}

StippleResponse *
stipple_handle_get_response (StippleHub *hub, StippleRequest *request)
{
  return get_one (hub, request, &responses);
}

StippleResponse *
stipple_handle_get_patient (StippleHub *hub, StippleRequest *request)
{
  return get_one (hub, request, &patients);
}

StippleResponse *
stipple_handle_delete_response (StippleHub *hub, StippleRequest *request)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = storage->begin (storage, &error);
  g_autoptr (StippleIntakeRow) row = NULL;

  if (tx == NULL)
    return stipple_response_new_gerror (request, error);
  row = storage->in_find_intake (tx, STIPPLE_BY_RESPONSE, request->params[0], &error);
  if (row == NULL
      || (row->deleted == 0
          && (!storage->in_delete_intake (tx, row->seq, NULL, stipple_hub_now (hub), &error)
              || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_DELETED, row->id, NULL,
                                     &error)))
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new (204);
}

/* --- Search. */

/* [low, high) of "2026-12-05" or "2026-12-05T09:42:07.123Z": a value stands for all of the day, second or ms that it
 * names, see http://hl7.org/fhir/R4/search.html#date */
static gboolean
parse_span (const char *text, gint64 *low, gint64 *high)
{
  g_autoptr (GDateTime) time = NULL;
  GDate day;

  if (stipple_date_parse_iso (text, &day, NULL))
    {
      time = g_date_time_new_utc (g_date_get_year (&day), (int) g_date_get_month (&day),
                                  g_date_get_day (&day), 0, 0, 0);
      *low = g_date_time_to_unix (time) * G_USEC_PER_SEC;
      *high = *low + G_TIME_SPAN_DAY;
      return TRUE;
    }
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL || strlen (text) <= INSTANT_LENGTH)
    return FALSE;
  *low = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  *high = *low + (text[INSTANT_LENGTH] == '.' ? G_TIME_SPAN_MILLISECOND : G_TIME_SPAN_SECOND);
  return TRUE;
}

static gboolean
narrow (StippleIntakeFilter *filter, const char *value)
{
  static const char *const prefixes[] = { "eq", "ge", "gt", "le", "lt" };
  guint prefix = 0;
  gint64 low, high;
  gint64 from = 0;
  gint64 to = G_MAXINT64;

  if (g_ascii_isalpha (value[0]))
    {
      while (prefix < G_N_ELEMENTS (prefixes) && !g_str_has_prefix (value, prefixes[prefix]))
        prefix++;
      value += 2;
    }
  if (prefix == G_N_ELEMENTS (prefixes) || !parse_span (value, &low, &high))
    return FALSE;
  if (prefix <= 1)
    from = low;
  else if (prefix == 2)
    from = high;
  if (prefix == 0 || prefix == 3)
    to = high;
  else if (prefix == 4)
    to = low;
  filter->updated_from = MAX (filter->updated_from, from);
  filter->updated_to = filter->updated_to > 0 ? MIN (filter->updated_to, to) : to;
  return TRUE;
}

static gboolean
read_filter (const StippleRequest *request, StippleIntakeFilter *filter, GError **error)
{
  gint64 count;

  for (guint i = 0; i < request->query->len; i++)
    {
      const StippleQueryPair *pair = g_ptr_array_index (request->query, i);

      if (strcmp (pair->name, "_lastUpdated") == 0)
        {
          if (narrow (filter, pair->value))
            continue;
          g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                               "_lastUpdated: give a date or an instant, such as ge2026-12-05.");
          return FALSE;
        }
      /* One that we leave out of account would give more than was asked for. */
      if (strcmp (pair->name, "_count") != 0 && strcmp (pair->name, "_format") != 0
          && strcmp (pair->name, "page") != 0)
        {
          g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                               "This hub searches by _lastUpdated only, with _count.");
          return FALSE;
        }
    }
  if (!stipple_request_get_query_int (request, "_count", 1, G_MAXINT, PAGE_DEFAULT, &count, error)
      || !stipple_request_get_query_int (request, "page", 1, G_MAXINT64, 0, &filter->before, error))
    return FALSE;
  filter->limit = (guint) MIN (count, PAGE_MAX);
  return TRUE;
}

static void
add_link (json_t *links, const StippleRequest *request, const char *relation, gint64 page)
{
  g_autoptr (GString) url = g_string_new (request->base);
  char separator = '?';

  g_string_append (url, request->route->pattern);
  for (guint i = 0; i < request->query->len; i++)
    {
      const StippleQueryPair *pair = g_ptr_array_index (request->query, i);
      g_autofree char *name = g_uri_escape_string (pair->name, NULL, FALSE);
      g_autofree char *value = g_uri_escape_string (pair->value, NULL, FALSE);

      if (strcmp (pair->name, "page") == 0 && page > 0)
        continue;
      g_string_append_printf (url, "%c%s=%s", separator, name, value);
      separator = '&';
    }
  if (page > 0)
    g_string_append_printf (url, "%cpage=%" G_GINT64_FORMAT, separator, page);
  json_array_append_new (links, json_pack ("{s:s, s:s}", "relation", relation, "url", url->str));
}

static json_t *
new_searchset (json_t *links, json_t *entries)
{
  json_t *bundle =
      json_pack ("{s:s, s:s, s:o}", "resourceType", "Bundle", "type", "searchset", "link", links);

  /* FHIR has no empty arrays. */
  if (json_array_size (entries) > 0)
    json_object_set (bundle, "entry", entries);
  json_decref (entries);
  return bundle;
}

static void
add_entry (json_t *entries, const char *base, const char *path, json_t *resource)
{
  g_autofree char *url =
      g_strdup_printf ("%s%s/%s", base, path, json_string_value (json_object_get (resource, "id")));

  json_array_append_new (entries, json_pack ("{s:s, s:O, s:{s:s}}", "fullUrl", url, "resource",
                                             resource, "search", "mode", "match"));
}

static StippleResponse *
find (StippleHub *hub, const StippleRequest *request, const Kind *kind)
{
  StippleIntakeFilter filter = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (StippleJson) links = json_array ();
  g_autoptr (StippleJson) entries = json_array ();
  guint limit;

  if (!read_filter (request, &filter, &error))
    return stipple_response_new_error (request, 400, error->message, NULL);
  limit = filter.limit++; /* one more tells whether there is a next page */
  rows = hub->storage->do_list_intakes (hub->storage, &filter, &error);
  if (rows == NULL)
    return stipple_response_new_gerror (request, error);
  for (guint i = 0; i < MIN (rows->len, limit); i++)
    {
      g_autoptr (StippleJson) document =
          stipple_record_open (hub, g_ptr_array_index (rows, i), &error);

      if (document == NULL)
        return stipple_response_new_gerror (request, error);
      add_entry (entries, request->base, kind->path, json_object_get (document, kind->member));
    }
  if (!stipple_audit_event (hub, request, STIPPLE_AUDIT_SEARCHED, NULL,
                            json_pack ("{s:s, s:i}", "resource", kind->member, "hits",
                                       (int) json_array_size (entries)),
                            NULL, &error))
    return stipple_response_new_gerror (request, error);
  add_link (links, request, "self", 0);
  if (rows->len > limit)
    add_link (links, request, "next",
              ((const StippleIntakeRow *) g_ptr_array_index (rows, limit - 1))->seq);
  return stipple_response_new_fhir (
      200, new_searchset (g_steal_pointer (&links), g_steal_pointer (&entries)));
}

StippleResponse *
stipple_handle_find_responses (StippleHub *hub, StippleRequest *request)
{
  return find (hub, request, &responses);
}

StippleResponse *
stipple_handle_find_patients (StippleHub *hub, StippleRequest *request)
{
  return find (hub, request, &patients);
}

/* --- Questionnaire. */

StippleResponse *
stipple_handle_find_questionnaire (StippleHub *hub, StippleRequest *request)
{
  const char *url = stipple_request_get_query (request, "url");
  const char *bar = url != NULL ? strchr (url, '|') : NULL;
  const char *version_text = bar != NULL ? bar + 1 : stipple_request_get_query (request, "version");
  g_autofree char *canonical = url != NULL ? g_strndup (url, strcspn (url, "|")) : NULL;
  gint64 version = 0;
  g_autoptr (StippleJson) links = json_array ();
  g_autoptr (StippleJson) entries = json_array ();
  g_autoptr (StipplePack) pack = NULL;
  g_autoptr (GError) error = NULL;

  /* A version that is no number of ours is one we do not have: an empty answer. */
  if (version_text == NULL
      || g_ascii_string_to_signed (version_text, 10, 1, G_MAXINT, &version, NULL))
    pack = stipple_hub_get_pack (hub, (int) version, &error);
  if (error != NULL && !g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    return stipple_response_new_gerror (request, error);
  if (pack != NULL && (canonical == NULL || strcmp (canonical, pack->canonical) == 0))
    {
      g_autoptr (StippleJson) questionnaire = stipple_fhir_questionnaire (pack);

      add_entry (entries, request->base, STIPPLE_PATH_QUESTIONNAIRE, questionnaire);
    }
  add_link (links, request, "self", 0);
  return stipple_response_new_fhir (
      200, new_searchset (g_steal_pointer (&links), g_steal_pointer (&entries)));
}
