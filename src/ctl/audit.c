// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "hub/audit.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* --- verify: on the data itself, so that it need not trust a hub. */

static gboolean
verify (const StippleCtlOptions *options, GError **error)
{
  if (options->data_dir == NULL)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0,
                           _ ("Say where the hub’s data is: --data DIR. Stop the hub first."));
      return FALSE;
    }
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autoptr (StippleHub) hub = stipple_hub_open_as_is (options->data_dir, NULL, clock, error);
  if (hub == NULL)
    return FALSE;
  gint64 count, since;
  if (!stipple_audit_verify (hub, &count, &since, error))
    return FALSE;
  g_autofree char *first = stipple_clock_format_utc (since);
  /* TRANSLATORS: the first is a number, the second the time of the first entry. */
  printf (_ ("The audit is whole: %lld entries since %s.\n"), (long long) count, first);
  return TRUE;
}

/* --- list: from a hub that runs. */

static const char *
text_of (const json_t *entry, const char *key)
{
  const char *text = json_string_value (json_object_get (entry, key));
  return text != NULL ? text : "";
}

static void
print_entry (const json_t *entry)
{
  const json_t *detail = json_object_get (entry, "detail");
  g_autofree char *more = detail != NULL ? stipple_json_canonical (detail) : g_strdup ("");
  printf ("%lld\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n",
          (long long) json_integer_value (json_object_get (entry, "seq")), text_of (entry, "at"),
          text_of (entry, "who"), text_of (entry, "role"), text_of (entry, "from"),
          text_of (entry, "action"), text_of (entry, "subject"), more);
}

static gboolean
list (const StippleCtlOptions *options, int limit, GError **error)
{
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  if (session == NULL)
    return FALSE;
  g_autofree char *cursor = g_strdup ("");
  for (int shown = 0; shown < limit;)
    {
      g_autofree char *path = g_strdup_printf ("%s?limit=%d%s", STIPPLE_PATH_ADMIN_AUDIT,
                                               MIN (limit - shown, 100), cursor);
      g_autoptr (StippleJson) answer = stipple_hub_session_json (session, "GET", path, NULL, error);
      if (answer == NULL)
        return FALSE;
      const json_t *entries = json_object_get (answer, "entries");
      for (gsize i = 0; i < json_array_size (entries); i++)
        print_entry (json_array_get (entries, i));
      shown += (int) json_array_size (entries);
      const char *next = json_string_value (json_object_get (answer, "next"));
      if (next == NULL || json_array_size (entries) == 0)
        break;
      g_autofree char *escaped = g_uri_escape_string (next, NULL, FALSE);
      g_free (cursor);
      cursor = g_strconcat ("&after=", escaped, NULL);
    }
  return TRUE;
}

static gboolean
run_audit (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  int limit = 100;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("How many at the most (100)"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  if (!stipple_ctl_parse (argc, argv, entries, &rest, error))
    return FALSE;
  if (g_strv_length (rest) == 1 && g_str_equal (rest[0], "verify"))
    return verify (options, error);
  if (g_strv_length (rest) == 1 && g_str_equal (rest[0], "list"))
    return list (options, limit, error);
  g_set_error_literal (error, STIPPLE_CTL_USAGE, 0,
                       _ ("Say what to do: audit verify or audit list."));
  return FALSE;
}

const StippleCtlCommand stipple_ctl_audit = {
  .name = "audit",
  .arguments = "verify | list [--limit N]",
  .summary = N_ ("check that nobody changed the audit (--data DIR); list it, newest first"),
  .run = run_audit,
};
