// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "widgets/key-plan.h"

G_BEGIN_DECLS

/* When the keys are shown; see StippleKeyboard. */
typedef enum
{
  STIPPLE_KEYBOARD_ON_TOUCH,
  STIPPLE_KEYBOARD_ALWAYS,
  STIPPLE_KEYBOARD_NEVER,
} StippleKeyboardUse;

/**
 * StippleKeyboard: the on-screen keyboard. It stands in the window below what it types into, and
 * serves whatever text widget of that window has the focus (GtkText, so every entry, and
 * GtkTextView), by the widget's own "insert-at-cursor" and "backspace": selection, length limit,
 * undo and bindings work as with a physical keyboard, which it leaves alone.
 *
 * It is there while such a widget has the focus; folded to a strip with a button that opens it when the
 * focus came by a physical key (unless it is to be there always). Done folds it, a touch of
 * the field opens it. Next goes where Tab would, while there is more to write in. It comes and
 * goes when no finger is down, so that nothing moves away from under a finger. The keys are those of the language of this thread at
 * the time it was made, and of the widget's input purpose (StipplePad).
 *
 * A tap on shift holds for one letter, two quick ones until the next. A long press shows, in a row
 * nearby, the letters with accents and what else the key has. In an empty field with the purpose
 * "name", and after a space in it, shift is on by itself.
 *
 * Touch takes the focus nowhere. With Tab the whole is one stop; arrow keys move within.
 *
 * Signal "keys-changed": others have taken the place of the keys there were.
 * Properties: target (GtkWidget, read-only: what it types into; NULL when hidden);
 *   open (boolean, read-only: keys are shown); compact (boolean: one row less, for a low screen).
 */
#define STIPPLE_TYPE_KEYBOARD (stipple_keyboard_get_type ())
G_DECLARE_FINAL_TYPE (StippleKeyboard, stipple_keyboard, STIPPLE, KEYBOARD, GtkWidget)

GtkWidget *stipple_keyboard_new (void);
/* For all keyboards of the program, from the next field on. On touch by default. */
void stipple_keyboard_set_use (StippleKeyboardUse use);
GtkWidget *stipple_keyboard_get_target (StippleKeyboard *self);
gboolean stipple_keyboard_get_open (StippleKeyboard *self);
/* As its button and Done do. FALSE when there is nothing to write in, or it is never shown. */
gboolean stipple_keyboard_open (StippleKeyboard *self);
void stipple_keyboard_fold (StippleKeyboard *self);
void stipple_keyboard_set_compact (StippleKeyboard *self, gboolean compact);
StipplePad stipple_keyboard_get_pad (StippleKeyboard *self);
/* How Delete repeats while it is held: after @delay ms, then each @interval ms. By default 500 and 80. */
void stipple_keyboard_set_repeat (StippleKeyboard *self, guint delay, guint interval);

G_END_DECLS
