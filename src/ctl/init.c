// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "core/error.h"
#include "core/person.h"
#include "hub/setup.h"
#include "wire/default-pack.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static GBytes *
read_content (const char *path, GError **error)
{
  if (path == NULL)
    return stipple_default_pack_bytes ();
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  return g_file_load_bytes (file, NULL, NULL, error);
}

static gboolean
run_init (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *content = NULL;
  g_autofree char *admin = NULL;
  const GOptionEntry entries[] = {
    { "content", 0, 0, G_OPTION_ARG_FILENAME, &content, N_ ("A content pack of your own"),
      N_ ("FILE") },
    { "admin", 0, 0, G_OPTION_ARG_STRING, &admin, N_ ("The first administrator (admin)"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  if (!stipple_ctl_parse (argc, argv, entries, NULL, error))
    return FALSE;
  if (options->data_dir == NULL)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0,
                           _ ("Say where the hub’s data is to be: --data DIR."));
      return FALSE;
    }
  g_autoptr (GBytes) pack = read_content (content, error);
  if (pack == NULL)
    return FALSE;
  const char *user = admin != NULL ? admin : "admin";
  char *password = NULL;
  if (!stipple_hub_init (options->data_dir, pack, user, &password, error))
    return FALSE;
  printf ("user: %s\npassword: %s\n", user, password);
  stipple_wipe (password);
  fputs (_ ("This password is shown once. Keep it somewhere safe.\n"), stderr);
  return TRUE;
}

const StippleCtlCommand stipple_ctl_init = {
  .name = "init",
  .arguments = "[--content FILE] [--admin NAME]",
  .summary = N_ ("set up a hub in --data DIR; prints the password once"),
  .run = run_init,
};
