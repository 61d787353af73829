// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/**
 * The hub's paths, beside FHIR's own, and the JSON that goes over them. Errors under /fhir are
 * OperationOutcomes; elsewhere application/problem+json (RFC 9457: type, title, status, detail).
 *
 * A device is known by `Authorization: Bearer <device token>`, staff by a session token the same way.
 */

/* The `type` of a 401 whose token is missing, expired or ended: staff sign in again, and then go on where they
 * were. A wrong password has another type. */
#define STIPPLE_PROBLEM_SIGN_IN "https://stipple.example/problem/sign-in"
/* The `type` of a 412: somebody changed it meanwhile; "current" is the intake as it stands now. */
#define STIPPLE_PROBLEM_CHANGED "https://stipple.example/problem/changed"

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
/* Header of the answer to a bundle that was stored: the digest of the newest pack, without quotes. A kiosk
 * that has another fetches it at once, and need not wait until it looks by itself. */
#define STIPPLE_HEADER_CONTENT "Stipple-Content"

/* GET /<sha256>. A picture of a pack: image/png or image/jpeg, which never changes; 304; 404. Device or staff. */
#define STIPPLE_PATH_MEDIA "/content/media"

/**
 * POST {"user": "…", "password": "…"}
 * 200 {"token": "…", "user": "…", "role": "administrator" | "reception", "expires": "2026-…Z"}; 401; 429.
 */
#define STIPPLE_PATH_SIGN_IN "/staff/sign-in"
/* POST, no body → 204. */
#define STIPPLE_PATH_SIGN_OUT "/staff/sign-out"

/**
 * Intakes at the front desk. Reception and administrators; DELETE: administrators.
 *
 * GET ?limit=n&after=cursor, newest first, and narrowed by any of
 *      q=        words in any order, each the beginning of a first or last name (accents and case do not matter), of
 *                a phone number or its last ten, seven or four digits, of a date of birth (1985-03-12), or a code.
 *                See core/search-terms.h
 *      outcome=  unsuitable | wait | physician | proceed | in-progress
 *      state=    see core/work-state.h
 *      device=   id
 *      from=, to=  received from (inclusive), to (exclusive): 2026-12-05T05:00:00Z
 * 200 {"intakes": [ROW], "next"?: cursor}
 * ROW {"id", "code", "received", "finished", "updated", "version": n, "revision": n, "state",
 *      "name", "firstName"?, "lastName"?, "born"?: "1985-03-12", "phone"?, "outcome"?, "earliest"?,
 *      "device", "deviceName", "onPaper": bool, "language", "packVersion", "receipt", "mismatch": bool,
 *      "inProgress": bool}
 *      One that goes on at the desk is in progress: it has no outcome, and of the name what is known.
 *      "version" counts what the intake says; "revision" counts every change, notes and states too.
 *
 * GET /<code> → 200 INTAKE, `ETag: "<revision>"`; 404; 410.
 * INTAKE: a ROW's members and {"patient": {…}, "response": {…}, "lineage"?: LINEAGE, "work": {
 *      "state", "stateBy"?, "stateAt"?,
 *      "notes": [{"id", "by", "at", "text"}], oldest first,
 *      "letter": {"received": date, "from", "fit": "yes" | "no" | "conditions", "conditions"?, "by", "at"} | null,
 *      "history": [{"at", "by"?, "what": "received" | "fixed" | "keyed" | "corrected" | "state" | "note" |
 *                   "letter",
 *                   "state"?, "version"?, "receipt"?, "reason"?, "note"?: id}], oldest first}}
 *      "by" is a user name; what a kiosk sent has none. "keyed": in from paper.
 *
 * GET /<code>/versions/<version> → 200 {"version", "patient", "response", "reason"?}: what it said then; 404.
 *
 * Each of these answers with the INTAKE as it then is, and its ETag. `If-Match: "<revision>"` may be given with any of
 * them, and must be with PUT (428): when the intake is at another revision, 412 with "current": INTAKE, and
 * nothing was changed. If current's "version" is still the one that was edited, only the work on it moved: PUT again
 * with its ETag.
 * POST /<code>/state {"state"} → 200, also when it is in that state; 409 no such step.
 * POST /<code>/notes {"id": uuid, "text": 1…2,000 characters} → 201; 200 when it is there; 409 the id is another
 *      note's.
 * POST /<code>/letter {"received": date, "from": 1…200 characters, "fit", "conditions"?: text, with fit
 *      "conditions"} → 200. The physician's letter; the newest counts.
 * PUT /<code> {"patient": {…}, "response": {…}, "reason"?: 3…500 characters} → 200. A correction: a new version, its
 *      result worked out anew. Ids and code stay. 422 with "expression": the FHIRPath of the fault.
 * DELETE /<code> {"reason": 3…500 characters} → 204. On the person's request: all of it goes, and its ids and code
 *      answer 410 from then on. Administrators.
 */
