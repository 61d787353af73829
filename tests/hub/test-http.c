// SPDX-License-Identifier: GPL-3.0-or-later
/* What only an attacker or a broken proxy sends, byte by byte. */
#include "hub-test.h"
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAD "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"

/* The first status of what comes back; 0 when the connection ends without one. @n_done (may be NULL):
 * how many requests were carried out. */
static int
send_raw (HubTest *self, const char *data, gssize length, guint *n_done)
{
  int fd = http_connect (self->port);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autofree char *text = NULL;

  http_send (fd, data, length);
  shutdown (fd, SHUT_WR);
  bytes = http_receive (fd, HTTP_PATIENCE);
  close (fd);
  text = g_strndup ((const char *) bytes->data, bytes->len);
  if (n_done != NULL)
    {
      *n_done = 0;
      for (const char *p = text; (p = strstr (p, "HTTP/1.1 2")) != NULL; p++)
        (*n_done)++;
    }
  answer = http_parse (bytes);
  return answer->status;
}

typedef struct
{
  const char *name;
  const char *request;
} Malformed;

/* Each of these two programs could read in two ways, or says nothing at all. */
static const Malformed malformed[] = {
  { "length-and-chunked", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
  { "two-lengths", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                   "Content-Length: 3\r\n\r\n{}" },
  { "same-length-twice", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                         "Content-Length: 2\r\n\r\n{}" },
  { "length-list", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2, 2\r\n\r\n{}" },
  { "length-signed", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Length: +2\r\n\r\n{}" },
  { "length-negative", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n" },
  { "length-hex", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0x2\r\n\r\n{}" },
  { "length-huge", "POST /enrol HTTP/1.1\r\nHost: localhost\r\n"
                   "Content-Length: 99999999999999999999\r\n\r\n{}" },
  { "coding-unknown", "POST /enrol HTTP/1.1\r\nHost: localhost\r\n"
                      "Transfer-Encoding: gzip\r\n\r\n" },
  { "coding-list", "POST /enrol HTTP/1.1\r\nHost: localhost\r\n"
                   "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" },
  { "coding-twice", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                    "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n" },
  { "coding-in-1.0", "POST /enrol HTTP/1.0\r\nHost: localhost\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
  { "two-hosts", "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: other.example\r\n\r\n" },
  { "no-host", "GET /health HTTP/1.1\r\n\r\n" },
  { "host-empty", "GET /health HTTP/1.1\r\nHost:\r\n\r\n" },
  { "host-odd", "GET /health HTTP/1.1\r\nHost: a b\"<\r\n\r\n" },
  { "two-authorizations", HEAD "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n" },
  { "two-content-types", "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                         "Content-Type: text/plain\r\nContent-Type: application/json\r\n\r\n{}" },
  { "absolute-target", "GET http://localhost/health HTTP/1.1\r\nHost: localhost\r\n\r\n" },
  { "asterisk-target", "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n" },
  { "bad-escape", "GET /heal%zzth HTTP/1.1\r\nHost: localhost\r\n\r\n" },
  { "nul-escape", "GET /health%00 HTTP/1.1\r\nHost: localhost\r\n\r\n" },
  { "slash-escape", "GET /staff%2Fintakes HTTP/1.1\r\nHost: localhost\r\n\r\n" },
  { "not-utf8-target", "GET /%ff HTTP/1.1\r\nHost: localhost\r\n\r\n" },
  { "not-utf8-query", "GET /health?a=%ff HTTP/1.1\r\nHost: localhost\r\n\r\n" },
  { "colon-after-space", "GET /health HTTP/1.1\r\nHost: localhost\r\n"
                         "Content-Length : 3\r\n\r\nabc" },
  { "body-unwanted", "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc" },
  { "garbage", "\x16\x03\x01\x02\r\n\r\n" },
};

static void
test_malformed (HubTest *self, gconstpointer data)
{
  const Malformed *this_case = data;
  g_autofree char *twice =
      g_strconcat (this_case->request, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", NULL);
  guint n;
  int status = send_raw (self, this_case->request, -1, NULL);

  g_assert_true (status == 0 || (status >= 400 && status < 500));
  /* The hub is still there, and what follows on the connection is no second request of its own where the
   * length is in doubt. */
  if (g_str_has_prefix (this_case->name, "length") || g_str_has_prefix (this_case->name, "coding"))
    {
      send_raw (self, twice, -1, &n);
      g_assert_cmpuint (n, ==, 0);
    }
  g_assert_cmpint (send_raw (self, HEAD "\r\n", -1, NULL), ==, 200);
}

static void
test_http_1_0 (HubTest *self, gconstpointer data)
{
  g_assert_cmpint (send_raw (self, "GET /health HTTP/1.0\r\n\r\n", -1, NULL), ==, 200);
}

static void
test_head_too_large (HubTest *self, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (100 * 1024, 'a');
  g_autofree char *header = g_strdup_printf (HEAD "X-Filler: %s\r\n\r\n", filler);
  g_autofree char *line = g_strdup_printf ("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n", filler);

  g_assert_cmpint (send_raw (self, header, -1, NULL), !=, 200);
  g_assert_cmpint (send_raw (self, line, -1, NULL), !=, 200);
  g_assert_cmpint (send_raw (self, HEAD "\r\n", -1, NULL), ==, 200);
}

static void
test_pipelined (HubTest *self, gconstpointer data)
{
  guint n;

  send_raw (self, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" HEAD "\r\n", -1, &n);
  g_assert_cmpuint (n, ==, 2);
}

static char *
chunk (const char *text)
{
  return g_strdup_printf ("%zx\r\n%s\r\n", strlen (text), text);
}

static void
test_chunked (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *text = stipple_json_canonical (bundle);
  g_autofree char *whole = chunk (text);
  g_autofree char *request =
      g_strdup_printf ("POST /fhir HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                       "Content-Type: application/fhir+json\r\nAuthorization: Bearer %s\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n%s0\r\n\r\n",
                       self->device, whole);

  g_assert_cmpint (send_raw (self, request, -1, NULL), ==, 200);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 1);
}

/* No Content-Length gives it away. */
static void
test_chunked_too_large (HubTest *self, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (STIPPLE_BUNDLE_MAX_BYTES + 1, ' ');
  g_autofree char *whole = chunk (filler);
  g_autofree char *request =
      g_strdup_printf ("POST /fhir HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                       "Content-Type: application/fhir+json\r\nAuthorization: Bearer %s\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n%s0\r\n\r\n",
                       self->device, whole);

  g_assert_cmpint (send_raw (self, request, -1, NULL), ==, 413);
}

static void
test_body_too_large (HubTest *self, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (5000, ' ');
  g_autoptr (Answer) answer = hub_post (self, STIPPLE_PATH_ENROL, NULL, JSON_TYPE, filler);

  g_assert_cmpint (answer->status, ==, 413);
}

/* Whoever asks first is not made to send. */
static void
test_expect_refused (HubTest *self, gconstpointer data)
{
  g_assert_cmpint (send_raw (self,
                             "POST /fhir HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                             "Expect: 100-continue\r\nContent-Type: application/fhir+json\r\n\r\n",
                             -1, NULL),
                   ==, 401);
}

static void
test_body_cut (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autofree char *text = stipple_json_canonical (bundle);
  g_autofree char *request =
      g_strdup_printf ("POST /fhir HTTP/1.1\r\nHost: localhost\r\nContent-Length: %zu\r\n"
                       "Content-Type: application/fhir+json\r\nAuthorization: Bearer %s\r\n\r\n%s",
                       strlen (text) + 1, self->device, text);

  g_assert_cmpint (send_raw (self, request, -1, NULL), !=, 200);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 0);
}

/* --- Absolute deadlines: a client that is never idle, and never done. */

#define SHORT_US (300 * G_TIME_SPAN_MILLISECOND)

static void
serve_impatiently (HubTest *self)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;

  options.listen = "127.0.0.1:0";
  options.head_us = SHORT_US;
  options.request_us = SHORT_US;
  hub_test_restart (self, &options);
}

/* Sends @start, then a byte now and then, until the other side ends it. */
static void
trickle (HubTest *self, const char *start, const char *byte)
{
  gint64 began = g_get_monotonic_time ();
  int fd = http_connect (self->port);
  char c;

  http_send (fd, start, -1);
  for (;;)
    {
      GPollFD poll = { .fd = fd, .events = G_IO_IN };

      if (g_poll (&poll, 1, 20) > 0 && recv (fd, &c, 1, 0) <= 0)
        break;
      g_assert_cmpint (g_get_monotonic_time () - began, <, HTTP_PATIENCE * G_USEC_PER_SEC);
      http_send (fd, byte, 1);
    }
  close (fd);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, SHORT_US);
}

static void
test_slow_head (HubTest *self, gconstpointer data)
{
  serve_impatiently (self);
  trickle (self, "GET /health HTTP/1.1\r\nX-Slow: ", "a");
}

static void
test_slow_request_line (HubTest *self, gconstpointer data)
{
  serve_impatiently (self);
  trickle (self, "GET /", "a");
}

static void
test_slow_body (HubTest *self, gconstpointer data)
{
  serve_impatiently (self);
  trickle (self,
           "POST /enrol HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
           "Content-Length: 4000\r\n\r\n",
           " ");
}

static void
test_idle (HubTest *self, gconstpointer data)
{
  int fd;
  g_autoptr (GByteArray) bytes = NULL;

  serve_impatiently (self);
  fd = http_connect (self->port);
  bytes = http_receive (fd, HTTP_PATIENCE);
  g_assert_cmpuint (bytes->len, ==, 0);
  close (fd);
}

/* Reads an answer to its end; FALSE when there is none. */
static gboolean
read_answer (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];

  for (;;)
    {
      const char *body = strstr (text->str, "\r\n\r\n");
      const char *length = body != NULL ? strcasestr (text->str, "\r\nContent-Length: ") : NULL;
      ssize_t n;

      if (length != NULL
          && strlen (body + strlen ("\r\n\r\n")) >= strtoul (strchr (length, ':') + 1, NULL, 10))
        return TRUE;
      n = recv (fd, buffer, sizeof buffer, 0);
      if (n <= 0)
        return FALSE;
      g_string_append_len (text, buffer, n);
    }
}

/* More than a busy machine lets pass between two requests. */
#define LONG_US (2 * G_TIME_SPAN_SECOND)

/* Keeping a connection open between requests is fine, each within its own time. */
static void
test_kept_alive (HubTest *self, gconstpointer data)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;
  gint64 began;
  int fd;

  options.listen = "127.0.0.1:0";
  options.head_us = options.request_us = LONG_US;
  hub_test_restart (self, &options);
  fd = http_connect (self->port);
  began = g_get_monotonic_time ();
  while (g_get_monotonic_time () - began < 2 * LONG_US)
    {
      GPollFD poll = { .fd = fd, .events = G_IO_IN };

      g_assert_cmpint (g_poll (&poll, 1, 50), ==, 0); /* not closed */

      http_send (fd, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", -1);
      g_assert_true (read_answer (fd));
    }
  close (fd);
}

static void
test_connection_limit (HubTest *self, gconstpointer data)
{
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;
  g_autoptr (GByteArray) bytes = NULL;
  int fds[4];
  int fd;

  options.listen = "127.0.0.1:0";
  options.max_connections_per_address = G_N_ELEMENTS (fds);
  hub_test_restart (self, &options);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      char buffer[4096];

      fds[i] = http_connect (self->port);
      http_send (fds[i], "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", -1);
      g_assert_cmpint (recv (fds[i], buffer, sizeof buffer, 0), >, 0);
    }
  fd = http_connect (self->port);
  http_send (fd, HEAD "\r\n", -1);
  bytes = http_receive (fd, HTTP_PATIENCE);
  g_assert_cmpuint (bytes->len, ==, 0);
  close (fd);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autofree char *path = g_strconcat ("/hub/http/malformed/", malformed[i].name, NULL);

      g_test_add (path, HubTest, &malformed[i], hub_test_set_up, test_malformed,
                  hub_test_tear_down);
    }
  hub_test_add ("/hub/http/http-1.0", test_http_1_0);
  hub_test_add ("/hub/http/head-too-large", test_head_too_large);
  hub_test_add ("/hub/http/pipelined", test_pipelined);
  hub_test_add ("/hub/http/chunked", test_chunked);
  hub_test_add ("/hub/http/chunked-too-large", test_chunked_too_large);
  hub_test_add ("/hub/http/body-too-large", test_body_too_large);
  hub_test_add ("/hub/http/expect-refused", test_expect_refused);
  hub_test_add ("/hub/http/body-cut", test_body_cut);
  hub_test_add ("/hub/http/slow-head", test_slow_head);
  hub_test_add ("/hub/http/slow-request-line", test_slow_request_line);
  hub_test_add ("/hub/http/slow-body", test_slow_body);
  hub_test_add ("/hub/http/idle", test_idle);
  hub_test_add ("/hub/http/kept-alive", test_kept_alive);
  hub_test_add ("/hub/http/connection-limit", test_connection_limit);
  return g_test_run ();
}
