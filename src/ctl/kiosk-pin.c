// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "core/error.h"
#include "core/pin.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Typed twice, for nobody sees it. */
static char *
ask_pin (GError **error)
{
  const char *no_terminal = _ ("No terminal to ask for the PIN on: give --pin-file.");
  char *pin =
      stipple_ctl_ask_secret (_ ("New PIN of the kiosks’ staff drawer: "), no_terminal, error);
  char *again =
      pin != NULL ? stipple_ctl_ask_secret (_ ("The same again: "), no_terminal, error) : NULL;
  gboolean same = again != NULL && strcmp (pin, again) == 0;

  if (again != NULL && !same)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                         _ ("These were two different PINs. Nothing was changed; try again."));
  stipple_wipe (again);
  if (!same)
    g_clear_pointer (&pin, stipple_wipe);
  return pin;
}

static gboolean
send_pin (StippleHubSession *session, const char *pin, GError **error)
{
  g_autoptr (StippleJson) request = json_pack ("{ss}", "pin", pin);
  g_autoptr (StippleJson) answer =
      stipple_hub_session_json (session, "PUT", STIPPLE_PATH_ADMIN_KIOSK_PIN, request, error);

  if (answer != NULL)
    fputs (_ ("The PIN is set. Kiosks take it over within five minutes, or when they start.\n"),
           stderr);
  return answer != NULL;
}

static gboolean
run_kiosk_pin (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *file = NULL;
  const GOptionEntry entries[] = {
    { "pin-file", 0, 0, G_OPTION_ARG_FILENAME, &file,
      N_ ("A file whose first line is the PIN; asked for otherwise"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (StippleHubSession) session = NULL;
  gboolean done = FALSE;
  char *pin;

  if (!stipple_ctl_parse (argc, argv, entries, NULL, error))
    return FALSE;
  session = stipple_hub_session_open (options, error);
  if (session == NULL)
    return FALSE;
  pin = file != NULL ? stipple_ctl_read_secret (file, error) : ask_pin (error);
  if (pin != NULL)
    done = stipple_pin_check (pin, error) && send_pin (session, pin, error);
  stipple_wipe (pin);
  return done;
}

const StippleCtlCommand stipple_ctl_kiosk_pin = {
  .name = "kiosk-pin",
  .arguments = "[--pin-file FILE]",
  .summary = N_ ("set the PIN that opens the kiosks’ staff drawer"),
  .run = run_kiosk_pin,
};
