// SPDX-License-Identifier: GPL-3.0-or-later
/* The pictures of packs: sent by administrators, fetched by kiosks. */
#include "hub-test.h"
#include "core/error.h"
#include "hub/setup.h"
#include "sample-gallery.h"
#include "wire/media.h"
#include <string.h>

static Answer *
put (HubTest *self, const char *sha256, GBytes *file)
{
  g_autofree char *target = g_strconcat (STIPPLE_PATH_ADMIN_MEDIA "/", sha256, NULL);

  return hub_put_file (self, target, self->admin, file);
}

static void
put_sample (HubTest *self, guint index, int status)
{
  g_autoptr (GBytes) file = sample_picture_bytes (index);
  g_autoptr (Answer) answer = put (self, sample_picture_sha256 (index), file);

  g_assert_cmpint (answer->status, ==, status);
}

static Answer *
get (HubTest *self, const char *sha256, const char *more)
{
  g_autofree char *target = g_strconcat (STIPPLE_PATH_MEDIA "/", sha256, NULL);

  return http_ask (self->port, "GET", target, self->device, NULL, NULL, more);
}

static void
assert_absent (HubTest *self, const char *sha256)
{
  g_autoptr (Answer) answer = get (self, sha256, NULL);
  g_autofree char *type = answer_get_header (answer, "Content-Type");

  g_assert_cmpint (answer->status, ==, 404);
  g_assert_cmpstr (type, ==, "application/problem+json");
}

static void
test_put_and_get (HubTest *self, gconstpointer data)
{
  static const char *const types[SAMPLE_N_PICTURES] = { "image/png", "image/jpeg" };

  for (guint i = 0; i < SAMPLE_N_PICTURES; i++)
    {
      g_autoptr (GBytes) file = sample_picture_bytes (i);
      g_autoptr (Answer) sent = put (self, sample_picture_sha256 (i), file);
      g_autoptr (Answer) got = get (self, sample_picture_sha256 (i), NULL);
      g_autofree char *type = answer_get_header (got, "Content-Type");
      g_autofree char *cache = answer_get_header (got, "Cache-Control");

      g_assert_cmpint (sent->status, ==, 201);
      g_assert_cmpstr (answer_get_string (sent, "type"), ==, types[i]);
      g_assert_cmpstr (answer_get_string (sent, "sha256"), ==, sample_picture_sha256 (i));
      g_assert_cmpint (got->status, ==, 200);
      g_assert_cmpmem (got->body, got->length, g_bytes_get_data (file, NULL),
                       g_bytes_get_size (file));
      g_assert_cmpstr (type, ==, types[i]);
      g_assert_nonnull (strstr (cache, "immutable"));
    }
}

static void
test_twice (HubTest *self, gconstpointer data)
{
  put_sample (self, 0, 201);
  put_sample (self, 0, 200);
}

static void
test_not_modified (HubTest *self, gconstpointer data)
{
  g_autofree char *more = g_strdup_printf ("If-None-Match: \"%s\"\r\n", sample_picture_sha256 (0));
  g_autoptr (Answer) same = NULL;

  put_sample (self, 0, 201);
  same = get (self, sample_picture_sha256 (0), more);
  g_assert_cmpint (same->status, ==, 304);
  g_assert_cmpuint (same->length, ==, 0);
}

static void
test_kept (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) got = NULL;

  put_sample (self, 1, 201);
  hub_test_restart (self, NULL);
  got = get (self, sample_picture_sha256 (1), NULL);
  g_assert_cmpint (got->status, ==, 200);
}

static void
test_absent (HubTest *self, gconstpointer data)
{
  assert_absent (self, sample_picture_sha256 (0));
  assert_absent (self, "x");
}

static void
test_another_hash (HubTest *self, gconstpointer data)
{
  g_autoptr (GBytes) file = sample_picture_bytes (0);
  g_autoptr (Answer) answer = put (self, sample_picture_sha256 (1), file);

  g_assert_cmpint (answer->status, ==, 422);
  assert_absent (self, sample_picture_sha256 (0));
  assert_absent (self, sample_picture_sha256 (1));
}

static void
test_no_picture (HubTest *self, gconstpointer data)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("GIF89a\3\0\2\0\0\0\0;", 14);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  g_autoptr (Answer) answer = put (self, sha256, file);

  g_assert_cmpint (answer->status, ==, 422);
  assert_absent (self, sha256);
}

