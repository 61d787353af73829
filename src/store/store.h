// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "core/media-source.h"
#include "core/tally.h"
#include "seal/seal.h"
#include "wire/refusal.h"

G_BEGIN_DECLS

/**
 * StippleStore: the kiosk's database (`@data_dir/kiosk.db`), on a worker thread of its own. Every call is
 * asynchronous and answers on the caller's main context; none blocks. Records about a person are
 * sealed; nothing of them is in clear on disk.
 *
 * It is a StippleMediaSource of the pictures of the pack it gave last, and of the one before it.
 *
 * Signal "changed" (main thread): the outbox or the content changed.
 */
#define STIPPLE_TYPE_STORE (stipple_store_get_type ())
G_DECLARE_FINAL_TYPE (StippleStore, stipple_store, STIPPLE, STORE, GObject)

/* Loads the key, opens and migrates; errors as stipple_key_load() and stipple_db_open(), and WRONG_KEY.
 * A key file is made only together with a new database. */
void stipple_store_open_async (const char *data_dir, StippleClock *clock, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
StippleStore *stipple_store_open_finish (GAsyncResult *result, GError **error);
/* Runs what is queued, closes and joins. Blocks: at shutdown only. */
void stipple_store_close (StippleStore *self);

/* --- Enrolment: the device's identity, sealed. */
typedef struct
{
  char *device_id;
  char *device_name;
  char *hub; /* base URL */
  char *token;
  guint code_space;
  guint8 code_key[STIPPLE_CODE_KEY_BYTES];
} StippleEnrolment;
void stipple_enrolment_free (StippleEnrolment *self);
void stipple_store_set_enrolment_async (StippleStore *self, const StippleEnrolment *enrolment,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean stipple_store_set_enrolment_finish (StippleStore *self, GAsyncResult *result,
                                             GError **error);
/* NOT_FOUND when not enrolled. */
void stipple_store_get_enrolment_async (StippleStore *self, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
StippleEnrolment *stipple_store_get_enrolment_finish (StippleStore *self, GAsyncResult *result,
                                                      GError **error);

/**
 * stipple_store_save_async: "Finish". Takes the next code, makes the intake of @session (read on the calling
 * thread, before this returns), and commits intake, outbox row and audit row in one transaction, flushed
 * to disk. A retry after an error is safe: the same session gets the same ids. Errors: INCOMPLETE,
 * INVALID, DISK_FULL, IO, NOT_FOUND (not enrolled: no codes to give).
 */
void stipple_store_save_async (StippleStore *self, StippleSession *session, StippleIds *ids,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
StippleIntake *stipple_store_save_finish (StippleStore *self, GAsyncResult *result, GError **error);

/* --- Outbox: what waits for the hub. */
typedef enum
{
  STIPPLE_DELIVERY_WAITING,
  STIPPLE_DELIVERY_DELIVERED,   /* the hub's receipt is here; purged after a while */
  STIPPLE_DELIVERY_QUARANTINED, /* refused by the hub; kept, with the reason */
  STIPPLE_DELIVERY_DISMISSED, /* refused, and not wanted, as an administrator said; purged after a while */
} StippleDeliveryState;

typedef struct
{
  char *id; /* of the QuestionnaireResponse */
  char *code;
  char *document;          /* stipple_fhir_write_intake(); wiped when freed; NULL in lists */
  char *receipt;           /* our own; of one that was corrected at the hub, the hub's */
  char *reason;            /* quarantined: in plain words of the store's language; else NULL */
  StippleRefusal *refusal; /* the same for any language: stipple_refusal_describe(); may be NULL */
  StippleDeliveryState state;
  gint64 number;  /* in the order of saving */
  gint64 created; /* µs UTC */
  gint64 changed; /* µs UTC, when it came to this state */
  guint round;    /* how often it was quarantined */
} StippleOutboxItem;
void stipple_outbox_item_free (StippleOutboxItem *self);

/* Up to @limit waiting ones with their documents, oldest first: GPtrArray of StippleOutboxItem. One that
 * the disk has spoilt is quarantined and left out, so that it does not hold up the others. */
void stipple_store_next_batch_async (StippleStore *self, guint limit, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *stipple_store_next_batch_finish (StippleStore *self, GAsyncResult *result,
                                            GError **error);
/* All, without documents, newest first. */
void stipple_store_list_async (StippleStore *self, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *stipple_store_list_finish (StippleStore *self, GAsyncResult *result, GError **error);
/* One commit for all of @ids. */
void stipple_store_mark_delivered_async (StippleStore *self, const char *const *ids,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean stipple_store_mark_delivered_finish (StippleStore *self, GAsyncResult *result,
                                              GError **error);
void stipple_store_quarantine_async (StippleStore *self, const char *id,
                                     const StippleRefusal *refusal, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean stipple_store_quarantine_finish (StippleStore *self, GAsyncResult *result, GError **error);
/* Up to @limit quarantined ones saved after @number (0: from the first), oldest first; `document` is NULL where the disk
 * has spoilt it. */
void stipple_store_next_quarantined_async (StippleStore *self, gint64 number, guint limit,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *stipple_store_next_quarantined_finish (StippleStore *self, GAsyncResult *result,
                                                  GError **error);
/* What the hub says became of a quarantined one, in one commit: WAITING, the same bytes are sent again; DELIVERED, the hub
 * holds what staff made of it, under @receipt (else NULL); DISMISSED. NOT_FOUND when @id is not quarantined
 * for the @round-th time. */
void stipple_store_settle_async (StippleStore *self, const char *id, guint round,
                                 StippleDeliveryState state, const char *receipt,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean stipple_store_settle_finish (StippleStore *self, GAsyncResult *result, GError **error);
/* Deletes intakes that were delivered or dismissed more than @age_us ago (default: 24 h); gives how many. */
#define STIPPLE_PURGE_AGE_US (24 * G_TIME_SPAN_HOUR)
void stipple_store_purge_async (StippleStore *self, gint64 age_us, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gint stipple_store_purge_finish (StippleStore *self, GAsyncResult *result, GError **error);

/* --- What this kiosk recorded, by days; kept for 60 days, whatever is purged. */
/* What the hub is to be told next: the oldest day that it does not know as it is, or else today. */
void stipple_store_next_tally_async (StippleStore *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
StippleTally *stipple_store_next_tally_finish (StippleStore *self, GAsyncResult *result,
                                               GError **error);
/* The hub has @tally. @known: the sequence that it has of that day; a higher one is outdone by the next tally. */
void stipple_store_tally_told_async (StippleStore *self, const StippleTally *tally, gint64 known,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean stipple_store_tally_told_finish (StippleStore *self, GAsyncResult *result, GError **error);

/* --- Back-off, kept across restarts. */
typedef struct
{
  guint failures;  /* in a row */
  gint64 next_try; /* µs UTC; 0: at once */
} StippleBackoff;
void stipple_store_set_backoff_async (StippleStore *self, StippleBackoff backoff,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean stipple_store_set_backoff_finish (StippleStore *self, GAsyncResult *result,
                                           GError **error);
void stipple_store_get_backoff_async (StippleStore *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean stipple_store_get_backoff_finish (StippleStore *self, GAsyncResult *result,
                                           StippleBackoff *backoff, GError **error);

/* --- Content: the newest good pack, with its pictures. */
/* Which of the pictures that pack @json names are still to be added before it can be set: GPtrArray of
 * StippleImage without alt. Checks it as stipple_store_set_content_async() does. */
void stipple_store_list_missing_media_async (StippleStore *self, GBytes *json,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *stipple_store_list_missing_media_finish (StippleStore *self, GAsyncResult *result,
                                                    GError **error);
/* INVALID or TOO_LARGE, and nothing kept, when @file is not @image. It stays until a pack that does not name it
 * was set twice. */
void stipple_store_add_media_async (StippleStore *self, const StippleImage *image, GBytes *file,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean stipple_store_add_media_finish (StippleStore *self, GAsyncResult *result, GError **error);
/* Checks (stipple_pack_parse), then replaces; a bad pack, or one not newer than what is here (INVALID), or
 * one whose pictures are not all here (NOT_FOUND), changes nothing. */
void stipple_store_set_content_async (StippleStore *self, GBytes *json, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
StipplePack *stipple_store_set_content_finish (StippleStore *self, GAsyncResult *result,
                                               GError **error);
/* NOT_FOUND when none was ever downloaded. */
void stipple_store_get_content_async (StippleStore *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
StipplePack *stipple_store_get_content_finish (StippleStore *self, GAsyncResult *result,
                                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleEnrolment, stipple_enrolment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleOutboxItem, stipple_outbox_item_free)

G_END_DECLS
