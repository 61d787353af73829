// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "liar.h"
#include "sync/http.h"

#include <dlfcn.h>
#include <netdb.h>
#include <string.h>

#define LONG_S 60
#define PROMPT_S 30.0 /* far from LONG_S, also on a busy machine */

typedef struct
{
  Liar *liar;
  StippleHttp *http;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const StippleHttpOptions options = { .total_timeout_s = LONG_S, .stall_timeout_s = LONG_S };
  f->liar = liar_new ();
  f->http = stipple_http_new (&options);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  stipple_http_free (f->http);
  liar_free (f->liar);
}

static StippleHttpAnswer *
get (Fixture *f, gsize max_bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = liar_url (f->liar, "/fhir");
  const StippleHttpRequest request = { .method = "GET", .url = url, .max_bytes = max_bytes };
  return stipple_http_perform (f->http, &request, cancellable, error);
}

static StippleHttpAnswer *
get_raw (Fixture *f, const char *raw)
{
  g_autoptr (GError) error = NULL;
  liar_say (f->liar, raw);
  StippleHttpAnswer *answer = get (f, 0, NULL, &error);
  g_assert_no_error (error);
  return answer;
}

static void
assert_fails (Fixture *f, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHttpAnswer) answer = get (f, 0, NULL, &error);
  g_assert_error (error, STIPPLE_ERROR, code);
  g_assert_null (answer);
}

static void
assert_raw_fails (Fixture *f, const char *raw)
{
  liar_say (f->liar, raw);
  assert_fails (f, STIPPLE_ERROR_NETWORK);
}

/* --- What is sent and what comes back */

static void
test_get (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleHttpAnswer) answer =
      get_raw (f, "HTTP/1.1 200 OK\r\nContent-Type: Application/FHIR+json; charset=utf-8\r\n"
                  "ETag: \"abc\"\r\nContent-Length: 2\r\n\r\n{}");
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer->content_type, ==, "application/fhir+json");
  g_assert_cmpstr (answer->etag, ==, "\"abc\"");
  g_assert_null (answer->location);
  g_assert_cmpint (answer->retry_after, ==, -1);
  g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), "{}", 2);
}

