// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session/hub-watch.h"

#include "wire/api.h"

enum
{
  PROP_0,
  PROP_N_NEW,
  PROP_N_IN_PROGRESS,
  PROP_N_CALLS,
  PROP_N_QUARANTINE,
  PROP_QUARANTINE_CHANGE,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESET,
  N_SIGNALS
};

struct _StippleHubWatch
{
  GObject parent_instance;

  StippleHubClient *client;
  char *cursor;
  guint counts[N_PROPS];
  guint timer;
  GCancellable *asking;
};

G_DEFINE_FINAL_TYPE (StippleHubWatch, stipple_hub_watch, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void ask (StippleHubWatch *self);

static gboolean
on_time (gpointer data)
{
  StippleHubWatch *self = data;

  self->timer = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
ask_in (StippleHubWatch *self, guint ms)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (ms, on_time, self);
}

static void
set_count (StippleHubWatch *self, guint id, const json_t *counts, const char *key)
{
  const guint count = (guint) json_integer_value (json_object_get (counts, key));

  if (self->counts[id] == count)
    return;
  self->counts[id] = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

/* TRUE when there is more to ask for at once. */
static gboolean
take (StippleHubWatch *self, json_t *answer)
{
  const char *cursor = json_string_value (json_object_get (answer, "cursor"));
  json_t *intakes = json_object_get (answer, "intakes");
  const json_t *counts = json_object_get (answer, "counts");
  gboolean reset;

  if (cursor == NULL)
    return FALSE;
  /* What is known dates from before the first cursor: what came in between would be missed. */
  reset = self->cursor == NULL || json_is_true (json_object_get (answer, "reset"));
  g_free (self->cursor);
  self->cursor = g_strdup (cursor);
  set_count (self, PROP_N_NEW, counts, "new");
  set_count (self, PROP_N_IN_PROGRESS, counts, "inProgress");
  set_count (self, PROP_N_CALLS, counts, "calls");
  set_count (self, PROP_N_QUARANTINE, counts, "quarantine");
  set_count (self, PROP_QUARANTINE_CHANGE, counts, "quarantineChange");
  if (reset)
    g_signal_emit (self, signals[SIGNAL_RESET], 0);
  if (json_array_size (intakes) > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, intakes);
  return json_is_true (json_object_get (answer, "more"));
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StippleHubWatch) self = data;
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, NULL);
  gboolean more;

  if (self->asking == NULL)
    return;
  g_clear_object (&self->asking);
  more = reply != NULL && take (self, reply->json);
  if (stipple_hub_client_get_state (self->client) == STIPPLE_CLIENT_SIGNED_IN)
    ask_in (self, more ? 0 : STIPPLE_HUB_WATCH_MS);
}

static void
ask (StippleHubWatch *self)
{
  g_autofree char *cursor =
      self->cursor != NULL ? g_uri_escape_string (self->cursor, NULL, FALSE) : NULL;
  g_autofree char *path =
      g_strconcat (STIPPLE_PATH_CHANGES, cursor != NULL ? "?since=" : NULL, cursor, NULL);
  const StippleHubCall call = { .method = "GET", .path = path };

  if (self->asking != NULL)
    return;
  self->asking = g_cancellable_new ();
  stipple_hub_client_call_async (self->client, STIPPLE_LANE_WATCH, &call, self->asking, answered,
                                 g_object_ref (self));
}

void
stipple_hub_watch_look (StippleHubWatch *self)
{
  if (self->client != NULL
      && stipple_hub_client_get_state (self->client) == STIPPLE_CLIENT_SIGNED_IN)
    ask_in (self, 0);
}

void
stipple_hub_watch_stop (StippleHubWatch *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
state_changed (StippleHubWatch *self)
{
  const StippleClientState state = stipple_hub_client_get_state (self->client);

  stipple_hub_watch_stop (self);
  /* Another person's view begins anew. */
  if (state == STIPPLE_CLIENT_SIGNED_OUT)
    g_clear_pointer (&self->cursor, g_free);
  stipple_hub_watch_look (self);
}

guint
stipple_hub_watch_get_n_new (StippleHubWatch *self)
{
  return self->counts[PROP_N_NEW];
}

guint
stipple_hub_watch_get_n_in_progress (StippleHubWatch *self)
{
  return self->counts[PROP_N_IN_PROGRESS];
}

guint
stipple_hub_watch_get_n_calls (StippleHubWatch *self)
{
  return self->counts[PROP_N_CALLS];
}

guint
stipple_hub_watch_get_n_quarantine (StippleHubWatch *self)
{
  return self->counts[PROP_N_QUARANTINE];
}

static void
stipple_hub_watch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, STIPPLE_HUB_WATCH (object)->counts[id]);
}

static void
stipple_hub_watch_dispose (GObject *object)
{
  StippleHubWatch *self = STIPPLE_HUB_WATCH (object);

  stipple_hub_watch_stop (self);
  g_clear_object (&self->client);
  g_clear_pointer (&self->cursor, g_free);
  G_OBJECT_CLASS (stipple_hub_watch_parent_class)->dispose (object);
}

static void
stipple_hub_watch_class_init (StippleHubWatchClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  static const char *const names[] = {
    [PROP_N_NEW] = "n-new",
    [PROP_N_IN_PROGRESS] = "n-in-progress",
    [PROP_N_CALLS] = "n-calls",
    [PROP_N_QUARANTINE] = "n-quarantine",
    [PROP_QUARANTINE_CHANGE] = "quarantine-change",
  };

  object_class->get_property = stipple_hub_watch_get_property;
  object_class->dispose = stipple_hub_watch_dispose;
  for (guint id = PROP_N_NEW; id < N_PROPS; id++)
    properties[id] = g_param_spec_uint (names[id], NULL, NULL, 0, G_MAXUINT, 0,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_RESET] = g_signal_new ("reset", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stipple_hub_watch_init (StippleHubWatch *self)
{
}

StippleHubWatch *
stipple_hub_watch_new (StippleHubClient *client)
{
  StippleHubWatch *self = g_object_new (STIPPLE_TYPE_HUB_WATCH, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (client, "notify::state", G_CALLBACK (state_changed), self,
                           G_CONNECT_SWAPPED);
  state_changed (self);
  return self;
}
