// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"
#include "desk/session/hub-client.h"

G_BEGIN_DECLS

/**
 * StipplePackCache: the content packs that intakes were made with, by version, as the hub has them; each is asked for
 * once. Packs never change. Main thread only; parsing happens on another.
 */
#define STIPPLE_TYPE_PACK_CACHE (stipple_pack_cache_get_type ())
G_DECLARE_FINAL_TYPE (StipplePackCache, stipple_pack_cache, STIPPLE, PACK_CACHE, GObject)

StipplePackCache *stipple_pack_cache_new (StippleHubClient *client);
/* NULL when it is not here yet. Borrowed, until the cache goes. */
StipplePack *stipple_pack_cache_peek (StipplePackCache *self, int version);
/* Errors: those of stipple_hub_client_call_async() and stipple_pack_parse(). */
void stipple_pack_cache_get_async (StipplePackCache *self, StippleLane lane, int version,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* The newest that the hub has now; otherwise the same. */
void stipple_pack_cache_get_newest_async (StipplePackCache *self, StippleLane lane,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
/* Transfer full. */
StipplePack *stipple_pack_cache_get_finish (StipplePackCache *self, GAsyncResult *result,
                                            GError **error);

G_END_DECLS
