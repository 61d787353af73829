// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/desk.h"

#include "hub/quarantine.h"
#include "hub/record.h"
#include "hub/sealed.h"
#include <string.h>

#define WORK_TABLE "work"

static void
set_time (json_t *json, const char *member, gint64 time)
{
  g_autofree char *text = stipple_clock_format_utc (time);

  json_object_set_new (json, member, json_string (text));
}

json_t *
stipple_desk_row (StippleHub *hub, const StippleIntakeRow *row, GError **error)
{
  json_t *intake = stipple_record_open_summary (hub, row, error);

  if (intake == NULL)
    return NULL;
  set_time (intake, "received", row->received);
  set_time (intake, "updated", row->updated);
  json_object_set_new (intake, "id", json_string (row->id));
  json_object_set_new (intake, "version", json_integer (row->version));
  json_object_set_new (intake, "revision", json_integer (row->revision));
  json_object_set_new (intake, "state", json_string (stipple_work_state_to_string (row->state)));
  json_object_set_new (intake, "device", json_string (row->device));
  json_object_set_new (intake, "deviceName", json_string (row->device_name));
  json_object_set_new (intake, "onPaper", json_boolean (row->on_paper));
  json_object_set_new (intake, "receipt", json_string (row->receipt));
  return intake;
}

char *
stipple_desk_etag (const StippleIntakeRow *row)
{
  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", row->revision);
}

/* --- Work. */

GBytes *
stipple_desk_seal_work (StippleHub *hub, const char *id, const json_t *body)
{
  return stipple_sealed_write (hub, WORK_TABLE, id, 1, body);
}

json_t *
stipple_desk_open_work (StippleHub *hub, const StippleWorkRow *row, GError **error)
{
  return stipple_sealed_read (hub, WORK_TABLE, row->id, 1, row->body, error);
}

GHashTable *
stipple_desk_list_names (StippleHub *hub, GError **error)
{
  g_autoptr (GPtrArray) rows = hub->storage->do_list_staff (hub->storage, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const StippleStaffRow *row = g_ptr_array_index (rows, i);
      char *name = stipple_hub_open_staff_name (hub, row, error);

      if (name == NULL)
        return NULL;
      g_hash_table_insert (names, g_strdup (row->id), name);
    }
  return g_steal_pointer (&names);
}

static void
set_who (json_t *json, const char *member, GHashTable *names, const char *staff)
{
  const char *name = staff != NULL ? g_hash_table_lookup (names, staff) : NULL;

  if (name != NULL)
    json_object_set_new (json, member, json_string (name));
}

static json_t *
new_event (const char *what, gint64 at, GHashTable *names, const char *staff)
{
  json_t *event = json_pack ("{s:s}", "what", what);

  set_time (event, "at", at);
  set_who (event, "by", names, staff);
  return event;
}

static gboolean
add_version (StippleHub *hub, const StippleIntakeRow *intake, json_t *work,
             const StippleVersionRow *row, GHashTable *names, GError **error)
{
  const char *what = row->staff == NULL ? "received"
                     : row->version > 1 ? "corrected"
                     : intake->on_paper ? "keyed"
                                        : "fixed";
  json_t *event = new_event (what, row->stored, names, row->staff);

  json_object_set_new (event, "version", json_integer (row->version));
  json_object_set_new (event, "receipt", json_string (row->receipt));
  json_array_append_new (json_object_get (work, "history"), event);
  if (row->staff != NULL)
    {
      g_autoptr (StippleJson) document = stipple_record_open_version (hub, intake->id, row, error);
      json_t *reason = json_object_get (document, "reason");

      if (document == NULL)
        return FALSE;
      if (reason != NULL)
        json_object_set (event, "reason", reason);
    }
  return TRUE;
}

/* Where the work has come to after @row, which was done after the others in @work. Takes @body. */
static void
add_step (json_t *work, const StippleWorkRow *row, json_t *body, GHashTable *names)
{
  json_t *event = new_event (row->kind, row->at, names, row->staff);

  json_array_append_new (json_object_get (work, "history"), event);
  if (strcmp (row->kind, "state") == 0)
    {
      json_object_set (event, "state", json_object_get (body, "state"));
      set_time (work, "stateAt", row->at);
      set_who (work, "stateBy", names, row->staff);
      json_decref (body);
      return;
    }
  set_time (body, "at", row->at);
  set_who (body, "by", names, row->staff);
  if (strcmp (row->kind, "letter") == 0)
    {
      json_object_set_new (work, "letter", body);
      return;
    }
  json_object_set_new (event, "note", json_string (row->id));
  json_object_set_new (body, "id", json_string (row->id));
  json_array_append_new (json_object_get (work, "notes"), body);
}

/* Both in the order of time. */
static gboolean
add_all (StippleHub *hub, const StippleIntakeRow *intake, json_t *work, const GPtrArray *rows,
         const GPtrArray *versions, GHashTable *names, GError **error)
{
  guint next = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const StippleWorkRow *row = g_ptr_array_index (rows, i);
      json_t *body = stipple_desk_open_work (hub, row, error);

      if (body == NULL)
        return FALSE;
      for (; next < versions->len; next++)
        {
          const StippleVersionRow *version = g_ptr_array_index (versions, next);

          if (version->stored > row->at)
            break;
          if (!add_version (hub, intake, work, version, names, error))
            {
              json_decref (body);
              return FALSE;
            }
        }
      add_step (work, row, body, names);
    }
  for (; next < versions->len; next++)
    if (!add_version (hub, intake, work, g_ptr_array_index (versions, next), names, error))
      return FALSE;
  return TRUE;
}

static json_t *
describe_work (StippleHub *hub, const StippleIntakeRow *row, GError **error)
{
  g_autoptr (GHashTable) names = stipple_desk_list_names (hub, error);
  g_autoptr (GPtrArray) rows =
      names != NULL ? hub->storage->do_list_work (hub->storage, row->seq, error) : NULL;
  g_autoptr (GPtrArray) versions =
      rows != NULL ? hub->storage->do_list_versions (hub->storage, row->seq, error) : NULL;
  g_autoptr (StippleJson) work = NULL;

  if (versions == NULL)
    return NULL;
  work = json_pack ("{s:s, s:[], s:n, s:[]}", "state", stipple_work_state_to_string (row->state),
                    "notes", "letter", "history");
  return add_all (hub, row, work, rows, versions, names, error) ? g_steal_pointer (&work) : NULL;
}

json_t *
stipple_desk_intake (StippleHub *hub, const StippleIntakeRow *row, GError **error)
{
  g_autoptr (StippleJson) document = stipple_record_open (hub, row, error);
  g_autoptr (StippleJson) intake = document != NULL ? stipple_desk_row (hub, row, error) : NULL;
  json_t *work = intake != NULL ? describe_work (hub, row, error) : NULL;

  if (work == NULL)
    return NULL;
  json_object_update (intake, document);
  json_object_del (intake, "reason");
  json_object_set_new (intake, "work", work);
  return stipple_quarantine_add_lineage (hub, row->id, intake, error) ? g_steal_pointer (&intake)
                                                                      : NULL;
}
