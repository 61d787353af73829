// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads content packs, one a line on standard input; writes what is wrong with each as a line with a
 * JSON list of "path: fault". */
#include "wire/pack-reader.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static void
print_faults (char **faults)
{
  json_t *list = json_array ();

  for (guint i = 0; faults[i] != NULL; i++)
    json_array_append_new (list, json_string (faults[i]));
  json_dumpf (list, stdout, JSON_COMPACT);
  putchar ('\n');
  json_decref (list);
}

int
main (void)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  while ((length = getline (&line, &size, stdin)) > 0)
    {
      g_autoptr (GBytes) json = g_bytes_new (line, (gsize) length);
      g_auto (GStrv) faults = NULL;
      g_autoptr (StipplePack) pack = stipple_pack_parse (json, &faults, NULL);

      g_assert_cmpint (pack == NULL, ==, faults[0] != NULL);
      print_faults (faults);
    }
  free (line);
  return EXIT_SUCCESS;
}
