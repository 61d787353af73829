// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/db.h"

#include "core/error.h"
#include "sql/db-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdarg.h>

struct _StippleStatement
{
  StippleDb *db;
  sqlite3_stmt *stmt;
};

/* --- Errors */

static gboolean
is_full (int system_errno)
{
  return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG;
}

/* SQLite itself knows ENOSPC only; a quota or a limit of a file's size is a full disk as well. */
static gboolean
file_is_full (sqlite3 *handle, int which)
{
  sqlite3_file *file = NULL;
  int system_errno = 0;
  return sqlite3_file_control (handle, "main", which, &file) == SQLITE_OK && file && file->pMethods
         && file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &system_errno) == SQLITE_OK
         && is_full (system_errno);
}

static StippleError
classify (sqlite3 *handle, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return STIPPLE_ERROR_IN_USE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return STIPPLE_ERROR_CORRUPT;
    case SQLITE_FULL:
      return STIPPLE_ERROR_DISK_FULL;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      if (is_full (sqlite3_system_errno (handle))
          || file_is_full (handle, SQLITE_FCNTL_FILE_POINTER)
          || file_is_full (handle, SQLITE_FCNTL_JOURNAL_POINTER))
        return STIPPLE_ERROR_DISK_FULL;
      return STIPPLE_ERROR_IO;
    case SQLITE_CONSTRAINT:
      if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
        return STIPPLE_ERROR_EXISTS;
      return STIPPLE_ERROR_CONFLICT;
    case SQLITE_TOOBIG:
      return STIPPLE_ERROR_TOO_LARGE;
    case SQLITE_INTERRUPT:
      return STIPPLE_ERROR_CANCELLED;
    default:
      return STIPPLE_ERROR_IO;
    }
}

const char *
stipple_db_advice (StippleError code)
{
  switch ((int) code)
    {
    case STIPPLE_ERROR_IN_USE:
      return _ ("The database is open in another program. Close that one, then try again.");
    case STIPPLE_ERROR_CORRUPT:
      return _ ("The database is damaged. Nothing was changed; restore it from its backup.");
    case STIPPLE_ERROR_DISK_FULL:
      return _ ("The disk is full. Free some space, then try again.");
    case STIPPLE_ERROR_EXISTS:
      return _ ("This is already there.");
    case STIPPLE_ERROR_CONFLICT:
      return _ ("This does not fit what is already there.");
    case STIPPLE_ERROR_TOO_LARGE:
      return _ ("This is too large to keep.");
    case STIPPLE_ERROR_CANCELLED:
      return _ ("This was cancelled.");
    default:
      return _ ("The database could not be read or written. Check the disk, then try again.");
    }
}

gboolean
stipple_db_fail (StippleDb *self, int code, const char *what, GError **error)
{
  StippleError ours = classify (self->handle, code);
  /* The message may be shown to a client. And errstr, not errmsg: that may quote what somebody typed. */
  if (ours != STIPPLE_ERROR_EXISTS && ours != STIPPLE_ERROR_CONFLICT)
    g_message ("%s: %s", what, sqlite3_errstr (code));
  g_set_error_literal (error, STIPPLE_ERROR, (int) ours, stipple_db_advice (ours));
  return FALSE;
}

/* --- Statements */

static sqlite3_stmt *
take_statement (StippleDb *self, const char *sql, GError **error)
{
  gpointer key, cached;
  if (g_hash_table_steal_extended (self->statements, sql, &key, &cached))
    {
      g_free (key);
      return cached;
    }
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    stipple_db_fail (self, code, sql, error);
  return stmt;
}

static int
bind_bytes (sqlite3_stmt *stmt, int index, GBytes *bytes)
{
  if (!bytes)
    return sqlite3_bind_null (stmt, index);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  /* A NULL pointer would bind NULL, and an empty blob is something else. */
  return sqlite3_bind_blob64 (stmt, index, data ? data : "", length, SQLITE_TRANSIENT);
}

