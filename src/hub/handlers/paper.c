// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/desk.h"
#include "hub/edited.h"
#include "wire/api.h"
#include <string.h>

#define COPIES_MAX 100

/* --- Forms to print. */

/* What stands for paper among the devices. It has a token as they have, which nobody was ever told. */
static StippleDeviceRow *
get_paper (StippleHub *hub, StippleTx *tx, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleDeviceRow) row = hub->storage->in_find_paper (tx, &fault);
  g_autofree char *token = NULL;
  g_autofree char *hash = NULL;

  if (row != NULL)
    return g_steal_pointer (&row);
  if (!g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  row = g_new0 (StippleDeviceRow, 1);
  row->id = stipple_ids_uuid (hub->ids);
  row->name = g_strdup ("Paper");
  row->enrolled = stipple_hub_now (hub);
  token = stipple_token_new ();
  hash = stipple_token_hash (token);
  return hub->storage->in_add_paper (tx, row, hash, error) ? g_steal_pointer (&row) : NULL;
}

static gboolean
reserve (StippleHub *hub, StippleTx *tx, StipplePaperFormRow *form, guint space, json_t *codes,
         GError **error)
{
  g_autofree char *code = NULL;

  if (form->n >= STIPPLE_CODE_COUNTS)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                           "This hub has printed as many forms as it has codes for.");
      return FALSE;
    }
  code = stipple_code_make (hub->code_key, space, (guint) form->n);
  stipple_record_blind_code (hub, code, form->code);
  json_array_append_new (codes, json_string (code));
  return hub->storage->in_add_paper_form (tx, form, error);
}

static gboolean
reserve_all (StippleHub *hub, const StippleRequest *request, guint count, StipplePaperFormRow *form,
             json_t *codes, GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (StippleTx) tx = storage->begin (storage, error);
  g_autoptr (StippleDeviceRow) paper = tx != NULL ? get_paper (hub, tx, error) : NULL;

  if (paper == NULL || !storage->in_count_paper_forms (tx, &form->n, error))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      form->n++;
      if (!reserve (hub, tx, form, paper->code_space, codes, error))
        return FALSE;
    }
  return stipple_audit_add (
             hub, tx, request, STIPPLE_AUDIT_PAPER_RESERVED, NULL,
             json_pack ("{s:i, s:i}", "count", (int) count, "packVersion", form->pack_version),
             error)
         && storage->commit (g_steal_pointer (&tx), error);
}

StippleResponse *
stipple_handle_post_paper (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *language =
      json != NULL ? stipple_json_get_string (json, "language", FALSE, &error) : NULL;
  const json_t *count = json_object_get (json, "count");
  g_autoptr (StippleJson) codes = json_array ();
  g_autoptr (StipplePack) pack = NULL;
  g_autoptr (StipplePaperFormRow) form = NULL;

  if (language == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!json_is_integer (count) || json_integer_value (count) < 1
      || json_integer_value (count) > COPIES_MAX)
    return stipple_response_new_error (request, 422, "count: give a number from 1 to 100.", NULL);
  pack = stipple_hub_get_pack (hub, 0, &error);
  if (pack == NULL)
    return stipple_response_new_gerror (request, error);
  if (stipple_pack_find_language (pack, language) == NULL)
    return stipple_response_new_error (request, 422, "language: give one of the content.", NULL);
  form = g_new0 (StipplePaperFormRow, 1);
  form->pack_version = pack->version;
  form->language = g_strdup (language);
  form->printed = stipple_hub_now (hub);
  form->staff = g_strdup (request->caller->id);
  if (!reserve_all (hub, request, (guint) json_integer_value (count), form, codes, &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (201, json_pack ("{s:i, s:s, s:O}", "packVersion", pack->version,
                                                    "language", language, "codes", codes));
}

/* --- One of them. */

static StipplePaperFormRow *
find_form (StippleHub *hub, StippleTx *tx, const char *typed, GError **error)
{
  g_autofree char *code = stipple_code_normalize (typed);
  guint8 blind[STIPPLE_BLIND_BYTES];

  if (code == NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                           "This cannot be a form's code.");
      return NULL;
    }
  stipple_record_blind_code (hub, code, blind);
  return hub->storage->in_find_paper_form (tx, blind, error);
}

StippleResponse *
stipple_handle_get_paper (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, &error);
  g_autoptr (StipplePaperFormRow) form =
      tx != NULL ? find_form (hub, tx, request->params[0], &error) : NULL;
  g_autofree char *code = stipple_code_normalize (request->params[0]);
  g_autofree char *printed = NULL;
  gboolean keyed;

  if (form == NULL || !hub->storage->in_code_is_taken (tx, form->code, &keyed, &error))
    return stipple_response_new_gerror (request, error);
  printed = stipple_clock_format_utc (form->printed);
  return stipple_response_new_json (
      200, json_pack ("{s:s, s:i, s:s, s:s, s:b}", "code", code, "packVersion", form->pack_version,
                      "language", form->language, "printed", printed, "keyed", keyed));
}

