// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/media.h"
#include "wire/pack-parts.h"

#include <glib/gi18n-lib.h>

#define GALLERY_MAX 24
#define SHA256_MAX 64

/* Which media type it is in the pack's own words, as stipple_pack_read_choice() wants them. */
static StippleImageType
read_type (StipplePackReader *self, json_t *object)
{
  const char *types[STIPPLE_N_IMAGE_TYPES + 1] = { NULL };

  for (guint i = 0; i < STIPPLE_N_IMAGE_TYPES; i++)
    types[i] = stipple_image_type_to_string ((StippleImageType) i);
  return (StippleImageType) MAX (stipple_pack_read_choice (self, object, "type", types, -1), 0);
}

static StippleImage *
read_image (StipplePackReader *self, json_t *entry)
{
  static const char *const known[] = { "sha256", "type", "width", "height", "alt", NULL };
  json_t *object = stipple_reader_object (&self->reader, entry, "image", known, FALSE);
  gsize mark = stipple_reader_enter (&self->reader, "image");
  StippleImage *image = NULL;

  if (object != NULL)
    {
      image = g_new0 (StippleImage, 1);
      image->sha256 = stipple_pack_read_pattern (
          self, object, "sha256", "[0-9a-f]{64}$", SHA256_MAX,
          _ ("must be the SHA-256 of the picture: 64 digits and small letters from a to f"), TRUE);
      image->type = read_type (self, object);
      image->width =
          stipple_reader_int (&self->reader, object, "width", 1, STIPPLE_MEDIA_MAX_SIDE, 1, TRUE);
      image->height =
          stipple_reader_int (&self->reader, object, "height", 1, STIPPLE_MEDIA_MAX_SIDE, 1, TRUE);
      image->alt = stipple_pack_read_text (self, object, "alt", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
    }
  stipple_reader_leave (&self->reader, mark);
  return image;
}

static gpointer
read_entry (StipplePackReader *self, json_t *object)
{
  StippleGalleryEntry *entry = g_new0 (StippleGalleryEntry, 1);

  entry->id = stipple_pack_read_id (self, object);
  entry->title = stipple_pack_read_text (self, object, "title", STIPPLE_LINE, STIPPLE_PLAIN, TRUE);
  entry->caption =
      stipple_pack_read_text (self, object, "caption", STIPPLE_PROSE, STIPPLE_PLAIN, TRUE);
  entry->image = read_image (self, object);
  entry->link = stipple_pack_read_url (self, object, "link");
  if (json_object_get (object, "image") == NULL && json_object_get (object, "link") == NULL)
    stipple_reader_fault (&self->reader, _ ("must have an image or a link"));
  return entry;
}

void
stipple_pack_read_gallery (StipplePackReader *self, json_t *root)
{
  static const char *const known[] = { "id", "title", "caption", "image", "link", NULL };

  if (json_object_get (root, "gallery") != NULL)
    stipple_pack_read_list (self, root, "gallery", 0, GALLERY_MAX, known, read_entry,
                            self->pack->gallery);
}
