// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/media.h"

#include "core/error.h"
#include "sample-gallery.h"

#include <string.h>

#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
/* A JPEG of a comment, then a frame of 8 bits, 3 × 2 px. */
#define JPEG_COMMENT "\xff\xd8\xff\xfe\0\4hi"
#define JPEG_FRAME "\0\13\10\0\2\0\3\1\1\21\0"

typedef struct
{
  const char *name;
  const char *data;
  gsize length;
  int code; /* -1: it is a picture of 3 × 2 px */
} File;

#define FILE_OF(name, data, code)                                                                  \
  {                                                                                                \
    name, data, sizeof (data) - 1, code                                                            \
  }

static const File files[] = {
  FILE_OF ("png", PNG_HEAD "\0\0\0\3\0\0\0\2", -1),
  FILE_OF ("jpeg", JPEG_COMMENT "\xff\xc0" JPEG_FRAME, -1),
  FILE_OF ("jpeg-progressive", JPEG_COMMENT "\xff\xff\xff\xc2" JPEG_FRAME, -1),
  FILE_OF ("empty", "", STIPPLE_ERROR_INVALID),
  FILE_OF ("text", "A picture of a head, to be imagined.", STIPPLE_ERROR_INVALID),
  FILE_OF ("gif", "GIF89a\3\0\2\0\0\0\0;.......................", STIPPLE_ERROR_INVALID),
  FILE_OF ("webp", "RIFF\x24\0\0\0WEBPVP8 ..................", STIPPLE_ERROR_INVALID),
  FILE_OF ("svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", STIPPLE_ERROR_INVALID),
  FILE_OF ("png-cut", PNG_HEAD "\0\0\0\3\0\0\0", STIPPLE_ERROR_INVALID),
  FILE_OF ("png-other-chunk", "\x89PNG\r\n\x1a\n\0\0\0\rIDAT\0\0\0\3\0\0\0\2",
           STIPPLE_ERROR_INVALID),
  FILE_OF ("png-flat", PNG_HEAD "\0\0\0\3\0\0\0\0", STIPPLE_ERROR_INVALID),
  FILE_OF ("png-wide", PNG_HEAD "\0\0\x10\1\0\0\0\2", STIPPLE_ERROR_TOO_LARGE),
  FILE_OF ("png-high", PNG_HEAD "\0\0\0\3\xff\xff\xff\xff", STIPPLE_ERROR_TOO_LARGE),
  FILE_OF ("jpeg-cut", JPEG_COMMENT "\xff\xc0\0\13\10\0\2\0", STIPPLE_ERROR_INVALID),
  FILE_OF ("jpeg-lossless", JPEG_COMMENT "\xff\xc3" JPEG_FRAME, STIPPLE_ERROR_INVALID),
  FILE_OF ("jpeg-no-frame", JPEG_COMMENT "\xff\xda" JPEG_FRAME, STIPPLE_ERROR_INVALID),
  FILE_OF ("jpeg-beyond", "\xff\xd8\xff\xfe\xff\xffhello, world", STIPPLE_ERROR_INVALID),
  FILE_OF ("jpeg-length-none", "\xff\xd8\xff\xfe\0\0\0\0\0\0\0\0\0\0", STIPPLE_ERROR_INVALID),
};

static void
test_file (gconstpointer data)
{
  const File *file = data;
  /* A copy of just its size, so that a reader that goes too far is seen. */
  g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->length);
  StippleMediaFacts facts;
  g_autoptr (GError) error = NULL;

  if (stipple_media_inspect (bytes, &facts, &error))
    {
      g_assert_cmpint (file->code, ==, -1);
      g_assert_cmpint (facts.width, ==, 3);
      g_assert_cmpint (facts.height, ==, 2);
      g_assert_cmpint (facts.type, ==,
                       file->data[0] == '\x89' ? STIPPLE_IMAGE_PNG : STIPPLE_IMAGE_JPEG);
    }
  else
    g_assert_error (error, STIPPLE_ERROR, file->code);
}

