// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "hub/hub.h"

G_BEGIN_DECLS

/**
 * The blind index: what an intake is found by goes into the database as keyed hashes. See core/search-terms.h for
 * which words, storage.h for how they are looked up.
 */

#define STIPPLE_SEARCH_IN_PROGRESS "in-progress" /* stands for an outcome */

/* Of a word of core/search-terms.h, and of an outcome ("wait", "in-progress", …). */
gint64 stipple_search_blind_word (StippleHub *hub, const char *word);
gint64 stipple_search_blind_outcome (StippleHub *hub, const char *outcome);

/* All terms of @intake, with the @outcome that the hub worked out; NULL: in progress. GArray of gint64. */
GArray *stipple_search_blind_intake (StippleHub *hub, const StippleIntake *intake,
                                     const char *outcome);

/**
 * stipple_search_catch_up: index what was stored before there was an index, or under other rules, a batch a transaction:
 * interrupted, it goes on at the next start. About 1,000 intakes a second.
 */
gboolean stipple_search_catch_up (StippleHub *hub, GError **error);

G_END_DECLS
