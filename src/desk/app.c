// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/app.h"

#include "core/language.h"
#include "desk/session/desk.h"
#include "desk/window.h"
#include "widgets/style.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

struct _StippleDeskApp
{
  AdwApplication parent_instance;

  char *typed_hub; /* on the command line */
  char *ca_file;
  char *pinned_key;
  char *settings_file;
  int idle_s;
  StippleDesk *desk;
  StippleDeskWindow *window; /* not owned */
};

G_DEFINE_FINAL_TYPE (StippleDeskApp, stipple_desk_app, ADW_TYPE_APPLICATION)

static int
usage_error (const char *message)
{
  g_printerr ("stipple-desk: %s\n%s\n", message, _ ("Try “stipple-desk --help”."));
  return 2;
}

static int
stipple_desk_app_handle_local_options (GApplication *application, GVariantDict *options)
{
  StippleDeskApp *self = STIPPLE_DESK_APP (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("stipple-desk %s\n", STIPPLE_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "hub", "s", &self->typed_hub);
  g_variant_dict_lookup (options, "ca-file", "^ay", &self->ca_file);
  g_variant_dict_lookup (options, "pinned-key", "s", &self->pinned_key);
  g_variant_dict_lookup (options, "settings", "^ay", &self->settings_file);
  if (g_variant_dict_lookup (options, "idle", "i", &self->idle_s)
      && (self->idle_s < 5 || self->idle_s > 7200))
    return usage_error (_ ("Please give --idle as 5 to 7200 seconds."));
  return -1;
}

/* The system's, when Stipple has it; of the settings', when somebody chose one. */
static void
use_language (StippleDeskSettings *settings)
{
  static const char *const ours[] = { "en", "fr-CA", "es", "ar", "zh-Hans" };
  const char *chosen = stipple_desk_settings_get_language (settings);
  const char *const *wanted = g_get_language_names ();

  for (guint i = 0; chosen == NULL && wanted[i] != NULL; i++)
    for (guint k = 0; chosen == NULL && k < G_N_ELEMENTS (ours); k++)
      if (g_ascii_strncasecmp (wanted[i], ours[k], 2) == 0)
        chosen = ours[k];
  if (chosen == NULL || !stipple_language_use (chosen))
    stipple_language_use ("en");
  gtk_widget_set_default_direction (
      stipple_language_is_rtl (stipple_language_current ()) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

static void
contrast_changed (StippleDeskSettings *settings)
{
  stipple_style_set_high_contrast (stipple_desk_settings_get_high_contrast (settings));
}

/* FALSE: the program ends, and said why. */
static gboolean
set_up (StippleDeskApp *self, StippleDeskSettings *settings)
{
  const char *typed =
      self->typed_hub != NULL ? self->typed_hub : stipple_desk_settings_get_hub (settings);
  const StippleHttpOptions http = { .ca_file = self->ca_file, .pinned_key = self->pinned_key };
  g_autoptr (GError) error = NULL;
  g_autofree char *hub = NULL;
  g_autoptr (StippleHubClient) client = NULL;

  if (typed == NULL)
    {
      usage_error (_ ("Please say which hub: --hub URL. It is remembered from then on."));
      return FALSE;
    }
  hub = stipple_http_base_url (typed, &error);
  if (hub == NULL)
    {
      usage_error (error->message);
      return FALSE;
    }
  g_object_set (settings, "hub", hub, NULL);
  client = stipple_hub_client_new (hub, &http);
  self->desk = stipple_desk_new (client, settings);
  return TRUE;
}

static void
window_gone (StippleDeskApp *self)
{
  self->window = NULL;
}

static void
stipple_desk_app_activate (GApplication *application)
{
  StippleDeskApp *self = STIPPLE_DESK_APP (application);
  StippleDeskSettings *settings;

  if (self->desk == NULL || self->window != NULL)
    return;
  settings = stipple_desk_get_settings (self->desk);
  contrast_changed (settings);
  g_signal_connect_object (settings, "notify::high-contrast", G_CALLBACK (contrast_changed),
                           settings, 0);
  self->window = stipple_desk_window_new (GTK_APPLICATION (self), self->desk);
  if (self->idle_s > 0)
    stipple_desk_window_set_idle_ms (self->window, (guint) self->idle_s * 1000);
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (window_gone), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->window));
}

static int
stipple_desk_app_command_line (GApplication *application, GApplicationCommandLine *line)
{
  StippleDeskApp *self = STIPPLE_DESK_APP (application);
  g_autoptr (StippleDeskSettings) settings = NULL;

  if (self->desk == NULL)
    {
      settings = stipple_desk_settings_new (self->settings_file);
      use_language (settings);
      if (!set_up (self, settings))
        return 2;
    }
  g_application_activate (application);
  return 0;
}

static gboolean
on_signal (gpointer data)
{
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

static void
stipple_desk_app_startup (GApplication *application)
{
  const char *const help[] = { "F1", "<Control>question", NULL };

  G_APPLICATION_CLASS (stipple_desk_app_parent_class)->startup (application);
  stipple_style_init_desk ();
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.show-help-overlay",
                                         help);
  g_unix_signal_add (SIGTERM, on_signal, application);
  g_unix_signal_add (SIGINT, on_signal, application);
}

static void
stipple_desk_app_shutdown (GApplication *application)
{
  StippleDeskApp *self = STIPPLE_DESK_APP (application);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  if (self->desk != NULL)
    stipple_desk_close (self->desk);
  g_clear_object (&self->desk);
  G_APPLICATION_CLASS (stipple_desk_app_parent_class)->shutdown (application);
}

static void
stipple_desk_app_finalize (GObject *object)
{
  StippleDeskApp *self = STIPPLE_DESK_APP (object);

  g_free (self->typed_hub);
  g_free (self->ca_file);
  g_free (self->pinned_key);
  g_free (self->settings_file);
  G_OBJECT_CLASS (stipple_desk_app_parent_class)->finalize (object);
}

static void
stipple_desk_app_class_init (StippleDeskAppClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = stipple_desk_app_finalize;
  application_class->handle_local_options = stipple_desk_app_handle_local_options;
  application_class->command_line = stipple_desk_app_command_line;
  application_class->startup = stipple_desk_app_startup;
  application_class->activate = stipple_desk_app_activate;
  application_class->shutdown = stipple_desk_app_shutdown;
}

static void
stipple_desk_app_init (StippleDeskApp *self)
{
  const GOptionEntry options[] = {
    { "hub", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Talk to the hub at URL (default: the last one)"),
      N_ ("URL") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Trust the certificates in FILE instead of the system’s"), N_ ("FILE") },
    { "pinned-key", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Trust no other public key of the hub than this one (sha256//…)"), N_ ("KEY") },
    { "idle", 0, 0, G_OPTION_ARG_INT, NULL,
      N_ ("Lock after SECONDS without a touch, instead of what is set"), N_ ("SECONDS") },
    { "settings", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Remember settings in FILE"),
      N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("Reception’s side of Stipple: intakes as they arrive at the hub."));
}

StippleDeskApp *
stipple_desk_app_new (void)
{
  return g_object_new (STIPPLE_TYPE_DESK_APP, "application-id", "example.stipple.Desk", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_NON_UNIQUE, NULL);
}
