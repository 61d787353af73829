// SPDX-License-Identifier: GPL-3.0-or-later
/* What the store is compared with goes into the tables that the store has now. */
#include "bench-bare.h"

#include "store/store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static int
count (const char *path, const char *table)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", table, NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  int n;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return n;
}

static void
test_rows (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stipple-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autoptr (BenchBare) bare = bench_bare_open (path, (BenchSizes){ .intake = 300, .outbox = 70 });

  bench_bare_commit (bare, 1);
  bench_bare_commit (bare, 2);
  g_assert_cmpint (count (path, "intake"), ==, 3);
  g_assert_cmpint (count (path, "outbox"), ==, 3);
  g_assert_cmpint (count (path, "audit"), ==, 3);
  g_assert_cmpint (bench_sizes_of (path).intake, ==, 300);
  g_assert_cmpint (bench_sizes_of (path).outbox, ==, 70);
  g_clear_pointer (&bare, bench_bare_close);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* The migrations come with it. */
  g_type_ensure (STIPPLE_TYPE_STORE);
  g_test_add_func ("/bench/bare/rows", test_rows);
  return g_test_run ();
}
