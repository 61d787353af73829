// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * The stops of a screen: what on it can be worked, in the order in which it is read. A stop is one
 * control, or several that are first chosen together: a row of the on-screen keyboard; with
 * @regions also the header, the actions, and what is in sight of the page, with the page itself
 * at its end when it has more to show.
 */

/* Of GPtrArray of GtkWidget, borrowed. Transfer full. */
GPtrArray *stipple_stops_collect (GtkWidget *root, gboolean regions);
/* Where @widget is among them; FALSE when it is at none. */
gboolean stipple_stops_find (GPtrArray *stops, gpointer widget, guint *stop, guint *leaf);
/* Where to begin on a screen that is new: past the header. */
guint stipple_stops_first (GPtrArray *stops);
/* The first widget of @type below @root that is shown; NULL when none is. */
GtkWidget *stipple_stops_find_type (GtkWidget *root, GType type);

G_END_DECLS
