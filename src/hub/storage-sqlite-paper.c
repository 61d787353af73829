// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static StippleDeviceRow *
in_find_paper (StippleTx *tx, GError **error)
{
  g_autoptr (StippleStatement) statement = stipple_db_query (
      STIPPLE_SQLITE (tx->storage)->db, error,
      "SELECT id, name, code_space, enrolled FROM devices WHERE kind = 'paper'", "");
  StippleDeviceRow *row;

  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("No form was printed yet."), error))
    return NULL;
  row = g_new0 (StippleDeviceRow, 1);
  row->id = g_strdup (stipple_statement_text (statement, 0));
  row->name = g_strdup (stipple_statement_text (statement, 1));
  row->code_space = (guint) stipple_statement_int (statement, 2);
  row->enrolled = stipple_statement_int (statement, 3);
  return row;
}

static gboolean
in_count_paper_forms (StippleTx *tx, gint64 *n, GError **error)
{
  g_autoptr (StippleStatement) statement = stipple_db_query (
      STIPPLE_SQLITE (tx->storage)->db, error, "SELECT COALESCE (MAX (n), 0) FROM paper_forms", "");

  if (statement == NULL || !stipple_sqlite_step_one (statement, "", error))
    return FALSE;
  *n = stipple_statement_int (statement, 0);
  return TRUE;
}

static gboolean
in_add_paper_form (StippleTx *tx, const StipplePaperFormRow *row, GError **error)
{
  return stipple_db_run (
      STIPPLE_SQLITE (tx->storage)->db, NULL, error,
      "INSERT INTO paper_forms (n, code, pack_version, language, printed, staff) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      "iBisis", row->n, row->code, (gsize) STIPPLE_BLIND_BYTES, (gint64) row->pack_version,
      row->language, row->printed, row->staff);
}

static StipplePaperFormRow *
in_find_paper_form (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES], GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (STIPPLE_SQLITE (tx->storage)->db, error,
                        "SELECT n, pack_version, language, printed, staff FROM paper_forms "
                        "WHERE code = ?",
                        "B", code, (gsize) STIPPLE_BLIND_BYTES);
  StipplePaperFormRow *row;

  if (statement == NULL
      || !stipple_sqlite_step_one (
          statement, _ ("No form was printed with this code. Compare it with the paper."), error))
    return NULL;
  row = g_new0 (StipplePaperFormRow, 1);
  row->n = stipple_statement_int (statement, 0);
  memcpy (row->code, code, sizeof row->code);
  row->pack_version = (int) stipple_statement_int (statement, 1);
  row->language = g_strdup (stipple_statement_text (statement, 2));
  row->printed = stipple_statement_int (statement, 3);
  row->staff = g_strdup (stipple_statement_text (statement, 4));
  return row;
}

void
stipple_sqlite_fill_paper (StippleStorage *table)
{
  table->in_find_paper = in_find_paper;
  table->in_count_paper_forms = in_count_paper_forms;
  table->in_add_paper_form = in_add_paper_form;
  table->in_find_paper_form = in_find_paper_form;
}
