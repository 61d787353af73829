// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/record.h"
#include "wire/fhir.h"

#define PAGE_DEFAULT 50
#define PAGE_MAX 200

/* The sealed summary, and beside it what the hub knows in clear. */
static json_t *
describe (StippleHub *hub, const StippleIntakeRow *row, GError **error)
{
  g_autofree char *received = stipple_clock_format_utc (row->received);
  json_t *intake = stipple_record_open_summary (hub, row, error);

  if (intake == NULL)
    return NULL;
  json_object_set_new (intake, "id", json_string (row->id));
  json_object_set_new (intake, "received", json_string (received));
  json_object_set_new (intake, "device", json_string (row->device));
  json_object_set_new (intake, "receipt", json_string (row->receipt));
  return intake;
}

StippleResponse *
stipple_handle_list_intakes (StippleHub *hub, StippleRequest *request)
{
  StippleIntakeFilter filter = { 0 };
  gint64 limit;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (StippleJson) intakes = json_array ();
  json_t *list;

  if (!stipple_request_get_query_int (request, "limit", 1, PAGE_MAX, PAGE_DEFAULT, &limit, &error)
      || !stipple_request_get_query_int (request, "after", 1, G_MAXINT64, 0, &filter.before,
                                         &error))
    return stipple_response_new_error (request, 400, error->message, NULL);
  filter.limit = (guint) limit + 1; /* one more tells whether there is a next page */
  rows = hub->storage->do_list_intakes (hub->storage, &filter, &error);
  if (rows == NULL)
    return stipple_response_new_gerror (request, error);
  for (guint i = 0; i < MIN (rows->len, (guint) limit); i++)
    {
      json_t *intake = describe (hub, g_ptr_array_index (rows, i), &error);

      if (intake == NULL)
        return stipple_response_new_gerror (request, error);
      json_array_append_new (intakes, intake);
    }
  list = json_pack ("{s:O}", "intakes", intakes);
  if (rows->len > limit)
    {
      const StippleIntakeRow *last = g_ptr_array_index (rows, (guint) limit - 1);
      g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, last->seq);

      json_object_set_new (list, "next", json_string (next));
    }
  return stipple_response_new_json (200, list);
}

StippleResponse *
stipple_handle_get_intake (StippleHub *hub, StippleRequest *request)
{
  g_autofree char *code = stipple_code_normalize (request->params[0]);
  guint8 blind[STIPPLE_BLIND_BYTES];
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntakeRow) row = NULL;
  g_autoptr (StippleJson) document = NULL;
  g_autoptr (StippleJson) intake = NULL;

  if (code == NULL)
    return stipple_response_new_error (request, 404, "This cannot be an intake's code.", NULL);
  stipple_record_blind_code (hub, code, blind);
  row = hub->storage->do_get_intake_by_code (hub->storage, blind, &error);
  if (row == NULL || (document = stipple_record_open (hub, row, &error)) == NULL
      || (intake = describe (hub, row, &error)) == NULL)
    return stipple_response_new_gerror (request, error);
  json_object_update (intake, document);
  return stipple_response_new_json (200, g_steal_pointer (&intake));
}