static void
test_too_large (HubTest *self, gconstpointer data)
{
  static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\3\0\0\x10\1";
  g_autoptr (GBytes) high = g_bytes_new_static (head, sizeof head - 1);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, high);
  g_autoptr (Answer) answer = put (self, sha256, high);
  g_autoptr (GBytes) heavy =
      g_bytes_new_take (g_strnfill (STIPPLE_MEDIA_MAX_BYTES + 1, ' '), STIPPLE_MEDIA_MAX_BYTES + 1);
  g_autoptr (Answer) other = NULL;

  g_assert_cmpint (answer->status, ==, 413);
  assert_absent (self, sha256);
  other = put (self, sha256, heavy);
  g_assert_cmpint (other->status, ==, 413);
}

static Answer *
publish (HubTest *self, GBytes *json)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  return hub_post (self, STIPPLE_PATH_ADMIN_CONTENT, self->admin, JSON_TYPE, text);
}

static void
assert_version (HubTest *self, int version)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_CONTENT, self->device);

  g_assert_cmpint ((int) json_integer_value (json_object_get (answer->json, "version")), ==,
                   version);
}

/* A kiosk could not take it: each picture that is not here yet is named. */
static void
test_publish_without (HubTest *self, gconstpointer data)
{
  g_autoptr (GBytes) json = sample_gallery_pack_json (self->pack->version + 1);
  g_autoptr (Answer) none = publish (self, json);
  const json_t *faults = json_object_get (none->json, "faults");
  g_autoptr (Answer) one = NULL;
  g_autoptr (Answer) all = NULL;

  g_assert_cmpint (none->status, ==, 422);
  g_assert_cmpuint (json_array_size (faults), ==, 2);
  g_assert_cmpstr (json_string_value (json_array_get (faults, 0)), ==,
                   "/gallery/0/image/sha256: is the name of a picture that is not there");
  assert_version (self, self->pack->version);

  put_sample (self, 0, 201);
  one = publish (self, json);
  faults = json_object_get (one->json, "faults");
  g_assert_cmpint (one->status, ==, 422);
  g_assert_cmpuint (json_array_size (faults), ==, 1);
  g_assert_cmpstr (json_string_value (json_array_get (faults, 0)), ==,
                   "/gallery/2/image/sha256: is the name of a picture that is not there");
  assert_version (self, self->pack->version);

  put_sample (self, 1, 201);
  all = publish (self, json);
  g_assert_cmpint (all->status, ==, 201);
  assert_version (self, self->pack->version + 1);
}

static void
test_publish_other_size (HubTest *self, gconstpointer data)
{
  g_autoptr (GBytes) json = sample_gallery_pack_json (self->pack->version + 1);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  g_auto (GStrv) halves = g_strsplit (text, "\"width\":320", -1);
  g_autofree char *changed = g_strjoinv ("\"width\":319", halves);
  g_autoptr (Answer) answer = NULL;

  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  put_sample (self, 0, 201);
  put_sample (self, 1, 201);
  answer = hub_post (self, STIPPLE_PATH_ADMIN_CONTENT, self->admin, JSON_TYPE, changed);
  g_assert_cmpint (answer->status, ==, 422);
  g_assert_cmpstr (json_string_value (json_array_get (json_object_get (answer->json, "faults"), 0)),
                   ==, "/gallery/0/image/width: is not that of the picture");
  assert_version (self, self->pack->version);
}

/* A new hub has no pictures yet. */
static void
test_init (HubTest *self, gconstpointer data)
{
  g_autoptr (GBytes) json = sample_gallery_pack_json (1);
  g_autofree char *dir = g_dir_make_tmp ("stipple-media-XXXXXX", NULL);
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (stipple_hub_init (dir, json, "admin", &password, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "/gallery/0/image/sha256: "));
  hub_test_remove_folder (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/media/put-and-get", test_put_and_get);
  hub_test_add ("/hub/media/twice", test_twice);
  hub_test_add ("/hub/media/not-modified", test_not_modified);
  hub_test_add ("/hub/media/kept", test_kept);
  hub_test_add ("/hub/media/absent", test_absent);
  hub_test_add ("/hub/media/another-hash", test_another_hash);
  hub_test_add ("/hub/media/no-picture", test_no_picture);
  hub_test_add ("/hub/media/too-large", test_too_large);
  hub_test_add ("/hub/media/publish-without", test_publish_without);
  hub_test_add ("/hub/media/publish-other-size", test_publish_other_size);
  hub_test_add ("/hub/media/init", test_init);
  return g_test_run ();
}
