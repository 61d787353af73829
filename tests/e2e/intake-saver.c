// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include "sync/sync.h"
#include "wire/default-pack.h"
#include "wire/pack-reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a kiosk does from "Finish" on, without its window, for test_kill.py to kill:
 *   intake-saver DIRECTORY HUB CODE   enrols
 *   intake-saver DIRECTORY            saves and delivers for ever; prints a code when its "Thank you" would appear
 *   intake-saver DIRECTORY drain      delivers until nothing waits, then ends
 *   intake-saver DIRECTORY tell   the same, and until the hub was told what was recorded
 *   intake-saver DIRECTORY NUMBER     saves so many and delivers none, for test_liar.py */

static void
check (const GError *error, const char *what)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s: %s\n", what, error->message);
  exit (EXIT_FAILURE);
}

static void
keep (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static StippleStore *
open_store (const char *directory, StippleClock *clock)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  stipple_store_open_async (directory, clock, NULL, keep, &result);
  StippleStore *store = stipple_store_open_finish (wait_for (&result), &error);
  check (error, "opening");
  return store;
}

static void
enrol (StippleStore *store, const char *hub, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleEnrolment) enrolment =
      stipple_sync_enrol (hub, code, "Saver", NULL, NULL, &error);
  check (error, "enrolling");
  g_autoptr (GAsyncResult) result = NULL;
  stipple_store_set_enrolment_async (store, enrolment, NULL, keep, &result);
  stipple_store_set_enrolment_finish (store, wait_for (&result), &error);
  check (error, "keeping the enrolment");
}

static StippleEnrolment *
get_enrolment (StippleStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  stipple_store_get_enrolment_async (store, NULL, keep, &result);
  StippleEnrolment *enrolment =
      stipple_store_get_enrolment_finish (store, wait_for (&result), &error);
  check (error, "reading the enrolment");
  return enrolment;
}

static void
save_one (StippleStore *store, StipplePack *pack, StippleClock *clock, StippleIds *ids)
{
  g_autoptr (StippleSession) session = fixture_session_new (pack, clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  stipple_store_save_async (store, session, ids, NULL, keep, &result);
  g_autoptr (StippleIntake) intake = stipple_store_save_finish (store, wait_for (&result), &error);
  check (error, "saving");
  printf ("%s\n", intake->code);
  fflush (stdout);
}

/* @number: 0 for no end. */
static void
save (StippleStore *store, StippleSync *sync, StippleClock *clock, int number)
{
  g_autoptr (GBytes) json = stipple_default_pack_bytes ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack = stipple_pack_parse (json, NULL, &error);
  check (error, "reading the pack");
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  for (int saved = 0; number == 0 || saved < number; saved++)
    {
      save_one (store, pack, clock, ids);
      if (sync != NULL)
        stipple_sync_probe (sync);
    }
}

static gboolean
is_waiting (StippleStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  stipple_store_next_batch_async (store, 1, NULL, keep, &result);
  g_autoptr (GPtrArray) items = stipple_store_next_batch_finish (store, wait_for (&result), &error);
  check (error, "reading what waits");
  return items->len > 0;
}

/* Whether the hub is still to be told what was recorded. */
static gboolean
is_untold (StippleStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTally) tally = NULL;

  stipple_store_next_tally_async (store, NULL, keep, &result);
  tally = stipple_store_next_tally_finish (store, wait_for (&result), &error);
  check (error, "reading the tally");
  return tally->is_news;
}

static void
drain (StippleStore *store, StippleSync *sync, gboolean and_tell)
{
  while (is_waiting (store) || (and_tell && is_untold (store)))
    {
      stipple_sync_probe (sync);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
deliver (StippleStore *store, StippleClock *clock, gboolean to_the_end, gboolean and_tell)
{
  g_autoptr (StippleEnrolment) enrolment = get_enrolment (store);
  g_autoptr (StippleSync) sync = stipple_sync_new (store, enrolment, clock, NULL);
  stipple_sync_start (sync);
  if (to_the_end)
    drain (store, sync, and_tell);
  else
    save (store, sync, clock, 0);
  stipple_sync_stop (sync);
}

int
main (int argc, char **argv)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autoptr (StippleStore) store = open_store (argv[1], clock);
  if (argc == 4)
    enrol (store, argv[2], argv[3]);
  else if (argc == 3 && atoi (argv[2]) > 0)
    save (store, NULL, clock, atoi (argv[2]));
  else
    deliver (store, clock, argc == 3, argc == 3 && strcmp (argv[2], "tell") == 0);
  stipple_store_close (store);
  return EXIT_SUCCESS;
}
