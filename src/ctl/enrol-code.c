// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "core/error.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
run_enrol_code (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("What the kiosk is to be called"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  if (!stipple_ctl_parse (argc, argv, entries, NULL, error))
    return FALSE;
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  if (session == NULL)
    return FALSE;
  g_autoptr (StippleJson) request = json_object ();
  if (name != NULL)
    json_object_set_new (request, "name", json_string (name));
  g_autoptr (StippleJson) answer =
      stipple_hub_session_json (session, "POST", STIPPLE_PATH_ENROL_CODES, request, error);
  if (answer == NULL)
    return FALSE;
  const char *code = json_string_value (json_object_get (answer, "code"));
  const char *expires = json_string_value (json_object_get (answer, "expires"));
  if (code == NULL)
    {
      g_set_error_literal (
          error, STIPPLE_ERROR, STIPPLE_ERROR_PROTOCOL,
          _ ("What answered does not look like a Stipple hub. Check the address."));
      return FALSE;
    }
  printf ("%s\n", code);
  fprintf (stderr, _ ("Good for one kiosk, until %s.\n"), expires != NULL ? expires : "?");
  return TRUE;
}

const StippleCtlCommand stipple_ctl_enrol_code = {
  .name = "enrol-code",
  .arguments = "[--name NAME]",
  .summary = N_ ("print a one-time code that enrols a kiosk"),
  .run = run_enrol_code,
};
