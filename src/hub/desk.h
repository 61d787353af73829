// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include "wire/fhir.h"

G_BEGIN_DECLS

/**
 * An intake as the front desk sees it; the shapes are those of wire/api.h.
 */

/* A ROW. Transfer full. Errors: GONE for a deleted one, CORRUPT. */
json_t *stipple_desk_row (StippleHub *hub, const StippleIntakeRow *row, GError **error);
/* The INTAKE: the row, its two resources and the work on it. Transfer full; as above. */
json_t *stipple_desk_intake (StippleHub *hub, const StippleIntakeRow *row, GError **error);
/* `"7"`, of an INTAKE. Transfer full. */
char *stipple_desk_etag (const StippleIntakeRow *row);

/* The sealed body of a piece of work, bound to its id. Transfer full. */
GBytes *stipple_desk_seal_work (StippleHub *hub, const char *id, const json_t *body);
json_t *stipple_desk_open_work (StippleHub *hub, const StippleWorkRow *row, GError **error);

/* Ids of staff → their user names. Transfer full. */
GHashTable *stipple_desk_list_names (StippleHub *hub, GError **error);

G_END_DECLS
