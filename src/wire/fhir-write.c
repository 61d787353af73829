// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fhir.h"

#include "core/error.h"
#include "wire/fhir-names.h"
#include "wire/signature.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What every item of one response is written with. */
typedef struct
{
  const StippleIntake *intake;
  const StipplePack *pack;
} Writer;

static json_t *
date_value (const char *key, const GDate *date)
{
  g_autofree char *iso = stipple_date_format_iso (date);

  return json_pack ("{s:s}", key, iso);
}

static json_t *
time_value (gint64 utc_us)
{
  g_autofree char *iso = stipple_clock_format_utc (utc_us);

  return json_pack ("{s:s}", "valueDateTime", iso);
}

static json_t *
coding_value (const char *system, const char *code)
{
  return json_pack ("{s:{s:s,s:s}}", "valueCoding", "system", system, "code", code);
}

static json_t *
string_value (const char *text)
{
  return json_pack ("{s:s}", "valueString", text);
}

static json_t *
integer_value (int number)
{
  return json_pack ("{s:i}", "valueInteger", number);
}

static json_t *
answer_value (StippleAnswer answer)
{
  switch (answer)
    {
    case STIPPLE_ANSWER_YES:
      return coding_value (STIPPLE_YES_NO_SYSTEM, "Y");
    case STIPPLE_ANSWER_NO:
      return coding_value (STIPPLE_YES_NO_SYSTEM, "N");
    case STIPPLE_ANSWER_UNSURE:
      return coding_value (STIPPLE_YES_NO_SYSTEM, "UNK");
    case STIPPLE_ANSWER_NONE:
    default:
      return NULL;
    }
}

static json_t *
numbing_value (StippleNumbing numbing)
{
  switch (numbing)
    {
    case STIPPLE_NUMBING_YES:
      return answer_value (STIPPLE_ANSWER_YES);
    case STIPPLE_NUMBING_NO:
      return answer_value (STIPPLE_ANSWER_NO);
    case STIPPLE_NUMBING_UNSURE:
      return answer_value (STIPPLE_ANSWER_UNSURE);
    case STIPPLE_NUMBING_NONE:
    default:
      return NULL;
    }
}

/* Adds nothing when @value, which it takes, is NULL. Returns the item, borrowed. */
static json_t *
add_answer (json_t *items, const char *link_id, json_t *value)
{
  json_t *item;

  if (value == NULL)
    return NULL;
  item = json_pack ("{s:s,s:[o]}", "linkId", link_id, "answer", value);
  json_array_append_new (items, item);
  return item;
}

static void
add_text (json_t *items, const char *link_id, const char *text)
{
  if (text != NULL)
    add_answer (items, link_id, string_value (text));
}

static void
add_date (json_t *items, const char *link_id, const GDate *date)
{
  if (g_date_valid (date))
    add_answer (items, link_id, date_value ("valueDate", date));
}

static void
add_true (json_t *items, const char *link_id, gboolean value)
{
  if (value)
    add_answer (items, link_id, json_pack ("{s:b}", "valueBoolean", TRUE));
}

/* Takes @children; a group of none is left out, since FHIR has no empty ones. */
static void
add_group (json_t *items, const char *link_id, json_t *children)
{
  if (json_array_size (children) > 0)
    json_array_append_new (items, json_pack ("{s:s,s:o}", "linkId", link_id, "item", children));
  else
    json_decref (children);
}

static void
set_text (json_t *item, const StippleText *text, const char *language)
{
  json_object_set_new (item, "text", json_string (stipple_text_get (text, language)));
}

static void
add_reply (const Writer *self, json_t *items, const StippleReply *reply)
{
  const StippleContraindication *rule = stipple_pack_find_contraindication (self->pack, reply->id);
  g_autofree char *link_id = g_strconcat (LINK_HEALTH_PREFIX, reply->id, NULL);
  g_autofree char *until = g_strconcat (link_id, "/until", NULL);
  g_autofree char *ongoing = g_strconcat (link_id, "/ongoing", NULL);
  json_t *item = add_answer (items, link_id, answer_value (reply->answer));
  g_autoptr (StippleJson) follow_ups = json_array ();

  if (item == NULL)
    return;
  if (rule != NULL)
    set_text (item, rule->name, self->intake->language);

  add_date (follow_ups, until, &reply->until);
  add_true (follow_ups, ongoing, reply->ongoing);
  if (json_array_size (follow_ups) > 0)
    json_object_set (json_array_get (json_object_get (item, "answer"), 0), "item", follow_ups);
}

