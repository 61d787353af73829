// SPDX-License-Identifier: GPL-3.0-or-later
#include "seal/pin.h"

#include <sodium.h>
#include <string.h>

#define OPERATIONS 3
#define MEMORY (64 * 1024 * 1024)
/* How libsodium writes that cost. */
#define COST "$argon2id$v=19$m=65536,t=3,p=1$"

struct _StippleSecret
{
  char *text; /* locked */
};

static void
ensure_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot start: no source of random numbers");
}

StippleSecret *
stipple_secret_new (const char *text)
{
  StippleSecret *self = g_new (StippleSecret, 1);
  gsize size = strlen (text) + 1;

  ensure_sodium ();
  self->text = sodium_malloc (size);
  if (self->text == NULL)
    g_error ("no memory for a secret");
  memcpy (self->text, text, size);
  sodium_mprotect_readonly (self->text);
  return self;
}

const char *
stipple_secret_peek (const StippleSecret *self)
{
  return self->text;
}

void
stipple_secret_free (StippleSecret *self)
{
  sodium_free (self->text);
  g_free (self);
}

char *
stipple_pin_hash (const char *pin)
{
  char *hash = g_malloc (crypto_pwhash_STRBYTES);

  ensure_sodium ();
  if (crypto_pwhash_str_alg (hash, pin, strlen (pin), OPERATIONS, MEMORY,
                             crypto_pwhash_ALG_ARGON2ID13)
      != 0)
    g_error ("no memory to hash a PIN");
  return hash;
}

gboolean
stipple_pin_verify (const char *hash, const char *pin)
{
  ensure_sodium ();
  return stipple_pin_hash_is_sound (hash)
         && crypto_pwhash_str_verify (hash, pin, strlen (pin)) == 0;
}

gboolean
stipple_pin_hash_is_sound (const char *hash)
{
  return g_str_has_prefix (hash, COST) && strlen (hash) < crypto_pwhash_STRBYTES;
}
