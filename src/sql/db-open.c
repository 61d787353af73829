// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/db.h"

#include "core/error.h"
#include "sql/db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A whole database has at least one page of the smallest size SQLite knows. */
#define SMALLEST_FILE 512
#define SHARED_TIMEOUT_MS 5000

typedef struct
{
  int version;
  char *path; /* of the resource */
} Migration;

static gboolean
fail_errno (int code, const char *path, GError **error)
{
  StippleError ours = code == ENOSPC || code == EDQUOT || code == EFBIG ? STIPPLE_ERROR_DISK_FULL
                                                                        : STIPPLE_ERROR_IO;
  g_set_error (error, STIPPLE_ERROR, (int) ours, "%s (%s: %s)", stipple_db_advice (ours), path,
               g_strerror (code));
  return FALSE;
}

static gboolean
fail_damaged (const char *path, GError **error)
{
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT, "%s (%s)",
               stipple_db_advice (STIPPLE_ERROR_CORRUPT), path);
  return FALSE;
}

/* --- Migrations */

static int
compare_migrations (gconstpointer a, gconstpointer b)
{
  return ((const Migration *) a)->version - ((const Migration *) b)->version;
}

static void
migration_clear (gpointer data)
{
  g_free (((Migration *) data)->path);
}

/* Migration by number, in order. They are compiled in: a gap is a fault of the program. */
static GArray *
list_migrations (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, &error);
  g_assert_no_error (error);

  GArray *migrations = g_array_new (FALSE, FALSE, sizeof (Migration));
  g_array_set_clear_func (migrations, migration_clear);
  for (guint i = 0; names[i]; i++)
    {
      if (!g_str_has_suffix (names[i], ".sql"))
        continue;
      Migration migration = { (int) g_ascii_strtoll (names[i], NULL, 10),
                              g_strconcat (folder, "/", names[i], NULL) };
      g_array_append_val (migrations, migration);
    }
  g_array_sort (migrations, compare_migrations);
  for (guint i = 0; i < migrations->len; i++)
    g_assert (g_array_index (migrations, Migration, i).version == (int) i + 1);
  return migrations;
}

static gboolean
run_migration (StippleDb *self, const Migration *migration, GError **error)
{
  g_autoptr (GBytes) sql = g_resources_lookup_data (migration->path, 0, error);
  if (!sql || !stipple_db_begin (self, error))
    return FALSE;

  /* A resource ends with a NUL that its size does not count. */
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", migration->version);
  int code = sqlite3_exec (self->handle, g_bytes_get_data (sql, NULL), NULL, NULL, NULL);
  if (code != SQLITE_OK)
    stipple_db_fail (self, code, migration->path, error);
  if (code != SQLITE_OK || !stipple_db_exec (self, mark, error))
    {
      stipple_db_rollback (self);
      return FALSE;
    }
  return stipple_db_commit (self, error);
}

static gboolean
migrate (StippleDb *self, GArray *migrations, int from, GError **error)
{
  for (guint i = from; i < migrations->len; i++)
    if (!run_migration (self, &g_array_index (migrations, Migration, i), error))
      return FALSE;
  return TRUE;
}

/* --- Opening */

/* The lock comes with the first read: until then SQLite has not looked at the file. */
static StippleDb *
open_handle (const char *path, StippleDbFlags flags, GError **error)
{
  StippleDb *self = stipple_db_new ();
  int code =
      sqlite3_open_v2 (path, &self->handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    {
      stipple_db_fail (self, code, path, error);
      g_clear_pointer (&self, stipple_db_close);
      return NULL;
    }
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* Until we accept the database, closing shall leave its log as it is. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_busy_timeout (self->handle, flags & STIPPLE_DB_EXCLUSIVE ? 0 : SHARED_TIMEOUT_MS);

  /* clang-format off */
  static const char settings[] =
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;";
  /* clang-format on */
  if ((flags & STIPPLE_DB_EXCLUSIVE
       && !stipple_db_exec (self, "PRAGMA locking_mode = EXCLUSIVE", error))
      || !stipple_db_exec (self, settings, error))
    g_clear_pointer (&self, stipple_db_close);
  return self;
}

static gboolean
use_wal (StippleDb *self, const char *path, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (self, error, "PRAGMA journal_mode = WAL", "");
  if (!statement || !stipple_statement_step (statement, error))
    return FALSE;
  if (g_strcmp0 (stipple_statement_text (statement, 0), "wal") != 0)
    return fail_errno (ENOTSUP, path, error);
  return TRUE;
}

/* SQLite takes a last page that was cut for one that ends with zeros. */
static gboolean
check_length (StippleDb *self, const char *path, GError **error)
{
  g_autoptr (StippleStatement) statement = stipple_db_query (
      self, error, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", "");
  if (!statement || !stipple_statement_step (statement, error))
    return FALSE;

  /* While there is a log, its pages may be still to come. */
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf st;
  if (g_stat (log, &st) == 0 && st.st_size > 0)
    return TRUE;
  if (g_stat (path, &st) != 0)
    return fail_errno (errno, path, error);
  return st.st_size >= stipple_statement_int (statement, 0) || fail_damaged (path, error);
}

static gboolean
check_pages (StippleDb *self, const char *path, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (self, error, "PRAGMA quick_check(1)", "");
  if (!statement || !stipple_statement_step (statement, error))
    return FALSE;
  if (g_strcmp0 (stipple_statement_text (statement, 0), "ok") != 0)
    return fail_damaged (path, error);
  return TRUE;
}

static gboolean
check_fingerprint (StippleDb *self, const char *path, const char *fingerprint, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (self, NULL, "SELECT fingerprint FROM seal", "");
  if (!statement)
    return fail_damaged (path, error);
  g_autoptr (GError) local_error = NULL;
  if (stipple_statement_step (statement, &local_error)
      && g_strcmp0 (stipple_statement_text (statement, 0), fingerprint) == 0)
    return TRUE;
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_WRONG_KEY,
                         _ ("This data was sealed with another key. Nothing was changed; put the "
                            "right key in its place, then start again."));
  return FALSE;
}

/* Everything that only reads. */
static gboolean
check (StippleDb *self, const char *path, const char *fingerprint, StippleDbFlags flags, int newest,
       int *version, GError **error)
{
  g_autoptr (StippleStatement) statement =
      stipple_db_query (self, error, "PRAGMA user_version", "");
  if (!statement || !stipple_statement_step (statement, error))
    return FALSE;
  gint64 found = stipple_statement_int (statement, 0);
  g_clear_pointer (&statement, stipple_statement_free);

  if (!check_length (self, path, error)
      || (flags & STIPPLE_DB_CHECK && !check_pages (self, path, error)))
    return FALSE;
  if (found < 1)
    return fail_damaged (path, error);
  if (fingerprint && !check_fingerprint (self, path, fingerprint, error))
    return FALSE;
  if (found > newest)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NEWER,
                   _ ("The database “%s” was written by a newer version of Stipple. Nothing was "
                      "changed; update Stipple, then start again."),
                   path);
      return FALSE;
    }
  *version = found;
  return TRUE;
}

