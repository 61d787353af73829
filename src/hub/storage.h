// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/rows.h"
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
  gboolean (*in_add_session) (StippleTx *tx, const char *token_hash, const char *staff, gint64 now,
                              gint64 expires, GError **error);
  gboolean (*in_end_session) (StippleTx *tx, const char *token_hash, GError **error);
  /* Whose token: a session that has not expired, or a device that is not revoked, whose being seen
   * is noted to the minute. NOT_FOUND. */
  StippleCaller *(*do_find_caller) (StippleStorage *self, const char *token_hash, gint64 now,
                                    GError **error);

  /* --- Throttles; never failed: 0 and 0. @failures 0 forgets. */
  gboolean (*do_get_throttle) (StippleStorage *self, const char *subject, guint *failures,
                               gint64 *last, GError **error);
  gboolean (*in_get_throttle) (StippleTx *tx, const char *subject, guint *failures, gint64 *last,
                               GError **error);
  gboolean (*in_set_throttle) (StippleTx *tx, const char *subject, guint failures, gint64 last,
                               GError **error);

  /* --- The kiosks' staff drawer. @hash: sealed. Version 0 and NULL: no PIN was set. */
  gboolean (*do_get_kiosk_pin) (StippleStorage *self, gint64 *version, GBytes **hash,
                                GError **error);
  gboolean (*in_get_kiosk_pin_version) (StippleTx *tx, gint64 *version, GError **error);
  gboolean (*in_set_kiosk_pin) (StippleTx *tx, gint64 version, GBytes *hash, gint64 now,
                                GError **error);
  /* Up to which number @device has told its events; 0: none yet. */
  gboolean (*in_get_kiosk_events) (StippleTx *tx, const char *device, gint64 *last, GError **error);
  gboolean (*in_set_kiosk_events) (StippleTx *tx, const char *device, gint64 last, GError **error);

  /* --- Enrolment. */
  gboolean (*in_add_enrol_code) (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES],
                                 const char *name, gint64 now, gint64 expires, GError **error);
  /* Takes the code away; @name (out) may come back NULL. NOT_FOUND: wrong, used, expired, or @max_tries
   * wrong ones were counted while it was open. */
  gboolean (*in_use_enrol_code) (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES], gint64 now,
                                 guint max_tries, char **name, GError **error);
  /* Counts a wrong one against every open code. */
  gboolean (*in_count_wrong_code) (StippleTx *tx, GError **error);
  /* Sets @row->code_space: one that no device ever had, or else one of the revoked device longest
   * gone that left no intake. TOO_LARGE when all are taken. */
  gboolean (*in_add_device) (StippleTx *tx, StippleDeviceRow *row, const char *token_hash,
                             GError **error);
  /* Kiosks only. */
  GPtrArray *(*do_list_devices) (StippleStorage *self, GError **error);
  gboolean (*in_revoke_device) (StippleTx *tx, const char *id, gint64 now,
                                GError **error); /* NOT_FOUND */

  /* --- Paper. What stands for it among the devices; NOT_FOUND until in_add_paper(), which is in_add_device() for it. */
  StippleDeviceRow *(*in_find_paper) (StippleTx *tx, GError **error);
  gboolean (*in_add_paper) (StippleTx *tx, StippleDeviceRow *row, const char *token_hash,
                            GError **error);
  /* How many forms were ever printed. */
  gboolean (*in_count_paper_forms) (StippleTx *tx, gint64 *n, GError **error);
  gboolean (*in_add_paper_form) (StippleTx *tx, const StipplePaperFormRow *row, GError **error);
  StipplePaperFormRow *(*in_find_paper_form) (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES],
                                              GError **error); /* NOT_FOUND */

  /* --- Content. @version 0: the newest. NOT_FOUND. */
  StipplePackRow *(*do_get_pack) (StippleStorage *self, int version, GError **error);
  /* Of the newest. Transfer full. */
  char *(*do_get_pack_digest) (StippleStorage *self, GError **error);
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
  gboolean (*in_answer_call) (StippleTx *tx, const char *id, const char *staff, gint64 now,
                              GError **error);

  /* --- Intakes. NOT_FOUND; a deleted one is found, with `deleted` set. */
  StippleIntakeRow *(*in_find_intake) (StippleTx *tx, StippleIntakeKey key, const char *id,
                                       GError **error);
  gboolean (*in_code_is_taken) (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES],
                                gboolean *taken, GError **error);
  StippleIntakeRow *(*in_find_intake_by_code) (StippleTx *tx,
                                               const guint8 code[STIPPLE_BLIND_BYTES],
                                               GError **error);
  /* Version 1, found by its terms from then on. */
  gboolean (*in_insert_intake) (StippleTx *tx, const StippleIntakeRow *row, GError **error);
  /* Stores @row->version besides the earlier ones and makes it the current one. */
  gboolean (*in_update_intake) (StippleTx *tx, const StippleIntakeRow *row, GError **error);
  /* All versions, what was written about it, what was refused of it, and what it is found by; the ids stay gone.
   * @reason: sealed. */
  gboolean (*in_delete_intake) (StippleTx *tx, gint64 seq, GBytes *reason, gint64 now,
                                GError **error);
  /* The newest version that has this receipt. NOT_FOUND. */
  StippleVersionRow *(*in_find_receipt) (StippleTx *tx, gint64 seq, const char *receipt,
                                         GError **error);
  StippleIntakeRow *(*do_get_intake) (StippleStorage *self, StippleIntakeKey key, const char *id,
                                      GError **error);
  StippleIntakeRow *(*do_get_intake_by_code) (StippleStorage *self,
                                              const guint8 code[STIPPLE_BLIND_BYTES],
                                              GError **error);
  /* GPtrArray of StippleIntakeRow, newest first. */
  GPtrArray *(*do_list_intakes) (StippleStorage *self, const StippleIntakeFilter *filter,
                                 GError **error);
  /* GPtrArray of StippleVersionRow, oldest first. */
  GPtrArray *(*do_list_versions) (StippleStorage *self, gint64 seq, GError **error);

  /* --- Finding. GPtrArray of StippleIntakeRow. */
  GPtrArray *(*do_search) (StippleStorage *self, const StippleSearch *search, GError **error);
  /* How many that are not deleted came from @from (inclusive) to @to (exclusive). */
  gboolean (*do_count_received) (StippleStorage *self, gint64 from, gint64 to, gint64 *n,
                                 GError **error);
  /* Some of those whose terms were not made by @rules, up to @limit; none when all were. */
  GPtrArray *(*do_list_unindexed) (StippleStorage *self, int rules, guint limit, GError **error);
  /* Takes over the terms, the summary, its day and whether it is in progress. */
  gboolean (*in_index_intake) (StippleTx *tx, const StippleIntakeRow *row, GError **error);
  gboolean (*in_set_search_rules) (StippleTx *tx, int rules, GError **error);

  /* --- Work on intakes. */
  /* A change of its intake: a new revision. EXISTS when there is one by its id. */
  gboolean (*in_add_work) (StippleTx *tx, gint64 seq, const StippleWorkRow *row, GError **error);
  /* Goes with a row of work, which tells who. */
  gboolean (*in_set_state) (StippleTx *tx, gint64 seq, StippleWorkState state, GError **error);
  /* @seq (out): of its intake. NOT_FOUND. */
  StippleWorkRow *(*in_find_work) (StippleTx *tx, const char *id, gint64 *seq, GError **error);
  /* GPtrArray of StippleWorkRow, in the order it was done. */
  GPtrArray *(*in_list_work) (StippleTx *tx, gint64 seq, GError **error);
  GPtrArray *(*do_list_work) (StippleStorage *self, gint64 seq, GError **error);
  /* GPtrArray of StippleIntakeRow that changed after @since, in that order, deleted ones too. */
  GPtrArray *(*do_list_changes) (StippleStorage *self, gint64 since, guint limit, GError **error);
  gboolean (*do_count_desk) (StippleStorage *self, gint64 now, StippleDeskCounts *counts,
                             GError **error);

  /* --- Quarantine. NOT_FOUND. */
  StippleQuarantineRow *(*in_find_quarantine) (StippleTx *tx, const char *id, GError **error);
  StippleQuarantineRow *(*do_get_quarantine) (StippleStorage *self, const char *id, GError **error);
  /* New, or in the place of the one with its id: a new revision. */
  gboolean (*in_put_quarantine) (StippleTx *tx, const StippleQuarantineRow *row, GError **error);
  /* GPtrArray of StippleQuarantineRow that are not settled, told before @before (0: from the newest), newest first; @count
   * (out): how many there are in all. */
  GPtrArray *(*do_list_quarantine) (StippleStorage *self, gint64 before, guint limit, gint64 *count,
                                    GError **error);

  /* --- Day close. */
  /* Takes the place of what the device told of that day, when its sequence is higher; the same one again changes no
   * claim. @known (out): the sequence that then stands. CONFLICT when that is higher still. */
  gboolean (*in_put_tally) (StippleTx *tx, const StippleTallyRow *tally, gint64 now, gint64 *known,
                            GError **error);
  /* GPtrArray of StippleTellerRow, by name, and of StippleClaimRow. */
  GPtrArray *(*in_list_tellers) (StippleTx *tx, GError **error);
  GPtrArray *(*in_list_claims) (StippleTx *tx, const char *day, GError **error);
  /* GPtrArray of StippleIntakeRow of @day from kiosks that none claims, deleted ones too, as they were received. */
  GPtrArray *(*in_list_unclaimed) (StippleTx *tx, const char *day, GError **error);
  gboolean (*in_add_day_close) (StippleTx *tx, const StippleDayCloseRow *row, GError **error);
  /* GPtrArray of StippleDayCloseRow, newest first. */
  GPtrArray *(*in_list_day_closes) (StippleTx *tx, const char *day, GError **error);

  /* --- Audit. */
  /* @head: sealed; NULL before the first entry. */
  gboolean (*in_get_audit_head) (StippleTx *tx, GBytes **head, GError **error);
  /* @head takes the place of the one before. */
  gboolean (*in_add_audit) (StippleTx *tx, const StippleAuditRow *row, GBytes *head,
                            GError **error);
  /* GPtrArray of StippleAuditRow below @before (0: from the newest), newest first. */
  GPtrArray *(*do_list_audit) (StippleStorage *self, gint64 before, guint limit, GError **error);
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleStorage, stipple_storage_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleTx, stipple_tx_free)

G_END_DECLS