#define STIPPLE_PATH_INTAKES "/staff/intakes"

/**
 * Blank forms on paper (print/paper-form.h). Each copy has a code of its own, and the content as it was printed.
 *
 * POST {"count": 1…100, "language": "fr-CA"} → 201 {"packVersion": n, "language", "codes": ["7K4Q2M", …]}: the codes
 *      are reserved for copies of the newest pack, and never given again. 422 a language that the pack does not have.
 * GET /<code> → 200 {"code", "packVersion": n, "language", "printed": "2026-…Z", "keyed": bool}; 404 no form has it.
 *      Keyed: STIPPLE_PATH_INTAKES has the intake of this code, or had it.
 *
 * PUT STIPPLE_PATH_PAPER_INTAKES/<code> {"patient": {…}, "response": {…}}: what the filled form of that code says, under
 * the form's pack version and in its language, its result worked out anew. → 201 INTAKE; 200 the same once more; 412
 * with "current": INTAKE, when the form was keyed in before with something else, which stays; 404; 410; 422 with
 * "expression". Reception and administrators.
 */
#define STIPPLE_PATH_PAPER_FORMS "/staff/paper-forms"
#define STIPPLE_PATH_PAPER_INTAKES "/staff/paper-intakes"

/**
 * Intakes that came in a span of time, to leave the hub in a file. Administrators; each page is in the audit, with who,
 * span, format and how many.
 * GET ?from=&to= as above, both → 200 {"intakes": n}: how many there are; nothing of them, and nothing audited.
 * GET ?from=&to=&format=csv|ndjson&after=cursor → 200, newest first: text/csv (wire/csv.h; the first page begins with
 *      the names of the columns), or application/fhir+ndjson, a line for the Patient and one for the
 *      QuestionnaireResponse of each. The pages one behind the other are the file; while STIPPLE_HEADER_NEXT is given,
 *      it is the cursor of the next one.
 */
#define STIPPLE_PATH_EXPORT "/staff/export"
#define STIPPLE_HEADER_NEXT "Stipple-Next"

/**
 * GET ?since=cursor → 200 {"cursor", "intakes": [ROW or {"id", "deleted": true}], "more"?: true,
 *      "reset"?: true, "counts": {"new", "inProgress", "calls", "quarantine", "quarantineChange"}}. What changed since,
 * oldest change first; without `since`: no intakes, only where one stands. With "more", ask again at once with the new cursor. With
 * "reset" the hub's data was put back: load the list anew. New and in progress count what is not closed; calls
 * the open ones; quarantine what waits for somebody there, quarantineChange is raised by every change there. Meant to be
 * asked every 2 s. Reception and administrators.
 */
#define STIPPLE_PATH_CHANGES "/staff/changes"

/**
 * What happens at a desk and not at the hub. POST {"action": "print" | "export", "what": "summary" | "aftercare" |
 * "batch" | "paper-form" | "day-close" | "fhir" | "pdf" | "csv" | "ndjson", "code"?: of the intake, "count"?: n}
 * → 201 {"seq": n}. Post it before it happens: what cannot be told to the hub is not done. Reception and
 * administrators.
 */
#define STIPPLE_PATH_AUDIT_EVENTS "/staff/audit-events"

