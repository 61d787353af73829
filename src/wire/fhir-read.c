// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fhir-read.h"

#include "core/error.h"
#include "wire/fhir-names.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define CANONICAL_MAX 500
#define LANGUAGE_TAG_MAX 35 /* RFC 5646, 4.4.1 */
/* A hub's version of a resource, FHIR's type id. */
#define ID_MAX 64
/* 1970-01-01 as GDate counts days. */
#define JULIAN_1970 719163

static gboolean
consists_of (const char *text, gsize max, const char *others)
{
  gsize n = strlen (text);

  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (text[i]) && strchr (others, text[i]) == NULL)
      return FALSE;
  return n > 0 && n <= max;
}

gboolean
stipple_fhir_is_pack_id (const char *text)
{
  if (!consists_of (text, ID_MAX, "-"))
    return FALSE;
  for (; *text != '\0'; text++)
    if (g_ascii_isupper (*text))
      return FALSE;
  return TRUE;
}

gboolean
stipple_fhir_is_language (const char *text)
{
  return strlen (text) <= LANGUAGE_TAG_MAX
         && g_regex_match_simple ("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", text,
                                  G_REGEX_DOLLAR_ENDONLY, 0);
}

/* The resource's own version and time, which a server may send back; nothing else. */
static void
check_meta (StippleReader *reader, json_t *resource)
{
  static const char *const known[] = { "versionId", "lastUpdated", NULL };
  json_t *meta = stipple_reader_object (reader, resource, "meta", known, FALSE);
  gsize mark = stipple_reader_enter (reader, "meta");
  const char *version = stipple_reader_string (reader, meta, "versionId", ID_MAX, FALSE);
  const char *updated = stipple_reader_string (reader, meta, "lastUpdated", ID_MAX, FALSE);
  gint64 time;

  if (meta != NULL && json_object_size (meta) == 0)
    stipple_reader_fault (reader, _ ("must not be empty"));
  if (version != NULL && !consists_of (version, ID_MAX, "-."))
    stipple_reader_fault_at (reader, "versionId", _ ("is not an id"));
  if (updated != NULL && !stipple_clock_parse_utc (updated, &time, NULL))
    stipple_reader_fault_at (reader, "lastUpdated", _ ("is not a time in UTC"));
  stipple_reader_leave (reader, mark);
}

/* Transfer full; NULL after a fault. */
static char *
read_uuid (StippleReader *reader, json_t *resource)
{
  const char *id = stipple_reader_string (reader, resource, "id", ID_MAX, TRUE);

  if (id == NULL)
    return NULL;
  if (stipple_uuid_is_valid (id))
    return g_strdup (id);
  stipple_reader_fault_at (reader, "id", _ ("is not a UUID in lower case"));
  return NULL;
}

/* @identifier stands at @reader's place. Returns the intake's code, borrowed. */
static const char *
read_code (StippleReader *reader, json_t *identifier)
{
  const char *system = stipple_reader_string (reader, identifier, "system", CANONICAL_MAX, TRUE);
  const char *value = stipple_reader_string (reader, identifier, "value", ID_MAX, TRUE);
  g_autofree char *normal = value != NULL ? stipple_code_normalize (value) : NULL;

  if (system != NULL && strcmp (system, STIPPLE_CODE_SYSTEM) != 0)
    stipple_reader_fault_at (reader, "system", _ ("is not the system of intake codes"));
  if (value == NULL || g_strcmp0 (value, normal) == 0)
    return value;
  stipple_reader_fault_at (reader, "value", _ ("is not an intake code"));
  return NULL;
}

static void
read_questionnaire (StippleReader *reader, json_t *response, StippleIntake *intake)
{
  const char *text =
      stipple_reader_string (reader, response, "questionnaire", CANONICAL_MAX + 11, TRUE);
  const char *bar = text != NULL ? strrchr (text, '|') : NULL;
  guint64 version;

  if (text == NULL)
    return;
  if (bar == NULL || !g_str_has_prefix (text, "https://") || bar[1] == '0'
      || !g_ascii_string_to_unsigned (bar + 1, 10, 1, G_MAXINT, &version, NULL))
    {
      stipple_reader_fault_at (reader, "questionnaire",
                               _ ("is not an https address, a bar and the pack's version"));
      return;
    }
  intake->pack_canonical = g_strndup (text, bar - text);
  intake->pack_version = (int) version;
}

