// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the on-screen keyboard knows of the widget it writes into, and does to it: a GtkText (so every
 * entry) or a GtkTextView. */

/* Whether @widget, which may be NULL, is one that takes text now. */
gboolean stipple_key_target_takes_text (GtkWidget *widget);
GtkInputPurpose stipple_key_target_get_purpose (GtkWidget *target);
/* As the widget does it for a key: replaces what is selected, keeps to the limit of length, and can
 * be undone. */
void stipple_key_target_type (GtkWidget *target, const char *text);
/* A name begins with a capital; so does each part of it. */
gboolean stipple_key_target_wants_capital (GtkWidget *target);
/* Whether there is more to write in after @target, in the order of the screen; @keyboard not counted. */
gboolean stipple_key_target_has_next (GtkWidget *target, GtkWidget *keyboard);

G_END_DECLS
