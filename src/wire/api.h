// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/**
 * The hub's paths, beside FHIR's own, and the JSON that goes over them. Errors under /fhir are
 * OperationOutcomes; elsewhere application/problem+json (RFC 9457: type, title, status, detail).
 *
 * A device is known by `Authorization: Bearer <device token>`, staff by a session token the same way.
 */

/* POST. → 200 transaction-response, see wire/fhir.h. Device. */
#define STIPPLE_PATH_FHIR "/fhir"
/* GET. CapabilityStatement. Anyone. */
#define STIPPLE_PATH_METADATA "/fhir/metadata"
/* GET ?url=<canonical>[|version]. searchset of Questionnaire. Device or staff. */
#define STIPPLE_PATH_QUESTIONNAIRE "/fhir/Questionnaire"
/* GET /<id>; GET ?_lastUpdated=ge…&_count=n with paging links. Staff. DELETE /<response id> → 204 deletes
 * the whole intake; from then on its ids answer 410. Administrators. */
#define STIPPLE_PATH_RESPONSE "/fhir/QuestionnaireResponse"
#define STIPPLE_PATH_PATIENT "/fhir/Patient"

/**
 * POST {"code": "ABCD-EFGH", "name": "Lobby 1"}
 * 201 {"device": uuid, "name": "Lobby 1", "token": "…", "codeSpace": 1…4095, "codeKey": base64 of 16 bytes}
 * 401 wrong, used or expired code; 429 with Retry-After after five wrong tries.
 */
#define STIPPLE_PATH_ENROL "/enrol"

/* GET. The newest pack, `ETag: "<digest>"`, 304; `?version=n` an earlier one. Device or staff. */
#define STIPPLE_PATH_CONTENT "/content"

/**
 * POST {"user": "…", "password": "…"}
 * 200 {"token": "…", "user": "…", "role": "administrator" | "reception", "expires": "2026-…Z"}; 401; 429.
 */
#define STIPPLE_PATH_SIGN_IN "/staff/sign-in"
/* POST, no body → 204. */
#define STIPPLE_PATH_SIGN_OUT "/staff/sign-out"

/**
 * GET ?limit=n&after=cursor, newest first. Reception and administrators.
 * 200 {"intakes": [{"id", "code", "received", "finished", "name", "outcome"?, "earliest"?, "device",
 *      "language", "packVersion", "receipt", "mismatch": bool, "inProgress": bool}], "next"?: cursor}
 *      One that goes on at the desk is in progress: it has no outcome, and of the name what is known.
 * GET /<code> → 200 {"patient": {…}, "response": {…}, "receipt", "received", "device", "packVersion",
 *      "mismatch": bool, "inProgress": bool, "outcome"?: "…" (as the hub computes it)}; 404, 410.
 */
#define STIPPLE_PATH_INTAKES "/staff/intakes"

/**
 * Somebody at a kiosk asks for staff. POST {"id": uuid, "made": "2026-…Z"}; the same one again changes nothing.
 * 201 (new) or 200 {"id", "received", "expires"}; 409 another device's id; 429 as many as one device may have
 * open. Device.
 */
#define STIPPLE_PATH_CALLS "/calls"
/**
 * GET → 200 {"calls": [{"id", "device", "name", "made", "received", "expires", "answered"?,
 *      "state": "open" | "answered" | "expired"}]}, newest first; they are kept for a day.
 * POST /<id>/answer, no body → 204, also when it was answered before; 404. Reception and administrators.
 */
#define STIPPLE_PATH_STAFF_CALLS "/staff/calls"

/* POST {"name"?: "Lobby 1"} → 201 {"code": "ABCD-EFGH", "expires": "…Z"}. Administrators. */
#define STIPPLE_PATH_ENROL_CODES "/admin/enrol-codes"
/* GET → {"devices": [{"device", "name", "enrolled", "seen"?, "revoked": bool}]}; DELETE /<device> → 204. */
#define STIPPLE_PATH_DEVICES "/admin/devices"
/* POST a pack → 201 {"version": n, "digest": "…"}; 422 problem with "faults": ["path: …"]; 409 not newer. */
#define STIPPLE_PATH_ADMIN_CONTENT "/admin/content"
/* GET → {"staff": [{"user", "role"}]}; POST {"user", "role"} → 201 {"user", "role", "password"} (once). */
#define STIPPLE_PATH_ADMIN_STAFF "/admin/staff"

/* GET → 200 {"status": "ok", "version": "…", "schema": n}; 503 when storage fails. Anyone. */
#define STIPPLE_PATH_HEALTH "/health"
/* GET. Prometheus text; nothing about a person. Anyone on the hub's network. */
#define STIPPLE_PATH_METRICS "/metrics"
