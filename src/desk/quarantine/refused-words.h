// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"
#include "wire/refusal.h"

G_BEGIN_DECLS

/* Why an intake was refused and what to do about it, in the desk's language. @one: a Q or a ONE of wire/api.h. */

/* The place of the fault: what the hub would say to it now, or else what it said then. NULL: none, or it would take it.
 * Transfer full. */
char *stipple_refused_fault (const json_t *one);
/* Whether the hub would take it as it is. */
gboolean stipple_refused_is_good (const json_t *one);
/* "Not accepted: Date of birth". @pack may be NULL. Transfer full. */
char *stipple_refused_title (const json_t *one, const StipplePack *pack);
/* What to do next. */
const char *stipple_refused_advice (const json_t *one);
/* The hub's own words, for whoever can make something of them; NULL: none. Transfer full. */
char *stipple_refused_hub_words (const json_t *one);
/* "Ana Sample", or that it has no name that can be read. */
const char *stipple_refused_name (const json_t *one);
/* A moment that is a member of @one; "" when there is none. Transfer full. */
char *stipple_refused_moment (const json_t *one, const char *name);

G_END_DECLS