static json_t *
write_health (const Writer *self)
{
  json_t *items = json_array ();

  for (guint i = 0; i < stipple_replies_get_n (self->intake->replies); i++)
    add_reply (self, items, stipple_replies_get_nth (self->intake->replies, i));
  return items;
}

static json_t *
write_wishes (const StippleIntake *intake)
{
  json_t *items = json_array ();
  json_t *areas = NULL;

  for (guint i = 0; intake->areas[i] != NULL; i++)
    {
      json_t *value = coding_value (AREA_SYSTEM, intake->areas[i]);

      if (areas == NULL)
        areas = json_object_get (add_answer (items, LINK_AREAS, value), "answer");
      else
        json_array_append_new (areas, value);
    }
  add_text (items, LINK_SCARS, intake->scars);
  add_text (items, LINK_NOTE, intake->wishes_note);
  return items;
}

static json_t *
drawing_value (const StippleStrokes *strokes)
{
  g_autofree char *svg = stipple_signature_to_svg (strokes);
  char *base64 = g_base64_encode ((const guchar *) svg, strlen (svg));
  json_t *value =
      json_pack ("{s:{s:s,s:s}}", "valueAttachment", "contentType", SIGNATURE_TYPE, "data", base64);

  stipple_wipe (base64);
  return value;
}

