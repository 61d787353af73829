// SPDX-License-Identifier: GPL-3.0-or-later
#include "liar.h"

#include <string.h>

#define DRIP_MS 100

typedef struct
{
  LiarReply reply;
  gpointer data;
} Step;

typedef struct
{
  char *path;    /* NULL: of whatever has no script of its own */
  GArray *steps; /* Step */
  guint next;
} Script;

struct _Liar
{
  GSocket *socket;
  GSocketListener *listener; /* NULL: nobody listens yet */
  guint16 port;
  GCancellable *end;
  GThread *thread;
  GMutex lock;
  GPtrArray *connections; /* GThread; guarded by lock, as are the next three */
  GPtrArray *requests;    /* LiarRequest */
  GPtrArray *scripts;
  GPtrArray *texts;
};

typedef struct
{
  Liar *liar;
  GSocketConnection *connection;
} Visit;

static void
request_free (gpointer data)
{
  LiarRequest *request = data;
  g_free (request->method);
  g_free (request->path);
  g_free (request->head);
  g_free (request->body);
  g_free (request);
}

char *
liar_request_header (const LiarRequest *request, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (request->head, "\r\n", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');
      if (colon == NULL)
        continue;
      *colon = '\0';
      if (g_ascii_strcasecmp (lines[i], name) == 0)
        return g_strdup (g_strstrip (colon + 1));
    }
  return NULL;
}

/* Up to and with the empty line; NULL at the end of the stream. */
static char *
read_head (GInputStream *in, GCancellable *end)
{
  g_autoptr (GString) head = g_string_new (NULL);
  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      char c;
      if (g_input_stream_read (in, &c, 1, end, NULL) != 1)
        return NULL;
      g_string_append_c (head, c);
      /* Somebody speaks TLS to us: there will be no empty line. */
      if (head->len == 1 && !g_ascii_isupper (c))
        break;
    }
  return g_strdup (head->str);
}

static LiarRequest *
read_request (GInputStream *in, GCancellable *end)
{
  char *head = read_head (in, end);
  if (head == NULL)
    return NULL;
  LiarRequest *request = g_new0 (LiarRequest, 1);
  g_auto (GStrv) words = g_strsplit_set (head, " \r", 3);
  request->head = head;
  request->method = g_strdup (words[0]);
  request->path = words[0] != NULL ? g_strdup (words[1]) : NULL;
  g_autofree char *length = liar_request_header (request, "Content-Length");
  request->body_length = length != NULL ? g_ascii_strtoull (length, NULL, 10) : 0;
  request->body = g_malloc0 (request->body_length + 1);
  gsize got = 0;
  g_input_stream_read_all (in, request->body, request->body_length, &got, end, NULL);
  if (got == request->body_length)
    return request;
  request_free (request);
  return NULL;
}

static void
script_free (gpointer data)
{
  Script *script = data;
  g_free (script->path);
  g_array_unref (script->steps);
  g_free (script);
}

static Script *
find_script (Liar *self, const char *path)
{
  for (guint i = 0; i < self->scripts->len; i++)
    {
      Script *script = g_ptr_array_index (self->scripts, i);
      if (g_strcmp0 (script->path, path) == 0)
        return script;
    }
  return NULL;
}

static Step
take_step (Liar *self, LiarRequest *request)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->requests, request);
  Script *script = find_script (self, request->path);
  if (script == NULL)
    script = find_script (self, NULL);
  g_assert_nonnull (script);
  Step step = g_array_index (script->steps, Step, MIN (script->next, script->steps->len - 1));
  script->next++;
  g_mutex_unlock (&self->lock);
  return step;
}

static gpointer
serve (gpointer data)
{
  g_autofree Visit *visit = data;
  g_autoptr (GSocketConnection) connection = visit->connection;
  Liar *self = visit->liar;
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  gboolean open = TRUE;
  while (open)
    {
      LiarRequest *request = read_request (in, self->end);
      if (request == NULL)
        break;
      Step step = take_step (self, request);
      open = step.reply (request, G_IO_STREAM (connection), self->end, step.data);
    }
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return NULL;
}

static gpointer
listen_thread (gpointer data)
{
  Liar *self = data;
  for (;;)
    {
      GSocketConnection *connection =
          g_socket_listener_accept (self->listener, NULL, self->end, NULL);
      if (connection == NULL)
        return NULL;
      Visit *visit = g_new0 (Visit, 1);
      visit->liar = self;
      visit->connection = connection;
      g_mutex_lock (&self->lock);
      g_ptr_array_add (self->connections, g_thread_new ("liar-visit", serve, visit));
      g_mutex_unlock (&self->lock);
    }
}

