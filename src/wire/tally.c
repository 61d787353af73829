// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/tally.h"

#include "core/clock.h"
#include "core/error.h"
#include "core/ids.h"
#include "wire/fhir.h"
#include "wire/reader.h"

#include <string.h>

#define RECEIPT_LENGTH 64

char *
stipple_tally_write (const StippleTally *tally)
{
  json_t *claims = json_array ();
  g_autoptr (StippleJson) json =
      json_pack ("{s:I, s:b, s:o}", "sequence", (json_int_t) tally->sequence, "complete",
                 tally->complete, "claims", claims);

  for (guint i = 0; i < tally->claims->len; i++)
    {
      const StippleClaim *claim = g_ptr_array_index (tally->claims, i);

      json_array_append_new (claims, json_pack ("{s:s, s:s*, s:s*, s:s}", "id", claim->id, "code",
                                                claim->code, "receipt", claim->receipt, "state",
                                                stipple_tally_state_to_string (claim->state)));
    }
  return stipple_json_canonical (json);
}

static gboolean
is_receipt (const char *text)
{
  return strlen (text) == RECEIPT_LENGTH && strspn (text, "0123456789abcdef") == RECEIPT_LENGTH;
}

/* As stipple_code_make() writes it. */
static gboolean
is_code (const char *text)
{
  g_autofree char *code = stipple_code_normalize (text);

  return g_strcmp0 (code, text) == 0;
}

static void
read_claim (StippleReader *reader, json_t *json, GHashTable *ids, StippleTally *tally)
{
  const char *id = stipple_reader_string (reader, json, "id", 36, TRUE);
  const char *code = stipple_reader_string (reader, json, "code", STIPPLE_CODE_LENGTH, FALSE);
  const char *receipt = stipple_reader_string (reader, json, "receipt", RECEIPT_LENGTH, FALSE);
  const char *word = stipple_reader_string (reader, json, "state", 16, TRUE);
  StippleTallyState state = STIPPLE_TALLY_WAITING;

  if (id != NULL && !stipple_uuid_is_valid (id))
    stipple_reader_fault_at (reader, "id", "must be a UUID in lower case");
  else if (id != NULL && !g_hash_table_add (ids, (gpointer) id))
    stipple_reader_fault_at (reader, "id", "comes twice");
  if (code != NULL && !is_code (code))
    stipple_reader_fault_at (reader, "code", "must be an intake's code");
  if (receipt != NULL && !is_receipt (receipt))
    stipple_reader_fault_at (reader, "receipt", "must be a receipt");
  if (word != NULL
      && (!stipple_tally_state_from_string (word, &state) || state == STIPPLE_TALLY_GONE))
    stipple_reader_fault_at (reader, "state", "is not known");
  g_ptr_array_add (tally->claims, stipple_claim_new (id, code, receipt, state));
}

static void
read_claims (StippleReader *reader, json_t *json, StippleTally *tally)
{
  static const char *const known[] = { "id", "code", "receipt", "state", NULL };
  json_t *claims = stipple_reader_array (reader, json, "claims", 0, STIPPLE_TALLY_MAX, TRUE);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const gsize list = stipple_reader_enter (reader, "claims");

  for (gsize i = 0; i < json_array_size (claims); i++)
    {
      const gsize mark = stipple_reader_enter_index (reader, i);

      read_claim (reader, stipple_reader_element (reader, claims, i, known), ids, tally);
      stipple_reader_leave (reader, mark);
    }
  stipple_reader_leave (reader, list);
}

StippleTally *
stipple_tally_read (const char *day, json_t *json, GError **error)
{
  static const char *const known[] = { "sequence", "complete", "claims", NULL };
  g_auto (StippleReader) reader;
  g_autoptr (StippleTally) tally = stipple_tally_new (day, 0);
  GDate date;

  /* Of the two, the style that names nothing from outside. */
  stipple_reader_init (&reader, STIPPLE_PATH_FHIRPATH, "tally");
  if (!stipple_date_parse_iso (day, &date, NULL))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           "Give the day such as 2026-12-05.");
      return NULL;
    }
  stipple_reader_check_names (&reader, json, known);
  tally->sequence = stipple_reader_int (&reader, json, "sequence", 0, G_MAXINT, 0, TRUE);
  tally->complete = stipple_reader_bool (&reader, json, "complete", TRUE);
  read_claims (&reader, json, tally);
  if (!stipple_reader_has_fault (&reader))
    return g_steal_pointer (&tally);
  stipple_reader_propagate (&reader, NULL, error);
  return NULL;
}
