// SPDX-License-Identifier: GPL-3.0-or-later
#include "speech/speaker.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>
#include <libspeechd.h>
#include <string.h>

#define LAST_WORD_US (G_USEC_PER_SEC / 2)
#define UNIX_SOCKET "unix_socket:"

typedef enum
{
  ORDER_SAY,
  ORDER_STOP,
  ORDER_ENDED, /* the server's news of a message */
  ORDER_QUIT,
} OrderKind;

typedef struct
{
  OrderKind kind;
  guint turn; /* of the text to say */
  char *language;
  char *text;
  gsize message; /* the server's number */
} Order;

struct _StippleSpeaker
{
  GObject parent_instance;

  GMainContext *context;
  GThread *thread; /* NULL until something is said */
  GAsyncQueue *orders;
  GAsyncQueue *over; /* gets something when the thread ends */
  guint turn;        /* counts texts and stops: older news is ignored */
};

G_DEFINE_FINAL_TYPE (StippleSpeaker, stipple_speaker, G_TYPE_OBJECT)

enum
{
  FINISHED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
order_free (gpointer data)
{
  Order *self = data;

  g_free (self->language);
  g_free (self->text);
  g_free (self);
}

/* --- News for the main context */

typedef struct
{
  GWeakRef speaker;
  guint turn;
  char *fault; /* NULL: finished */
} News;

static void
news_free (gpointer data)
{
  News *self = data;

  g_weak_ref_clear (&self->speaker);
  g_free (self->fault);
  g_free (self);
}

static gboolean
on_news (gpointer data)
{
  News *news = data;
  g_autoptr (StippleSpeaker) self = g_weak_ref_get (&news->speaker);

  if (self == NULL || self->turn != news->turn)
    return G_SOURCE_REMOVE;
  if (news->fault == NULL)
    g_signal_emit (self, signals[FINISHED], 0);
  else
    g_signal_emit (self, signals[FAILED], 0, news->fault);
  return G_SOURCE_REMOVE;
}

/* --- The thread that talks to the server */

typedef struct
{
  GAsyncQueue *orders;
  GAsyncQueue *over;
  GMainContext *context;
  GWeakRef speaker;

  SPDConnection *connection;
  guint turn; /* of what is being said; 0 when nothing is */
  gsize message;
} Talk;

/* libspeechd's callbacks carry no data of ours. */
static GMutex listener_mutex;
static GAsyncQueue *listener;

static void
listen_with (GAsyncQueue *orders)
{
  g_mutex_lock (&listener_mutex);
  g_clear_pointer (&listener, g_async_queue_unref);
  if (orders != NULL)
    listener = g_async_queue_ref (orders);
  g_mutex_unlock (&listener_mutex);
}

/* On libspeechd's own thread. */
static void
on_ended (size_t message, size_t client, SPDNotificationType type)
{
  g_mutex_lock (&listener_mutex);
  if (listener != NULL)
    {
      Order *order = g_new0 (Order, 1);

      order->kind = ORDER_ENDED;
      order->message = message;
      g_async_queue_push (listener, order);
    }
  g_mutex_unlock (&listener_mutex);
}

static void
tell (Talk *talk, const char *fault)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  News *news = g_new0 (News, 1);
  g_autoptr (StippleSpeaker) speaker = g_weak_ref_get (&talk->speaker);

  g_weak_ref_init (&news->speaker, speaker);
  news->turn = talk->turn;
  news->fault = g_strdup (fault);
  talk->turn = 0;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_news, news, news_free);
  g_source_set_static_name (source, "stipple-speaker");
  g_source_attach (source, talk->context);
}

/* Whether the server that somebody else looks after is there: asked beforehand, since libspeechd would
 * start one of its own in its place, and loses memory when it cannot. */
static gboolean
is_reachable (const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) place = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  if (!g_str_has_prefix (address, UNIX_SOCKET))
    return TRUE;
  place = g_unix_socket_address_new (address + strlen (UNIX_SOCKET));
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (place), NULL, NULL);
  return connection != NULL;
}

static gboolean
connect_to_server (Talk *talk)
{
  const char *address = g_getenv ("SPEECHD_ADDRESS");
  g_autofree char *fault = NULL;

  if (talk->connection != NULL)
    return TRUE;
  if (address != NULL && !is_reachable (address))
    return FALSE;
  talk->connection =
      spd_open2 ("stipple-kiosk", "reader", NULL, SPD_MODE_THREADED, NULL, address == NULL, &fault);
  if (talk->connection == NULL)
    return FALSE;
  talk->connection->callback_end = on_ended;
  return spd_set_notification_on (talk->connection, SPD_END) == 0;
}

static void
disconnect_from_server (Talk *talk)
{
  g_clear_pointer (&talk->connection, spd_close);
}

