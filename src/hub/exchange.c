// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/exchange.h"

#include "core/error.h"
#include "hub/router.h"
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

/* A refused body up to this size is read and thrown away, so that the client gets to see the refusal
 * instead of a broken connection. */
#define DISCARD_MAX (8 * 1024 * 1024)

struct _StippleExchange
{
  StippleHub *hub;
  StippleRequest *request;
  StippleResponse *response; /* known before the body is through: a refusal */
  const char *scheme;
  char *target;
  gint64 started; /* monotonic */
  gboolean has_head;
  gboolean must_close; /* where the next request would begin is in doubt */
  gsize discarded;
};

StippleExchange *
stipple_exchange_new (StippleHub *hub, const char *target, const char *scheme)
{
  StippleExchange *self = g_new0 (StippleExchange, 1);

  self->hub = hub;
  self->request = stipple_request_new ();
  self->scheme = scheme;
  self->target = g_strdup (target);
  self->started = g_get_monotonic_time ();
  return self;
}

void
stipple_exchange_free (StippleExchange *self)
{
  stipple_request_free (self->request);
  g_clear_pointer (&self->response, stipple_response_free);
  g_free (self->target);
  g_free (self);
}

/* --- The head. */

/* Headers that decide something, each allowed once. */
typedef enum
{
  HOST,
  CONTENT_LENGTH,
  TRANSFER_ENCODING,
  CONTENT_TYPE,
  AUTHORIZATION,
  EXPECT,
  IF_NONE_MATCH,
  IF_MATCH,
  N_HEADERS,
} Header;

static const char *const header_names[N_HEADERS] = {
  "Host",          "Content-Length", "Transfer-Encoding", "Content-Type",
  "Authorization", "Expect",         "If-None-Match",     "If-Match",
};

typedef struct
{
  const char *values[N_HEADERS];
  gboolean is_odd;
} Head;

/* RFC 9110, 5.6.2. libmicrohttpd lets "Content-Length " pass as some other header. */
static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("!#$%&'*+-.^_`|~", *text) == NULL)
      return FALSE;
  return TRUE;
}

static enum MHD_Result
collect_header (void *data, enum MHD_ValueKind kind, const char *name, size_t name_size,
                const char *value, size_t value_size)
{
  Head *head = data;

  head->is_odd |= !is_token (name);
  for (guint i = 0; i < N_HEADERS; i++)
    if (g_ascii_strcasecmp (name, header_names[i]) == 0)
      {
        head->is_odd |= head->values[i] != NULL;
        head->values[i] = value != NULL ? value : "";
      }
  return MHD_YES;
}

static gboolean
is_host (const char *host)
{
  return host[0] != '\0' && strlen (host) <= 255
         && strspn (host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]")
                == strlen (host);
}

static gboolean
is_number (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= 18 && strspn (text, "0123456789") == length;
}

static const char *
find_fault (const Head *head, const char *version)
{
  const char *length = head->values[CONTENT_LENGTH];
  const char *coding = head->values[TRANSFER_ENCODING];
  gboolean is_1_1 = strcmp (version, "HTTP/1.1") == 0;

  if (head->is_odd)
    return "A header is malformed or given twice.";
  if (!is_1_1 && strcmp (version, "HTTP/1.0") != 0)
    return "Use HTTP/1.1.";
  if (head->values[HOST] == NULL ? is_1_1 : !is_host (head->values[HOST]))
    return "The Host header is missing or malformed.";
  if (length != NULL && (coding != NULL || !is_number (length)))
    return "The length of the body is in doubt.";
  if (coding != NULL && (!is_1_1 || g_ascii_strcasecmp (coding, "chunked") != 0))
    return "Transfer-Encoding can only be chunked.";
  return NULL;
}

static char *
find_bearer (const char *authorization)
{
  const char *scheme = "Bearer ";

  if (authorization == NULL || g_ascii_strncasecmp (authorization, scheme, strlen (scheme)) != 0)
    return NULL;
  return g_strstrip (g_strdup (authorization + strlen (scheme)));
}

static char *
find_peer (struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  char host[NI_MAXHOST];
  socklen_t length;

  if (info == NULL || info->client_addr == NULL)
    return NULL;
  length = info->client_addr->sa_family == AF_INET6 ? sizeof (struct sockaddr_in6)
                                                    : sizeof (struct sockaddr_in);
  return getnameinfo (info->client_addr, length, host, sizeof host, NULL, 0, NI_NUMERICHOST) == 0
             ? g_strdup (host)
             : NULL;
}

