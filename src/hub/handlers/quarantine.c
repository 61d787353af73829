// SPDX-License-Identifier: GPL-3.0-or-later
/* What the hub refused, as the kiosk that keeps it tells. */
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/quarantine.h"
#include "wire/refusal.h"
#include <string.h>

#define ROUNDS_MAX 1000000
/* Of a name in a list. */
#define NAME_MAX_CHARACTERS 100

/* What a kiosk tells, read. */
typedef struct
{
  StippleQuarantineRow *row;
  json_t *report;
} Told;

static void
told_clear (Told *self)
{
  g_clear_pointer (&self->row, stipple_quarantine_row_free);
  g_clear_pointer (&self->report, json_decref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Told, told_clear)

static StippleResponse *
refuse (const StippleRequest *request, int status, const char *detail)
{
  return stipple_response_new_error (request, status, detail, NULL);
}

/* --- What it says. */

/* Best effort: what was refused may have no name that can be read. */
static char *
find_name (const json_t *document)
{
  const json_t *patient = json_object_get (document, "patient");
  const json_t *name = json_array_get (json_object_get (patient, "name"), 0);
  const char *given = json_string_value (json_array_get (json_object_get (name, "given"), 0));
  const char *family = json_string_value (json_object_get (name, "family"));
  g_autofree char *whole = given != NULL && family != NULL
                               ? g_strdup_printf ("%s %s", given, family)
                               : g_strdup (family != NULL ? family : given);

  if (whole == NULL || *whole == '\0')
    return NULL;
  return g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), NAME_MAX_CHARACTERS));
}

static void
read_name (Told *told)
{
  const char *text = json_string_value (json_object_get (told->report, "document"));
  g_autoptr (StippleJson) document =
      text != NULL ? stipple_json_parse (text, strlen (text), STIPPLE_BUNDLE_MAX_BYTES, NULL)
                   : NULL;
  g_autofree char *name = find_name (document);

  if (text != NULL)
    told->row->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  if (name != NULL)
    json_object_set_new (told->report, "name", json_string (name));
}

/* NULL: @told is whole. */
static StippleResponse *
read_texts (const StippleRequest *request, const json_t *json, Told *told)
{
  g_autoptr (GError) error = NULL;
  const char *document = stipple_json_get_string (json, "document", TRUE, &error);
  const char *typed =
      document != NULL ? stipple_json_get_string (json, "code", TRUE, &error) : NULL;
  g_autofree char *code = NULL;

  if (typed == NULL)
    return refuse (request, 400, error->message);
  if (strlen (document) > STIPPLE_BUNDLE_MAX_BYTES)
    return refuse (request, 413, "document: it is beyond the size of a bundle.");
  if (*document != '\0')
    json_object_set_new (told->report, "document", json_string (document));
  if (*typed == '\0')
    return NULL;
  code = stipple_code_normalize (typed);
  if (code == NULL)
    return refuse (request, 422, "code: this cannot be an intake's code.");
  json_object_set_new (told->report, "code", json_string (code));
  return NULL;
}

static StippleResponse *
read_told (StippleHub *hub, const StippleRequest *request, const json_t *json, Told *told)
{
  const json_int_t round = json_integer_value (json_object_get (json, "round"));
  const char *made = json_string_value (json_object_get (json, "made"));
  const char *refused = json_string_value (json_object_get (json, "refused"));
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleRefusal) refusal =
      stipple_refusal_from_json (json_object_get (json, "refusal"), &error);
  StippleQuarantineRow *row = g_new0 (StippleQuarantineRow, 1);
  StippleResponse *refused_for;

  told->row = row;
  told->report = json_object ();
  if (round < 1 || round > ROUNDS_MAX)
    return refuse (request, 422, "round: give a number from 1 on.");
  if (made == NULL || !stipple_clock_parse_utc (made, &row->made, NULL) || refused == NULL
      || !stipple_clock_parse_utc (refused, &row->refused, NULL))
    return refuse (request, 422, "made, refused: give times in UTC.");
  if (refusal == NULL)
    return refuse (request, 422, error->message);
  row->id = g_strdup (request->params[0]);
  row->device = g_strdup (request->caller->id);
  row->round = (guint) round;
  row->reported = stipple_hub_now (hub);
  json_object_set_new (told->report, "refusal", stipple_refusal_to_json (refusal));
  refused_for = read_texts (request, json, told);
  if (refused_for != NULL)
    return refused_for;
  read_name (told);
  stipple_quarantine_seal_report (hub, row, told->report);
  return NULL;
}

/* --- What it is answered. */

static StippleResponse *
answer (int status, const char *id, guint round, const char *state, const char *receipt)
{
  json_t *json = json_pack ("{s:s, s:i, s:s}", "id", id, "round", (int) round, "state", state);

  if (receipt != NULL)
    json_object_set_new (json, "receipt", json_string (receipt));
  return stipple_response_new_json (status, json);
}