static void
test_request_headers (Fixture *f, gconstpointer data)
{
  g_autofree char *url = liar_url (f->liar, "/content?version=3");
  const StippleHttpRequest request = { .method = "POST",
                                       .url = url,
                                       .bearer = "token-of-a-device",
                                       .content_type = "application/fhir+json",
                                       .accept = "application/json",
                                       .if_none_match = "\"abc\"",
                                       .body = "{\"a\":1}",
                                       .body_length = 7 };
  liar_say (f->liar, "HTTP/1.1 204 No Content\r\n\r\n");
  g_autoptr (StippleHttpAnswer) answer = stipple_http_perform (f->http, &request, NULL, NULL);
  g_assert_cmpint (answer->status, ==, 204);
  const LiarRequest *got = liar_nth (f->liar, 0);
  static const char *const expected[][2] = {
    { "Authorization", "Bearer token-of-a-device" },
    { "Content-Type", "application/fhir+json" },
    { "Accept", "application/json" },
    { "If-None-Match", "\"abc\"" },
    { "Content-Length", "7" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *value = liar_request_header (got, expected[i][0]);
      g_assert_cmpstr (value, ==, expected[i][1]);
    }
  g_assert_cmpstr (got->method, ==, "POST");
  g_assert_cmpstr (got->path, ==, "/content?version=3");
  g_assert_cmpstr (got->body, ==, "{\"a\":1}");
}

static void
test_post_without_body (Fixture *f, gconstpointer data)
{
  g_autofree char *url = liar_url (f->liar, "/staff/sign-out");
  const StippleHttpRequest request = { .method = "POST", .url = url };
  liar_say (f->liar, "HTTP/1.1 204 No Content\r\n\r\n");
  g_autoptr (StippleHttpAnswer) answer = stipple_http_perform (f->http, &request, NULL, NULL);
  g_assert_nonnull (answer);
  g_autofree char *length = liar_request_header (liar_nth (f->liar, 0), "Content-Length");
  g_autofree char *type = liar_request_header (liar_nth (f->liar, 0), "Content-Type");
  g_autofree char *authorization = liar_request_header (liar_nth (f->liar, 0), "Authorization");
  g_assert_cmpstr (length, ==, "0");
  g_assert_null (type);
  g_assert_null (authorization);
}

/* It goes at once: no interim answer is waited for, which curl would from a megabyte on. */
static void
test_post_large (Fixture *f, gconstpointer data)
{
  gsize length = 3 * 1024 * 1024;
  g_autofree char *body = g_malloc (length);
  memset (body, 'x', length);
  g_autofree char *url = liar_url (f->liar, "/fhir");
  const StippleHttpRequest request = {
    .method = "POST", .url = url, .body = body, .body_length = length
  };
  liar_say (f->liar, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  g_autoptr (StippleHttpAnswer) answer = stipple_http_perform (f->http, &request, NULL, NULL);
  g_assert_cmpint (answer->status, ==, 200);
  g_autofree char *expect = liar_request_header (liar_nth (f->liar, 0), "Expect");
  g_assert_null (expect);
  const LiarRequest *got = liar_nth (f->liar, 0);
  g_assert_cmpmem (got->body, got->body_length, body, length);
}

static gboolean
keep_open (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  return liar_answer (connection, "200 OK", "", data);
}

static void
test_nothing_left_of_the_last (Fixture *f, gconstpointer data)
{
  g_autofree char *url = liar_url (f->liar, "/fhir");
  const StippleHttpRequest first = { .method = "PUT",
                                     .url = url,
                                     .bearer = "secret",
                                     .if_none_match = "\"x\"",
                                     .body = "{}",
                                     .body_length = 2 };
  const StippleHttpRequest second = { .method = "GET", .url = url };
  liar_then (f->liar, keep_open, (gpointer) "one");
  g_autoptr (StippleHttpAnswer) one = stipple_http_perform (f->http, &first, NULL, NULL);
  g_autoptr (StippleHttpAnswer) two = stipple_http_perform (f->http, &second, NULL, NULL);
  g_assert_true (one != NULL && two != NULL);
  const LiarRequest *got = liar_nth (f->liar, 1);
  g_autofree char *authorization = liar_request_header (got, "Authorization");
  g_autofree char *tag = liar_request_header (got, "If-None-Match");
  g_assert_null (authorization);
  g_assert_null (tag);
  g_assert_cmpstr (got->method, ==, "GET");
  g_assert_cmpuint (got->body_length, ==, 0);
}

static void
test_chunked (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleHttpAnswer) answer =
      get_raw (f, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), "abcde",
                   5);
}

static void
test_interim (Fixture *f, gconstpointer data)
{
  g_autoptr (StippleHttpAnswer) answer =
      get_raw (f, "HTTP/1.1 100 Continue\r\nETag: \"interim\"\r\nLocation: /x\r\nRetry-After: 9\r\n"
                  "Content-Type: text/html\r\n\r\n"
                  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer->content_type, ==, "");
  g_assert_null (answer->etag);
  g_assert_null (answer->location);
  g_assert_cmpint (answer->retry_after, ==, -1);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 2);
}

/* --- Header oddities */

static void
test_content_types (Fixture *f, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "Content-Type:\r\n", "" },
    { "Content-Type: \r\n", "" },
    { "Content-Type: ;charset=utf-8\r\n", "" },
    { "content-type:TEXT/HTML\r\n", "text/html" },
    { "Content-Type:   application/json  ;  charset=x\r\n", "application/json" },
    { "Content-Type: text/html\r\nContent-Type: application/json\r\n", "application/json" },
    { "Content-Type: application/json\r\n Content-Type: text/html\r\n", "application/json" },
    { "X: Content-Type: text/html\r\nContent-Type: a/b\r\n", "a/b" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *raw =
          g_strconcat ("HTTP/1.1 200 OK\r\n", cases[i][0], "Content-Length: 0\r\n\r\n", NULL);
      g_autoptr (StippleHttpAnswer) answer = get_raw (f, raw);
      g_assert_cmpstr (answer->content_type, ==, cases[i][1]);
    }
}

