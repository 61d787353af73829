// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "core/search-terms.h"
#include "hub/record.h"
#include "hub/router.h"
#include "hub/search.h"
#include "hub/setup.h"
#include "hub/storage-sqlite.h"
#include "sample.h"
#include "wire/api.h"
#include "wire/default-pack.h"

#include <string.h>
#include <time.h>

/* Searches at a hub that holds very many intakes: from the request to its answer, with its entry in the audit on
 * disk, but without HTTP. bench-hub-search DIRECTORY INTAKES; what is in DIRECTORY already is used again. */

#define N_SEARCHES 1000
#define BATCH 2000

static void
check (const GError *error, const char *what)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s: %s\n", what, error->message);
  exit (EXIT_FAILURE);
}

/* --- People who do not exist: some names are common, most are not. */

static const char *const syllables[] = { "an", "ma",  "jo",  "el",  "sa", "ri", "na", "lo",
                                         "mi", "ka",  "de",  "ro",  "vi", "ta", "zo", "be",
                                         "lu", "cha", "dré", "sha", "gu", "pe", "fi", "ol" };
static const char *const common[] = { "Maria", "Mohamed", "John", "Anna",  "Li",    "Sam",
                                      "José",  "Zoé",     "Omar", "Sarah", "David", "Fatima" };

static char *
new_name (GRand *rand)
{
  g_autoptr (GString) name = g_string_new (NULL);
  double rank = g_rand_double (rand);

  if (rank < 0.3)
    return g_strdup (common[(gsize) (rank * rank / 0.09 * G_N_ELEMENTS (common))]);
  for (int n = g_rand_int_range (rand, 2, 5); n > 0; n--)
    g_string_append (name, syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))]);
  return g_strdup (name->str);
}

/* What the index and the list need of it; @count makes its code. */
static StippleIntake *
new_person (StippleHub *hub, GRand *rand, guint count)
{
  StippleIntake *intake = stipple_intake_new ();

  intake->first_name = new_name (rand);
  intake->last_name = new_name (rand);
  intake->mobile = g_strdup_printf ("(%d) 555-%04d", g_rand_int_range (rand, 201, 990),
                                    g_rand_int_range (rand, 0, 10000));
  intake->code = stipple_code_make (hub->code_key, 1 + count / STIPPLE_CODE_COUNTS,
                                    count % STIPPLE_CODE_COUNTS);
  g_date_set_dmy (&intake->birth_date, (GDateDay) g_rand_int_range (rand, 1, 29),
                  (GDateMonth) g_rand_int_range (rand, 1, 13),
                  (GDateYear) g_rand_int_range (rand, 1940, 2008));
  return intake;
}

static json_t *
summarise (const StippleIntake *intake, const char *outcome)
{
  g_autofree char *name = stipple_intake_get_name (intake);
  json_t *summary =
      json_pack ("{s:s, s:s, s:s, s:s, s:i, s:b, s:b, s:s}", "code", intake->code, "name", name,
                 "finished", "2026-12-05T14:42:07.000Z", "language", "en", "packVersion", 1,
                 "mismatch", 0, "inProgress", 0, "outcome", outcome);

  stipple_record_describe_person (intake, summary);
  return summary;
}

/* --- The hub. */

static void
insert (StippleHub *hub, StippleTx *tx, GRand *rand, const json_t *document, const char *device,
        guint count)
{
  static const char *const outcomes[] = { "unsuitable", "wait", "physician", "proceed" };
  g_autoptr (StippleIntake) intake = new_person (hub, rand, count);
  g_autoptr (StippleJson) summary = summarise (intake, outcomes[g_rand_int_range (rand, 0, 4)]);
  g_autoptr (StippleIntakeRow) row = g_new0 (StippleIntakeRow, 1);
  g_autoptr (GError) error = NULL;

  row->id = stipple_ids_uuid (hub->ids);
  row->patient_id = stipple_ids_uuid (hub->ids);
  row->device = g_strdup (device);
  row->receipt = g_strnfill (64, 'a');
  row->version = 1;
  row->received = row->updated = stipple_hub_now (hub);
  stipple_record_blind_code (hub, intake->code, row->code);
  stipple_record_index (hub, row, intake, summary);
  stipple_record_seal (hub, row, document, summary);
  hub->storage->in_insert_intake (tx, row, &error);
  check (error, "storing an intake");
}

/* The samples go up to every limit; people say less: the shortest of a few. */
static json_t *
new_document (GRand *rand)
{
  g_autoptr (StipplePack) pack = sample_pack ();
  g_autofree char *shortest = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (rand, pack);
      g_autofree char *text = stipple_fhir_write_intake (intake, pack);

      if (shortest == NULL || strlen (text) < strlen (shortest))
        {
          g_free (shortest);
          shortest = g_steal_pointer (&text);
        }
    }
  return json_loads (shortest, 0, NULL);
}

