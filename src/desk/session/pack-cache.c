// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session/pack-cache.h"

#include "wire/api.h"
#include "wire/pack-reader.h"

struct _StipplePackCache
{
  GObject parent_instance;

  StippleHubClient *client;
  GHashTable *packs; /* version → StipplePack */
};

G_DEFINE_FINAL_TYPE (StipplePackCache, stipple_pack_cache, G_TYPE_OBJECT)

StipplePack *
stipple_pack_cache_peek (StipplePackCache *self, int version)
{
  return g_hash_table_lookup (self->packs, GINT_TO_POINTER (version));
}

static void
parse (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  StipplePack *pack = stipple_pack_parse (data, NULL, &error);

  if (pack != NULL)
    g_task_return_pointer (task, pack, (GDestroyNotify) stipple_pack_unref);
  else
    g_task_return_error (task, error);
}

static void
parsed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StipplePackCache *self = g_task_get_source_object (task);
  GError *error = NULL;
  StipplePack *pack = g_task_propagate_pointer (G_TASK (result), &error);

  if (pack == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_hash_table_replace (self->packs, GINT_TO_POINTER (pack->version), stipple_pack_ref (pack));
  g_task_return_pointer (task, pack, (GDestroyNotify) stipple_pack_unref);
}

static void
fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, &error);
  g_autoptr (GTask) parsing = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* As its source the cache might lose its last reference on the other thread, and the client with it. */
  parsing = g_task_new (NULL, NULL, parsed, g_object_ref (task));
  g_task_set_source_tag (parsing, fetched);
  g_task_set_task_data (parsing, g_bytes_ref (reply->body), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (parsing, parse);
}

void
stipple_pack_cache_get_async (StipplePackCache *self, StippleLane lane, int version,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = g_strdup_printf ("%s?version=%d", STIPPLE_PATH_CONTENT, version);
  const StippleHubCall call = { .method = "GET", .path = path };
  StipplePack *known = stipple_pack_cache_peek (self, version);

  g_task_set_source_tag (task, stipple_pack_cache_get_async);
  if (known != NULL)
    g_task_return_pointer (task, stipple_pack_ref (known), (GDestroyNotify) stipple_pack_unref);
  else
    stipple_hub_client_call_async (self->client, lane, &call, cancellable, fetched,
                                   g_object_ref (task));
}

void
stipple_pack_cache_get_newest_async (StipplePackCache *self, StippleLane lane,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const StippleHubCall call = { .method = "GET", .path = STIPPLE_PATH_CONTENT };

  g_task_set_source_tag (task, stipple_pack_cache_get_newest_async);
  stipple_hub_client_call_async (self->client, lane, &call, cancellable, fetched,
                                 g_object_ref (task));
}

StipplePack *
stipple_pack_cache_get_finish (StipplePackCache *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stipple_pack_cache_finalize (GObject *object)
{
  StipplePackCache *self = STIPPLE_PACK_CACHE (object);

  g_hash_table_unref (self->packs);
  g_object_unref (self->client);
  G_OBJECT_CLASS (stipple_pack_cache_parent_class)->finalize (object);
}

static void
stipple_pack_cache_class_init (StipplePackCacheClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stipple_pack_cache_finalize;
}

static void
stipple_pack_cache_init (StipplePackCache *self)
{
  self->packs = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) stipple_pack_unref);
}

StipplePackCache *
stipple_pack_cache_new (StippleHubClient *client)
{
  StipplePackCache *self = g_object_new (STIPPLE_TYPE_PACK_CACHE, NULL);

  self->client = g_object_ref (client);
  return self;
}