static void
test_odd_headers (Fixture *f, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (20000, 'x');
  g_autofree char *raw = g_strconcat ("HTTP/1.1 200 OK\r\nX-Long: ", filler,
                                      "\r\n: nameless\r\nX-Empty:\r\nX-\xff\xfe: \x01\x02\r\n"
                                      "ETag:   \"spaced\"   \r\nContent-Length: 0\r\n\r\n",
                                      NULL);
  g_autoptr (StippleHttpAnswer) answer = get_raw (f, raw);
  g_assert_cmpstr (answer->etag, ==, "\"spaced\"");
}

static void
test_endless_headers (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) raw = g_string_new ("HTTP/1.1 200 OK\r\n");
  g_autofree char *filler = g_strnfill (1000, 'x');
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (raw, "X-%u: %s\r\n", i, filler);
  g_string_append (raw, "\r\n");
  assert_raw_fails (f, raw->str);
}

static gint64
retry_after (Fixture *f, const char *value)
{
  g_autofree char *raw = g_strconcat ("HTTP/1.1 503 Busy\r\nRetry-After: ", value,
                                      "\r\nContent-Length: 0\r\n\r\n", NULL);
  g_autoptr (StippleHttpAnswer) answer = get_raw (f, raw);
  return answer->retry_after;
}

static void
test_retry_after (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (retry_after (f, "0"), ==, 0);
  g_assert_cmpint (retry_after (f, "120"), ==, 120);
  g_assert_cmpint (retry_after (f, "  120  "), ==, 120);
  g_assert_cmpint (retry_after (f, "2147483648"), ==, G_MAXINT32);
  g_assert_cmpint (retry_after (f, "99999999999999999999999999"), ==, G_MAXINT32);
  g_assert_cmpint (retry_after (f, "soon"), ==, -1);
  g_assert_cmpint (retry_after (f, ""), ==, -1);
  g_assert_cmpint (retry_after (f, "Sun, 06 Nov 1994 08:49:37 GMT"), ==, 0);
}

static void
test_retry_after_date (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_seconds (now, 300);
  g_autofree char *date = g_date_time_format (later, "%a, %d %b %Y %H:%M:%S GMT");
  gint64 left = retry_after (f, date);
  g_assert_cmpint (left, >, 200);
  g_assert_cmpint (left, <=, 300);
}

/* --- Broken answers */

static void
test_cut (Fixture *f, gconstpointer data)
{
  assert_raw_fails (f, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
  assert_raw_fails (f, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
  assert_raw_fails (f, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
}

static void
test_cut_in_head (Fixture *f, gconstpointer data)
{
  liar_say (f->liar, "HTTP/1.1 200 OK\r\nContent-Type: app");
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHttpAnswer) answer = get (f, 0, NULL, &error);
  /* curl takes the end of the connection for the end of the head: then there is no type. */
  if (answer != NULL)
    g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 0);
  else
    g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NETWORK);
}

static void
test_dropped (Fixture *f, gconstpointer data)
{
  liar_then (f->liar, liar_drop, NULL);
  assert_fails (f, STIPPLE_ERROR_NETWORK);
}

