// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/desk.h"
#include "hub/edited.h"
#include "wire/api.h"
#include <string.h>

#define FROM_MAX 200
#define REASON_MIN 3
#define REASON_MAX 500

/**
 * What somebody wants done with an intake. It is looked up, compared with what If-Match names, done and audited in
 * one transaction.
 */
typedef struct _Change Change;
struct _Change
{
  const char *action; /* in the audit */
  /* Whether it was done before: a request that came twice. NULL: it cannot be told. */
  gboolean (*is_done) (StippleHub *hub, StippleTx *tx, const Change *change,
                       const StippleIntakeRow *row, GError **error);
  gboolean (*apply) (StippleHub *hub, StippleTx *tx, const Change *change,
                     const StippleIntakeRow *row, GError **error);
  int status; /* once it is done */

  const char *staff;
  gint64 now;
  const char *id; /* of the piece of work */
  json_t *body;   /* of it */
  json_t *detail; /* what of it the audit may hold; may be NULL */
  StippleWorkState state;
  StippleRecord *record;
  const char *reason;
};

/* --- The one way through. */

static StippleResponse *
answer (StippleHub *hub, const StippleRequest *request, int status, const StippleIntakeRow *row)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = stipple_desk_etag (row);
  json_t *intake = stipple_desk_intake (hub, row, &error);
  StippleResponse *response;

  if (intake == NULL)
    return stipple_response_new_gerror (request, error);
  response = status == 412 ? stipple_response_new_problem_of (
                 STIPPLE_PROBLEM_CHANGED, 412,
                 "Somebody changed this intake meanwhile. Nothing was stored; look at both.",
                 "current", intake)
                           : stipple_response_new_json (status, intake);
  stipple_response_add_header (response, "ETag", etag);
  return response;
}

/* As it is now. */
static StippleResponse *
answer_anew (StippleHub *hub, const StippleRequest *request, int status, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntakeRow) row =
      hub->storage->do_get_intake (hub->storage, STIPPLE_BY_RESPONSE, id, &error);

  return row != NULL ? answer (hub, request, status, row)
                     : stipple_response_new_gerror (request, error);
}

static gboolean
is_current (const StippleRequest *request, const StippleIntakeRow *row)
{
  g_autofree char *etag = stipple_desk_etag (row);

  return request->if_match == NULL || strcmp (request->if_match, "*") == 0
         || strcmp (request->if_match, etag) == 0;
}

static StippleIntakeRow *
find (StippleHub *hub, StippleTx *tx, const char *code, GError **error)
{
  guint8 blind[STIPPLE_BLIND_BYTES];
  g_autoptr (StippleIntakeRow) row = NULL;

  stipple_record_blind_code (hub, code, blind);
  row = hub->storage->in_find_intake_by_code (tx, blind, error);
  if (row == NULL || row->deleted == 0)
    return g_steal_pointer (&row);
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_GONE, "This intake has been deleted.");
  return NULL;
}

/* @status (out): of what came of it; 412 for one that was changed meanwhile, 0 with @error. */
static int
perform (StippleHub *hub, const StippleRequest *request, const Change *change, const char *code,
         StippleIntakeRow **row, GError **error)
{
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, error);
  g_autoptr (GError) fault = NULL;

  if (tx == NULL || (*row = find (hub, tx, code, error)) == NULL)
    return 0;
  if (change->is_done != NULL && change->is_done (hub, tx, change, *row, &fault))
    return 200;
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return 0;
    }
  if (!is_current (request, *row))
    return 412;
  if (!change->apply (hub, tx, change, *row, error)
      || !stipple_audit_add (hub, tx, request, change->action, (*row)->id,
                             json_incref (change->detail), error)
      || !hub->storage->commit (g_steal_pointer (&tx), error))
    return 0;
  return change->status;
}

static StippleResponse *
run (StippleHub *hub, const StippleRequest *request, Change *change)
{
  g_autofree char *code = stipple_code_normalize (request->params[0]);
  g_autoptr (StippleIntakeRow) row = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (code == NULL)
    return stipple_response_new_error (request, 404, "This cannot be an intake's code.", NULL);
  change->staff = request->caller->id;
  change->now = stipple_hub_now (hub);
  status = perform (hub, request, change, code, &row, &error);
  if (status == 0)
    return stipple_response_new_gerror (request, error);
  if (status == 204)
    return stipple_response_new (204);
  return answer_anew (hub, request, status, row->id);
}

static gboolean
add_work (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
          const char *kind, GError **error)
{
  g_autofree char *id = change->id != NULL ? g_strdup (change->id) : stipple_ids_uuid (hub->ids);
  g_autoptr (GBytes) body = stipple_desk_seal_work (hub, id, change->body);
  g_autofree char *staff = g_strdup (change->staff);
  g_autofree char *word = g_strdup (kind);
  StippleWorkRow work = { .id = id, .at = change->now, .staff = staff, .kind = word, .body = body };

  return hub->storage->in_add_work (tx, row->seq, &work, error);
}

