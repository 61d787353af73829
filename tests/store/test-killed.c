// SPDX-License-Identifier: GPL-3.0-or-later
/* A program that saves and delivers is killed at random moments: what it said was done is done.
 *
 * STIPPLE_KILLS in the environment says how often (40). */
#include "fixture.h"
#include "store-fixture.h"
#include "wire/fhir.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DEFAULT_KILLS 40
#define LONGEST_LIFE_US 12000

/* --- The program that is killed */

static void
say (const char *what, const char *id, const char *code)
{
  printf ("%s %s %s\n", what, id, code);
  fflush (stdout);
}

static void
deliver_some (StoreFixture *f)
{
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (f, 3);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  for (guint i = 0; i < batch->len; i++)
    g_ptr_array_add (ids, ((StippleOutboxItem *) g_ptr_array_index (batch, i))->id);
  g_ptr_array_add (ids, NULL);
  if (!store_fixture_deliver (f, (const char *const *) ids->pdata, NULL))
    exit (EXIT_FAILURE);
  for (guint i = 0; i < batch->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (batch, i);
      say ("delivered", item->id, item->code);
    }
}

/* By the kernel's clock, wherever it is then. */
static void
die_after (gint64 us)
{
  struct sigevent how = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL };
  struct itimerspec when = { .it_value = { us / G_USEC_PER_SEC, us % G_USEC_PER_SEC * 1000 + 1 } };
  timer_t timer;
  if (timer_create (CLOCK_MONOTONIC, &how, &timer) != 0
      || timer_settime (timer, 0, &when, NULL) != 0)
    exit (EXIT_FAILURE);
}

static int
work_until_killed (const char *folder, gint64 life_us)
{
  StoreFixture f;
  store_fixture_init (&f, folder);
  g_autoptr (GError) error = NULL;
  if (!store_fixture_open (&f, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }
  for (guint i = 1;; i++)
    {
      g_autoptr (StippleIntake) intake = store_fixture_save_sample (&f);
      say ("saved", intake->id, intake->code);
      if (i == 1)
        die_after (life_us);
      if (i % 4 == 0)
        deliver_some (&f);
    }
}

/* --- The one that kills it */

typedef struct
{
  StoreFixture store;
  GHashTable *saved;     /* id → code, as the program said */
  GHashTable *delivered; /* ids */
} Fixture;

static char *program;

static void
set_up (Fixture *f, gconstpointer data)
{
  store_fixture_set_up (&f->store, data);
  f->saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  f->delivered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_hash_table_unref (f->saved);
  g_hash_table_unref (f->delivered);
  store_fixture_tear_down (&f->store, data);
}

/* A line cut by the kill says nothing. */
static void
note (Fixture *f, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  if (g_strv_length (words) != 3 || strlen (words[2]) != STIPPLE_CODE_LENGTH)
    return;
  if (strcmp (words[0], "saved") == 0)
    g_assert_true (g_hash_table_insert (f->saved, g_strdup (words[1]), g_strdup (words[2])));
  else
    g_hash_table_add (f->delivered, g_strdup (words[1]));
}

static void
run_until_killed (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *life = g_strdup_printf ("%d", g_test_rand_int_range (0, LONGEST_LIFE_US));
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                                    "--work", f->store.folder, life, NULL);
  g_assert_no_error (error);
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  for (char *line; (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)); g_free (line))
    note (f, line);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
}

static void
assert_whole (const StippleOutboxItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_json_parse (item->document, strlen (item->document),
                                                     STIPPLE_BUNDLE_MAX_BYTES, &error);
  g_assert_no_error (error);
  g_autofree char *receipt =
      stipple_fhir_receipt (json_object_get (json, "patient"), json_object_get (json, "response"));
  g_assert_cmpstr (item->receipt, ==, receipt);
}

static void
check_list (Fixture *f)
{
  g_autoptr (GPtrArray) list = store_fixture_list (&f->store);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_found = 0;
  for (guint i = 0; i < list->len; i++)
    {
      const StippleOutboxItem *item = g_ptr_array_index (list, i);
      const char *code = g_hash_table_lookup (f->saved, item->id);
      g_assert_true (g_hash_table_add (codes, item->code));
      if (code != NULL)
        {
          g_assert_cmpstr (item->code, ==, code);
          n_found++;
        }
      if (g_hash_table_contains (f->delivered, item->id))
        g_assert_cmpint (item->state, ==, STIPPLE_DELIVERY_DELIVERED);
      g_assert_cmpint (item->state, !=, STIPPLE_DELIVERY_QUARANTINED);
    }
  g_assert_cmpuint (n_found, ==, g_hash_table_size (f->saved));
}

static void
check_documents (Fixture *f)
{
  g_autoptr (GPtrArray) batch = store_fixture_next_batch (&f->store, G_MAXINT);
  for (guint i = 0; i < batch->len; i++)
    assert_whole (g_ptr_array_index (batch, i));
}

static void
check_rows (Fixture *f)
{
  store_fixture_close (&f->store);
  gint64 n = store_fixture_sql_int (&f->store, "SELECT count(*) FROM intake");
  g_assert_cmpint (n, ==, store_fixture_sql_int (&f->store, "SELECT count(*) FROM outbox"));
  g_assert_cmpint (
      n, ==,
      store_fixture_sql_int (&f->store, "SELECT count(*) FROM audit WHERE action = 'saved'"));
  g_assert_cmpint (
      n, ==, store_fixture_sql_int (&f->store, "SELECT value FROM meta WHERE name = 'code-count'"));
}

static void
test_killed (Fixture *f, gconstpointer data)
{
  const char *wish = g_getenv ("STIPPLE_KILLS");
  int kills = wish != NULL ? atoi (wish) : DEFAULT_KILLS;
  store_fixture_close (&f->store);
  for (int i = 0; i < kills; i++)
    {
      run_until_killed (f);
      store_fixture_reopen (&f->store);
      check_list (f);
      check_documents (f);
      check_rows (f);
    }
  g_test_message ("%d kills, %u acknowledged, %u delivered", kills, g_hash_table_size (f->saved),
                  g_hash_table_size (f->delivered));
  g_assert_cmpuint (g_hash_table_size (f->saved), >=, kills);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--work") == 0)
    return work_until_killed (argv[2], atoi (argv[3]));
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/killed", Fixture, NULL, set_up, test_killed, tear_down);
  return g_test_run ();
}
