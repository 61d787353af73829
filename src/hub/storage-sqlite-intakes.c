// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"
#include <glib/gi18n-lib.h>

#define SELECT_INTAKE                                                                              \
  "SELECT i.seq, i.id, i.patient_id, i.code, i.device, d.revoked IS NOT NULL, i.version, "         \
  "i.received, i.updated, COALESCE (i.deleted, 0), v.receipt, v.payload, v.summary "               \
  "FROM intakes AS i JOIN devices AS d ON d.id = i.device "                                        \
  "LEFT JOIN intake_versions AS v ON v.seq = i.seq AND v.version = i.version "

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
  row->device_revoked = stipple_statement_int (statement, 5) != 0;
  row->version = (int) stipple_statement_int (statement, 6);
  row->received = stipple_statement_int (statement, 7);
  row->updated = stipple_statement_int (statement, 8);
  row->deleted = stipple_statement_int (statement, 9);
  if (!stipple_statement_is_null (statement, 10))
    {
      row->receipt = g_strdup (stipple_statement_text (statement, 10));
      row->payload = stipple_statement_bytes (statement, 11);
      row->summary = stipple_statement_bytes (statement, 12);
    }
  return row;
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
do_get_intake_by_code (StippleStorage *storage, const guint8 code[STIPPLE_BLIND_BYTES],
                       GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (self->db, error, SELECT_INTAKE "WHERE i.code = ?", "B", code,
                                (gsize) STIPPLE_BLIND_BYTES);
  return read_one (statement, error);
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
insert_version (StippleDb *db, const StippleIntakeRow *row, GError **error)
{
  return stipple_db_run (
      db, NULL, error,
      "INSERT INTO intake_versions (seq, version, stored, receipt, payload, summary) "
      "SELECT seq, ?, ?, ?, ?, ? FROM intakes WHERE id = ?",
      "iisbbs", (gint64) row->version, row->updated, row->receipt, row->payload, row->summary,
      row->id);
}

static gboolean
in_insert_intake (StippleTx *tx, const StippleIntakeRow *row, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_db_run (db, NULL, error,
                         "INSERT INTO intakes "
                         "(id, patient_id, code, device, version, received, updated) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?)",
                         "ssBsiii", row->id, row->patient_id, row->code,
                         (gsize) STIPPLE_BLIND_BYTES, row->device, (gint64) row->version,
                         row->received, row->updated)
         && insert_version (db, row, error);
}

static gboolean
in_update_intake (StippleTx *tx, const StippleIntakeRow *row, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_db_run (db, NULL, error,
                         "UPDATE intakes SET version = ?, updated = ? WHERE id = ?", "iis",
                         (gint64) row->version, row->updated, row->id)
         && insert_version (db, row, error);
}

static gboolean
in_delete_intake (StippleTx *tx, gint64 seq, gint64 now, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_db_run (db, NULL, error, "DELETE FROM intake_versions WHERE seq = ?", "i", seq)
         && stipple_db_run (db, NULL, error,
                            "UPDATE intakes SET deleted = ?1, updated = ?1 WHERE seq = ?2", "ii",
                            now, seq);
}

static GPtrArray *
do_list_intakes (StippleStorage *storage, const StippleIntakeFilter *filter, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_row_free);
  g_autoptr (StippleStatement) statement = NULL;
  g_autoptr (GError) fault = NULL;

  statement = stipple_db_query (
      self->db, error,
      SELECT_INTAKE "WHERE i.deleted IS NULL AND i.seq < ?1 AND i.updated >= ?2 AND i.updated < ?3 "
                    "ORDER BY i.seq DESC LIMIT ?4",
      "iiii", filter->before > 0 ? filter->before : G_MAXINT64, filter->updated_from,
      filter->updated_to > 0 ? filter->updated_to : G_MAXINT64, (gint64) filter->limit);
  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    g_ptr_array_add (rows, read_intake (statement));
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

void
stipple_sqlite_fill_intakes (StippleStorage *table)
{
  table->in_find_intake = in_find_intake;
  table->in_code_is_taken = in_code_is_taken;
  table->in_insert_intake = in_insert_intake;
  table->in_update_intake = in_update_intake;
  table->in_delete_intake = in_delete_intake;
  table->do_get_intake = do_get_intake;
  table->do_get_intake_by_code = do_get_intake_by_code;
  table->do_list_intakes = do_list_intakes;
}
