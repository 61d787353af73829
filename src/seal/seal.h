// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Sealing at rest, on libsodium: XChaCha20-Poly1305 for records, keyed BLAKE2b for blind indexes,
 * Argon2id for passwords. Every key is derived from one 32-byte master key, kept in locked memory.
 */
typedef struct _StippleKey StippleKey; /* reference counted; threads may share it */

/**
 * stipple_key_load: the master key, from `$CREDENTIALS_DIRECTORY/stipple-key` (a systemd credential)
 * or else `@data_dir/key`, which must be a regular file of 32 bytes, owned by us, mode 0600. With
 * @create, and only when neither exists, a new key file is written (synced to disk) first.
 * Errors: NOT_FOUND, FORBIDDEN (others may read it), CORRUPT (wrong size), IO.
 */
StippleKey *stipple_key_load (const char *data_dir, gboolean create, GError **error);
StippleKey *stipple_key_new_from_bytes (const guint8 bytes[32]); /* for tests */
StippleKey *stipple_key_ref (StippleKey *self);
void stipple_key_unref (StippleKey *self);
/* TRUE when it came from a file: diagnostics say so. */
gboolean stipple_key_is_file (StippleKey *self);
/* 16 hex digits that tell two keys apart and reveal nothing; stored beside the data it seals, so
 * that a wrong key is refused before anything is touched. Transfer full. */
char *stipple_key_fingerprint (StippleKey *self);

/* Sealed = 1 byte format ‖ 24 bytes nonce ‖ ciphertext ‖ 16 bytes tag. Bound to table, id and
 * version: a record moved elsewhere does not open (STIPPLE_ERROR_CORRUPT). Transfer full. */
GBytes *stipple_seal (StippleKey *key, const char *table, const char *id, gint64 version,
                      const void *plain, gsize length);
/* The result wipes itself when freed. */
GBytes *stipple_unseal (StippleKey *key, const char *table, const char *id, gint64 version,
                        const void *sealed, gsize length, GError **error);

/* 16-byte keyed hash of @text for a blind index; @context separates uses. */
#define STIPPLE_BLIND_BYTES 16
void stipple_blind (StippleKey *key, const char *context, const char *text,
                    guint8 out[STIPPLE_BLIND_BYTES]);

/* Argon2id (64 MiB, t = 3) over a keyed hash of @password (the pepper); about 120 ms, so never on a
 * UI thread. Transfer full. */
char *stipple_password_hash (StippleKey *key, const char *password);
gboolean stipple_password_verify (StippleKey *key, const char *hash, const char *password);

/* 32 random bytes as base64url, for bearer tokens; and the SHA-256 hex that is stored of one. */
char *stipple_token_new (void);
char *stipple_token_hash (const char *token);
void stipple_random (void *buffer, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleKey, stipple_key_unref)

G_END_DECLS
