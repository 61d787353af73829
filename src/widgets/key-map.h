// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StippleKeyMap: what the keys of a physical keyboard type, as libxkbcommon reads it from Debian's
 * xkb-data. Which layout belongs to a language is read there as well (libxkbregistry), by the
 * language and the country of the locale in use: no table of ours.
 *
 * Maps are kept for the life of the program and never change: all that is returned is borrowed and
 * lives for ever. Any thread.
 */
typedef struct _StippleKeyMap StippleKeyMap;

/* The letter of the row in xkb's key names: <AE01>, <AD01>, <AC01>, <AB01>. */
typedef enum
{
  STIPPLE_KEY_ROW_NUMBERS,
  STIPPLE_KEY_ROW_UPPER,
  STIPPLE_KEY_ROW_HOME,
  STIPPLE_KEY_ROW_LOWER,
  STIPPLE_KEY_ROW_EDGES, /* <TLDE>, <BKSL>, <LSGT>: where they are differs from keyboard to keyboard */
  STIPPLE_N_KEY_ROWS,
} StippleKeyRow;

#define STIPPLE_N_KEY_LEVELS 4

typedef struct
{
  /* By level (plain, Shift, AltGr, both): UTF-8, or NULL when that types nothing by itself. */
  const char *texts[STIPPLE_N_KEY_LEVELS];
  const char *caps; /* with Caps Lock; NULL likewise */
} StippleMapKey;

/* The map for the language of this thread (see core/language.h); that of "us" when xkb-data knows none. */
const StippleKeyMap *stipple_key_map_get (void);
/* The same map when it has Latin letters; else "us". */
const StippleKeyMap *stipple_key_map_get_latin (void);
/* Reads the maps for the language of this thread on another one (some 30 ms), to be there when asked
 * for. */
void stipple_key_map_warm_up (void);

/* "ca", "us": what xkb calls it; the variant is "" when there is none. */
const char *stipple_key_map_get_layout (const StippleKeyMap *self);
const char *stipple_key_map_get_variant (const StippleKeyMap *self);
gboolean stipple_key_map_is_latin (const StippleKeyMap *self);
/* Whether its letters run from right to left. */
gboolean stipple_key_map_is_rtl (const StippleKeyMap *self);
/* Whether its letters are large and small. */
gboolean stipple_key_map_has_case (const StippleKeyMap *self);
/* The keys of @row from left to right, @n of them. */
const StippleMapKey *stipple_key_map_get_row (const StippleKeyMap *self, StippleKeyRow row,
                                              guint *n);

/* The text is a single letter (and not a mark, a digit or a ligature of several). */
gboolean stipple_key_text_is_letter (const char *text);

G_END_DECLS
