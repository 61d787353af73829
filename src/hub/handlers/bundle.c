// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/quarantine.h"
#include "hub/record.h"
#include "wire/api.h"
#include <string.h>

/**
 * One intake of the bundle on its way in.
 */
typedef struct
{
  const StippleBundleItem *item;
  guint patient_entry;
  guint response_entry;
  StippleRecord *record;
  StippleIntakeRow *row; /* the record's */
  gboolean is_new;       /* a version of it was stored just now */
} Arrival;

static void
arrival_free (Arrival *self)
{
  g_clear_pointer (&self->record, stipple_record_free);
  g_free (self);
}

static StippleResponse *
refuse_entry (const StippleRequest *request, int status, guint entry, const char *member,
              const char *detail)
{
  g_autofree char *expression = g_strdup_printf ("Bundle.entry[%u]%s", entry, member);

  return stipple_response_new_error (request, status, detail, expression);
}

static guint
find_entry (const json_t *bundle, const json_t *resource)
{
  const json_t *entries = json_object_get (bundle, "entry");
  guint i = 0;

  while (i < json_array_size (entries)
         && json_object_get (json_array_get (entries, i), "resource") != resource)
    i++;
  return i;
}

/* "QuestionnaireResponse.item[2]" of the reader as it stands in the bundle. */
static StippleResponse *
refuse_resource (const StippleRequest *request, const Arrival *arrival, const char *expression,
                 const GError *error)
{
  gboolean is_patient = expression != NULL && g_str_has_prefix (expression, "Patient");
  guint entry = is_patient ? arrival->patient_entry : arrival->response_entry;
  const char *rest = expression != NULL ? strchr (expression, '.') : NULL;
  g_autofree char *member = g_strconcat (".resource", rest, NULL);

  return refuse_entry (request, 422, entry, member, error->message);
}

/* --- Before the transaction: everything that takes time. */

static StippleResponse *
prepare (StippleHub *hub, const StippleRequest *request, Arrival *arrival)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *expression = NULL;
  int status;

  arrival->record = stipple_record_read (hub, arrival->item, &status, &expression, &error);
  if (arrival->record == NULL)
    return status == 422 ? refuse_resource (request, arrival, expression, error)
                         : stipple_response_new_gerror (request, error);
  arrival->row = arrival->record->row;
  arrival->row->device = g_strdup (request->caller->id);
  return NULL;
}

/* --- In the transaction: the table of the wire. */

static StippleResponse *
refuse_known (const StippleRequest *request, const Arrival *arrival, const StippleIntakeRow *known,
              gboolean is_same)
{
  gboolean is_ours = strcmp (known->device, arrival->row->device) == 0;

  /* The same content again from a device whose enrolment was revoked is that kiosk, enrolled anew. */
  if (!is_ours && !(known->device_revoked && (is_same || known->deleted != 0)))
    return refuse_entry (request, 403, arrival->response_entry, ".request.url",
                         "This id belongs to another device.");
  if (known->deleted != 0)
    return refuse_entry (request, 410, arrival->response_entry, ".request.url",
                         "This intake has been deleted at the hub.");
  return NULL;
}

/* W/"3" → 3; 0 when it is no such thing. */
static int
parse_etag (const char *etag)
{
  gint64 version = 0;
  gsize length = strlen (etag);
  g_autofree char *inner = NULL;

  if (!g_str_has_prefix (etag, "W/\"") || length < 5 || etag[length - 1] != '"')
    return 0;
  inner = g_strndup (etag + 3, length - 4);
  g_ascii_string_to_signed (inner, 10, 1, G_MAXINT, &version, NULL);
  return (int) version;
}

static gboolean
note (StippleHub *hub, const StippleRequest *request, StippleTx *tx, const Arrival *arrival,
      GError **error)
{
  return stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_RECEIVED, arrival->row->id,
                            json_pack ("{s:i}", "version", arrival->row->version), error);
}

