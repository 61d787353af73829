// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record.h"

#include "core/error.h"
#include "hub/sealed.h"
#include "hub/search.h"

/* What a sealed record is bound to, beside its id and version. */
#define PAYLOAD_TABLE "intake"
#define SUMMARY_TABLE "intake-summary"

/* A deleted one has nothing any more. */
static json_t *
unseal (StippleHub *hub, const char *table, const StippleIntakeRow *row, GBytes *sealed,
        GError **error)
{
  if (sealed != NULL)
    return stipple_sealed_read (hub, table, row->id, row->version, sealed, error);
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_GONE, "This intake has been deleted.");
  return NULL;
}

void
stipple_record_seal_summary (StippleHub *hub, StippleIntakeRow *row, const json_t *summary)
{
  g_clear_pointer (&row->summary, g_bytes_unref);
  row->summary = stipple_sealed_write (hub, SUMMARY_TABLE, row->id, row->version, summary);
}

void
stipple_record_seal (StippleHub *hub, StippleIntakeRow *row, const json_t *document,
                     const json_t *summary)
{
  g_clear_pointer (&row->payload, g_bytes_unref);
  row->payload = stipple_sealed_write (hub, PAYLOAD_TABLE, row->id, row->version, document);
  stipple_record_seal_summary (hub, row, summary);
}

static void
set_meta (json_t *resource, const StippleIntakeRow *row)
{
  g_autofree char *updated = stipple_clock_format_utc (row->updated);
  g_autofree char *version = g_strdup_printf ("%d", row->version);
  json_t *meta = json_object_get (resource, "meta");

  if (meta == NULL)
    {
      meta = json_object ();
      json_object_set_new (resource, "meta", meta);
    }
  json_object_set_new (meta, "versionId", json_string (version));
  json_object_set_new (meta, "lastUpdated", json_string (updated));
}

json_t *
stipple_record_open (StippleHub *hub, const StippleIntakeRow *row, GError **error)
{
  json_t *document = unseal (hub, PAYLOAD_TABLE, row, row->payload, error);

  if (document != NULL)
    {
      set_meta (json_object_get (document, "patient"), row);
      set_meta (json_object_get (document, "response"), row);
    }
  return document;
}

json_t *
stipple_record_open_version (StippleHub *hub, const char *id, const StippleVersionRow *version,
                             GError **error)
{
  g_autofree char *bound = g_strdup (id);
  const StippleIntakeRow row = { .id = bound, .version = version->version };

  return unseal (hub, PAYLOAD_TABLE, &row, version->payload, error);
}

json_t *
stipple_record_open_summary (StippleHub *hub, const StippleIntakeRow *row, GError **error)
{
  return unseal (hub, SUMMARY_TABLE, row, row->summary, error);
}

