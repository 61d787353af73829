// SPDX-License-Identifier: GPL-3.0-or-later
/* What the hub refused, as the front desk works through it. */
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "core/person.h"
#include "hub/audit.h"
#include "hub/desk.h"
#include "hub/edited.h"
#include "hub/quarantine.h"
#include "wire/api.h"
#include <string.h>

#define PAGE_DEFAULT 50
#define PAGE_MAX 200
#define REASON_MIN 3
#define REASON_MAX 500

/* --- Looking. */

static StippleResponse *
answer_list (StippleHub *hub, const StippleRequest *request, const GPtrArray *rows, guint limit,
             gint64 count)
{
  g_autoptr (StippleJson) list =
      json_pack ("{s:[], s:I}", "quarantine", "count", (json_int_t) count);
  g_autoptr (GError) error = NULL;
  const guint n = MIN (rows->len, limit);

  for (guint i = 0; i < n; i++)
    {
      json_t *one = stipple_quarantine_describe (hub, g_ptr_array_index (rows, i), &error);

      if (one == NULL)
        return stipple_response_new_gerror (request, error);
      json_array_append_new (json_object_get (list, "quarantine"), one);
    }
  if (rows->len > limit)
    {
      const StippleQuarantineRow *last = g_ptr_array_index (rows, n - 1);
      g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, last->seq);

      json_object_set_new (list, "next", json_string (next));
    }
  if (n > 0
      && !stipple_audit_event (hub, request, STIPPLE_AUDIT_QUARANTINE_LISTED, NULL,
                               json_pack ("{s:i}", "hits", (int) n), NULL, &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (200, g_steal_pointer (&list));
}

StippleResponse *
stipple_handle_list_quarantine (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 limit, before, count;

  if (!stipple_request_get_query_int (request, "limit", 1, PAGE_MAX, PAGE_DEFAULT, &limit, &error)
      || !stipple_request_get_query_int (request, "after", 1, G_MAXINT64, 0, &before, &error))
    return stipple_response_new_error (request, 400, error->message, NULL);
  rows = hub->storage->do_list_quarantine (hub->storage, before, (guint) limit + 1, &count, &error);
  if (rows == NULL)
    return stipple_response_new_gerror (request, error);
  return answer_list (hub, request, rows, (guint) limit, count);
}

static StippleResponse *
answer_one (StippleHub *hub, const StippleRequest *request, int status,
            const StippleQuarantineRow *row)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = stipple_quarantine_etag (row);
  json_t *one = stipple_quarantine_describe_one (hub, row, &error);
  StippleResponse *response;

  if (one == NULL)
    return stipple_response_new_gerror (request, error);
  response =
      status == 412 ? stipple_response_new_problem_of (
          STIPPLE_PROBLEM_CHANGED, 412,
          "Somebody changed this meanwhile. Nothing was stored; look at it again.", "current", one)
                    : stipple_response_new_json (status, one);
  stipple_response_add_header (response, "ETag", etag);
  return response;
}

StippleResponse *
stipple_handle_get_quarantine (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleQuarantineRow) row =
      hub->storage->do_get_quarantine (hub->storage, request->params[0], &error);

  if (row == NULL
      || !stipple_audit_event (hub, request, STIPPLE_AUDIT_QUARANTINE_VIEWED, row->id, NULL, NULL,
                               &error))
    return stipple_response_new_gerror (request, error);
  return answer_one (hub, request, 200, row);
}

/* --- Settling. */

/**
 * What somebody wants done with one: it is looked up, compared with what If-Match names, done and audited in one
 * transaction.
 */
typedef struct _Wish Wish;
struct _Wish
{
  const char *action; /* in the audit */
  gboolean (*apply) (StippleHub *hub, StippleTx *tx, const Wish *wish, StippleQuarantineRow *row,
                     GError **error);
  const char *staff;
  json_t *detail;        /* what of it the audit may hold; may be NULL */
  const char *reason;    /* of a dismissal */
  StippleRecord *record; /* of a fix */
};

