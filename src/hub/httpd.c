// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/httpd.h"

#include "core/error.h"
#include "hub/deadline.h"
#include "hub/exchange.h"
#include "hub/lock.h"
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* Room for one request's head. */
#define CONNECTION_MEMORY (32 * 1024)
#define DRAIN_S 5
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

struct _StippleHttpd
{
  StippleHub *hub;
  struct MHD_Daemon *daemon;
  StippleDeadlines *deadlines;
  gint64 head_us;
  gint64 request_us;
  char *url;
  const char *scheme;
  char *certificate; /* PEM */
  char *key;

  pthread_mutex_t lock;
  pthread_cond_t idle;
  guint n_running; /* requests; under the lock */
};

/* --- libmicrohttpd's callbacks, each on the thread of its connection but the first and last. */

static void
on_connection (void *data, struct MHD_Connection *connection, void **context,
               enum MHD_ConnectionNotificationCode code)
{
  StippleHttpd *self = data;
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    *context = stipple_deadlines_add (self->deadlines, info->connect_fd, self->head_us);
  else
    stipple_deadlines_remove (self->deadlines, *context);
}

static void
set_deadline (StippleHttpd *self, struct MHD_Connection *connection, gint64 in_us)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  stipple_deadlines_set (self->deadlines, info->socket_context, in_us);
}

static void *
on_request_line (void *data, const char *target, struct MHD_Connection *connection)
{
  StippleHttpd *self = data;
  STIPPLE_HOLD (&self->lock);

  self->n_running++;
  set_deadline (self, connection, self->request_us);
  return stipple_exchange_new (self->hub, target, self->scheme);
}

static enum MHD_Result
on_step (void *data, struct MHD_Connection *connection, const char *url, const char *method,
         const char *version, const char *body, size_t *length, void **context)
{
  return stipple_exchange_step (*context, connection, method, version, body, length);
}

static void
on_completed (void *data, struct MHD_Connection *connection, void **context,
              enum MHD_RequestTerminationCode code)
{
  StippleHttpd *self = data;
  StippleExchange *exchange = *context;

  if (exchange == NULL)
    return;
  stipple_exchange_free (exchange);
  *context = NULL;
  set_deadline (self, connection, self->head_us);

  STIPPLE_HOLD (&self->lock);
  self->n_running--;
  if (self->n_running == 0)
    pthread_cond_signal (&self->idle);
}

/* --- Listening. */

static gboolean
set_bad_address (GError **error)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                       _ ("Give the address to listen at as HOST:PORT, for example "
                          "127.0.0.1:8844."));
  return FALSE;
}

static GInetAddress *
find_address (const char *host, GError **error)
{
  g_autoptr (GResolver) resolver = NULL;
  GInetAddress *address = g_inet_address_new_from_string (host);
  GList *found;

  if (address != NULL)
    return address;
  if (strcmp (host, "localhost") == 0)
    return g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  resolver = g_resolver_get_default ();
  found = g_resolver_lookup_by_name (resolver, host, NULL, NULL);
  if (found == NULL)
    {
      set_bad_address (error);
      return NULL;
    }
  address = g_object_ref (found->data);
  g_resolver_free_addresses (found);
  return address;
}

static GSocketAddress *
parse_address (const char *text, GError **error)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *host = NULL;
  g_autoptr (GInetAddress) address = NULL;
  guint64 port;

  if (colon == NULL || colon == text
      || !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    {
      set_bad_address (error);
      return NULL;
    }
  host = text[0] == '[' && colon[-1] == ']' ? g_strndup (text + 1, (gsize) (colon - text) - 2)
                                            : g_strndup (text, (gsize) (colon - text));
  address = find_address (host, error);
  return address != NULL ? g_inet_socket_address_new (address, (guint16) port) : NULL;
}

static GSocket *
listen_at (const char *text, GError **error)
{
  g_autoptr (GSocketAddress) address = parse_address (text, error);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) fault = NULL;

  if (address == NULL)
    return NULL;
  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, &fault);
  if (socket != NULL && g_socket_bind (socket, address, TRUE, &fault)
      && g_socket_listen (socket, &fault))
    return g_steal_pointer (&socket);
  g_set_error (error, STIPPLE_ERROR,
               g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE) ? STIPPLE_ERROR_IN_USE
                                                                              : STIPPLE_ERROR_IO,
               _ ("Could not listen at %s: %s"), text, fault->message);
  return NULL;
}

static char *
describe (GSocket *socket, const char *scheme, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);
  g_autofree char *text = NULL;

  if (address == NULL)
    return NULL;
  text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
  return g_strdup_printf ("%s://%s", scheme, text);
}

/* --- Starting and stopping. */

