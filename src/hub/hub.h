// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"
#include "core/pack.h"
#include "hub/metrics.h"
#include "hub/storage.h"
#include <pthread.h>

G_BEGIN_DECLS

/**
 * StippleHub: what every handler works on. Made once, before the first connection, and closed after
 * the last; any thread may use it meanwhile.
 */
typedef struct
{
  StippleStorage *storage;
  StippleKey *key;
  StippleClock *clock;
  StippleIds *ids;
  StippleMetrics *metrics;
  guint8 code_key[STIPPLE_CODE_KEY_BYTES];

  /* Passwords and enrolment codes are checked one at a time: counting tries must not race, and a
   * password takes 64 MiB. */
  pthread_mutex_t guess_lock;
  gint n_signing_in; /* atomic; those waiting for the lock included */
  char *decoy;       /* a hash no password fits, for users who do not exist; under the lock */

  /* Refusals written to the audit in this minute, and those that were too many; see hub/audit.h. */
  pthread_mutex_t refusal_lock;
  gint64 refusal_minute;
  guint n_refusals;
  guint n_unwritten;

  pthread_mutex_t pack_lock;
  GHashTable *packs; /* version → StipplePack; under the lock */
} StippleHub;

/**
 * stipple_hub_open: load key and database of an initialised @data_dir. Errors: those of stipple_key_load()
 * and stipple_storage_open(), WRONG_KEY, and NOT_FOUND with the advice to run stipplectl init.
 */
StippleHub *stipple_hub_open (const char *data_dir, const char *database, StippleClock *clock,
                              GError **error);
/* To look at it only: what a newer version would make ready at its first start is left to do. */
StippleHub *stipple_hub_open_as_is (const char *data_dir, const char *database, StippleClock *clock,
                                    GError **error);
void stipple_hub_close (StippleHub *self);

gint64 stipple_hub_now (StippleHub *self); /* µs UTC */
/* Version 0: the newest. Transfer full. NOT_FOUND. */
StipplePack *stipple_hub_get_pack (StippleHub *self, int version, GError **error);

/* A keyed hash of a staff user name, so that "Ana" and "ana" are one. */
void stipple_hub_blind_user (StippleKey *key, const char *user, guint8 out[STIPPLE_BLIND_BYTES]);
/* Trimmed, 1-64 characters, nothing that cannot be seen. Transfer full; INVALID. */
char *stipple_hub_check_label (const char *typed, const char *what, GError **error);
/* A row with a new id and a random readable password, which comes back once. */
StippleStaffRow *stipple_hub_new_staff (StippleKey *key, StippleIds *ids, const char *user,
                                        StippleRole role, char **password);

/* The user name of a row. Transfer full; CORRUPT. */
char *stipple_hub_open_staff_name (StippleHub *self, const StippleStaffRow *row, GError **error);

/* @n random Crockford base-32 digits in groups of four: "K7PQ-2M4T". Transfer full. */
char *stipple_hub_random_digits (guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleHub, stipple_hub_close)

G_END_DECLS
