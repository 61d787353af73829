// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StippleJack: whether headphones are plugged in, as the kernel's jack switches tell (evdev,
 * SW_HEADPHONE_INSERT, under /dev/input; reading them takes the group "input"). A machine
 * without such a switch never has headphones. The switches are looked for once: a sound card that is
 * plugged in later is not seen.
 *
 * Property: plugged (boolean, read-only, notifies on the main context that made it).
 */
#define STIPPLE_TYPE_JACK (stipple_jack_get_type ())
G_DECLARE_FINAL_TYPE (StippleJack, stipple_jack, STIPPLE, JACK, GObject)

StippleJack *stipple_jack_new (void);
/* One without a switch behind it, which stipple_jack_set_plugged() moves: for a handset that is always
 * there, and for tests. */
StippleJack *stipple_jack_new_fixed (gboolean plugged);
void stipple_jack_set_plugged (StippleJack *self, gboolean plugged);
gboolean stipple_jack_get_plugged (StippleJack *self);

G_END_DECLS
