// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search-terms.h"
#include "core/tally.h"
#include "core/work-state.h"
#include "hub/role.h"
#include "seal/seal.h"

G_BEGIN_DECLS

/* What comes out of the hub's storage (hub/storage.h) and goes into it, and what is looked for there. What is said of a
 * person is sealed bytes or a keyed hash. Times are µs UTC. Each row owns what it points to. */

typedef struct
{
  char *id;
  GBytes *name; /* sealed */
  StippleRole role;
  char *password; /* hash */
} StippleStaffRow;

typedef struct
{
  char *id;
  char *name;
  guint code_space;
  gint64 enrolled;
  gint64 seen;    /* 0: never */
  gint64 revoked; /* 0: not */
} StippleDeviceRow;

typedef struct
{
  StippleRole role; /* DEVICE, RECEPTION or ADMINISTRATOR */
  char *id;         /* of the device or the member of staff */
} StippleCaller;

typedef struct
{
  int version;
  char *digest;
  GBytes *json;
} StipplePackRow;

/* A blank form that was printed. */
typedef struct
{
  gint64 n; /* the count of its code in paper's space */
  guint8 code[STIPPLE_BLIND_BYTES];
  int pack_version;
  char *language;
  gint64 printed;
  char *staff; /* who asked for it */
} StipplePaperFormRow;

/* Somebody at a kiosk asked for staff. */
typedef struct
{
  char *id;
  char *device;
  char *name; /* of the device */
  gint64 made;
  gint64 received;
  gint64 expires;
  gint64 answered; /* 0: not */
} StippleCallRow;

typedef struct
{
  gint64 seq;
  char *id; /* of the QuestionnaireResponse */
  char *patient_id;
  guint8 code[STIPPLE_BLIND_BYTES];
  char *device;
  char *device_name;
  gboolean device_revoked;
  gboolean on_paper; /* keyed in from a form; its device is the one that stands for paper */
  int version;
  gint64 revision; /* counts every change: versions, states, what was written */
  gint64 changed;  /* its place in the order of changes */
  StippleWorkState state;
  gboolean in_progress;
  gint64 received;
  gint64 updated;
  gint64 deleted; /* 0: not; then the three below are NULL */
  char *receipt;
  GBytes *payload; /* sealed */
  GBytes *summary; /* sealed */
  GArray *terms;   /* of gint64, what it is found by; only on the way in */
  char *day;       /* that it was finished on, in its own zone: 2026-12-05; only on the way in */
  char *editor; /* the member of staff who made this version; NULL: a kiosk; only on the way in */
} StippleIntakeRow;

/* Of a version. */
typedef struct
{
  int version;
  gint64 stored;
  char *receipt;
  char *staff;     /* NULL: a kiosk */
  GBytes *payload; /* sealed; NULL where only the rest was asked for */
} StippleVersionRow;

/* An intake that a kiosk says it recorded. */
typedef struct
{
  char *id;
  char *device;
  StippleTallyState state;
  char *receipt; /* NULL: not known */
  GBytes *code;  /* sealed; NULL: not known */
  /* Only on the way out: the hub knows its id, and holds some version of it under that receipt (TRUE also when the receipt
   * is not known). */
  gboolean held;
  gboolean deleted;
  gboolean same;
} StippleClaimRow;

typedef struct
{
  char *device;
  char *day;
  gint64 sequence;
  char *today;       /* by the clinic's calendar; NULL: it has not told all that it had recorded */
  GPtrArray *claims; /* StippleClaimRow */
} StippleTallyRow;

/* A kiosk, and how far it has told what it recorded. */
typedef struct
{
  char *device;
  char *name;
  gint64 enrolled;
  gint64 revoked; /* 0: not */
  gint64 told;    /* 0: never */
  char *told_day; /* the clinic's day then; NULL: never */
} StippleTellerRow;

typedef struct
{
  char *id;
  char *day;
  gint64 at;
  char *staff;
  GBytes *body; /* sealed */
} StippleDayCloseRow;

typedef enum
{
  STIPPLE_BY_RESPONSE, /* id of the QuestionnaireResponse */
  STIPPLE_BY_PATIENT,
} StippleIntakeKey;

/* Which intakes, deleted ones never. */
typedef struct
{
  gint64 before;       /* sequence numbers below this one, newest first; 0: from the newest */
  gint64 updated_from; /* inclusive */
  gint64 updated_to;   /* exclusive; 0: no end */
  guint limit;
} StippleIntakeFilter;

