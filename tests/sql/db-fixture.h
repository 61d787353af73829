// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "sql/db.h"

G_BEGIN_DECLS

#define ONE "/stipple/test/sql/one"
#define THREE "/stipple/test/sql/three"
#define BAD "/stipple/test/sql/bad"
#define CREATE (STIPPLE_DB_EXCLUSIVE | STIPPLE_DB_CREATE | STIPPLE_DB_CHECK)

typedef struct
{
  char *folder;
  char *path;
  char *log;
} DbFixture;

void db_fixture_set_up (DbFixture *f, gconstpointer data);
void db_fixture_tear_down (DbFixture *f, gconstpointer data);
/* Must succeed. */
StippleDb *db_fixture_open_db (DbFixture *f, const char *migrations, StippleDbFlags flags);
void db_fixture_assert_open_fails (DbFixture *f, const char *migrations, StippleDbFlags flags,
                                   StippleError code);
void db_fixture_run (StippleDb *db, const char *sql);
gint64 db_fixture_read_int (StippleDb *db, const char *sql);
char *db_fixture_read_text (StippleDb *db, const char *sql);
guint db_fixture_count_files (DbFixture *f);
/* A file as it is; a missing one and an empty one are the same. */
GBytes *db_fixture_read_file (const char *path);
void db_fixture_write_file (const char *path, GBytes *bytes);

G_END_DECLS
