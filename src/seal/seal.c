// SPDX-License-Identifier: GPL-3.0-or-later
#include "seal/seal.h"

#include "core/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#define MASTER_BYTES crypto_kdf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define FORMAT 1
#define HEADER_BYTES (1 + NONCE_BYTES)
#define FINGERPRINT_BYTES 8

#define PASSWORD_OPERATIONS 3
#define PASSWORD_MEMORY (64 * 1024 * 1024)

G_STATIC_ASSERT (MASTER_BYTES == 32);

/* What each key is for is fixed for ever: it is part of the data's format. */
enum
{
  SUBKEY_SEAL = 1,
  SUBKEY_BLIND,
  SUBKEY_PEPPER,
  SUBKEY_FINGERPRINT,
};

typedef struct
{
  guint8 seal[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
  guint8 blind[crypto_generichash_KEYBYTES];
  guint8 pepper[crypto_generichash_KEYBYTES];
  guint8 fingerprint[crypto_kdf_BYTES_MIN];
} Subkeys;

struct _StippleKey
{
  gatomicrefcount ref_count;
  gboolean is_file;
  Subkeys *subkeys; /* locked memory, read-only */
};

static void
ensure_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot start: no source of random numbers");
}

StippleKey *
stipple_key_new_from_bytes (const guint8 bytes[32])
{
  ensure_sodium ();
  Subkeys *subkeys = sodium_malloc (sizeof *subkeys);
  if (!subkeys)
    g_error ("no memory for keys");

  static const char context[crypto_kdf_CONTEXTBYTES] = "stipple";
  crypto_kdf_derive_from_key (subkeys->seal, sizeof subkeys->seal, SUBKEY_SEAL, context, bytes);
  crypto_kdf_derive_from_key (subkeys->blind, sizeof subkeys->blind, SUBKEY_BLIND, context, bytes);
  crypto_kdf_derive_from_key (subkeys->pepper, sizeof subkeys->pepper, SUBKEY_PEPPER, context,
                              bytes);
  crypto_kdf_derive_from_key (subkeys->fingerprint, sizeof subkeys->fingerprint, SUBKEY_FINGERPRINT,
                              context, bytes);
  sodium_mprotect_readonly (subkeys);

  StippleKey *self = g_new0 (StippleKey, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->subkeys = subkeys;
  return self;
}

StippleKey *
stipple_key_ref (StippleKey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
stipple_key_unref (StippleKey *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  sodium_free (self->subkeys);
  g_free (self);
}

gboolean
stipple_key_is_file (StippleKey *self)
{
  return self->is_file;
}

char *
stipple_key_fingerprint (StippleKey *self)
{
  char *hex = g_malloc (2 * FINGERPRINT_BYTES + 1);
  return sodium_bin2hex (hex, 2 * FINGERPRINT_BYTES + 1, self->subkeys->fingerprint,
                         FINGERPRINT_BYTES);
}

/* --- The key file */

static gboolean
fail_errno (int code, const char *path, GError **error)
{
  g_set_error (error, STIPPLE_ERROR,
               code == ENOSPC || code == EDQUOT || code == EFBIG ? STIPPLE_ERROR_DISK_FULL
                                                                 : STIPPLE_ERROR_IO,
               _ ("The key “%s” could not be read or written (%s). Check the disk and the folder’s "
                  "permissions."),
               path, g_strerror (code));
  return FALSE;
}

static gboolean
read_exactly (int fd, guint8 *buffer, gsize length)
{
  gsize done = 0;
  while (done < length)
    {
      gssize n = read (fd, buffer + done, length - done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      done += n;
    }
  return TRUE;
}

static gboolean
write_exactly (int fd, const guint8 *buffer, gsize length)
{
  gsize done = 0;
  while (done < length)
    {
      gssize n = write (fd, buffer + done, length - done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      done += n;
    }
  return TRUE;
}

static gboolean
check_key_file (const struct stat *st, const char *path, gboolean is_credential, GError **error)
{
  /* systemd itself guards credentials, and may give them to us by an access list on root's file. */
  if (!is_credential && (st->st_uid != geteuid () || (st->st_mode & 077) != 0))
    {
      g_set_error (
          error, STIPPLE_ERROR, STIPPLE_ERROR_FORBIDDEN,
          _ ("Others may read the key file “%s”. Make it yours alone (chmod 600), then start "
             "again."),
          path);
      return FALSE;
    }
  if (!S_ISREG (st->st_mode) || st->st_size != MASTER_BYTES)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
                   _ ("The file “%s” is not a key of %d bytes. Restore the key from its backup."),
                   path, (int) MASTER_BYTES);
      return FALSE;
    }
  return TRUE;
}

/* NULL with NOT_FOUND when there is no such file. */
static StippleKey *
load_file (const char *path, gboolean is_credential, GError **error)
{
  /* Not blocking: a pipe put in its place shall not hang us. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (is_credential ? 0 : O_NOFOLLOW));
  if (fd < 0 && errno == ENOENT)
    {
      g_set_error (
          error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
          _ ("The key “%s” is missing. Restore the key that belongs to this data, or give it "
             "as the systemd credential “stipple-key”."),
          path);
      return NULL;
    }
  struct stat st;
  if (fd < 0 || fstat (fd, &st) < 0)
    {
      fail_errno (errno, path, error);
      if (fd >= 0)
        close (fd);
      return NULL;
    }

  StippleKey *key = NULL;
  guint8 bytes[MASTER_BYTES];
  if (check_key_file (&st, path, is_credential, error))
    {
      if (read_exactly (fd, bytes, sizeof bytes))
        key = stipple_key_new_from_bytes (bytes);
      else
        fail_errno (errno ? errno : EIO, path, error);
    }
  sodium_memzero (bytes, sizeof bytes);
  close (fd);
  if (key)
    key->is_file = !is_credential;
  return key;
}

static gboolean
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  if (fd >= 0)
    close (fd);
  return synced;
}

/* Written under another name and then linked: the key is there whole or not at all, and one that
 * somebody else made meanwhile stays. */
static gboolean
create_file (const char *folder, const char *path, GError **error)
{
  ensure_sodium ();
  g_autofree char *draft = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (draft, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_errno (errno, path, error);

  guint8 bytes[MASTER_BYTES];
  randombytes_buf (bytes, sizeof bytes);
  errno = 0;
  gboolean written = write_exactly (fd, bytes, sizeof bytes) && fsync (fd) == 0
                     && (link (draft, path) == 0 || errno == EEXIST) && sync_folder (folder);
  int saved_errno = errno;
  sodium_memzero (bytes, sizeof bytes);
  close (fd);
  g_unlink (draft);
  return written || fail_errno (saved_errno, path, error);
}

StippleKey *
stipple_key_load (const char *data_dir, gboolean create, GError **error)
{
  const char *credentials = g_getenv ("CREDENTIALS_DIRECTORY");
  if (credentials)
    {
      g_autofree char *path = g_build_filename (credentials, "stipple-key", NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return load_file (path, TRUE, error);
    }

  g_autofree char *path = g_build_filename (data_dir, "key", NULL);
  g_autoptr (GError) local_error = NULL;
  StippleKey *key = load_file (path, FALSE, &local_error);
  if (!key && create && g_error_matches (local_error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    {
      g_clear_error (&local_error);
      if (create_file (data_dir, path, &local_error))
        key = load_file (path, FALSE, &local_error);
    }
  if (!key)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return key;
}

/* --- Records */

static GByteArray *
additional_data (const char *table, const char *id, gint64 version)
{
  guint8 format = FORMAT;
  gint64 big_endian = GINT64_TO_BE (version);
  GByteArray *data = g_byte_array_new ();
  g_byte_array_append (data, &format, 1);
  /* With their terminators: no two pairs of table and id make the same bytes. */
  g_byte_array_append (data, (const guint8 *) table, strlen (table) + 1);
  g_byte_array_append (data, (const guint8 *) id, strlen (id) + 1);
  g_byte_array_append (data, (const guint8 *) &big_endian, sizeof big_endian);
  return data;
}

GBytes *
stipple_seal (StippleKey *key, const char *table, const char *id, gint64 version, const void *plain,
              gsize length)
{
  g_autoptr (GByteArray) bound = additional_data (table, id, version);
  gsize sealed_length = HEADER_BYTES + length + TAG_BYTES;
  guint8 *sealed = g_malloc (sealed_length);
  sealed[0] = FORMAT;
  randombytes_buf (sealed + 1, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + HEADER_BYTES, NULL, plain, length,
                                              bound->data, bound->len, NULL, sealed + 1,
                                              key->subkeys->seal);
  return g_bytes_new_take (sealed, sealed_length);
}

typedef struct
{
  gsize length;
  guint8 data[];
} Plain;

static void
plain_free (gpointer data)
{
  Plain *plain = data;
  sodium_memzero (plain->data, plain->length);
  g_free (plain);
}

GBytes *
stipple_unseal (StippleKey *key, const char *table, const char *id, gint64 version,
                const void *sealed, gsize length, GError **error)
{
  const guint8 *bytes = sealed;
  if (length >= HEADER_BYTES + TAG_BYTES && bytes[0] == FORMAT)
    {
      g_autoptr (GByteArray) bound = additional_data (table, id, version);
      gsize plain_length = length - HEADER_BYTES - TAG_BYTES;
      Plain *plain = g_malloc (sizeof *plain + plain_length);
      plain->length = plain_length;
      if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain->data, NULL, NULL, bytes + HEADER_BYTES,
                                                      length - HEADER_BYTES, bound->data,
                                                      bound->len, bytes + 1, key->subkeys->seal)
          == 0)
        return g_bytes_new_with_free_func (plain->data, plain_length, plain_free, plain);
      plain_free (plain);
    }
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT,
               _ ("A sealed record of “%s” is damaged, or was sealed with another key. Restore the "
                  "data from its backup."),
               table);
  return NULL;
}

void
stipple_blind (StippleKey *key, const char *context, const char *text,
               guint8 out[STIPPLE_BLIND_BYTES])
{
  crypto_generichash_state state;
  crypto_generichash_init (&state, key->subkeys->blind, sizeof key->subkeys->blind,
                           STIPPLE_BLIND_BYTES);
  crypto_generichash_update (&state, (const guint8 *) context, strlen (context) + 1);
  crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
  crypto_generichash_final (&state, out, STIPPLE_BLIND_BYTES);
  sodium_memzero (&state, sizeof state);
}

/* --- Passwords and tokens */

#define PEPPERED_BYTES 32

static void
pepper (StippleKey *key, const char *password, guint8 out[PEPPERED_BYTES])
{
  crypto_generichash (out, PEPPERED_BYTES, (const guint8 *) password, strlen (password),
                      key->subkeys->pepper, sizeof key->subkeys->pepper);
}

char *
stipple_password_hash (StippleKey *key, const char *password)
{
  guint8 peppered[PEPPERED_BYTES];
  pepper (key, password, peppered);
  char *hash = g_malloc (crypto_pwhash_STRBYTES);
  int code =
      crypto_pwhash_str_alg (hash, (const char *) peppered, sizeof peppered, PASSWORD_OPERATIONS,
                             PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13);
  sodium_memzero (peppered, sizeof peppered);
  if (code != 0)
    g_error ("no memory to hash a password");
  return hash;
}

gboolean
stipple_password_verify (StippleKey *key, const char *hash, const char *password)
{
  guint8 peppered[PEPPERED_BYTES];
  pepper (key, password, peppered);
  gboolean right = crypto_pwhash_str_verify (hash, (const char *) peppered, sizeof peppered) == 0;
  sodium_memzero (peppered, sizeof peppered);
  return right;
}

char *
stipple_token_new (void)
{
  guint8 bytes[32];
  stipple_random (bytes, sizeof bytes);
  gsize length = sodium_base64_ENCODED_LEN (sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *token = g_malloc (length);
  sodium_bin2base64 (token, length, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bytes, sizeof bytes);
  return token;
}

char *
stipple_token_hash (const char *token)
{
  guint8 digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256 (digest, (const guint8 *) token, strlen (token));
  char *hex = g_malloc (2 * sizeof digest + 1);
  return sodium_bin2hex (hex, 2 * sizeof digest + 1, digest, sizeof digest);
}

void
stipple_random (void *buffer, gsize length)
{
  ensure_sodium ();
  randombytes_buf (buffer, length);
}
