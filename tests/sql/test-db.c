// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "db-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* --- Statements */

static void
test_bind_all_types (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) empty = g_bytes_new_static (NULL, 0);
  g_autoptr (StippleStatement) row =
      stipple_db_query (db, &error, "SELECT ?, ?, ?, ?, ?, ?, ?, typeof(?)", "isbBdnsb", G_MAXINT64,
                        "é", bytes, "xyz", (gsize) 2, 0.5, NULL, empty);
  g_assert_no_error (error);
  g_assert_true (stipple_statement_step (row, &error));
  g_assert_cmpint (stipple_statement_int (row, 0), ==, G_MAXINT64);
  g_assert_cmpstr (stipple_statement_text (row, 1), ==, "é");
  g_autoptr (GBytes) third = stipple_statement_bytes (row, 2);
  g_assert_true (g_bytes_equal (third, bytes));
  g_autoptr (GBytes) fourth = stipple_statement_bytes (row, 3);
  g_assert_cmpmem (g_bytes_get_data (fourth, NULL), g_bytes_get_size (fourth), "xy", 2);
  g_assert_cmpstr (stipple_statement_text (row, 4), ==, "0.5");
  g_assert_true (stipple_statement_is_null (row, 5));
  g_assert_true (stipple_statement_is_null (row, 6));
  g_assert_null (stipple_statement_text (row, 6));
  g_assert_false (stipple_statement_is_null (row, 0));
  g_assert_cmpstr (stipple_statement_text (row, 7), ==, "blob");
  g_assert_false (stipple_statement_step (row, &error));
  g_assert_no_error (error);
}

static void
test_same_statement_twice (DbFixture *f, gconstpointer data)
{
  static const char sql[] = "SELECT ? UNION ALL SELECT 9";
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_autoptr (StippleStatement) outer = stipple_db_query (db, NULL, sql, "i", (gint64) 1);
  g_assert_true (stipple_statement_step (outer, NULL));
  g_autoptr (StippleStatement) inner = stipple_db_query (db, NULL, sql, "i", (gint64) 2);
  g_assert_true (stipple_statement_step (inner, NULL));
  g_assert_cmpint (stipple_statement_int (inner, 0), ==, 2);
  g_assert_cmpint (stipple_statement_int (outer, 0), ==, 1);
  g_clear_pointer (&inner, stipple_statement_free);
  g_assert_true (stipple_statement_step (outer, NULL));
  g_assert_cmpint (stipple_statement_int (outer, 0), ==, 9);
}

/* A statement taken from the cache remembers nothing of its last use. */
static void
test_statement_reused (DbFixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  int changes = -1;
  static const char sql[] = "INSERT INTO thing (name) VALUES (?)";
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("thing %d", i);
      g_assert_true (stipple_db_run (db, &changes, NULL, sql, "s", name));
      g_assert_cmpint (changes, ==, 1);
    }
  g_assert_cmpint (db_fixture_read_int (db, "SELECT count(*) FROM thing"), ==, 4);
}

static void
test_error_codes (DbFixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_autoptr (GError) exists = NULL;
  g_assert_false (
      stipple_db_run (db, NULL, &exists, "INSERT INTO thing (name) VALUES (?)", "s", "first"));
  g_assert_error (exists, STIPPLE_ERROR, STIPPLE_ERROR_EXISTS);
  g_autoptr (GError) conflict = NULL;
  g_assert_false (
      stipple_db_run (db, NULL, &conflict, "INSERT INTO part VALUES (?)", "i", (gint64) 77));
  g_assert_error (conflict, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT);
  g_autoptr (GError) io = NULL;
  g_assert_null (stipple_db_query (db, &io, "SELECT nothing FROM nowhere", ""));
  g_assert_error (io, STIPPLE_ERROR, STIPPLE_ERROR_IO);
}

static void
test_errors_in_plain_words (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_assert_null (stipple_db_query (db, &error, "SELECT nothing FROM nowhere", ""));
  g_assert_null (strstr (error->message, "SELECT"));
  g_assert_null (strstr (error->message, "SQL"));
}

