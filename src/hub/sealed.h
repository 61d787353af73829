// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"

#include <jansson.h>

G_BEGIN_DECLS

/* JSON as the hub keeps it: sealed with its key, and bound to @table, @id and @version, so that no row can stand for
 * another. */
GBytes *stipple_sealed_write (StippleHub *hub, const char *table, const char *id, gint64 version,
                              const json_t *json);
/* Transfer full. Errors: those of stipple_unseal(), CORRUPT. */
json_t *stipple_sealed_read (StippleHub *hub, const char *table, const char *id, gint64 version,
                             GBytes *sealed, GError **error);

G_END_DECLS
