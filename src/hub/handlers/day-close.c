// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/desk.h"
#include "hub/reckoning.h"
#include "wire/api.h"
#include "wire/day-close.h"

#include <string.h>

static StippleResponse *
respond (int status, const StippleDayClose *close, const char *etag)
{
  json_t *json = stipple_day_close_write (close);
  StippleResponse *response =
      status == 412 ? stipple_response_new_problem_of (
          STIPPLE_PROBLEM_CHANGED, 412,
          "Something arrived or changed meanwhile. The day was not closed; look at it again.",
          "current", json)
                    : stipple_response_new_json (status, json);

  stipple_response_add_header (response, "ETag", etag);
  return response;
}

static json_t *
describe (const StippleDayClose *close, const StippleDayCounts *counts)
{
  json_t *detail = json_pack ("{s:s}", "date", close->day);

  stipple_day_counts_write (counts, detail);
  return detail;
}

/* What has to be known before the transaction. */
typedef struct
{
  StipplePack *pack;
  GHashTable *names;
} Basis;

static void
basis_clear (Basis *self)
{
  g_clear_pointer (&self->pack, stipple_pack_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Basis, basis_clear)

static gboolean
lay_basis (StippleHub *hub, Basis *basis, GError **error)
{
  basis->pack = stipple_hub_get_pack (hub, 0, error);
  if (basis->pack != NULL)
    basis->names = stipple_desk_list_names (hub, error);
  return basis->names != NULL;
}

/* --- GET. */

static StippleDayClose *
look (StippleHub *hub, const Basis *basis, const char *day, GError **error)
{
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, error);

  return tx != NULL ? stipple_reckon (hub, tx, basis->pack, basis->names, day, error) : NULL;
}

StippleResponse *
stipple_handle_get_day_close (StippleHub *hub, StippleRequest *request)
{
  const char *date = stipple_request_get_query (request, "date");
  g_autofree char *today = NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Basis) basis = { 0 };
  g_autoptr (StippleDayClose) close = NULL;
  StippleDayCounts counts;
  GDate day;

  if (date != NULL && !stipple_date_parse_iso (date, &day, NULL))
    return stipple_response_new_error (request, 400, "date: give a day such as 2026-12-05.", NULL);
  if (!lay_basis (hub, &basis, &error))
    return stipple_response_new_gerror (request, error);
  today = stipple_reckoning_day (basis.pack, stipple_hub_now (hub));
  close = look (hub, &basis, date != NULL ? date : today, &error);
  if (close == NULL)
    return stipple_response_new_gerror (request, error);
  etag = stipple_reckoning_etag (close);
  if (stipple_request_has_tag (request, etag))
    {
      StippleResponse *response = stipple_response_new (304);

      stipple_response_add_header (response, "ETag", etag);
      return response;
    }
  stipple_day_close_count (close, &counts);
  if (!stipple_audit_event (hub, request, STIPPLE_AUDIT_DAY_VIEWED, NULL, describe (close, &counts),
                            NULL, &error))
    return stipple_response_new_gerror (request, error);
  return respond (200, close, etag);
}

/* --- POST. */

static StippleDayCloseRow *
make_row (StippleHub *hub, const StippleRequest *request, const char *day,
          const StippleDayCounts *counts, const char *reason)
{
  StippleDayCloseRow *row = g_new0 (StippleDayCloseRow, 1);

  row->id = stipple_ids_uuid (hub->ids);
  row->day = g_strdup (day);
  row->at = stipple_hub_now (hub);
  row->staff = g_strdup (request->caller->id);
  row->body = stipple_reckoning_seal (hub, row->id, counts, reason);
  return row;
}

/* NULL: the day is closed. What is signed is what was looked at: both are of one transaction. */
static StippleResponse *
sign (StippleHub *hub, const StippleRequest *request, const Basis *basis, const char *day,
      const char *reason, GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (StippleTx) tx = storage->begin (storage, error);
  g_autoptr (StippleDayClose) close =
      tx != NULL ? stipple_reckon (hub, tx, basis->pack, basis->names, day, error) : NULL;
  g_autofree char *etag = close != NULL ? stipple_reckoning_etag (close) : NULL;
  g_autoptr (StippleDayCloseRow) row = NULL;
  StippleDayCounts counts;

  if (close == NULL)
    return stipple_response_new_gerror (request, *error);
  if (strcmp (request->if_match, etag) != 0)
    return respond (412, close, etag);
  stipple_day_close_count (close, &counts);
  if (reason == NULL && !stipple_day_counts_are_clean (&counts))
    return stipple_response_new_error (
        request, 422, "reason: there is something to explain. Say why the day is closed.", NULL);
  row = make_row (hub, request, day, &counts, reason);
  if (!storage->in_add_day_close (tx, row, error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_DAY_CLOSED, NULL,
                             describe (close, &counts), error)
      || !storage->commit (g_steal_pointer (&tx), error))
    return stipple_response_new_gerror (request, *error);
  return NULL;
}

/* NULL: none, or @error. */
static char *
read_reason (const json_t *json, GError **error)
{
  const char *typed = stipple_json_get_string (json, "reason", TRUE, error);
  g_autofree char *reason = typed != NULL ? g_strstrip (g_strdup (typed)) : NULL;
  const glong length = reason != NULL ? g_utf8_strlen (reason, -1) : 0;

  if (length == 0)
    return NULL;
  if (length >= STIPPLE_DAY_REASON_MIN && length <= STIPPLE_DAY_REASON_MAX)
    return g_steal_pointer (&reason);
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, "reason: give %d to %d characters.",
               STIPPLE_DAY_REASON_MIN, STIPPLE_DAY_REASON_MAX);
  return NULL;
}

StippleResponse *
stipple_handle_close_day (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *date = json != NULL ? stipple_json_get_string (json, "date", FALSE, &error) : NULL;
  g_autofree char *reason = NULL;
  g_autofree char *etag = NULL;
  g_auto (Basis) basis = { 0 };
  g_autoptr (StippleDayClose) close = NULL;
  StippleResponse *refusal;
  GDate day;

  if (date == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!stipple_date_parse_iso (date, &day, NULL))
    return stipple_response_new_error (request, 422, "date: give a day such as 2026-12-05.", NULL);
  if (request->if_match == NULL)
    return stipple_response_new_error (request, 428,
                                       "Send If-Match with the ETag of what was looked at.", NULL);
  reason = read_reason (json, &error);
  if (error != NULL)
    return stipple_response_new_error (request, 422, error->message, NULL);
  if (!lay_basis (hub, &basis, &error))
    return stipple_response_new_gerror (request, error);
  refusal = sign (hub, request, &basis, date, reason, &error);
  if (refusal != NULL)
    return refusal;
  close = look (hub, &basis, date, &error);
  if (close == NULL)
    return stipple_response_new_gerror (request, error);
  etag = stipple_reckoning_etag (close);
  return respond (201, close, etag);
}