/* What the front desk looks for, newest first, deleted ones never. */
typedef struct
{
  gint64 before; /* as above */
  guint limit;
  gint64 terms[STIPPLE_SEARCH_WORDS_MAX + 1]; /* it must have them all */
  guint n_terms;
  const char *state;    /* NULL: any */
  const char *device;   /* NULL: any */
  gint64 received_from; /* inclusive */
  gint64 received_to;   /* exclusive; 0: no end */
} StippleSearch;

/* What somebody did with an intake. */
typedef struct
{
  char *id;
  gint64 at;
  char *staff;
  char *kind;   /* "state", "note", "letter" */
  GBytes *body; /* sealed */
} StippleWorkRow;

typedef enum
{
  STIPPLE_QUARANTINE_OPEN,
  STIPPLE_QUARANTINE_AGAIN,     /* the kiosk is to send the same bytes once more */
  STIPPLE_QUARANTINE_FIXED,     /* settled, as are the next: the hub holds what staff made of it */
  STIPPLE_QUARANTINE_DELIVERED, /* the hub took it after all */
  STIPPLE_QUARANTINE_DISMISSED, /* it is not wanted */
  STIPPLE_N_QUARANTINE_STATES
} StippleQuarantineState;

/* An intake that was refused. */
typedef struct
{
  gint64 seq;
  char *id; /* of the QuestionnaireResponse */
  char *device;
  char *device_name;
  gboolean device_revoked;
  guint round; /* how often it was refused */
  StippleQuarantineState state;
  gint64 revision; /* its place in the order of changes of all of them */
  gint64 made;     /* by the kiosk's clock, as is the next */
  gint64 refused;
  gint64 reported;
  char *sha256;    /* of what was refused; may be NULL */
  GBytes *report;  /* sealed; NULL once it is settled */
  gint64 settled;  /* 0: not */
  char *staff;     /* who settled it; NULL: a delivery did */
  GBytes *outcome; /* sealed; NULL until it is settled */
} StippleQuarantineRow;

typedef struct
{
  gint64 newest; /* the last place in the order of changes; 0: there was none */
  gint64 fresh;  /* intakes in the state "new" */
  gint64 in_progress;
  gint64 calls;             /* open */
  gint64 quarantine;        /* open */
  gint64 quarantine_change; /* the last revision; 0: there was none */
} StippleDeskCounts;

typedef struct
{
  gint64 seq; /* 1, 2, … without a gap */
  gint64 at;
  char *who;
  char *role;
  char *address;
  char *action;
  char *subject;
  GBytes *detail; /* sealed; may be NULL */
  guint8 prev[STIPPLE_BLIND_BYTES];
  guint8 hash[STIPPLE_BLIND_BYTES];
} StippleAuditRow;

typedef struct
{
  gint64 intakes;
  gint64 deleted;
  gint64 devices; /* not revoked */
  gint64 bytes;   /* of the database */
} StippleStorageStats;

void stipple_staff_row_free (StippleStaffRow *self);
void stipple_device_row_free (StippleDeviceRow *self);
void stipple_caller_free (StippleCaller *self);
void stipple_pack_row_free (StipplePackRow *self);
void stipple_paper_form_row_free (StipplePaperFormRow *self);
void stipple_call_row_free (StippleCallRow *self);
void stipple_intake_row_free (StippleIntakeRow *self);
void stipple_version_row_free (StippleVersionRow *self);
void stipple_work_row_free (StippleWorkRow *self);
void stipple_claim_row_free (StippleClaimRow *self);
void stipple_tally_row_free (StippleTallyRow *self);
void stipple_teller_row_free (StippleTellerRow *self);
void stipple_day_close_row_free (StippleDayCloseRow *self);
void stipple_audit_row_free (StippleAuditRow *self);
void stipple_quarantine_row_free (StippleQuarantineRow *self);

/* "open" … of the wire and the database. */
const char *stipple_quarantine_state_to_string (StippleQuarantineState state);
gboolean stipple_quarantine_state_from_string (const char *text, StippleQuarantineState *state);
gboolean stipple_quarantine_is_settled (const StippleQuarantineRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleClaimRow, stipple_claim_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleTallyRow, stipple_tally_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDayCloseRow, stipple_day_close_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleStaffRow, stipple_staff_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDeviceRow, stipple_device_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleCaller, stipple_caller_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StipplePackRow, stipple_pack_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StipplePaperFormRow, stipple_paper_form_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleCallRow, stipple_call_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleIntakeRow, stipple_intake_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleVersionRow, stipple_version_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleWorkRow, stipple_work_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleAuditRow, stipple_audit_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleQuarantineRow, stipple_quarantine_row_free)

G_END_DECLS