static gboolean
is_current (const StippleRequest *request, const StippleQuarantineRow *row)
{
  g_autofree char *etag = stipple_quarantine_etag (row);

  return request->if_match == NULL || strcmp (request->if_match, "*") == 0
         || strcmp (request->if_match, etag) == 0;
}

/* 200, 412 for one that was changed meanwhile, or 0 with @error. */
static int
perform (StippleHub *hub, const StippleRequest *request, const Wish *wish,
         StippleQuarantineRow **row, GError **error)
{
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, error);

  if (tx == NULL
      || (*row = hub->storage->in_find_quarantine (tx, request->params[0], error)) == NULL)
    return 0;
  if (!is_current (request, *row))
    return 412;
  if (stipple_quarantine_is_settled (*row))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                           "This is settled already. Load the list again.");
      return 0;
    }
  if (!wish->apply (hub, tx, wish, *row, error)
      || !hub->storage->in_put_quarantine (tx, *row, error)
      || !stipple_audit_add (hub, tx, request, wish->action, (*row)->id, json_incref (wish->detail),
                             error)
      || !hub->storage->commit (g_steal_pointer (&tx), error))
    return 0;
  return 200;
}

static StippleResponse *
run (StippleHub *hub, const StippleRequest *request, const Wish *wish)
{
  g_autoptr (StippleQuarantineRow) row = NULL;
  g_autoptr (StippleQuarantineRow) now = NULL;
  g_autoptr (GError) error = NULL;
  int status = perform (hub, request, wish, &row, &error);

  if (status == 200)
    now = hub->storage->do_get_quarantine (hub->storage, row->id, &error);
  if (error != NULL)
    return stipple_response_new_gerror (request, error);
  return answer_one (hub, request, status, status == 200 ? now : row);
}

/* --- Again. */

static gboolean
send_again (StippleHub *hub, StippleTx *tx, const Wish *wish, StippleQuarantineRow *row,
            GError **error)
{
  row->state = STIPPLE_QUARANTINE_AGAIN;
  return TRUE;
}

StippleResponse *
stipple_handle_send_again (StippleHub *hub, StippleRequest *request)
{
  const Wish wish = { .action = STIPPLE_AUDIT_QUARANTINE_AGAIN,
                      .apply = send_again,
                      .staff = request->caller->id };

  return run (hub, request, &wish);
}

/* --- Dismissed. */

static gboolean
dismiss (StippleHub *hub, StippleTx *tx, const Wish *wish, StippleQuarantineRow *row,
         GError **error)
{
  return stipple_quarantine_settle (hub, row, STIPPLE_QUARANTINE_DISMISSED, wish->staff,
                                    json_pack ("{s:s}", "reason", wish->reason), error);
}

