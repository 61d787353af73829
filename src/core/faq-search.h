// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

G_BEGIN_DECLS

/**
 * Folding for search: NFKD, case folded, marks removed; Arabic letter variants and tatweel unified;
 * what is not a letter or digit becomes a single space; none at the ends. Transfer full.
 */
char *stipple_fold (const char *text);

/* Folded words, each Chinese character a word of its own. Transfer full, NULL-terminated. */
char **stipple_fold_words (const char *text);

/**
 * StippleFaqSearch: instant search in a pack's FAQ in one language. Every typed word must begin (or,
 * with less weight and from three characters on, stand within) a word of the question, keywords,
 * category or answer; results by weight, then in the pack's order. Immutable after construction,
 * so that any thread may ask it. Holds a reference to the pack.
 */
typedef struct _StippleFaqSearch StippleFaqSearch;

StippleFaqSearch *stipple_faq_search_new (const StipplePack *pack, const char *language);
void stipple_faq_search_free (StippleFaqSearch *self);
/* Indices into pack->faq. An empty query gives all. @category id or NULL for all.
 * Transfer full: GArray of guint. */
GArray *stipple_faq_search_query (StippleFaqSearch *self, const char *typed, const char *category);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleFaqSearch, stipple_faq_search_free)

G_END_DECLS
