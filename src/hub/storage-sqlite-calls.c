// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"
#include <glib/gi18n-lib.h>

#define SELECT_CALL                                                                                \
  "SELECT c.id, c.device, d.name, c.made, c.received, c.expires, COALESCE (c.answered, 0) "        \
  "FROM calls AS c JOIN devices AS d ON d.id = c.device "

static StippleCallRow *
read_call (StippleStatement *statement)
{
  StippleCallRow *row = g_new0 (StippleCallRow, 1);

  row->id = g_strdup (stipple_statement_text (statement, 0));
  row->device = g_strdup (stipple_statement_text (statement, 1));
  row->name = g_strdup (stipple_statement_text (statement, 2));
  row->made = stipple_statement_int (statement, 3);
  row->received = stipple_statement_int (statement, 4);
  row->expires = stipple_statement_int (statement, 5);
  row->answered = stipple_statement_int (statement, 6);
  return row;
}

static StippleCallRow *
in_find_call (StippleTx *tx, const char *id, GError **error)
{
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (STIPPLE_SQLITE (tx->storage)->db, error,
                                SELECT_CALL "WHERE c.id = ?", "s", id);
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such call."), error))
    return NULL;
  return read_call (statement);
}

static gboolean
in_add_call (StippleTx *tx, const StippleCallRow *row, gint64 keep_from, guint max, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;
  int added = 0;

  if (!stipple_db_run (db, NULL, error, "DELETE FROM calls WHERE received < ?", "i", keep_from)
      || !stipple_db_run (db, &added, error,
                          "INSERT INTO calls (id, device, made, received, expires) "
                          "SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?6 > (SELECT COUNT (*) FROM calls "
                          "WHERE device = ?2 AND answered IS NULL AND expires > ?4)",
                          "ssiiii", row->id, row->device, row->made, row->received, row->expires,
                          (gint64) max))
    return FALSE;
  if (added == 1)
    return TRUE;
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                       _ ("This kiosk has called several times already."));
  return FALSE;
}

static GPtrArray *
do_list_calls (StippleStorage *storage, gint64 from, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_call_row_free);
  g_autoptr (StippleStatement) statement = NULL;
  g_autoptr (GError) fault = NULL;

  statement = stipple_db_query (self->db, error,
                                SELECT_CALL "WHERE c.received >= ? ORDER BY c.received DESC, c.id",
                                "i", from);
  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    g_ptr_array_add (rows, read_call (statement));
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static gboolean
in_answer_call (StippleTx *tx, const char *id, const char *staff, gint64 now, GError **error)
{
  int changed = 0;

  if (!stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, &changed, error,
                       "UPDATE calls SET answered = COALESCE (answered, ?1), "
                       "staff = COALESCE (staff, ?2) WHERE id = ?3",
                       "iss", now, staff, id))
    return FALSE;
  if (changed == 1)
    return TRUE;
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND, _ ("There is no such call."));
  return FALSE;
}

void
stipple_sqlite_fill_calls (StippleStorage *table)
{
  table->in_find_call = in_find_call;
  table->in_add_call = in_add_call;
  table->do_list_calls = do_list_calls;
  table->in_answer_call = in_answer_call;
}
