// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store-private.h"

#include "core/error.h"

#include "store-resources.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MIGRATIONS "/stipple/sql/kiosk"
/* Kept of the database in memory: a page or two of each table are enough to add to it. The usual 2 MiB
 * fill up from visit to visit. */
#define CACHE_KIB 256

static gboolean
is_new (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  return !g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (log, G_FILE_TEST_EXISTS);
}

static gboolean
open_database (StippleVault *self, const char *data_dir, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, "kiosk.db", NULL);

  /* A new key for old data could only hide that the right one is missing. */
  self->key = stipple_key_load (data_dir, is_new (path), error);
  if (self->key == NULL)
    return FALSE;

  /* The linker would drop a resource that nothing names. */
  stipple_store_get_resource ();
  g_autofree char *fingerprint = stipple_key_fingerprint (self->key);
  self->db =
      stipple_db_open_sealed (path, MIGRATIONS, fingerprint,
                              STIPPLE_DB_EXCLUSIVE | STIPPLE_DB_CREATE | STIPPLE_DB_CHECK, error);
  return self->db != NULL
         && stipple_db_exec (self->db, "PRAGMA cache_size = -" G_STRINGIFY (CACHE_KIB), error);
}

static gboolean
load_code_count (StippleVault *self, GError **error)
{
  g_autoptr (StippleStatement) row = stipple_db_query (
      self->db, error, "SELECT max (value) FROM meta WHERE name = 'code-count'", "");

  if (row == NULL || !stipple_statement_step (row, error))
    return FALSE;
  self->code_count = stipple_statement_int (row, 0);
  return TRUE;
}

StippleVault *
stipple_vault_open (const char *data_dir, StippleClock *clock, GError **error)
{
  g_autoptr (StippleVault) self = g_new0 (StippleVault, 1);

  self->clock = stipple_clock_ref (clock);
  if (g_mkdir_with_parents (data_dir, 0700) != 0)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO,
                   _ ("The folder “%s” could not be made (%s). Check its permissions."), data_dir,
                   g_strerror (errno));
      return NULL;
    }
  if (!open_database (self, data_dir, error) || !load_code_count (self, error)
      || !stipple_vault_load_enrolment (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
stipple_vault_close (StippleVault *self)
{
  g_clear_pointer (&self->db, stipple_db_close);
  g_clear_pointer (&self->enrolment, stipple_enrolment_free);
  g_clear_pointer (&self->key, stipple_key_unref);
  g_clear_pointer (&self->clock, stipple_clock_unref);
  g_free (self);
}

gboolean
stipple_vault_audit (StippleVault *self, const char *action, const char *subject, GError **error)
{
  return stipple_db_run (self->db, NULL, error,
                         "INSERT INTO audit (time, action, subject) VALUES (?, ?, ?)", "iss",
                         stipple_clock_now (self->clock), action, subject);
}

/* Each string with its terminator, one after the other. */
GBytes *
stipple_vault_seal_fields (StippleVault *self, const char *table, const char *id, gint64 version,
                           const char *const *fields)
{
  gsize length = 0;
  for (guint i = 0; fields[i] != NULL; i++)
    length += strlen (fields[i]) + 1;

  g_autofree char *plain = g_malloc (length);
  char *end = plain;
  for (guint i = 0; fields[i] != NULL; i++)
    end = stpcpy (end, fields[i]) + 1;

  GBytes *sealed = stipple_seal (self->key, table, id, version, plain, length);
  explicit_bzero (plain, length);
  return sealed;
}

GBytes *
stipple_vault_unseal_fields (StippleVault *self, const char *table, const char *id, gint64 version,
                             GBytes *sealed, guint n, const char **fields, GError **error)
{
  g_autoptr (GBytes) plain =
      stipple_unseal (self->key, table, id, version, g_bytes_get_data (sealed, NULL),
                      g_bytes_get_size (sealed), error);
  if (plain == NULL)
    return NULL;

  gsize length;
  const char *text = g_bytes_get_data (plain, &length);
  for (guint i = 0; i < n; i++)
    {
      const char *end = memchr (text, '\0', length);
      if (end == NULL)
        {
          g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
                       _ ("A record of “%s” is not complete. Restore the data from its backup."),
                       table);
          return NULL;
        }
      fields[i] = text;
      length -= end + 1 - text;
      text = end + 1;
    }
  return g_steal_pointer (&plain);
}