static void
silence (Talk *talk)
{
  talk->turn = 0;
  if (talk->connection != NULL && spd_cancel (talk->connection) != 0)
    disconnect_from_server (talk);
}

static gboolean
try_to_say (Talk *talk, const Order *order)
{
  /* "fr" of "fr-CA": which of a language's voices it is stands in the server's own settings. */
  g_autofree char *language = g_strndup (order->language, strcspn (order->language, "-"));
  int message = -1;

  if (connect_to_server (talk) && spd_set_language (talk->connection, language) == 0)
    message = spd_say (talk->connection, SPD_MESSAGE, order->text);
  if (message < 0)
    {
      disconnect_from_server (talk);
      return FALSE;
    }
  talk->message = (gsize) message;
  return TRUE;
}

static void
say (Talk *talk, const Order *order)
{
  silence (talk);
  talk->turn = order->turn;
  /* A server that was started anew knows nothing of the connection that was. */
  if (!try_to_say (talk, order) && !try_to_say (talk, order))
    tell (talk, _ ("Reading aloud does not work: the speech service cannot be reached."));
}

static gpointer
run (gpointer data)
{
  Talk *talk = data;
  gboolean quit = FALSE;

  while (!quit)
    {
      Order *order = g_async_queue_pop (talk->orders);

      if (order->kind == ORDER_SAY)
        say (talk, order);
      else if (order->kind == ORDER_ENDED && talk->turn != 0 && order->message == talk->message)
        tell (talk, NULL);
      else if (order->kind == ORDER_STOP || order->kind == ORDER_QUIT)
        silence (talk);
      quit = order->kind == ORDER_QUIT;
      order_free (order);
    }
  listen_with (NULL);
  disconnect_from_server (talk);
  g_weak_ref_clear (&talk->speaker);
  g_main_context_unref (talk->context);
  g_async_queue_unref (talk->orders);
  g_async_queue_push (talk->over, GINT_TO_POINTER (TRUE));
  g_async_queue_unref (talk->over);
  g_free (talk);
  return NULL;
}

static void
start (StippleSpeaker *self)
{
  Talk *talk = g_new0 (Talk, 1);

  talk->orders = g_async_queue_ref (self->orders);
  talk->over = g_async_queue_ref (self->over);
  talk->context = g_main_context_ref (self->context);
  g_weak_ref_init (&talk->speaker, self);
  listen_with (self->orders);
  self->thread = g_thread_new ("stipple-speech", run, talk);
}

/* --- The speaker */

static void
give_order (StippleSpeaker *self, OrderKind kind, const char *language, const char *text)
{
  Order *order = g_new0 (Order, 1);

  self->turn = MAX (self->turn + 1, 1);
  order->kind = kind;
  order->turn = self->turn;
  order->language = g_strdup (language);
  order->text = g_strdup (text);
  g_async_queue_push (self->orders, order);
}

void
stipple_speaker_say (StippleSpeaker *self, const char *language, const char *text)
{
  g_return_if_fail (STIPPLE_IS_SPEAKER (self));

  if (self->thread == NULL)
    start (self);
  give_order (self, ORDER_SAY, language, text);
}

void
stipple_speaker_stop (StippleSpeaker *self)
{
  g_return_if_fail (STIPPLE_IS_SPEAKER (self));

  if (self->thread != NULL)
    give_order (self, ORDER_STOP, NULL, NULL);
}

static void
stipple_speaker_dispose (GObject *object)
{
  StippleSpeaker *self = STIPPLE_SPEAKER (object);

  if (self->thread != NULL)
    {
      /* A server that does not answer shall not keep the program from ending. */
      give_order (self, ORDER_QUIT, NULL, NULL);
      g_async_queue_timeout_pop (self->over, LAST_WORD_US);
      g_clear_pointer (&self->thread, g_thread_unref);
    }
  G_OBJECT_CLASS (stipple_speaker_parent_class)->dispose (object);
}

static void
stipple_speaker_finalize (GObject *object)
{
  StippleSpeaker *self = STIPPLE_SPEAKER (object);

  g_async_queue_unref (self->orders);
  g_async_queue_unref (self->over);
  g_main_context_unref (self->context);
  G_OBJECT_CLASS (stipple_speaker_parent_class)->finalize (object);
}

static void
stipple_speaker_class_init (StippleSpeakerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stipple_speaker_dispose;
  object_class->finalize = stipple_speaker_finalize;
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stipple_speaker_init (StippleSpeaker *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->orders = g_async_queue_new_full (order_free);
  self->over = g_async_queue_new ();
}

StippleSpeaker *
stipple_speaker_new (void)
{
  return g_object_new (STIPPLE_TYPE_SPEAKER, NULL);
}
