// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "seal/pin.h"
#include "seal/seal.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const guint8 KEY_BYTES[32] = "a key for tests, and only tests";
static const guint8 OTHER_BYTES[32] = "another key for tests, and only";

#define TABLE "intake"
#define ID "0b5f2a57-58a3-4a3c-9a0e-6a5d2f1c7b11"
static const char PLAIN[] = "Sample Person, 1 January 1980";

typedef struct
{
  StippleKey *key;
  char *folder;
  char *key_path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->key = stipple_key_new_from_bytes (KEY_BYTES);
  f->folder = g_dir_make_tmp ("stipple-seal-XXXXXX", NULL);
  f->key_path = g_build_filename (f->folder, "key", NULL);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (folder));)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      if (g_unlink (path) != 0)
        g_rmdir (path);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->key_path);
  stipple_key_unref (f->key);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
write_key_file (Fixture *f, gsize length, mode_t mode)
{
  g_autofree char *bytes = g_malloc0 (length + 1);
  g_assert_true (g_file_set_contents (f->key_path, bytes, length, NULL));
  g_assert_cmpint (g_chmod (f->key_path, mode), ==, 0);
}

static void
assert_load_fails (Fixture *f, gboolean create, StippleError code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (stipple_key_load (f->folder, create, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
}

/* --- Records */

static GBytes *
seal (StippleKey *key)
{
  return stipple_seal (key, TABLE, ID, 3, PLAIN, sizeof PLAIN);
}

static void
assert_refused (StippleKey *key, const char *table, const char *id, gint64 version, GBytes *sealed)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (sealed, &length);
  g_assert_null (stipple_unseal (key, table, id, version, data, length, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = seal (f->key);
  g_assert_cmpuint (g_bytes_get_size (sealed), ==, 1 + 24 + sizeof PLAIN + 16);
  g_autoptr (GBytes) plain = stipple_unseal (f->key, TABLE, ID, 3, g_bytes_get_data (sealed, NULL),
                                             g_bytes_get_size (sealed), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), PLAIN, sizeof PLAIN);
}

static void
test_empty_record (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = stipple_seal (f->key, TABLE, ID, 0, "", 0);
  g_autoptr (GBytes) plain = stipple_unseal (f->key, TABLE, ID, 0, g_bytes_get_data (sealed, NULL),
                                             g_bytes_get_size (sealed), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (plain), ==, 0);
}

static void
test_nothing_in_clear (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) sealed = seal (f->key);
  g_autoptr (GBytes) again = seal (f->key);
  g_assert_null (memmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), "Sample", 6));
  /* The same words look different each time. */
  g_assert_false (g_bytes_equal (sealed, again));
}

static void
test_bound_to_its_place (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) sealed = seal (f->key);
  assert_refused (f->key, "outbox", ID, 3, sealed);
  assert_refused (f->key, TABLE, "0b5f2a57-58a3-4a3c-9a0e-6a5d2f1c7b12", 3, sealed);
  assert_refused (f->key, TABLE, ID, 4, sealed);
}

static void
test_place_is_unambiguous (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) sealed = stipple_seal (f->key, "ab", "c", 1, PLAIN, sizeof PLAIN);
  assert_refused (f->key, "a", "bc", 1, sealed);
}

static void
test_every_bit_counts (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) sealed = seal (f->key);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (sealed, &length);
  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, length);
      copy[i] ^= 1 << (i % 8);
      g_autoptr (GBytes) changed = g_bytes_new_static (copy, length);
      assert_refused (f->key, TABLE, ID, 3, changed);
    }
}

static void
test_every_length_counts (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) sealed = seal (f->key);
  for (gsize length = 0; length < g_bytes_get_size (sealed); length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, length);
      assert_refused (f->key, TABLE, ID, 3, cut);
    }
}

static void
test_wrong_key (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleKey) other = stipple_key_new_from_bytes (OTHER_BYTES);
  g_autoptr (GBytes) sealed = seal (f->key);
  assert_refused (other, TABLE, ID, 3, sealed);
}

