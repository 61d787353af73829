// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/care-calendar.h"
#include "core/language.h"
#include "fixture.h"
#include "wire/default-pack.h"
#include "wire/pack-reader.h"

#include <stdio.h>

/* The default pack's care calendar for test_calendar.py: write-calendar LANGUAGE DATE. */
int
main (int argc, char **argv)
{
  if (argc != 3)
    return 2;
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = stipple_default_pack_bytes ();
  g_autoptr (StipplePack) pack = stipple_pack_parse (json, NULL, &error);
  GDate first = fixture_date (argv[2]);

  if (pack == NULL || !stipple_language_use (argv[1]))
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "no such language");
      return 1;
    }
  g_autoptr (GPtrArray) events = stipple_care_calendar_new (pack, argv[1], &first);
  g_autofree char *ical = stipple_care_calendar_to_ical (events, FIXTURE_NOW);
  fputs (ical, stdout);
  return 0;
}