static json_t *
write_look (const StippleIntake *intake)
{
  json_t *items = json_array ();
  json_t *regions = json_array ();

  if (intake->hair_pattern != STIPPLE_PATTERN_NONE)
    add_answer (items, LINK_PATTERN,
                coding_value (PATTERN_SYSTEM, stipple_hair_pattern_get_id (intake->hair_pattern)));
  if (intake->hair_color > 0)
    add_answer (items, LINK_HAIR_COLOR,
                coding_value (HAIR_COLOR_SYSTEM,
                              stipple_hair_color_get_id ((guint) intake->hair_color - 1)));
  if (intake->complexion > 0)
    add_answer (items, LINK_COMPLEXION,
                coding_value (COMPLEXION_SYSTEM,
                              stipple_complexion_get_id ((guint) intake->complexion - 1)));

  for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
    if (stipple_marks_has_region (intake->marks, region))
      json_array_append_new (regions, coding_value (REGION_SYSTEM, stipple_region_get_id (region)));
  if (json_array_size (regions) > 0)
    json_array_append_new (items,
                           json_pack ("{s:s,s:O}", "linkId", LINK_REGIONS, "answer", regions));
  json_decref (regions);

  for (StippleHeadSide side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    {
      const StippleStrokes *lines = stipple_marks_get_lines (intake->marks, side);
      g_autofree char *link_id =
          g_strconcat (LINK_LINES_PREFIX, stipple_head_side_get_id (side), NULL);

      if (lines != NULL)
        add_answer (items, link_id, drawing_value (lines));
    }
  return items;
}

static json_t *
outcome_value (StippleOutcome outcome)
{
  return coding_value (OUTCOME_SYSTEM, stipple_outcome_to_string (outcome));
}

static json_t *
write_reason (const StippleReason *reason)
{
  json_t *items = json_array ();

  add_text (items, LINK_REASON_CONDITION, reason->id);
  add_answer (items, LINK_REASON_ANSWER, answer_value (reason->answer));
  add_answer (items, LINK_REASON_OUTCOME, outcome_value (reason->outcome));
  add_true (items, LINK_REASON_ONGOING, reason->ongoing);
  add_date (items, LINK_REASON_UNTIL, &reason->until);
  add_date (items, LINK_REASON_EARLIEST, &reason->earliest);
  add_answer (items, LINK_REASON_WAITING_DAYS, integer_value (reason->waiting_days));
  return items;
}

static json_t *
write_result (const StippleEligibility *result)
{
  json_t *items = json_array ();

  add_answer (items, LINK_OUTCOME, outcome_value (result->outcome));
  add_date (items, LINK_EARLIEST, &result->earliest);
  add_answer (items, LINK_RULES_VERSION, integer_value (result->rules_version));
  for (guint i = 0; i < result->reasons->len; i++)
    add_group (items, LINK_REASON, write_reason (result->reasons->pdata[i]));
  return items;
}

static json_t *
write_visit (const StippleIntake *intake)
{
  json_t *items = json_array ();

  add_answer (items, LINK_STARTED, time_value (intake->started));
  add_text (items, LINK_TIME_ZONE, intake->time_zone);
  return items;
}

static json_t *
write_consent (const StippleIntake *intake)
{
  json_t *items = json_array ();

  add_answer (items, LINK_CONSENT_VERSION, integer_value (intake->consent_version));
  add_text (items, LINK_CONSENT_LANGUAGE, intake->consent_language);
  add_text (items, LINK_CONSENT_COMPANION, intake->consent_companion);
  add_answer (items, LINK_CONSENT_TIME, time_value (intake->consent_time));
  if (intake->signature != NULL)
    add_answer (items, LINK_SIGNATURE, drawing_value (intake->signature));
  else
    add_answer (items, intake->signed_on_paper ? LINK_PAPER : LINK_TICK,
                json_pack ("{s:b}", "valueBoolean", 1));
  return items;
}

static json_t *
write_understanding (const Writer *self)
{
  const StippleUnderstanding *understanding = self->intake->understanding;
  json_t *items = json_array ();

  for (guint i = 0; i < stipple_understanding_get_n (understanding); i++)
    {
      const StippleUnderstood *one = stipple_understanding_get_nth (understanding, i);
      const StippleQuestion *question = stipple_pack_find_question (self->pack, one->id);
      g_autofree char *link_id = g_strconcat (LINK_UNDERSTANDING_PREFIX, one->id, NULL);
      json_t *item =
          add_answer (items, link_id, json_pack ("{s:b}", "valueBoolean", one->missed ? 0 : 1));

      if (question != NULL)
        set_text (item, question->question, self->intake->language);
    }
  return items;
}

static json_t *
write_response (const StippleIntake *intake, const StipplePack *pack)
{
  const Writer self = { intake, pack };
  g_autofree char *questionnaire =
      g_strdup_printf ("%s|%d", intake->pack_canonical, intake->pack_version);
  g_autofree char *subject = g_strconcat ("Patient/", intake->patient_id, NULL);
  g_autofree char *authored = stipple_clock_format_utc (intake->finished);
  json_t *items = json_array ();

  add_group (items, LINK_HEALTH, write_health (&self));
  add_text (items, LINK_MEDICATION, intake->medication);
  add_answer (items, LINK_NUMBING, numbing_value (intake->numbing));
  add_group (items, LINK_WISHES, write_wishes (intake));
  if (!intake->in_progress)
    add_group (items, LINK_RESULT, write_result (intake->result));
  add_group (items, LINK_VISIT, write_visit (intake));
  if (!intake->in_progress)
    add_group (items, LINK_CONSENT, write_consent (intake));
  add_group (items, LINK_UNDERSTANDING, write_understanding (&self));
  add_group (items, LINK_LOOK, write_look (intake));

  return json_pack ("{s:s,s:s,s:s,s:{s:s,s:s},s:s,s:s,s:{s:s},s:s,s:o}", //
                    "resourceType", "QuestionnaireResponse",             //
                    "id", intake->id,                                    //
                    "language", intake->language,                        //
                    "identifier", "system", STIPPLE_CODE_SYSTEM, "value", intake->code,
                    "questionnaire", questionnaire, //
                    "status", intake->in_progress ? STATUS_IN_PROGRESS : STATUS_COMPLETED,
                    "subject", "reference", subject, //
                    "authored", authored,            //
                    "item", items);
}

static void
write_mobile (json_t *telecom, const StippleIntake *intake)
{
  json_t *phone =
      json_pack ("{s:s,s:s,s:s}", "system", "phone", "use", "mobile", "value", intake->mobile);

  json_array_append_new (telecom, phone);
  if (intake->contact == STIPPLE_CONTACT_CALL)
    json_object_set_new (phone, "rank", json_integer (1));
  else if (intake->contact == STIPPLE_CONTACT_TEXT)
    json_array_append_new (telecom, json_pack ("{s:s,s:s,s:s,s:i}", "system", "sms", "use",
                                               "mobile", "value", intake->mobile, "rank", 1));
}

/* The preferred contact has rank 1; text messages are a contact point of their own (system "sms"). */
static json_t *
write_telecom (const StippleIntake *intake)
{
  json_t *telecom = json_array ();

  if (intake->mobile != NULL)
    write_mobile (telecom, intake);
  if (intake->email != NULL)
    {
      json_t *email = json_pack ("{s:s,s:s}", "system", "email", "value", intake->email);

      if (intake->contact == STIPPLE_CONTACT_EMAIL)
        json_object_set_new (email, "rank", json_integer (1));
      json_array_append_new (telecom, email);
    }
  return telecom;
}

static json_t *
write_name (const StippleIntake *intake)
{
  json_t *name = json_pack ("{s:s}", "use", "official");

  if (intake->last_name != NULL)
    json_object_set_new (name, "family", json_string (intake->last_name));
  if (intake->first_name != NULL)
    json_object_set_new (name, "given", json_pack ("[s]", intake->first_name));
  return json_pack ("[o]", name);
}

/* Of an intake in progress any of name, telecom and birth date may be missing. */
static json_t *
write_patient (const StippleIntake *intake)
{
  json_t *telecom = write_telecom (intake);
  json_t *patient = json_pack (
      "{s:s,s:s,s:[{s:s,s:s}],s:[{s:{s:[{s:s,s:s}]},s:b}]}", "resourceType", "Patient", //
      "id", intake->patient_id,                                                         //
      "identifier", "system", STIPPLE_CODE_SYSTEM, "value", intake->code, "communication",
      "language", "coding", "system", LANGUAGE_SYSTEM, "code", intake->language, "preferred", TRUE);

  if (intake->first_name != NULL || intake->last_name != NULL)
    json_object_set_new (patient, "name", write_name (intake));
  if (json_array_size (telecom) > 0)
    json_object_set (patient, "telecom", telecom);
  json_decref (telecom);
  if (g_date_valid (&intake->birth_date))
    {
      g_autofree char *birth_date = stipple_date_format_iso (&intake->birth_date);

      json_object_set_new (patient, "birthDate", json_string (birth_date));
    }
  return patient;
}

char *
stipple_fhir_write_intake (const StippleIntake *intake, const StipplePack *pack)
{
  g_autoptr (StippleJson) document = json_pack ("{s:o,s:o}", "patient", write_patient (intake),
                                                "response", write_response (intake, pack));

  return stipple_json_canonical (document);
}

/* A hub may have given a resource its version and time; neither is part of what was said. */
static json_t *
without_versions (const json_t *resource)
{
  json_t *copy = json_copy ((json_t *) resource);
  const json_t *meta = json_object_get (copy, "meta");

  if (meta != NULL)
    {
      json_t *rest = json_copy ((json_t *) meta);

      json_object_del (rest, "versionId");
      json_object_del (rest, "lastUpdated");
      if (json_object_size (rest) > 0)
        json_object_set (copy, "meta", rest);
      else
        json_object_del (copy, "meta");
      json_decref (rest);
    }
  return copy;
}

char *
stipple_fhir_receipt (const json_t *patient, const json_t *response)
{
  g_autoptr (StippleJson) document = json_pack ("{s:o,s:o}", "patient", without_versions (patient),
                                                "response", without_versions (response));
  char *canonical = stipple_json_canonical (document);
  char *receipt = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);

  stipple_wipe (canonical);
  return receipt;
}

