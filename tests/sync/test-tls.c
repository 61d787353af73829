// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "sync/http.h"

#include <glib/gstdio.h>
#include <string.h>

/* TLS against OpenSSL's own server, with certificates made for the run. */

typedef struct
{
  char *folder;
  char *certificate;
  char *key;
  GSubprocess *server;
  char *url;
} Fixture;

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* A certificate that vouches for itself, for @name ("IP:127.0.0.1"), with a key of its own. */
static void
make_certificate (const char *name, const char *certificate, const char *key)
{
  g_autofree char *subject = g_strconcat ("subjectAltName=", name, NULL);
  run ((const char *const[]){ "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                              "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
                              certificate, "-days", "2", "-subj", "/CN=Sample hub", "-addext",
                              subject, NULL });
}

/* @data: the name in the certificate. */
static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("stipple-tls-XXXXXX", NULL);
  f->certificate = g_build_filename (f->folder, "certificate.pem", NULL);
  f->key = g_build_filename (f->folder, "key.pem", NULL);
  make_certificate (data, f->certificate, f->key);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->server != NULL)
    {
      g_subprocess_force_exit (f->server);
      g_subprocess_wait (f->server, NULL, NULL);
    }
  g_clear_object (&f->server);
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->certificate);
  g_free (f->key);
  g_free (f->url);
}

/* It answers every GET with 200 and a page. @protocol, @ciphers: more options, or NULL. */
static void
serve (Fixture *f, const char *protocol, const char *ciphers)
{
  g_autoptr (GError) error = NULL;
  f->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                    | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                &error, "openssl", "s_server", "-accept", "127.0.0.1:0", "-www",
                                "-cert", f->certificate, "-key", f->key, "-cipher",
                                ciphers != NULL ? ciphers : "DEFAULT", protocol, NULL);
  g_assert_no_error (error);
  g_autoptr (GDataInputStream) out =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (f->server));
  while (f->url == NULL)
    {
      g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (g_str_has_prefix (line, "ACCEPT "))
        f->url = g_strconcat ("https://", line + strlen ("ACCEPT "), "/", NULL);
    }
}

static void
assert_answers (Fixture *f, const StippleHttpOptions *options)
{
  g_autoptr (StippleHttp) http = stipple_http_new (options);
  const StippleHttpRequest request = { .method = "GET", .url = f->url };
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHttpAnswer) answer = stipple_http_perform (http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 200);
}

static void
assert_refused (Fixture *f, const StippleHttpOptions *options)
{
  g_autoptr (StippleHttp) http = stipple_http_new (options);
  const StippleHttpRequest request = { .method = "GET", .url = f->url, .bearer = "secret" };
  g_autoptr (GError) error = NULL;
  g_assert_null (stipple_http_perform (http, &request, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, "certificate"));
}

/* As curl writes a pin: the SHA-256 of the public key in DER. */
static char *
pin_of (Fixture *f, const char *key)
{
  g_autofree char *der = g_build_filename (f->folder, "public.der", NULL);
  run ((const char *const[]){ "openssl", "pkey", "-in", key, "-pubout", "-outform", "DER", "-out",
                              der, NULL });
  g_autofree char *bytes = NULL;
  gsize length;
  g_assert_true (g_file_get_contents (der, &bytes, &length, NULL));
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize digest_length = sizeof digest;
  g_checksum_update (sum, (const guchar *) bytes, (gssize) length);
  g_checksum_get_digest (sum, digest, &digest_length);
  g_autofree char *text = g_base64_encode (digest, digest_length);
  return g_strconcat ("sha256//", text, NULL);
}

static void
test_trusted (Fixture *f, gconstpointer data)
{
  serve (f, NULL, NULL);
  assert_answers (f, &(StippleHttpOptions){ .ca_file = f->certificate });
}

static void
test_self_signed (Fixture *f, gconstpointer data)
{
  serve (f, NULL, NULL);
  assert_refused (f, NULL);
}