static StippleDb *
open_existing (const char *path, const char *fingerprint, GArray *migrations, StippleDbFlags flags,
               GError **error)
{
  g_autoptr (StippleDb) self = open_handle (path, flags, error);
  int version;
  if (!self || !check (self, path, fingerprint, flags, migrations->len, &version, error))
    return NULL;

  if (g_chmod (path, 0600) != 0)
    {
      fail_errno (errno, path, error);
      return NULL;
    }
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if (!use_wal (self, path, error) || !migrate (self, migrations, version, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- Creating */

static gboolean
fill_new (const char *path, const char *fingerprint, GArray *migrations, GError **error)
{
  g_autoptr (StippleDb) self = open_handle (path, STIPPLE_DB_EXCLUSIVE, error);
  if (!self)
    return FALSE;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if (fingerprint
      && (!stipple_db_exec (self, "CREATE TABLE seal (fingerprint TEXT NOT NULL) STRICT", error)
          || !stipple_db_run (self, NULL, error, "INSERT INTO seal VALUES (?)", "s", fingerprint)))
    return FALSE;
  /* Last, for a rollback journal leaves one file and nothing to carry along. */
  return migrate (self, migrations, 0, error) && use_wal (self, path, error);
}

static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  if (fd >= 0)
    close (fd);
  return synced;
}

static void
remove_draft (const char *draft)
{
  static const char *const suffixes[] = { "", "-wal", "-journal" };
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (draft, suffixes[i], NULL);
      g_unlink (path);
    }
}

static gboolean
create (const char *path, const char *fingerprint, GArray *migrations, GError **error)
{
  g_autofree char *draft = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_errno (errno, path, error);
  close (fd);

  gboolean created = fill_new (draft, fingerprint, migrations, error);
  /* Linked, so that one that somebody else made meanwhile stays. */
  if (created && ((link (draft, path) != 0 && errno != EEXIST) || !sync_folder (path)))
    created = fail_errno (errno, path, error);
  remove_draft (draft);
  return created;
}

/* Whether @path is there; CORRUPT when what is there cannot be a whole database. */
static gboolean
look (const char *path, gboolean *exists, GError **error)
{
  /* Only stat: closing a descriptor of our own would drop the locks of another handle. */
  GStatBuf st;
  *exists = g_stat (path, &st) == 0;
  if (*exists)
    return st.st_size >= SMALLEST_FILE || fail_damaged (path, error);

  /* A log without its database holds all that is left of it; a new one would swallow it. */
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  if (g_stat (log, &st) == 0 && st.st_size > 0)
    return fail_damaged (path, error);
  return TRUE;
}

StippleDb *
stipple_db_open_sealed (const char *path, const char *migrations, const char *fingerprint,
                        StippleDbFlags flags, GError **error)
{
  g_autoptr (GArray) list = list_migrations (migrations);
  gboolean exists;
  if (!look (path, &exists, error))
    return NULL;
  if (!exists && !(flags & STIPPLE_DB_CREATE))
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                   _ ("There is no database at “%s”. Check the folder, or set it up first."), path);
      return NULL;
    }
  if (!exists && !create (path, fingerprint, list, error))
    return NULL;
  return open_existing (path, fingerprint, list, flags, error);
}

StippleDb *
stipple_db_open (const char *path, const char *migrations, StippleDbFlags flags, GError **error)
{
  return stipple_db_open_sealed (path, migrations, NULL, flags, error);
}
