// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"
#include "hub-resources.h"
#include <glib/gi18n-lib.h>

/* Each intake touches some fifty pages of the search's index, all over it. */
#define CACHE_KIB 32768

gboolean
stipple_sqlite_step_one (StippleStatement *statement, const char *missing, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (stipple_statement_step (statement, &fault))
    return TRUE;
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND, missing);
  return FALSE;
}

static StippleTx *
begin (StippleStorage *storage, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);

  pthread_mutex_lock (&self->lock);
  if (!stipple_db_begin (self->db, error))
    {
      pthread_mutex_unlock (&self->lock);
      return NULL;
    }
  return &self->tx;
}

static gboolean
commit (StippleTx *tx, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (tx->storage);
  gboolean done = stipple_db_commit (self->db, error);

  pthread_mutex_unlock (&self->lock);
  return done;
}

static void
rollback (StippleTx *tx)
{
  StippleSqlite *self = STIPPLE_SQLITE (tx->storage);

  stipple_db_rollback (self->db);
  pthread_mutex_unlock (&self->lock);
}

static gboolean
do_get_hub (StippleStorage *storage, char **key_fingerprint, GBytes **code_key, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (self->db, error, "SELECT key_fingerprint, code_key FROM hub", "");
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("This hub was never set up."), error))
    return FALSE;
  *key_fingerprint = g_strdup (stipple_statement_text (statement, 0));
  *code_key = stipple_statement_bytes (statement, 1);
  return TRUE;
}

static gboolean
in_set_hub (StippleTx *tx, const char *key_fingerprint, GBytes *code_key, gint64 now,
            GError **error)
{
  return stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, NULL, error,
                         "INSERT INTO hub (one, key_fingerprint, code_key, created) "
                         "VALUES (1, ?, ?, ?)",
                         "sbi", key_fingerprint, code_key, now);
}

static gboolean
do_check (StippleStorage *storage, gint64 *schema, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;

  statement =
      stipple_db_query (self->db, error, "SELECT user_version FROM pragma_user_version, hub", "");
  if (statement == NULL || !stipple_sqlite_step_one (statement, "", error))
    return FALSE;
  *schema = stipple_statement_int (statement, 0);
  return TRUE;
}

static gboolean
do_get_stats (StippleStorage *storage, StippleStorageStats *stats, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (
      self->db, error,
      "SELECT (SELECT COUNT (*) FROM intakes WHERE deleted IS NULL),"
      " (SELECT COUNT (*) FROM intakes WHERE deleted IS NOT NULL),"
      " (SELECT COUNT (*) FROM devices WHERE revoked IS NULL AND kind = 'kiosk'),"
      " (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)",
      "");
  if (statement == NULL || !stipple_sqlite_step_one (statement, "", error))
    return FALSE;
  stats->intakes = stipple_statement_int (statement, 0);
  stats->deleted = stipple_statement_int (statement, 1);
  stats->devices = stipple_statement_int (statement, 2);
  stats->bytes = stipple_statement_int (statement, 3);
  return TRUE;
}

static StipplePackRow *
do_get_pack (StippleStorage *storage, int version, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;
  StipplePackRow *row;

  statement = stipple_db_query (self->db, error,
                                "SELECT version, digest, json FROM packs "
                                "WHERE ?1 = 0 OR version = ?1 ORDER BY version DESC LIMIT 1",
                                "i", (gint64) version);
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such content pack."), error))
    return NULL;
  row = g_new0 (StipplePackRow, 1);
  row->version = (int) stipple_statement_int (statement, 0);
  row->digest = g_strdup (stipple_statement_text (statement, 1));
  row->json = stipple_statement_bytes (statement, 2);
  return row;
}

static char *
do_get_pack_digest (StippleStorage *storage, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (self->db, error,
                                "SELECT digest FROM packs ORDER BY version DESC LIMIT 1", "");
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such content pack."), error))
    return NULL;
  return g_strdup (stipple_statement_text (statement, 0));
}

static gboolean
in_add_pack (StippleTx *tx, const StipplePackRow *row, gint64 now, GError **error)
{
  int added = 0;

  if (!stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, &added, error,
                       "INSERT INTO packs (version, digest, json, published) SELECT ?1, ?2, ?3, ?4 "
                       "WHERE NOT EXISTS (SELECT 1 FROM packs WHERE version >= ?1)",
                       "isbi", (gint64) row->version, row->digest, row->json, now))
    return FALSE;
  if (added == 1)
    return TRUE;
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT,
                       _ ("The hub has this version or a newer one already. Raise the pack's "
                          "version and publish again."));
  return FALSE;
}

static void
close_sqlite (StippleStorage *storage)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);

  stipple_db_close (self->db);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

StippleStorage *
stipple_storage_sqlite_new (const char *path, gboolean create, GError **error)
{
  StippleDbFlags flags = STIPPLE_DB_EXCLUSIVE | (create ? STIPPLE_DB_CREATE : 0);
  StippleDb *db;
  StippleSqlite *self;

  /* Naming it makes the linker take it out of the library. */
  g_resources_register (stipple_hub_get_resource ());
  db = stipple_db_open (path, "/stipple/sql/hub-sqlite", flags, error);
  if (db == NULL)
    return NULL;
  if (!stipple_db_exec (db, "PRAGMA cache_size = -" G_STRINGIFY (CACHE_KIB), error))
    {
      stipple_db_close (db);
      return NULL;
    }
  self = g_new0 (StippleSqlite, 1);
  self->db = db;
  self->tx.storage = &self->parent;
  pthread_mutex_init (&self->lock, NULL);
  self->parent.close = close_sqlite;
  self->parent.begin = begin;
  self->parent.commit = commit;
  self->parent.rollback = rollback;
  self->parent.do_get_hub = do_get_hub;
  self->parent.in_set_hub = in_set_hub;
  self->parent.do_check = do_check;
  self->parent.do_get_stats = do_get_stats;
  self->parent.do_get_pack = do_get_pack;
  self->parent.do_get_pack_digest = do_get_pack_digest;
  self->parent.in_add_pack = in_add_pack;
  stipple_sqlite_fill_access (&self->parent);
  stipple_sqlite_fill_audit (&self->parent);
  stipple_sqlite_fill_calls (&self->parent);
  stipple_sqlite_fill_intakes (&self->parent);
  stipple_sqlite_fill_kiosk (&self->parent);
  stipple_sqlite_fill_media (&self->parent);
  stipple_sqlite_fill_paper (&self->parent);
  stipple_sqlite_fill_quarantine (&self->parent);
  stipple_sqlite_fill_search (&self->parent);
  stipple_sqlite_fill_tally (&self->parent);
  stipple_sqlite_fill_work (&self->parent);
  return &self->parent;
}
