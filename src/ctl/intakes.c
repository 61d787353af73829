// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "core/ids.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const char *
text_of (const json_t *intake, const char *key)
{
  const char *text = json_string_value (json_object_get (intake, key));
  return text != NULL ? text : "";
}

static void
print_intake (const json_t *intake)
{
  g_autofree char *code = stipple_code_display (text_of (intake, "code"));
  g_autofree char *receipt = stipple_receipt_display (text_of (intake, "receipt"));
  gboolean in_progress = json_is_true (json_object_get (intake, "inProgress"));
  printf ("%s\t%s\t%s\t%s\t%s%s\n", code, text_of (intake, "finished"),
          in_progress ? _ ("in progress") : text_of (intake, "outcome"), receipt,
          text_of (intake, "name"),
          json_is_true (json_object_get (intake, "mismatch")) ? _ ("\tresult differs") : "");
}

static gboolean
run_intakes (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  int limit = 100;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("How many at the most (100)"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  if (!stipple_ctl_parse (argc, argv, entries, NULL, error))
    return FALSE;
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  if (session == NULL)
    return FALSE;
  g_autofree char *cursor = NULL;
  for (int shown = 0; shown < limit;)
    {
      int page = MIN (limit - shown, 100);
      g_autofree char *path =
          g_strdup_printf ("%s?limit=%d%s%s", STIPPLE_PATH_INTAKES, page,
                           cursor != NULL ? "&after=" : "", cursor != NULL ? cursor : "");
      g_autoptr (StippleJson) answer = stipple_hub_session_json (session, "GET", path, NULL, error);
      if (answer == NULL)
        return FALSE;
      const json_t *intakes = json_object_get (answer, "intakes");
      for (gsize i = 0; i < json_array_size (intakes); i++)
        print_intake (json_array_get (intakes, i));
      shown += (int) json_array_size (intakes);
      const char *next = json_string_value (json_object_get (answer, "next"));
      if (next == NULL || json_array_size (intakes) == 0)
        break;
      g_free (cursor);
      cursor = g_uri_escape_string (next, NULL, FALSE);
    }
  return TRUE;
}

const StippleCtlCommand stipple_ctl_intakes = {
  .name = "intakes",
  .arguments = "[--limit N]",
  .summary = N_ ("list intakes, newest first: code, time, result, receipt, name"),
  .run = run_intakes,
};
