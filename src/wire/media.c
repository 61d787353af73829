// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/media.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint
read_u16 (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint
read_u32 (const guint8 *at)
{
  return read_u16 (at) << 16 | read_u16 (at + 2);
}

/* The first chunk must be the header. */
static gboolean
read_png (const guint8 *data, gsize length, guint *width, guint *height)
{
  static const guint8 head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
                                 0,    0,   0,   13,  'I',  'H',  'D',  'R' };

  if (length < sizeof head + 8 || memcmp (data, head, sizeof head) != 0)
    return FALSE;
  *width = read_u32 (data + sizeof head);
  *height = read_u32 (data + sizeof head + 4);
  return TRUE;
}

/* From marker to marker up to the frame header, which comes before any picture data. */
static gboolean
read_jpeg (const guint8 *data, gsize length, guint *width, guint *height)
{
  gsize at = 2;

  if (length < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  while (at + 9 <= length && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];

      if (marker == 0xff) /* padding */
        {
          at++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xc2)
        {
          *height = read_u16 (data + at + 5);
          *width = read_u16 (data + at + 7);
          return TRUE;
        }
      /* Another kind of frame, data without a frame, or a marker out of place. */
      if (marker < 0xc4 || (marker >= 0xc5 && marker <= 0xda && marker != 0xcc))
        return FALSE;
      at += 2 + (gsize) read_u16 (data + at + 2);
    }
  return FALSE;
}

gboolean
stipple_media_inspect (GBytes *file, StippleMediaFacts *facts, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  guint width = 0;
  guint height = 0;

  if (length > STIPPLE_MEDIA_MAX_BYTES)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                   _ ("The picture is larger than %d MiB. Please make it smaller."),
                   STIPPLE_MEDIA_MAX_BYTES / (1024 * 1024));
      return FALSE;
    }
  if (read_png (data, length, &width, &height))
    facts->type = STIPPLE_IMAGE_PNG;
  else if (read_jpeg (data, length, &width, &height))
    facts->type = STIPPLE_IMAGE_JPEG;
  if (width == 0 || height == 0)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("This is neither a PNG nor a JPEG picture. Please save it as one."));
      return FALSE;
    }
  if (width > STIPPLE_MEDIA_MAX_SIDE || height > STIPPLE_MEDIA_MAX_SIDE)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                   _ ("The picture is wider or higher than %d pixels. Please make it smaller."),
                   STIPPLE_MEDIA_MAX_SIDE);
      return FALSE;
    }
  memcpy (facts->sha256, sha256, sizeof facts->sha256);
  facts->width = (int) width;
  facts->height = (int) height;
  return TRUE;
}

/* The member of @image that says something else than the picture does; NULL when all is as it says. */
static const char *
find_difference (const StippleMediaFacts *facts, const StippleImage *image)
{
  if (strcmp (facts->sha256, image->sha256) != 0)
    return "sha256";
  if (facts->type != image->type)
    return "type";
  if (facts->width != image->width)
    return "width";
  return facts->height != image->height ? "height" : NULL;
}

gboolean
stipple_media_check (GBytes *file, const StippleImage *image, GError **error)
{
  StippleMediaFacts facts;

  if (!stipple_media_inspect (file, &facts, error))
    return FALSE;
  if (find_difference (&facts, image) != NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("The picture is not the one that the content names."));
      return FALSE;
    }
  return TRUE;
}

static void
add_fault (GStrvBuilder *faults, guint index, const char *member, const char *wrong)
{
  g_autofree char *fault = g_strdup_printf ("/gallery/%u/image/%s: %s", index, member, wrong);

  g_strv_builder_add (faults, fault);
}

char **
stipple_media_check_pack (const StipplePack *pack, StippleMediaFind find, gpointer data)
{
  g_autoptr (GStrvBuilder) faults = g_strv_builder_new ();

  for (guint i = 0; i < pack->gallery->len; i++)
    {
      const StippleImage *image = ((StippleGalleryEntry *) pack->gallery->pdata[i])->image;
      const StippleMediaFacts *facts = image != NULL ? find (image->sha256, data) : NULL;
      const char *differs = facts != NULL ? find_difference (facts, image) : NULL;

      if (image != NULL && facts == NULL)
        add_fault (faults, i, "sha256", _ ("is the name of a picture that is not there"));
      else if (differs != NULL)
        add_fault (faults, i, differs, _ ("is not that of the picture"));
    }
  return g_strv_builder_end (faults);
}

GPtrArray *
stipple_media_list (const StipplePack *pack)
{
  GPtrArray *images = g_ptr_array_new ();
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < pack->gallery->len; i++)
    {
      StippleImage *image = ((StippleGalleryEntry *) pack->gallery->pdata[i])->image;

      if (image != NULL && g_hash_table_add (met, image->sha256))
        g_ptr_array_add (images, image);
    }
  return images;
}