/**
 * GET ?limit=n&after=cursor, newest first → 200 {"entries": [{"seq": n, "at", "who"?, "role", "from", "action",
 *      "subject"?: id, "detail"?: {…}}], "next"?: cursor}. Nobody's words or answers are in it. Administrators.
 */
#define STIPPLE_PATH_ADMIN_AUDIT "/admin/audit"

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

/**
 * What the hub refused, told by the kiosk that keeps it. Device; 403 another device's id.
 *
 * PUT /<response id> {"round": 1…, "made": time, "refused": time, "refusal": REFUSAL of wire/refusal.h, "code"?,
 *      "document"?: text} → 201 (new) or 200 (known) ANSWER. "round" counts how often it was refused: the same one again
 *      changes nothing, a later one asks anew what is to become of it. "document" is the canonical {"patient", "response"}
 *      exactly as it was sent; absent when the kiosk cannot read it or it is beyond the size of a bundle.
 *      413; 422 with what is wrong.
 * GET /<response id> → 200 ANSWER; 404: the hub was never told, or has forgotten: PUT it.
 * ANSWER {"id", "round": n, "state": "open" | "again" | "resolved" | "dismissed", "receipt"?: of what the hub holds}
 *      again: send the same bytes once more. resolved: the hub holds the intake, or what staff made of it.
 */
#define STIPPLE_PATH_QUARANTINE "/quarantine"
/**
 * The same for staff. Reception and administrators; dismissing: administrators.
 *
 * GET ?limit=n&after=cursor, newest first → 200 {"quarantine": [Q], "count": n, "next"?: cursor}. Only what is not
 *      settled; "count" of all of it.
 * Q {"id", "revision": n, "state": "open" | "again" | "fixed" | "delivered" | "dismissed", "round": n, "code"?, "name"?,
 *      "device", "deviceName", "made", "refused", "reported", "sha256"?: of the document, "refusal": REFUSAL}
 * GET /<id> → 200 ONE, ETag `"<revision>"`; 404.
 * ONE: a Q's members, and {"patient"?, "response"?: as refused, where they can be read, "check"?: {"status": n, "detail"?,
 *      "expression"?} what the hub would say to them now, 200: it would take them, "held"?: code of the intake that the
 *      hub has under this id, "settledBy"?, "settledAt"?, "reason"?: of a dismissal, "changed"?: as in LINEAGE}
 *
 * Each of these takes If-Match (412 with "current": ONE) and is audited; 409 when it is settled.
 * POST /<id>/fix {"patient", "response"} → 201 INTAKE: checked as POST /fhir checks it, it becomes an intake of the kiosk's,
 *      or a correction of the one that the hub holds under this id. Ids and code stay. 422 with "expression".
 * POST /<id>/again, no body → 200 ONE: the kiosk sends the same bytes at its next contact.
 * POST /<id>/dismiss {"reason": 3…500 characters} → 200 ONE: it is not wanted, a duplicate for example. What it says goes.
 *
 * LINEAGE, "lineage" of an INTAKE that was once refused: {"state": "fixed" | "delivered", "refused": time, "round": n,
 *      "sha256"?: of the refused bytes, "refusal": REFUSAL, "by"?, "at", "changed"?: [{"path": "Patient.birthDate",
 *      "from"?, "to"?: text, number or boolean}]}
 */
#define STIPPLE_PATH_STAFF_QUARANTINE "/staff/quarantine"

/**
 * What a kiosk recorded on a day of its calendar. PUT /<day>, 2026-12-05 {"sequence": n, "complete": bool,
 *      "claims": [{"id", "code"?, "receipt"?, "state": "waiting" | "delivered" | "quarantined" |
 *      "dismissed" | "purged"}]}
 * All of that day, each time; a higher sequence takes the place of a lower one, the same one again changes nothing.
 * "complete": with this one the hub was told every day; that is when a kiosk counts as heard.
 * What was claimed once and is left out later stays, as "gone". See core/tally.h.
 * 200 {"day", "sequence"}; 409 problem with "sequence": the hub has this higher one. Device.
 */
#define STIPPLE_PATH_TALLY "/tally"

