// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "core/pack.h"
#include <jansson.h>

G_BEGIN_DECLS

/**
 * The intake as FHIR R4 (hl7.org/fhir/R4): a transaction Bundle of `PUT Patient/<uuid>` and
 * `PUT QuestionnaireResponse/<uuid>` for each intake. The items of the response are listed in
 * wire/fhir-names.h. Both resources carry the intake's code as identifier. The preferred contact is the
 * telecom with rank 1 (text messages: one more telecom, of system "sms"). An intake in progress has the status
 * "in-progress" and lacks what is not known yet; a completed one lacks nothing.
 */
#define STIPPLE_FHIR_TYPE "application/fhir+json"
#define STIPPLE_BUNDLE_MAX_INTAKES 20
#define STIPPLE_BUNDLE_MAX_BYTES (1024 * 1024)
#define STIPPLE_JSON_MAX_DEPTH 32
/* Extension on the QuestionnaireResponse entry of a transaction-response: the receipt. */
#define STIPPLE_RECEIPT_URL "https://stipple.example/fhir/StructureDefinition/receipt"
/* Patient/QuestionnaireResponse identifier systems. */
#define STIPPLE_CODE_SYSTEM "https://stipple.example/fhir/sid/intake-code"
/* Yes, no, unknown: HL7's expanded yes/no indicator, http://terminology.hl7.org/CodeSystem/v2-0532 */
#define STIPPLE_YES_NO_SYSTEM "http://terminology.hl7.org/CodeSystem/v2-0532"

/* A parser for what comes from outside: strict UTF-8, no duplicate keys, depth ≤ 32, no NUL, size ≤
 * @max_bytes. Transfer full. Errors: INVALID, TOO_LARGE. */
json_t *stipple_json_parse (const void *data, gsize length, gsize max_bytes, GError **error);
/* Canonical form: sorted keys, no white space, UTF-8. Transfer full. */
char *stipple_json_canonical (const json_t *json);

/* The two entries of an intake, as sealed in the kiosk's outbox: {"patient":…,"response":…} in canonical
 * form. The same intake always gives the same bytes. Transfer full. */
char *stipple_fhir_write_intake (const StippleIntake *intake, const StipplePack *pack);
/* SHA-256 hex (64 digits) of that canonical form; meta.versionId and meta.lastUpdated do not count. */
char *stipple_fhir_receipt (const json_t *patient, const json_t *response);
/* First 8 digits, upper case, as people see it: "8F3A-19C0". */
char *stipple_receipt_display (const char *receipt);

/* A collection Bundle of the two, for another FHIR system. Transfer full. */
json_t *stipple_fhir_collection (json_t *patient, json_t *response);

/* A transaction Bundle of @n documents made by stipple_fhir_write_intake(). Transfer full. */
char *stipple_fhir_write_bundle (const char *const *documents, guint n, GError **error);

/**
 * One intake as found in a bundle. `patient`, `response` are borrowed from the bundle's JSON.
 */
typedef struct
{
  json_t *patient;
  json_t *response;
  char *patient_id;
  char *response_id;
  char *code;     /* six digits */
  char *if_match; /* of the response's request; NULL when none */
  char *receipt;
} StippleBundleItem;
void stipple_bundle_item_free (StippleBundleItem *self);

/**
 * stipple_fhir_read_bundle: check a transaction bundle down to the shape of every resource, as the hub
 * does. @expression (out) gets the FHIRPath of the fault ("Bundle.entry[3].resource.birthDate").
 * Properties that are not understood are faults too: nothing is kept that nobody checked.
 * Errors: INVALID (@status 400: no transaction Bundle at all; 422: a rule broken in it), TOO_LARGE
 * (413: too many intakes). The message begins with the expression and holds nothing of the bundle.
 * Returns GPtrArray of StippleBundleItem, in the order of the responses.
 */
GPtrArray *stipple_fhir_read_bundle (json_t *bundle, int *status, char **expression,
                                     GError **error);

/* Read the two resources back into an intake, checking every field. The eligibility result is read
 * as the kiosk stated it. Error INVALID with @expression as above. */
StippleIntake *stipple_fhir_read_intake (const json_t *patient, const json_t *response,
                                         char **expression, GError **error);

/* The R4 Questionnaire of a pack; `version` is the pack version; the items and their linkIds are those
 * of fhir-names.h. Transfer full. */
json_t *stipple_fhir_questionnaire (const StipplePack *pack);
/* @date: of the software, "2026-12-05". Transfer full. */
json_t *stipple_fhir_capability_statement (const char *software_version, const char *date);
/* One issue; @severity "error" …, @code an R4 IssueType ("invalid", "conflict", …); @diagnostics and
 * @expression may be NULL. Transfer full. */
json_t *stipple_fhir_outcome (const char *severity, const char *code, const char *diagnostics,
                              const char *expression);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleBundleItem, stipple_bundle_item_free)
typedef json_t StippleJson;
static inline void
stipple_json_unref (StippleJson *json)
{
  json_decref (json);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleJson, stipple_json_unref)

G_END_DECLS
