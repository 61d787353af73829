// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench-hub.h"

#include <stdio.h>
#include <stdlib.h>

/* bench-hub-fill DIRECTORY INTAKES: a hub's data with so many intakes; what is there already stays. */

int
main (int argc, char **argv)
{
  g_autoptr (StippleHub) hub = NULL;

  if (argc != 3)
    {
      fprintf (stderr, "usage: bench-hub-fill DIRECTORY INTAKES\n");
      return 2;
    }
  hub = bench_hub_open (argv[1], (guint) atoi (argv[2]));
  return 0;
}
