// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/staff/staff-settings.h"

#include "kiosk/staff/staff-drawer.h"

#define GROUP "kiosk"

gboolean
stipple_kiosk_settings_set (StippleKioskSettings *self, const char *name, const char *value)
{
  guint64 number = 0;
  gboolean is_number = g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT, &number, NULL);

  if (g_str_equal (name, STIPPLE_STAFF_SET_IDLE) && !self->idle_fixed && is_number
      && number >= STIPPLE_KIOSK_IDLE_LEAST && number <= STIPPLE_KIOSK_IDLE_MOST)
    self->idle_s = (int) number;
  else if (g_str_equal (name, STIPPLE_STAFF_SET_KEYS) && !self->keys_fixed && is_number
           && number <= STIPPLE_KEYBOARD_NEVER)
    self->keys = (StippleKeyboardUse) number;
  else if (g_str_equal (name, STIPPLE_STAFF_SET_PRINTER))
    {
      g_free (self->printer);
      self->printer = *value != '\0' ? g_strdup (value) : NULL;
    }
  else
    return FALSE;
  return TRUE;
}

void
stipple_kiosk_settings_read (StippleKioskSettings *self, const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) names = NULL;

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;
  names = g_key_file_get_keys (file, GROUP, NULL, NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (file, GROUP, names[i], NULL);

      if (value != NULL)
        stipple_kiosk_settings_set (self, names[i], value);
    }
}

char *
stipple_kiosk_settings_write (const StippleKioskSettings *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (self->idle_s > 0 && !self->idle_fixed)
    g_key_file_set_integer (file, GROUP, STIPPLE_STAFF_SET_IDLE, self->idle_s);
  if (!self->keys_fixed)
    g_key_file_set_integer (file, GROUP, STIPPLE_STAFF_SET_KEYS, (int) self->keys);
  if (self->printer != NULL)
    g_key_file_set_string (file, GROUP, STIPPLE_STAFF_SET_PRINTER, self->printer);
  return g_key_file_to_data (file, NULL, NULL);
}

void
stipple_kiosk_settings_clear (StippleKioskSettings *self)
{
  g_clear_pointer (&self->printer, g_free);
}
