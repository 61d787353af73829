// SPDX-License-Identifier: GPL-3.0-or-later
#include "album.h"

#include "core/error.h"
#include "sample-gallery.h"

struct _Album
{
  GObject parent_instance;
  GHashTable *files;
  GPtrArray *waiting; /* GTask */
  gboolean holding;
  guint n_questions;
};

static void
answer (Album *self, GTask *task)
{
  GBytes *file = g_hash_table_lookup (self->files, g_task_get_task_data (task));

  if (file != NULL)
    g_task_return_pointer (task, g_bytes_ref (file), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND, "There is none.");
}

static void
load_async (StippleMediaSource *source, const char *sha256, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  Album *self = SAMPLE_ALBUM (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_questions++;
  g_task_set_source_tag (task, load_async);
  g_task_set_task_data (task, g_strdup (sha256), g_free);
  if (self->holding)
    g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  else
    answer (self, task);
}

static GBytes *
load_finish (StippleMediaSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
media_source_init (StippleMediaSourceInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Album, album, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STIPPLE_TYPE_MEDIA_SOURCE, media_source_init))

static void
album_finalize (GObject *object)
{
  Album *self = SAMPLE_ALBUM (object);

  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (album_parent_class)->finalize (object);
}

static void
album_class_init (AlbumClass *class)
{
  G_OBJECT_CLASS (class)->finalize = album_finalize;
}

static void
album_init (Album *self)
{
  self->files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

Album *
album_new (void)
{
  Album *self = g_object_new (TYPE_ALBUM, NULL);

  for (guint i = 0; i < SAMPLE_N_PICTURES; i++)
    {
      g_autoptr (GBytes) file = sample_picture_bytes (i);

      album_put (self, sample_picture_sha256 (i), file);
    }
  return self;
}

void
album_put (Album *self, const char *sha256, GBytes *file)
{
  if (file != NULL)
    g_hash_table_replace (self->files, g_strdup (sha256), g_bytes_ref (file));
  else
    g_hash_table_remove (self->files, sha256);
}

void
album_hold (Album *self, gboolean hold)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_object_unref);

  self->holding = hold;
  if (hold)
    return;
  g_ptr_array_extend_and_steal (waiting, g_ptr_array_ref (self->waiting));
  for (guint i = 0; i < waiting->len; i++)
    answer (self, g_ptr_array_index (waiting, i));
}

guint
album_count_questions (Album *self)
{
  return self->n_questions;
}