static void
fill (StippleHub *hub, guint n, const char *device)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  g_autoptr (StippleJson) document = new_document (rand);
  StippleDb *db = STIPPLE_SQLITE (hub->storage)->db;
  g_autoptr (GError) error = NULL;

  /* What is cut short here is only made again. */
  stipple_db_exec (db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -800000", &error);
  for (guint done = 0; done < n && error == NULL; done += BATCH)
    {
      StippleTx *tx = hub->storage->begin (hub->storage, &error);

      check (error, "beginning");
      for (guint i = done; i < MIN (n, done + BATCH); i++)
        insert (hub, tx, rand, document, device, i);
      hub->storage->commit (tx, &error);
    }
  check (error, "filling the hub");
  stipple_db_exec (db,
                   "UPDATE intakes SET state = CASE seq % 50 WHEN 0 THEN 'new' WHEN 1 THEN 'seen' "
                   "WHEN 2 THEN 'reviewed' ELSE 'closed' END",
                   &error);
  check (error, "setting states");
  stipple_db_checkpoint (db, TRUE, NULL);
}

static char *
add_device (StippleHub *hub)
{
  g_autofree char *token = stipple_token_new ();
  g_autofree char *hash = stipple_token_hash (token);
  StippleDeviceRow row = { .id = stipple_ids_uuid (hub->ids), .name = (char *) "Bench" };
  g_autoptr (GError) error = NULL;
  StippleTx *tx = hub->storage->begin (hub->storage, &error);

  check (error, "beginning");
  hub->storage->in_add_device (tx, &row, hash, &error);
  check (error, "adding a device");
  hub->storage->commit (tx, &error);
  check (error, "adding a device");
  return row.id;
}

static char *
sign_in (StippleHub *hub)
{
  char *token = stipple_token_new ();
  g_autofree char *hash = stipple_token_hash (token);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) staff = hub->storage->do_list_staff (hub->storage, &error);
  StippleTx *tx;

  check (error, "listing staff");
  tx = hub->storage->begin (hub->storage, &error);
  check (error, "beginning");
  hub->storage->in_add_session (tx, hash, ((StippleStaffRow *) g_ptr_array_index (staff, 0))->id,
                                stipple_hub_now (hub), G_MAXINT64, &error);
  check (error, "signing in");
  hub->storage->commit (tx, &error);
  check (error, "signing in");
  return token;
}

static StippleHub *
open_hub (const char *directory, guint n)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autoptr (GBytes) pack = stipple_default_pack_bytes ();
  g_autofree char *password = NULL;
  g_autofree char *device = NULL;
  g_autoptr (GError) error = NULL;
  StippleHub *hub = stipple_hub_open (directory, NULL, clock, NULL);
  StippleStorageStats stats = { 0 };

  if (hub == NULL)
    {
      stipple_hub_init (directory, pack, "admin", &password, &error);
      check (error, "making a hub");
      hub = stipple_hub_open (directory, NULL, clock, &error);
      check (error, "opening the hub");
    }
  hub->storage->do_get_stats (hub->storage, &stats, &error);
  check (error, "counting");
  if (stats.intakes == n)
    return hub;
  if (stats.intakes > 0)
    {
      fprintf (stderr, "%s holds another number of intakes: remove it.\n", directory);
      exit (EXIT_FAILURE);
    }
  device = add_device (hub);
  fill (hub, n, device);
  /* As it is in use. */
  stipple_hub_close (hub);
  hub = stipple_hub_open (directory, NULL, clock, &error);
  check (error, "opening the hub again");
  return hub;
}

/* --- Searching. */

/* What receptions ask for: keystrokes on the way to a name, numbers read aloud, narrowed lists. */
static char *
new_search (StippleHub *hub, GRand *rand, guint n)
{
  g_autoptr (StippleIntake) somebody =
      new_person (hub, rand, (guint) g_rand_int_range (rand, 0, (gint32) n));
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

int
main (int argc, char **argv)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) cpu_samples = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  g_autoptr (StippleHub) hub = NULL;
  g_autofree char *token = NULL;
  gboolean is_verbose = g_getenv ("STIPPLE_BENCH_VERBOSE") != NULL;
  StippleStorageStats stats;
  gsize hits = 0;
  guint n;

  if (argc != 3)
    {
      fprintf (stderr, "usage: bench-hub-search DIRECTORY INTAKES\n");
      return 2;
    }
  n = (guint) atoi (argv[2]);
  hub = open_hub (argv[1], n);
  token = sign_in (hub);
  for (guint i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *query = new_search (hub, rand, n);
      gint64 cpu;
      gint64 took = search (hub, token, query, &hits, &cpu);

      g_array_append_val (samples, took);
      g_array_append_val (cpu_samples, cpu);
      if (is_verbose)
        fprintf (stderr, "%.1f\t%.1f\t%s\n", (double) took / 1000, (double) cpu / 1000, query);
    }
  bench_print ("hub_search", samples);
  bench_print ("hub_search_cpu", cpu_samples);
  hub->storage->do_get_stats (hub->storage, &stats, NULL);
  printf ("hub_search_hits=%zu\nhub_search_mb=%.0f\n", hits, (double) stats.bytes / 1e6);
  return 0;
}
