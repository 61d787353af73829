// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/quarantine.h"

#include "core/error.h"
#include "hub/desk.h"
#include "hub/edited.h"
#include "hub/sealed.h"
#include <string.h>

#define REPORT_TABLE "quarantine"
#define OUTCOME_TABLE "quarantine-outcome"
/* More differences than somebody would read. */
#define CHANGES_MAX 100

void
stipple_quarantine_seal_report (StippleHub *hub, StippleQuarantineRow *row, const json_t *report)
{
  g_clear_pointer (&row->report, g_bytes_unref);
  row->report = stipple_sealed_write (hub, REPORT_TABLE, row->id, row->round, report);
}

/* Why it was refused, with all that was told or, once it is settled, what became of it. */
static json_t *
open_report (StippleHub *hub, const StippleQuarantineRow *row, GError **error)
{
  return row->report != NULL
             ? stipple_sealed_read (hub, REPORT_TABLE, row->id, row->round, row->report, error)
             : stipple_sealed_read (hub, OUTCOME_TABLE, row->id, row->round, row->outcome, error);
}

/* --- Settling. */

gboolean
stipple_quarantine_settle (StippleHub *hub, StippleQuarantineRow *row, StippleQuarantineState state,
                           const char *staff, json_t *outcome, GError **error)
{
  g_autoptr (StippleJson) owned = outcome != NULL ? outcome : json_object ();
  g_autoptr (StippleJson) report = open_report (hub, row, error);

  if (report == NULL)
    return FALSE;
  json_object_set (owned, "refusal", json_object_get (report, "refusal"));
  json_object_set (owned, "code", json_object_get (report, "code"));
  g_clear_pointer (&row->report, g_bytes_unref);
  g_clear_pointer (&row->outcome, g_bytes_unref);
  row->outcome = stipple_sealed_write (hub, OUTCOME_TABLE, row->id, row->round, owned);
  row->state = state;
  row->settled = stipple_hub_now (hub);
  g_free (row->staff);
  row->staff = g_strdup (staff);
  return TRUE;
}

