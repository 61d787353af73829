// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "sql/db.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ONE "/stipple/test/sql/one"
#define THREE "/stipple/test/sql/three"
#define BAD "/stipple/test/sql/bad"
#define CREATE (STIPPLE_DB_EXCLUSIVE | STIPPLE_DB_CREATE | STIPPLE_DB_CHECK)

typedef struct
{
  char *folder;
  char *path;
  char *log;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("stipple-db-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.db", NULL);
  f->log = g_strconcat (f->path, "-wal", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (folder));)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
  g_free (f->log);
}

static StippleDb *
open_db (Fixture *f, const char *migrations, StippleDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  StippleDb *db = stipple_db_open (f->path, migrations, flags, &error);
  g_assert_no_error (error);
  return db;
}

static void
assert_open_fails (Fixture *f, const char *migrations, StippleDbFlags flags, StippleError code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (stipple_db_open (f->path, migrations, flags, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
}

static void
run (StippleDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  stipple_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static gint64
read_int (StippleDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (db, &error, sql, "");
  g_assert_no_error (error);
  g_assert_true (stipple_statement_step (statement, &error));
  g_assert_no_error (error);
  return stipple_statement_int (statement, 0);
}

static char *
read_text (StippleDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (db, &error, sql, "");
  g_assert_no_error (error);
  g_assert_true (stipple_statement_step (statement, &error));
  g_assert_no_error (error);
  return g_strdup (stipple_statement_text (statement, 0));
}

static guint
count_files (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* A file as it is; a missing one and an empty log are the same. */
static GBytes *
read_file (const char *path)
{
  char *contents = NULL;
  gsize length = 0;
  g_file_get_contents (path, &contents, &length, NULL);
  return g_bytes_new_take (contents, length);
}

static void
write_file (const char *path, GBytes *bytes)
{
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL) ?: "",
                                      g_bytes_get_size (bytes), NULL));
}

/* Leaves a database whose newest rows are in its log only, as after a power cut. */
static void
make_killed (Fixture *f)
{
  pid_t child = fork ();
  if (child == 0)
    {
      StippleDb *db = stipple_db_open (f->path, ONE, CREATE, NULL);
      for (int i = 0; i < 20; i++)
        stipple_db_run (db, NULL, NULL, "INSERT INTO thing (data) VALUES (zeroblob(3000))", "");
      kill (getpid (), SIGKILL);
    }
  int status;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
assert_refused_untouched (Fixture *f, const char *migrations, StippleError code)
{
  g_autoptr (GBytes) file = read_file (f->path);
  g_autoptr (GBytes) log = read_file (f->log);
  assert_open_fails (f, migrations, CREATE, code);
  g_autoptr (GBytes) file_after = read_file (f->path);
  g_autoptr (GBytes) log_after = read_file (f->log);
  g_assert_true (g_bytes_equal (file, file_after));
  g_assert_true (g_bytes_equal (log, log_after));
}

/* --- Opening */

static void
test_settings (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  g_autofree char *journal = read_text (db, "PRAGMA journal_mode");
  g_assert_cmpstr (journal, ==, "wal");
  g_assert_cmpint (read_int (db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (read_int (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (read_int (db, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (read_int (db, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (read_int (db, "PRAGMA cell_size_check"), ==, 1);
  g_assert_cmpint (read_int (db, "PRAGMA temp_store"), ==, 2);
}

static void
test_mode (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  run (db, "INSERT INTO thing (name) VALUES ('second')");
  GStatBuf st;
  g_assert_cmpint (g_stat (f->path, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
  g_assert_cmpint (g_stat (f->log, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
}

static void
test_mode_mended (Fixture *f, gconstpointer data)
{
  stipple_db_close (open_db (f, ONE, CREATE));
  g_assert_cmpint (g_chmod (f->path, 0644), ==, 0);
  g_autoptr (StippleDb) db = open_db (f, ONE, STIPPLE_DB_EXCLUSIVE);
  GStatBuf st;
  g_assert_cmpint (g_stat (f->path, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
}

static void
test_create_leaves_one_file (Fixture *f, gconstpointer data)
{
  stipple_db_close (open_db (f, ONE, CREATE));
  g_assert_cmpuint (count_files (f), ==, 1);
}

static void
test_not_found (Fixture *f, gconstpointer data)
{
  assert_open_fails (f, ONE, STIPPLE_DB_EXCLUSIVE, STIPPLE_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (f), ==, 0);
}

static void
test_folder_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "nowhere", "test.db", NULL);
  g_assert_null (stipple_db_open (path, ONE, CREATE, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO);
}

static void
test_rows_stay (Fixture *f, gconstpointer data)
{
  StippleDb *db = open_db (f, ONE, CREATE);
  run (db, "INSERT INTO thing (name) VALUES ('second')");
  stipple_db_close (db);
  g_autoptr (StippleDb) again = open_db (f, ONE, CREATE);
  g_assert_cmpint (read_int (again, "SELECT count(*) FROM thing"), ==, 2);
}

static void
test_in_use_here (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  assert_open_fails (f, ONE, CREATE, STIPPLE_ERROR_IN_USE);
  run (db, "INSERT INTO thing (name) VALUES ('still ours')");
}

static int
open_in_child (Fixture *f)
{
  pid_t child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      StippleDb *db = stipple_db_open (f->path, ONE, CREATE, &error);
      _exit (db ? 100 : error->code);
    }
  int status;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_in_use_elsewhere (Fixture *f, gconstpointer data)
{
  StippleDb *db = open_db (f, ONE, CREATE);
  g_assert_cmpint (open_in_child (f), ==, STIPPLE_ERROR_IN_USE);
  /* A refused second try in our own process must not give the lock away. */
  assert_open_fails (f, ONE, CREATE, STIPPLE_ERROR_IN_USE);
  g_assert_cmpint (open_in_child (f), ==, STIPPLE_ERROR_IN_USE);
  stipple_db_close (db);
  g_assert_cmpint (open_in_child (f), ==, 100);
}

static void
test_shared (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = open_db (f, ONE, STIPPLE_DB_CREATE);
  g_autoptr (StippleDb) other = open_db (f, ONE, 0);
  run (db, "INSERT INTO thing (name) VALUES ('second')");
  g_assert_cmpint (read_int (other, "SELECT count(*) FROM thing"), ==, 2);
}

/* --- Sealed */

static void
test_fingerprint (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  StippleDb *db = stipple_db_open_sealed (f->path, ONE, "0123456789abcdef", CREATE, &error);
  g_assert_no_error (error);
  stipple_db_close (db);
  db = stipple_db_open_sealed (f->path, ONE, "0123456789abcdef", CREATE, &error);
  g_assert_no_error (error);
  stipple_db_close (db);
}

static void
test_wrong_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  stipple_db_close (stipple_db_open_sealed (f->path, ONE, "0123456789abcdef", CREATE, NULL));
  g_autoptr (GBytes) file = read_file (f->path);
  /* Refused before the migration to the newer schema. */
  g_assert_null (stipple_db_open_sealed (f->path, THREE, "fedcba9876543210", CREATE, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_WRONG_KEY);
  g_autoptr (GBytes) after = read_file (f->path);
  g_assert_true (g_bytes_equal (file, after));
}

static void
test_never_sealed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  stipple_db_close (open_db (f, ONE, CREATE));
  g_assert_null (stipple_db_open_sealed (f->path, ONE, "0123456789abcdef", CREATE, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
}

/* --- Damage */

static void
test_empty_file (Fixture *f, gconstpointer data)
{
  g_assert_true (g_file_set_contents (f->path, "", 0, NULL));
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_garbage (Fixture *f, gconstpointer data)
{
  g_autofree char *garbage = g_malloc (20000);
  memset (garbage, 'x', 20000);
  g_assert_true (g_file_set_contents (f->path, garbage, 20000, NULL));
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_strange_database (Fixture *f, gconstpointer data)
{
  sqlite3 *strange;
  g_assert_cmpint (sqlite3_open (f->path, &strange), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (strange, "CREATE TABLE a (b)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (strange);
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_truncated (Fixture *f, gconstpointer data)
{
  StippleDb *db = open_db (f, ONE, CREATE);
  for (int i = 0; i < 20; i++)
    run (db, "INSERT INTO thing (data) VALUES (zeroblob(3000))");
  stipple_db_close (db);
  g_autoptr (GBytes) whole = read_file (f->path);
  for (gsize length = 0; length < g_bytes_get_size (whole); length += 3000)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, length);
      write_file (f->path, cut);
      assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
    }
}

/* Cut to nothing, SQLite by itself would delete the log with the only copy of the rows. */
static void
test_truncated_with_log (Fixture *f, gconstpointer data)
{
  make_killed (f);
  g_autoptr (GBytes) log = read_file (f->log);
  g_assert_cmpuint (g_bytes_get_size (log), >, 60000);
  g_assert_cmpint (truncate (f->path, 0), ==, 0);
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_garbage_with_log (Fixture *f, gconstpointer data)
{
  make_killed (f);
  g_autofree char *garbage = g_malloc (20000);
  memset (garbage, 'x', 20000);
  g_assert_true (g_file_set_contents (f->path, garbage, 20000, NULL));
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_log_without_database (Fixture *f, gconstpointer data)
{
  make_killed (f);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
test_damaged_page (Fixture *f, gconstpointer data)
{
  StippleDb *db = open_db (f, ONE, CREATE);
  for (int i = 0; i < 20; i++)
    run (db, "INSERT INTO thing (data) VALUES (zeroblob(3000))");
  gint64 page = read_int (db, "SELECT rootpage FROM sqlite_schema WHERE name = 'thing'");
  stipple_db_close (db);
  g_autoptr (GBytes) whole = read_file (f->path);
  gsize length;
  guint8 *bytes = g_bytes_unref_to_data (g_steal_pointer (&whole), &length);
  memset (bytes + (page - 1) * 4096, 'x', 4096);
  g_autoptr (GBytes) damaged = g_bytes_new_take (bytes, length);
  write_file (f->path, damaged);
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_killed (Fixture *f, gconstpointer data)
{
  make_killed (f);
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM thing"), ==, 21);
}

/* --- Migrations */

static void
test_migrations_in_order (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = open_db (f, THREE, CREATE);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, 3);
  g_autofree char *colour = read_text (db, "SELECT colour FROM thing");
  g_assert_cmpstr (colour, ==, "green");
}

static void
test_migrate_old (Fixture *f, gconstpointer data)
{
  StippleDb *db = open_db (f, ONE, CREATE);
  run (db, "INSERT INTO thing (name) VALUES ('old')");
  stipple_db_close (db);
  g_autoptr (StippleDb) newer = open_db (f, THREE, CREATE);
  g_assert_cmpint (read_int (newer, "SELECT count(*) FROM thing WHERE colour = 'green'"), ==, 2);
  g_assert_cmpint (read_int (newer, "PRAGMA user_version"), ==, 3);
}

static void
test_migration_fails (Fixture *f, gconstpointer data)
{
  stipple_db_close (open_db (f, ONE, CREATE));
  assert_open_fails (f, BAD, CREATE, STIPPLE_ERROR_IO);
  /* The second one was good and stays; of the third nothing is there. */
  g_autoptr (StippleDb) db = open_db (f, THREE, CREATE);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), ==, 0);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, 3);
}

static void
test_failed_migration_changes_nothing (Fixture *f, gconstpointer data)
{
  sqlite3 *plain;
  stipple_db_close (open_db (f, ONE, CREATE));
  assert_open_fails (f, BAD, CREATE, STIPPLE_ERROR_IO);
  g_assert_cmpint (sqlite3_open (f->path, &plain), ==, SQLITE_OK);
  sqlite3_stmt *stmt;
  sqlite3_prepare_v2 (plain,
                      "SELECT colour, (SELECT user_version FROM pragma_user_version) FROM thing",
                      -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, "grey");
  g_assert_cmpint (sqlite3_column_int (stmt, 1), ==, 2);
  sqlite3_finalize (stmt);
  sqlite3_close (plain);
}

static void
test_failed_creation_leaves_nothing (Fixture *f, gconstpointer data)
{
  assert_open_fails (f, BAD, CREATE, STIPPLE_ERROR_IO);
  g_assert_cmpuint (count_files (f), ==, 0);
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  stipple_db_close (open_db (f, THREE, CREATE));
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_NEWER);
}

/* --- Statements */

static void
test_bind_all_types (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
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
test_same_statement_twice (Fixture *f, gconstpointer data)
{
  static const char sql[] = "SELECT ? UNION ALL SELECT 9";
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
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
test_statement_reused (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  int changes = -1;
  static const char sql[] = "INSERT INTO thing (name) VALUES (?)";
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("thing %d", i);
      g_assert_true (stipple_db_run (db, &changes, NULL, sql, "s", name));
      g_assert_cmpint (changes, ==, 1);
    }
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM thing"), ==, 4);
}

static void
test_error_codes (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
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
test_errors_quote_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  g_assert_true (
      stipple_db_run (db, NULL, NULL, "INSERT INTO thing (name) VALUES (?)", "s", "Sample"));
  g_assert_false (
      stipple_db_run (db, NULL, &error, "INSERT INTO thing (name) VALUES (?)", "s", "Sample"));
  g_assert_null (strstr (error->message, "Sample"));
}

static void
test_rollback (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  g_assert_true (stipple_db_begin (db, NULL));
  run (db, "DELETE FROM thing");
  stipple_db_rollback (db);
  stipple_db_rollback (db);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM thing"), ==, 1);
}

static void
test_failed_commit_rolls_back (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  g_assert_true (stipple_db_begin (db, NULL));
  run (db, "PRAGMA defer_foreign_keys = ON; INSERT INTO part VALUES (77)");
  g_assert_false (stipple_db_commit (db, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM part"), ==, 0);
  g_assert_true (stipple_db_begin (db, NULL));
  g_assert_true (stipple_db_commit (db, NULL));
}

/* --- Full disk and log */

static void
test_disk_full (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  run (db, "PRAGMA max_page_count = 10");
  g_assert_true (stipple_db_begin (db, NULL));
  g_assert_false (
      stipple_db_run (db, NULL, &error, "INSERT INTO thing (data) VALUES (zeroblob(100000))", ""));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_DISK_FULL);
  stipple_db_rollback (db);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM thing"), ==, 1);
}

/* The operating system itself refuses to let the file grow. */
static void
test_file_too_large (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
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
  run (db, "INSERT INTO thing (data) VALUES (zeroblob(100000))");
}

static void
test_checkpoint (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDb) db = open_db (f, ONE, CREATE);
  run (db, "INSERT INTO thing (name) VALUES ('find-me')");
  g_autoptr (GBytes) before = read_file (f->path);
  g_assert_null (memmem (g_bytes_get_data (before, NULL), g_bytes_get_size (before), "find-me", 7));

  g_assert_true (stipple_db_checkpoint (db, FALSE, &error));
  g_autoptr (GBytes) after = read_file (f->path);
  g_assert_nonnull (
      memmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), "find-me", 7));
  g_autoptr (GBytes) log = read_file (f->log);
  g_assert_cmpuint (g_bytes_get_size (log), >, 0);

  g_assert_true (stipple_db_checkpoint (db, TRUE, &error));
  g_autoptr (GBytes) empty = read_file (f->log);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

static void
add_opening (void)
{
  ADD ("/db/open/settings", test_settings);
  ADD ("/db/open/mode", test_mode);
  ADD ("/db/open/mode-mended", test_mode_mended);
  ADD ("/db/open/one-file", test_create_leaves_one_file);
  ADD ("/db/open/not-found", test_not_found);
  ADD ("/db/open/folder-missing", test_folder_missing);
  ADD ("/db/open/rows-stay", test_rows_stay);
  ADD ("/db/open/in-use-here", test_in_use_here);
  ADD ("/db/open/in-use-elsewhere", test_in_use_elsewhere);
  ADD ("/db/open/shared", test_shared);
  ADD ("/db/sealed/fingerprint", test_fingerprint);
  ADD ("/db/sealed/wrong-key", test_wrong_key);
  ADD ("/db/sealed/never-sealed", test_never_sealed);
  ADD ("/db/damaged/empty", test_empty_file);
  ADD ("/db/damaged/garbage", test_garbage);
  ADD ("/db/damaged/strange", test_strange_database);
  ADD ("/db/damaged/truncated", test_truncated);
  ADD ("/db/damaged/truncated-with-log", test_truncated_with_log);
  ADD ("/db/damaged/garbage-with-log", test_garbage_with_log);
  ADD ("/db/damaged/log-without-database", test_log_without_database);
  ADD ("/db/damaged/page", test_damaged_page);
  ADD ("/db/killed", test_killed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_opening ();
  ADD ("/db/migrations/order", test_migrations_in_order);
  ADD ("/db/migrations/old", test_migrate_old);
  ADD ("/db/migrations/failing", test_migration_fails);
  ADD ("/db/migrations/failing-changes-nothing", test_failed_migration_changes_nothing);
  ADD ("/db/migrations/failing-creation", test_failed_creation_leaves_nothing);
  ADD ("/db/migrations/newer", test_newer);
  ADD ("/db/statement/types", test_bind_all_types);
  ADD ("/db/statement/twice", test_same_statement_twice);
  ADD ("/db/statement/reused", test_statement_reused);
  ADD ("/db/error/codes", test_error_codes);
  ADD ("/db/error/quotes-nothing", test_errors_quote_nothing);
  ADD ("/db/transaction/rollback", test_rollback);
  ADD ("/db/transaction/failed-commit", test_failed_commit_rolls_back);
  ADD ("/db/full/pages", test_disk_full);
  ADD ("/db/full/operating-system", test_file_too_large);
  ADD ("/db/checkpoint", test_checkpoint);
  return g_test_run ();
}
