// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"

/* --- What a kiosk tells. */

/* How far @device has told @day; 0: not yet. */
static gboolean
get_sequence (StippleDb *db, const char *device, const char *day, gint64 *sequence, GError **error)
{
  g_autoptr (StippleStatement) row = stipple_db_query (
      db, error, "SELECT COALESCE (MAX (sequence), 0) FROM tally_days WHERE device = ? AND day = ?",
      "ss", device, day);

  if (row == NULL || !stipple_statement_step (row, error))
    return FALSE;
  *sequence = stipple_statement_int (row, 0);
  return TRUE;
}

static gboolean
put_claims (StippleDb *db, const StippleTallyRow *tally, GError **error)
{
  /* What is left out now was claimed once: it is missing all the more. */
  if (!stipple_db_run (db, NULL, error,
                       "UPDATE claims SET state = 'gone' WHERE device = ? AND day = ?", "ss",
                       tally->device, tally->day)
      || !stipple_db_run (db, NULL, error,
                          "INSERT INTO tally_days (device, day, sequence) VALUES (?1, ?2, ?3) "
                          "ON CONFLICT DO UPDATE SET sequence = ?3",
                          "ssi", tally->device, tally->day, tally->sequence))
    return FALSE;
  for (guint i = 0; i < tally->claims->len; i++)
    {
      const StippleClaimRow *claim = g_ptr_array_index (tally->claims, i);

      if (!stipple_db_run (db, NULL, error,
                           "INSERT INTO claims (id, device, day, state, receipt, code) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET "
                           "device = ?2, day = ?3, state = ?4, receipt = COALESCE (?5, receipt), "
                           "code = COALESCE (?6, code)",
                           "sssssb", claim->id, tally->device, tally->day,
                           stipple_tally_state_to_string (claim->state), claim->receipt,
                           claim->code))
        return FALSE;
    }
  return TRUE;
}

static gboolean
in_put_tally (StippleTx *tx, const StippleTallyRow *tally, gint64 now, gint64 *known,
              GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  if (!get_sequence (db, tally->device, tally->day, known, error))
    return FALSE;
  if (*known > tally->sequence)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                           "The hub has a later tally of this day.");
      return FALSE;
    }
  if (*known < tally->sequence && !put_claims (db, tally, error))
    return FALSE;
  *known = tally->sequence;
  return tally->today == NULL
         || stipple_db_run (db, NULL, error,
                            "UPDATE devices SET told = ?, told_day = ? WHERE id = ?", "iss", now,
                            tally->today, tally->device);
}

/* --- What the front desk compares: all in one transaction, so that it fits together. */

static gboolean
end_rows (GError *fault, GError **error)
{
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (fault));
  return FALSE;
}

static GPtrArray *
in_list_tellers (StippleTx *tx, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_teller_row_free);
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (
      STIPPLE_SQLITE (tx->storage)->db, error,
      "SELECT id, name, enrolled, COALESCE (revoked, 0), COALESCE (told, 0), told_day "
      "FROM devices WHERE kind = 'kiosk' ORDER BY name, enrolled, id",
      "");

  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    {
      StippleTellerRow *row = g_new0 (StippleTellerRow, 1);

      row->device = g_strdup (stipple_statement_text (statement, 0));
      row->name = g_strdup (stipple_statement_text (statement, 1));
      row->enrolled = stipple_statement_int (statement, 2);
      row->revoked = stipple_statement_int (statement, 3);
      row->told = stipple_statement_int (statement, 4);
      row->told_day = g_strdup (stipple_statement_text (statement, 5));
      g_ptr_array_add (rows, row);
    }
  return end_rows (fault, error) ? g_steal_pointer (&rows) : NULL;
}

