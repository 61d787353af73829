// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ids.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

struct _StippleIds
{
  gatomicrefcount ref_count;
  GMutex lock;     /* of the sequence */
  GRand *sequence; /* NULL: the kernel's random numbers */
};

G_DEFINE_BOXED_TYPE (StippleIds, stipple_ids, stipple_ids_ref, stipple_ids_unref)

static StippleIds *
ids_new (GRand *sequence)
{
  StippleIds *self = g_new0 (StippleIds, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->sequence = sequence;

  return self;
}

StippleIds *
stipple_ids_new_random (void)
{
  return ids_new (NULL);
}

StippleIds *
stipple_ids_new_seeded (guint32 seed)
{
  return ids_new (g_rand_new_with_seed (seed));
}

StippleIds *
stipple_ids_ref (StippleIds *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
stipple_ids_unref (StippleIds *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    {
      g_clear_pointer (&self->sequence, g_rand_free);
      g_mutex_clear (&self->lock);
      g_free (self);
    }
}

/* Identifiers without randomness would collide or could be guessed: better no program at all. */
static void
fill_random (guint8 *buffer, gsize length)
{
  while (length > 0)
    {
      ssize_t n = getrandom (buffer, length, 0);

      if (n < 0 && errno != EINTR)
        g_error ("getrandom: %s", g_strerror (errno));
      if (n > 0)
        {
          buffer += n;
          length -= (gsize) n;
        }
    }
}

void
stipple_ids_bytes (StippleIds *self, guint8 *buffer, gsize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (buffer != NULL || length == 0);

  if (self->sequence == NULL)
    {
      fill_random (buffer, length);
      return;
    }

  g_mutex_lock (&self->lock);
  for (gsize i = 0; i < length; i++)
    buffer[i] = (guint8) g_rand_int_range (self->sequence, 0, 256);
  g_mutex_unlock (&self->lock);
}

char *
stipple_ids_uuid (StippleIds *self)
{
  guint8 b[16];

  stipple_ids_bytes (self, b, sizeof b);
  /* RFC 4122, 4.4: version 4, variant 10. */
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                          b[12], b[13], b[14], b[15]);
}

gboolean
stipple_uuid_is_valid (const char *text)
{
  static const char shape[] = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";

  if (text == NULL || strlen (text) != strlen (shape))
    return FALSE;

  for (gsize i = 0; shape[i] != '\0'; i++)
    {
      const char *allowed = shape[i] == 'x'   ? "0123456789abcdef"
                            : shape[i] == 'v' ? "89ab"
                            : shape[i] == '4' ? "4"
                                              : "-";

      if (strchr (allowed, text[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/*
 * The permutation is a balanced Feistel network on 30 bits: two halves of 15, each round
 * (left, right) → (right, left ⊕ F (round, right)) with F the first 15 bits of
 * HMAC-SHA-256 (key, round ‖ right). A Feistel network is a bijection whatever F is; with F
 * pseudo-random, four rounds already look random to whoever sees few codes (Luby and Rackoff). Ten
 * are what NIST SP 800-38G takes for FF1, whose domains may be as small as ours.
 */
#define HALF_BITS 15
#define HALF_MASK ((1u << HALF_BITS) - 1)
#define N_ROUNDS 10

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static guint32
round_value (const GHmac *keyed, guint8 round, guint32 half)
{
  const guint8 message[] = { round, (guint8) (half >> 8), (guint8) half };
  guint8 digest[32];
  gsize length = sizeof digest;
  GHmac *hmac = g_hmac_copy (keyed);

  g_hmac_update (hmac, message, sizeof message);
  g_hmac_get_digest (hmac, digest, &length);
  g_hmac_unref (hmac);

  return ((guint32) digest[0] << 8 | digest[1]) & HALF_MASK;
}

static guint32
permute (const guint8 *key, guint32 value)
{
  GHmac *keyed = g_hmac_new (G_CHECKSUM_SHA256, key, STIPPLE_CODE_KEY_BYTES);
  guint32 left = value >> HALF_BITS;
  guint32 right = value & HALF_MASK;

  for (guint8 round = 0; round < N_ROUNDS; round++)
    {
      guint32 next = left ^ round_value (keyed, round, right);

      left = right;
      right = next;
    }
  g_hmac_unref (keyed);

  return left << HALF_BITS | right;
}

char *
stipple_code_make (const guint8 key[STIPPLE_CODE_KEY_BYTES], guint space, guint count)
{
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (space < STIPPLE_CODE_SPACES, NULL);
  g_return_val_if_fail (count < STIPPLE_CODE_COUNTS, NULL);

  guint32 value = permute (key, space * STIPPLE_CODE_COUNTS + count);
  char *code = g_malloc (STIPPLE_CODE_LENGTH + 1);

  for (int i = STIPPLE_CODE_LENGTH - 1; i >= 0; i--, value >>= 5)
    code[i] = crockford[value & 31];
  code[STIPPLE_CODE_LENGTH] = '\0';

  return code;
}

char *
stipple_code_display (const char *code)
{
  g_return_val_if_fail (code != NULL && strlen (code) == STIPPLE_CODE_LENGTH, NULL);

  return g_strdup_printf ("%.3s-%s", code, code + 3);
}

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION;
}

/* The digit a person meant by @c, or 0 when there is none. */
static char
read_digit (gunichar c)
{
  if (g_unichar_digit_value (c) >= 0)
    return (char) ('0' + g_unichar_digit_value (c));
  if (c >= 128)
    return '\0';

  char upper = g_ascii_toupper ((char) c);

  if (upper == 'O')
    return '0';
  if (upper == 'I' || upper == 'L')
    return '1';

  return g_ascii_isalpha (upper) && strchr (crockford, upper) != NULL ? upper : '\0';
}

char *
stipple_code_normalize (const char *typed)
{
  if (typed == NULL || !g_utf8_validate (typed, -1, NULL))
    return NULL;

  g_autoptr (GString) code = g_string_sized_new (STIPPLE_CODE_LENGTH);

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_separator (c))
        continue;

      char digit = read_digit (c);

      if (digit == '\0' || code->len == STIPPLE_CODE_LENGTH)
        return NULL;
      g_string_append_c (code, digit);
    }

  return code->len == STIPPLE_CODE_LENGTH ? g_strdup (code->str) : NULL;
}
