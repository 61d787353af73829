// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Looking at what is on the screen. */
typedef gboolean (*LookMatch) (GtkWidget *widget, gconstpointer what);

/* The first at or below @widget that matches; NULL: none. */
GtkWidget *look_find (GtkWidget *widget, LookMatch match, gconstpointer what);
GtkWidget *look_find_type (GtkWidget *widget, GType type);
GtkWidget *look_find_styled (GtkWidget *widget, const char *style_class);
/* Matches: a label on the screen with such a text in it; a button on it with such a label. */
gboolean look_says (GtkWidget *widget, gconstpointer text);
gboolean look_is_button (GtkWidget *widget, gconstpointer label);
/* Waits until one is there, or none is. */
GtkWidget *look_wait_for (GtkWidget *widget, LookMatch match, gconstpointer what);
void look_wait_until_none (GtkWidget *widget, LookMatch match, gconstpointer what);

G_END_DECLS
