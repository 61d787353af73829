// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-bare.h"
#include "bench-store.h"
#include "bench.h"

/* Saving a complete session with the real store, and the same rows with bare SQLite, by turns
 * in one run on one disk: bench-save DIRECTORY, which must be empty or absent. */

#define N_SAVES 600
#define N_WARM 20

static gint64
save_pair (StippleStore *store, BenchBare *bare, StipplePack *pack, StippleIds *ids, int turn,
           gint64 *bare_took)
{
  if (turn % 2 == 0)
    *bare_took = bench_bare_commit (bare, 1);
  gint64 took = bench_store_save (store, pack, ids);
  if (turn % 2 == 1)
    *bare_took = bench_bare_commit (bare, 1);
  return took;
}

/* What the store's rows weigh is known only once it is closed: nobody else may read it before. */
static BenchSizes
warm_up (const char *directory, StipplePack *pack, StippleIds *ids)
{
  g_autofree char *path = g_build_filename (directory, "kiosk.db", NULL);
  g_autoptr (StippleStore) store = bench_store_open (directory);
  bench_store_enrol (store, NULL);
  for (int i = 0; i < N_WARM; i++)
    bench_store_save (store, pack, ids);
  stipple_store_close (store);
  return bench_sizes_of (path);
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    return 2;
  g_autofree char *kiosk = g_build_filename (argv[1], "kiosk", NULL);
  g_autofree char *path = g_build_filename (argv[1], "bare.db", NULL);
  g_autoptr (StipplePack) pack = bench_pack_new ();
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  BenchSizes sizes = warm_up (kiosk, pack, ids);
  printf ("save_intake_bytes=%d\nsave_outbox_bytes=%d\n", sizes.intake, sizes.outbox);

  g_autoptr (StippleStore) store = bench_store_open (kiosk);
  g_autoptr (BenchBare) bare = bench_bare_open (path, sizes);
  for (int i = 0; i < N_WARM; i++)
    bench_bare_commit (bare, 1);
  g_autoptr (GArray) saves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) commits = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (int i = 0; i < N_SAVES; i++)
    {
      gint64 bare_took = 0;
      gint64 took = save_pair (store, bare, pack, ids, i, &bare_took);
      g_array_append_val (saves, took);
      g_array_append_val (commits, bare_took);
    }
  stipple_store_close (store);
  bench_print ("save", saves);
  bench_print ("bare", commits);
  return 0;
}
