// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/default-pack.h"

#include "content-resources.h"

#include <gio/gio.h>

GBytes *
stipple_default_pack_bytes (void)
{
  GBytes *bytes = g_resource_lookup_data (stipple_content_get_resource (),
                                          "/stipple/content/pack.json", 0, NULL);
  g_assert (bytes != NULL);
  return bytes;
}
