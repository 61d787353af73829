// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/app.h"

#include "core/language.h"

#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* What clients told the clinic is in this process's memory: no core file, and no other process, may read it. */
static void
keep_memory_private (void)
{
  const struct rlimit none = { 0, 0 };

  prctl (PR_SET_DUMPABLE, 0);
  setrlimit (RLIMIT_CORE, &none);
}

int
main (int argc, char *argv[])
{
  g_autoptr (StippleDeskApp) app = NULL;

  keep_memory_private ();
  signal (SIGPIPE, SIG_IGN);
  setlocale (LC_ALL, "");
  stipple_language_init (STIPPLE_LOCALEDIR);
  g_set_prgname ("stipple-desk");
  app = stipple_desk_app_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
