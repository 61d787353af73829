// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "widgets/keyboard.h"

G_BEGIN_DECLS

/**
 * StippleKioskSettings: what staff set in the drawer, and how it is written down. What was given on the command line
 * goes before it.
 */
typedef struct
{
  int idle_s; /* 0: the window's own */
  gboolean idle_fixed;
  StippleKeyboardUse keys;
  gboolean keys_fixed;
  char *printer; /* NULL: the system's own */
} StippleKioskSettings;

#define STIPPLE_KIOSK_IDLE_S 60
/* What --idle and the drawer may say, s. */
#define STIPPLE_KIOSK_IDLE_LEAST 5
#define STIPPLE_KIOSK_IDLE_MOST 3600

/* Of what is fixed, nothing is taken; nor of what is not understood. */
void stipple_kiosk_settings_read (StippleKioskSettings *self, const char *text);
/* Transfer full. */
char *stipple_kiosk_settings_write (const StippleKioskSettings *self);
/* @name, @value: as the drawer's "set" has them. FALSE: it is fixed, or makes no sense; nothing changed. */
gboolean stipple_kiosk_settings_set (StippleKioskSettings *self, const char *name,
                                     const char *value);
void stipple_kiosk_settings_clear (StippleKioskSettings *self);

G_END_DECLS
