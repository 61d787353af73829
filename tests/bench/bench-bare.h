// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the store is compared with: the rows of one save (intake, outbox, audit, count of codes), of the
 * same sizes and in the same tables, in SQLite with nothing around it: WAL, synchronous=FULL,
 * prepared statements. */
typedef struct _BenchBare BenchBare;

typedef struct
{
  int intake; /* bytes of the sealed columns */
  int outbox;
} BenchSizes;

BenchBare *bench_bare_open (const char *path, BenchSizes sizes);
/* Commits the rows of @n saves in one transaction; gives how long it took in µs. */
gint64 bench_bare_commit (BenchBare *self, int n);
void bench_bare_close (BenchBare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchBare, bench_bare_close)

/* Of the newest intake in a store's database, which nobody has open. */
BenchSizes bench_sizes_of (const char *path);

G_END_DECLS
