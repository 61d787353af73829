// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

#include "core/error.h"
#include "core/ids.h"
#include <glib/gi18n-lib.h>

/* How exactly a device's being seen is noted: each note is a write. */
#define SEEN_US G_TIME_SPAN_MINUTE

static gboolean
in_add_staff (StippleTx *tx, const StippleStaffRow *row, const guint8 user[STIPPLE_BLIND_BYTES],
              gint64 now, GError **error)
{
  int added = 0;

  if (!stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, &added, error,
                       "INSERT INTO staff (id, user, name, role, password, created) "
                       "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user) DO NOTHING",
                       "sBbssi", row->id, user, (gsize) STIPPLE_BLIND_BYTES, row->name,
                       stipple_role_to_string (row->role), row->password, now))
    return FALSE;
  if (added == 1)
    return TRUE;
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_EXISTS,
                       _ ("There is a member of staff by this user name. Choose another."));
  return FALSE;
}

static StippleStaffRow *
read_staff (StippleStatement *statement)
{
  StippleStaffRow *row = g_new0 (StippleStaffRow, 1);

  row->id = g_strdup (stipple_statement_text (statement, 0));
  row->name = stipple_statement_bytes (statement, 1);
  /* The table's CHECK lets no other role in. */
  stipple_role_from_string (stipple_statement_text (statement, 2), &row->role);
  row->password = g_strdup (stipple_statement_text (statement, 3));
  return row;
}

static StippleStaffRow *
do_find_staff (StippleStorage *storage, const guint8 user[STIPPLE_BLIND_BYTES], GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (self->db, error,
                                "SELECT id, name, role, password FROM staff WHERE user = ?", "B",
                                user, (gsize) STIPPLE_BLIND_BYTES);
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("There is no such member of staff."), error))
    return NULL;
  return read_staff (statement);
}

static GPtrArray *
do_list_staff (StippleStorage *storage, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_staff_row_free);
  g_autoptr (StippleStatement) statement = NULL;
  g_autoptr (GError) fault = NULL;

  statement = stipple_db_query (
      self->db, error, "SELECT id, name, role, password FROM staff ORDER BY created, id", "");
  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    g_ptr_array_add (rows, read_staff (statement));
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static gboolean
in_add_session (StippleTx *tx, const char *token_hash, const char *staff, gint64 now,
                gint64 expires, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_db_run (db, NULL, error, "DELETE FROM sessions WHERE expires <= ?", "i", now)
         && stipple_db_run (db, NULL, error,
                            "INSERT INTO sessions (token, staff, expires) VALUES (?, ?, ?)", "ssi",
                            token_hash, staff, expires);
}

static gboolean
in_end_session (StippleTx *tx, const char *token_hash, GError **error)
{
  return stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, NULL, error,
                         "DELETE FROM sessions WHERE token = ?", "s", token_hash);
}

static StippleCaller *
do_find_caller (StippleStorage *storage, const char *token_hash, gint64 now, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (StippleStatement) statement = NULL;
  g_autoptr (StippleCaller) caller = g_new0 (StippleCaller, 1);

  statement = stipple_db_query (
      self->db, error,
      "SELECT 'device', id, seen IS NULL OR seen < ?2 - ?3 FROM devices "
      "WHERE token = ?1 AND revoked IS NULL UNION ALL "
      "SELECT role, id, 0 FROM sessions JOIN staff ON id = staff WHERE token = ?1 AND expires > ?2",
      "sii", token_hash, now, (gint64) SEEN_US);
  if (statement == NULL
      || !stipple_sqlite_step_one (statement, _ ("Nobody is signed in with this token."), error))
    return NULL;
  if (!stipple_role_from_string (stipple_statement_text (statement, 0), &caller->role))
    caller->role = STIPPLE_ROLE_DEVICE;
  caller->id = g_strdup (stipple_statement_text (statement, 1));
  if (stipple_statement_int (statement, 2) != 0
      && !stipple_db_run (self->db, NULL, error, "UPDATE devices SET seen = ? WHERE id = ?", "is",
                          now, caller->id))
    return NULL;
  return g_steal_pointer (&caller);
}

