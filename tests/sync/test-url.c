// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "sync/http.h"

#include <string.h>

/* Which addresses a hub may have, and the words for what is not one. */

typedef struct
{
  const char *typed;
  const char *base; /* NULL: refused */
} Case;

static const Case cases[] = {
  { "https://hub.example", "https://hub.example" },
  { "https://hub.example/", "https://hub.example" },
  { "https://hub.example:8443//", "https://hub.example:8443" },
  { "  https://hub.example/stipple/ \n", "https://hub.example/stipple" },
  { "HTTPS://Hub.Example", "HTTPS://Hub.Example" },
  { "https://192.0.2.1", "https://192.0.2.1" },
  { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
  { "http://127.0.0.2:8080/", "http://127.0.0.2:8080" },
  { "http://127.1", "http://127.1" },
  { "http://[::1]:8080", "http://[::1]:8080" },
  { "http://localhost", "http://localhost" },
  { "http://LOCALHOST:80/", "http://LOCALHOST:80" },
  { "http://hub.example", NULL },
  { "http://192.0.2.1", NULL },
  { "http://10.0.0.1:8080", NULL },
  { "http://0.0.0.0", NULL },
  { "http://[::]", NULL },
  { "http://[::2]", NULL },
  { "http://[fe80::1]", NULL },
  { "http://localhost.example", NULL },
  { "http://localhost.evil.example", NULL },
  { "http://127.0.0.1.evil.example", NULL },
  { "http://127.0.0.1@evil.example", NULL },
  { "http://127.0.0.1:80@evil.example", NULL },
  { "http://localhost@evil.example/", NULL },
  { "http://evil.example#@127.0.0.1", NULL },
  { "http://evil.example?@127.0.0.1", NULL },
  { "http://evil.example\\@127.0.0.1", NULL },
  { "http://127.0.0.1@127.0.0.1", NULL },
  { "https://someone@hub.example", NULL },
  { "https://someone:secret@hub.example", NULL },
  { "https://:secret@hub.example", NULL },
  { "https://hub.example?x", NULL },
  { "https://hub.example/#x", NULL },
  { "ftp://127.0.0.1", NULL },
  { "file:///etc/passwd", NULL },
  { "file://127.0.0.1/etc/passwd", NULL },
  { "gopher://127.0.0.1", NULL },
  { "ws://127.0.0.1", NULL },
  { "httpss://127.0.0.1", NULL },
  { "javascript:alert(1)", NULL },
  { "127.0.0.1:8080", NULL },
  { "hub.example", NULL },
  { "//hub.example", NULL },
  { "https://", NULL },
  { "https:///", NULL },
  { "https://hub.example:port", NULL },
  { "https://hub.example:99999", NULL },
  { "https://hub example", NULL },
  { "", NULL },
  { " ", NULL },
};

static void
test_base (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = stipple_http_base_url (c->typed, &error);
  g_assert_cmpstr (base, ==, c->base);
  if (c->base == NULL)
    {
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
      g_assert_null (strstr (error->message, "secret"));
    }
  else
    g_assert_no_error (error);
}

/* The same rules hold where a request is made, with no request made. */
static void
test_perform (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (StippleHttp) http = stipple_http_new (NULL);
  g_autoptr (GError) error = NULL;
  const StippleHttpRequest request = { .method = "GET", .url = c->typed };
  g_assert_null (stipple_http_perform (http, &request, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_advice (void)
{
  g_autoptr (GError) plain = NULL;
  g_autoptr (GError) user = NULL;
  g_assert_null (stipple_http_base_url ("http://hub.example", &plain));
  g_assert_nonnull (strstr (plain->message, "Use https://"));
  g_assert_null (stipple_http_base_url ("https://someone:secret@hub.example", &user));
  g_assert_nonnull (strstr (user->message, "Leave out"));
}

/* --- The error of an answer */

static GError *
error_of (int status, const char *type, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  const StippleHttpAnswer answer = { .status = status,
                                     .content_type = (char *) type,
                                     .body = bytes };
  GError *error = NULL;
  stipple_http_answer_to_error (&answer, &error);
  return error;
}

static void
test_codes (void)
{
  static const int codes[][2] = {
    { 400, STIPPLE_ERROR_INVALID },   { 401, STIPPLE_ERROR_UNAUTHORIZED },
    { 403, STIPPLE_ERROR_FORBIDDEN }, { 404, STIPPLE_ERROR_NOT_FOUND },
    { 409, STIPPLE_ERROR_CONFLICT },  { 410, STIPPLE_ERROR_GONE },
    { 412, STIPPLE_ERROR_CONFLICT },  { 413, STIPPLE_ERROR_TOO_LARGE },
    { 422, STIPPLE_ERROR_INVALID },   { 429, STIPPLE_ERROR_THROTTLED },
    { 200, STIPPLE_ERROR_PROTOCOL },  { 302, STIPPLE_ERROR_PROTOCOL },
    { 418, STIPPLE_ERROR_PROTOCOL },  { 500, STIPPLE_ERROR_NETWORK },
    { 503, STIPPLE_ERROR_NETWORK },
  };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = error_of (codes[i][0], "text/html", "<p>");
      g_assert_error (error, STIPPLE_ERROR, codes[i][1]);
    }
}

static void
test_words (void)
{
  static const char *const rows[][3] = {
    { "application/problem+json", "{\"detail\":\"Wait a minute.\",\"title\":\"No\"}",
      "Wait a minute." },
    { "application/problem+json", "{\"title\":\"No\"}", "No" },
    { "application/fhir+json",
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"diagnostics\":\"Gone.\"}]}", "Gone." },
    { "application/problem+json", "{\"detail\":\"Faulty.\",\"faults\":[\"/a: x\",7,\"/b: y\"]}",
      "Faulty.\n  /a: x\n  /b: y" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = error_of (422, rows[i][0], rows[i][1]);
      g_assert_cmpstr (error->message, ==, rows[i][2]);
    }
}

static void
test_no_words (void)
{
  static const char *const rows[][2] = {
    { "text/html", "{\"detail\":\"no\"}" },
    { "", "" },
    { "application/json", "" },
    { "application/json", "{\"detail\":7,\"issue\":{}}" },
    { "application/json", "[1]" },
    { "application/json", "{\"detail\":\"\"}" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = error_of (404, rows[i][0], rows[i][1]);
      g_assert_nonnull (strstr (error->message, "does not look like a Stipple hub"));
      g_autoptr (GError) busy = error_of (502, rows[i][0], rows[i][1]);
      g_assert_nonnull (strstr (busy->message, "Try again"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *base = g_strdup_printf ("/url/base/%u", i);
      g_autofree char *perform = g_strdup_printf ("/url/perform/%u", i);
      gboolean query = strpbrk (cases[i].typed, "?#") != NULL;
      g_test_add_data_func (base, &cases[i], test_base);
      if (cases[i].base == NULL && !(query && g_str_has_prefix (cases[i].typed, "https")))
        g_test_add_data_func (perform, &cases[i], test_perform);
    }
  g_test_add_func ("/url/advice", test_advice);
  g_test_add_func ("/http/error/codes", test_codes);
  g_test_add_func ("/http/error/words", test_words);
  g_test_add_func ("/http/error/no-words", test_no_words);
  return g_test_run ();
}
