// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include "wire/fhir.h"

G_BEGIN_DECLS

/**
 * What the hub refused, between its sealed row and plain JSON; the shapes are those of wire/api.h.
 */

/* Seals what a kiosk told, {"refusal", "document"?, "code"?, "name"?}, into @row, bound to its id and round. */
void stipple_quarantine_seal_report (StippleHub *hub, StippleQuarantineRow *row,
                                     const json_t *report);

/**
 * stipple_quarantine_settle: @row comes to @state, for good: what was refused goes, and only why it was, and @outcome
 * (taken, may be NULL: {"changed"} or {"reason"}), stay. CORRUPT.
 */
gboolean stipple_quarantine_settle (StippleHub *hub, StippleQuarantineRow *row,
                                    StippleQuarantineState state, const char *staff,
                                    json_t *outcome, GError **error);
/* The hub has just stored the intake @id, so it waits for nobody any more. In the caller's transaction. */
gboolean stipple_quarantine_deliver (StippleHub *hub, StippleTx *tx, const char *id,
                                     GError **error);

/* The refused {"patient", "response"}; NULL without an error when there is none that can be read. Transfer full. */
json_t *stipple_quarantine_open_document (StippleHub *hub, const StippleQuarantineRow *row,
                                          GError **error);
/* Six digits; NULL: the kiosk could not read it. Transfer full. */
char *stipple_quarantine_open_code (StippleHub *hub, const StippleQuarantineRow *row);
/* What differs of two {"patient", "response"}: "changed" of wire/api.h. Transfer full. */
json_t *stipple_quarantine_compare (const json_t *refused, const json_t *fixed);

/* A Q, a ONE. Transfer full. CORRUPT. */
json_t *stipple_quarantine_describe (StippleHub *hub, const StippleQuarantineRow *row,
                                     GError **error);
json_t *stipple_quarantine_describe_one (StippleHub *hub, const StippleQuarantineRow *row,
                                         GError **error);
/* The LINEAGE of the intake @id into @intake, when it was refused once. */
gboolean stipple_quarantine_add_lineage (StippleHub *hub, const char *id, json_t *intake,
                                         GError **error);
/* `"7"`. Transfer full. */
char *stipple_quarantine_etag (const StippleQuarantineRow *row);

G_END_DECLS
