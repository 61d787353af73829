// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "fixture.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static guint
count_files (StoreFixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
assert_open_fails (StoreFixture *f, StippleError code)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (store_fixture_open (f, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
}

/* Refused, and every byte of database, log and key is as it was. */
static void
assert_refused_untouched (StoreFixture *f, StippleError code)
{
  const char *const paths[] = { f->db_path, f->log_path, f->key_path };
  GBytes *before[G_N_ELEMENTS (paths)];
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    before[i] = store_fixture_read (paths[i]);
  assert_open_fails (f, code);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GBytes) after = store_fixture_read (paths[i]);
      g_assert_true (g_bytes_equal (before[i], after));
      g_bytes_unref (before[i]);
    }
}

static void
assert_mode (const char *path, mode_t mode)
{
  GStatBuf st;
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, mode);
}

/* --- Made */

static void
test_new (StoreFixture *f, gconstpointer data)
{
  g_assert_true (store_fixture_open (f, NULL));
  assert_mode (f->db_path, 0600);
  assert_mode (f->key_path, 0600);
  store_fixture_close (f);
  g_assert_cmpuint (count_files (f), ==, 2);
}

static void
test_new_folder (StoreFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "a", "b", NULL);
  StoreFixture inner;
  store_fixture_init (&inner, folder);
  g_assert_true (store_fixture_open (&inner, NULL));
  assert_mode (folder, 0700);
  store_fixture_tear_down (&inner, NULL);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

/* The power went after the key and before the database. */
static void
test_key_alone (StoreFixture *f, gconstpointer data)
{
  g_assert_true (store_fixture_open (f, NULL));
  store_fixture_close (f);
  g_autoptr (GBytes) key = store_fixture_read (f->key_path);
  g_assert_cmpint (g_unlink (f->db_path), ==, 0);
  g_assert_true (store_fixture_open (f, NULL));
  g_autoptr (GBytes) after = store_fixture_read (f->key_path);
  g_assert_true (g_bytes_equal (key, after));
}

static void
test_folder_is_a_file (StoreFixture *f, gconstpointer data)
{
  StoreFixture inner;
  g_autofree char *path = g_build_filename (f->folder, "file", NULL);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  store_fixture_init (&inner, path);
  assert_open_fails (&inner, STIPPLE_ERROR_IO);
  store_fixture_clear (&inner);
}

static void
test_in_use (StoreFixture *f, gconstpointer data)
{
  StoreFixture other;
  store_fixture_init (&other, f->folder);
  assert_open_fails (&other, STIPPLE_ERROR_IN_USE);
  store_fixture_clear (&other);
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  g_assert_nonnull (intake);
}

/* --- The key */

static void
test_key_missing (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = store_fixture_save_sample (f);
  store_fixture_close (f);
  g_autoptr (GBytes) key = store_fixture_read (f->key_path);
  g_assert_cmpint (g_unlink (f->key_path), ==, 0);
  assert_refused_untouched (f, STIPPLE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (f->key_path, G_FILE_TEST_EXISTS));

  /* Put back, all is there again. */
  g_file_set_contents_full (f->key_path, g_bytes_get_data (key, NULL), g_bytes_get_size (key),
                            G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  store_fixture_reopen (f);
  g_autoptr (GPtrArray) list = store_fixture_list (f);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_key_wrong (StoreFixture *f, gconstpointer data)
{
  static const char wrong[32] = "this is not the key it was......";
  store_fixture_close (f);
  g_assert_true (g_file_set_contents_full (f->key_path, wrong, sizeof wrong,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_cmpint (g_chmod (f->key_path, 0600), ==, 0);
  assert_refused_untouched (f, STIPPLE_ERROR_WRONG_KEY);
}

static void
test_key_readable (StoreFixture *f, gconstpointer data)
{
  store_fixture_close (f);
  g_assert_cmpint (g_chmod (f->key_path, 0644), ==, 0);
  assert_refused_untouched (f, STIPPLE_ERROR_FORBIDDEN);
}

static void
test_key_short (StoreFixture *f, gconstpointer data)
{
  store_fixture_close (f);
  g_assert_cmpint (truncate (f->key_path, 31), ==, 0);
  assert_refused_untouched (f, STIPPLE_ERROR_CORRUPT);
}

/* --- The database */

static void
test_truncated (StoreFixture *f, gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    stipple_intake_unref (store_fixture_save_sample (f));
  store_fixture_close (f);
  g_autoptr (GBytes) whole = store_fixture_read (f->db_path);
  gsize length = g_bytes_get_size (whole);
  const gsize cuts[] = { 0, 1, 100, 4096, length / 2, length - 4096, length - 1 };
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_assert_true (
          g_file_set_contents (f->db_path, g_bytes_get_data (whole, NULL), cuts[i], NULL));
      assert_refused_untouched (f, STIPPLE_ERROR_CORRUPT);
    }
}

static void
test_garbage (StoreFixture *f, gconstpointer data)
{
  store_fixture_close (f);
  g_autofree char *garbage = g_malloc (50000);
  memset (garbage, '?', 50000);
  g_assert_true (g_file_set_contents (f->db_path, garbage, 50000, NULL));
  assert_refused_untouched (f, STIPPLE_ERROR_CORRUPT);
}

static void
test_newer (StoreFixture *f, gconstpointer data)
{
  store_fixture_close (f);
  store_fixture_sql (f, "PRAGMA user_version = 99");
  assert_refused_untouched (f, STIPPLE_ERROR_NEWER);
}

static void
test_database_gone_log_stays (StoreFixture *f, gconstpointer data)
{
  store_fixture_close (f);
  g_assert_cmpint (g_unlink (f->db_path), ==, 0);
  g_assert_cmpint (g_unlink (f->key_path), ==, 0);
  g_assert_true (g_file_set_contents (f->log_path, "all that is left", -1, NULL));
  /* And no new key that would make the data look as if it was sealed with that one. */
  assert_refused_untouched (f, STIPPLE_ERROR_NOT_FOUND);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)
#define ADD_CLOSED(path, function)                                                                 \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up_closed, function,                     \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_CLOSED ("/store/files/new", test_new);
  ADD_CLOSED ("/store/files/new-folder", test_new_folder);
  ADD_CLOSED ("/store/files/key-alone", test_key_alone);
  ADD_CLOSED ("/store/files/folder-is-a-file", test_folder_is_a_file);
  ADD ("/store/files/in-use", test_in_use);
  ADD ("/store/files/key-missing", test_key_missing);
  ADD ("/store/files/key-wrong", test_key_wrong);
  ADD ("/store/files/key-readable", test_key_readable);
  ADD ("/store/files/key-short", test_key_short);
  ADD ("/store/files/truncated", test_truncated);
  ADD ("/store/files/garbage", test_garbage);
  ADD ("/store/files/newer", test_newer);
  ADD ("/store/files/log-alone", test_database_gone_log_stays);
  return g_test_run ();
}
