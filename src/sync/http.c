// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/http.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <curl/curl.h>
#include <glib/gi18n-lib.h>
#include <jansson.h>
#include <string.h>

#define DEFAULT_CONNECT_TIMEOUT_S 5
#define DEFAULT_TOTAL_TIMEOUT_S 60
#define DEFAULT_STALL_TIMEOUT_S 20
#define DEFAULT_MAX_BYTES (8 * 1024 * 1024)

struct _StippleHttp
{
  CURL *easy;
  CURLM *multi;
  StippleHttpOptions options;
};

typedef struct
{
  StippleHttpAnswer *answer;
  GByteArray *body;
  gsize max_bytes;
  gboolean too_large;
} Exchange;

typedef struct curl_slist CurlHeaders;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CurlHeaders, curl_slist_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURLU, curl_url_cleanup)

StippleHttp *
stipple_http_new (const StippleHttpOptions *options)
{
  static gsize once = 0;
  if (g_once_init_enter (&once))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&once, 1);
    }
  StippleHttp *self = g_new0 (StippleHttp, 1);
  self->easy = curl_easy_init ();
  self->multi = curl_multi_init ();
  if (options != NULL)
    {
      self->options = *options;
      self->options.ca_file = g_strdup (options->ca_file);
      self->options.pinned_key = g_strdup (options->pinned_key);
    }
  if (self->options.connect_timeout_s == 0)
    self->options.connect_timeout_s = DEFAULT_CONNECT_TIMEOUT_S;
  if (self->options.total_timeout_s == 0)
    self->options.total_timeout_s = DEFAULT_TOTAL_TIMEOUT_S;
  if (self->options.stall_timeout_s == 0)
    self->options.stall_timeout_s = DEFAULT_STALL_TIMEOUT_S;
  return self;
}

void
stipple_http_free (StippleHttp *self)
{
  if (self == NULL)
    return;
  curl_easy_cleanup (self->easy);
  curl_multi_cleanup (self->multi);
  g_free (self->options.ca_file);
  g_free (self->options.pinned_key);
  g_free (self);
}

void
stipple_http_answer_free (StippleHttpAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->content_type);
  g_free (self->etag);
  g_free (self->location);
  g_free (self->content);
  g_free (self->next);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static gboolean
is_loopback (const char *host)
{
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  g_autofree char *bare = g_strdup (host);
  if (bare[0] == '[' && g_str_has_suffix (bare, "]"))
    {
      memmove (bare, bare + 1, strlen (bare));
      bare[strlen (bare) - 1] = '\0';
    }
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (bare);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static CURLU *
parse_url (const char *text)
{
  g_autoptr (CURLU) url = curl_url ();
  if (curl_url_set (url, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return NULL;
  return g_steal_pointer (&url);
}

/* A copy that g_autofree can free; NULL when the URL has no such part. */
static char *
part_of (CURLU *url, CURLUPart part)
{
  char *value = NULL;
  if (url == NULL || curl_url_get (url, part, &value, 0) != CURLUE_OK)
    return NULL;
  char *copy = g_strdup (value);
  curl_free (value);
  return copy;
}

/* Plain http stays on this machine, and so does a request that a proxy must not see. What was checked is what
 * curl gets: nothing is parsed twice. */
static CURLU *
check_url (const char *text, gboolean *local, GError **error)
{
  g_autoptr (CURLU) url = parse_url (text);
  g_autofree char *scheme = part_of (url, CURLUPART_SCHEME);
  g_autofree char *host = part_of (url, CURLUPART_HOST);
  g_autofree char *user = part_of (url, CURLUPART_USER);
  g_autofree char *password = part_of (url, CURLUPART_PASSWORD);
  *local = host != NULL && is_loopback (host);
  if (user != NULL || password != NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("The address of a hub holds no user name and no password. Leave out "
                              "what stands before the “@”."));
      return NULL;
    }
  if (scheme == NULL || host == NULL
      || (strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0))
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                   _ ("“%s” is not the address of a hub. Give one that begins with https://."),
                   text);
      return NULL;
    }
  if (strcmp (scheme, "http") == 0 && !*local)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                   _ ("“%s” is not encrypted, and health data must be. Use https:// for a hub on "
                      "another machine."),
                   text);
      return NULL;
    }
  return g_steal_pointer (&url);
}

