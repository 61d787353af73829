// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"

#define SELECT_QUARANTINE                                                                          \
  "SELECT q.seq, q.id, q.device, d.name, d.revoked IS NOT NULL, q.round, q.state, q.revision, "    \
  "q.made, q.refused, q.reported, q.sha256, q.report, COALESCE (q.settled, 0), q.staff, "          \
  "q.outcome FROM quarantine AS q CROSS JOIN devices AS d ON d.id = q.device "

static GBytes *
read_bytes (StippleStatement *statement, int column)
{
  return stipple_statement_is_null (statement, column)
             ? NULL
             : stipple_statement_bytes (statement, column);
}

static StippleQuarantineRow *
read_row (StippleStatement *statement)
{
  StippleQuarantineRow *row = g_new0 (StippleQuarantineRow, 1);

  row->seq = stipple_statement_int (statement, 0);
  row->id = g_strdup (stipple_statement_text (statement, 1));
  row->device = g_strdup (stipple_statement_text (statement, 2));
  row->device_name = g_strdup (stipple_statement_text (statement, 3));
  row->device_revoked = stipple_statement_int (statement, 4) != 0;
  row->round = (guint) stipple_statement_int (statement, 5);
  /* The table's CHECK lets no other state in. */
  stipple_quarantine_state_from_string (stipple_statement_text (statement, 6), &row->state);
  row->revision = stipple_statement_int (statement, 7);
  row->made = stipple_statement_int (statement, 8);
  row->refused = stipple_statement_int (statement, 9);
  row->reported = stipple_statement_int (statement, 10);
  row->sha256 = g_strdup (stipple_statement_text (statement, 11));
  row->report = read_bytes (statement, 12);
  row->settled = stipple_statement_int (statement, 13);
  row->staff = g_strdup (stipple_statement_text (statement, 14));
  row->outcome = read_bytes (statement, 15);
  return row;
}

static StippleQuarantineRow *
find_row (StippleDb *db, const char *id, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (db, error, SELECT_QUARANTINE "WHERE q.id = ?", "s", id);

  if (statement == NULL
      || !stipple_sqlite_step_one (statement, "This intake is not in quarantine.", error))
    return NULL;
  return read_row (statement);
}

static StippleQuarantineRow *
in_find_quarantine (StippleTx *tx, const char *id, GError **error)
{
  return find_row (STIPPLE_SQLITE (tx->storage)->db, id, error);
}

static StippleQuarantineRow *
do_get_quarantine (StippleStorage *storage, const char *id, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return find_row (self->db, id, error);
}

static gboolean
in_put_quarantine (StippleTx *tx, const StippleQuarantineRow *row, GError **error)
{
  return stipple_db_run (
      STIPPLE_SQLITE (tx->storage)->db, NULL, error,
      "INSERT INTO quarantine (id, device, round, state, revision, made, refused, reported, "
      "sha256, report, settled, staff, outcome) VALUES (?1, ?2, ?3, ?4, "
      "(SELECT COALESCE (MAX (revision), 0) + 1 FROM quarantine), ?5, ?6, ?7, ?8, ?9, "
      "NULLIF (?10, 0), ?11, ?12) "
      "ON CONFLICT (id) DO UPDATE SET device = excluded.device, round = excluded.round, "
      "state = excluded.state, revision = excluded.revision, made = excluded.made, "
      "refused = excluded.refused, reported = excluded.reported, sha256 = excluded.sha256, "
      "report = excluded.report, settled = excluded.settled, staff = excluded.staff, "
      "outcome = excluded.outcome",
      "ssisiiisbisb", row->id, row->device, (gint64) row->round,
      stipple_quarantine_state_to_string (row->state), row->made, row->refused, row->reported,
      row->sha256, row->report, row->settled, row->staff, row->outcome);
}

static GPtrArray *
list_rows (StippleDb *db, gint64 before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_quarantine_row_free);
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (
      db, error,
      SELECT_QUARANTINE "WHERE q.state IN ('open', 'again') AND (?1 = 0 OR q.seq < ?1) "
                        "ORDER BY q.seq DESC LIMIT ?2",
      "ii", before, (gint64) limit);

  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    g_ptr_array_add (rows, read_row (statement));
  if (fault == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

static GPtrArray *
do_list_quarantine (StippleStorage *storage, gint64 before, guint limit, gint64 *count,
                    GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = stipple_db_query (
      self->db, error, "SELECT COUNT (*) FROM quarantine WHERE state IN ('open', 'again')", "");

  if (statement == NULL || !stipple_sqlite_step_one (statement, "", error))
    return NULL;
  *count = stipple_statement_int (statement, 0);
  return list_rows (self->db, before, limit, error);
}

void
stipple_sqlite_fill_quarantine (StippleStorage *table)
{
  table->in_find_quarantine = in_find_quarantine;
  table->do_get_quarantine = do_get_quarantine;
  table->in_put_quarantine = in_put_quarantine;
  table->do_list_quarantine = do_list_quarantine;
}
