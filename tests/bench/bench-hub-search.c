// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "bench-hub.h"
#include "core/person.h"
#include "hub/router.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <sqlite3.h>
#include <string.h>
#include <time.h>

/* Searches at a hub that holds very many intakes: from the request to its answer, with its entry in the audit on
 * disk, but without HTTP. bench-hub-search DIRECTORY INTAKES; what is in DIRECTORY already is used again. */

#define N_SEARCHES 1000

static char *
sign_in (StippleHub *hub)
{
  char *token = stipple_token_new ();
  g_autofree char *hash = stipple_token_hash (token);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) staff = hub->storage->do_list_staff (hub->storage, &error);
  StippleTx *tx;

  bench_check (error, "listing staff");
  tx = hub->storage->begin (hub->storage, &error);
  bench_check (error, "beginning");
  hub->storage->in_add_session (tx, hash, ((StippleStaffRow *) g_ptr_array_index (staff, 0))->id,
                                stipple_hub_now (hub), G_MAXINT64, &error);
  bench_check (error, "signing in");
  hub->storage->commit (tx, &error);
  bench_check (error, "signing in");
  return token;
}

/* --- Searching. */

/* What receptions ask for: keystrokes on the way to a name, numbers read aloud, narrowed lists. */
static char *
new_search (StippleHub *hub, GRand *rand, guint n)
{
  g_autoptr (StippleIntake) somebody =
      bench_hub_new_person (hub, rand, (guint) g_rand_int_range (rand, 0, (gint32) n));
  const char *first = somebody->first_name;
  const char *last = somebody->last_name;
  g_autofree char *digits = stipple_person_phone_digits (somebody->mobile);
  g_autofree char *born = stipple_date_format_iso (&somebody->birth_date);

  switch (g_rand_int_range (rand, 0, 14))
    {
    case 0:
      return g_strdup_printf ("q=%.1s", first);
    case 1:
      return g_strdup_printf ("q=%.2s", first);
    case 2:
      return g_strdup_printf ("q=%.1s%%20%.1s", last, first);
    case 3:
      return g_strdup_printf ("q=%s", last);
    case 4:
      return g_strdup_printf ("q=%s%%20%.2s", first, last);
    case 5:
      return g_strdup_printf ("q=%s%%20%s", last, first);
    case 6:
      return g_strdup_printf ("q=%s", digits);
    case 7:
      return g_strdup_printf ("q=%.3s%%20%s", digits, digits + 6);
    case 8:
      return g_strdup_printf ("q=%s", born);
    case 9:
      return g_strdup_printf ("q=%.4s%%20%.1s", born, first);
    case 10:
      return g_strdup_printf ("q=%s", somebody->code);
    case 11:
      return g_strdup_printf ("q=%.1s&state=new&outcome=wait", first);
    case 12:
      return g_strdup_printf ("q=%s%%20nobody", first);
    default:
      return g_strdup ("state=new&outcome=proceed");
    }
}

static gint64
get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* @cpu (out): what of it this thread worked, in µs: the rest it waited for the disk and for others. */
static gint64
search (StippleHub *hub, const char *token, const char *query, gsize *hits, gint64 *cpu)
{
  g_autoptr (StippleRequest) request = stipple_request_new ();
  g_autofree char *plain = g_strconcat (STIPPLE_PATH_INTAKES "?", query, NULL);
  g_autofree char *target = g_uri_escape_string (plain, "/?&=%", FALSE);
  g_autoptr (StippleResponse) response = NULL;
  g_autoptr (StippleJson) json = NULL;
  gint64 begun;

  request->method = g_strdup ("GET");
  request->bearer = g_strdup (token);
  request->body = g_byte_array_new ();
  request->from = g_strdup ("127.0.0.1");
  begun = g_get_monotonic_time ();
  *cpu = get_cpu_us ();
  if (!stipple_request_set_target (request, target, NULL))
    exit (EXIT_FAILURE);
  response = stipple_router_admit (hub, request);
  if (response == NULL)
    response = stipple_router_run (hub, request);
  *cpu = get_cpu_us () - *cpu;
  begun = g_get_monotonic_time () - begun;
  if (response->status != 200)
    {
      fprintf (stderr, "a search was answered with %d\n", response->status);
      exit (EXIT_FAILURE);
    }
  json = json_loadb (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body), 0,
                     NULL);
  *hits += json_array_size (json_object_get (json, "intakes"));
  return begun;
}

/* --- What it is compared with: a row of the audit's size, committed by SQLite with nothing around it. */

static sqlite3_stmt *
prepare_commit (const char *directory, sqlite3 **db)
{
  g_autofree char *path = g_build_filename (directory, "bare.db", NULL);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_open (path, db) != SQLITE_OK
      || sqlite3_exec (*db,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                       "CREATE TABLE IF NOT EXISTS bare (n INTEGER PRIMARY KEY, data BLOB)",
                       NULL, NULL, NULL)
             != SQLITE_OK
      || sqlite3_prepare_v2 (*db, "INSERT INTO bare (data) VALUES (zeroblob (400))", -1, &statement,
                             NULL)
             != SQLITE_OK)
    {
      fprintf (stderr, "%s: %s\n", path, sqlite3_errmsg (*db));
      exit (EXIT_FAILURE);
    }
  return statement;
}

static gint64
commit (sqlite3_stmt *statement)
{
  const gint64 begun = g_get_monotonic_time ();

  if (sqlite3_step (statement) != SQLITE_DONE || sqlite3_reset (statement) != SQLITE_OK)
    exit (EXIT_FAILURE);
  return g_get_monotonic_time () - begun;
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) cpu_samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  g_autoptr (StippleHub) hub = NULL;
  g_autofree char *token = NULL;
  gboolean is_verbose = g_getenv ("STIPPLE_BENCH_VERBOSE") != NULL;
  g_autoptr (GArray) commits = g_array_new (FALSE, FALSE, sizeof (gint64));
  StippleStorageStats stats;
  sqlite3_stmt *statement;
  sqlite3 *bare = NULL;
  gsize hits = 0;
  guint n;

  if (argc != 3)
    {
      fprintf (stderr, "usage: bench-hub-search DIRECTORY INTAKES\n");
      return 2;
    }
  n = (guint) atoi (argv[2]);
  hub = bench_hub_open (argv[1], n);
  token = sign_in (hub);
  statement = prepare_commit (argv[1], &bare);
  for (guint i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *query = new_search (hub, rand, n);
      gint64 cpu;
      gint64 took = search (hub, token, query, &hits, &cpu);
      gint64 bare_took = commit (statement);

      g_array_append_val (commits, bare_took);
      g_array_append_val (samples, took);
      g_array_append_val (cpu_samples, cpu);
      if (is_verbose)
        fprintf (stderr, "%.1f\t%.1f\t%s\n", (double) took / 1000, (double) cpu / 1000, query);
    }
  bench_print ("hub_search", samples);
  bench_print ("hub_search_cpu", cpu_samples);
  bench_print ("hub_search_commit", commits);
  sqlite3_finalize (statement);
  sqlite3_close (bare);
  hub->storage->do_get_stats (hub->storage, &stats, NULL);
  printf ("hub_search_hits=%zu\nhub_search_mb=%.0f\n", hits, (double) stats.bytes / 1e6);
  return 0;
}