char *
stipple_http_base_url (const char *typed, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  gboolean local;
  g_autoptr (CURLU) url = check_url (text, &local, error);
  if (url == NULL)
    return NULL;
  if (strpbrk (text, "?#") != NULL)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                   _ ("“%s” is not the address of a hub. Leave out what begins with “?” or “#”."),
                   text);
      return NULL;
    }
  gsize length = strlen (text);
  while (length > 0 && text[length - 1] == '/')
    text[--length] = '\0';
  return g_steal_pointer (&text);
}

static size_t
on_body (char *data, size_t size, size_t count, void *user_data)
{
  Exchange *exchange = user_data;
  gsize length = size * count;
  if (exchange->body->len + length > exchange->max_bytes)
    {
      exchange->too_large = TRUE;
      return 0;
    }
  g_byte_array_append (exchange->body, (const guint8 *) data, length);
  return length;
}

static gint64
parse_retry_after (const char *value)
{
  if (*value != '\0' && value[strspn (value, "0123456789")] == '\0')
    return (gint64) MIN (g_ascii_strtoull (value, NULL, 10), G_MAXINT32);
  time_t when = curl_getdate (value, NULL);
  if (when == -1)
    return -1;
  gint64 left = (gint64) when - g_get_real_time () / G_USEC_PER_SEC;
  return MAX (left, 0);
}

static void
keep (char **slot, const char *value)
{
  g_free (*slot);
  *slot = g_strdup (value);
}

static void
take_header (StippleHttpAnswer *answer, const char *name, const char *value)
{
  if (g_ascii_strcasecmp (name, "content-type") == 0)
    {
      g_free (answer->content_type);
      answer->content_type = g_strchomp (g_ascii_strdown (value, (gssize) strcspn (value, ";")));
    }
  else if (g_ascii_strcasecmp (name, "etag") == 0)
    keep (&answer->etag, value);
  else if (g_ascii_strcasecmp (name, "location") == 0)
    keep (&answer->location, value);
  else if (g_ascii_strcasecmp (name, STIPPLE_HEADER_CONTENT) == 0)
    keep (&answer->content, value);
  else if (g_ascii_strcasecmp (name, STIPPLE_HEADER_NEXT) == 0)
    keep (&answer->next, value);
  else if (g_ascii_strcasecmp (name, "retry-after") == 0)
    answer->retry_after = parse_retry_after (value);
  else if (g_ascii_strcasecmp (name, "date") == 0)
    answer->date = MAX ((gint64) curl_getdate (value, NULL), 0) * G_USEC_PER_SEC;
}

static size_t
on_header (char *data, size_t size, size_t count, void *user_data)
{
  Exchange *exchange = user_data;
  gsize length = size * count;
  g_autofree char *line = g_strndup (data, length);
  if (g_str_has_prefix (line, "HTTP/"))
    {
      /* A new answer begins: forget what an interim one said. */
      keep (&exchange->answer->content_type, "");
      g_clear_pointer (&exchange->answer->etag, g_free);
      g_clear_pointer (&exchange->answer->location, g_free);
      g_clear_pointer (&exchange->answer->content, g_free);
      g_clear_pointer (&exchange->answer->next, g_free);
      exchange->answer->retry_after = -1;
      exchange->answer->date = 0;
    }
  char *colon = strchr (line, ':');
  gboolean folded = g_ascii_isspace (line[0]);
  if (colon != NULL && !folded)
    {
      *colon = '\0';
      take_header (exchange->answer, g_strstrip (line), g_strstrip (colon + 1));
    }
  return length;
}

static int
error_code (CURLcode code)
{
  if (code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION
      || code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_CIPHER
      || code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_ISSUER_ERROR
      || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH || code == CURLE_SSL_INVALIDCERTSTATUS)
    return STIPPLE_ERROR_TLS;
  return STIPPLE_ERROR_NETWORK;
}

