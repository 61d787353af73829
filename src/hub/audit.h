// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include "hub/message.h"

G_BEGIN_DECLS

/**
 * The audit: who did what, when and from where. Each entry carries a keyed hash over all of itself and the hash of
 * the entry before; how many there are and the last hash are kept sealed beside them. So whoever has the
 * database but not the key cannot edit, remove, reorder or cut off entries without its showing. What a whole older
 * copy of the database shows is true as of then: keep the count that `stipplectl audit verify` tells.
 *
 * An entry holds nobody's words: of a search what was narrowed and how many were found, not what for.
 */

/* The actions, as they are stored and listed. */
#define STIPPLE_AUDIT_BEGIN "audit-begin"
#define STIPPLE_AUDIT_SIGN_IN "sign-in"
#define STIPPLE_AUDIT_SIGN_IN_FAILED "sign-in-failed"
#define STIPPLE_AUDIT_SIGN_OUT "sign-out"
#define STIPPLE_AUDIT_REFUSED "refused"
#define STIPPLE_AUDIT_THROTTLED "throttled"
#define STIPPLE_AUDIT_ENROLLED "enrolled"
#define STIPPLE_AUDIT_ENROL_FAILED "enrol-failed"
#define STIPPLE_AUDIT_ENROL_CODE "enrol-code"
#define STIPPLE_AUDIT_DEVICE_REVOKED "device-revoked"
#define STIPPLE_AUDIT_STAFF_ADDED "staff-added"
#define STIPPLE_AUDIT_PUBLISHED "content-published"
#define STIPPLE_AUDIT_CALL_ANSWERED "call-answered"
#define STIPPLE_AUDIT_RECEIVED "received"
#define STIPPLE_AUDIT_PAPER_RESERVED "paper-reserved"
#define STIPPLE_AUDIT_PAPER_KEYED "paper-keyed"
#define STIPPLE_AUDIT_LISTED "listed"
#define STIPPLE_AUDIT_SEARCHED "searched"
#define STIPPLE_AUDIT_VIEWED "viewed"
#define STIPPLE_AUDIT_STATE "state"
#define STIPPLE_AUDIT_NOTE "note"
#define STIPPLE_AUDIT_LETTER "letter"
#define STIPPLE_AUDIT_CORRECTED "corrected"
#define STIPPLE_AUDIT_DELETED "deleted"
#define STIPPLE_AUDIT_QUARANTINED "quarantined"
#define STIPPLE_AUDIT_QUARANTINE_LISTED "quarantine-listed"
#define STIPPLE_AUDIT_QUARANTINE_VIEWED "quarantine-viewed"
#define STIPPLE_AUDIT_QUARANTINE_FIXED "quarantine-fixed"
#define STIPPLE_AUDIT_QUARANTINE_AGAIN "quarantine-again"
#define STIPPLE_AUDIT_QUARANTINE_DISMISSED "quarantine-dismissed"
#define STIPPLE_AUDIT_DAY_VIEWED "day-viewed"
#define STIPPLE_AUDIT_DAY_CLOSED "day-closed"
#define STIPPLE_AUDIT_PRINT "print"
#define STIPPLE_AUDIT_EXPORT "export"
#define STIPPLE_AUDIT_KIOSK_PIN "kiosk-pin"
/* And what kiosks tell of their staff drawer: STIPPLE_KIOSK_… of wire/api.h. */

/* Refusals of one minute that are written one by one; the next after them tells how many were not. Else whoever
 * has no token could fill the disk. */
#define STIPPLE_AUDIT_REFUSALS 60

/**
 * stipple_audit_add: an entry in the transaction of what it tells of. Who and from where are @request's. @subject: the
 * id it was done to, may be NULL; @detail: taken, may be NULL. CORRUPT when the audit's head does not open.
 */
gboolean stipple_audit_add (StippleHub *hub, StippleTx *tx, const StippleRequest *request,
                            const char *action, const char *subject, json_t *detail,
                            GError **error);
/* The same in a transaction of its own, for what changes nothing. @seq (out, may be NULL). */
gboolean stipple_audit_event (StippleHub *hub, const StippleRequest *request, const char *action,
                              const char *subject, json_t *detail, gint64 *seq, GError **error);
/* That the route table, or a throttle, said no to @request. A fault of the disk is logged only. */
void stipple_audit_refusal (StippleHub *hub, const StippleRequest *request, const char *action,
                            int status);

/* What a row's sealed detail says; NULL without an error when it has none. Transfer full. */
json_t *stipple_audit_open_detail (StippleHub *hub, const StippleAuditRow *row, GError **error);

/* The first entry of all, when there is no head yet. CORRUPT when there are entries without a head. */
gboolean stipple_audit_begin (StippleHub *hub, GError **error);

/**
 * stipple_audit_verify: walk all entries. @count (out): how many; @since (out): when the first was written, µs UTC: a
 * chain that was wiped out begins anew. CORRUPT, with what is wrong with which entry, when one was edited,
 * removed, put elsewhere or cut off; NOT_FOUND when there was never one.
 */
gboolean stipple_audit_verify (StippleHub *hub, gint64 *count, gint64 *since, GError **error);

G_END_DECLS
