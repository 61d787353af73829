// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/pictures.h"

#include "ctl/command.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define FOLDER "media"

typedef struct
{
  StippleMediaFacts facts;
  GBytes *file;
} Picture;

struct _StipplePictures
{
  GHashTable *pictures; /* SHA-256 → Picture */
};

static void
picture_free (Picture *self)
{
  g_bytes_unref (self->file);
  g_free (self);
}

static Picture *
load_picture (GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);
  StippleMediaFacts facts;
  if (bytes == NULL || !stipple_media_inspect (bytes, &facts, error))
    return NULL;
  Picture *picture = g_new0 (Picture, 1);
  picture->facts = facts;
  picture->file = g_steal_pointer (&bytes);
  return picture;
}

static void
add_picture (StipplePictures *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  Picture *picture = load_picture (file, &error);
  if (picture != NULL)
    g_hash_table_replace (self->pictures, picture->facts.sha256, picture);
  else
    fprintf (stderr, "%s: %s\n", g_file_peek_path (file), error->message);
}

StipplePictures *
stipple_pictures_load (GFile *pack_file, GError **error)
{
  g_autoptr (StipplePictures) self = g_new0 (StipplePictures, 1);
  self->pictures =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) picture_free);
  g_autoptr (GFile) beside = g_file_get_parent (pack_file);
  g_autoptr (GFile) folder = g_file_get_child (beside, FOLDER);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileEnumerator) files =
      g_file_enumerate_children (folder, "standard::name,standard::type,standard::is-hidden",
                                 G_FILE_QUERY_INFO_NONE, NULL, &local_error);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_steal_pointer (&self);
  for (GFileInfo *info; local_error == NULL;)
    {
      GFile *file;
      if (!g_file_enumerator_iterate (files, &info, &file, NULL, &local_error) || info == NULL)
        break;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
          && !g_file_info_get_is_hidden (info))
        add_picture (self, file);
    }
  if (local_error == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

void
stipple_pictures_free (StipplePictures *self)
{
  g_hash_table_unref (self->pictures);
  g_free (self);
}

static const StippleMediaFacts *
find_facts (const char *sha256, gpointer data)
{
  const Picture *picture = g_hash_table_lookup (((StipplePictures *) data)->pictures, sha256);
  return picture != NULL ? &picture->facts : NULL;
}

char **
stipple_pictures_check (StipplePictures *self, const StipplePack *pack)
{
  return stipple_media_check_pack (pack, find_facts, self);
}

GBytes *
stipple_pictures_find (StipplePictures *self, const char *sha256)
{
  const Picture *picture = g_hash_table_lookup (self->pictures, sha256);
  return picture != NULL ? picture->file : NULL;
}

static gboolean
run_picture (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_auto (GStrv) rest = NULL;
  if (!stipple_ctl_parse (argc, argv, NULL, &rest, error))
    return FALSE;
  if (g_strv_length (rest) != 1)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0, _ ("Name one file: the picture."));
      return FALSE;
    }
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (rest[0]);
  Picture *picture = load_picture (file, error);
  if (picture == NULL)
    return FALSE;
  printf ("{ \"sha256\": \"%s\", \"type\": \"%s\", \"width\": %d, \"height\": %d }\n",
          picture->facts.sha256, stipple_image_type_to_string (picture->facts.type),
          picture->facts.width, picture->facts.height);
  picture_free (picture);
  return TRUE;
}

const StippleCtlCommand stipple_ctl_picture = {
  .name = "picture",
  .arguments = "FILE",
  .summary = N_ ("print what a content pack says of a PNG or JPEG: its “image” but for “alt”"),
  .run = run_picture,
};
