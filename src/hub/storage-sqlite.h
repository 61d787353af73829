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
void stipple_sqlite_fill_audit (StippleStorage *table);
void stipple_sqlite_fill_calls (StippleStorage *table);
void stipple_sqlite_fill_intakes (StippleStorage *table);
void stipple_sqlite_fill_kiosk (StippleStorage *table);
void stipple_sqlite_fill_media (StippleStorage *table);
void stipple_sqlite_fill_paper (StippleStorage *table);
void stipple_sqlite_fill_quarantine (StippleStorage *table);
void stipple_sqlite_fill_search (StippleStorage *table);
void stipple_sqlite_fill_tally (StippleStorage *table);
void stipple_sqlite_fill_work (StippleStorage *table);

/* What stipple_sqlite_read_intakes() reads, of intakes AS i with these joined to it. */
#define STIPPLE_SQLITE_INTAKE_COLUMNS                                                              \
  "i.seq, i.id, i.patient_id, i.code, i.device, d.name, d.revoked IS NOT NULL, i.version, "        \
  "i.revision, i.changed, i.state, i.in_progress, i.received, i.updated, "                         \
  "COALESCE (i.deleted, 0), v.receipt, v.payload, v.summary, d.kind = 'paper' "
#define STIPPLE_SQLITE_INTAKE_JOINS                                                                \
  "CROSS JOIN devices AS d ON d.id = i.device "                                                    \
  "LEFT JOIN intake_versions AS v ON v.seq = i.seq AND v.version = i.version "
/* Sets that make an UPDATE of intakes a change of them. */
#define STIPPLE_SQLITE_TOUCH                                                                       \
  "revision = revision + 1, changed = (SELECT MAX (changed) + 1 FROM intakes) "
/* All rows of @statement (may be NULL: @error is set), which it frees. */
GPtrArray *stipple_sqlite_read_intakes (StippleStatement *statement, GError **error);
/* What is found by @row's terms is so from now on; in its transaction. */
gboolean stipple_sqlite_index (StippleDb *db, gint64 seq, const GArray *terms, int rules,
                               GError **error);
gboolean stipple_sqlite_unindex (StippleDb *db, gint64 seq, GError **error);

/* The first row of @statement, or NOT_FOUND with @missing as its message. */
gboolean stipple_sqlite_step_one (StippleStatement *statement, const char *missing, GError **error);

G_END_DECLS