/* --- State. */

static gboolean
has_state (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
           GError **error)
{
  return row->state == change->state;
}

/* What a closed one was before. FALSE with @error, or when it was not treated. */
static gboolean
was_treated (StippleHub *hub, StippleTx *tx, const StippleIntakeRow *row, GError **error)
{
  g_autoptr (GPtrArray) work = hub->storage->in_list_work (tx, row->seq, error);
  gboolean treated = FALSE;

  for (guint i = 0; work != NULL && i < work->len; i++)
    {
      const StippleWorkRow *step = g_ptr_array_index (work, i);
      g_autoptr (StippleJson) body = NULL;
      const char *state;

      if (strcmp (step->kind, "state") != 0)
        continue;
      body = stipple_desk_open_work (hub, step, error);
      if (body == NULL)
        return FALSE;
      state = json_string_value (json_object_get (body, "state"));
      if (g_strcmp0 (state, "closed") != 0)
        treated = g_strcmp0 (state, "treated") == 0;
    }
  return treated;
}

/* Nobody is treated who has not consented, or whose intake nobody has reviewed. */
static gboolean
may_be_treated (StippleHub *hub, StippleTx *tx, const StippleIntakeRow *row, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (row->in_progress)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                           "This intake is in progress: there is no consent yet.");
      return FALSE;
    }
  if (row->state != STIPPLE_WORK_CLOSED || was_treated (hub, tx, row, &fault))
    return TRUE;
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                         "This intake was closed without a treatment. Reopen and review it first.");
  return FALSE;
}

static gboolean
set_state (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
           GError **error)
{
  if (!stipple_work_state_may_follow (row->state, change->state))
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                   "There is no step from %s to %s. Review the intake first, or reopen it.",
                   stipple_work_state_to_string (row->state),
                   stipple_work_state_to_string (change->state));
      return FALSE;
    }
  return (change->state != STIPPLE_WORK_TREATED || may_be_treated (hub, tx, row, error))
         && add_work (hub, tx, change, row, "state", error)
         && hub->storage->in_set_state (tx, row->seq, change->state, error);
}

StippleResponse *
stipple_handle_post_state (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *word = json != NULL ? stipple_json_get_string (json, "state", FALSE, &error) : NULL;
  g_autoptr (StippleJson) body = NULL;
  Change change = {
    .action = STIPPLE_AUDIT_STATE, .is_done = has_state, .apply = set_state, .status = 200
  };

  if (word == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!stipple_work_state_from_string (word, &change.state))
    return stipple_response_new_error (request, 422,
                                       "state: give new, seen, reviewed, treated or closed.", NULL);
  change.body = change.detail = body = json_pack ("{s:s}", "state", word);
  return run (hub, request, &change);
}

/* --- Notes. */

/* The same note, of the same intake and in the same words. */
static gboolean
has_note (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
          GError **error)
{
  g_autoptr (GError) fault = NULL;
  gint64 seq;
  g_autoptr (StippleWorkRow) known = hub->storage->in_find_work (tx, change->id, &seq, &fault);
  g_autoptr (StippleJson) body = NULL;

  if (known == NULL)
    {
      if (!g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  body = stipple_desk_open_work (hub, known, error);
  if (body == NULL)
    return FALSE;
  if (seq == row->seq && strcmp (known->kind, "note") == 0 && json_equal (body, change->body))
    return TRUE;
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                       "This id belongs to another note.");
  return FALSE;
}

static gboolean
add_note (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
          GError **error)
{
  return add_work (hub, tx, change, row, "note", error);
}

/* A text from @min to @max characters without what cannot be seen. NULL: @error. */
static char *
check_text (const char *typed, const char *what, glong min, glong max, GError **error)
{
  g_autofree char *text = stipple_person_check_note (typed, error);

  if (text == NULL)
    return NULL;
  if (g_utf8_strlen (text, -1) >= min && g_utf8_strlen (text, -1) <= max)
    return g_steal_pointer (&text);
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, "%s: give %ld to %ld characters.", what,
               min, max);
  return NULL;
}

StippleResponse *
stipple_handle_post_note (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *id = json != NULL ? stipple_json_get_string (json, "id", FALSE, &error) : NULL;
  const char *typed = id != NULL ? stipple_json_get_string (json, "text", FALSE, &error) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (StippleJson) body = NULL;
  Change change = {
    .action = STIPPLE_AUDIT_NOTE, .is_done = has_note, .apply = add_note, .status = 201, .id = id
  };

  if (typed == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!stipple_uuid_is_valid (id))
    return stipple_response_new_error (request, 422, "id: give a UUID in lower case.", NULL);
  text = check_text (typed, "text", 1, STIPPLE_NOTE_MAX, &error);
  if (text == NULL)
    return stipple_response_new_gerror (request, error);
  change.body = body = json_pack ("{s:s}", "text", text);
  return run (hub, request, &change);
}

/* --- The physician's letter. */

