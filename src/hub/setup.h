// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * stipple_hub_init: make a hub in @data_dir (created, mode 0700): its key, its database, its first
 * administrator and its first content, @pack. All or nothing. @password (out, transfer full) is random,
 * readable, and kept nowhere else. Errors: EXISTS when there is a hub already, INVALID for a bad
 * pack or user name, and those of stipple_key_load() and stipple_db_open().
 */
gboolean stipple_hub_init (const char *data_dir, GBytes *pack, const char *admin_user,
                           char **password, GError **error);

G_END_DECLS