static void
read_subject (StippleReader *reader, json_t *response, StippleIntake *intake)
{
  static const char *const known[] = { "reference", NULL };
  json_t *subject = stipple_reader_object (reader, response, "subject", known, TRUE);
  gsize mark = stipple_reader_enter (reader, "subject");
  const char *reference = stipple_reader_string (reader, subject, "reference", 100, TRUE);

  if (reference != NULL)
    {
      const char *id = reference + strlen ("Patient/");

      if (g_str_has_prefix (reference, "Patient/") && stipple_uuid_is_valid (id))
        intake->patient_id = g_strdup (id);
      else
        stipple_reader_fault_at (reader, "reference", _ ("is not Patient/ and a UUID"));
    }
  stipple_reader_leave (reader, mark);
}

static void
read_authored (StippleReader *reader, json_t *response, StippleIntake *intake)
{
  const char *authored = stipple_reader_string (reader, response, "authored", ID_MAX, TRUE);

  if (authored != NULL && !stipple_clock_parse_utc (authored, &intake->finished, NULL))
    stipple_reader_fault_at (reader, "authored", _ ("is not a time in UTC"));
}

/* Transfer full; NULL after a fault. */
static char *
read_language (StippleReader *reader, json_t *object, const char *key)
{
  const char *language = stipple_reader_string (reader, object, key, LANGUAGE_TAG_MAX, TRUE);

  if (language == NULL || stipple_fhir_is_language (language))
    return g_strdup (language);
  stipple_reader_fault_at (reader, key, _ ("is not a language tag"));
  return NULL;
}

void
stipple_fhir_read_response (StippleReader *reader, json_t *response, StippleIntake *intake)
{
  static const char *const known[] = { "resourceType", "id",         "meta",
                                       "language",     "identifier", "questionnaire",
                                       "status",       "subject",    "authored",
                                       "item",         NULL };
  static const char *const identifier_known[] = { "system", "value", NULL };
  const char *status;
  json_t *identifier;
  gsize mark;

  stipple_reader_check_names (reader, response, known);
  check_meta (reader, response);
  intake->id = read_uuid (reader, response);
  intake->language = read_language (reader, response, "language");

  identifier = stipple_reader_object (reader, response, "identifier", identifier_known, TRUE);
  mark = stipple_reader_enter (reader, "identifier");
  intake->code = g_strdup (read_code (reader, identifier));
  stipple_reader_leave (reader, mark);

  status = stipple_reader_string (reader, response, "status", ID_MAX, TRUE);
  intake->in_progress = g_strcmp0 (status, STATUS_IN_PROGRESS) == 0;
  if (status != NULL && !intake->in_progress && strcmp (status, STATUS_COMPLETED) != 0)
    stipple_reader_fault_at (reader, "status", _ ("is neither completed nor in-progress"));
  read_questionnaire (reader, response, intake);
  read_subject (reader, response, intake);
  read_authored (reader, response, intake);
  stipple_fhir_read_items (reader, response, intake);
}

/* The one element of list @key, entered; leave to the returned mark. */
static json_t *
enter_only (StippleReader *reader, json_t *object, const char *key, const char *const *known,
            gsize *mark)
{
  json_t *array = stipple_reader_array (reader, object, key, 1, 1, TRUE);

  *mark = stipple_reader_enter (reader, key);
  stipple_reader_enter_index (reader, 0);
  return stipple_reader_element (reader, array, 0, known);
}

static void
read_name (StippleReader *reader, json_t *patient, StippleIntake *intake)
{
  static const char *const known[] = { "use", "family", "given", NULL };
  const gboolean whole = !intake->in_progress;
  gsize mark;
  json_t *name = enter_only (reader, patient, "name", known, &mark);
  const char *use = stipple_reader_string (reader, name, "use", ID_MAX, TRUE);
  const char *family = stipple_reader_string (reader, name, "family", STIPPLE_NAME_MAX, whole);
  json_t *given = json_array_get (stipple_reader_array (reader, name, "given", 1, 1, whole), 0);

  if (use != NULL && strcmp (use, "official") != 0)
    stipple_reader_fault_at (reader, "use", _ ("is not official"));
  if (json_is_object (name) && json_object_size (name) < 2)
    stipple_reader_fault (reader, _ ("must not be empty"));
  intake->last_name = g_strdup (family);
  if (given != NULL)
    {
      stipple_reader_enter (reader, "given");
      stipple_reader_enter_index (reader, 0);
      if (!json_is_string (given))
        stipple_reader_fault (reader, _ ("must be a text"));
      else if (stipple_reader_check_string (reader, json_string_value (given), STIPPLE_NAME_MAX))
        intake->first_name = g_strdup (json_string_value (given));
    }
  stipple_reader_leave (reader, mark);
}

