// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/sealed.h"

#include "core/error.h"
#include "wire/fhir.h"
#include <glib/gi18n-lib.h>
#include <string.h>

GBytes *
stipple_sealed_write (StippleHub *hub, const char *table, const char *id, gint64 version,
                      const json_t *json)
{
  char *text = stipple_json_canonical (json);
  GBytes *sealed = stipple_seal (hub->key, table, id, version, text, strlen (text));

  stipple_wipe (text);
  return sealed;
}

json_t *
stipple_sealed_read (StippleHub *hub, const char *table, const char *id, gint64 version,
                     GBytes *sealed, GError **error)
{
  g_autoptr (GBytes) plain =
      stipple_unseal (hub->key, table, id, version, g_bytes_get_data (sealed, NULL),
                      g_bytes_get_size (sealed), error);
  json_t *json = NULL;

  if (plain == NULL)
    return NULL;
  json = json_loadb (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), 0, NULL);
  if (json == NULL)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
                         _ ("The hub's database is damaged. Restore it from a backup."));
  return json;
}