static void
test_garbage (Fixture *f, gconstpointer data)
{
  assert_raw_fails (f, "\x16\x03\x01\x02\x03 not http at all");
  assert_raw_fails (f, "<html>HTTP/0.9 has no head</html>");
  assert_raw_fails (f, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n");
  assert_raw_fails (f, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n");
  assert_raw_fails (f, "HTTP/1.1 200 OK\r\nTransfer-Encoding: rot13\r\n\r\nab");
}

static void
test_nobody_there (Fixture *f, gconstpointer data)
{
  g_autoptr (Liar) closed = liar_new_closed ();
  g_autofree char *url = liar_url (closed, "/fhir");
  const StippleHttpRequest request = { .method = "GET", .url = url };
  g_autoptr (GError) error = NULL;
  g_assert_null (stipple_http_perform (f->http, &request, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NETWORK);
}

static void
test_works_after_a_fault (Fixture *f, gconstpointer data)
{
  assert_raw_fails (f, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
  g_autoptr (StippleHttpAnswer) answer =
      get_raw (f, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  g_assert_cmpint (answer->status, ==, 200);
}

static void
test_too_large (Fixture *f, gconstpointer data)
{
  static const char *const cases[] = {
    "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n12345678901",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n12345678901",
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      liar_say (f->liar, cases[i]);
      g_assert_null (get (f, 10, NULL, &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
    }
}

static void
test_just_not_too_large (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  liar_say (f->liar, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234567890");
  g_autoptr (StippleHttpAnswer) answer = get (f, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 10);
}

static void
test_redirect (Fixture *f, gconstpointer data)
{
  static const char *const statuses[] = { "301", "302", "303", "307", "308" };
  g_autoptr (Liar) other = liar_new ();
  g_autofree char *target = liar_url (other, "/elsewhere");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *raw = g_strdup_printf ("HTTP/1.1 %s Moved\r\nLocation: %s\r\n"
                                              "Content-Length: 0\r\n\r\n",
                                              statuses[i], target);
      g_autoptr (StippleHttpAnswer) answer = get_raw (f, raw);
      g_assert_cmpint (answer->status, ==, atoi (statuses[i]));
      g_assert_cmpstr (answer->location, ==, target);
    }
  g_assert_cmpuint (liar_count (other), ==, 0);
}

/* --- Time */

static void
assert_times_out (StippleHttpOptions options, LiarReply reply, const char *said)
{
  Fixture f = { .liar = liar_new (), .http = stipple_http_new (&options) };
  liar_then (f.liar, reply, (gpointer) said);
  g_test_timer_start ();
  assert_fails (&f, STIPPLE_ERROR_NETWORK);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, PROMPT_S);
  tear_down (&f, NULL);
}

static void
test_byte_at_a_time (void)
{
  assert_times_out ((StippleHttpOptions){ .total_timeout_s = 1, .stall_timeout_s = LONG_S },
                    liar_drip, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
}

static void
test_header_byte_at_a_time (void)
{
  assert_times_out ((StippleHttpOptions){ .total_timeout_s = 1, .stall_timeout_s = LONG_S },
                    liar_drip, "HTTP/1.1 200 OK\r\nX-Slow: ");
}

static void
test_stall (void)
{
  assert_times_out ((StippleHttpOptions){ .total_timeout_s = LONG_S, .stall_timeout_s = 1 },
                    liar_hang, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
}

static void
test_silence (void)
{
  assert_times_out ((StippleHttpOptions){ .total_timeout_s = LONG_S, .stall_timeout_s = 1 },
                    liar_hang, NULL);
}

/* --- Cancelling */

static gboolean
cancel_and_hang (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                 gpointer data)
{
  g_cancellable_cancel (data);
  return liar_hang (request, connection, end, NULL);
}

static void
test_cancelled_before (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (get (f, 0, cancellable, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
  g_assert_cmpuint (liar_count (f->liar), ==, 0);
}

static void
test_cancelled_meanwhile (Fixture *f, gconstpointer data)
{
  gdouble fastest = LONG_S;
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      liar_then (f->liar, cancel_and_hang, cancellable);
      g_test_timer_start ();
      g_assert_null (get (f, 0, cancellable, &error));
      g_test_timer_elapsed ();
      fastest = MIN (fastest, g_test_timer_last ());
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
    }
  /* By itself curl would look round each time after 0.2 s; a busy machine may take longer at times. */
  g_assert_cmpfloat (fastest, <, 0.1);
  g_autoptr (StippleHttpAnswer) answer =
      get_raw (f, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  g_assert_cmpint (answer->status, ==, 200);
}

/* A name server that does not answer, for one name. curl asks in a thread of its own. */
#define STUCK_NAME "stuck.example"
static struct
{
  GMutex lock;
  GCond changed;
  GCancellable *cancel_when_asked;
  gboolean asked, released, gone;
} resolver;

int
getaddrinfo (const char *name, const char *service, const struct addrinfo *hints,
             struct addrinfo **result)
{
  int (*real) (const char *, const char *, const struct addrinfo *, struct addrinfo **) =
      dlsym (RTLD_NEXT, "getaddrinfo");
  if (g_strcmp0 (name, STUCK_NAME) != 0)
    return real (name, service, hints, result);
  g_mutex_lock (&resolver.lock);
  resolver.asked = TRUE;
  g_cancellable_cancel (resolver.cancel_when_asked);
  while (!resolver.released)
    g_cond_wait (&resolver.changed, &resolver.lock);
  resolver.gone = TRUE;
  g_cond_broadcast (&resolver.changed);
  g_mutex_unlock (&resolver.lock);
  return EAI_FAIL;
}

static void
assert_stuck_ends (const StippleHttpOptions *options, GCancellable *cancellable, int code)
{
  StippleHttp *http = stipple_http_new (options);
  const StippleHttpRequest request = { .method = "GET", .url = "https://" STUCK_NAME "/" };
  g_autoptr (GError) error = NULL;
  resolver.cancel_when_asked = cancellable;
  resolver.asked = resolver.released = resolver.gone = FALSE;
  g_test_timer_start ();
  g_assert_null (stipple_http_perform (http, &request, cancellable, &error));
  g_assert_error (error, STIPPLE_ERROR, code);
  stipple_http_free (http);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, PROMPT_S);
  g_mutex_lock (&resolver.lock);
  g_assert_true (resolver.asked);
  g_assert_false (resolver.gone);
  resolver.released = TRUE;
  g_cond_broadcast (&resolver.changed);
  while (!resolver.gone)
    g_cond_wait (&resolver.changed, &resolver.lock);
  g_mutex_unlock (&resolver.lock);
}

static void
test_cancelled_while_resolving (void)
{
  const StippleHttpOptions options = { .connect_timeout_s = LONG_S, .total_timeout_s = LONG_S };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  assert_stuck_ends (&options, cancellable, STIPPLE_ERROR_CANCELLED);
}

static void
test_timeout_while_resolving (void)
{
  const StippleHttpOptions options = { .connect_timeout_s = 1 };
  assert_stuck_ends (&options, NULL, STIPPLE_ERROR_NETWORK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/http/get", test_get);
  ADD ("/http/request-headers", test_request_headers);
  ADD ("/http/post-without-body", test_post_without_body);
  ADD ("/http/post-large", test_post_large);
  ADD ("/http/nothing-left-of-the-last", test_nothing_left_of_the_last);
  ADD ("/http/chunked", test_chunked);
  ADD ("/http/interim", test_interim);
  ADD ("/http/header/content-types", test_content_types);
  ADD ("/http/header/odd", test_odd_headers);
  ADD ("/http/header/endless", test_endless_headers);
  ADD ("/http/header/retry-after", test_retry_after);
  ADD ("/http/header/retry-after-date", test_retry_after_date);
  ADD ("/http/broken/cut", test_cut);
  ADD ("/http/broken/cut-in-head", test_cut_in_head);
  ADD ("/http/broken/dropped", test_dropped);
  ADD ("/http/broken/garbage", test_garbage);
  ADD ("/http/broken/nobody-there", test_nobody_there);
  ADD ("/http/broken/works-afterwards", test_works_after_a_fault);
  ADD ("/http/too-large", test_too_large);
  ADD ("/http/just-not-too-large", test_just_not_too_large);
  ADD ("/http/redirect", test_redirect);
  g_test_add_func ("/http/time/byte-at-a-time", test_byte_at_a_time);
  g_test_add_func ("/http/time/header-byte-at-a-time", test_header_byte_at_a_time);
  g_test_add_func ("/http/time/stall", test_stall);
  g_test_add_func ("/http/time/silence", test_silence);
  ADD ("/http/cancel/before", test_cancelled_before);
  ADD ("/http/cancel/meanwhile", test_cancelled_meanwhile);
  g_test_add_func ("/http/cancel/while-resolving", test_cancelled_while_resolving);
  g_test_add_func ("/http/time/while-resolving", test_timeout_while_resolving);
  return g_test_run ();
}