static StippleResponse *
update (StippleHub *hub, const StippleRequest *request, StippleTx *tx, Arrival *arrival,
        const StippleIntakeRow *known)
{
  StippleIntakeRow *row = arrival->row;
  g_autoptr (GError) error = NULL;

  if (arrival->item->if_match == NULL)
    return refuse_entry (request, 409, arrival->response_entry, "",
                         "The hub has this id with other content. Nothing was stored.");
  if (parse_etag (arrival->item->if_match) != known->version)
    return refuse_entry (request, 412, arrival->response_entry, ".request.ifMatch",
                         "The hub has another version of this than the one named.");
  if (strcmp (known->patient_id, row->patient_id) != 0)
    return refuse_entry (request, 422, arrival->response_entry, ".resource.subject",
                         "An intake stays with its patient.");
  if (memcmp (known->code, row->code, sizeof row->code) != 0)
    return refuse_entry (request, 422, arrival->response_entry, ".resource.identifier.value",
                         "An intake keeps its code.");
  row->version = known->version + 1;
  row->received = known->received;
  stipple_record_seal (hub, row, arrival->record->document, arrival->record->summary);
  if (!hub->storage->in_update_intake (tx, row, &error)
      || !note (hub, request, tx, arrival, &error))
    return stipple_response_new_gerror (request, error);
  arrival->is_new = TRUE;
  return NULL;
}

static StippleResponse *
refuse_place (const StippleRequest *request, const Arrival *arrival, const char *place,
              const GError *error)
{
  gboolean is_patient = g_str_has_prefix (place, "Patient");
  const char *rest = strchr (place, '.');
  g_autofree char *member = rest != NULL ? g_strconcat (".resource", rest, NULL) : g_strdup ("");

  return refuse_entry (request, error->code == STIPPLE_ERROR_CONFLICT ? 409 : 422,
                       is_patient ? arrival->patient_entry : arrival->response_entry, member,
                       error->message);
}

static StippleResponse *
insert (StippleHub *hub, const StippleRequest *request, StippleTx *tx, Arrival *arrival)
{
  g_autoptr (GError) error = NULL;
  const char *place;

  if (arrival->item->if_match != NULL)
    return refuse_entry (request, 412, arrival->response_entry, ".request.ifMatch",
                         "The hub has no version of this yet.");
  if (!stipple_record_insert (hub, tx, arrival->row, &place, &error))
    return place != NULL ? refuse_place (request, arrival, place, error)
                         : stipple_response_new_gerror (request, error);
  if (!note (hub, request, tx, arrival, &error))
    return stipple_response_new_gerror (request, error);
  arrival->is_new = TRUE;
  return NULL;
}

/* The version with the same content: the current one, or one from before somebody at the desk corrected it. NULL
 * without an error: none. */
static StippleVersionRow *
find_same (StippleHub *hub, StippleTx *tx, const Arrival *arrival, const StippleIntakeRow *known,
           GError **error)
{
  g_autoptr (GError) fault = NULL;
  StippleVersionRow *same =
      hub->storage->in_find_receipt (tx, known->seq, arrival->row->receipt, &fault);

  if (same == NULL && !g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&fault));
  return same;
}

/* Whether who sends it means to put an earlier version back. */
static gboolean
goes_back (const Arrival *arrival, const StippleIntakeRow *known, const StippleVersionRow *same)
{
  return same->version != known->version && arrival->item->if_match != NULL
         && parse_etag (arrival->item->if_match) == known->version;
}

static StippleResponse *
store (StippleHub *hub, const StippleRequest *request, StippleTx *tx, Arrival *arrival)
{
  g_autoptr (StippleIntakeRow) known = NULL;
  g_autoptr (StippleVersionRow) same = NULL;
  g_autoptr (GError) error = NULL;
  StippleResponse *refusal;

  known = hub->storage->in_find_intake (tx, STIPPLE_BY_RESPONSE, arrival->row->id, &error);
  if (known == NULL)
    return g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND)
               ? insert (hub, request, tx, arrival)
               : stipple_response_new_gerror (request, error);
  same = find_same (hub, tx, arrival, known, &error);
  if (error != NULL)
    return stipple_response_new_gerror (request, error);
  refusal = refuse_known (request, arrival, known, same != NULL);
  if (refusal != NULL)
    return refusal;
  if (same == NULL || goes_back (arrival, known, same))
    return update (hub, request, tx, arrival, known);
  arrival->row->version = same->version;
  arrival->row->updated = same->stored;
  return NULL;
}

