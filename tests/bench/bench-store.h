// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* A real store and real sessions for the benches. A bench that cannot do its work ends: every function
 * here prints why and exits with 1 instead of returning an error. */

void bench_check (const GError *error, const char *what);

/* Wait for the callback of an asynchronous call, on the default main context:
 * `BenchAnswer answer = { 0 }; thing_async (…, bench_answer, &answer);
 * thing_finish (bench_wait (&answer))`. */
typedef struct
{
  GAsyncResult *result;
} BenchAnswer;
void bench_answer (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *bench_wait (BenchAnswer *answer); /* owned by @answer */
void bench_answer_clear (BenchAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BenchAnswer, bench_answer_clear)

/* Opens, or makes, the store in @directory. Transfer full. */
StippleStore *bench_store_open (const char *directory);
/* A store can give codes only when it is enrolled; NULL makes up an identity. */
void bench_store_enrol (StippleStore *store, const StippleEnrolment *enrolment);
/* The default pack, that a new hub has too. Transfer full. */
StipplePack *bench_pack_new (void);
/* Saves a complete session, and gives how long that took in µs, from the call to its answer. */
gint64 bench_store_save (StippleStore *store, StipplePack *pack, StippleIds *ids);

G_END_DECLS
