// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * StippleDb: one SQLite handle with our settings (WAL, synchronous=FULL, foreign keys, secure_delete,
 * trusted_schema off), numbered migrations and errors in our domain. Not thread-safe: one thread
 * owns it (see sql/worker.h).
 */
typedef struct _StippleDb StippleDb;

typedef enum
{
  STIPPLE_DB_EXCLUSIVE = 1 << 0, /* nobody else may open it meanwhile: IN_USE */
  STIPPLE_DB_CREATE = 1 << 1,
  STIPPLE_DB_CHECK =
      1 << 2, /* read every page first: CORRUPT when one is damaged; about 1 s a GB */
} StippleDbFlags;

/**
 * stipple_db_open: open @path (mode 0600) and bring it to the newest schema.
 * @migrations is a GResource directory of `NNN-name.sql` files; each is run in one transaction with
 * the change of `PRAGMA user_version`. A failing migration leaves the database as it was.
 *
 * A new database is made under another name and then linked to @path: one that exists is whole, so
 * an empty file is a damaged one.
 * Errors: IN_USE, CORRUPT (damaged, truncated or not a database: nothing is overwritten), NEWER (a schema
 * beyond ours), DISK_FULL, NOT_FOUND (without CREATE), IO.
 */
StippleDb *stipple_db_open (const char *path, const char *migrations, StippleDbFlags flags,
                            GError **error);
/* The same for a database of sealed records: it is made together with @fingerprint
 * (stipple_key_fingerprint()), and opens with that one only. WRONG_KEY otherwise, before anything is
 * touched. */
StippleDb *stipple_db_open_sealed (const char *path, const char *migrations,
                                   const char *fingerprint, StippleDbFlags flags, GError **error);
/* Checkpoints and closes; every statement must be gone. */
void stipple_db_close (StippleDb *self);
/* Move what is committed from the write-ahead log into the file, as far as readers allow. With @empty, the
 * log is then cut to nothing, so that what was deleted is gone from it too. SQLite does this by
 * itself only once the log is 4 MB: call it when idle, and commits stay quick. */
gboolean stipple_db_checkpoint (StippleDb *self, gboolean empty, GError **error);

/* SQLite's result code in our domain, in plain words; @what says what we were doing, for the log. Always
 * FALSE. */
gboolean stipple_db_fail (StippleDb *self, int code, const char *what, GError **error);

gboolean stipple_db_exec (StippleDb *self, const char *sql, GError **error);
/* BEGIN IMMEDIATE … ; a rollback never fails. */
gboolean stipple_db_begin (StippleDb *self, GError **error);
gboolean stipple_db_commit (StippleDb *self, GError **error); /* rolls back when it fails */
void stipple_db_rollback (StippleDb *self);

/**
 * A prepared statement with its parameters bound, from a cache. @types has one letter a parameter:
 * i gint64, s const char * (NULL allowed), b GBytes * (NULL allowed), B const void * and gsize
 * (two arguments), d double, n nothing (NULL). The strings and bytes are copied.
 */
typedef struct _StippleStatement StippleStatement;
StippleStatement *stipple_db_query (StippleDb *self, GError **error, const char *sql,
                                    const char *types, ...);
/* TRUE: a row. FALSE with no error: the end. */
gboolean stipple_statement_step (StippleStatement *self, GError **error);
gint64 stipple_statement_int (StippleStatement *self, int column);
const char *stipple_statement_text (StippleStatement *self, int column); /* NULL for NULL */
GBytes *stipple_statement_bytes (StippleStatement *self, int column);    /* transfer full */
gboolean stipple_statement_is_null (StippleStatement *self, int column);
void stipple_statement_free (StippleStatement *self);

/* Run to the end, no rows wanted; @changes (may be NULL) gets the number of rows changed. */
gboolean stipple_db_run (StippleDb *self, int *changes, GError **error, const char *sql,
                         const char *types, ...);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDb, stipple_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleStatement, stipple_statement_free)

G_END_DECLS
