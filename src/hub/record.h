// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "hub/hub.h"
#include "wire/fhir.h"

G_BEGIN_DECLS

/**
 * What the hub keeps of an intake, between plain JSON and its sealed row.
 */

/* The sealed forms of @document ({"patient", "response"}) and @summary into @row, bound to its id and version. */
void stipple_record_seal (StippleHub *hub, StippleIntakeRow *row, const json_t *document,
                          const json_t *summary);
void stipple_record_seal_summary (StippleHub *hub, StippleIntakeRow *row, const json_t *summary);
/* {"patient", "response"}, each with its meta.versionId and meta.lastUpdated. Transfer full. Errors: GONE for a
 * deleted one, CORRUPT. */
json_t *stipple_record_open (StippleHub *hub, const StippleIntakeRow *row, GError **error);
/* What an earlier or the current version of intake @id says, without either; a correction's has the "reason" that was
 * given, if any. Transfer full. */
json_t *stipple_record_open_version (StippleHub *hub, const char *id,
                                     const StippleVersionRow *version, GError **error);
/* {"code", "name", "firstName"?, "lastName"?, "born"?, "phone"?, "finished", "outcome"?, "earliest"?, "language", "packVersion", "mismatch", "inProgress"}. The
 * outcome is computed here, and only of an intake that is complete. */
json_t *stipple_record_open_summary (StippleHub *hub, const StippleIntakeRow *row, GError **error);

/**
 * stipple_record_summarise: what a list shows of @intake, with the result worked out anew from its answers,
 * for its own day and under its own pack. "mismatch" tells whether the kiosk came to another one.
 * Errors: INVALID, INCOMPLETE when the answers or the languages do not fit the pack.
 */
json_t *stipple_record_summarise (const StippleIntake *intake, const StipplePack *pack,
                                  GError **error);

/* The person's members of a summary. */
void stipple_record_describe_person (const StippleIntake *intake, json_t *summary);

/* What the front desk finds @row by, see hub/search.h, its day, and whether it is in progress. */
void stipple_record_index (StippleHub *hub, StippleIntakeRow *row, const StippleIntake *intake,
                           const json_t *summary);

/**
 * StippleRecord: an intake that came in, ready to be stored as version 1 by whoever sets its device and times. To
 * be another version it is sealed again.
 */
typedef struct
{
  json_t *document;
  json_t *summary;
  StippleIntakeRow *row;
} StippleRecord;
void stipple_record_free (StippleRecord *self);
/* All that takes time, so not in a transaction. NULL: @status is what to answer, @expression (may come back
 * NULL) the FHIRPath of the fault, "Patient.birthDate" or "QuestionnaireResponse.item[2]". */
StippleRecord *stipple_record_read (StippleHub *hub, const StippleBundleItem *item, int *status,
                                    char **expression, GError **error);

/* Version 1 of an intake, in the caller's transaction. @place (out): "Patient" (CONFLICT: the hub has it with another
 * intake) or "QuestionnaireResponse.identifier.value" (INVALID: the code is taken); NULL: another error. */
gboolean stipple_record_insert (StippleHub *hub, StippleTx *tx, const StippleIntakeRow *row,
                                const char **place, GError **error);

/* The keyed hash an intake is found by. @code: six digits. */
void stipple_record_blind_code (StippleHub *hub, const char *code, guint8 out[STIPPLE_BLIND_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleRecord, stipple_record_free)

G_END_DECLS