static void
set_transfer_error (CURLcode code, const Exchange *exchange, GError **error)
{
  if (exchange->too_large)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE,
                         _ ("The hub’s answer is larger than it may be."));
  else if (error_code (code) == STIPPLE_ERROR_TLS)
    g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TLS,
                 _ ("The hub could not be verified (%s). Check its certificate and this "
                    "machine’s clock."),
                 curl_easy_strerror (code));
  else
    g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NETWORK,
                 _ ("The hub could not be reached (%s). Check the network and that the hub runs."),
                 curl_easy_strerror (code));
}

static CurlHeaders *
make_headers (const StippleHttpRequest *request)
{
  CurlHeaders *headers = NULL;
  /* An interim "100 Continue" would cost a round trip and some proxies never send it. */
  headers = curl_slist_append (headers, "Expect:");
  const struct
  {
    const char *name;
    const char *value;
  } wanted[] = {
    { "Content-Type", request->content_type },
    { "If-None-Match", request->if_none_match },
    { "If-Match", request->if_match },
    { "Accept", request->accept },
  };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      /* A name alone keeps curl from adding a value of its own. */
      gboolean given = wanted[i].value != NULL;
      g_autofree char *line =
          g_strconcat (wanted[i].name, given ? ": " : ":", wanted[i].value, NULL);
      headers = curl_slist_append (headers, line);
    }
  return headers;
}

static void
set_up (StippleHttp *self, const StippleHttpRequest *request, CURLU *url, gboolean local,
        CurlHeaders *headers, Exchange *exchange)
{
  CURL *easy = self->easy;
  curl_easy_reset (easy);
  curl_easy_setopt (easy, CURLOPT_CURLU, url);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  /* A name server that does not answer must hold up neither a timeout nor a cancellation. */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT, (long) self->options.connect_timeout_s);
  curl_easy_setopt (easy, CURLOPT_TIMEOUT,
                    (long) (request->total_timeout_s != 0 ? request->total_timeout_s
                                                          : self->options.total_timeout_s));
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_TIME, (long) self->options.stall_timeout_s);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "Stipple");
  if (local)
    curl_easy_setopt (easy, CURLOPT_PROXY, "");
  if (self->options.ca_file != NULL)
    curl_easy_setopt (easy, CURLOPT_CAINFO, self->options.ca_file);
  if (self->options.pinned_key != NULL)
    curl_easy_setopt (easy, CURLOPT_PINNEDPUBLICKEY, self->options.pinned_key);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, exchange);
  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, exchange);
  if (request->bearer != NULL)
    {
      curl_easy_setopt (easy, CURLOPT_HTTPAUTH, (long) CURLAUTH_BEARER);
      curl_easy_setopt (easy, CURLOPT_XOAUTH2_BEARER, request->bearer);
    }
  if (request->body != NULL || strcmp (request->method, "POST") == 0)
    {
      curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) request->body_length);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDS, request->body != NULL ? request->body : "");
    }
  curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, request->method);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, headers);
}

static void
on_cancelled (GCancellable *cancellable, gpointer multi)
{
  curl_multi_wakeup (multi);
}

/* The transfer on a multi handle, so that a cancellation wakes it at once. */
static CURLcode
transfer (StippleHttp *self, GCancellable *cancellable)
{
  CURLcode code = CURLE_ABORTED_BY_CALLBACK;
  gulong handler = 0;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self->multi, NULL);
  curl_multi_add_handle (self->multi, self->easy);
  int running = 1;
  while (running > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      if (curl_multi_perform (self->multi, &running) != CURLM_OK)
        break;
      if (running > 0)
        curl_multi_poll (self->multi, NULL, 0, 1000, NULL);
    }
  int left;
  for (CURLMsg *message; (message = curl_multi_info_read (self->multi, &left)) != NULL;)
    if (message->msg == CURLMSG_DONE)
      code = message->data.result;
  curl_multi_remove_handle (self->multi, self->easy);
  g_cancellable_disconnect (cancellable, handler);
  return code;
}