/* What was sealed years ago must open for ever: bytes made once by this code. */
static void
test_format_is_stable (Fixture *f, gconstpointer data)
{
  static const guint8 old[] = { 0x01, 0x38, 0x5e, 0xe0, 0x70, 0xda, 0x94, 0x70, 0x0b, 0x8c, 0x2b,
                                0xd7, 0xbe, 0x0a, 0x8b, 0x54, 0x35, 0x1a, 0x4b, 0x12, 0x82, 0xf4,
                                0xd5, 0xbe, 0x2f, 0x0f, 0x41, 0x00, 0x9d, 0x81, 0xfc, 0x6e, 0x17,
                                0x5b, 0x88, 0xc8, 0x5b, 0x4b, 0xe2, 0xcf, 0x26, 0xe4, 0x74, 0x67,
                                0xae, 0x03, 0x3a, 0x7a, 0x19, 0x40, 0xf8, 0x7a, 0xc7, 0xa2, 0x5c,
                                0x3c, 0x99, 0xce, 0x55, 0x5c, 0x6b, 0x8b, 0x87, 0x71, 0xe4, 0x08,
                                0x69, 0xc9, 0xf1, 0x56, 0xfe };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = stipple_unseal (f->key, TABLE, ID, 3, old, sizeof old, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), PLAIN, sizeof PLAIN);
}

/* --- Fingerprints and blind hashes */

static void
test_fingerprint (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleKey) same = stipple_key_new_from_bytes (KEY_BYTES);
  g_autoptr (StippleKey) other = stipple_key_new_from_bytes (OTHER_BYTES);
  g_autofree char *a = stipple_key_fingerprint (f->key);
  g_autofree char *b = stipple_key_fingerprint (same);
  g_autofree char *c = stipple_key_fingerprint (other);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  g_assert_true (g_regex_match_simple ("^[0-9a-f]{16}$", a, 0, 0));
  g_assert_cmpstr (a, ==, "51c34617137f9d51");
}

static void
test_blind_is_stable (Fixture *f, gconstpointer data)
{
  static const guint8 expected[STIPPLE_BLIND_BYTES] = { 0x84, 0xac, 0x9e, 0x33, 0x40, 0x85,
                                                        0x52, 0xca, 0x6b, 0x3f, 0xa6, 0x2c,
                                                        0xe1, 0x48, 0xe4, 0xa1 };
  guint8 hash[STIPPLE_BLIND_BYTES];
  stipple_blind (f->key, "name", "sample", hash);
  g_assert_cmpmem (hash, sizeof hash, expected, sizeof expected);
}

static void
test_blind_depends (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleKey) other = stipple_key_new_from_bytes (OTHER_BYTES);
  guint8 hash[STIPPLE_BLIND_BYTES], text[STIPPLE_BLIND_BYTES], context[STIPPLE_BLIND_BYTES],
      joined[STIPPLE_BLIND_BYTES], key[STIPPLE_BLIND_BYTES];
  stipple_blind (f->key, "name", "sample", hash);
  stipple_blind (f->key, "name", "samples", text);
  stipple_blind (f->key, "code", "sample", context);
  stipple_blind (f->key, "names", "ample", joined);
  stipple_blind (other, "name", "sample", key);
  g_assert_cmpint (memcmp (hash, text, sizeof hash), !=, 0);
  g_assert_cmpint (memcmp (hash, context, sizeof hash), !=, 0);
  g_assert_cmpint (memcmp (hash, joined, sizeof hash), !=, 0);
  g_assert_cmpint (memcmp (hash, key, sizeof hash), !=, 0);
}

/* --- The key file */

static void
test_load_without_create (Fixture *f, gconstpointer data)
{
  assert_load_fails (f, FALSE, STIPPLE_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

static void
test_create (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleKey) key = stipple_key_load (f->folder, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (stipple_key_is_file (key));
  GStatBuf st;
  g_assert_cmpint (g_stat (f->key_path, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 07777, ==, 0600);
  g_assert_cmpint (st.st_size, ==, 32);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

static void
test_load_again (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleKey) key = stipple_key_load (f->folder, TRUE, &error);
  g_assert_no_error (error);
  g_autoptr (StippleKey) again = stipple_key_load (f->folder, TRUE, &error);
  g_assert_no_error (error);
  g_autofree char *a = stipple_key_fingerprint (key);
  g_autofree char *b = stipple_key_fingerprint (again);
  g_assert_cmpstr (a, ==, b);
}

static void
test_keys_differ (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleKey) key = stipple_key_load (f->folder, TRUE, NULL);
  g_assert_cmpint (g_unlink (f->key_path), ==, 0);
  g_autoptr (StippleKey) next = stipple_key_load (f->folder, TRUE, NULL);
  g_autofree char *a = stipple_key_fingerprint (key);
  g_autofree char *b = stipple_key_fingerprint (next);
  g_assert_cmpstr (a, !=, b);
}

static void
test_readable_by_others (Fixture *f, gconstpointer data)
{
  static const mode_t modes[] = { 0644, 0640, 0620, 0601 };
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      write_key_file (f, 32, modes[i]);
      assert_load_fails (f, TRUE, STIPPLE_ERROR_FORBIDDEN);
    }
}

static void
test_wrong_size (Fixture *f, gconstpointer data)
{
  static const gsize sizes[] = { 0, 31, 33, 64 };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      write_key_file (f, sizes[i], 0600);
      assert_load_fails (f, TRUE, STIPPLE_ERROR_CORRUPT);
      GStatBuf st;
      g_assert_cmpint (g_stat (f->key_path, &st), ==, 0);
      g_assert_cmpint (st.st_size, ==, sizes[i]);
    }
}