static gboolean
get_throttle (StippleDb *db, const char *subject, guint *failures, gint64 *last, GError **error)
{
  g_autoptr (StippleStatement) statement = NULL;
  g_autoptr (GError) fault = NULL;

  *failures = 0;
  *last = 0;
  statement = stipple_db_query (db, error, "SELECT failures, last FROM throttles WHERE subject = ?",
                                "s", subject);
  if (statement == NULL)
    return FALSE;
  if (stipple_statement_step (statement, &fault))
    {
      *failures = (guint) stipple_statement_int (statement, 0);
      *last = stipple_statement_int (statement, 1);
    }
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return TRUE;
}

static gboolean
do_get_throttle (StippleStorage *storage, const char *subject, guint *failures, gint64 *last,
                 GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  return get_throttle (self->db, subject, failures, last, error);
}

static gboolean
in_get_throttle (StippleTx *tx, const char *subject, guint *failures, gint64 *last, GError **error)
{
  return get_throttle (STIPPLE_SQLITE (tx->storage)->db, subject, failures, last, error);
}

static gboolean
in_set_throttle (StippleTx *tx, const char *subject, guint failures, gint64 last, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  if (failures == 0)
    return stipple_db_run (db, NULL, error, "DELETE FROM throttles WHERE subject = ?", "s",
                           subject);
  return stipple_db_run (db, NULL, error,
                         "INSERT INTO throttles (subject, failures, last) VALUES (?, ?, ?) "
                         "ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, "
                         "last = excluded.last",
                         "sii", subject, (gint64) failures, last);
}

static gboolean
in_add_enrol_code (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES], const char *name,
                   gint64 now, gint64 expires, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return stipple_db_run (db, NULL, error, "DELETE FROM enrol_codes WHERE expires <= ?", "i", now)
         && stipple_db_run (db, NULL, error,
                            "INSERT INTO enrol_codes (code, name, expires) VALUES (?, ?, ?)", "Bsi",
                            code, (gsize) STIPPLE_BLIND_BYTES, name, expires);
}

static gboolean
in_use_enrol_code (StippleTx *tx, const guint8 code[STIPPLE_BLIND_BYTES], gint64 now,
                   guint max_tries, char **name, GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;
  g_autoptr (StippleStatement) statement = NULL;

  statement = stipple_db_query (
      db, error, "SELECT name FROM enrol_codes WHERE code = ? AND expires > ? AND tries < ?", "Bii",
      code, (gsize) STIPPLE_BLIND_BYTES, now, (gint64) max_tries);
  if (statement == NULL
      || !stipple_sqlite_step_one (
          statement, _ ("This code is wrong, used or too old. Ask for a new one."), error))
    return FALSE;
  *name = g_strdup (stipple_statement_text (statement, 0));
  g_clear_pointer (&statement, stipple_statement_free);
  return stipple_db_run (db, NULL, error, "DELETE FROM enrol_codes WHERE code = ?", "B", code,
                         (gsize) STIPPLE_BLIND_BYTES);
}

static gboolean
in_count_wrong_code (StippleTx *tx, GError **error)
{
  return stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, NULL, error,
                         "UPDATE enrol_codes SET tries = tries + 1", "");
}

/* A revoked device's space is left alone while there is another: its kiosk may still hold intakes
 * with codes of it, delivered after a new enrolment. */
static gboolean
find_code_space (StippleDb *db, guint *space, GError **error)
{
  g_autoptr (StippleStatement) fresh = NULL;
  g_autoptr (StippleStatement) used = NULL;
  g_autoptr (GError) fault = NULL;

  fresh =
      stipple_db_query (db, error, "SELECT COALESCE (MAX (code_space), 0) + 1 FROM devices", "");
  if (fresh == NULL || !stipple_sqlite_step_one (fresh, "", error))
    return FALSE;
  *space = (guint) stipple_statement_int (fresh, 0);
  if (*space < STIPPLE_CODE_SPACES)
    return TRUE;

  used =
      stipple_db_query (db, error,
                        "SELECT code_space FROM devices GROUP BY code_space "
                        "HAVING COUNT (*) = COUNT (revoked) AND NOT EXISTS (SELECT 1 FROM intakes "
                        "JOIN devices AS d ON d.id = intakes.device "
                        "WHERE d.code_space = devices.code_space) "
                        "ORDER BY MAX (revoked) LIMIT 1",
                        "");
  if (used == NULL)
    return FALSE;
  if (stipple_statement_step (used, &fault))
    {
      *space = (guint) stipple_statement_int (used, 0);
      return TRUE;
    }
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                         _ ("This hub has as many devices as it can have. Revoke one that was "
                            "never used, then try again."));
  return FALSE;
}