static void
wipe_bytes (gpointer data)
{
  GByteArray *array = data;
  if (array->len > 0)
    explicit_bzero (array->data, array->len);
  g_byte_array_unref (array);
}

StippleHttpAnswer *
stipple_http_perform (StippleHttp *self, const StippleHttpRequest *request,
                      GCancellable *cancellable, GError **error)
{
  gboolean local;
  g_autoptr (CURLU) url = check_url (request->url, &local, error);
  if (url == NULL)
    return NULL;
  g_autoptr (StippleHttpAnswer) answer = g_new0 (StippleHttpAnswer, 1);
  answer->retry_after = -1;
  answer->content_type = g_strdup ("");
  g_autoptr (CurlHeaders) headers = make_headers (request);
  Exchange exchange = {
    .answer = answer,
    .body = g_byte_array_new (),
    .max_bytes = request->max_bytes > 0 ? request->max_bytes : DEFAULT_MAX_BYTES,
  };
  set_up (self, request, url, local, headers, &exchange);
  CURLcode code = transfer (self, cancellable);
  answer->body = g_bytes_new_with_free_func (exchange.body->data, exchange.body->len, wipe_bytes,
                                             exchange.body);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED, _ ("Cancelled."));
      return NULL;
    }
  if (code != CURLE_OK)
    {
      set_transfer_error (code, &exchange, error);
      return NULL;
    }
  long status = 0;
  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  answer->status = (int) status;
  return g_steal_pointer (&answer);
}

static int
error_of_status (int status)
{
  static const struct
  {
    int status;
    int code;
  } map[] = {
    { 400, STIPPLE_ERROR_INVALID },   { 401, STIPPLE_ERROR_UNAUTHORIZED },
    { 403, STIPPLE_ERROR_FORBIDDEN }, { 404, STIPPLE_ERROR_NOT_FOUND },
    { 409, STIPPLE_ERROR_CONFLICT },  { 410, STIPPLE_ERROR_GONE },
    { 412, STIPPLE_ERROR_CONFLICT },  { 413, STIPPLE_ERROR_TOO_LARGE },
    { 422, STIPPLE_ERROR_INVALID },   { 429, STIPPLE_ERROR_THROTTLED },
  };
  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    if (map[i].status == status)
      return map[i].code;
  return status >= 500 ? STIPPLE_ERROR_NETWORK : STIPPLE_ERROR_PROTOCOL;
}

/* What the hub says in its own words: an OperationOutcome's diagnostics, or a problem's detail. */
static char *
words_of (const StippleHttpAnswer *answer)
{
  if (!g_str_has_suffix (answer->content_type, "json"))
    return NULL;
  gsize length;
  const void *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (StippleJson) json = stipple_json_parse (data, length, length, NULL);
  const json_t *issue = json_array_get (json_object_get (json, "issue"), 0);
  const char *said[] = {
    json_string_value (json_object_get (issue, "diagnostics")),
    json_string_value (json_object_get (json, "detail")),
    json_string_value (json_object_get (json, "title")),
  };
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (said) && words->len == 0; i++)
    if (said[i] != NULL)
      g_string_append (words, said[i]);
  const json_t *faults = json_object_get (json, "faults");
  for (gsize i = 0; i < json_array_size (faults); i++)
    if (json_is_string (json_array_get (faults, i)))
      g_string_append_printf (words, "\n  %s", json_string_value (json_array_get (faults, i)));
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

void
stipple_http_answer_to_error (const StippleHttpAnswer *answer, GError **error)
{
  g_autofree char *words = words_of (answer);
  int code = error_of_status (answer->status);
  if (words != NULL)
    g_set_error_literal (error, STIPPLE_ERROR, code, words);
  else if (answer->status >= 500)
    g_set_error (error, STIPPLE_ERROR, code,
                 _ ("The hub cannot answer right now (status %d). Try again in a minute."),
                 answer->status);
  else
    g_set_error (
        error, STIPPLE_ERROR, code,
        _ ("What answered (status %d) does not look like a Stipple hub. Check the address."),
        answer->status);
}
