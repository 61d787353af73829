// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "wire/fhir.h"
#include <string.h>

/* Who was not helped by then has gone, or has asked again. */
#define CALL_LIFE_US (15 * G_TIME_SPAN_MINUTE)
#define CALL_KEEP_US (24 * G_TIME_SPAN_HOUR)
#define CALLS_OPEN_MAX 5

/* --- POST /calls. */

/* In the caller's transaction; @row comes back as it stands in the database. */
static gboolean
add (StippleHub *hub, StippleTx *tx, StippleCallRow **row, gboolean *is_new, GError **error)
{
  g_autoptr (GError) fault = NULL;
  StippleCallRow *known = hub->storage->in_find_call (tx, (*row)->id, &fault);

  *is_new = known == NULL;
  if (known != NULL)
    {
      gboolean is_ours = strcmp (known->device, (*row)->device) == 0;

      stipple_call_row_free (*row);
      *row = known;
      if (!is_ours)
        g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                             "This id belongs to another device.");
      return is_ours;
    }
  if (!g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return hub->storage->in_add_call (tx, *row, (*row)->received - CALL_KEEP_US, CALLS_OPEN_MAX,
                                    error);
}

static StippleResponse *
keep (StippleHub *hub, const StippleRequest *request, StippleCallRow **row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, &error);
  g_autofree char *received = NULL;
  g_autofree char *expires = NULL;
  gboolean is_new;

  if (tx == NULL || !add (hub, tx, row, &is_new, &error)
      || !hub->storage->commit (g_steal_pointer (&tx), &error))
    {
      if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE))
        return stipple_response_new_throttled (request, CALL_LIFE_US);
      return stipple_response_new_gerror (request, error);
    }
  received = stipple_clock_format_utc ((*row)->received);
  expires = stipple_clock_format_utc ((*row)->expires);
  return stipple_response_new_json (
      is_new ? 201 : 200,
      json_pack ("{s:s, s:s, s:s}", "id", (*row)->id, "received", received, "expires", expires));
}

StippleResponse *
stipple_handle_post_call (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *id = json != NULL ? stipple_json_get_string (json, "id", FALSE, &error) : NULL;
  const char *made = id != NULL ? stipple_json_get_string (json, "made", FALSE, &error) : NULL;
  g_autoptr (StippleCallRow) row = g_new0 (StippleCallRow, 1);

  if (made == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!stipple_uuid_is_valid (id))
    return stipple_response_new_error (request, 422, "id: give a UUID in lower case.", NULL);
  if (!stipple_clock_parse_utc (made, &row->made, NULL))
    return stipple_response_new_error (request, 422, "made: give a time in UTC.", NULL);
  row->id = g_strdup (id);
  row->device = g_strdup (request->caller->id);
  row->received = stipple_hub_now (hub);
  row->expires = row->received + CALL_LIFE_US;
  return keep (hub, request, &row);
}

/* --- For staff. */

static json_t *
describe (const StippleCallRow *row, gint64 now)
{
  g_autofree char *made = stipple_clock_format_utc (row->made);
  g_autofree char *received = stipple_clock_format_utc (row->received);
  g_autofree char *expires = stipple_clock_format_utc (row->expires);
  const char *state = row->answered != 0 ? "answered" : row->expires > now ? "open" : "expired";
  json_t *call = json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "id", row->id, "device",
                            row->device, "name", row->name, "made", made, "received", received,
                            "expires", expires, "state", state);

  if (row->answered != 0)
    {
      g_autofree char *answered = stipple_clock_format_utc (row->answered);

      json_object_set_new (call, "answered", json_string (answered));
    }
  return call;
}

StippleResponse *
stipple_handle_list_calls (StippleHub *hub, StippleRequest *request)
{
  gint64 now = stipple_hub_now (hub);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      hub->storage->do_list_calls (hub->storage, now - CALL_KEEP_US, &error);
  json_t *calls;

  if (rows == NULL)
    return stipple_response_new_gerror (request, error);
  calls = json_array ();
  for (guint i = 0; i < rows->len; i++)
    json_array_append_new (calls, describe (g_ptr_array_index (rows, i), now));
  return stipple_response_new_json (200, json_pack ("{s:o}", "calls", calls));
}

StippleResponse *
stipple_handle_answer_call (StippleHub *hub, StippleRequest *request)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = storage->begin (storage, &error);

  if (tx == NULL
      || !storage->in_answer_call (tx, request->params[0], request->caller->id,
                                   stipple_hub_now (hub), &error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_CALL_ANSWERED, request->params[0],
                             NULL, &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new (204);
}
