// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"
#include "core/language.h"
#include "hub/httpd.h"
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct
{
  char *data_dir;
  char *database;
  char *listen;
  char *certificate;
  char *key;
  gboolean version;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->data_dir);
  g_free (self->database);
  g_free (self->listen);
  g_free (self->certificate);
  g_free (self->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static int
fail (const GError *error)
{
  fprintf (stderr, "stipple-hub: %s\n", error->message);
  return EXIT_FAILURE;
}

/* Exit codes: 0 for done, 1 for what went wrong, 2 for a wrong command line. */
static gboolean
parse (Arguments *arguments, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &arguments->data_dir,
      N_ ("Where the hub keeps its key and data (made by stipplectl init)"), N_ ("DIR") },
    { "database", 0, 0, G_OPTION_ARG_STRING, &arguments->database,
      N_ ("Another database than DIR/hub.db, as sqlite:PATH"), N_ ("URI") },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &arguments->listen,
      N_ ("Where to listen (127.0.0.1:8844); port 0 takes any free one"), N_ ("HOST:PORT") },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &arguments->certificate,
      N_ ("Certificate chain in PEM"), N_ ("FILE") },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &arguments->key, N_ ("Its private key in PEM"),
      N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, N_ ("Print the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, _ ("The server that kiosks deliver intakes to."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    fprintf (stderr, "stipple-hub: %s\n", error->message);
  else if (*argc > 1 || (arguments->data_dir == NULL && !arguments->version))
    fprintf (stderr, "stipple-hub: %s\n", _ ("Usage: stipple-hub --data DIR. Try --help."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static int
serve (const Arguments *arguments)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (StippleClock) clock = stipple_clock_new_system (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHub) hub =
      stipple_hub_open (arguments->data_dir, arguments->database, clock, &error);
  g_autoptr (StippleHttpd) httpd = NULL;

  if (hub == NULL)
    return fail (error);
  if (stipple_key_is_file (hub->key))
    fprintf (stderr, "stipple-hub: %s\n",
             _ ("The key is a file beside the data. A systemd credential would be safer."));
  if (arguments->listen != NULL)
    options.listen = arguments->listen;
  options.tls_certificate = arguments->certificate;
  options.tls_key = arguments->key;
  httpd = stipple_httpd_start (hub, &options, &error);
  if (httpd == NULL)
    return fail (error);

  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  printf ("listening on %s\n", stipple_httpd_get_url (httpd));
  fflush (stdout);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };

  /* A limit of file size is told as a full disk is, and ends nothing. */
  signal (SIGXFSZ, SIG_IGN);
  stipple_language_init (STIPPLE_LOCALEDIR);
  json_object_seed (0);
  if (!parse (&arguments, &argc, &argv))
    return 2;
  if (arguments.version)
    {
      printf ("stipple-hub %s\n", STIPPLE_VERSION);
      return EXIT_SUCCESS;
    }
  return serve (&arguments);
}