static StippleResponse *
store_all (StippleHub *hub, const StippleRequest *request, GPtrArray *arrivals)
{
  gint64 now = stipple_hub_now (hub);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, &error);
  guint n_stored = 0;

  if (tx == NULL)
    return stipple_response_new_gerror (request, error);
  for (guint i = 0; i < arrivals->len; i++)
    {
      Arrival *arrival = g_ptr_array_index (arrivals, i);
      StippleResponse *refusal;

      arrival->row->received = now;
      arrival->row->updated = now;
      refusal = store (hub, request, tx, arrival);
      if (refusal != NULL)
        return refusal;
      if (!stipple_quarantine_deliver (hub, tx, arrival->row->id, &error))
        return stipple_response_new_gerror (request, error);
      n_stored += arrival->is_new ? 1 : 0;
    }
  if (!hub->storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  stipple_metrics_count_stored (hub->metrics, n_stored);
  return NULL;
}

/* --- The answer. */

static json_t *
describe_entry (const Arrival *arrival, const char *type, const char *id)
{
  const StippleIntakeRow *row = arrival->row;
  gboolean is_created = arrival->is_new && row->version == 1;
  g_autofree char *location = g_strdup_printf ("%s/%s/_history/%d", type, id, row->version);
  g_autofree char *etag = g_strdup_printf ("W/\"%d\"", row->version);
  g_autofree char *modified = stipple_clock_format_utc (row->updated);

  return json_pack ("{s:s, s:s, s:s, s:s}", "status", is_created ? "201 Created" : "200 OK",
                    "location", location, "etag", etag, "lastModified", modified);
}

static void
describe_arrival (json_t *entries, const Arrival *arrival)
{
  json_t *patient = describe_entry (arrival, "Patient", arrival->row->patient_id);
  json_t *response = describe_entry (arrival, "QuestionnaireResponse", arrival->row->id);

  json_object_set_new (
      response, "extension",
      json_pack ("[{s:s, s:s}]", "url", STIPPLE_RECEIPT_URL, "valueString", arrival->row->receipt));
  json_array_set_new (entries, arrival->patient_entry, json_pack ("{s:o}", "response", patient));
  json_array_set_new (entries, arrival->response_entry, json_pack ("{s:o}", "response", response));
}

static StippleResponse *
describe (StippleHub *hub, GPtrArray *arrivals)
{
  /* All is stored by now: the answer goes without it rather than not at all. */
  g_autofree char *digest = hub->storage->do_get_pack_digest (hub->storage, NULL);
  json_t *entries = json_array ();
  StippleResponse *response;

  for (guint i = 0; i < 2 * arrivals->len; i++)
    json_array_append_new (entries, json_null ());
  for (guint i = 0; i < arrivals->len; i++)
    describe_arrival (entries, g_ptr_array_index (arrivals, i));
  response =
      stipple_response_new_fhir (200, json_pack ("{s:s, s:s, s:o}", "resourceType", "Bundle",
                                                 "type", "transaction-response", "entry", entries));
  if (digest != NULL)
    stipple_response_add_header (response, STIPPLE_HEADER_CONTENT, digest);
  return response;
}

static StippleResponse *
read_arrivals (StippleHub *hub, const StippleRequest *request, json_t *bundle, GPtrArray *items,
               GPtrArray *arrivals)
{
  for (guint i = 0; i < items->len; i++)
    {
      Arrival *arrival = g_new0 (Arrival, 1);
      StippleResponse *refusal;

      g_ptr_array_add (arrivals, arrival);
      arrival->item = g_ptr_array_index (items, i);
      arrival->patient_entry = find_entry (bundle, arrival->item->patient);
      arrival->response_entry = find_entry (bundle, arrival->item->response);
      refusal = prepare (hub, request, arrival);
      if (refusal != NULL)
        return refusal;
    }
  return NULL;
}

StippleResponse *
stipple_handle_post_bundle (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) arrival_free);
  g_autofree char *expression = NULL;
  g_autoptr (GError) error = NULL;
  int status = 422;
  StippleResponse *refusal;
  g_autoptr (StippleJson) bundle = stipple_json_parse (request->body->data, request->body->len,
                                                       STIPPLE_BUNDLE_MAX_BYTES, &error);

  if (bundle == NULL)
    return stipple_response_new_error (
        request, g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE) ? 413 : 400,
        error->message, NULL);
  items = stipple_fhir_read_bundle (bundle, &status, &expression, &error);
  if (items == NULL)
    return stipple_response_new_error (request, status, error->message, expression);
  refusal = read_arrivals (hub, request, bundle, items, arrivals);
  if (refusal == NULL)
    refusal = store_all (hub, request, arrivals);
  return refusal != NULL ? refusal : describe (hub, arrivals);
}