StippleResponse *
stipple_handle_dismiss_quarantine (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *typed = json != NULL ? stipple_json_get_string (json, "reason", FALSE, &error) : NULL;
  g_autofree char *reason = NULL;
  Wish wish = { .action = STIPPLE_AUDIT_QUARANTINE_DISMISSED,
                .apply = dismiss,
                .staff = request->caller->id };

  if (typed == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  reason = stipple_person_check_note (typed, &error);
  if (reason == NULL)
    return stipple_response_new_gerror (request, error);
  if (g_utf8_strlen (reason, -1) < REASON_MIN || g_utf8_strlen (reason, -1) > REASON_MAX)
    return stipple_response_new_error (request, 422, "reason: give 3 to 500 characters.", NULL);
  wish.reason = reason;
  return run (hub, request, &wish);
}

/* --- Fixed. */

static gboolean
refuse (StippleError code, const char *words, GError **error)
{
  g_set_error_literal (error, STIPPLE_ERROR, (int) code, words);
  return FALSE;
}

/* A correction of what the hub holds under the same id: that it holds other content may be why it was refused. */
static gboolean
correct_held (StippleHub *hub, StippleTx *tx, const Wish *wish, const StippleQuarantineRow *row,
              const StippleIntakeRow *held, GError **error)
{
  StippleIntakeRow *next = wish->record->row;

  if (held->deleted != 0)
    return refuse (STIPPLE_ERROR_GONE, "This intake has been deleted.", error);
  if (strcmp (held->device, row->device) != 0 || strcmp (held->patient_id, next->patient_id) != 0
      || memcmp (held->code, next->code, sizeof next->code) != 0)
    return refuse (STIPPLE_ERROR_CONFLICT,
                   "The hub has this id for another intake. Dismiss this one.", error);
  if (strcmp (held->receipt, next->receipt) == 0)
    return TRUE;
  next->version = held->version + 1;
  stipple_record_seal (hub, next, wish->record->document, wish->record->summary);
  return hub->storage->in_update_intake (tx, next, error);
}

static gboolean
store (StippleHub *hub, StippleTx *tx, const Wish *wish, const StippleQuarantineRow *row,
       GError **error)
{
  StippleIntakeRow *next = wish->record->row;
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleIntakeRow) held =
      hub->storage->in_find_intake (tx, STIPPLE_BY_RESPONSE, row->id, &fault);
  const char *place;

  next->received = next->updated = stipple_hub_now (hub);
  next->editor = g_strdup (wish->staff);
  next->device = g_strdup (row->device);
  if (held != NULL)
    return correct_held (hub, tx, wish, row, held, error);
  if (g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    return stipple_record_insert (hub, tx, next, &place, error);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
keeps_identity (StippleHub *hub, const Wish *wish, const StippleQuarantineRow *row)
{
  g_autofree char *code = stipple_quarantine_open_code (hub, row);
  guint8 blind[STIPPLE_BLIND_BYTES];

  if (code != NULL)
    stipple_record_blind_code (hub, code, blind);
  return strcmp (wish->record->row->id, row->id) == 0
         && (code == NULL || memcmp (blind, wish->record->row->code, sizeof blind) == 0);
}

static gboolean
fix (StippleHub *hub, StippleTx *tx, const Wish *wish, StippleQuarantineRow *row, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleJson) refused = stipple_quarantine_open_document (hub, row, &fault);
  json_t *outcome;

  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (!keeps_identity (hub, wish, row))
    return refuse (STIPPLE_ERROR_INVALID, "An intake keeps its ids and its code.", error);
  if (!store (hub, tx, wish, row, error))
    return FALSE;
  outcome = json_object ();
  if (json_is_object (refused))
    json_object_set_new (outcome, "changed",
                         stipple_quarantine_compare (refused, wish->record->document));
  json_object_set_new (
      wish->detail, "changes",
      json_integer ((json_int_t) json_array_size (json_object_get (outcome, "changed"))));
  return stipple_quarantine_settle (hub, row, STIPPLE_QUARANTINE_FIXED, wish->staff, outcome,
                                    error);
}

static StippleResponse *
answer_intake (StippleHub *hub, const StippleRequest *request, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntakeRow) row =
      hub->storage->do_get_intake (hub->storage, STIPPLE_BY_RESPONSE, id, &error);
  json_t *intake = row != NULL ? stipple_desk_intake (hub, row, &error) : NULL;
  g_autofree char *etag = NULL;
  StippleResponse *response;

  if (intake == NULL)
    return stipple_response_new_gerror (request, error);
  etag = stipple_desk_etag (row);
  response = stipple_response_new_json (201, intake);
  stipple_response_add_header (response, "ETag", etag);
  return response;
}

StippleResponse *
stipple_handle_fix_quarantine (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  g_autoptr (StippleJson) detail = json_object ();
  g_autoptr (StippleRecord) record = NULL;
  g_autoptr (StippleQuarantineRow) row = NULL;
  g_autofree char *expression = NULL;
  int status;
  Wish wish = { .action = STIPPLE_AUDIT_QUARANTINE_FIXED,
                .apply = fix,
                .staff = request->caller->id,
                .detail = detail };

  if (json == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  record = stipple_edited_read (hub, json, &status, &expression, &error);
  if (record == NULL)
    return stipple_edited_refuse (request, status, expression, error);
  wish.record = record;
  status = perform (hub, request, &wish, &row, &error);
  if (status == 0)
    return stipple_response_new_gerror (request, error);
  return status == 412 ? answer_one (hub, request, 412, row)
                       : answer_intake (hub, request, row->id);
}
