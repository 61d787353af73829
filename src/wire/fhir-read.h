// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "wire/reader.h"

G_BEGIN_DECLS

/* Pieces of stipple_fhir_read_intake(), for the bundle's reader as well. Each reads what stands at
 * @reader's place into @intake, and records every fault. The response comes first: a birth date is
 * checked against the day of the visit. */
void stipple_fhir_read_response (StippleReader *reader, json_t *response, StippleIntake *intake);
void stipple_fhir_read_patient (StippleReader *reader, json_t *patient, StippleIntake *intake);
/* The items of a response. */
void stipple_fhir_read_items (StippleReader *reader, json_t *response, StippleIntake *intake);

/* "[a-z0-9-]{1,64}", what a content pack calls its things. */
gboolean stipple_fhir_is_pack_id (const char *text);
/* The shape of a BCP 47 tag: "en", "fr-CA". */
gboolean stipple_fhir_is_language (const char *text);

G_END_DECLS