static gboolean
is_phone (const char *text)
{
  g_autofree char *checked = stipple_person_check_phone (text, NULL);

  return checked != NULL;
}

static gboolean
is_email (const char *text)
{
  g_autofree char *checked = stipple_person_check_email (text, NULL);

  return checked != NULL;
}

/* A "phone" or "sms" entry at @reader's place; the second must repeat the first one's number. */
static void
read_number (StippleReader *reader, json_t *point, StippleIntake *intake)
{
  const char *use = stipple_reader_string (reader, point, "use", ID_MAX, TRUE);
  const char *value = stipple_reader_string (reader, point, "value", STIPPLE_NAME_MAX, TRUE);

  if (use != NULL && strcmp (use, "mobile") != 0)
    stipple_reader_fault_at (reader, "use", _ ("is not mobile"));
  if (value == NULL)
    return;
  if (!is_phone (value))
    stipple_reader_fault_at (reader, "value", _ ("is not a phone number"));
  else if (intake->mobile == NULL)
    intake->mobile = g_strdup (value);
  else if (strcmp (intake->mobile, value) != 0)
    stipple_reader_fault_at (reader, "value", _ ("is not the same number as before"));
}

static void
read_address (StippleReader *reader, json_t *point, StippleIntake *intake)
{
  const char *value = stipple_reader_string (reader, point, "value", STIPPLE_EMAIL_MAX, TRUE);

  if (json_object_get (point, "use") != NULL)
    stipple_reader_fault_at (reader, "use", _ ("does not belong to an e-mail address"));
  if (value != NULL && !is_email (value))
    stipple_reader_fault_at (reader, "value", _ ("is not an e-mail address"));
  else
    intake->email = g_strdup (value);
}

/* phone, then sms or not, then email or not: in that order, as they are written. */
static void
read_contact_point (StippleReader *reader, json_t *point, StippleIntake *intake)
{
  const char *system = stipple_reader_string (reader, point, "system", ID_MAX, TRUE);
  gboolean preferred =
      stipple_reader_int (reader, point, "rank", 1, 1, 0, g_strcmp0 (system, "sms") == 0) == 1;
  StippleContact contact = STIPPLE_CONTACT_NONE;

  if (system == NULL)
    return;
  if (strcmp (system, "phone") == 0 && intake->mobile == NULL && intake->email == NULL)
    {
      contact = STIPPLE_CONTACT_CALL;
      read_number (reader, point, intake);
    }
  else if (strcmp (system, "sms") == 0 && intake->mobile != NULL && intake->email == NULL)
    {
      contact = STIPPLE_CONTACT_TEXT;
      read_number (reader, point, intake);
    }
  else if (strcmp (system, "email") == 0 && (intake->mobile != NULL || intake->in_progress)
           && intake->email == NULL)
    {
      contact = STIPPLE_CONTACT_EMAIL;
      read_address (reader, point, intake);
    }
  else
    stipple_reader_fault_at (reader, "system", _ ("is not expected here"));

  if (preferred && intake->contact != STIPPLE_CONTACT_NONE)
    stipple_reader_fault_at (reader, "rank", _ ("is given twice"));
  else if (preferred)
    intake->contact = contact;
}

static void
read_telecom (StippleReader *reader, json_t *patient, StippleIntake *intake)
{
  static const char *const known[] = { "system", "use", "value", "rank", NULL };
  json_t *telecom = stipple_reader_array (reader, patient, "telecom", 1, 3, !intake->in_progress);
  gsize mark = stipple_reader_enter (reader, "telecom");

  for (gsize i = 0; i < json_array_size (telecom); i++)
    {
      gsize at = stipple_reader_enter_index (reader, i);
      json_t *point = stipple_reader_element (reader, telecom, i, known);

      read_contact_point (reader, point, intake);
      stipple_reader_leave (reader, at);
    }
  stipple_reader_leave (reader, mark);
}

static void
read_birth_date (StippleReader *reader, json_t *patient, StippleIntake *intake)
{
  const char *iso =
      stipple_reader_string (reader, patient, "birthDate", ID_MAX, !intake->in_progress);
  GDate date, latest;

  if (iso == NULL)
    return;
  g_date_clear (&date, 1);
  /* A day of grace: the clinic's zone may not be known where this runs. */
  g_date_clear (&latest, 1);
  g_date_set_julian (&latest,
                     (guint32) (JULIAN_1970 + intake->finished / (24 * G_TIME_SPAN_HOUR) + 1));
  if (!stipple_date_parse_iso (iso, &date, NULL)
      || !stipple_person_check_birth_date (g_date_get_year (&date), g_date_get_month (&date),
                                           g_date_get_day (&date), &latest, &date, NULL))
    {
      stipple_reader_fault_at (reader, "birthDate", _ ("is not the date of a birth"));
      return;
    }
  intake->birth_date = date;
}