/* Whether the answers belong to @pack; in progress some may be missing. @result (out) is NULL then. */
static gboolean
evaluate (const StippleIntake *intake, const StipplePack *pack, StippleEligibility **result,
          GError **error)
{
  g_autoptr (GError) fault = NULL;
  GDate day;

  stipple_intake_get_day (intake, &day);
  *result = stipple_eligibility_evaluate (pack, intake->replies, &day, &fault);
  if (intake->in_progress)
    g_clear_pointer (result, stipple_eligibility_unref);
  if (fault == NULL
      || (intake->in_progress && g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/* Whether what was read before signing is in @pack. */
static gboolean
has_languages (const StippleIntake *intake, const StipplePack *pack, GError **error)
{
  const char *tags[] = { intake->language, intake->consent_language, intake->consent_companion };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (tags[i] != NULL && stipple_pack_find_language (pack, tags[i]) == NULL)
      {
        g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                     "The questionnaire has no language “%s”.", tags[i]);
        return FALSE;
      }
  return TRUE;
}

static void
set_text (json_t *json, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_new (json, member, json_string (text));
}

void
stipple_record_describe_person (const StippleIntake *intake, json_t *summary)
{
  g_autofree char *born =
      g_date_valid (&intake->birth_date) ? stipple_date_format_iso (&intake->birth_date) : NULL;

  set_text (summary, "firstName", intake->first_name);
  set_text (summary, "lastName", intake->last_name);
  set_text (summary, "born", born);
  set_text (summary, "phone", intake->mobile);
}

json_t *
stipple_record_summarise (const StippleIntake *intake, const StipplePack *pack, GError **error)
{
  g_autoptr (StippleEligibility) result = NULL;
  g_autofree char *name = stipple_intake_get_name (intake);
  g_autofree char *finished = stipple_clock_format_utc (intake->finished);
  json_t *summary;

  if (!has_languages (intake, pack, error) || !evaluate (intake, pack, &result, error))
    return NULL;
  summary = json_pack ("{s:s, s:s, s:s, s:s, s:i, s:b, s:b}", "code", intake->code, "name", name,
                       "finished", finished, "language", intake->language, "packVersion",
                       intake->pack_version, "mismatch",
                       result != NULL && !stipple_eligibility_equal (result, intake->result),
                       "inProgress", intake->in_progress);
  stipple_record_describe_person (intake, summary);
  if (result == NULL)
    return summary;
  json_object_set_new (summary, "outcome",
                       json_string (stipple_outcome_to_string (result->outcome)));
  if (g_date_valid (&result->earliest))
    {
      g_autofree char *earliest = stipple_date_format_iso (&result->earliest);

      json_object_set_new (summary, "earliest", json_string (earliest));
    }
  return summary;
}

void
stipple_record_blind_code (StippleHub *hub, const char *code, guint8 out[STIPPLE_BLIND_BYTES])
{
  stipple_blind (hub->key, "intake-code", code, out);
}

void
stipple_record_index (StippleHub *hub, StippleIntakeRow *row, const StippleIntake *intake,
                      const json_t *summary)
{
  GDate day;

  g_clear_pointer (&row->terms, g_array_unref);
  row->terms = stipple_search_blind_intake (
      hub, intake, json_string_value (json_object_get (summary, "outcome")));
  row->in_progress = intake->in_progress;
  stipple_intake_get_day (intake, &day);
  g_free (row->day);
  row->day = stipple_date_format_iso (&day);
}

void
stipple_record_free (StippleRecord *self)
{
  json_decref (self->document);
  json_decref (self->summary);
  g_clear_pointer (&self->row, stipple_intake_row_free);
  g_free (self);
}

static gboolean
refuse (int status, const char *where, const char *detail, int *out, char **expression,
        GError **error)
{
  *out = status;
  *expression = g_strdup (where);
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, detail);
  return FALSE;
}

static gboolean
summarise (StippleHub *hub, StippleRecord *self, const StippleIntake *intake, int *status,
           char **expression, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StipplePack) pack = stipple_hub_get_pack (hub, intake->pack_version, &fault);

  if (pack == NULL && !g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (pack == NULL || g_strcmp0 (pack->canonical, intake->pack_canonical) != 0)
    return refuse (422, "QuestionnaireResponse.questionnaire",
                   "This hub never published this questionnaire, or not this version.", status,
                   expression, error);
  g_clear_error (&fault);
  self->summary = stipple_record_summarise (intake, pack, &fault);
  return self->summary != NULL
         || refuse (422, "QuestionnaireResponse.item", "The answers do not fit the questionnaire.",
                    status, expression, error);
}

StippleRecord *
stipple_record_read (StippleHub *hub, const StippleBundleItem *item, int *status, char **expression,
                     GError **error)
{
  g_autoptr (StippleRecord) self = g_new0 (StippleRecord, 1);
  g_autoptr (StippleIntake) intake = NULL;

  *status = 422;
  intake = stipple_fhir_read_intake (item->patient, item->response, expression, error);
  if (intake == NULL)
    return NULL;
  *status = 500;
  if (!summarise (hub, self, intake, status, expression, error))
    return NULL;
  self->document = json_pack ("{s:O, s:O}", "patient", item->patient, "response", item->response);
  self->row = g_new0 (StippleIntakeRow, 1);
  self->row->id = g_strdup (item->response_id);
  self->row->patient_id = g_strdup (item->patient_id);
  self->row->receipt = g_strdup (item->receipt);
  self->row->version = 1;
  stipple_record_blind_code (hub, item->code, self->row->code);
  stipple_record_index (hub, self->row, intake, self->summary);
  stipple_record_seal (hub, self->row, self->document, self->summary);
  return g_steal_pointer (&self);
}

gboolean
stipple_record_insert (StippleHub *hub, StippleTx *tx, const StippleIntakeRow *row,
                       const char **place, GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleIntakeRow) other =
      storage->in_find_intake (tx, STIPPLE_BY_PATIENT, row->patient_id, &fault);
  gboolean taken;

  *place = NULL;
  if (other != NULL)
    {
      *place = "Patient";
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                           "The hub has this patient with another intake. Nothing was stored.");
      return FALSE;
    }
  if (!g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (!storage->in_code_is_taken (tx, row->code, &taken, error))
    return FALSE;
  if (!taken)
    return storage->in_insert_intake (tx, row, error);
  *place = "QuestionnaireResponse.identifier.value";
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                       "Another intake has this code.");
  return FALSE;
}