static StippleResponse *
answer_row (int status, const StippleQuarantineRow *row, const StippleIntakeRow *held)
{
  gboolean is_held =
      row->state == STIPPLE_QUARANTINE_FIXED || row->state == STIPPLE_QUARANTINE_DELIVERED;
  const char *state = stipple_quarantine_state_to_string (row->state);

  return answer (status, row->id, row->round, is_held ? "resolved" : state,
                 is_held && held != NULL ? held->receipt : NULL);
}

/* NULL without an error when the hub has none. */
static StippleIntakeRow *
find_held (StippleHub *hub, StippleTx *tx, const char *id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  StippleIntakeRow *held = hub->storage->in_find_intake (tx, STIPPLE_BY_RESPONSE, id, &fault);

  if (held == NULL && !g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&fault));
  return held;
}

static StippleQuarantineRow *
find_known (StippleHub *hub, StippleTx *tx, const char *id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  StippleQuarantineRow *known = hub->storage->in_find_quarantine (tx, id, &fault);

  if (known == NULL && !g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&fault));
  return known;
}

/* What a person had deleted does not come back by this door: the kiosk is to let go of its copy. */
static gboolean
is_unwanted (const StippleIntakeRow *held)
{
  return held != NULL && held->deleted != 0;
}

/* --- PUT. */

/* The same content from a device whose enrolment was revoked is that kiosk, enrolled anew. */
static gboolean
is_ours (const Told *told, const StippleQuarantineRow *known)
{
  return strcmp (known->device, told->row->device) == 0
         || (known->device_revoked && g_strcmp0 (known->sha256, told->row->sha256) == 0);
}

/* Takes @tx. */
static StippleResponse *
keep (StippleHub *hub, const StippleRequest *request, StippleTx *tx, const Told *told, int status)
{
  g_autoptr (StippleTx) owned = tx;
  g_autoptr (GError) error = NULL;

  if (!hub->storage->in_put_quarantine (owned, told->row, &error)
      || !stipple_audit_add (hub, owned, request, STIPPLE_AUDIT_QUARANTINED, told->row->id,
                             json_pack ("{s:i}", "round", (int) told->row->round), &error)
      || !hub->storage->commit (g_steal_pointer (&owned), &error))
    return stipple_response_new_gerror (request, error);
  return answer_row (status, told->row, NULL);
}

static StippleResponse *
take (StippleHub *hub, const StippleRequest *request, const Told *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, &error);
  g_autoptr (StippleIntakeRow) held = NULL;
  g_autoptr (StippleQuarantineRow) known = NULL;
  gboolean is_same;

  if (tx != NULL)
    held = find_held (hub, tx, told->row->id, &error);
  if (error == NULL)
    known = find_known (hub, tx, told->row->id, &error);
  if (error != NULL)
    return stipple_response_new_gerror (request, error);
  if ((held != NULL && !held->device_revoked && strcmp (held->device, told->row->device) != 0)
      || (known != NULL && !is_ours (told, known)))
    return refuse (request, 403, "This id belongs to another device.");
  if (is_unwanted (held))
    return answer (200, told->row->id, told->row->round, "dismissed", NULL);
  if (known == NULL)
    return keep (hub, request, g_steal_pointer (&tx), told, 201);
  is_same = strcmp (known->device, told->row->device) == 0;
  if (stipple_quarantine_is_settled (known) || (is_same && told->row->round <= known->round))
    return answer_row (200, known, held);
  if (told->row->round <= known->round)
    told->row->state = known->state;
  return keep (hub, request, g_steal_pointer (&tx), told, 200);
}

StippleResponse *
stipple_handle_put_quarantine (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  g_auto (Told) told = { 0 };
  StippleResponse *refusal;

  if (json == NULL)
    return refuse (request, 400, error->message);
  if (!stipple_uuid_is_valid (request->params[0]))
    return refuse (request, 422, "The path does not end in a UUID in lower case.");
  refusal = read_told (hub, request, json, &told);
  return refusal != NULL ? refusal : take (hub, request, &told);
}

/* --- GET. */

StippleResponse *
stipple_handle_ask_quarantine (StippleHub *hub, StippleRequest *request)
{
  const char *id = request->params[0];
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, &error);
  g_autoptr (StippleIntakeRow) held = tx != NULL ? find_held (hub, tx, id, &error) : NULL;
  g_autoptr (StippleQuarantineRow) known = error == NULL ? find_known (hub, tx, id, &error) : NULL;
  gboolean is_other;

  if (error != NULL)
    return stipple_response_new_gerror (request, error);
  is_other = known != NULL && strcmp (known->device, request->caller->id) != 0;
  if (is_other && !known->device_revoked)
    return refuse (request, 403, "This id belongs to another device.");
  /* Enrolled anew, it tells what it has once more, and so shows that it is its own. */
  if (known == NULL || is_other)
    return refuse (request, 404, "The hub was never told of this.");
  return answer_row (200, known, held);
}