static void
test_other_authority (Fixture *f, gconstpointer data)
{
  g_autofree char *certificate = g_build_filename (f->folder, "other.pem", NULL);
  g_autofree char *key = g_build_filename (f->folder, "other-key.pem", NULL);
  make_certificate (data, certificate, key);
  serve (f, NULL, NULL);
  assert_refused (f, &(StippleHttpOptions){ .ca_file = certificate });
}

static void
test_no_authority (Fixture *f, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (f->folder, "missing.pem", NULL);
  serve (f, NULL, NULL);
  assert_refused (f, &(StippleHttpOptions){ .ca_file = missing });
}

static void
test_wrong_host (Fixture *f, gconstpointer data)
{
  serve (f, NULL, NULL);
  assert_refused (f, &(StippleHttpOptions){ .ca_file = f->certificate });
}

static void
test_pin (Fixture *f, gconstpointer data)
{
  g_autofree char *pin = pin_of (f, f->key);
  serve (f, NULL, NULL);
  assert_answers (f, &(StippleHttpOptions){ .ca_file = f->certificate, .pinned_key = pin });
}

static void
test_other_pin (Fixture *f, gconstpointer data)
{
  g_autofree char *certificate = g_build_filename (f->folder, "other.pem", NULL);
  g_autofree char *key = g_build_filename (f->folder, "other-key.pem", NULL);
  make_certificate (data, certificate, key);
  g_autofree char *pin = pin_of (f, key);
  serve (f, NULL, NULL);
  assert_refused (f, &(StippleHttpOptions){ .ca_file = f->certificate, .pinned_key = pin });
}

/* A pin adds to the verification, it does not replace it. */
static void
test_pin_of_untrusted (Fixture *f, gconstpointer data)
{
  g_autofree char *pin = pin_of (f, f->key);
  serve (f, NULL, NULL);
  assert_refused (f, &(StippleHttpOptions){ .pinned_key = pin });
}

static void
test_old_protocol (Fixture *f, gconstpointer data)
{
  serve (f, "-tls1_1", "ALL:@SECLEVEL=0");
  assert_refused (f, &(StippleHttpOptions){ .ca_file = f->certificate });
}

/* The system's OpenSSL refuses old protocols by itself: let it not, so that we must. */
static void
allow_old_protocols (const char *configuration)
{
  g_assert_true (g_file_set_contents (configuration,
                                      "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\n"
                                      "system_default = weak\n[weak]\nMinProtocol = TLSv1\n"
                                      "CipherString = DEFAULT:@SECLEVEL=0\n"
                                      "[req]\ndistinguished_name = name\n[name]\n",
                                      -1, NULL));
  g_setenv ("OPENSSL_CONF", configuration, TRUE);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("stipple-tls-XXXXXX", NULL);
  g_autofree char *configuration = g_build_filename (folder, "openssl.cnf", NULL);
  g_test_init (&argc, &argv, NULL);
  allow_old_protocols (configuration);
#define ADD(path, name, func) g_test_add ("/tls/" path, Fixture, name, set_up, func, tear_down)
  ADD ("trusted", "IP:127.0.0.1", test_trusted);
  ADD ("self-signed", "IP:127.0.0.1", test_self_signed);
  ADD ("other-authority", "IP:127.0.0.1", test_other_authority);
  ADD ("no-authority", "IP:127.0.0.1", test_no_authority);
  ADD ("wrong-host", "IP:127.0.0.2", test_wrong_host);
  ADD ("wrong-name", "DNS:hub.example", test_wrong_host);
  ADD ("pin", "IP:127.0.0.1", test_pin);
  ADD ("other-pin", "IP:127.0.0.1", test_other_pin);
  ADD ("pin-of-untrusted", "IP:127.0.0.1", test_pin_of_untrusted);
  ADD ("old-protocol", "IP:127.0.0.1", test_old_protocol);
  int status = g_test_run ();
  g_unlink (configuration);
  g_rmdir (folder);
  return status;
}
