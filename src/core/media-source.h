// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StippleMediaSource: where the pictures that a pack names are had, so that who shows them need not know
 * of a database. The kiosk's is its store.
 */
#define STIPPLE_TYPE_MEDIA_SOURCE (stipple_media_source_get_type ())
G_DECLARE_INTERFACE (StippleMediaSource, stipple_media_source, STIPPLE, MEDIA_SOURCE, GObject)

struct _StippleMediaSourceInterface
{
  GTypeInterface parent_interface;

  void (*load_async) (StippleMediaSource *self, const char *sha256, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data);
  GBytes *(*load_finish) (StippleMediaSource *self, GAsyncResult *result, GError **error);
};

/* The file with that SHA-256 in lower-case hex, not decoded. NOT_FOUND. Never blocks. */
void stipple_media_source_load_async (StippleMediaSource *self, const char *sha256,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
GBytes *stipple_media_source_load_finish (StippleMediaSource *self, GAsyncResult *result,
                                          GError **error);

G_END_DECLS
