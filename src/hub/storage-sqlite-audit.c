// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"
#include <glib/gi18n-lib.h>

static gboolean
in_get_audit_head (StippleTx *tx, GBytes **head, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (STIPPLE_SQLITE (tx->storage)->db, error, "SELECT audit_head FROM hub", "");

  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("This hub was never set up."), error))
    return FALSE;
  *head = stipple_statement_is_null (statement, 0) ? NULL : stipple_statement_bytes (statement, 0);
  return TRUE;
}

static gboolean
in_add_audit (StippleTx *tx, const StippleAuditRow *row, GBytes *head, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_db_run (db, NULL, error,
                         "INSERT INTO audit "
                         "(seq, at, who, role, address, action, subject, detail, prev, hash) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         "iisssssbBB", row->seq, row->at, row->who, row->role, row->address,
                         row->action, row->subject, row->detail, row->prev,
                         (gsize) STIPPLE_BLIND_BYTES, row->hash, (gsize) STIPPLE_BLIND_BYTES)
         && stipple_db_run (db, NULL, error, "UPDATE hub SET audit_head = ?", "b", head);
}

static void
read_hash (StippleStatement *statement, int column, guint8 out[STIPPLE_BLIND_BYTES])
{
  g_autoptr (GBytes) bytes = stipple_statement_bytes (statement, column);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  if (length == STIPPLE_BLIND_BYTES)
    memcpy (out, data, length);
}

static StippleAuditRow *
read_audit (StippleStatement *statement)
{
  StippleAuditRow *row = g_new0 (StippleAuditRow, 1);

  row->seq = stipple_statement_int (statement, 0);
  row->at = stipple_statement_int (statement, 1);
  row->who = g_strdup (stipple_statement_text (statement, 2));
  row->role = g_strdup (stipple_statement_text (statement, 3));
  row->address = g_strdup (stipple_statement_text (statement, 4));
  row->action = g_strdup (stipple_statement_text (statement, 5));
  row->subject = g_strdup (stipple_statement_text (statement, 6));
  if (!stipple_statement_is_null (statement, 7))
    row->detail = stipple_statement_bytes (statement, 7);
  read_hash (statement, 8, row->prev);
  read_hash (statement, 9, row->hash);
  return row;
}

static GPtrArray *
do_list_audit (StippleStorage *storage, gint64 before, guint limit, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_audit_row_free);
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (
      self->db, error,
      "SELECT seq, at, who, role, address, action, subject, detail, prev, hash FROM audit "
      "WHERE seq < ? ORDER BY seq DESC LIMIT ?",
      "ii", before > 0 ? before : G_MAXINT64, (gint64) limit);

  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    g_ptr_array_add (rows, read_audit (statement));
  if (fault == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

void
stipple_sqlite_fill_audit (StippleStorage *table)
{
  table->in_get_audit_head = in_get_audit_head;
  table->in_add_audit = in_add_audit;
  table->do_list_audit = do_list_audit;
}