static int
bind_all (sqlite3_stmt *stmt, const char *types, va_list args)
{
  int code = SQLITE_OK;
  for (int i = 1; *types && code == SQLITE_OK; types++, i++)
    switch (*types)
      {
      case 'i':
        code = sqlite3_bind_int64 (stmt, i, va_arg (args, gint64));
        break;
      case 'd':
        code = sqlite3_bind_double (stmt, i, va_arg (args, double));
        break;
      case 's':
        code = sqlite3_bind_text (stmt, i, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'b':
        code = bind_bytes (stmt, i, va_arg (args, GBytes *));
        break;
      case 'B':
        {
          const void *data = va_arg (args, const void *);
          gsize length = va_arg (args, gsize);
          code = sqlite3_bind_blob64 (stmt, i, data ? data : "", length, SQLITE_TRANSIENT);
          break;
        }
      case 'n':
        code = sqlite3_bind_null (stmt, i);
        break;
      default:
        g_assert_not_reached ();
      }
  return code;
}

static StippleStatement *
query_va (StippleDb *self, GError **error, const char *sql, const char *types, va_list args)
{
  sqlite3_stmt *stmt = take_statement (self, sql, error);
  if (!stmt)
    return NULL;
  g_assert ((gsize) sqlite3_bind_parameter_count (stmt) == strlen (types));

  StippleStatement *statement = g_new (StippleStatement, 1);
  *statement = (StippleStatement){ self, stmt };
  int code = bind_all (stmt, types, args);
  if (code != SQLITE_OK)
    {
      stipple_db_fail (self, code, sql, error);
      g_clear_pointer (&statement, stipple_statement_free);
    }
  return statement;
}

StippleStatement *
stipple_db_query (StippleDb *self, GError **error, const char *sql, const char *types, ...)
{
  va_list args;
  va_start (args, types);
  StippleStatement *statement = query_va (self, error, sql, types, args);
  va_end (args);
  return statement;
}

gboolean
stipple_statement_step (StippleStatement *self, GError **error)
{
  int code = sqlite3_step (self->stmt);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    stipple_db_fail (self->db, code, sqlite3_sql (self->stmt), error);
  return code == SQLITE_ROW;
}

gint64
stipple_statement_int (StippleStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

const char *
stipple_statement_text (StippleStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

GBytes *
stipple_statement_bytes (StippleStatement *self, int column)
{
  const void *data = sqlite3_column_blob (self->stmt, column);
  return g_bytes_new (data, sqlite3_column_bytes (self->stmt, column));
}

gboolean
stipple_statement_is_null (StippleStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

void
stipple_statement_free (StippleStatement *self)
{
  const char *sql = sqlite3_sql (self->stmt);
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  if (g_hash_table_contains (self->db->statements, sql))
    sqlite3_finalize (self->stmt);
  else
    g_hash_table_insert (self->db->statements, g_strdup (sql), self->stmt);
  g_free (self);
}

gboolean
stipple_db_run (StippleDb *self, int *changes, GError **error, const char *sql, const char *types,
                ...)
{
  va_list args;
  va_start (args, types);
  g_autoptr (StippleStatement) statement = query_va (self, error, sql, types, args);
  va_end (args);
  if (!statement)
    return FALSE;

  int code;
  while ((code = sqlite3_step (statement->stmt)) == SQLITE_ROW)
    ;
  if (code != SQLITE_DONE)
    return stipple_db_fail (self, code, sql, error);
  if (changes)
    *changes = sqlite3_changes (self->handle);
  return TRUE;
}

gboolean
stipple_db_exec (StippleDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || stipple_db_fail (self, code, "exec", error);
}

gboolean
stipple_db_begin (StippleDb *self, GError **error)
{
  return stipple_db_run (self, NULL, error, "BEGIN IMMEDIATE", "");
}

gboolean
stipple_db_commit (StippleDb *self, GError **error)
{
  gboolean committed = stipple_db_run (self, NULL, error, "COMMIT", "");
  if (!committed)
    stipple_db_rollback (self);
  return committed;
}

void
stipple_db_rollback (StippleDb *self)
{
  /* After some faults SQLite has already rolled back by itself. */
  if (!sqlite3_get_autocommit (self->handle))
    stipple_db_run (self, NULL, NULL, "ROLLBACK", "");
}

gboolean
stipple_db_checkpoint (StippleDb *self, gboolean empty, GError **error)
{
  int mode = empty ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  int code = sqlite3_wal_checkpoint_v2 (self->handle, NULL, mode, NULL, NULL);
  return code == SQLITE_OK || stipple_db_fail (self, code, "checkpoint", error);
}

StippleDb *
stipple_db_new (void)
{
  StippleDb *self = g_new0 (StippleDb, 1);
  self->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  return self;
}

void
stipple_db_close (StippleDb *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  int code = sqlite3_close (self->handle);
  g_warn_if_fail (code == SQLITE_OK);
  g_free (self);
}
