// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StippleDeskSettings: what this desk remembers between starts, in a key file in the user's configuration folder;
 * never anything about a client, never a password. Each change is written at once; a folder that cannot be
 * written means that nothing is remembered, and is warned of once.
 *
 * Properties (all read-write, notify):
 *   hub            string, the hub's address; NULL before there is one
 *   user           string, who signed in last; NULL at first
 *   language       string, BCP 47; NULL: the system's
 *   idle-minutes   uint, until it signs out by itself; 1 … 120, 10 at first
 *   sound          boolean, when an intake or a call comes; FALSE at first
 *   high-contrast  boolean
 *   staff-language boolean, print in the language of the desk, not in the client's; FALSE at first
 *   printing       string, GtkPrintSettings and GtkPageSetup as a key file's text; NULL at first
 *   unprinted      string, the entries of a StipplePrintList as a key file's text; NULL: none
 */
#define STIPPLE_TYPE_DESK_SETTINGS (stipple_desk_settings_get_type ())
G_DECLARE_FINAL_TYPE (StippleDeskSettings, stipple_desk_settings, STIPPLE, DESK_SETTINGS, GObject)

/* @path: NULL for the user's own. */
StippleDeskSettings *stipple_desk_settings_new (const char *path);

const char *stipple_desk_settings_get_hub (StippleDeskSettings *self);
const char *stipple_desk_settings_get_user (StippleDeskSettings *self);
const char *stipple_desk_settings_get_language (StippleDeskSettings *self);
guint stipple_desk_settings_get_idle_minutes (StippleDeskSettings *self);
gboolean stipple_desk_settings_get_sound (StippleDeskSettings *self);
gboolean stipple_desk_settings_get_high_contrast (StippleDeskSettings *self);
gboolean stipple_desk_settings_get_staff_language (StippleDeskSettings *self);
const char *stipple_desk_settings_get_printing (StippleDeskSettings *self);
const char *stipple_desk_settings_get_unprinted (StippleDeskSettings *self);

G_END_DECLS
