// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/* Pages of the gallery: the widgets of "Your look" as the kiosk may place them, and heads from every
 * side with patterns and colours. */
GtkWidget *gallery_look (void);
GtkWidget *gallery_heads (void);