static void
test_too_large (void)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) most = NULL;
  g_autoptr (GBytes) more = NULL;
  StippleMediaFacts facts;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (array, (const guint8 *) files[0].data, (guint) files[0].length);
  g_byte_array_set_size (array, STIPPLE_MEDIA_MAX_BYTES);
  most = g_bytes_new (array->data, array->len);
  g_byte_array_append (array, (const guint8 *) "", 1);
  more = g_bytes_new (array->data, array->len);

  g_assert_true (stipple_media_inspect (most, &facts, NULL));
  g_assert_false (stipple_media_inspect (more, &facts, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
}

static void
test_samples (void)
{
  g_autoptr (StipplePack) pack = sample_gallery_pack (2);
  g_autoptr (GPtrArray) images = stipple_media_list (pack);

  g_assert_cmpuint (images->len, ==, SAMPLE_N_PICTURES);
  for (guint i = 0; i < images->len; i++)
    {
      g_autoptr (GBytes) bytes = sample_picture_bytes (i);
      GError *error = NULL;

      stipple_media_check (bytes, images->pdata[i], &error);
      g_assert_no_error (error);
    }
}

static void
test_another_picture (void)
{
  g_autoptr (StipplePack) pack = sample_gallery_pack (2);
  g_autoptr (GPtrArray) images = stipple_media_list (pack);
  g_autoptr (GBytes) bytes = sample_picture_bytes (1);
  g_autoptr (GError) error = NULL;

  g_assert_false (stipple_media_check (bytes, images->pdata[0], &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_once_each (void)
{
  g_autoptr (StipplePack) pack = sample_gallery_pack (2);
  StippleImage *first = ((StippleGalleryEntry *) pack->gallery->pdata[0])->image;
  StippleImage *last = ((StippleGalleryEntry *) pack->gallery->pdata[2])->image;
  g_autoptr (GPtrArray) images = NULL;

  g_free (last->sha256);
  last->sha256 = g_strdup (first->sha256);
  images = stipple_media_list (pack);
  g_assert_cmpuint (images->len, ==, 1);
}

static const StippleMediaFacts *
find_samples (const char *sha256, gpointer data)
{
  static StippleMediaFacts facts;

  for (guint i = 0; i < SAMPLE_N_PICTURES; i++)
    {
      g_autoptr (GBytes) bytes = sample_picture_bytes (i);

      g_assert_true (stipple_media_inspect (bytes, &facts, NULL));
      if (strcmp (facts.sha256, sha256) == 0)
        return &facts;
    }
  return NULL;
}

static void
test_check_pack (void)
{
  g_autoptr (StipplePack) pack = sample_gallery_pack (2);
  StippleImage *image = ((StippleGalleryEntry *) pack->gallery->pdata[0])->image;
  StippleImage *other = ((StippleGalleryEntry *) pack->gallery->pdata[2])->image;
  g_auto (GStrv) none = stipple_media_check_pack (pack, find_samples, NULL);
  g_auto (GStrv) faults = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  image->sha256[0] = image->sha256[0] == '0' ? '1' : '0';
  other->width++;
  faults = stipple_media_check_pack (pack, find_samples, NULL);
  g_assert_cmpuint (g_strv_length (faults), ==, 2);
  g_assert_cmpstr (faults[0], ==,
                   "/gallery/0/image/sha256: is the name of a picture that is not there");
  g_assert_cmpstr (faults[1], ==, "/gallery/2/image/width: is not that of the picture");
  other->width--;
  other->height++;
  g_clear_pointer (&faults, g_strfreev);
  faults = stipple_media_check_pack (pack, find_samples, NULL);
  g_assert_cmpstr (faults[1], ==, "/gallery/2/image/height: is not that of the picture");
  other->type = STIPPLE_IMAGE_PNG;
  g_clear_pointer (&faults, g_strfreev);
  faults = stipple_media_check_pack (pack, find_samples, NULL);
  g_assert_cmpstr (faults[1], ==, "/gallery/2/image/type: is not that of the picture");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/wire/media/file/", files[i].name, NULL);

      g_test_add_data_func (path, &files[i], test_file);
    }
  g_test_add_func ("/wire/media/too-large", test_too_large);
  g_test_add_func ("/wire/media/samples", test_samples);
  g_test_add_func ("/wire/media/another-picture", test_another_picture);
  g_test_add_func ("/wire/media/once-each", test_once_each);
  g_test_add_func ("/wire/media/check-pack", test_check_pack);
  return g_test_run ();
}