static StippleClaimRow *
read_claim (StippleStatement *statement)
{
  StippleClaimRow *row = g_new0 (StippleClaimRow, 1);

  row->id = g_strdup (stipple_statement_text (statement, 0));
  row->device = g_strdup (stipple_statement_text (statement, 1));
  /* The table's CHECK lets no other state in. */
  stipple_tally_state_from_string (stipple_statement_text (statement, 2), &row->state);
  row->receipt = g_strdup (stipple_statement_text (statement, 3));
  if (!stipple_statement_is_null (statement, 4))
    row->code = stipple_statement_bytes (statement, 4);
  row->held = stipple_statement_int (statement, 5) != 0;
  row->deleted = stipple_statement_int (statement, 6) != 0;
  row->same = stipple_statement_int (statement, 7) != 0;
  return row;
}

/* A corrected intake is still held as it was recorded: in its first version. What the front desk settled counts, whether
 * its kiosk has heard of that or not. */
static GPtrArray *
in_list_claims (StippleTx *tx, const char *day, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_claim_row_free);
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (
      STIPPLE_SQLITE (tx->storage)->db, error,
      "SELECT c.id, c.device, IIF (q.state = 'dismissed', q.state, c.state), c.receipt, c.code, "
      "i.seq IS NOT NULL, i.deleted IS NOT NULL, c.receipt IS NULL OR q.state = 'fixed' OR EXISTS "
      "(SELECT 1 FROM intake_versions AS v WHERE v.seq = i.seq AND v.receipt = c.receipt) "
      "FROM claims AS c LEFT JOIN intakes AS i ON i.id = c.id "
      "LEFT JOIN quarantine AS q ON q.id = c.id AND c.state = 'quarantined' "
      "WHERE c.day = ? ORDER BY c.id",
      "s", day);

  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    g_ptr_array_add (rows, read_claim (statement));
  return end_rows (fault, error) ? g_steal_pointer (&rows) : NULL;
}

static GPtrArray *
in_list_unclaimed (StippleTx *tx, const char *day, GError **error)
{
  return stipple_sqlite_read_intakes (
      stipple_db_query (STIPPLE_SQLITE (tx->storage)->db, error,
                        "SELECT " STIPPLE_SQLITE_INTAKE_COLUMNS
                        "FROM intakes AS i " STIPPLE_SQLITE_INTAKE_JOINS
                        "WHERE i.day = ? AND d.kind = 'kiosk' AND NOT EXISTS (SELECT 1 FROM claims "
                        "WHERE id = i.id) "
                        "ORDER BY i.seq",
                        "s", day),
      error);
}

/* --- Days that were closed. */

static gboolean
in_add_day_close (StippleTx *tx, const StippleDayCloseRow *row, GError **error)
{
  return stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, NULL, error,
                         "INSERT INTO day_closes (id, day, at, staff, body) VALUES (?, ?, ?, ?, ?)",
                         "ssisb", row->id, row->day, row->at, row->staff, row->body);
}

static GPtrArray *
in_list_day_closes (StippleTx *tx, const char *day, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_day_close_row_free);
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (
      STIPPLE_SQLITE (tx->storage)->db, error,
      "SELECT id, day, at, staff, body FROM day_closes WHERE day = ? ORDER BY n DESC", "s", day);

  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    {
      StippleDayCloseRow *row = g_new0 (StippleDayCloseRow, 1);

      row->id = g_strdup (stipple_statement_text (statement, 0));
      row->day = g_strdup (stipple_statement_text (statement, 1));
      row->at = stipple_statement_int (statement, 2);
      row->staff = g_strdup (stipple_statement_text (statement, 3));
      row->body = stipple_statement_bytes (statement, 4);
      g_ptr_array_add (rows, row);
    }
  return end_rows (fault, error) ? g_steal_pointer (&rows) : NULL;
}

void
stipple_sqlite_fill_tally (StippleStorage *table)
{
  table->in_put_tally = in_put_tally;
  table->in_list_tellers = in_list_tellers;
  table->in_list_claims = in_list_claims;
  table->in_list_unclaimed = in_list_unclaimed;
  table->in_add_day_close = in_add_day_close;
  table->in_list_day_closes = in_list_day_closes;
}
