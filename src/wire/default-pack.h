// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The JSON of the pack that comes with Stipple (data/content/pack.json), for a kiosk that has never
 * heard from a hub and for a hub that is being set up. Transfer full. */
GBytes *stipple_default_pack_bytes (void);

G_END_DECLS
