// SPDX-License-Identifier: GPL-3.0-or-later
#include "seal/seal.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Spoils the first intake of a kiosk that is not running, for test_desk_quarantine.py: intake-spoiler DIRECTORY. Its birth
 * date, that of the sample person, lies ahead then, as a kiosk with other rules than its hub's might have taken it. */

#define GOOD "\"birthDate\":\"1980-02-29\""
#define BAD "\"birthDate\":\"2999-02-28\""

static void
check (gboolean good, const char *what)
{
  if (good)
    return;
  fprintf (stderr, "intake-spoiler: %s\n", what);
  exit (EXIT_FAILURE);
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  check (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg (db));
  return statement;
}

static GBytes *
spoil (StippleKey *key, const char *id, const void *sealed, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = stipple_unseal (key, "intake", id, 1, sealed, length, &error);
  g_autofree char *document = NULL;
  char *found;

  check (plain != NULL, "the intake does not open");
  document = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  found = strstr (document, GOOD);
  check (found != NULL, "the birth date is not there");
  memcpy (found, BAD, strlen (BAD));
  return stipple_seal (key, "intake", id, 1, document, strlen (document));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleKey) key = argc > 1 ? stipple_key_load (argv[1], FALSE, &error) : NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) spoilt = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *read, *write;

  check (key != NULL, "there is no key");
  path = g_build_filename (argv[1], "kiosk.db", NULL);
  check (sqlite3_open (path, &db) == SQLITE_OK, "there is no database");
  read = prepare (db, "SELECT id, sealed, number FROM intake ORDER BY number LIMIT 1");
  check (sqlite3_step (read) == SQLITE_ROW, "there is no intake");
  spoilt = spoil (key, (const char *) sqlite3_column_text (read, 0), sqlite3_column_blob (read, 1),
                  (gsize) sqlite3_column_bytes (read, 1));
  write = prepare (db, "UPDATE intake SET sealed = ? WHERE number = ?");
  sqlite3_bind_blob (write, 1, g_bytes_get_data (spoilt, NULL), (int) g_bytes_get_size (spoilt),
                     SQLITE_STATIC);
  sqlite3_bind_int64 (write, 2, sqlite3_column_int64 (read, 2));
  sqlite3_finalize (read);
  check (sqlite3_step (write) == SQLITE_DONE, sqlite3_errmsg (db));
  sqlite3_finalize (write);
  check (sqlite3_close (db) == SQLITE_OK, "the database does not close");
  return EXIT_SUCCESS;
}
