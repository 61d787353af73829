// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"
#include <glib/gi18n-lib.h>

static StippleWorkRow *
read_work (StippleStatement *statement)
{
  StippleWorkRow *row = g_new0 (StippleWorkRow, 1);

  row->id = g_strdup (stipple_statement_text (statement, 0));
  row->at = stipple_statement_int (statement, 1);
  row->staff = g_strdup (stipple_statement_text (statement, 2));
  row->kind = g_strdup (stipple_statement_text (statement, 3));
  row->body = stipple_statement_bytes (statement, 4);
  return row;
}

static gboolean
in_add_work (StippleTx *tx, gint64 seq, const StippleWorkRow *row, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_db_run (db, NULL, error,
                         "INSERT INTO work (id, seq, at, staff, kind, body) "
                         "VALUES (?, ?, ?, ?, ?, ?)",
                         "siissb", row->id, seq, row->at, row->staff, row->kind, row->body)
         && stipple_db_run (db, NULL, error,
                            "UPDATE intakes SET " STIPPLE_SQLITE_TOUCH "WHERE seq = ?", "i", seq);
}

static gboolean
in_set_state (StippleTx *tx, gint64 seq, StippleWorkState state, GError **error)
{
  return stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, NULL, error,
                         "UPDATE intakes SET state = ? WHERE seq = ?", "si",
                         stipple_work_state_to_string (state), seq);
}

static StippleWorkRow *
in_find_work (StippleTx *tx, const char *id, gint64 *seq, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (STIPPLE_SQLITE (tx->storage)->db, error,
                        "SELECT id, at, staff, kind, body, seq FROM work WHERE id = ?", "s", id);

  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such note."), error))
    return NULL;
  *seq = stipple_statement_int (statement, 5);
  return read_work (statement);
}

static GPtrArray *
list_work (StippleSqlite *self, gint64 seq, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_work_row_free);
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (
      self->db, error, "SELECT id, at, staff, kind, body FROM work WHERE seq = ? ORDER BY n", "i",
      seq);

  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    g_ptr_array_add (rows, read_work (statement));
  if (fault == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

static GPtrArray *
in_list_work (StippleTx *tx, gint64 seq, GError **error)
{
  return list_work (STIPPLE_SQLITE (tx->storage), seq, error);
}

static GPtrArray *
do_list_work (StippleStorage *storage, gint64 seq, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return list_work (self, seq, error);
}

static GPtrArray *
do_list_changes (StippleStorage *storage, gint64 since, guint limit, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return stipple_sqlite_read_intakes (
      stipple_db_query (self->db, error,
                        "SELECT " STIPPLE_SQLITE_INTAKE_COLUMNS
                        "FROM intakes AS i " STIPPLE_SQLITE_INTAKE_JOINS
                        "WHERE i.changed > ? ORDER BY i.changed LIMIT ?",
                        "ii", since, (gint64) limit),
      error);
}

static gboolean
do_count_desk (StippleStorage *storage, gint64 now, StippleDeskCounts *counts, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement =
      stipple_db_query (self->db, error,
                        "SELECT (SELECT COALESCE (MAX (changed), 0) FROM intakes),"
                        " (SELECT COUNT (*) FROM intakes WHERE state = 'new' AND deleted IS NULL),"
                        " (SELECT COUNT (*) FROM intakes WHERE in_progress AND state <> 'closed' "
                        "AND deleted IS NULL),"
                        " (SELECT COUNT (*) FROM calls WHERE answered IS NULL AND expires > ?),"
                        " (SELECT COUNT (*) FROM quarantine WHERE state = 'open'),"
                        " (SELECT COALESCE (MAX (revision), 0) FROM quarantine)",
                        "i", now);

  if (statement == NULL || !stipple_sqlite_step_one (statement, "", error))
    return FALSE;
  counts->newest = stipple_statement_int (statement, 0);
  counts->fresh = stipple_statement_int (statement, 1);
  counts->in_progress = stipple_statement_int (statement, 2);
  counts->calls = stipple_statement_int (statement, 3);
  counts->quarantine = stipple_statement_int (statement, 4);
  counts->quarantine_change = stipple_statement_int (statement, 5);
  return TRUE;
}

void
stipple_sqlite_fill_work (StippleStorage *table)
{
  table->in_add_work = in_add_work;
  table->in_set_state = in_set_state;
  table->in_find_work = in_find_work;
  table->in_list_work = in_list_work;
  table->do_list_work = do_list_work;
  table->do_list_changes = do_list_changes;
  table->do_count_desk = do_count_desk;
}
