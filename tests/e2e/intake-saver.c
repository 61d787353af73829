// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "kiosk-program.h"
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

static StippleEnrolment *
get_enrolment (StippleStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  stipple_store_get_enrolment_async (store, NULL, program_keep, &result);
  StippleEnrolment *enrolment =
      stipple_store_get_enrolment_finish (store, program_wait_for (&result), &error);
  program_check (error, "reading the enrolment");
  return enrolment;
}

static void
save_one (StippleStore *store, StipplePack *pack, StippleClock *clock, StippleIds *ids)
{
  g_autoptr (StippleSession) session = fixture_session_new (pack, clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  stipple_store_save_async (store, session, ids, NULL, program_keep, &result);
  g_autoptr (StippleIntake) intake =
      stipple_store_save_finish (store, program_wait_for (&result), &error);
  program_check (error, "saving");
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
  program_check (error, "reading the pack");
  g_autoptr (StippleIds) ids = stipple_ids_new_random ();
  for (int saved = 0; number == 0 || saved < number; saved++)
    {
      save_one (store, pack, clock, ids);
      if (sync != NULL)
        stipple_sync_probe (sync);
    }
}

static void
deliver (StippleStore *store, StippleClock *clock, gboolean to_the_end, gboolean and_tell)
{
  g_autoptr (StippleEnrolment) enrolment = get_enrolment (store);
  g_autoptr (StippleSync) sync = stipple_sync_new (store, enrolment, clock, NULL);
  stipple_sync_start (sync);
  if (to_the_end)
    program_drain (store, sync, and_tell);
  else
    save (store, sync, clock, 0);
  stipple_sync_stop (sync);
}

int
main (int argc, char **argv)
{
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autoptr (StippleStore) store = program_open_store (argv[1], clock);
  if (argc == 4)
    stipple_enrolment_free (program_enrol (store, argv[2], argv[3], "Saver"));
  else if (argc == 3 && atoi (argv[2]) > 0)
    save (store, NULL, clock, atoi (argv[2]));
  else
    deliver (store, clock, argc == 3, argc == 3 && strcmp (argv[2], "tell") == 0);
  stipple_store_close (store);
  return EXIT_SUCCESS;
}
