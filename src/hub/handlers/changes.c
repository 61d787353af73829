// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "hub/audit.h"
#include "hub/desk.h"

/* A desk that was away for long reads on from where it was, a page at a time. */
#define PAGE 200

static json_t *
describe (StippleHub *hub, const StippleIntakeRow *row, GError **error)
{
  if (row->deleted != 0)
    return json_pack ("{s:s, s:b}", "id", row->id, "deleted", TRUE);
  return stipple_desk_row (hub, row, error);
}

/* What changed after @since into @list; @cursor (out) goes as far. */
static gboolean
add_changes (StippleHub *hub, json_t *list, gint64 since, gint64 *cursor, GError **error)
{
  g_autoptr (GPtrArray) rows = hub->storage->do_list_changes (hub->storage, since, PAGE + 1, error);
  json_t *intakes = json_object_get (list, "intakes");

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (rows->len, PAGE); i++)
    {
      const StippleIntakeRow *row = g_ptr_array_index (rows, i);
      json_t *intake = describe (hub, row, error);

      if (intake == NULL)
        return FALSE;
      json_array_append_new (intakes, intake);
      *cursor = row->changed;
    }
  if (rows->len > PAGE)
    json_object_set_new (list, "more", json_true ());
  return TRUE;
}

StippleResponse *
stipple_handle_list_changes (StippleHub *hub, StippleRequest *request)
{
  StippleDeskCounts counts;
  gint64 since, cursor;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) list = json_pack ("{s:[]}", "intakes");
  gsize hits;

  if (!stipple_request_get_query_int (request, "since", 0, G_MAXINT64, -1, &since, &error))
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!hub->storage->do_count_desk (hub->storage, stipple_hub_now (hub), &counts, &error))
    return stipple_response_new_gerror (request, error);
  cursor = since >= 0 ? since : counts.newest;
  if (cursor > counts.newest)
    {
      json_object_set_new (list, "reset", json_true ());
      cursor = counts.newest;
    }
  else if (cursor < counts.newest && !add_changes (hub, list, since, &cursor, &error))
    return stipple_response_new_gerror (request, error);
  hits = json_array_size (json_object_get (list, "intakes"));
  if (hits > 0
      && !stipple_audit_event (hub, request, STIPPLE_AUDIT_LISTED, NULL,
                               json_pack ("{s:[s], s:I}", "by", "since", "hits", (json_int_t) hits),
                               NULL, &error))
    return stipple_response_new_gerror (request, error);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, cursor);
  json_object_set_new (list, "cursor", json_string (text));
  json_object_set_new (list, "counts",
                       json_pack ("{s:I, s:I, s:I, s:I, s:I}", "new", (json_int_t) counts.fresh,
                                  "inProgress", (json_int_t) counts.in_progress, "calls",
                                  (json_int_t) counts.calls, "quarantine",
                                  (json_int_t) counts.quarantine, "quarantineChange",
                                  (json_int_t) counts.quarantine_change));
  return stipple_response_new_json (200, g_steal_pointer (&list));
}
