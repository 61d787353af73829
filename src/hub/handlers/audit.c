// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/desk.h"
#include "hub/record.h"

#define PAGE_DEFAULT 100
#define PAGE_MAX 500
#define COUNT_MAX 10000000

/* --- POST /staff/audit-events. */

static gboolean
is_one_of (const char *text, const char *const *known)
{
  return text != NULL && g_strv_contains (known, text);
}

/* The id of the intake by a code; NULL and @refusal when there is none. */
static char *
find_subject (StippleHub *hub, const StippleRequest *request, const char *typed,
              StippleResponse **refusal)
{
  g_autofree char *code = stipple_code_normalize (typed);
  guint8 blind[STIPPLE_BLIND_BYTES];
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntakeRow) row = NULL;

  if (code != NULL)
    {
      stipple_record_blind_code (hub, code, blind);
      row = hub->storage->do_get_intake_by_code (hub->storage, blind, &error);
    }
  if (row != NULL)
    return g_strdup (row->id);
  *refusal = error != NULL ? stipple_response_new_gerror (request, error)
                           : stipple_response_new_error (
                               request, 422, "code: this cannot be an intake's code.", NULL);
  return NULL;
}

static StippleResponse *
keep (StippleHub *hub, const StippleRequest *request, const char *action, const char *subject,
      json_t *detail)
{
  g_autoptr (GError) error = NULL;
  gint64 seq;

  if (!stipple_audit_event (hub, request, action, subject, detail, &seq, &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (201, json_pack ("{s:I}", "seq", (json_int_t) seq));
}

StippleResponse *
stipple_handle_post_audit (StippleHub *hub, StippleRequest *request)
{
  static const char *const actions[] = { STIPPLE_AUDIT_PRINT, STIPPLE_AUDIT_EXPORT, NULL };
  static const char *const kinds[] = { "summary", "aftercare", "batch", "paper-form", "day-close",
                                       "fhir",    "pdf",       "csv",   "ndjson",     NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *action = json_string_value (json_object_get (json, "action"));
  const char *what = json_string_value (json_object_get (json, "what"));
  const json_t *count = json_object_get (json, "count");
  const char *code = json != NULL ? stipple_json_get_string (json, "code", TRUE, &error) : NULL;
  g_autofree char *subject = NULL;
  StippleResponse *refusal = NULL;
  json_t *detail;

  if (code == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!is_one_of (action, actions) || !is_one_of (what, kinds))
    return stipple_response_new_error (request, 422, "action, what: give known ones.", NULL);
  if (count != NULL
      && (!json_is_integer (count) || json_integer_value (count) < 0
          || json_integer_value (count) > COUNT_MAX))
    return stipple_response_new_error (request, 422, "count: give a whole number.", NULL);
  if (code[0] != '\0' && (subject = find_subject (hub, request, code, &refusal)) == NULL)
    return refusal;
  detail = json_pack ("{s:s}", "what", what);
  if (count != NULL)
    json_object_set_new (detail, "count", json_integer (json_integer_value (count)));
  return keep (hub, request, action, subject, detail);
}

/* --- GET /admin/audit. */

/* Ids → names, of staff and devices. */
static GHashTable *
list_names (StippleHub *hub, GError **error)
{
  g_autoptr (GHashTable) names = stipple_desk_list_names (hub, error);
  g_autoptr (GPtrArray) devices =
      names != NULL ? hub->storage->do_list_devices (hub->storage, error) : NULL;

  if (devices == NULL)
    return NULL;
  for (guint i = 0; i < devices->len; i++)
    {
      const StippleDeviceRow *row = g_ptr_array_index (devices, i);

      g_hash_table_insert (names, g_strdup (row->id), g_strdup (row->name));
    }
  return g_steal_pointer (&names);
}

static void
set_text (json_t *json, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_new (json, member, json_string (text));
}

/* One whose detail does not open is told without it: `stipplectl audit verify` says what is wrong. */
static json_t *
describe (StippleHub *hub, const StippleAuditRow *row, GHashTable *names)
{
  g_autofree char *at = stipple_clock_format_utc (row->at);
  json_t *entry = json_pack ("{s:I, s:s, s:s, s:s}", "seq", (json_int_t) row->seq, "at", at, "role",
                             row->role, "action", row->action);
  json_t *detail = stipple_audit_open_detail (hub, row, NULL);

  if (row->who != NULL)
    set_text (entry, "who", g_hash_table_lookup (names, row->who));
  set_text (entry, "from", row->address);
  set_text (entry, "subject", row->subject);
  if (detail != NULL)
    json_object_set_new (entry, "detail", detail);
  return entry;
}

StippleResponse *
stipple_handle_list_audit (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (StippleJson) entries = json_array ();
  gint64 limit, before;
  json_t *list;

  if (!stipple_request_get_query_int (request, "limit", 1, PAGE_MAX, PAGE_DEFAULT, &limit, &error)
      || !stipple_request_get_query_int (request, "after", 1, G_MAXINT64, 0, &before, &error))
    return stipple_response_new_error (request, 400, error->message, NULL);
  rows = hub->storage->do_list_audit (hub->storage, before, (guint) limit + 1, &error);
  if (rows == NULL || (names = list_names (hub, &error)) == NULL)
    return stipple_response_new_gerror (request, error);
  for (guint i = 0; i < MIN (rows->len, (guint) limit); i++)
    json_array_append_new (entries, describe (hub, g_ptr_array_index (rows, i), names));
  list = json_pack ("{s:O}", "entries", entries);
  if (rows->len > limit)
    {
      const StippleAuditRow *last = g_ptr_array_index (rows, (guint) limit - 1);
      g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, last->seq);

      json_object_set_new (list, "next", json_string (next));
    }
  return stipple_response_new_json (200, list);
}