static void
test_not_a_file (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (g_mkdir (f->key_path, 0700), ==, 0);
  assert_load_fails (f, TRUE, STIPPLE_ERROR_CORRUPT);
  g_assert_cmpint (g_rmdir (f->key_path), ==, 0);
  g_assert_cmpint (mkfifo (f->key_path, 0600), ==, 0);
  assert_load_fails (f, TRUE, STIPPLE_ERROR_CORRUPT);
}

static void
test_folder_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (f->folder, "nowhere", NULL);
  g_assert_null (stipple_key_load (nowhere, TRUE, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO);
}

static char *
add_credential (Fixture *f, gsize length)
{
  g_autofree char *folder = g_build_filename (f->folder, "credentials", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_autofree char *path = g_build_filename (folder, "stipple-key", NULL);
  g_autofree char *bytes = g_malloc0 (length + 1);
  memset (bytes, 7, length);
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  /* As systemd may hand it over: root's, with an access list. */
  g_assert_cmpint (g_chmod (path, 0440), ==, 0);
  g_setenv ("CREDENTIALS_DIRECTORY", folder, TRUE);
  return g_steal_pointer (&path);
}

static void
remove_credential (const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_credential (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleKey) from_file = stipple_key_load (f->folder, TRUE, &error);
  g_assert_no_error (error);
  g_autofree char *credential = add_credential (f, 32);
  g_autoptr (StippleKey) key = stipple_key_load (f->folder, TRUE, &error);
  g_assert_no_error (error);
  g_assert_false (stipple_key_is_file (key));
  g_autofree char *a = stipple_key_fingerprint (key);
  g_autofree char *b = stipple_key_fingerprint (from_file);
  g_assert_cmpstr (a, !=, b);
  remove_credential (credential);
}

static void
test_credential_makes_no_file (Fixture *f, gconstpointer data)
{
  g_autofree char *credential = add_credential (f, 32);
  g_autoptr (StippleKey) key = stipple_key_load (f->folder, TRUE, NULL);
  g_assert_nonnull (key);
  g_assert_false (g_file_test (f->key_path, G_FILE_TEST_EXISTS));
  remove_credential (credential);
}

static void
test_bad_credential_is_not_skipped (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleKey) from_file = stipple_key_load (f->folder, TRUE, NULL);
  g_autofree char *credential = add_credential (f, 31);
  assert_load_fails (f, TRUE, STIPPLE_ERROR_CORRUPT);
  remove_credential (credential);
}

static void
test_other_credentials (Fixture *f, gconstpointer data)
{
  g_autofree char *credential = add_credential (f, 32);
  remove_credential (credential);
  g_autoptr (StippleKey) key = stipple_key_load (f->folder, TRUE, NULL);
  g_assert_nonnull (key);
  g_assert_true (stipple_key_is_file (key));
}

/* --- Passwords and tokens */

static void
test_password (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = stipple_password_hash (f->key, "a sample password");
  g_assert_true (g_str_has_prefix (hash, "$argon2id$v=19$m=65536,t=3,p=1$"));
  g_assert_true (stipple_password_verify (f->key, hash, "a sample password"));
  g_assert_false (stipple_password_verify (f->key, hash, "a sample passwore"));
  g_assert_false (stipple_password_verify (f->key, hash, ""));
}

static void
test_password_is_salted_and_peppered (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleKey) other = stipple_key_new_from_bytes (OTHER_BYTES);
  g_autofree char *hash = stipple_password_hash (f->key, "a sample password");
  g_autofree char *again = stipple_password_hash (f->key, "a sample password");
  g_assert_cmpstr (hash, !=, again);
  g_assert_false (stipple_password_verify (other, hash, "a sample password"));
}

