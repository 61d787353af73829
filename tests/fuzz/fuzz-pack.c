// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include "core/error.h"
#include "wire/pack-reader.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) json = g_bytes_new (data, size);
  g_auto (GStrv) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack = stipple_pack_parse (json, &faults, &error);

  g_assert_true ((pack == NULL) == (error != NULL));
  g_assert_true ((pack == NULL) == (faults[0] != NULL));
  g_assert_cmpuint (g_strv_length (faults), <=, 100);
  for (guint i = 0; faults[i] != NULL; i++)
    g_assert_true (g_utf8_validate (faults[i], -1, NULL));
  return 0;
}
