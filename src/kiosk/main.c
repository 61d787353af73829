// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app.h"

#include "core/language.h"

#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* What visitors type is in this process's memory: no core file, and no other process, may read it. */
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
  g_autoptr (StippleKioskApp) app = NULL;
  int status;

  keep_memory_private ();
  /* A limit of file size is told as a full disk is, and ends nothing. */
  signal (SIGXFSZ, SIG_IGN);
  setlocale (LC_ALL, "");
  stipple_language_init (STIPPLE_LOCALEDIR);
  g_set_prgname ("stipple-kiosk");
  app = stipple_kiosk_app_new ();
  status = g_application_run (G_APPLICATION (app), argc, argv);
  return status == 0 && stipple_kiosk_app_was_ended (app) ? STIPPLE_KIOSK_STATUS_ENDED : status;
}
