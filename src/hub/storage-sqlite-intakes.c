// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"
#include <glib/gi18n-lib.h>

#define SELECT_INTAKE                                                                              \
  "SELECT " STIPPLE_SQLITE_INTAKE_COLUMNS "FROM intakes AS i " STIPPLE_SQLITE_INTAKE_JOINS

static StippleIntakeRow *
read_intake (StippleStatement *statement)
{
  StippleIntakeRow *row = g_new0 (StippleIntakeRow, 1);
  g_autoptr (GBytes) code = stipple_statement_bytes (statement, 3);
  gsize length;
  const void *data = g_bytes_get_data (code, &length);

  row->seq = stipple_statement_int (statement, 0);
  row->id = g_strdup (stipple_statement_text (statement, 1));
  row->patient_id = g_strdup (stipple_statement_text (statement, 2));
  memcpy (row->code, data, MIN (length, sizeof row->code));
  row->device = g_strdup (stipple_statement_text (statement, 4));
  row->device_name = g_strdup (stipple_statement_text (statement, 5));
  row->device_revoked = stipple_statement_int (statement, 6) != 0;
  row->version = (int) stipple_statement_int (statement, 7);
  row->revision = stipple_statement_int (statement, 8);
  row->changed = stipple_statement_int (statement, 9);
  /* The table's CHECK lets no other state in. */
  stipple_work_state_from_string (stipple_statement_text (statement, 10), &row->state);
  row->in_progress = stipple_statement_int (statement, 11) != 0;
  row->received = stipple_statement_int (statement, 12);
  row->updated = stipple_statement_int (statement, 13);
  row->deleted = stipple_statement_int (statement, 14);
  row->on_paper = stipple_statement_int (statement, 18) != 0;
  if (!stipple_statement_is_null (statement, 15))
    {
      row->receipt = g_strdup (stipple_statement_text (statement, 15));
      row->payload = stipple_statement_bytes (statement, 16);
      row->summary = stipple_statement_bytes (statement, 17);
    }
  return row;
}

GPtrArray *
stipple_sqlite_read_intakes (StippleStatement *statement, GError **error)
{
  g_autoptr (StippleStatement) owned = statement;
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_row_free);
  g_autoptr (GError) fault = NULL;

  if (owned == NULL)
    return NULL;
  while (stipple_statement_step (owned, &fault))
    g_ptr_array_add (rows, read_intake (owned));
  if (fault == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

static StippleIntakeRow *
read_one (StippleStatement *statement, GError **error)
{
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such intake."), error))
    return NULL;
  return read_intake (statement);
}

static StippleIntakeRow *
find_intake (StippleDb *db, StippleIntakeKey key, const char *id, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (db, error,
                        key == STIPPLE_BY_RESPONSE ? SELECT_INTAKE "WHERE i.id = ?"
                                                   : SELECT_INTAKE "WHERE i.patient_id = ?",
                        "s", id);

  return read_one (statement, error);
}

static StippleIntakeRow *
in_find_intake (StippleTx *tx, StippleIntakeKey key, const char *id, GError **error)
{
  return find_intake (STIPPLE_SQLITE (tx->storage)->db, key, id, error);
}

static StippleIntakeRow *
do_get_intake (StippleStorage *storage, StippleIntakeKey key, const char *id, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return find_intake (self->db, key, id, error);
}

static StippleIntakeRow *
find_by_code (StippleDb *db, const guint8 code[STIPPLE_BLIND_BYTES], GError **error)
{
  g_autoptr (StippleStatement) statement = stipple_db_query (
      db, error, SELECT_INTAKE "WHERE i.code = ?", "B", code, (gsize) STIPPLE_BLIND_BYTES);

  return read_one (statement, error);
}

static StippleIntakeRow *
in_find_intake_by_code (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES], GError **error)
{
  return find_by_code (STIPPLE_SQLITE (tx->storage)->db, code, error);
}

static StippleIntakeRow *
do_get_intake_by_code (StippleStorage *storage, const guint8 code[STIPPLE_BLIND_BYTES],
                       GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return find_by_code (self->db, code, error);
}

