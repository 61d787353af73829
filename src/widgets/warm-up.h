// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Does beforehand what the first screen of each kind would have to wait for: finds the icons and the
 * fonts of the attract screen at once, and the fonts of the other screens one by one when nothing
 * else is to do; then the patterns' hair, on another thread. Nothing of it is seen. @overlay is in a
 * window.
 */
void stipple_warm_up (GtkOverlay *overlay);

G_END_DECLS
