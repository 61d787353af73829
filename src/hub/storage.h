// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/role.h"
#include "seal/seal.h"
#include "wire/media.h"

G_BEGIN_DECLS

/**
 * StippleStorage: what the hub keeps, as a table of functions, so that another database can stand
 * behind it. Any thread may call; the implementation serialises. Sealing happens above this: what
 * comes here about a person is sealed bytes or a keyed hash. Times are µs UTC.
 *
 * The names say who owns the transaction:
 *   do_…  opens and ends one of its own; on success it is on disk when the call returns.
 *   in_…  runs in the caller's StippleTx, and is on disk only when commit says so.
 * Errors: those of stipple_db_open() and, where said, NOT_FOUND, EXISTS, CONFLICT, TOO_LARGE.
 */
typedef struct _StippleStorage StippleStorage;
typedef struct _StippleTx StippleTx;

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
  gboolean device_revoked;
  int version;
  gint64 received;
  gint64 updated;
  gint64 deleted; /* 0: not; then the three below are NULL */
  char *receipt;
  GBytes *payload; /* sealed */
  GBytes *summary; /* sealed */
} StippleIntakeRow;

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

typedef struct
{
  gint64 intakes;
  gint64 deleted;
  gint64 devices; /* not revoked */
  gint64 bytes;   /* of the database */
} StippleStorageStats;

struct _StippleTx
{
  StippleStorage *storage;
};

struct _StippleStorage
{
  void (*close) (StippleStorage *self);

  StippleTx *(*begin) (StippleStorage *self, GError **error);
  /* Both end and free @tx, also when the commit fails. */
  gboolean (*commit) (StippleTx *tx, GError **error);
  void (*rollback) (StippleTx *tx);

  /* --- The hub itself. NOT_FOUND when it was never initialised. */
  gboolean (*do_get_hub) (StippleStorage *self, char **key_fingerprint, GBytes **code_key,
                          GError **error);
  /* Whether the database answers; @schema (out) is its version. */
  gboolean (*do_check) (StippleStorage *self, gint64 *schema, GError **error);
  gboolean (*do_get_stats) (StippleStorage *self, StippleStorageStats *stats, GError **error);
  gboolean (*in_set_hub) (StippleTx *tx, const char *key_fingerprint, GBytes *code_key, gint64 now,
                          GError **error);

  /* --- Staff and sessions. */
  /* EXISTS when there is one by that keyed hash. */
  gboolean (*in_add_staff) (StippleTx *tx, const StippleStaffRow *row,
                            const guint8 user[STIPPLE_BLIND_BYTES], gint64 now, GError **error);
  StippleStaffRow *(*do_find_staff) (StippleStorage *self, const guint8 user[STIPPLE_BLIND_BYTES],
                                     GError **error); /* NOT_FOUND */
  GPtrArray *(*do_list_staff) (StippleStorage *self, GError **error);
  /* Drops expired ones on the way. */
  gboolean (*do_add_session) (StippleStorage *self, const char *token_hash, const char *staff,
                              gint64 now, gint64 expires, GError **error);
  gboolean (*do_end_session) (StippleStorage *self, const char *token_hash, GError **error);
  /* Whose token: a session that has not expired, or a device that is not revoked, whose being seen
   * is noted to the minute. NOT_FOUND. */
  StippleCaller *(*do_find_caller) (StippleStorage *self, const char *token_hash, gint64 now,
                                    GError **error);

  /* --- Throttles; never failed: 0 and 0. @failures 0 forgets. */
  gboolean (*do_get_throttle) (StippleStorage *self, const char *subject, guint *failures,
                               gint64 *last, GError **error);
  gboolean (*do_set_throttle) (StippleStorage *self, const char *subject, guint failures,
                               gint64 last, GError **error);

