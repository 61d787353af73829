// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "db-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Leaves a database whose newest rows are in its log only, as after a power cut. */
static void
make_killed (DbFixture *f)
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
assert_refused_untouched (DbFixture *f, const char *migrations, StippleError code)
{
  g_autoptr (GBytes) file = db_fixture_read_file (f->path);
  g_autoptr (GBytes) log = db_fixture_read_file (f->log);
  db_fixture_assert_open_fails (f, migrations, CREATE, code);
  g_autoptr (GBytes) file_after = db_fixture_read_file (f->path);
  g_autoptr (GBytes) log_after = db_fixture_read_file (f->log);
  g_assert_true (g_bytes_equal (file, file_after));
  g_assert_true (g_bytes_equal (log, log_after));
}

/* --- Opening */

static void
test_settings (DbFixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_autofree char *journal = db_fixture_read_text (db, "PRAGMA journal_mode");
  g_assert_cmpstr (journal, ==, "wal");
  g_assert_cmpint (db_fixture_read_int (db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (db_fixture_read_int (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (db_fixture_read_int (db, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (db_fixture_read_int (db, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (db_fixture_read_int (db, "PRAGMA cell_size_check"), ==, 1);
  g_assert_cmpint (db_fixture_read_int (db, "PRAGMA temp_store"), ==, 2);
}

static void
test_mode (DbFixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  db_fixture_run (db, "INSERT INTO thing (name) VALUES ('second')");
  GStatBuf st;
  g_assert_cmpint (g_stat (f->path, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
  g_assert_cmpint (g_stat (f->log, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
}

static void
test_mode_mended (DbFixture *f, gconstpointer data)
{
  stipple_db_close (db_fixture_open_db (f, ONE, CREATE));
  g_assert_cmpint (g_chmod (f->path, 0644), ==, 0);
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, STIPPLE_DB_EXCLUSIVE);
  GStatBuf st;
  g_assert_cmpint (g_stat (f->path, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
}

static void
test_create_leaves_one_file (DbFixture *f, gconstpointer data)
{
  stipple_db_close (db_fixture_open_db (f, ONE, CREATE));
  g_assert_cmpuint (db_fixture_count_files (f), ==, 1);
}

static void
test_not_found (DbFixture *f, gconstpointer data)
{
  db_fixture_assert_open_fails (f, ONE, STIPPLE_DB_EXCLUSIVE, STIPPLE_ERROR_NOT_FOUND);
  g_assert_cmpuint (db_fixture_count_files (f), ==, 0);
}

static void
test_folder_missing (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "nowhere", "test.db", NULL);
  g_assert_null (stipple_db_open (path, ONE, CREATE, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO);
}

static void
test_rows_stay (DbFixture *f, gconstpointer data)
{
  StippleDb *db = db_fixture_open_db (f, ONE, CREATE);
  db_fixture_run (db, "INSERT INTO thing (name) VALUES ('second')");
  stipple_db_close (db);
  g_autoptr (StippleDb) again = db_fixture_open_db (f, ONE, CREATE);
  g_assert_cmpint (db_fixture_read_int (again, "SELECT count(*) FROM thing"), ==, 2);
}

static void
test_in_use_here (DbFixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  db_fixture_assert_open_fails (f, ONE, CREATE, STIPPLE_ERROR_IN_USE);
  db_fixture_run (db, "INSERT INTO thing (name) VALUES ('still ours')");
}

static int
open_in_child (DbFixture *f)
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
test_in_use_elsewhere (DbFixture *f, gconstpointer data)
{
  StippleDb *db = db_fixture_open_db (f, ONE, CREATE);
  g_assert_cmpint (open_in_child (f), ==, STIPPLE_ERROR_IN_USE);
  /* A refused second try in our own process must not give the lock away. */
  db_fixture_assert_open_fails (f, ONE, CREATE, STIPPLE_ERROR_IN_USE);
  g_assert_cmpint (open_in_child (f), ==, STIPPLE_ERROR_IN_USE);
  stipple_db_close (db);
  g_assert_cmpint (open_in_child (f), ==, 100);
}

static void
test_shared (DbFixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, STIPPLE_DB_CREATE);
  g_autoptr (StippleDb) other = db_fixture_open_db (f, ONE, 0);
  db_fixture_run (db, "INSERT INTO thing (name) VALUES ('second')");
  g_assert_cmpint (db_fixture_read_int (other, "SELECT count(*) FROM thing"), ==, 2);
}

/* --- Sealed */

static void
test_fingerprint (DbFixture *f, gconstpointer data)
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
test_wrong_key (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  stipple_db_close (stipple_db_open_sealed (f->path, ONE, "0123456789abcdef", CREATE, NULL));
  g_autoptr (GBytes) file = db_fixture_read_file (f->path);
  /* Refused before the migration to the newer schema. */
  g_assert_null (stipple_db_open_sealed (f->path, THREE, "fedcba9876543210", CREATE, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_WRONG_KEY);
  g_autoptr (GBytes) after = db_fixture_read_file (f->path);
  g_assert_true (g_bytes_equal (file, after));
}

static void
test_never_sealed (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  stipple_db_close (db_fixture_open_db (f, ONE, CREATE));
  g_assert_null (stipple_db_open_sealed (f->path, ONE, "0123456789abcdef", CREATE, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
}

/* --- Damage */

static void
test_empty_file (DbFixture *f, gconstpointer data)
{
  g_assert_true (g_file_set_contents (f->path, "", 0, NULL));
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_garbage (DbFixture *f, gconstpointer data)
{
  g_autofree char *garbage = g_malloc (20000);
  memset (garbage, 'x', 20000);
  g_assert_true (g_file_set_contents (f->path, garbage, 20000, NULL));
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_strange_database (DbFixture *f, gconstpointer data)
{
  sqlite3 *strange;
  g_assert_cmpint (sqlite3_open (f->path, &strange), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (strange, "CREATE TABLE a (b)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (strange);
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_truncated (DbFixture *f, gconstpointer data)
{
  StippleDb *db = db_fixture_open_db (f, ONE, CREATE);
  for (int i = 0; i < 20; i++)
    db_fixture_run (db, "INSERT INTO thing (data) VALUES (zeroblob(3000))");
  stipple_db_close (db);
  g_autoptr (GBytes) whole = db_fixture_read_file (f->path);
  for (gsize length = 0; length < g_bytes_get_size (whole); length += 3000)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, length);
      db_fixture_write_file (f->path, cut);
      assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
    }
}

/* Cut to nothing, SQLite by itself would delete the log with the only copy of the rows. */
static void
test_truncated_with_log (DbFixture *f, gconstpointer data)
{
  make_killed (f);
  g_autoptr (GBytes) log = db_fixture_read_file (f->log);
  g_assert_cmpuint (g_bytes_get_size (log), >, 60000);
  g_assert_cmpint (truncate (f->path, 0), ==, 0);
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_garbage_with_log (DbFixture *f, gconstpointer data)
{
  make_killed (f);
  g_autofree char *garbage = g_malloc (20000);
  memset (garbage, 'x', 20000);
  g_assert_true (g_file_set_contents (f->path, garbage, 20000, NULL));
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_log_without_database (DbFixture *f, gconstpointer data)
{
  make_killed (f);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
test_damaged_page (DbFixture *f, gconstpointer data)
{
  StippleDb *db = db_fixture_open_db (f, ONE, CREATE);
  for (int i = 0; i < 20; i++)
    db_fixture_run (db, "INSERT INTO thing (data) VALUES (zeroblob(3000))");
  gint64 page = db_fixture_read_int (db, "SELECT rootpage FROM sqlite_schema WHERE name = 'thing'");
  stipple_db_close (db);
  g_autoptr (GBytes) whole = db_fixture_read_file (f->path);
  gsize length;
  guint8 *bytes = g_bytes_unref_to_data (g_steal_pointer (&whole), &length);
  memset (bytes + (page - 1) * 4096, 'x', 4096);
  g_autoptr (GBytes) damaged = g_bytes_new_take (bytes, length);
  db_fixture_write_file (f->path, damaged);
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_CORRUPT);
}

static void
test_killed (DbFixture *f, gconstpointer data)
{
  make_killed (f);
  g_autoptr (StippleDb) db = db_fixture_open_db (f, ONE, CREATE);
  g_assert_cmpint (db_fixture_read_int (db, "SELECT count(*) FROM thing"), ==, 21);
}

/* --- Migrations */

static void
test_migrations_in_order (DbFixture *f, gconstpointer data)
{
  g_autoptr (StippleDb) db = db_fixture_open_db (f, THREE, CREATE);
  g_assert_cmpint (db_fixture_read_int (db, "PRAGMA user_version"), ==, 3);
  g_autofree char *colour = db_fixture_read_text (db, "SELECT colour FROM thing");
  g_assert_cmpstr (colour, ==, "green");
}

static void
test_migrate_old (DbFixture *f, gconstpointer data)
{
  StippleDb *db = db_fixture_open_db (f, ONE, CREATE);
  db_fixture_run (db, "INSERT INTO thing (name) VALUES ('old')");
  stipple_db_close (db);
  g_autoptr (StippleDb) newer = db_fixture_open_db (f, THREE, CREATE);
  g_assert_cmpint (db_fixture_read_int (newer, "SELECT count(*) FROM thing WHERE colour = 'green'"),
                   ==, 2);
  g_assert_cmpint (db_fixture_read_int (newer, "PRAGMA user_version"), ==, 3);
}

static void
test_migration_fails (DbFixture *f, gconstpointer data)
{
  stipple_db_close (db_fixture_open_db (f, ONE, CREATE));
  db_fixture_assert_open_fails (f, BAD, CREATE, STIPPLE_ERROR_IO);
  /* The second one was good and stays; of the third nothing is there. */
  g_autoptr (StippleDb) db = db_fixture_open_db (f, THREE, CREATE);
  g_assert_cmpint (
      db_fixture_read_int (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), ==, 0);
  g_assert_cmpint (db_fixture_read_int (db, "PRAGMA user_version"), ==, 3);
}

static void
test_failed_migration_changes_nothing (DbFixture *f, gconstpointer data)
{
  sqlite3 *plain;
  stipple_db_close (db_fixture_open_db (f, ONE, CREATE));
  db_fixture_assert_open_fails (f, BAD, CREATE, STIPPLE_ERROR_IO);
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
test_failed_creation_leaves_nothing (DbFixture *f, gconstpointer data)
{
  db_fixture_assert_open_fails (f, BAD, CREATE, STIPPLE_ERROR_IO);
  g_assert_cmpuint (db_fixture_count_files (f), ==, 0);
}

static void
test_newer (DbFixture *f, gconstpointer data)
{
  stipple_db_close (db_fixture_open_db (f, THREE, CREATE));
  assert_refused_untouched (f, ONE, STIPPLE_ERROR_NEWER);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, DbFixture, NULL, db_fixture_set_up, function, db_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
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
  ADD ("/db/migrations/order", test_migrations_in_order);
  ADD ("/db/migrations/old", test_migrate_old);
  ADD ("/db/migrations/failing", test_migration_fails);
  ADD ("/db/migrations/failing-changes-nothing", test_failed_migration_changes_nothing);
  ADD ("/db/migrations/failing-creation", test_failed_creation_leaves_nothing);
  ADD ("/db/migrations/newer", test_newer);
  return g_test_run ();
}