static void
test_password_hash_damaged (Fixture *f, gconstpointer data)
{
  static const char *const damaged[] = { "", "$argon2id$", "$argon2id$v=19$m=65536,t=3,p=1$AAAA$" };
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    g_assert_false (stipple_password_verify (f->key, damaged[i], "a sample password"));
}

static void
test_token (Fixture *f, gconstpointer data)
{
  g_autofree char *token = stipple_token_new ();
  g_autofree char *other = stipple_token_new ();
  g_assert_true (g_regex_match_simple ("^[A-Za-z0-9_-]{43}$", token, 0, 0));
  g_assert_cmpstr (token, !=, other);
  g_autofree char *hash = stipple_token_hash ("abc"); /* FIPS 180-2, B.1 */
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_random (Fixture *f, gconstpointer data)
{
  guint8 a[32] = { 0 }, b[32] = { 0 };
  stipple_random (a, sizeof a);
  stipple_random (b, sizeof b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
}

/* --- The PIN of the staff drawer */

static void
test_secret (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleSecret) secret = stipple_secret_new ("285016");
  g_assert_cmpstr (stipple_secret_peek (secret), ==, "285016");
}

static void
test_pin (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = stipple_pin_hash ("285016");
  g_autofree char *again = stipple_pin_hash ("285016");
  g_assert_true (g_str_has_prefix (hash, "$argon2id$v=19$m=65536,t=3,p=1$"));
  g_assert_cmpstr (hash, !=, again);
  g_assert_true (stipple_pin_verify (hash, "285016"));
  g_assert_true (stipple_pin_verify (again, "285016"));
  g_assert_false (stipple_pin_verify (hash, "285017"));
  g_assert_false (stipple_pin_verify (hash, "28501"));
  g_assert_false (stipple_pin_verify (hash, ""));
}

/* What would cost less to guess, or more memory than there is, is no hash of ours. */
static void
test_pin_hash_of_another_cost (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = stipple_pin_hash ("285016");
  g_assert_true (stipple_pin_hash_is_sound (hash));
  hash[strlen ("$argon2id$v=19$m=65536,t=")] = '1';
  g_assert_false (stipple_pin_hash_is_sound (hash));
  g_assert_false (stipple_pin_verify (hash, "285016"));
  g_assert_false (stipple_pin_hash_is_sound (""));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/seal/record/round-trip", test_round_trip);
  ADD ("/seal/record/empty", test_empty_record);
  ADD ("/seal/record/nothing-in-clear", test_nothing_in_clear);
  ADD ("/seal/record/bound-to-its-place", test_bound_to_its_place);
  ADD ("/seal/record/place-is-unambiguous", test_place_is_unambiguous);
  ADD ("/seal/record/every-bit-counts", test_every_bit_counts);
  ADD ("/seal/record/every-length-counts", test_every_length_counts);
  ADD ("/seal/record/wrong-key", test_wrong_key);
  ADD ("/seal/record/format-is-stable", test_format_is_stable);
  ADD ("/seal/fingerprint", test_fingerprint);
  ADD ("/seal/blind/stable", test_blind_is_stable);
  ADD ("/seal/blind/depends", test_blind_depends);
  ADD ("/seal/key/none", test_load_without_create);
  ADD ("/seal/key/create", test_create);
  ADD ("/seal/key/again", test_load_again);
  ADD ("/seal/key/differ", test_keys_differ);
  ADD ("/seal/key/readable-by-others", test_readable_by_others);
  ADD ("/seal/key/wrong-size", test_wrong_size);
  ADD ("/seal/key/not-a-file", test_not_a_file);
  ADD ("/seal/key/folder-missing", test_folder_missing);
  ADD ("/seal/credential/first", test_credential);
  ADD ("/seal/credential/makes-no-file", test_credential_makes_no_file);
  ADD ("/seal/credential/bad-is-not-skipped", test_bad_credential_is_not_skipped);
  ADD ("/seal/credential/others", test_other_credentials);
  ADD ("/seal/password/verify", test_password);
  ADD ("/seal/password/salt-and-pepper", test_password_is_salted_and_peppered);
  ADD ("/seal/password/damaged", test_password_hash_damaged);
  ADD ("/seal/pin/secret", test_secret);
  ADD ("/seal/pin/verify", test_pin);
  ADD ("/seal/pin/cost", test_pin_hash_of_another_cost);
  ADD ("/seal/token", test_token);
  ADD ("/seal/random", test_random);
  return g_test_run ();
}
