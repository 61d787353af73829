// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/export.h"

#include "hub/desk.h"
#include "hub/record.h"
#include "wire/csv.h"
#include "wire/fhir.h"

#define NDJSON_TYPE "application/fhir+ndjson"

gboolean
stipple_export_format_from_string (const char *text, StippleExportFormat *format)
{
  if (g_strcmp0 (text, "csv") == 0)
    *format = STIPPLE_EXPORT_CSV;
  else if (g_strcmp0 (text, "ndjson") == 0)
    *format = STIPPLE_EXPORT_NDJSON;
  else
    return FALSE;
  return TRUE;
}

const char *
stipple_export_format_get_type (StippleExportFormat format)
{
  return format == STIPPLE_EXPORT_CSV ? STIPPLE_CSV_TYPE : NDJSON_TYPE;
}

/* --- A row of CSV. Names that scripts can rely on, whatever language the clinic speaks. */

typedef enum
{
  CODE,
  RECEIVED,
  FINISHED,
  KIOSK,
  STATE,
  OUTCOME,
  EARLIEST,
  LAST_NAME,
  FIRST_NAME,
  BORN,
  MOBILE,
  EMAIL,
  CONTACT,
  LANGUAGE,
  ANSWERS,
  MEDICATION,
  NUMBING,
  AREAS,
  SCARS,
  WISHES,
  CONSENT,
  CONSENT_TIME,
  PACK,
  RECEIPT,
  N_COLUMNS,
} Column;

static const char *const columns[N_COLUMNS] = {
  [CODE] = "code",
  [RECEIVED] = "received",
  [FINISHED] = "finished",
  [KIOSK] = "kiosk",
  [STATE] = "state",
  [OUTCOME] = "outcome",
  [EARLIEST] = "earliest",
  [LAST_NAME] = "last_name",
  [FIRST_NAME] = "first_name",
  [BORN] = "born",
  [MOBILE] = "mobile",
  [EMAIL] = "email",
  [CONTACT] = "contact",
  [LANGUAGE] = "language",
  [ANSWERS] = "answers",
  [MEDICATION] = "medication",
  [NUMBING] = "numbing_cream",
  [AREAS] = "areas",
  [SCARS] = "scars",
  [WISHES] = "wishes",
  [CONSENT] = "consent_text",
  [CONSENT_TIME] = "consent_time",
  [PACK] = "content_version",
  [RECEIPT] = "receipt",
};

static char *
format_day (const GDate *day)
{
  return g_date_valid (day) ? stipple_date_format_iso (day) : NULL;
}

/* "diabetes: no; antibiotics: yes until 2026-12-05". Transfer full. */
static char *
format_answers (const StippleReplies *replies)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < stipple_replies_get_n (replies); i++)
    {
      const StippleReply *reply = stipple_replies_get_nth (replies, i);
      g_autofree char *until = format_day (&reply->until);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", reply->id,
                              stipple_answer_to_string (reply->answer));
      if (until != NULL)
        g_string_append_printf (text, " until %s", until);
      else if (reply->ongoing)
        g_string_append (text, " ongoing");
    }
  return g_string_free (text, FALSE);
}

static void
take_text (char **cells, Column column, const json_t *json, const char *member)
{
  cells[column] = g_strdup (json_string_value (json_object_get (json, member)));
}

static void
describe_row (char **cells, const json_t *desk_row)
{
  const struct
  {
    Column column;
    const char *member;
  } texts[] = {
    { CODE, "code" },   { RECEIVED, "received" }, { FINISHED, "finished" }, { KIOSK, "deviceName" },
    { STATE, "state" }, { OUTCOME, "outcome" },   { EARLIEST, "earliest" }, { RECEIPT, "receipt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    take_text (cells, texts[i].column, desk_row, texts[i].member);
}

static void
describe_intake (char **cells, const StippleIntake *intake)
{
  cells[LAST_NAME] = g_strdup (intake->last_name);
  cells[FIRST_NAME] = g_strdup (intake->first_name);
  cells[BORN] = format_day (&intake->birth_date);
  cells[MOBILE] = g_strdup (intake->mobile);
  cells[EMAIL] = g_strdup (intake->email);
  cells[CONTACT] = g_strdup (stipple_contact_to_string (intake->contact));
  cells[LANGUAGE] = g_strdup (intake->language);
  cells[ANSWERS] = format_answers (intake->replies);
  cells[MEDICATION] = g_strdup (intake->medication);
  cells[NUMBING] = g_strdup (stipple_numbing_to_string (intake->numbing));
  cells[AREAS] = g_strjoinv ("; ", intake->areas);
  cells[SCARS] = g_strdup (intake->scars);
  cells[WISHES] = g_strdup (intake->wishes_note);
  cells[PACK] = g_strdup_printf ("%d", intake->pack_version);
  if (intake->consent_version > 0)
    {
      cells[CONSENT] = g_strdup_printf ("%d", intake->consent_version);
      cells[CONSENT_TIME] = stipple_clock_format_utc (intake->consent_time);
    }
}

static gboolean
append_csv (StippleHub *hub, GString *file, const StippleIntakeRow *row, const json_t *document,
            GError **error)
{
  g_autoptr (StippleJson) desk_row = stipple_desk_row (hub, row, error);
  g_autofree char *expression = NULL;
  g_autoptr (StippleIntake) intake =
      desk_row != NULL
          ? stipple_fhir_read_intake (json_object_get (document, "patient"),
                                      json_object_get (document, "response"), &expression, error)
          : NULL;
  char *cells[N_COLUMNS] = { NULL };

  if (intake == NULL)
    return FALSE;
  describe_row (cells, desk_row);
  describe_intake (cells, intake);
  stipple_csv_append_row (file, (const char *const *) cells, N_COLUMNS);
  for (guint i = 0; i < N_COLUMNS; i++)
    stipple_wipe (cells[i]);
  return TRUE;
}

/* --- A file. */

static void
append_line (GString *file, const json_t *resource)
{
  char *line = stipple_json_canonical (resource);

  g_string_append (file, line);
  g_string_append_c (file, '\n');
  stipple_wipe (line);
}

void
stipple_export_begin (GString *file, StippleExportFormat format)
{
  if (format != STIPPLE_EXPORT_CSV)
    return;
  g_string_append (file, STIPPLE_CSV_MARK);
  stipple_csv_append_row (file, columns, N_COLUMNS);
}

gboolean
stipple_export_append (StippleHub *hub, GString *file, StippleExportFormat format,
                       const StippleIntakeRow *row, GError **error)
{
  g_autoptr (StippleJson) document = stipple_record_open (hub, row, error);

  if (document == NULL)
    return FALSE;
  if (format == STIPPLE_EXPORT_CSV)
    return append_csv (hub, file, row, document, error);
  append_line (file, json_object_get (document, "patient"));
  append_line (file, json_object_get (document, "response"));
  return TRUE;
}
