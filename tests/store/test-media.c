// SPDX-License-Identifier: GPL-3.0-or-later
/* The pictures of the content pack. */
#include "core/error.h"
#include "sample-gallery.h"
#include "store-fixture.h"
#include "wire/fhir.h"
#include "wire/media.h"

#include <string.h>

static const StippleImage *
image_of (const StipplePack *pack, guint index)
{
  g_autoptr (GPtrArray) images = stipple_media_list (pack);
  return g_ptr_array_index (images, index);
}

static void
add (StoreFixture *f, guint index)
{
  g_autoptr (StipplePack) pack = sample_gallery_pack (5);
  g_autoptr (GBytes) file = sample_picture_bytes (index);
  GError *error = NULL;
  store_fixture_add_media (f, image_of (pack, index), file, &error);
  g_assert_no_error (error);
}

static gboolean
has (StoreFixture *f, guint index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) expected = sample_picture_bytes (index);
  g_autoptr (GBytes) file = store_fixture_get_media (f, sample_picture_sha256 (index), &error);
  if (file == NULL)
    g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
  else
    g_assert_true (g_bytes_equal (file, expected));
  return file != NULL;
}

/* The pack with its gallery cut to the first @n_entries. */
static GBytes *
pack_with (int version, gsize n_entries)
{
  g_autoptr (GBytes) bytes = sample_gallery_pack_json (version);
  g_autoptr (StippleJson) json =
      json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL);
  json_t *gallery = json_object_get (json, "gallery");
  while (json_array_size (gallery) > n_entries)
    json_array_remove (gallery, n_entries);
  char *text = stipple_json_canonical (json);
  return g_bytes_new_take (text, strlen (text));
}

static void
set (StoreFixture *f, int version, gsize n_entries)
{
  g_autoptr (GBytes) json = pack_with (version, n_entries);
  GError *error = NULL;
  g_autoptr (StipplePack) pack = store_fixture_set_content (f, json, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pack->version, ==, version);
}

static guint
n_missing (StoreFixture *f, int version)
{
  g_autoptr (GBytes) json = pack_with (version, 3);
  GError *error = NULL;
  g_autoptr (GPtrArray) missing = store_fixture_list_missing (f, json, &error);
  g_assert_no_error (error);
  return missing->len;
}

static void
test_kept (StoreFixture *f, gconstpointer data)
{
  add (f, 0);
  add (f, 1);
  store_fixture_reopen (f);
  g_assert_true (has (f, 0));
  g_assert_true (has (f, 1));
}

static void
test_none (StoreFixture *f, gconstpointer data)
{
  g_assert_false (has (f, 0));
}

static void
test_missing (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) json = pack_with (5, 3);
  g_autoptr (GPtrArray) missing = store_fixture_list_missing (f, json, NULL);
  const StippleImage *last = g_ptr_array_index (missing, 1);
  g_assert_cmpuint (missing->len, ==, 2);
  g_assert_cmpstr (last->sha256, ==, sample_picture_sha256 (1));
  g_assert_cmpint (last->width, ==, 180);
  add (f, 0);
  g_assert_cmpuint (n_missing (f, 5), ==, 1);
  store_fixture_reopen (f);
  g_assert_cmpuint (n_missing (f, 5), ==, 1);
  add (f, 1);
  g_assert_cmpuint (n_missing (f, 5), ==, 0);
}

/* No picture is fetched for a pack that would not be taken. */
static void
test_missing_of_older (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) json = pack_with (5, 3);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (json, 0, 1000);
  g_autoptr (GError) error = NULL;
  g_assert_null (store_fixture_list_missing (f, cut, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_clear_error (&error);
  set (f, 5, 0);
  g_assert_null (store_fixture_list_missing (f, json, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_not_without (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) json = pack_with (6, 3);
  g_autoptr (GError) error = NULL;
  set (f, 5, 0);
  add (f, 1);
  g_assert_null (store_fixture_set_content (f, json, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
  g_autoptr (StipplePack) kept = store_fixture_get_content (f, NULL);
  g_assert_cmpint (kept->version, ==, 5);
  add (f, 0);
  set (f, 6, 3);
}

static void
assert_not_taken (StoreFixture *f, GBytes *file)
{
  g_autoptr (StipplePack) pack = sample_gallery_pack (5);
  g_autoptr (GError) error = NULL;
  g_assert_false (store_fixture_add_media (f, image_of (pack, 0), file, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_false (has (f, 0));
}

static void
test_another_file (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) right = sample_picture_bytes (0);
  g_autoptr (GBytes) other = sample_picture_bytes (1);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (right, 0, g_bytes_get_size (right) - 1);
  g_autoptr (GBytes) page = g_bytes_new_static ("<!DOCTYPE html>", 15);
  assert_not_taken (f, other);
  assert_not_taken (f, cut);
  assert_not_taken (f, page);
  store_fixture_close (f);
  g_assert_cmpint (store_fixture_sql_int (f, "SELECT count(*) FROM media"), ==, 0);
}

/* The right file under a size that it does not have: the screen would leave the wrong place for it. */
static void
test_other_size (StoreFixture *f, gconstpointer data)
{
  g_autoptr (StipplePack) pack = sample_gallery_pack (5);
  g_autoptr (StippleImage) image = stipple_image_copy (image_of (pack, 0));
  g_autoptr (GBytes) file = sample_picture_bytes (0);
  g_autoptr (GError) error = NULL;
  image->height = 4000;
  g_assert_false (store_fixture_add_media (f, image, file, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_false (has (f, 0));
}

static void
test_twice (StoreFixture *f, gconstpointer data)
{
  add (f, 0);
  add (f, 0);
  g_assert_true (has (f, 0));
}

/* A visit that began under the pack before still shows its pictures; the one after that has none. */
static void
test_dropped (StoreFixture *f, gconstpointer data)
{
  add (f, 0);
  add (f, 1);
  set (f, 5, 3);
  set (f, 6, 1);
  g_assert_true (has (f, 0));
  g_assert_true (has (f, 1));
  set (f, 7, 1);
  g_assert_true (has (f, 0));
  g_assert_false (has (f, 1));
  set (f, 8, 0);
  g_assert_true (has (f, 0));
  set (f, 9, 0);
  g_assert_false (has (f, 0));
}

/* A database from before there were pictures. */
static void
test_migrated (StoreFixture *f, gconstpointer data)
{
  set (f, 5, 0);
  store_fixture_close (f);
  store_fixture_sql (f, STORE_FIXTURE_BEFORE_TALLY "DROP TABLE media; PRAGMA user_version = 1");
  GError *error = NULL;
  g_assert_true (store_fixture_open (f, &error));
  g_assert_no_error (error);
  add (f, 0);
  g_assert_true (has (f, 0));
  g_autoptr (StipplePack) kept = store_fixture_get_content (f, NULL);
  g_assert_cmpint (kept->version, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/media/" path, StoreFixture, NULL, store_fixture_set_up, func,                \
              store_fixture_tear_down)
  ADD ("kept", test_kept);
  ADD ("none", test_none);
  ADD ("missing", test_missing);
  ADD ("missing-of-older", test_missing_of_older);
  ADD ("not-without", test_not_without);
  ADD ("another-file", test_another_file);
  ADD ("other-size", test_other_size);
  ADD ("twice", test_twice);
  ADD ("dropped", test_dropped);
  ADD ("migrated", test_migrated);
  return g_test_run ();
}