Liar *
liar_new_closed (void)
{
  Liar *self = g_new0 (Liar, 1);
  self->end = g_cancellable_new ();
  self->connections = g_ptr_array_new ();
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->scripts = g_ptr_array_new_with_free_func (script_free);
  g_mutex_init (&self->lock);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;
  self->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->socket, wanted, TRUE, &error);
  g_assert_no_error (error);
  got = g_socket_get_local_address (self->socket, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  return self;
}

void
liar_open (Liar *self)
{
  g_autoptr (GError) error = NULL;
  g_socket_listen (self->socket, &error);
  g_assert_no_error (error);
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_socket (self->listener, self->socket, NULL, &error);
  g_assert_no_error (error);
  self->thread = g_thread_new ("liar", listen_thread, self);
}

Liar *
liar_new (void)
{
  Liar *self = liar_new_closed ();
  liar_open (self);
  return self;
}

void
liar_free (Liar *self)
{
  g_cancellable_cancel (self->end);
  g_clear_pointer (&self->thread, g_thread_join);
  for (guint i = 0; i < self->connections->len; i++)
    g_thread_join (g_ptr_array_index (self->connections, i));
  if (self->listener != NULL)
    g_socket_listener_close (self->listener);
  g_clear_object (&self->listener);
  g_object_unref (self->socket);
  g_object_unref (self->end);
  g_ptr_array_unref (self->connections);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->scripts);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
liar_get_port (Liar *self)
{
  return self->port;
}

char *
liar_url (Liar *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

void
liar_then_at (Liar *self, const char *path, LiarReply reply, gpointer data)
{
  Step step = { reply, data };
  g_mutex_lock (&self->lock);
  Script *script = find_script (self, path);
  if (script == NULL)
    {
      script = g_new0 (Script, 1);
      script->path = g_strdup (path);
      script->steps = g_array_new (FALSE, FALSE, sizeof (Step));
      g_ptr_array_add (self->scripts, script);
    }
  g_array_append_val (script->steps, step);
  g_mutex_unlock (&self->lock);
}

void
liar_then (Liar *self, LiarReply reply, gpointer data)
{
  liar_then_at (self, NULL, reply, data);
}

static gboolean
say (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  liar_write (connection, data, -1);
  return FALSE;
}

void
liar_say_at (Liar *self, const char *path, const char *raw)
{
  char *copy = g_strdup (raw);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->texts, copy);
  g_mutex_unlock (&self->lock);
  liar_then_at (self, path, say, copy);
}

void
liar_say (Liar *self, const char *raw)
{
  liar_say_at (self, NULL, raw);
}

/* The nth request for @path, and how many there are. */
static const LiarRequest *
look_up (Liar *self, const char *path, guint n, guint *count)
{
  const LiarRequest *found = NULL;
  *count = 0;
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->requests->len; i++)
    {
      const LiarRequest *request = g_ptr_array_index (self->requests, i);
      if (path != NULL && g_strcmp0 (request->path, path) != 0)
        continue;
      if (*count == n)
        found = request;
      *count += 1;
    }
  g_mutex_unlock (&self->lock);
  return found;
}

guint
liar_count_at (Liar *self, const char *path)
{
  guint count;
  look_up (self, path, 0, &count);
  return count;
}

const LiarRequest *
liar_nth_at (Liar *self, const char *path, guint n)
{
  guint count;
  const LiarRequest *request = look_up (self, path, n, &count);
  g_assert_nonnull (request);
  return request;
}

guint
liar_count (Liar *self)
{
  return liar_count_at (self, NULL);
}

const LiarRequest *
liar_nth (Liar *self, guint n)
{
  return liar_nth_at (self, NULL, n);
}

/* --- Replies */

gboolean
liar_write (GIOStream *connection, const char *text, gssize length)
{
  GOutputStream *out = g_io_stream_get_output_stream (connection);
  gsize written;
  return g_output_stream_write_all (out, text, length >= 0 ? (gsize) length : strlen (text),
                                    &written, NULL, NULL);
}

gboolean
liar_answer (GIOStream *connection, const char *status, const char *headers, const char *body)
{
  g_autofree char *text =
      g_strdup_printf ("HTTP/1.1 %s\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", status,
                       headers, strlen (body), body);
  return liar_write (connection, text, -1);
}

gboolean
liar_drop (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  return FALSE;
}

gboolean
liar_hang (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  char c;
  if (data != NULL)
    liar_write (connection, data, -1);
  g_input_stream_read (g_io_stream_get_input_stream (connection), &c, 1, end, NULL);
  return FALSE;
}

gboolean
liar_drip (const LiarRequest *request, GIOStream *connection, GCancellable *end, gpointer data)
{
  GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection));
  liar_write (connection, data, -1);
  /* Readable: the client has gone; cancelled: so have we. */
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP, DRIP_MS * 1000, end, &error);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
          || !liar_write (connection, " ", 1))
        return FALSE;
    }
}
