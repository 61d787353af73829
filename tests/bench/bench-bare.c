// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-bare.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define MIGRATIONS "/stipple/sql/kiosk"

struct _BenchBare
{
  sqlite3 *db;
  sqlite3_stmt *begin;
  sqlite3_stmt *count_codes;
  sqlite3_stmt *intake;
  sqlite3_stmt *outbox;
  sqlite3_stmt *audit;
  sqlite3_stmt *commit;
  BenchSizes sizes;
  guint8 *bytes;
  gint64 count;
};

static void
check (sqlite3 *db, gboolean good, const char *what)
{
  if (good)
    return;
  fprintf (stderr, "%s: %s\n", what, sqlite3_errmsg (db));
  exit (EXIT_FAILURE);
}

static sqlite3 *
open_db (const char *path)
{
  sqlite3 *db = NULL;
  check (db, sqlite3_open (path, &db) == SQLITE_OK, path);
  return db;
}

static void
exec (sqlite3 *db, const char *sql)
{
  check (db, sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK, sql);
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  check (db, sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK, sql);
  return statement;
}

static void
step (sqlite3 *db, sqlite3_stmt *statement)
{
  check (db, sqlite3_step (statement) == SQLITE_DONE, sqlite3_sql (statement));
  sqlite3_reset (statement);
}

/* The kiosk's own, from the migrations that are compiled into the store. */
static void
create_tables (sqlite3 *db)
{
  g_auto (GStrv) names = g_resources_enumerate_children (MIGRATIONS, 0, NULL);
  for (int number = 1; number <= (int) g_strv_length (names); number++)
    for (guint i = 0; names[i] != NULL; i++)
      if (g_ascii_strtoll (names[i], NULL, 10) == number)
        {
          g_autofree char *path = g_strconcat (MIGRATIONS, "/", names[i], NULL);
          g_autoptr (GBytes) sql = g_resources_lookup_data (path, 0, NULL);
          exec (db, g_bytes_get_data (sql, NULL));
        }
}

BenchBare *
bench_bare_open (const char *path, BenchSizes sizes)
{
  BenchBare *self = g_new0 (BenchBare, 1);
  self->db = open_db (path);
  self->sizes = sizes;
  self->bytes = g_malloc ((gsize) MAX (sizes.intake, sizes.outbox));
  for (int i = 0; i < MAX (sizes.intake, sizes.outbox); i++)
    self->bytes[i] = (guint8) g_random_int ();
  exec (self->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  create_tables (self->db);
  self->begin = prepare (self->db, "BEGIN IMMEDIATE");
  self->count_codes = prepare (self->db, "UPDATE meta SET value = ? WHERE name = 'code-count'");
  self->intake = prepare (self->db, "INSERT INTO intake VALUES (?, ?, ?, ?)");
  self->outbox = prepare (self->db, "INSERT INTO outbox (number, state, changed, version, label)"
                                    " VALUES (?, 0, ?, 1, ?)");
  self->audit = prepare (self->db, "INSERT INTO audit VALUES (NULL, ?, 'saved', ?)");
  self->commit = prepare (self->db, "COMMIT");
  return self;
}

static void
insert (BenchBare *self, const char *id, gint64 now)
{
  self->count++;
  sqlite3_bind_int64 (self->count_codes, 1, self->count);
  step (self->db, self->count_codes);
  sqlite3_bind_int64 (self->intake, 1, self->count);
  sqlite3_bind_text (self->intake, 2, id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->intake, 3, now);
  sqlite3_bind_blob (self->intake, 4, self->bytes, self->sizes.intake, SQLITE_STATIC);
  step (self->db, self->intake);
  sqlite3_bind_int64 (self->outbox, 1, self->count);
  sqlite3_bind_int64 (self->outbox, 2, now);
  sqlite3_bind_blob (self->outbox, 3, self->bytes, self->sizes.outbox, SQLITE_STATIC);
  step (self->db, self->outbox);
  sqlite3_bind_int64 (self->audit, 1, now);
  sqlite3_bind_text (self->audit, 2, id, -1, SQLITE_STATIC);
  step (self->db, self->audit);
}

gint64
bench_bare_commit (BenchBare *self, int n)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (ids, g_uuid_string_random ());
  gint64 before = g_get_monotonic_time ();
  step (self->db, self->begin);
  for (int i = 0; i < n; i++)
    insert (self, g_ptr_array_index (ids, (guint) i), before);
  step (self->db, self->commit);
  return g_get_monotonic_time () - before;
}

void
bench_bare_close (BenchBare *self)
{
  sqlite3_finalize (self->begin);
  sqlite3_finalize (self->count_codes);
  sqlite3_finalize (self->intake);
  sqlite3_finalize (self->outbox);
  sqlite3_finalize (self->audit);
  sqlite3_finalize (self->commit);
  sqlite3_close (self->db);
  g_free (self->bytes);
  g_free (self);
}

BenchSizes
bench_sizes_of (const char *path)
{
  sqlite3 *db = open_db (path);
  sqlite3_stmt *row = prepare (db, "SELECT length (sealed), length (label)"
                                   " FROM intake JOIN outbox USING (number)"
                                   " ORDER BY number DESC LIMIT 1");
  check (db, sqlite3_step (row) == SQLITE_ROW, "looking at the rows of the store");
  BenchSizes sizes = { .intake = sqlite3_column_int (row, 0),
                       .outbox = sqlite3_column_int (row, 1) };
  sqlite3_finalize (row);
  sqlite3_close (db);
  return sizes;
}
