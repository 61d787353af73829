// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Lies over a whole screen in place of the answers on it: one large button, a touch on which ("clicked") brings
 * them back. */
GtkWidget *stipple_cover_new (void);

G_END_DECLS
