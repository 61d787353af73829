// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/settings.h"

#include <errno.h>

#define GROUP "Desk"
#define IDLE_DEFAULT 10
#define IDLE_MOST 120

enum
{
  PROP_0,
  PROP_HUB,
  PROP_USER,
  PROP_LANGUAGE,
  PROP_PRINTING,
  PROP_UNPRINTED,
  PROP_IDLE_MINUTES,
  PROP_SOUND,
  PROP_HIGH_CONTRAST,
  PROP_STAFF_LANGUAGE,
  N_PROPS
};

struct _StippleDeskSettings
{
  GObject parent_instance;

  char *path;
  char *texts[PROP_IDLE_MINUTES]; /* by property */
  guint idle_minutes;
  gboolean flags[N_PROPS];
  gboolean warned;
};

G_DEFINE_FINAL_TYPE (StippleDeskSettings, stipple_desk_settings, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
save (StippleDeskSettings *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  for (guint id = PROP_HUB; id < PROP_IDLE_MINUTES; id++)
    if (self->texts[id] != NULL)
      g_key_file_set_string (file, GROUP, properties[id]->name, self->texts[id]);
  g_key_file_set_integer (file, GROUP, properties[PROP_IDLE_MINUTES]->name,
                          (int) self->idle_minutes);
  for (guint id = PROP_SOUND; id < N_PROPS; id++)
    g_key_file_set_boolean (file, GROUP, properties[id]->name, self->flags[id]);
  text = g_key_file_to_data (file, NULL, NULL);
  if ((g_mkdir_with_parents (folder, 0700) != 0
       || !g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                     &error))
      && !self->warned)
    {
      self->warned = TRUE;
      g_message ("Settings are not kept: %s", error != NULL ? error->message : g_strerror (errno));
    }
}

static void
read_file (StippleDeskSettings *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  int minutes;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL))
    return;
  for (guint id = PROP_HUB; id < PROP_IDLE_MINUTES; id++)
    self->texts[id] = g_key_file_get_string (file, GROUP, properties[id]->name, NULL);
  minutes = g_key_file_get_integer (file, GROUP, properties[PROP_IDLE_MINUTES]->name, NULL);
  if (minutes >= 1 && minutes <= IDLE_MOST)
    self->idle_minutes = (guint) minutes;
  for (guint id = PROP_SOUND; id < N_PROPS; id++)
    self->flags[id] = g_key_file_get_boolean (file, GROUP, properties[id]->name, NULL);
}

const char *
stipple_desk_settings_get_hub (StippleDeskSettings *self)
{
  return self->texts[PROP_HUB];
}

const char *
stipple_desk_settings_get_user (StippleDeskSettings *self)
{
  return self->texts[PROP_USER];
}

const char *
stipple_desk_settings_get_language (StippleDeskSettings *self)
{
  return self->texts[PROP_LANGUAGE];
}

const char *
stipple_desk_settings_get_printing (StippleDeskSettings *self)
{
  return self->texts[PROP_PRINTING];
}

const char *
stipple_desk_settings_get_unprinted (StippleDeskSettings *self)
{
  return self->texts[PROP_UNPRINTED];
}

guint
stipple_desk_settings_get_idle_minutes (StippleDeskSettings *self)
{
  return self->idle_minutes;
}

gboolean
stipple_desk_settings_get_sound (StippleDeskSettings *self)
{
  return self->flags[PROP_SOUND];
}

gboolean
stipple_desk_settings_get_high_contrast (StippleDeskSettings *self)
{
  return self->flags[PROP_HIGH_CONTRAST];
}

gboolean
stipple_desk_settings_get_staff_language (StippleDeskSettings *self)
{
  return self->flags[PROP_STAFF_LANGUAGE];
}

static void
stipple_desk_settings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleDeskSettings *self = STIPPLE_DESK_SETTINGS (object);

  if (id < PROP_IDLE_MINUTES)
    g_value_set_string (value, self->texts[id]);
  else if (id == PROP_IDLE_MINUTES)
    g_value_set_uint (value, self->idle_minutes);
  else
    g_value_set_boolean (value, self->flags[id]);
}

static gboolean
take (StippleDeskSettings *self, guint id, const GValue *value)
{
  if (id == PROP_IDLE_MINUTES)
    {
      if (self->idle_minutes == g_value_get_uint (value))
        return FALSE;
      self->idle_minutes = g_value_get_uint (value);
    }
  else if (id > PROP_IDLE_MINUTES)
    {
      if (self->flags[id] == g_value_get_boolean (value))
        return FALSE;
      self->flags[id] = g_value_get_boolean (value);
    }
  else
    {
      if (g_strcmp0 (self->texts[id], g_value_get_string (value)) == 0)
        return FALSE;
      g_free (self->texts[id]);
      self->texts[id] = g_value_dup_string (value);
    }
  return TRUE;
}

static void
stipple_desk_settings_set_property (GObject *object, guint id, const GValue *value,
                                    GParamSpec *pspec)
{
  StippleDeskSettings *self = STIPPLE_DESK_SETTINGS (object);

  if (!take (self, id, value))
    return;
  save (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
stipple_desk_settings_finalize (GObject *object)
{
  StippleDeskSettings *self = STIPPLE_DESK_SETTINGS (object);

  for (guint id = 0; id < G_N_ELEMENTS (self->texts); id++)
    g_free (self->texts[id]);
  g_free (self->path);
  G_OBJECT_CLASS (stipple_desk_settings_parent_class)->finalize (object);
}

static void
stipple_desk_settings_class_init (StippleDeskSettingsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = stipple_desk_settings_get_property;
  object_class->set_property = stipple_desk_settings_set_property;
  object_class->finalize = stipple_desk_settings_finalize;
  properties[PROP_HUB] = g_param_spec_string ("hub", NULL, NULL, NULL, flags);
  properties[PROP_USER] = g_param_spec_string ("user", NULL, NULL, NULL, flags);
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  properties[PROP_PRINTING] = g_param_spec_string ("printing", NULL, NULL, NULL, flags);
  properties[PROP_UNPRINTED] = g_param_spec_string ("unprinted", NULL, NULL, NULL, flags);
  properties[PROP_IDLE_MINUTES] =
      g_param_spec_uint ("idle-minutes", NULL, NULL, 1, IDLE_MOST, IDLE_DEFAULT, flags);
  properties[PROP_SOUND] = g_param_spec_boolean ("sound", NULL, NULL, FALSE, flags);
  properties[PROP_HIGH_CONTRAST] = g_param_spec_boolean ("high-contrast", NULL, NULL, FALSE, flags);
  properties[PROP_STAFF_LANGUAGE] =
      g_param_spec_boolean ("staff-language", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_desk_settings_init (StippleDeskSettings *self)
{
  self->idle_minutes = IDLE_DEFAULT;
}

StippleDeskSettings *
stipple_desk_settings_new (const char *path)
{
  StippleDeskSettings *self = g_object_new (STIPPLE_TYPE_DESK_SETTINGS, NULL);

  self->path = path != NULL
                   ? g_strdup (path)
                   : g_build_filename (g_get_user_config_dir (), "stipple-desk", "desk.ini", NULL);
  read_file (self);
  return self;
}