static gboolean
in_code_is_taken (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES], gboolean *taken,
                  GError **error)
{
  g_autoptr (StippleStatement) statement = NULL;
  g_autoptr (GError) fault = NULL;

  statement = stipple_db_query (STIPPLE_SQLITE (tx->storage)->db, error,
                                "SELECT 1 FROM intakes WHERE code = ?", "B", code,
                                (gsize) STIPPLE_BLIND_BYTES);
  if (statement == NULL)
    return FALSE;
  *taken = stipple_statement_step (statement, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return TRUE;
}

static gboolean
insert_version (StippleDb *db, gint64 seq, const StippleIntakeRow *row, GError **error)
{
  return stipple_db_run (
             db, NULL, error,
             "INSERT INTO intake_versions (seq, version, stored, receipt, payload, summary, staff) "
             "VALUES (?, ?, ?, ?, ?, ?, ?)",
             "iiisbbs", seq, (gint64) row->version, row->updated, row->receipt, row->payload,
             row->summary, row->editor)
         && stipple_sqlite_index (db, seq, row->terms, STIPPLE_SEARCH_RULES, error);
}

/* 0: @error. */
static gint64
find_seq (StippleDb *db, const char *id, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (db, error, "SELECT seq FROM intakes WHERE id = ?", "s", id);

  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such intake."), error))
    return 0;
  return stipple_statement_int (statement, 0);
}

static gboolean
in_insert_intake (StippleTx *tx, const StippleIntakeRow *row, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;
  gint64 seq;

  if (!stipple_db_run (db, NULL, error,
                       "INSERT INTO intakes (id, patient_id, code, device, version, received, "
                       "updated, in_progress, day, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                       "(SELECT COALESCE (MAX (changed), 0) + 1 FROM intakes))",
                       "ssBsiiiis", row->id, row->patient_id, row->code,
                       (gsize) STIPPLE_BLIND_BYTES, row->device, (gint64) row->version,
                       row->received, row->updated, (gint64) row->in_progress, row->day))
    return FALSE;
  seq = find_seq (db, row->id, error);
  return seq != 0 && insert_version (db, seq, row, error);
}

static gboolean
in_update_intake (StippleTx *tx, const StippleIntakeRow *row, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;
  gint64 seq = find_seq (db, row->id, error);

  return seq != 0
         && stipple_db_run (
             db, NULL, error,
             "UPDATE intakes SET version = ?, updated = ?, in_progress = ?, " STIPPLE_SQLITE_TOUCH
             "WHERE seq = ?",
             "iiii", (gint64) row->version, row->updated, (gint64) row->in_progress, seq)
         && insert_version (db, seq, row, error);
}

static gboolean
in_delete_intake (StippleTx *tx, gint64 seq, GBytes *reason, gint64 now, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_db_run (db, NULL, error, "DELETE FROM intake_versions WHERE seq = ?", "i", seq)
         && stipple_db_run (db, NULL, error, "DELETE FROM work WHERE seq = ?", "i", seq)
         && stipple_db_run (db, NULL, error,
                            "DELETE FROM quarantine "
                            "WHERE id = (SELECT id FROM intakes WHERE seq = ?)",
                            "i", seq)
         && stipple_sqlite_unindex (db, seq, error)
         && stipple_db_run (
             db, NULL, error,
             "UPDATE intakes SET deleted = ?1, updated = ?1, reason = ?2, " STIPPLE_SQLITE_TOUCH
             "WHERE seq = ?3",
             "ibi", now, reason, seq);
}

static StippleVersionRow *
read_version (StippleStatement *statement)
{
  StippleVersionRow *row = g_new0 (StippleVersionRow, 1);

  row->version = (int) stipple_statement_int (statement, 0);
  row->stored = stipple_statement_int (statement, 1);
  row->receipt = g_strdup (stipple_statement_text (statement, 2));
  row->staff = g_strdup (stipple_statement_text (statement, 3));
  return row;
}

static StippleVersionRow *
in_find_receipt (StippleTx *tx, gint64 seq, const char *receipt, GError **error)
{
  g_autoptr (StippleStatement) statement = stipple_db_query (
      STIPPLE_SQLITE (tx->storage)->db, error,
      "SELECT version, stored, receipt, staff FROM intake_versions WHERE seq = ? AND receipt = ? "
      "ORDER BY version DESC LIMIT 1",
      "is", seq, receipt);

  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such intake."), error))
    return NULL;
  return read_version (statement);
}

static GPtrArray *
do_list_versions (StippleStorage *storage, gint64 seq, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_version_row_free);
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (
      self->db, error,
      "SELECT version, stored, receipt, staff, payload FROM intake_versions WHERE seq = ? "
      "ORDER BY version",
      "i", seq);

  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    {
      StippleVersionRow *row = read_version (statement);

      row->payload = stipple_statement_bytes (statement, 4);
      g_ptr_array_add (rows, row);
    }
  if (fault == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

static GPtrArray *
do_list_intakes (StippleStorage *storage, const StippleIntakeFilter *filter, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return stipple_sqlite_read_intakes (
      stipple_db_query (
          self->db, error,
          SELECT_INTAKE
          "WHERE i.deleted IS NULL AND i.seq < ?1 AND i.updated >= ?2 AND i.updated < ?3 "
          "ORDER BY i.seq DESC LIMIT ?4",
          "iiii", filter->before > 0 ? filter->before : G_MAXINT64, filter->updated_from,
          filter->updated_to > 0 ? filter->updated_to : G_MAXINT64, (gint64) filter->limit),
      error);
}

void
stipple_sqlite_fill_intakes (StippleStorage *table)
{
  table->in_find_intake = in_find_intake;
  table->in_find_intake_by_code = in_find_intake_by_code;
  table->in_code_is_taken = in_code_is_taken;
  table->in_insert_intake = in_insert_intake;
  table->in_update_intake = in_update_intake;
  table->in_delete_intake = in_delete_intake;
  table->in_find_receipt = in_find_receipt;
  table->do_get_intake = do_get_intake;
  table->do_get_intake_by_code = do_get_intake_by_code;
  table->do_list_intakes = do_list_intakes;
  table->do_list_versions = do_list_versions;
}