  /* --- Enrolment. */
  gboolean (*do_add_enrol_code) (StippleStorage *self, const guint8 code[STIPPLE_BLIND_BYTES],
                                 const char *name, gint64 now, gint64 expires, GError **error);
  /* Takes the code away; @name (out) may come back NULL. NOT_FOUND: wrong, used, expired, or @max_tries
   * wrong ones were counted while it was open. */
  gboolean (*in_use_enrol_code) (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES], gint64 now,
                                 guint max_tries, char **name, GError **error);
  /* Counts a wrong one against every open code. */
  gboolean (*do_count_wrong_code) (StippleStorage *self, GError **error);
  /* Sets @row->code_space: one that no device ever had, or else one of the revoked device longest
   * gone that left no intake. TOO_LARGE when all are taken. */
  gboolean (*in_add_device) (StippleTx *tx, StippleDeviceRow *row, const char *token_hash,
                             GError **error);
  GPtrArray *(*do_list_devices) (StippleStorage *self, GError **error);
  gboolean (*do_revoke_device) (StippleStorage *self, const char *id, gint64 now,
                                GError **error); /* NOT_FOUND */

  /* --- Content. @version 0: the newest. NOT_FOUND. */
  StipplePackRow *(*do_get_pack) (StippleStorage *self, int version, GError **error);
  /* CONFLICT when not newer than the newest. */
  gboolean (*in_add_pack) (StippleTx *tx, const StipplePackRow *row, gint64 now, GError **error);

  /* --- The pictures of packs, by SHA-256. */
  /* @added (out): FALSE when it was there. */
  gboolean (*do_add_media) (StippleStorage *self, const StippleMediaFacts *facts, GBytes *file,
                            gint64 now, gboolean *added, GError **error);
  gboolean (*in_find_media) (StippleTx *tx, const char *sha256, StippleMediaFacts *facts,
                             GError **error); /* NOT_FOUND */
  GBytes *(*do_get_media) (StippleStorage *self, const char *sha256, StippleImageType *type,
                           GError **error); /* NOT_FOUND */

  /* --- Calls. NOT_FOUND. */
  StippleCallRow *(*in_find_call) (StippleTx *tx, const char *id, GError **error);
  /* Drops those received before @keep_from on the way. TOO_LARGE when the device has @max open ones. */
  gboolean (*in_add_call) (StippleTx *tx, const StippleCallRow *row, gint64 keep_from, guint max,
                           GError **error);
  /* GPtrArray of StippleCallRow received from @from on, newest first. */
  GPtrArray *(*do_list_calls) (StippleStorage *self, gint64 from, GError **error);
  /* The first answer counts. */
  gboolean (*do_answer_call) (StippleStorage *self, const char *id, const char *staff, gint64 now,
                              GError **error);

  /* --- Intakes. NOT_FOUND; a deleted one is found, with `deleted` set. */
  StippleIntakeRow *(*in_find_intake) (StippleTx *tx, StippleIntakeKey key, const char *id,
                                       GError **error);
  gboolean (*in_code_is_taken) (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES],
                                gboolean *taken, GError **error);
  /* Version 1. */
  gboolean (*in_insert_intake) (StippleTx *tx, const StippleIntakeRow *row, GError **error);
  /* Stores @row->version besides the earlier ones and makes it the current one. */
  gboolean (*in_update_intake) (StippleTx *tx, const StippleIntakeRow *row, GError **error);
  /* All versions; the ids stay gone. */
  gboolean (*in_delete_intake) (StippleTx *tx, gint64 seq, gint64 now, GError **error);
  StippleIntakeRow *(*do_get_intake) (StippleStorage *self, StippleIntakeKey key, const char *id,
                                      GError **error);
  StippleIntakeRow *(*do_get_intake_by_code) (StippleStorage *self,
                                              const guint8 code[STIPPLE_BLIND_BYTES],
                                              GError **error);
  /* GPtrArray of StippleIntakeRow, newest first. */
  GPtrArray *(*do_list_intakes) (StippleStorage *self, const StippleIntakeFilter *filter,
                                 GError **error);
};

/**
 * stipple_storage_open: @uri "sqlite:PATH"; NULL: `@data_dir/hub.db`. Only one hub at a time has it open
 * (IN_USE). @create makes what is missing; else NOT_FOUND.
 */
StippleStorage *stipple_storage_open (const char *data_dir, const char *uri, gboolean create,
                                      GError **error);
void stipple_storage_close (StippleStorage *self);
/* Rolls back what was not committed. */
void stipple_tx_free (StippleTx *tx);

void stipple_staff_row_free (StippleStaffRow *self);
void stipple_device_row_free (StippleDeviceRow *self);
void stipple_caller_free (StippleCaller *self);
void stipple_pack_row_free (StipplePackRow *self);
void stipple_call_row_free (StippleCallRow *self);
void stipple_intake_row_free (StippleIntakeRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleStorage, stipple_storage_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleTx, stipple_tx_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleStaffRow, stipple_staff_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDeviceRow, stipple_device_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleCaller, stipple_caller_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StipplePackRow, stipple_pack_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleCallRow, stipple_call_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleIntakeRow, stipple_intake_row_free)

G_END_DECLS
