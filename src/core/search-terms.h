// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"

G_BEGIN_DECLS

/**
 * What an intake is found by, as plain words: the hub keeps only their keyed hashes. All pure. A word is folded:
 * without case, accents and other marks, compatibility forms as the plain ones, digits of any script as
 * ASCII; Arabic without tatweel and harakat, its forms of alef, ya and ta marbuta as one; a Chinese character is a
 * word by itself. Whatever is neither a letter nor a digit ends a word; what cannot be seen is not there.
 */
#define STIPPLE_SEARCH_PREFIX_MAX 12 /* characters of a word that count */
#define STIPPLE_SEARCH_WORDS_MAX 8   /* of a query; further ones do not narrow it */
#define STIPPLE_SEARCH_QUERY_MAX 500 /* characters; beyond this nobody types to find somebody */

/* Raised when the same intake would get other terms: what was indexed by other rules is done anew. */
#define STIPPLE_SEARCH_RULES 1

/**
 * stipple_search_terms: the set of char * that @intake is found by: every beginning of each word of its names; of
 * the whole phone number and its last ten digits, and from three digits of its last seven and last four;
 * its date of birth from the year on, and with the day first and the month first; its code, as far as it cannot be
 * taken for a name or a number. Transfer full.
 */
GHashTable *stipple_search_terms (const StippleIntake *intake);

/**
 * stipple_search_words: the terms that all must be there for @query, each once; none when nothing in it can be
 * looked for. Only its beginning counts, if it is very long. Transfer full.
 */
char **stipple_search_words (const char *query);

G_END_DECLS