char *
stipple_receipt_display (const char *receipt)
{
  g_autofree char *upper = g_ascii_strup (receipt, 8);

  return g_strdup_printf ("%.4s-%.4s", upper, upper + 4);
}

/* Takes @resource. */
static json_t *
put_entry (json_t *resource)
{
  g_autofree char *url =
      g_strdup_printf ("%s/%s", json_string_value (json_object_get (resource, "resourceType")),
                       json_string_value (json_object_get (resource, "id")));

  return json_pack ("{s:O,s:{s:s,s:s}}", "resource", resource, "request", "method", "PUT", "url",
                    url);
}

static gboolean
add_entries (json_t *entries, const char *document, GError **error)
{
  g_autoptr (StippleJson) intake =
      stipple_json_parse (document, strlen (document), STIPPLE_BUNDLE_MAX_BYTES, error);
  json_t *patient = json_object_get (intake, "patient");
  json_t *response = json_object_get (intake, "response");

  if (intake == NULL)
    return FALSE;
  if (!json_is_object (patient) || !json_is_object (response))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("A waiting intake is not in the form that Stipple writes. "
                              "Please report this to whoever looks after the kiosk."));
      return FALSE;
    }
  json_array_append_new (entries, put_entry (patient));
  json_array_append_new (entries, put_entry (response));
  return TRUE;
}

char *
stipple_fhir_write_bundle (const char *const *documents, guint n, GError **error)
{
  g_autoptr (StippleJson) bundle =
      json_pack ("{s:s,s:s,s:[]}", "resourceType", "Bundle", "type", "transaction", "entry");
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    if (!add_entries (json_object_get (bundle, "entry"), documents[i], error))
      return NULL;

  text = stipple_json_canonical (bundle);
  if (n > STIPPLE_BUNDLE_MAX_INTAKES || strlen (text) > STIPPLE_BUNDLE_MAX_BYTES)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                   _ ("These intakes are more than one delivery holds (%d intakes, %d bytes). "
                      "Send fewer at a time."),
                   STIPPLE_BUNDLE_MAX_INTAKES, STIPPLE_BUNDLE_MAX_BYTES);
      return NULL;
    }
  return g_steal_pointer (&text);
}
