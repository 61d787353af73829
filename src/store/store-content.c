// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "core/error.h"
#include "store/store-private.h"
#include "wire/pack-reader.h"

#include <glib/gi18n-lib.h>

/* The bytes of the pack we have; NULL without an error when there is none. */
static GBytes *
read_content (StippleVault *vault, gint64 *version, GError **error)
{
  g_autoptr (StippleStatement) row =
      stipple_db_query (vault->db, error, "SELECT version, json FROM content", "");

  if (row == NULL || !stipple_statement_step (row, error))
    return NULL;
  *version = stipple_statement_int (row, 0);
  return stipple_statement_bytes (row, 1);
}

static gboolean
check_newer (const StipplePack *pack, gint64 version, GError **error)
{
  if (pack->version > version)
    return TRUE;
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
               _ ("/version: %d is not newer than %d, which is here. Publish a newer one."),
               pack->version, (int) version);
  return FALSE;
}

/* What @json holds, if it may replace what is here: @replaced (out), NULL when there is nothing. */
static StipplePack *
check_content (StippleVault *vault, GBytes *json, StipplePack **replaced, GError **error)
{
  g_autoptr (StipplePack) pack = stipple_pack_parse (json, NULL, error);
  g_autoptr (GError) local_error = NULL;
  gint64 version = 0;
  g_autoptr (GBytes) current = pack != NULL ? read_content (vault, &version, &local_error) : NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (pack == NULL || (current != NULL && !check_newer (pack, version, error)))
    return NULL;
  /* One that an earlier version of this program took, and this one would not, names no pictures. */
  *replaced = current != NULL ? stipple_pack_parse (current, NULL, NULL) : NULL;
  return g_steal_pointer (&pack);
}

static gboolean
check_media (StippleVault *vault, const StipplePack *pack, GError **error)
{
  g_autoptr (GPtrArray) missing = stipple_vault_missing_media (vault, pack, error);

  if (missing != NULL && missing->len > 0)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                         _ ("There is no such picture."));
  return missing != NULL && missing->len == 0;
}

static gboolean
write_content (StippleVault *vault, const StipplePack *pack, const StipplePack *replaced,
               GBytes *json, GError **error)
{
  if (!stipple_db_begin (vault->db, error))
    return FALSE;
  if (!stipple_db_run (vault->db, NULL, error, "DELETE FROM content", "")
      || !stipple_db_run (vault->db, NULL, error,
                          "INSERT INTO content (version, json) VALUES (?, ?)", "ib",
                          (gint64) pack->version, json)
      || !stipple_vault_drop_media (vault, pack, replaced, error))
    {
      stipple_db_rollback (vault->db);
      return FALSE;
    }
  return stipple_db_commit (vault->db, error);
}

static void
list_missing_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleVault *vault = STIPPLE_STORE (source)->vault;
  GError *error = NULL;
  g_autoptr (StipplePack) replaced = NULL;
  g_autoptr (StipplePack) pack = check_content (vault, data, &replaced, &error);
  GPtrArray *missing = pack != NULL ? stipple_vault_missing_media (vault, pack, &error) : NULL;

  if (missing != NULL)
    g_task_return_pointer (task, missing, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
stipple_store_list_missing_media_async (StippleStore *self, GBytes *json, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_list_missing_media_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, g_bytes_ref (json), (GDestroyNotify) g_bytes_unref);
  stipple_store_queue (self, G_PRIORITY_LOW, task, list_missing_run);
}

GPtrArray *
stipple_store_list_missing_media_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
set_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleStore *self = source;
  GBytes *json = data;
  GError *error = NULL;
  g_autoptr (StipplePack) replaced = NULL;
  g_autoptr (StipplePack) pack = check_content (self->vault, json, &replaced, &error);

  if (pack == NULL || !check_media (self->vault, pack, &error)
      || !write_content (self->vault, pack, replaced, json, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  stipple_store_announce (self);
  g_task_return_pointer (task, g_steal_pointer (&pack), (GDestroyNotify) stipple_pack_unref);
}

void
stipple_store_set_content_async (StippleStore *self, GBytes *json, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_set_content_async,
                                                   cancellable, callback, user_data);
  g_task_set_task_data (task, g_bytes_ref (json), (GDestroyNotify) g_bytes_unref);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, set_run);
}

StipplePack *
stipple_store_set_content_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
get_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StippleStore *self = source;
  GError *error = NULL;
  gint64 version;
  g_autoptr (GBytes) json = read_content (self->vault, &version, &error);
  StipplePack *pack = json != NULL ? stipple_pack_parse (json, NULL, &error) : NULL;

  if (pack != NULL)
    g_task_return_pointer (task, pack, (GDestroyNotify) stipple_pack_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                             _ ("No content was downloaded from the hub yet."));
}

void
stipple_store_get_content_async (StippleStore *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = stipple_store_task_new (self, stipple_store_get_content_async,
                                                   cancellable, callback, user_data);
  stipple_store_queue (self, G_PRIORITY_DEFAULT, task, get_run);
}

StipplePack *
stipple_store_get_content_finish (StippleStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