/* --- What a filled one says. */

/* Whether @record is of that form: of its code, and under the content and in the language that it was printed with. */
static gboolean
is_of_form (const StippleRecord *record, const StipplePaperFormRow *form)
{
  const json_t *version = json_object_get (record->summary, "packVersion");
  const json_t *language = json_object_get (record->summary, "language");

  return memcmp (record->row->code, form->code, sizeof form->code) == 0
         && json_integer_value (version) == form->pack_version
         && g_strcmp0 (json_string_value (language), form->language) == 0;
}

/* @status (out): 201 when it was not keyed in before; 200 with the same, 412 with something else. */
static gboolean
find_keyed (StippleHub *hub, StippleTx *tx, const StippleRecord *record, int *status,
            GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleIntakeRow) known =
      hub->storage->in_find_intake_by_code (tx, record->row->code, &fault);
  g_autoptr (StippleVersionRow) same = NULL;

  *status = 201;
  if (known != NULL && known->deleted != 0)
    g_set_error_literal (&fault, STIPPLE_ERROR, STIPPLE_ERROR_GONE,
                         "The intake of this form has been deleted.");
  else if (known != NULL)
    {
      /* Also from before somebody corrected it. */
      same = hub->storage->in_find_receipt (tx, known->seq, record->row->receipt, &fault);
      *status = same != NULL ? 200 : 412;
    }
  if (fault == NULL || g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
store (StippleHub *hub, const StippleRequest *request, StippleRecord *record, int *status,
       GError **error)
{
  StippleStorage *storage = hub->storage;
  StippleIntakeRow *row = record->row;
  g_autoptr (StippleTx) tx = storage->begin (storage, error);
  g_autoptr (StipplePaperFormRow) form =
      tx != NULL ? find_form (hub, tx, request->params[0], error) : NULL;
  g_autoptr (StippleDeviceRow) paper = NULL;
  const char *place;

  if (form == NULL)
    return FALSE;
  if (!is_of_form (record, form))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           "Key the form in with its own code, content version and language.");
      return FALSE;
    }
  paper = get_paper (hub, tx, error);
  if (paper == NULL || !find_keyed (hub, tx, record, status, error))
    return FALSE;
  if (*status != 201)
    return TRUE;
  row->device = g_strdup (paper->id);
  row->received = row->updated = stipple_hub_now (hub);
  row->editor = g_strdup (request->caller->id);
  return stipple_record_insert (hub, tx, row, &place, error)
         && stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_PAPER_KEYED, row->id,
                               json_pack ("{s:i}", "packVersion", form->pack_version), error)
         && storage->commit (g_steal_pointer (&tx), error);
}

static StippleResponse *
answer (StippleHub *hub, const StippleRequest *request, const StippleRecord *record, int status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntakeRow) row =
      hub->storage->do_get_intake_by_code (hub->storage, record->row->code, &error);
  json_t *intake = row != NULL ? stipple_desk_intake (hub, row, &error) : NULL;
  g_autofree char *etag = NULL;
  StippleResponse *response;

  if (intake == NULL)
    return stipple_response_new_gerror (request, error);
  etag = stipple_desk_etag (row);
  response = status == 412 ? stipple_response_new_problem_of (
                 STIPPLE_PROBLEM_CHANGED, 412,
                 "This form was keyed in before, with something else. Nothing was stored.",
                 "current", intake)
                           : stipple_response_new_json (status, intake);
  stipple_response_add_header (response, "ETag", etag);
  return response;
}

StippleResponse *
stipple_handle_put_paper (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  g_autoptr (StippleRecord) record = NULL;
  g_autofree char *expression = NULL;
  int status = 422;

  if (json == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  record = stipple_edited_read (hub, json, &status, &expression, &error);
  if (record == NULL)
    return stipple_edited_refuse (request, status, expression, error);
  if (!store (hub, request, record, &status, &error))
    return stipple_response_new_gerror (request, error);
  return answer (hub, request, record, status);
}
