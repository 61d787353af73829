// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GtkScrolledWindow of GTK 4.8 listens to a setting from when it is realized, and for good: each leaves a
 * handler behind that names a widget long gone. From now on that ends when one is unrealized, in all of
 * the process. Needs a display; again: does nothing.
 */
void stipple_scrolled_let_go (void);

G_END_DECLS
