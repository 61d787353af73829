// SPDX-License-Identifier: GPL-3.0-or-later
#include "db-fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

void
db_fixture_set_up (DbFixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("stipple-db-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.db", NULL);
  f->log = g_strconcat (f->path, "-wal", NULL);
}

void
db_fixture_tear_down (DbFixture *f, gconstpointer data)
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

StippleDb *
db_fixture_open_db (DbFixture *f, const char *migrations, StippleDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  StippleDb *db = stipple_db_open (f->path, migrations, flags, &error);
  g_assert_no_error (error);
  return db;
}

void
db_fixture_assert_open_fails (DbFixture *f, const char *migrations, StippleDbFlags flags,
                              StippleError code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (stipple_db_open (f->path, migrations, flags, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
}

void
db_fixture_run (StippleDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  stipple_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

gint64
db_fixture_read_int (StippleDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (db, &error, sql, "");
  g_assert_no_error (error);
  g_assert_true (stipple_statement_step (statement, &error));
  g_assert_no_error (error);
  return stipple_statement_int (statement, 0);
}

char *
db_fixture_read_text (StippleDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleStatement) statement = stipple_db_query (db, &error, sql, "");
  g_assert_no_error (error);
  g_assert_true (stipple_statement_step (statement, &error));
  g_assert_no_error (error);
  return g_strdup (stipple_statement_text (statement, 0));
}

guint
db_fixture_count_files (DbFixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir))
    n++;
  return n;
}

GBytes *
db_fixture_read_file (const char *path)
{
  char *contents = NULL;
  gsize length = 0;
  g_file_get_contents (path, &contents, &length, NULL);
  return g_bytes_new_take (contents, length);
}

void
db_fixture_write_file (const char *path, GBytes *bytes)
{
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL) ?: "",
                                      g_bytes_get_size (bytes), NULL));
}
