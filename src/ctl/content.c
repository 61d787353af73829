// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/pictures.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/pack-reader.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* A pack with all that belongs to it. */
typedef struct
{
  GBytes *json;
  StipplePack *pack;
  StipplePictures *pictures;
} Content;

static void
content_clear (Content *self)
{
  g_clear_pointer (&self->json, g_bytes_unref);
  g_clear_pointer (&self->pack, stipple_pack_unref);
  g_clear_pointer (&self->pictures, stipple_pictures_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

/* What is wrong goes to stderr; FALSE when something is. */
static gboolean
report_faults (char **faults, const char *otherwise, GError **error)
{
  if (faults != NULL && faults[0] == NULL && otherwise == NULL)
    return TRUE;
  for (guint i = 0; faults != NULL && faults[i] != NULL; i++)
    fprintf (stderr, "%s\n", faults[i]);
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                       faults != NULL && faults[0] != NULL
                           ? _ ("The content pack has the faults above.")
                           : otherwise);
  return FALSE;
}

static gboolean
load (Content *self, GFile *file, GError **error)
{
  self->json = g_file_load_bytes (file, NULL, NULL, error);
  if (self->json == NULL)
    return FALSE;
  g_auto (GStrv) faults = NULL;
  g_autoptr (GError) local_error = NULL;
  self->pack = stipple_pack_parse (self->json, &faults, &local_error);
  if (self->pack == NULL)
    return report_faults (faults, local_error->message, error);
  self->pictures = stipple_pictures_load (file, error);
  if (self->pictures == NULL)
    return FALSE;
  g_auto (GStrv) missing = stipple_pictures_check (self->pictures, self->pack);
  return report_faults (missing, NULL, error);
}

static gboolean
load_one (Content *self, int argc, char **argv, GError **error)
{
  g_auto (GStrv) rest = NULL;
  if (!stipple_ctl_parse (argc, argv, NULL, &rest, error))
    return FALSE;
  if (g_strv_length (rest) != 1)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0, _ ("Name one file: the content pack."));
      return FALSE;
    }
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (rest[0]);
  return load (self, file, error);
}

/* Before the pack: the hub takes it only when they are there. */
static gboolean
send_pictures (StippleHubSession *session, const Content *content, GError **error)
{
  g_autoptr (GPtrArray) images = stipple_media_list (content->pack);
  for (guint i = 0; i < images->len; i++)
    {
      const StippleImage *image = g_ptr_array_index (images, i);
      g_autofree char *path = g_strconcat (STIPPLE_PATH_ADMIN_MEDIA "/", image->sha256, NULL);
      GBytes *file = stipple_pictures_find (content->pictures, image->sha256);
      if (!stipple_hub_session_put_file (session, path, file, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_publish (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_auto (Content) content = { NULL };
  if (!load_one (&content, argc, argv, error))
    return FALSE;
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  if (session == NULL || !send_pictures (session, &content, error))
    return FALSE;
  gsize length;
  const void *data = g_bytes_get_data (content.json, &length);
  g_autoptr (StippleHttpAnswer) answer =
      stipple_hub_session_call (session, "POST", STIPPLE_PATH_ADMIN_CONTENT, data, length, error);
  if (answer == NULL)
    return FALSE;
  puts (_ ("Published. Kiosks take it from their next visitor on."));
  return TRUE;
}

static gboolean
run_check_content (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_auto (Content) content = { NULL };
  if (!load_one (&content, argc, argv, error))
    return FALSE;
  printf (_ ("Good: version %d.\n"), content.pack->version);
  return TRUE;
}

const StippleCtlCommand stipple_ctl_publish = {
  .name = "publish",
  .arguments = "FILE",
  .summary =
      N_ ("publish a content pack, with the pictures it names out of a folder “media” beside "
          "it, to all kiosks"),
  .run = run_publish,
};

const StippleCtlCommand stipple_ctl_check_content = {
  .name = "check-content",
  .arguments = "FILE",
  .summary = N_ ("name every fault of a content pack and of the pictures beside it"),
  .run = run_check_content,
};
