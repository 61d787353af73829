// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "core/error.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* The names of a pack's pictures as SQLite's json_each() takes them; they are plain hex. */
static void
add_names (GString *names, const StipplePack *pack)
{
  g_autoptr (GPtrArray) images = stipple_media_list (pack);

  for (guint i = 0; i < images->len; i++)
    g_string_append_printf (names, "%s\"%s\"", names->len > 1 ? "," : "",
                            ((const StippleImage *) g_ptr_array_index (images, i))->sha256);
}

static gboolean
has_media (StippleVault *vault, const char *sha256, gboolean *has, GError **error)
{
  g_autoptr (StippleStatement) row = stipple_db_query (
      vault->db, error, "SELECT EXISTS (SELECT 1 FROM media WHERE sha256 = ?)", "s", sha256);

  if (row == NULL || !stipple_statement_step (row, error))
    return FALSE;
  *has = stipple_statement_int (row, 0) != 0;
  return TRUE;
}

GPtrArray *
stipple_vault_missing_media (StippleVault *self, const StipplePack *pack, GError **error)
{
  g_autoptr (GPtrArray) images = stipple_media_list (pack);
  g_autoptr (GPtrArray) missing =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_image_free);

  for (guint i = 0; i < images->len; i++)
    {
      const StippleImage *image = g_ptr_array_index (images, i);
      gboolean has;

      if (!has_media (self, image->sha256, &has, error))
        return NULL;
      if (!has)
        g_ptr_array_add (missing, stipple_image_copy (image));
    }
  return g_steal_pointer (&missing);
}

gboolean
stipple_vault_drop_media (StippleVault *self, const StipplePack *pack, const StipplePack *replaced,
                          GError **error)
{
  g_autoptr (GString) names = g_string_new ("[");

  add_names (names, pack);
  if (replaced != NULL)
    add_names (names, replaced);
  g_string_append_c (names, ']');
  return stipple_db_run (self->db, NULL, error,
                         "DELETE FROM media WHERE sha256 NOT IN (SELECT value FROM json_each (?))",
                         "s", names->str);
}

/* --- Adding one */

typedef struct
{
  StippleImage *image;
  GBytes *file;
} Addition;

static void
addition_free (gpointer data)
{
  Addition *self = data;

  stipple_image_free (self->image);
  g_bytes_unref (self->file);
  g_free (self);
}

static void
add_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  const Addition *addition = data;
  GError *error = NULL;

  if (stipple_media_check (addition->file, addition->image, &error)
      && stipple_db_run (vault->db, NULL, &error,
                         "INSERT INTO media (sha256, file) VALUES (?, ?) ON CONFLICT DO NOTHING",
                         "sb", addition->image->sha256, addition->file))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
stipple_store_add_media_async (StippleStore *self, const StippleImage *image, GBytes *file,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_add_media_async, cancellable,
                                                   callback, user_data);
  Addition *addition = g_new (Addition, 1);

  addition->image = stipple_image_copy (image);
  addition->file = g_bytes_ref (file);
  g_task_set_task_data (task, addition, addition_free);
  stipple_store_queue (self, G_PRIORITY_LOW, task, add_run);
}

gboolean
stipple_store_add_media_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- As a source of pictures */

static void
get_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  GError *error = NULL;
  g_autoptr (StippleStatement) row =
      stipple_db_query (vault->db, &error, "SELECT file FROM media WHERE sha256 = ?", "s", data);

  if (row != NULL && stipple_statement_step (row, &error))
    g_task_return_pointer (task, stipple_statement_bytes (row, 0), (GDestroyNotify) g_bytes_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                             _ ("There is no such picture."));
}

static void
load_async (StippleMediaSource *source, const char *sha256, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  StippleStore *self = STIPPLE_STORE (source);
  g_autoptr (GTask) task =
      stipple_store_task_new (self, load_async, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (sha256), g_free);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, get_run);
}

static GBytes *
load_finish (StippleMediaSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
stipple_store_media_source_init (StippleMediaSourceInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
}
