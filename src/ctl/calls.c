// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "wire/api.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const char *
text_of (const json_t *call, const char *key)
{
  const char *text = json_string_value (json_object_get (call, key));
  return text != NULL ? text : "";
}

static gboolean
list_calls (StippleHubSession *session, GError **error)
{
  g_autoptr (StippleJson) answer =
      stipple_hub_session_json (session, "GET", STIPPLE_PATH_STAFF_CALLS, NULL, error);
  if (answer == NULL)
    return FALSE;
  const json_t *calls = json_object_get (answer, "calls");
  for (gsize i = 0; i < json_array_size (calls); i++)
    {
      const json_t *call = json_array_get (calls, i);
      printf ("%s\t%s\t%s\t%s\n", text_of (call, "id"), text_of (call, "received"),
              text_of (call, "state"), text_of (call, "name"));
    }
  return TRUE;
}

static gboolean
answer_call (StippleHubSession *session, const char *id, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_STAFF_CALLS, "/", escaped, "/answer", NULL);
  g_autoptr (StippleHttpAnswer) answer =
      stipple_hub_session_call (session, "POST", path, NULL, 0, error);
  return answer != NULL;
}

static gboolean
run_calls (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *id = NULL;
  const GOptionEntry entries[] = {
    { "answer", 0, 0, G_OPTION_ARG_STRING, &id, N_ ("Mark this one answered"), N_ ("ID") },
    G_OPTION_ENTRY_NULL,
  };
  if (!stipple_ctl_parse (argc, argv, entries, NULL, error))
    return FALSE;
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  if (session == NULL)
    return FALSE;
  return id != NULL ? answer_call (session, id, error) : list_calls (session, error);
}

const StippleCtlCommand stipple_ctl_calls = {
  .name = "calls",
  .arguments = "[--answer ID]",
  .summary = N_ ("list who asked for staff, newest first: id, time, state, kiosk"),
  .run = run_calls,
};