static gboolean
add_letter (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
            GError **error)
{
  return add_work (hub, tx, change, row, "letter", error);
}

static json_t *
read_letter (const char *received, const char *from, const char *fit, const char *conditions,
             GError **error)
{
  static const char *const answers[] = { "yes", "no", "conditions", NULL };
  gboolean has_conditions = strcmp (fit, "conditions") == 0;
  g_autofree char *who = check_text (from, "from", 1, FROM_MAX, error);
  g_autofree char *what =
      who != NULL ? check_text (conditions, "conditions", has_conditions, STIPPLE_NOTE_MAX, error)
                  : NULL;
  json_t *letter;
  GDate day;

  if (what == NULL)
    return NULL;
  if (!stipple_date_parse_iso (received, &day, NULL) || !g_strv_contains (answers, fit))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           "received, fit: give a date, and yes, no or conditions.");
      return NULL;
    }
  letter = json_pack ("{s:s, s:s, s:s}", "received", received, "from", who, "fit", fit);
  if (has_conditions)
    json_object_set_new (letter, "conditions", json_string (what));
  return letter;
}

StippleResponse *
stipple_handle_post_letter (StippleHub *hub, StippleRequest *request)
{
  static const char *const members[] = { "received", "from", "fit", "conditions" };
  const char *texts[G_N_ELEMENTS (members)];
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  g_autoptr (StippleJson) body = NULL;
  Change change = { .action = STIPPLE_AUDIT_LETTER, .apply = add_letter, .status = 200 };

  if (json == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      texts[i] = stipple_json_get_string (json, members[i], i == 3, &error);
      if (texts[i] == NULL)
        return stipple_response_new_error (request, 400, error->message, NULL);
    }
  change.body = body = read_letter (texts[0], texts[1], texts[2], texts[3], &error);
  if (body == NULL)
    return stipple_response_new_gerror (request, error);
  return run (hub, request, &change);
}

/* --- A correction. */

static gboolean
has_content (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
             GError **error)
{
  return strcmp (row->receipt, change->record->row->receipt) == 0;
}

static gboolean
set_content (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
             GError **error)
{
  StippleIntakeRow *next = change->record->row;

  if (strcmp (next->id, row->id) != 0 || strcmp (next->patient_id, row->patient_id) != 0
      || memcmp (next->code, row->code, sizeof row->code) != 0)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           "An intake keeps its ids and its code.");
      return FALSE;
    }
  next->version = row->version + 1;
  next->updated = change->now;
  next->editor = g_strdup (change->staff);
  stipple_record_seal (hub, next, change->record->document, change->record->summary);
  json_object_set_new (change->detail, "version", json_integer (next->version));
  return hub->storage->in_update_intake (tx, next, error);
}

StippleResponse *
stipple_handle_correct_intake (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  g_autoptr (StippleJson) detail = json_object ();
  g_autoptr (StippleRecord) record = NULL;
  g_autofree char *expression = NULL;
  const json_t *why = json_object_get (json, "reason");
  g_autofree char *reason = NULL;
  int status = 422;
  Change change = { .action = STIPPLE_AUDIT_CORRECTED,
                    .is_done = has_content,
                    .apply = set_content,
                    .status = 200,
                    .detail = detail };

  if (json == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (request->if_match == NULL)
    return stipple_response_new_error (request, 428,
                                       "Say in If-Match which revision this corrects.", NULL);
  if (why != NULL)
    {
      reason = check_text (json_is_string (why) ? json_string_value (why) : "", "reason",
                           REASON_MIN, REASON_MAX, &error);
      if (reason == NULL)
        return stipple_response_new_gerror (request, error);
    }
  record = stipple_edited_read (hub, json, &status, &expression, &error);
  if (record == NULL)
    return stipple_edited_refuse (request, status, expression, error);
  /* Sealed with what it is the reason of; the receipt is of the two resources alone. */
  if (reason != NULL)
    json_object_set_new (record->document, "reason", json_string (reason));
  change.record = record;
  return run (hub, request, &change);
}

/* --- Deletion. */

static gboolean
delete_all (StippleHub *hub, StippleTx *tx, const Change *change, const StippleIntakeRow *row,
            GError **error)
{
  g_autoptr (GBytes) reason =
      stipple_seal (hub->key, "intake-reason", row->id, 1, change->reason, strlen (change->reason));

  return hub->storage->in_delete_intake (tx, row->seq, reason, change->now, error);
}

StippleResponse *
stipple_handle_delete_intake (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *typed = json != NULL ? stipple_json_get_string (json, "reason", FALSE, &error) : NULL;
  g_autofree char *reason = NULL;
  Change change = { .action = STIPPLE_AUDIT_DELETED, .apply = delete_all, .status = 204 };

  if (typed == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  reason = check_text (typed, "reason", REASON_MIN, REASON_MAX, &error);
  if (reason == NULL)
    return stipple_response_new_gerror (request, error);
  change.reason = reason;
  return run (hub, request, &change);
}