static void
test_errors_quote_nothing (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_assert_true (
      stipple_db_run (db, NULL, NULL, "INSERT INTO thing (name) VALUES (?)", "s", "Sample"));
  g_assert_false (
      stipple_db_run (db, NULL, &error, "INSERT INTO thing (name) VALUES (?)", "s", "Sample"));
  g_assert_null (strstr (error->message, "Sample"));
}

static void
test_rollback (DbFixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_assert_true (stipple_db_begin (db, NULL));
  db_fixture_run (db, "DELETE FROM thing");
  stipple_db_rollback (db);
  stipple_db_rollback (db);
  g_assert_cmpint (db_fixture_read_int (db, "SELECT count(*) FROM thing"), ==, 1);
}

static void
test_failed_commit_rolls_back (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_assert_true (stipple_db_begin (db, NULL));
  db_fixture_run (db, "PRAGMA defer_foreign_keys = ON; INSERT INTO part VALUES (77)");
  g_assert_false (stipple_db_commit (db, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT);
  g_assert_cmpint (db_fixture_read_int (db, "SELECT count(*) FROM part"), ==, 0);
  g_assert_true (stipple_db_begin (db, NULL));
  g_assert_true (stipple_db_commit (db, NULL));
}

/* --- Full disk and log */

static void
test_disk_full (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  db_fixture_run (db, "PRAGMA max_page_count = 10");
  g_assert_true (stipple_db_begin (db, NULL));
  g_assert_false (
      stipple_db_run (db, NULL, &error, "INSERT INTO thing (data) VALUES (zeroblob(100000))", ""));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL);
  stipple_db_rollback (db);
  g_assert_cmpint (db_fixture_read_int (db, "SELECT count(*) FROM thing"), ==, 1);
}

/* The operating system itself refuses to let the file grow. */
static void
test_file_too_large (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  struct rlimit before, low;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  low = before;
  low.rlim_cur = 16 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &low), ==, 0);
  gboolean inserted =
      stipple_db_run (db, NULL, &error, "INSERT INTO thing (data) VALUES (zeroblob(100000))", "");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (inserted);
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL);
  db_fixture_run (db, "INSERT INTO thing (data) VALUES (zeroblob(100000))");
}

static void
test_checkpoint (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  db_fixture_run (db, "INSERT INTO thing (name) VALUES ('find-me')");
  g_autoptr (GBytes) before = db_fixture_read_file (f->path);
  g_assert_null (memmem (g_bytes_get_data (before, NULL), g_bytes_get_size (before), "find-me", 7));

  g_assert_true (stipple_db_checkpoint (db, FALSE, &error));
  g_autoptr (GBytes) after = db_fixture_read_file (f->path);
  g_assert_nonnull (
      memmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), "find-me", 7));
  g_autoptr (GBytes) log = db_fixture_read_file (f->log);
  g_assert_cmpuint (g_bytes_get_size (log), >, 0);

  g_assert_true (stipple_db_checkpoint (db, TRUE, &error));
  g_autoptr (GBytes) empty = db_fixture_read_file (f->log);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, DbFixture, NULL, db_fixture_set_up, function, db_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/db/statement/types", test_bind_all_types);
  ADD ("/db/statement/twice", test_same_statement_twice);
  ADD ("/db/statement/reused", test_statement_reused);
  ADD ("/db/error/codes", test_error_codes);
  ADD ("/db/error/in-plain-words", test_errors_in_plain_words);
  ADD ("/db/error/quotes-nothing", test_errors_quote_nothing);
  ADD ("/db/transaction/rollback", test_rollback);
  ADD ("/db/transaction/failed-commit", test_failed_commit_rolls_back);
  ADD ("/db/full/pages", test_disk_full);
  ADD ("/db/full/operating-system", test_file_too_large);
  ADD ("/db/checkpoint", test_checkpoint);
  return g_test_run ();
}