static void
read_head (StippleExchange *self, struct MHD_Connection *connection, const char *method,
           const char *version)
{
  StippleRequest *request = self->request;
  g_autoptr (GError) error = NULL;
  Head head = { 0 };
  const char *fault;
  gboolean is_target;
  guint64 length;

  MHD_get_connection_values_n (connection, MHD_HEADER_KIND, collect_header, &head);
  request->method = g_strdup (method);
  is_target = stipple_request_set_target (request, self->target, &error);
  fault = find_fault (&head, version);
  if (fault != NULL)
    {
      self->must_close = TRUE;
      self->response = stipple_response_new_error (request, 400, fault, NULL);
      return;
    }
  length = head.values[CONTENT_LENGTH] != NULL
               ? g_ascii_strtoull (head.values[CONTENT_LENGTH], NULL, 10)
               : 0;
  request->has_body = length > 0 || head.values[TRANSFER_ENCODING] != NULL;
  request->base = g_strdup_printf ("%s://%s", self->scheme,
                                   head.values[HOST] != NULL ? head.values[HOST] : "localhost");
  request->bearer = find_bearer (head.values[AUTHORIZATION]);
  request->content_type = g_strdup (head.values[CONTENT_TYPE]);
  request->if_none_match = g_strdup (head.values[IF_NONE_MATCH]);
  request->if_match = g_strdup (head.values[IF_MATCH]);
  request->from = find_peer (connection);
  request->body = g_byte_array_new ();
  if (!is_target)
    self->response = stipple_response_new_error (request, 400, error->message, NULL);
  else
    self->response = stipple_router_admit (self->hub, request);
  if (self->response == NULL && length > request->route->max_body)
    self->response = stipple_response_new_error (request, 413, "The body is too large.", NULL);
  /* Who asks first whether to send, or would send very much, is answered at once. */
  if (self->response != NULL && request->has_body
      && (length > DISCARD_MAX || head.values[EXPECT] != NULL))
    self->must_close = TRUE;
}

/* --- The reply. */

static void
free_body (void *bytes)
{
  g_bytes_unref (bytes);
}

static void
add_headers (struct MHD_Response *reply, const StippleResponse *response, gboolean secure)
{
  gboolean has_cache_rule = FALSE;

  for (guint i = 0; i + 1 < response->headers->len; i += 2)
    {
      const char *name = g_ptr_array_index (response->headers, i);

      MHD_add_response_header (reply, name, g_ptr_array_index (response->headers, i + 1));
      has_cache_rule |= strcmp (name, MHD_HTTP_HEADER_CACHE_CONTROL) == 0;
    }
  if (response->content_type != NULL)
    MHD_add_response_header (reply, MHD_HTTP_HEADER_CONTENT_TYPE, response->content_type);
  /* About persons, unless the handler says otherwise. */
  if (!has_cache_rule)
    MHD_add_response_header (reply, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
  MHD_add_response_header (reply, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header (reply, "Content-Security-Policy",
                           "default-src 'none'; frame-ancestors 'none'");
  MHD_add_response_header (reply, "Referrer-Policy", "no-referrer");
  if (secure)
    MHD_add_response_header (reply, "Strict-Transport-Security", "max-age=31536000");
}

/* The route's own words only: nothing a client sent reaches the log. */
static void
note (StippleExchange *self, int status)
{
  const StippleRoute *route = self->request->route;
  const char *method = route != NULL ? route->method : "-";
  const char *pattern = route != NULL ? route->pattern : "-";
  gint64 duration = g_get_monotonic_time () - self->started;

  stipple_metrics_count_request (self->hub->metrics, method, pattern, status, duration);
  fprintf (stderr, "%s %s %d %.1f ms\n", method, pattern, status, (double) duration / 1000);
}

static enum MHD_Result
reply_with (StippleExchange *self, struct MHD_Connection *connection)
{
  const StippleResponse *response = self->response;
  gsize length = response->body != NULL ? g_bytes_get_size (response->body) : 0;
  struct MHD_Response *reply;
  enum MHD_Result result;

  if (response->body != NULL)
    reply = MHD_create_response_from_buffer_with_free_callback_cls (
        length, (void *) g_bytes_get_data (response->body, NULL), free_body,
        g_bytes_ref (response->body));
  else
    reply = MHD_create_response_from_buffer (0, NULL, MHD_RESPMEM_PERSISTENT);
  if (reply == NULL)
    return MHD_NO;
  add_headers (reply, response, strcmp (self->scheme, "https") == 0);
  if (self->must_close)
    MHD_add_response_header (reply, MHD_HTTP_HEADER_CONNECTION, "close");
  note (self, response->status);
  result = MHD_queue_response (connection, (unsigned) response->status, reply);
  MHD_destroy_response (reply);
  return result;
}

/* --- The body. */

static enum MHD_Result
take_body (StippleExchange *self, const char *data, gsize length)
{
  GByteArray *body = self->request->body;

  if (self->response == NULL && body->len + length > self->request->route->max_body)
    self->response =
        stipple_response_new_error (self->request, 413, "The body is too large.", NULL);
  if (self->response == NULL)
    {
      g_byte_array_append (body, (const guint8 *) data, (guint) length);
      return MHD_YES;
    }
  self->discarded += length;
  return self->discarded <= DISCARD_MAX ? MHD_YES : MHD_NO;
}

enum MHD_Result
stipple_exchange_step (StippleExchange *self, struct MHD_Connection *connection, const char *method,
                       const char *version, const char *data, size_t *length)
{
  if (!self->has_head)
    {
      self->has_head = TRUE;
      read_head (self, connection, method, version);
      return self->must_close ? reply_with (self, connection) : MHD_YES;
    }
  if (*length > 0)
    {
      enum MHD_Result result = take_body (self, data, *length);

      *length = 0;
      return result;
    }
  if (self->response == NULL)
    self->response = stipple_router_run (self->hub, self->request);
  return reply_with (self, connection);
}