static gboolean
add_device (StippleTx *tx, StippleDeviceRow *row, const char *token_hash, const char *kind,
            GError **error)
{
  StippleDb *db = STIPPLE_SQLITE (tx->storage)->db;

  return find_code_space (db, &row->code_space, error)
         && stipple_db_run (db, NULL, error,
                            "INSERT INTO devices (id, name, token, code_space, enrolled, kind) "
                            "VALUES (?, ?, ?, ?, ?, ?)",
                            "sssiis", row->id, row->name, token_hash, (gint64) row->code_space,
                            row->enrolled, kind);
}

static gboolean
in_add_device (StippleTx *tx, StippleDeviceRow *row, const char *token_hash, GError **error)
{
  return add_device (tx, row, token_hash, "kiosk", error);
}

static gboolean
in_add_paper (StippleTx *tx, StippleDeviceRow *row, const char *token_hash, GError **error)
{
  return add_device (tx, row, token_hash, "paper", error);
}

static GPtrArray *
do_list_devices (StippleStorage *storage, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_device_row_free);
  g_autoptr (StippleStatement) statement = NULL;
  g_autoptr (GError) fault = NULL;

  statement = stipple_db_query (self->db, error,
                                "SELECT id, name, code_space, enrolled, COALESCE (seen, 0), "
                                "COALESCE (revoked, 0) FROM devices WHERE kind = 'kiosk' "
                                "ORDER BY enrolled, id",
                                "");
  if (statement == NULL)
    return NULL;
  while (stipple_statement_step (statement, &fault))
    {
      StippleDeviceRow *row = g_new0 (StippleDeviceRow, 1);

      row->id = g_strdup (stipple_statement_text (statement, 0));
      row->name = g_strdup (stipple_statement_text (statement, 1));
      row->code_space = (guint) stipple_statement_int (statement, 2);
      row->enrolled = stipple_statement_int (statement, 3);
      row->seen = stipple_statement_int (statement, 4);
      row->revoked = stipple_statement_int (statement, 5);
      g_ptr_array_add (rows, row);
    }
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static gboolean
in_revoke_device (StippleTx *tx, const char *id, gint64 now, GError **error)
{
  int changed = 0;

  if (!stipple_db_run (
          STIPPLE_SQLITE (tx->storage)->db, &changed, error,
          "UPDATE devices SET revoked = COALESCE (revoked, ?) WHERE id = ? AND kind = 'kiosk'",
          "is", now, id))
    return FALSE;
  if (changed == 1)
    return TRUE;
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                       _ ("There is no such device."));
  return FALSE;
}

void
stipple_sqlite_fill_access (StippleStorage *table)
{
  table->in_add_staff = in_add_staff;
  table->do_find_staff = do_find_staff;
  table->do_list_staff = do_list_staff;
  table->in_add_session = in_add_session;
  table->in_end_session = in_end_session;
  table->do_find_caller = do_find_caller;
  table->do_get_throttle = do_get_throttle;
  table->in_get_throttle = in_get_throttle;
  table->in_set_throttle = in_set_throttle;
  table->in_add_enrol_code = in_add_enrol_code;
  table->in_use_enrol_code = in_use_enrol_code;
  table->in_count_wrong_code = in_count_wrong_code;
  table->in_add_device = in_add_device;
  table->in_add_paper = in_add_paper;
  table->do_list_devices = do_list_devices;
  table->in_revoke_device = in_revoke_device;
}
