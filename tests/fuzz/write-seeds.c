// SPDX-License-Identifier: GPL-3.0-or-later
/* write-seeds TARGET DIRECTORY: the seeds of a fuzz target as files. */
#include "seeds.h"

#include <stdio.h>
#include <stdlib.h>

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) seeds = NULL;

  if (argc != 3)
    return EXIT_FAILURE;
  seeds = fuzz_seeds (argv[1]);
  for (guint i = 0; i < seeds->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/seed-%02u", argv[2], i);
      g_autoptr (GError) error = NULL;
      gsize length;
      const char *data = g_bytes_get_data (seeds->pdata[i], &length);

      if (!g_file_set_contents (path, length > 0 ? data : "", (gssize) length, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return EXIT_FAILURE;
        }
    }
  return EXIT_SUCCESS;
}
