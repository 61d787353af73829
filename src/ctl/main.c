// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "core/language.h"
#include "ctl/command.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

G_DEFINE_QUARK (stipple - ctl - usage, stipple_ctl_usage)

static const StippleCtlCommand *const commands[] = {
  &stipple_ctl_init,          &stipple_ctl_enrol_code, &stipple_ctl_publish,
  &stipple_ctl_check_content, &stipple_ctl_picture,    &stipple_ctl_intakes,
  &stipple_ctl_summary,       &stipple_ctl_export,     &stipple_ctl_calls,
  &stipple_ctl_day_close,     &stipple_ctl_aftercare,  &stipple_ctl_audit,
  &stipple_ctl_paper_form,    &stipple_ctl_kiosk_pin,
};

static StippleCtlOptions options;
static gboolean show_version;

static const GOptionEntry entries[] = {
  { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.data_dir, N_ ("The hub’s data, for init"),
    N_ ("DIR") },
  { "hub", 0, 0, G_OPTION_ARG_STRING, &options.hub, N_ ("The hub to talk to"), N_ ("URL") },
  { "user", 0, 0, G_OPTION_ARG_STRING, &options.user, N_ ("Who signs in (admin)"), N_ ("NAME") },
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options.password_file,
    N_ ("A file whose first line is the password; asked for otherwise"), N_ ("FILE") },
  { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options.ca_file,
    N_ ("Certificates to trust instead of the system’s"), N_ ("FILE") },
  { "pin", 0, 0, G_OPTION_ARG_STRING, &options.pinned_key,
    N_ ("The hub’s public key, as “sha256//…”"), N_ ("KEY") },
  { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, N_ ("Print the version"), NULL },
  G_OPTION_ENTRY_NULL,
};

static char *
describe_commands (void)
{
  g_autoptr (GString) text = g_string_new (_ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *call = g_strdup_printf ("%s %s", commands[i]->name, commands[i]->arguments);
      g_string_append_printf (text, "\n  %s\n      %s", call,
                              g_dgettext (GETTEXT_PACKAGE, commands[i]->summary));
    }
  return g_strdup (text->str);
}

static int
fail (const GError *error)
{
  fprintf (stderr, "stipplectl: %s\n", error->message);
  return error->domain == STIPPLE_CTL_USAGE || error->domain == G_OPTION_ERROR ? 2 : 1;
}

gboolean
stipple_ctl_parse (int argc, char **argv, const GOptionEntry *command_entries, char ***rest,
                   GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  if (command_entries != NULL)
    g_option_context_add_main_entries (context, command_entries, GETTEXT_PACKAGE);
  g_autofree char **arguments = g_new0 (char *, argc + 1);
  for (int i = 0; i < argc; i++)
    arguments[i] = argv[i];
  if (!g_option_context_parse (context, &argc, &arguments, error))
    return FALSE;
  if (rest == NULL && argc > 1)
    {
      g_set_error (error, STIPPLE_CTL_USAGE, 0, _ ("“%s” is one argument too many."), arguments[1]);
      return FALSE;
    }
  if (rest != NULL)
    *rest = g_strdupv (arguments + 1);
  return TRUE;
}

static int
run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i]->name, argv[0]) == 0)
      return commands[i]->run (&options, argc, argv, &error) ? 0 : fail (error);
  fprintf (stderr, _ ("stipplectl: there is no command “%s”; see --help.\n"), argv[0]);
  return 2;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  stipple_language_init (STIPPLE_LOCALEDIR);
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND [ARGUMENTS]"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ ("Set up and look after a Stipple hub."));
  g_autofree char *description = describe_commands ();
  g_option_context_set_description (context, description);
  g_option_context_set_strict_posix (context, TRUE);
  g_autoptr (GError) error = NULL;
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "stipplectl: %s\n", error->message);
      return 2;
    }
  if (show_version)
    {
      printf ("stipplectl %s\n", STIPPLE_VERSION);
      return 0;
    }
  if (argc < 2)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
      fputs (help, stderr);
      return 2;
    }
  return run (argc - 1, argv + 1);
}
