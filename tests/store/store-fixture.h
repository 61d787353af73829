// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * A store in a folder of its own, and its calls made to wait for their answers.
 */
typedef struct
{
  char *folder;
  char *db_path;
  char *log_path;
  char *key_path;
  StippleClock *clock;
  StipplePack *pack;
  StippleIds *ids;
  StippleStore *store; /* NULL while closed */
} StoreFixture;

/* For g_test_add(): open and enrolled; and in a folder that is still empty. */
void store_fixture_set_up (StoreFixture *self, gconstpointer data);
void store_fixture_set_up_closed (StoreFixture *self, gconstpointer data);
void store_fixture_tear_down (StoreFixture *self, gconstpointer data);

/* The same in @folder, which stays. */
void store_fixture_init (StoreFixture *self, const char *folder);
void store_fixture_clear (StoreFixture *self);

gboolean store_fixture_open (StoreFixture *self, GError **error);
void store_fixture_close (StoreFixture *self);
void store_fixture_reopen (StoreFixture *self);
/* Lets the sources that are ready run. */
void store_fixture_settle (void);

StippleEnrolment *store_fixture_enrolment_new (guint code_space);
gboolean store_fixture_enrol (StoreFixture *self, const StippleEnrolment *enrolment,
                              GError **error);
StippleEnrolment *store_fixture_get_enrolment (StoreFixture *self, GError **error);

StippleIntake *store_fixture_save (StoreFixture *self, StippleSession *session, GError **error);
/* Of a new sample person; must succeed. */
StippleIntake *store_fixture_save_sample (StoreFixture *self);
GPtrArray *store_fixture_next_batch (StoreFixture *self, guint limit);
GPtrArray *store_fixture_list (StoreFixture *self);
/* The one of @list with @id, or NULL. */
const StippleOutboxItem *store_fixture_find (GPtrArray *list, const char *id);
gboolean store_fixture_deliver (StoreFixture *self, const char *const *ids, GError **error);
/* As a rule that is broken, with @reason as the hub's words. */
gboolean store_fixture_quarantine (StoreFixture *self, const char *id, const char *reason,
                                   GError **error);
gboolean store_fixture_settle_one (StoreFixture *self, const char *id, guint round,
                                   StippleDeliveryState state, const char *receipt, GError **error);
GPtrArray *store_fixture_next_quarantined (StoreFixture *self, gint64 number, guint limit);
int store_fixture_purge (StoreFixture *self, gint64 age_us);
StipplePack *store_fixture_set_content (StoreFixture *self, GBytes *json, GError **error);
StipplePack *store_fixture_get_content (StoreFixture *self, GError **error);
GPtrArray *store_fixture_list_missing (StoreFixture *self, GBytes *json, GError **error);
gboolean store_fixture_add_media (StoreFixture *self, const StippleImage *image, GBytes *file,
                                  GError **error);
GBytes *store_fixture_get_media (StoreFixture *self, const char *sha256, GError **error);
void store_fixture_set_backoff (StoreFixture *self, StippleBackoff backoff);
StippleBackoff store_fixture_get_backoff (StoreFixture *self);

/* SQL that takes away what came after migration 003, for a test to go back behind it. */
#define STORE_FIXTURE_BEFORE_TALLY                                                                 \
  "DROP TRIGGER IF EXISTS outbox_moved; DROP TRIGGER IF EXISTS outbox_delivered; "                 \
  "DROP TRIGGER intake_purged; DROP TABLE tally; DROP TABLE tally_day; "

/* The database by SQLite alone; only while the store is closed. */
sqlite3 *store_fixture_sqlite (StoreFixture *self);
void store_fixture_sql (StoreFixture *self, const char *sql);
gint64 store_fixture_sql_int (StoreFixture *self, const char *sql);

/* All bytes of a file; empty when there is none. Transfer full. */
GBytes *store_fixture_read (const char *path);

G_END_DECLS
