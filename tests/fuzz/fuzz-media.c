// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include "wire/media.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  StippleMediaFacts facts;
  g_autoptr (GError) error = NULL;
  gboolean fine = stipple_media_inspect (file, &facts, &error);

  g_assert_true (fine == (error == NULL));
  if (fine)
    {
      g_assert_true (facts.width >= 1 && facts.width <= STIPPLE_MEDIA_MAX_SIDE);
      g_assert_true (facts.height >= 1 && facts.height <= STIPPLE_MEDIA_MAX_SIDE);
      g_assert_cmpuint (strnlen (facts.sha256, sizeof facts.sha256), ==, 64);
    }
  return 0;
}
