// SPDX-License-Identifier: GPL-3.0-or-later
/* The hub's own TLS, by the client that kiosks use. */
#include "core/error.h"
#include "hub-test.h"
#include "sync/http.h"
#include <string.h>
#include <unistd.h>

typedef struct
{
  HubTest hub;
  char *certificate;
  char *key;
  char *other_key;
} TlsTest;

static void
make_certificate (const char *certificate, const char *key)
{
  const char *argv[] = { "openssl",
                         "req",
                         "-x509",
                         "-newkey",
                         "ec",
                         "-pkeyopt",
                         "ec_paramgen_curve:prime256v1",
                         "-nodes",
                         "-days",
                         "2",
                         "-subj",
                         "/CN=localhost",
                         "-addext",
                         "subjectAltName=IP:127.0.0.1",
                         "-out",
                         certificate,
                         "-keyout",
                         key,
                         NULL };
  GError *error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

static void
set_up (TlsTest *self, gconstpointer data)
{
  g_autofree char *other = NULL;

  hub_test_set_up (&self->hub, NULL);
  self->certificate = g_build_filename (self->hub.dir, "certificate.pem", NULL);
  self->key = g_build_filename (self->hub.dir, "key.pem", NULL);
  self->other_key = g_build_filename (self->hub.dir, "other-key.pem", NULL);
  other = g_build_filename (self->hub.dir, "other.pem", NULL);
  make_certificate (self->certificate, self->key);
  make_certificate (other, self->other_key);
}

static void
tear_down (TlsTest *self, gconstpointer data)
{
  hub_test_tear_down (&self->hub, NULL);
  g_free (self->certificate);
  g_free (self->key);
  g_free (self->other_key);
}

static void
serve (TlsTest *self, gint64 head_us)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;

  options.listen = "127.0.0.1:0";
  options.tls_certificate = self->certificate;
  options.tls_key = self->key;
  options.head_us = head_us;
  hub_test_restart (&self->hub, &options);
  g_assert_true (g_str_has_prefix (stipple_httpd_get_url (self->hub.httpd), "https://127.0.0.1:"));
}

static StippleHttpAnswer *
ask (TlsTest *self, char *ca_file, GError **error)
{
  StippleHttpOptions options = {
    .connect_timeout_s = 60, .total_timeout_s = 60, .stall_timeout_s = 60, .ca_file = ca_file
  };
  g_autoptr (StippleHttp) http = stipple_http_new (&options);
  g_autofree char *url = g_strconcat (stipple_httpd_get_url (self->hub.httpd), "/health", NULL);
  StippleHttpRequest request = { .method = "GET", .url = url };

  return stipple_http_perform (http, &request, NULL, error);
}

static void
test_served (TlsTest *self, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (StippleHttpAnswer) answer = NULL;

  serve (self, 30 * G_TIME_SPAN_SECOND);
  answer = ask (self, self->certificate, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 200);
}

static void
test_untrusted (TlsTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHttpAnswer) answer = NULL;

  serve (self, 30 * G_TIME_SPAN_SECOND);
  answer = ask (self, NULL, &error);
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TLS);
}

static void
test_plain_refused (TlsTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  serve (self, 30 * G_TIME_SPAN_SECOND);
  answer = hub_get (&self->hub, "/health", NULL);
  g_assert_cmpint (answer->status, ==, 0);
}

static void
test_silent_handshake (TlsTest *self, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = NULL;
  int fd;

  serve (self, 300 * G_TIME_SPAN_MILLISECOND);
  fd = http_connect (self->hub.port);
  bytes = http_receive (fd, HTTP_PATIENCE);
  g_assert_cmpuint (bytes->len, ==, 0);
  close (fd);
}

static void
start_refused (TlsTest *self, const char *certificate, const char *key)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;
  g_autoptr (GError) error = NULL;

  options.listen = "127.0.0.1:0";
  options.tls_certificate = certificate;
  options.tls_key = key;
  g_assert_null (stipple_httpd_start (self->hub.hub, &options, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_bad_files (TlsTest *self, gconstpointer data)
{
  start_refused (self, self->certificate, NULL);
  start_refused (self, NULL, self->key);
  start_refused (self, self->certificate, "nowhere.pem");
  start_refused (self, self->key, self->certificate);
  start_refused (self, self->certificate, self->other_key);
}

#define add(path, function) g_test_add (path, TlsTest, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/hub/tls/served", test_served);
  add ("/hub/tls/untrusted", test_untrusted);
  add ("/hub/tls/plain-refused", test_plain_refused);
  add ("/hub/tls/silent-handshake", test_silent_handshake);
  add ("/hub/tls/bad-files", test_bad_files);
  return g_test_run ();
}
