// SPDX-License-Identifier: GPL-3.0-or-later
#include "store-fixture.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- Waiting */

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **slot = data;
  *slot = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* Declares `result`, the answer to @start with the arguments that follow. */
#define AWAIT(start, ...)                                                                          \
  g_autoptr (GAsyncResult) result = NULL;                                                          \
  start (__VA_ARGS__, NULL, on_ready, &result);                                                    \
  await (&result)

void
store_fixture_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* --- Open and close */

void
store_fixture_init (StoreFixture *self, const char *folder)
{
  self->folder = g_strdup (folder);
  self->db_path = g_build_filename (folder, "kiosk.db", NULL);
  self->log_path = g_strconcat (self->db_path, "-wal", NULL);
  self->key_path = g_build_filename (folder, "key", NULL);
  self->clock = fixture_clock_new ();
  self->pack = fixture_pack_new ();
  self->ids = stipple_ids_new_random ();
  self->store = NULL;
}

void
store_fixture_clear (StoreFixture *self)
{
  store_fixture_close (self);
  store_fixture_settle ();
  g_free (self->folder);
  g_free (self->db_path);
  g_free (self->log_path);
  g_free (self->key_path);
  stipple_clock_unref (self->clock);
  stipple_pack_unref (self->pack);
  stipple_ids_unref (self->ids);
}

void
store_fixture_set_up_closed (StoreFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("stipple-store-XXXXXX", NULL);
  store_fixture_init (self, folder);
}

void
store_fixture_set_up (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleEnrolment) enrolment = store_fixture_enrolment_new (7);
  store_fixture_set_up_closed (self, data);
  store_fixture_open (self, &error);
  g_assert_no_error (error);
  store_fixture_enrol (self, enrolment, &error);
  g_assert_no_error (error);
}

void
store_fixture_tear_down (StoreFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_strdup (self->folder);
  store_fixture_clear (self);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

gboolean
store_fixture_open (StoreFixture *self, GError **error)
{
  AWAIT (stipple_store_open_async, self->folder, self->clock);
  self->store = stipple_store_open_finish (result, error);
  return self->store != NULL;
}

void
store_fixture_close (StoreFixture *self)
{
  if (self->store != NULL)
    stipple_store_close (self->store);
  g_clear_object (&self->store);
}

void
store_fixture_reopen (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  store_fixture_close (self);
  store_fixture_open (self, &error);
  g_assert_no_error (error);
}

/* --- Calls */

StippleEnrolment *
store_fixture_enrolment_new (guint code_space)
{
  StippleEnrolment *enrolment = g_new0 (StippleEnrolment, 1);
  enrolment->device_id = g_strdup ("6f1c0a52-0d5e-4b52-8d5e-2f6f2e0f7a11");
  enrolment->device_name = g_strdup ("Lobby sample");
  enrolment->hub = g_strdup ("https://hub.example/");
  enrolment->token = g_strdup ("sample-token-of-this-device");
  enrolment->code_space = code_space;
  memcpy (enrolment->code_key, "sample code key!", STIPPLE_CODE_KEY_BYTES);
  return enrolment;
}

gboolean
store_fixture_enrol (StoreFixture *self, const StippleEnrolment *enrolment, GError **error)
{
  AWAIT (stipple_store_set_enrolment_async, self->store, enrolment);
  return stipple_store_set_enrolment_finish (self->store, result, error);
}

StippleEnrolment *
store_fixture_get_enrolment (StoreFixture *self, GError **error)
{
  AWAIT (stipple_store_get_enrolment_async, self->store);
  return stipple_store_get_enrolment_finish (self->store, result, error);
}

StippleIntake *
store_fixture_save (StoreFixture *self, StippleSession *session, GError **error)
{
  AWAIT (stipple_store_save_async, self->store, session, self->ids);
  return stipple_store_save_finish (self->store, result, error);
}

StippleIntake *
store_fixture_save_sample (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleSession) session = fixture_session_new (self->pack, self->clock);
  StippleIntake *intake = store_fixture_save (self, session, &error);
  g_assert_no_error (error);
  return intake;
}

GPtrArray *
store_fixture_next_batch (StoreFixture *self, guint limit)
{
  g_autoptr (GError) error = NULL;
  AWAIT (stipple_store_next_batch_async, self->store, limit);
  GPtrArray *items = stipple_store_next_batch_finish (self->store, result, &error);
  g_assert_no_error (error);
  return items;
}

GPtrArray *
store_fixture_list (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  AWAIT (stipple_store_list_async, self->store);
  GPtrArray *items = stipple_store_list_finish (self->store, result, &error);
  g_assert_no_error (error);
  return items;
}

