// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleKeyFocus: which text widget of a window is being written in. It follows the window's focus,
 * but tells no news while a finger is down, so that nothing moves under it; and it
 * overlooks the focus being in the keyboard itself.
 *
 * Signals: "changed" (see stipple_key_focus_get_target()); "touched" (the target again).
 */
#define STIPPLE_TYPE_KEY_FOCUS (stipple_key_focus_get_type ())
G_DECLARE_FINAL_TYPE (StippleKeyFocus, stipple_key_focus, STIPPLE, KEY_FOCUS, GObject)

/* @keyboard is not kept alive. */
StippleKeyFocus *stipple_key_focus_new (GtkWidget *keyboard);
/* From @keyboard's root and unroot. */
void stipple_key_focus_follow (StippleKeyFocus *self, GtkRoot *root);
void stipple_key_focus_leave (StippleKeyFocus *self);
/* A GtkText or a GtkTextView that takes text; NULL when the focus is elsewhere. Transfer none. */
GtkWidget *stipple_key_focus_get_target (StippleKeyFocus *self);
/* Whether the last thing that was touched is a physical key. */
gboolean stipple_key_focus_is_by_key (StippleKeyFocus *self);

G_END_DECLS
