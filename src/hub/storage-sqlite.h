// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/lock.h"
#include "hub/storage.h"
#include "sql/db.h"

G_BEGIN_DECLS

/**
 * The storage table on SQLite: one handle, and one lock that whoever uses the handle holds. A transaction
 * holds it from begin to commit, so nobody does slow work (parsing, sealing, passwords) inside one.
 */
StippleStorage *stipple_storage_sqlite_new (const char *path, gboolean create, GError **error);

/* Below: for the files of this implementation. */
typedef struct
{
  StippleStorage parent;
  StippleTx tx; /* the one that can be open */
  pthread_mutex_t lock;
  StippleDb *db;
} StippleSqlite;

#define STIPPLE_SQLITE(storage) ((StippleSqlite *) (storage))

void stipple_sqlite_fill_access (StippleStorage *table);
void stipple_sqlite_fill_calls (StippleStorage *table);
void stipple_sqlite_fill_intakes (StippleStorage *table);
void stipple_sqlite_fill_media (StippleStorage *table);

/* The first row of @statement, or NOT_FOUND with @missing as its message. */
gboolean stipple_sqlite_step_one (StippleStatement *statement, const char *missing, GError **error);

G_END_DECLS
