// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/app-private.h"

#include "widgets/keyboard.h"

#include <glib/gi18n-lib.h>

static int
usage_error (const char *message)
{
  g_printerr ("stipple-kiosk: %s\n%s\n", message, _ ("Try “stipple-kiosk --help”."));
  return 2;
}

static gboolean
use_keyboard (StippleKioskApp *self, GVariantDict *options)
{
  static const char *const names[] = { [STIPPLE_KEYBOARD_ON_TOUCH] = "touch",
                                       [STIPPLE_KEYBOARD_ALWAYS] = "always",
                                       [STIPPLE_KEYBOARD_NEVER] = "never" };
  const char *name = names[STIPPLE_KEYBOARD_ON_TOUCH];

  g_variant_dict_lookup (options, "keyboard", "&s", &name);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      {
        self->settings.keys = i;
        self->settings.keys_fixed = g_variant_dict_contains (options, "keyboard");
        stipple_keyboard_set_use (i);
        return TRUE;
      }
  return FALSE;
}

static gboolean
use_speech (StippleKioskApp *self, GVariantDict *options)
{
  const char *when = "headphones";
  g_autoptr (StippleSpeaker) speaker = NULL;
  g_autoptr (StippleJack) jack = NULL;

  g_variant_dict_lookup (options, "speech", "&s", &when);
  if (g_str_equal (when, "never"))
    return TRUE;
  if (g_str_equal (when, "headphones"))
    jack = stipple_jack_new ();
  else if (g_str_equal (when, "always"))
    jack = stipple_jack_new_fixed (TRUE);
  else
    return FALSE;
  speaker = stipple_speaker_new ();
  self->reader = stipple_reader_new (speaker, jack);
  return TRUE;
}

int
stipple_kiosk_app_handle_local_options (GApplication *application, GVariantDict *options)
{
  StippleKioskApp *self = STIPPLE_KIOSK_APP (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("stipple-kiosk %s\n", STIPPLE_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "data", "^ay", &self->data_dir);
  g_variant_dict_lookup (options, "hub", "s", &self->hub);
  g_variant_dict_lookup (options, "enrol", "s", &self->enrol_code);
  g_variant_dict_lookup (options, "name", "s", &self->device_name);
  g_variant_dict_lookup (options, "windowed", "b", &self->windowed);
  self->settings.idle_fixed = g_variant_dict_lookup (options, "idle", "i", &self->settings.idle_s);
  if (self->settings.idle_fixed
      && (self->settings.idle_s < STIPPLE_KIOSK_IDLE_LEAST
          || self->settings.idle_s > STIPPLE_KIOSK_IDLE_MOST))
    return usage_error (_ ("Please give --idle as 5 to 3600 seconds."));
  if (g_variant_dict_lookup (options, "switch", "i", &self->switch_ms)
      && (self->switch_ms < STIPPLE_PACE_LEAST || self->switch_ms > 20000))
    return usage_error (_ ("Please give --switch as 300 to 20000 milliseconds."));
  if (g_variant_dict_lookup (options, "keys", "s", &self->keys)
      && !stipple_walk_are_keys (self->keys))
    return usage_error (_ ("Please give --keys as the names of four keys, by commas."));
  if (!use_keyboard (self, options))
    return usage_error (_ ("Please give --keyboard as “touch”, “always” or “never”."));
  if (!use_speech (self, options))
    return usage_error (_ ("Please give --speech as “headphones”, “always” or “never”."));
  if (self->data_dir == NULL)
    return usage_error (_ ("Please say where to keep the data: --data DIR."));
  if (self->enrol_code != NULL && self->hub == NULL)
    return usage_error (_ ("Please say with which hub to enrol: --hub URL."));
  if (self->device_name == NULL)
    self->device_name = g_strdup (g_get_host_name ());
  return -1;
}

void
stipple_kiosk_app_add_options (StippleKioskApp *self)
{
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep the database in DIR"), N_ ("DIR") },
    { "hub", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Deliver to the hub at URL"), N_ ("URL") },
    { "enrol", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Enrol with a one-time CODE"), N_ ("CODE") },
    { "name", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Enrol under NAME (default: the host’s)"),
      N_ ("NAME") },
    { "idle", 0, 0, G_OPTION_ARG_INT, NULL,
      N_ ("Ask whether a visitor is still there after SECONDS (default: 60)"), N_ ("SECONDS") },
    { "keyboard", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Show keys on the screen: touch (default), always or never"), N_ ("WHEN") },
    { "keys", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Names of four keys for next, select, back and help, besides Tab, Enter, Escape and F1"),
      N_ ("KEYS") },
    { "switch", 0, 0, G_OPTION_ARG_INT, NULL,
      N_ ("Work it with a single switch (Space or Enter): go on every PACE milliseconds"),
      N_ ("PACE") },
    { "speech", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Offer to read aloud: headphones (default: when some are plugged in), always or never"),
      N_ ("WHEN") },
    { "windowed", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Run in a window"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
      G_APPLICATION (self), _ ("The consultation kiosk of a scalp-micropigmentation clinic."));
}