gboolean
stipple_quarantine_deliver (StippleHub *hub, StippleTx *tx, const char *id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleQuarantineRow) row = hub->storage->in_find_quarantine (tx, id, &fault);

  if (row == NULL)
    {
      if (g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return stipple_quarantine_is_settled (row)
         || (stipple_quarantine_settle (hub, row, STIPPLE_QUARANTINE_DELIVERED, NULL, NULL, error)
             && hub->storage->in_put_quarantine (tx, row, error));
}

/* --- What was refused. */

static json_t *
parse_document (const json_t *report)
{
  const char *text = json_string_value (json_object_get (report, "document"));

  return text != NULL ? stipple_json_parse (text, strlen (text), STIPPLE_BUNDLE_MAX_BYTES, NULL)
                      : NULL;
}

json_t *
stipple_quarantine_open_document (StippleHub *hub, const StippleQuarantineRow *row, GError **error)
{
  g_autoptr (StippleJson) report = open_report (hub, row, error);

  return report != NULL ? parse_document (report) : NULL;
}

char *
stipple_quarantine_open_code (StippleHub *hub, const StippleQuarantineRow *row)
{
  g_autoptr (StippleJson) report = open_report (hub, row, NULL);

  return g_strdup (json_string_value (json_object_get (report, "code")));
}

static void
add_change (json_t *changes, const char *path, const json_t *from, const json_t *to)
{
  json_t *change = json_pack ("{s:s}", "path", path);

  if (from != NULL && !json_is_object (from) && !json_is_array (from))
    json_object_set (change, "from", (json_t *) from);
  if (to != NULL && !json_is_object (to) && !json_is_array (to))
    json_object_set (change, "to", (json_t *) to);
  json_array_append_new (changes, change);
}

static void compare (json_t *changes, const char *path, const json_t *from, const json_t *to);

static void
compare_objects (json_t *changes, const char *path, const json_t *from, const json_t *to)
{
  g_autoptr (StippleJson) names = json_object ();
  const char *name;
  json_t *value;

  json_object_update (names, (json_t *) from);
  json_object_update_missing (names, (json_t *) to);
  json_object_foreach (names, name, value)
    {
      g_autofree char *inner = g_strconcat (path, ".", name, NULL);

      compare (changes, inner, json_object_get (from, name), json_object_get (to, name));
    }
}

static void
compare (json_t *changes, const char *path, const json_t *from, const json_t *to)
{
  if (json_equal (from, to) || json_array_size (changes) >= CHANGES_MAX)
    return;
  if (json_is_object (from) && json_is_object (to))
    compare_objects (changes, path, from, to);
  else if (json_is_array (from) && json_is_array (to))
    for (gsize i = 0; i < MAX (json_array_size (from), json_array_size (to)); i++)
      {
        g_autofree char *inner = g_strdup_printf ("%s[%zu]", path, i);

        compare (changes, inner, json_array_get (from, i), json_array_get (to, i));
      }
  else
    add_change (changes, path, from, to);
}

json_t *
stipple_quarantine_compare (const json_t *refused, const json_t *fixed)
{
  json_t *changes = json_array ();

  compare (changes, "Patient", json_object_get (refused, "patient"),
           json_object_get (fixed, "patient"));
  compare (changes, "QuestionnaireResponse", json_object_get (refused, "response"),
           json_object_get (fixed, "response"));
  return changes;
}

/* --- For staff. */

static void
set_time (json_t *json, const char *member, gint64 time)
{
  g_autofree char *text = stipple_clock_format_utc (time);

  json_object_set_new (json, member, json_string (text));
}

static void
take_over (json_t *json, const json_t *report, const char *member)
{
  json_t *value = json_object_get (report, member);

  if (value != NULL)
    json_object_set (json, member, value);
}

static json_t *
describe (const StippleQuarantineRow *row, const json_t *report)
{
  json_t *json = json_pack (
      "{s:s, s:I, s:s, s:i, s:s, s:s}", "id", row->id, "revision", (json_int_t) row->revision,
      "state", stipple_quarantine_state_to_string (row->state), "round", (int) row->round, "device",
      row->device, "deviceName", row->device_name);

  set_time (json, "made", row->made);
  set_time (json, "refused", row->refused);
  set_time (json, "reported", row->reported);
  if (row->sha256 != NULL)
    json_object_set_new (json, "sha256", json_string (row->sha256));
  take_over (json, report, "code");
  take_over (json, report, "name");
  take_over (json, report, "refusal");
  return json;
}

json_t *
stipple_quarantine_describe (StippleHub *hub, const StippleQuarantineRow *row, GError **error)
{
  g_autoptr (StippleJson) report = open_report (hub, row, error);

  return report != NULL ? describe (row, report) : NULL;
}

/* What the hub would say to it now: what was wrong may have been the hub's own lack of a content pack. */
static json_t *
check (StippleHub *hub, const json_t *document)
{
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;
  int status = 422;
  g_autoptr (StippleRecord) record =
      stipple_edited_read (hub, document, &status, &expression, &error);
  json_t *verdict = json_pack ("{s:i}", "status", record != NULL ? 200 : status);

  if (record == NULL)
    json_object_set_new (verdict, "detail", json_string (error->message));
  if (record == NULL && expression != NULL)
    json_object_set_new (verdict, "expression", json_string (expression));
  return verdict;
}

static gboolean
add_held (StippleHub *hub, const char *id, json_t *json, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleIntakeRow) held =
      hub->storage->do_get_intake (hub->storage, STIPPLE_BY_RESPONSE, id, &fault);
  g_autoptr (StippleJson) summary = NULL;

  if (held == NULL && !g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (held == NULL || held->deleted != 0)
    return TRUE;
  summary = stipple_record_open_summary (hub, held, error);
  if (summary == NULL)
    return FALSE;
  json_object_set (json, "held", json_object_get (summary, "code"));
  return TRUE;
}

static gboolean
add_settlement (StippleHub *hub, const StippleQuarantineRow *row, const json_t *report,
                const char *by, const char *at, json_t *json, GError **error)
{
  g_autoptr (GHashTable) names = stipple_desk_list_names (hub, error);
  const char *name;

  if (names == NULL)
    return FALSE;
  name = row->staff != NULL ? g_hash_table_lookup (names, row->staff) : NULL;
  if (name != NULL)
    json_object_set_new (json, by, json_string (name));
  if (row->settled != 0)
    set_time (json, at, row->settled);
  take_over (json, report, "reason");
  take_over (json, report, "changed");
  return TRUE;
}

json_t *
stipple_quarantine_describe_one (StippleHub *hub, const StippleQuarantineRow *row, GError **error)
{
  g_autoptr (StippleJson) report = open_report (hub, row, error);
  g_autoptr (StippleJson) json = NULL;
  g_autoptr (StippleJson) document = NULL;

  if (report == NULL)
    return NULL;
  json = describe (row, report);
  document = parse_document (report);
  if (json_is_object (document))
    {
      take_over (json, document, "patient");
      take_over (json, document, "response");
      json_object_set_new (json, "check", check (hub, document));
    }
  return add_held (hub, row->id, json, error)
                 && add_settlement (hub, row, report, "settledBy", "settledAt", json, error)
             ? g_steal_pointer (&json)
             : NULL;
}

gboolean
stipple_quarantine_add_lineage (StippleHub *hub, const char *id, json_t *intake, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleQuarantineRow) row = hub->storage->do_get_quarantine (hub->storage, id, &fault);
  g_autoptr (StippleJson) report = NULL;
  g_autoptr (StippleJson) lineage = NULL;

  if (row == NULL && !g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (row == NULL
      || (row->state != STIPPLE_QUARANTINE_FIXED && row->state != STIPPLE_QUARANTINE_DELIVERED))
    return TRUE;
  report = open_report (hub, row, error);
  if (report == NULL)
    return FALSE;
  lineage = json_pack ("{s:s, s:i}", "state", stipple_quarantine_state_to_string (row->state),
                       "round", (int) row->round);
  set_time (lineage, "refused", row->refused);
  if (row->sha256 != NULL)
    json_object_set_new (lineage, "sha256", json_string (row->sha256));
  take_over (lineage, report, "refusal");
  if (!add_settlement (hub, row, report, "by", "at", lineage, error))
    return FALSE;
  json_object_set (intake, "lineage", lineage);
  return TRUE;
}

char *
stipple_quarantine_etag (const StippleQuarantineRow *row)
{
  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", row->revision);
}