const StippleOutboxItem *
store_fixture_find (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (list, i);
      if (strcmp (item->id, id) == 0)
        return item;
    }
  return NULL;
}

gboolean
store_fixture_deliver (StoreFixture *self, const char *const *ids, GError **error)
{
  AWAIT (stipple_store_mark_delivered_async, self->store, ids);
  return stipple_store_mark_delivered_finish (self->store, result, error);
}

gboolean
store_fixture_quarantine (StoreFixture *self, const char *id, const char *reason, GError **error)
{
  g_autoptr (StippleRefusal) refusal = stipple_refusal_new (STIPPLE_REFUSAL_INVALID, 422);
  refusal->diagnostics = g_strdup (reason);
  AWAIT (stipple_store_quarantine_async, self->store, id, refusal);
  return stipple_store_quarantine_finish (self->store, result, error);
}

gboolean
store_fixture_settle_one (StoreFixture *self, const char *id, guint round,
                          StippleDeliveryState state, const char *receipt, GError **error)
{
  AWAIT (stipple_store_settle_async, self->store, id, round, state, receipt);
  return stipple_store_settle_finish (self->store, result, error);
}

GPtrArray *
store_fixture_next_quarantined (StoreFixture *self, gint64 number, guint limit)
{
  g_autoptr (GError) error = NULL;
  AWAIT (stipple_store_next_quarantined_async, self->store, number, limit);
  GPtrArray *items = stipple_store_next_quarantined_finish (self->store, result, &error);
  g_assert_no_error (error);
  return items;
}

int
store_fixture_purge (StoreFixture *self, gint64 age_us)
{
  g_autoptr (GError) error = NULL;
  AWAIT (stipple_store_purge_async, self->store, age_us);
  int purged = stipple_store_purge_finish (self->store, result, &error);
  g_assert_no_error (error);
  return purged;
}

StipplePack *
store_fixture_set_content (StoreFixture *self, GBytes *json, GError **error)
{
  AWAIT (stipple_store_set_content_async, self->store, json);
  return stipple_store_set_content_finish (self->store, result, error);
}

StipplePack *
store_fixture_get_content (StoreFixture *self, GError **error)
{
  AWAIT (stipple_store_get_content_async, self->store);
  return stipple_store_get_content_finish (self->store, result, error);
}

GPtrArray *
store_fixture_list_missing (StoreFixture *self, GBytes *json, GError **error)
{
  AWAIT (stipple_store_list_missing_media_async, self->store, json);
  return stipple_store_list_missing_media_finish (self->store, result, error);
}

gboolean
store_fixture_add_media (StoreFixture *self, const StippleImage *image, GBytes *file,
                         GError **error)
{
  AWAIT (stipple_store_add_media_async, self->store, image, file);
  return stipple_store_add_media_finish (self->store, result, error);
}

GBytes *
store_fixture_get_media (StoreFixture *self, const char *sha256, GError **error)
{
  StippleMediaSource *source = STIPPLE_MEDIA_SOURCE (self->store);
  AWAIT (stipple_media_source_load_async, source, sha256);
  return stipple_media_source_load_finish (source, result, error);
}

void
store_fixture_set_backoff (StoreFixture *self, StippleBackoff backoff)
{
  g_autoptr (GError) error = NULL;
  AWAIT (stipple_store_set_backoff_async, self->store, backoff);
  stipple_store_set_backoff_finish (self->store, result, &error);
  g_assert_no_error (error);
}

StippleBackoff
store_fixture_get_backoff (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  StippleBackoff backoff = { 0 };
  AWAIT (stipple_store_get_backoff_async, self->store);
  stipple_store_get_backoff_finish (self->store, result, &backoff, &error);
  g_assert_no_error (error);
  return backoff;
}

/* --- Files */

sqlite3 *
store_fixture_sqlite (StoreFixture *self)
{
  sqlite3 *handle;
  g_assert_null (self->store);
  g_assert_cmpint (sqlite3_open (self->db_path, &handle), ==, SQLITE_OK);
  return handle;
}

void
store_fixture_sql (StoreFixture *self, const char *sql)
{
  sqlite3 *handle = store_fixture_sqlite (self);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

gint64
store_fixture_sql_int (StoreFixture *self, const char *sql)
{
  sqlite3 *handle = store_fixture_sqlite (self);
  sqlite3_stmt *stmt;
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  gint64 value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return value;
}

GBytes *
store_fixture_read (const char *path)
{
  char *contents = NULL;
  gsize length = 0;
  g_file_get_contents (path, &contents, &length, NULL);
  return g_bytes_new_take (contents, length);
}