static gboolean
load_pem (const char *name, char **pem, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (g_file_get_contents (name, pem, NULL, &fault))
    return TRUE;
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
               _ ("Could not read the TLS certificate or key: %s"), fault->message);
  return FALSE;
}

static gboolean
load_tls (StippleHttpd *self, const StippleHttpdOptions *options, GError **error)
{
  self->scheme = options->tls_certificate != NULL ? "https" : "http";
  if ((options->tls_certificate == NULL) != (options->tls_key == NULL))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("Give --tls-certificate and --tls-key together."));
      return FALSE;
    }
  return options->tls_certificate == NULL
         || (load_pem (options->tls_certificate, &self->certificate, error)
             && load_pem (options->tls_key, &self->key, error));
}

static gboolean
start_daemon (StippleHttpd *self, const StippleHttpdOptions *options, int fd, GError **error)
{
  unsigned flags =
      MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ITC;
  struct MHD_OptionItem tls[] = {
    { MHD_OPTION_HTTPS_MEM_CERT, 0, self->certificate },
    { MHD_OPTION_HTTPS_MEM_KEY, 0, self->key },
    { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *) TLS_PRIORITIES },
    { MHD_OPTION_END, 0, NULL },
  };
  struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };

  if (self->certificate != NULL)
    flags |= MHD_USE_TLS;
  self->daemon = MHD_start_daemon (
      flags, 0, NULL, NULL, on_step, self,                                      /**/
      MHD_OPTION_LISTEN_SOCKET, fd,                                             /**/
      MHD_OPTION_STRICT_FOR_CLIENT, 1,                                          /**/
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) CONNECTION_MEMORY,           /**/
      MHD_OPTION_CONNECTION_LIMIT, options->max_connections,                    /**/
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->max_connections_per_address, /**/
      MHD_OPTION_NOTIFY_CONNECTION, on_connection, self,                        /**/
      MHD_OPTION_URI_LOG_CALLBACK, on_request_line, self,                       /**/
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, self,                          /**/
      MHD_OPTION_ARRAY, self->certificate != NULL ? tls : none, MHD_OPTION_END);
  if (self->daemon != NULL)
    return TRUE;
  close (fd);
  g_set_error_literal (error, STIPPLE_ERROR,
                       self->certificate != NULL ? STIPPLE_ERROR_INVALID : STIPPLE_ERROR_IO,
                       self->certificate != NULL
                           ? _ ("Could not start the server with this TLS certificate and key. "
                                "Check that they are PEM files and belong together.")
                           : _ ("Could not start the server."));
  return FALSE;
}

StippleHttpd *
stipple_httpd_start (StippleHub *hub, const StippleHttpdOptions *options, GError **error)
{
  g_autoptr (StippleHttpd) self = g_new0 (StippleHttpd, 1);
  g_autoptr (GSocket) socket = NULL;
  pthread_condattr_t attributes;
  int fd;

  self->hub = hub;
  self->head_us = options->head_us;
  self->request_us = options->request_us;
  pthread_mutex_init (&self->lock, NULL);
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&self->idle, &attributes);
  pthread_condattr_destroy (&attributes);
  self->deadlines = stipple_deadlines_new ();

  if (!load_tls (self, options, error))
    return NULL;
  socket = listen_at (options->listen, error);
  if (socket == NULL || (self->url = describe (socket, self->scheme, error)) == NULL)
    return NULL;
  /* libmicrohttpd closes the one it is given. */
  fd = dup (g_socket_get_fd (socket));
  if (fd < 0)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO, _ ("Could not listen at %s: %s"),
                   options->listen, g_strerror (errno));
      return NULL;
    }
  return start_daemon (self, options, fd, error) ? g_steal_pointer (&self) : NULL;
}

const char *
stipple_httpd_get_url (StippleHttpd *self)
{
  return self->url;
}

static void
drain (StippleHttpd *self)
{
  STIPPLE_HOLD (&self->lock);
  struct timespec end;

  clock_gettime (CLOCK_MONOTONIC, &end);
  end.tv_sec += DRAIN_S;
  while (self->n_running > 0
         && pthread_cond_timedwait (&self->idle, &self->lock, &end) != ETIMEDOUT)
    ;
}

void
stipple_httpd_stop (StippleHttpd *self)
{
  if (self->daemon != NULL)
    {
      int fd = MHD_quiesce_daemon (self->daemon);

      if (fd >= 0)
        close (fd);
      drain (self);
      MHD_stop_daemon (self->daemon);
    }
  stipple_deadlines_free (self->deadlines);
  pthread_cond_destroy (&self->idle);
  pthread_mutex_destroy (&self->lock);
  g_free (self->url);
  g_free (self->certificate);
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self);
}
