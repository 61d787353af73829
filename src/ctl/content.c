// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/pack-reader.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static GBytes *
read_one_file (int argc, char **argv, GError **error)
{
  g_auto (GStrv) rest = NULL;
  if (!stipple_ctl_parse (argc, argv, NULL, &rest, error))
    return NULL;
  if (g_strv_length (rest) != 1)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0, _ ("Name one file: the content pack."));
      return NULL;
    }
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (rest[0]);
  return g_file_load_bytes (file, NULL, NULL, error);
}

static gboolean
run_publish (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autoptr (GBytes) bytes = read_one_file (argc, argv, error);
  if (bytes == NULL)
    return FALSE;
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  if (session == NULL)
    return FALSE;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  g_autoptr (StippleHttpAnswer) answer =
      stipple_hub_session_call (session, "POST", STIPPLE_PATH_ADMIN_CONTENT, data, length, error);
  if (answer == NULL)
    return FALSE;
  puts (_ ("Published. Kiosks take it from their next visitor on."));
  return TRUE;
}

static gboolean
run_check_content (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autoptr (GBytes) bytes = read_one_file (argc, argv, error);
  if (bytes == NULL)
    return FALSE;
  g_auto (GStrv) faults = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (StipplePack) pack = stipple_pack_parse (bytes, &faults, &local_error);
  if (pack != NULL)
    {
      printf (_ ("Good: version %d.\n"), pack->version);
      return TRUE;
    }
  for (guint i = 0; faults != NULL && faults[i] != NULL; i++)
    fprintf (stderr, "%s\n", faults[i]);
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                       faults != NULL && faults[0] != NULL
                           ? _ ("The content pack has the faults above.")
                           : local_error->message);
  return FALSE;
}

const StippleCtlCommand stipple_ctl_publish = {
  .name = "publish",
  .arguments = "FILE",
  .summary = N_ ("publish a content pack to all kiosks"),
  .run = run_publish,
};

const StippleCtlCommand stipple_ctl_check_content = {
  .name = "check-content",
  .arguments = "FILE",
  .summary = N_ ("name every fault of a content pack"),
  .run = run_check_content,
};