static void
read_communication (StippleReader *reader, json_t *patient, const StippleIntake *intake)
{
  static const char *const known[] = { "language", "preferred", NULL };
  static const char *const language_known[] = { "coding", NULL };
  static const char *const coding_known[] = { "system", "code", NULL };
  gsize mark, coding_mark;
  json_t *communication = enter_only (reader, patient, "communication", known, &mark);
  json_t *language, *coding;
  const char *system;
  g_autofree char *code = NULL;

  if (communication != NULL && !stipple_reader_bool (reader, communication, "preferred", TRUE))
    stipple_reader_fault_at (reader, "preferred", _ ("is not true"));
  language = stipple_reader_object (reader, communication, "language", language_known, TRUE);
  stipple_reader_enter (reader, "language");
  coding = enter_only (reader, language, "coding", coding_known, &coding_mark);
  system = stipple_reader_string (reader, coding, "system", ID_MAX, TRUE);
  code = read_language (reader, coding, "code");
  if (system != NULL && strcmp (system, LANGUAGE_SYSTEM) != 0)
    stipple_reader_fault_at (reader, "system", _ ("is not the system of language tags"));
  if (code != NULL && intake->language != NULL && strcmp (code, intake->language) != 0)
    stipple_reader_fault_at (reader, "code", _ ("is not the language of the response"));
  stipple_reader_leave (reader, mark);
}

void
stipple_fhir_read_patient (StippleReader *reader, json_t *patient, StippleIntake *intake)
{
  static const char *const known[] = {
    "resourceType", "id",        "meta",          "identifier", "name",
    "telecom",      "birthDate", "communication", NULL
  };
  static const char *const identifier_known[] = { "system", "value", NULL };
  g_autofree char *id = NULL;
  const char *code;
  json_t *identifier;
  gsize mark;

  stipple_reader_check_names (reader, patient, known);
  check_meta (reader, patient);
  id = read_uuid (reader, patient);
  if (id != NULL && intake->patient_id != NULL && strcmp (id, intake->patient_id) != 0)
    stipple_reader_fault_at (reader, "id", _ ("is not the subject of the response"));

  identifier = enter_only (reader, patient, "identifier", identifier_known, &mark);
  code = read_code (reader, identifier);
  if (code != NULL && intake->code != NULL && strcmp (code, intake->code) != 0)
    stipple_reader_fault_at (reader, "value", _ ("is not the code of the response"));
  stipple_reader_leave (reader, mark);

  if (!intake->in_progress || json_object_get (patient, "name") != NULL)
    read_name (reader, patient, intake);
  read_telecom (reader, patient, intake);
  read_birth_date (reader, patient, intake);
  read_communication (reader, patient, intake);
}

static void
check_type (StippleReader *reader, json_t *resource, const char *type)
{
  const char *actual = stipple_reader_string (reader, resource, "resourceType", ID_MAX, TRUE);

  if (!json_is_object (resource))
    stipple_reader_fault (reader, _ ("must be an object"));
  else if (actual != NULL && strcmp (actual, type) != 0)
    stipple_reader_fault_at (reader, "resourceType", _ ("is not the expected one"));
}

StippleIntake *
stipple_fhir_read_intake (const json_t *patient, const json_t *response, char **expression,
                          GError **error)
{
  g_autoptr (StippleIntake) intake = stipple_intake_new ();
  g_auto (StippleReader) of_response = { 0 };
  g_auto (StippleReader) of_patient = { 0 };

  stipple_reader_init (&of_response, STIPPLE_PATH_FHIRPATH, "QuestionnaireResponse");
  stipple_reader_init (&of_patient, STIPPLE_PATH_FHIRPATH, "Patient");
  check_type (&of_response, (json_t *) response, "QuestionnaireResponse");
  check_type (&of_patient, (json_t *) patient, "Patient");
  stipple_fhir_read_response (&of_response, (json_t *) response, intake);
  stipple_fhir_read_patient (&of_patient, (json_t *) patient, intake);

  if (!stipple_reader_has_fault (&of_response) && !stipple_reader_has_fault (&of_patient))
    return g_steal_pointer (&intake);
  stipple_reader_propagate (stipple_reader_has_fault (&of_response) ? &of_response : &of_patient,
                            expression, error);
  return NULL;
}
