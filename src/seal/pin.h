// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StippleSecret: a short text in locked memory: never swapped out, not in a core file, wiped when freed.
 */
typedef struct _StippleSecret StippleSecret;

StippleSecret *stipple_secret_new (const char *text); /* copied */
const char *stipple_secret_peek (const StippleSecret *self);
void stipple_secret_free (StippleSecret *self);

/**
 * The PIN of the kiosks' staff drawer: Argon2id (64 MiB, t = 3); about 120 ms, so never on a UI thread. Without a
 * pepper, for the hub that sets it and the kiosks that check it have no key in common; each keeps the hash sealed
 * under its own instead.
 */
char *stipple_pin_hash (const char *pin); /* transfer full */
gboolean stipple_pin_verify (const char *hash, const char *pin);
/* Whether @hash is one of stipple_pin_hash(), of exactly this cost. */
gboolean stipple_pin_hash_is_sound (const char *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleSecret, stipple_secret_free)

G_END_DECLS
