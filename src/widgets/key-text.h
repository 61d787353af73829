// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/key-map.h"

G_BEGIN_DECLS

/* What else a key offers, and what it is called. */

/* The letters that @letter is the base of (é è ê ë for e; أ إ آ for ا), @letter not among them: those
 * the language of this thread is written with first (fontconfig's orthographies), then the other
 * letters of Latin scripts by Unicode's decomposition; never NULL. Transfer full. */
char **stipple_key_accents (const char *letter);

/* @shown's accents, then what @key types at its other levels; @key may be NULL. Transfer full. */
char **stipple_key_alternates (const StippleMapKey *key, const char *shown);

/* What to call the key that types @text, in the language of this thread: punctuation by its name, all
 * else as it stands. Borrowed from the catalogue or from @text. */
const char *stipple_key_name (const char *text);

G_END_DECLS