/**
 * What the kiosks recorded on a day against what is here, by receipt.
 * GET ?date=2026-12-05 (today by the clinic's calendar) → 200 CLOSE, with an ETag of what there is to explain: a kiosk
 *      that was heard again and said nothing new does not change it; 304.
 * CLOSE {"date", "today": by the clinic's calendar, "asOf", "kiosks": [{"device", "name", "revoked": bool, "heard"?, "silent": bool,
 *      "recorded": n, "held": n, "deleted": n, "dismissed": n,
 *      "missing": [{"code"?, "where": a state of a claim, or "gone"}],
 *      "differing": [{"code"?}], "unclaimed": [{"code", "received"}]}],
 *      "closes": [{"at", "by"?, "reason"?, "recorded", "held", "deleted", "dismissed", "missing", "differing",
 *                  "unclaimed", "silent": n}], newest first}. See core/day-close.h.
 * POST {"date", "reason"?: 3…500 characters} with the `If-Match` (428) of what was looked at → 201 CLOSE; 412 with
 *      "current": CLOSE, as something changed meanwhile; 422 there is something to explain, and no reason.
 * Reception and administrators.
 */
#define STIPPLE_PATH_DAY_CLOSE "/staff/day-close"

/**
 * The PIN that opens the staff drawer of every kiosk.
 *
 * Administrators: PUT {"pin": "285016"} → 200 {"version": n}; 422 too short, or easily guessed. The hub keeps its hash.
 * Kiosks: GET → 200 {"version": n, "hash": "$argon2id$…"}, see seal/pin.h; 404 none was set.
 */
#define STIPPLE_PATH_ADMIN_KIOSK_PIN "/admin/kiosk-pin"
#define STIPPLE_PATH_KIOSK_PIN "/kiosk/pin"
/**
 * What was done at a kiosk's staff drawer, for the audit. POST {"events": [{"number": n, "at": "2026-…Z", "action",
 *      "subject"?: id}]}, by rising numbers, at most 50; → 200 {"number": n}, up to which the hub has them. Those it
 * had are not written twice. Actions: STIPPLE_KIOSK_… Device.
 */
#define STIPPLE_PATH_KIOSK_EVENTS "/kiosk/events"
#define STIPPLE_KIOSK_EVENTS_MAX 50
#define STIPPLE_KIOSK_DRAWER_OPENED "drawer-opened"
#define STIPPLE_KIOSK_DRAWER_REFUSED "drawer-refused" /* a wrong PIN */
#define STIPPLE_KIOSK_DRAWER_CLOSED "drawer-closed"
#define STIPPLE_KIOSK_DRAWER_PRINTED "drawer-printed"
#define STIPPLE_KIOSK_ENDED "kiosk-ended"

/* POST {"name"?: "Lobby 1"} → 201 {"code": "ABCD-EFGH", "expires": "…Z"}. Administrators. */
#define STIPPLE_PATH_ENROL_CODES "/admin/enrol-codes"
/* GET → {"devices": [{"device", "name", "enrolled", "seen"?, "revoked": bool}]}; DELETE /<device> → 204. */
#define STIPPLE_PATH_DEVICES "/admin/devices"
/* POST a pack → 201 {"version": n, "digest": "…"}; 422 problem with "faults": ["path: …"], also of a picture that
 * is not here yet; 409 not newer. */
#define STIPPLE_PATH_ADMIN_CONTENT "/admin/content"
/* PUT /<sha256>, a PNG or JPEG as application/octet-stream of at most 4 MiB and 4096 px a side → 201 (new) or 200
 * {"sha256", "type", "width", "height"}; 413; 422 another file than its path says, or no such picture. */
#define STIPPLE_PATH_ADMIN_MEDIA "/admin/media"
/* GET → {"staff": [{"user", "role"}]}; POST {"user", "role"} → 201 {"user", "role", "password"} (once). */
#define STIPPLE_PATH_ADMIN_STAFF "/admin/staff"

/* GET → 200 {"status": "ok", "version": "…", "schema": n}; 503 when storage fails. Anyone. */
#define STIPPLE_PATH_HEALTH "/health"
/* GET. Prometheus text; nothing about a person. Anyone on the hub's network. */
#define STIPPLE_PATH_METRICS "/metrics"
