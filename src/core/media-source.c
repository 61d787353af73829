// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media-source.h"

G_DEFINE_INTERFACE (StippleMediaSource, stipple_media_source, G_TYPE_OBJECT)

static void
stipple_media_source_default_init (StippleMediaSourceInterface *iface)
{
}

void
stipple_media_source_load_async (StippleMediaSource *self, const char *sha256,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (STIPPLE_IS_MEDIA_SOURCE (self));

  STIPPLE_MEDIA_SOURCE_GET_IFACE (self)->load_async (self, sha256, cancellable, callback,
                                                     user_data);
}

GBytes *
stipple_media_source_load_finish (StippleMediaSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STIPPLE_IS_MEDIA_SOURCE (self), NULL);

  return STIPPLE_MEDIA_SOURCE_GET_IFACE (self)->load_finish (self, result, error);
}
