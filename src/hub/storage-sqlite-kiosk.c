// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/storage-sqlite.h"

static gboolean
read_pin (StippleDb *db, gint64 *version, GBytes **hash, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (StippleStatement) statement =
      stipple_db_query (db, error, "SELECT version, hash FROM kiosk_pin", "");

  if (statement == NULL)
    return FALSE;
  *version = 0;
  if (stipple_statement_step (statement, &fault))
    {
      *version = stipple_statement_int (statement, 0);
      if (hash != NULL)
        *hash = stipple_statement_bytes (statement, 1);
    }
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
do_get_kiosk_pin (StippleStorage *storage, gint64 *version, GBytes **hash, GError **error)
{
  StippleSqlite *self = STIPPLE_SQLITE (storage);
  STIPPLE_HOLD (&self->lock);

  *hash = NULL;
  return read_pin (self->db, version, hash, error);
}

static gboolean
in_get_kiosk_pin_version (StippleTx *tx, gint64 *version, GError **error)
{
  return read_pin (STIPPLE_SQLITE (tx->storage)->db, version, NULL, error);
}

static gboolean
in_set_kiosk_pin (StippleTx *tx, gint64 version, GBytes *hash, gint64 now, GError **error)
{
  return stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, NULL, error,
                         "INSERT OR REPLACE INTO kiosk_pin VALUES (1, ?, ?, ?)", "ibi", version,
                         hash, now);
}

static gboolean
in_get_kiosk_events (StippleTx *tx, const char *device, gint64 *last, GError **error)
{
  g_autoptr (StippleStatement) statement = stipple_db_query (
      STIPPLE_SQLITE (tx->storage)->db, error,
      "SELECT COALESCE (MAX (last), 0) FROM kiosk_events WHERE device = ?", "s", device);

  if (statement == NULL || !stipple_statement_step (statement, error))
    return FALSE;
  *last = stipple_statement_int (statement, 0);
  return TRUE;
}

static gboolean
in_set_kiosk_events (StippleTx *tx, const char *device, gint64 last, GError **error)
{
  return stipple_db_run (STIPPLE_SQLITE (tx->storage)->db, NULL, error,
                         "INSERT OR REPLACE INTO kiosk_events VALUES (?, ?)", "si", device, last);
}

void
stipple_sqlite_fill_kiosk (StippleStorage *table)
{
  table->do_get_kiosk_pin = do_get_kiosk_pin;
  table->in_get_kiosk_pin_version = in_get_kiosk_pin_version;
  table->in_set_kiosk_pin = in_set_kiosk_pin;
  table->in_get_kiosk_events = in_get_kiosk_events;
  table->in_set_kiosk_events = in_set_kiosk_events;
}
