// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session/hub-client.h"

#include "core/error.h"
#include "core/language.h"
#include "core/person.h"
#include "desk/session/lane.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>

struct _StippleHubClient
{
  GObject parent_instance;

  char *hub;
  char *token; /* wiped */
  char *user;
  char *role;
  StippleClientState state;
  gboolean offline;
  gint64 offline_since; /* µs UTC */
  StippleHttpOptions options;
  StippleLaneWorker *lanes[STIPPLE_N_LANES]; /* each made when it is first needed */
  GHashTable *calls;                         /* StippleLaneCall under way, not owned */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (StippleHubClient, stipple_hub_client, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_ONLINE,
  PROP_USER,
  PROP_ROLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
notify (StippleHubClient *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (StippleHubClient *self, StippleClientState state)
{
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

static void
set_online (StippleHubClient *self, gboolean online)
{
  if (self->offline == !online)
    return;
  self->offline = !online;
  self->offline_since = online ? 0 : g_get_real_time ();
  notify (self, PROP_ONLINE);
}

static void
set_token (StippleHubClient *self, const char *token, const char *user, const char *role)
{
  stipple_set_secret (&self->token, token);
  if (g_strcmp0 (self->user, user) != 0)
    {
      g_free (self->user);
      self->user = g_strdup (user);
      notify (self, PROP_USER);
    }
  if (g_strcmp0 (self->role, role) != 0)
    {
      g_free (self->role);
      self->role = g_strdup (role);
      notify (self, PROP_ROLE);
    }
}

/* --- Calls */

static void
pass_on (GCancellable *cancellable, gpointer inner)
{
  g_cancellable_cancel (inner);
}

static StippleLaneCall *
make_call (StippleHubClient *self, const StippleHubCall *wanted)
{
  StippleLaneCall *call = stipple_lane_call_new ();

  call->method = g_strdup (wanted->method);
  call->url = g_strconcat (self->hub, wanted->path, NULL);
  call->token = g_strdup (self->token);
  call->body = wanted->body != NULL ? stipple_json_canonical (wanted->body) : NULL;
  call->if_match = g_strdup (wanted->if_match);
  call->if_none_match = g_strdup (wanted->if_none_match);
  call->language = g_strdup (stipple_language_current ());
  return call;
}

static StippleLaneWorker *
get_lane (StippleHubClient *self, StippleLane lane)
{
  static const char *const names[] = { [STIPPLE_LANE_ASK] = "hub-ask",
                                       [STIPPLE_LANE_WATCH] = "hub-watch",
                                       [STIPPLE_LANE_BULK] = "hub-bulk" };

  if (self->lanes[lane] == NULL)
    self->lanes[lane] = stipple_lane_worker_new (names[lane], &self->options);
  return self->lanes[lane];
}

void
stipple_hub_client_call_async (StippleHubClient *self, StippleLane lane, const StippleHubCall *call,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  StippleLaneCall *data;

  g_task_set_source_tag (task, stipple_hub_client_call_async);
  /* What came in spite of it all counts: a note that was taken must not be sent twice. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->closed)
    {
      g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED, "%s",
                               _ ("Cancelled."));
      return;
    }
  data = make_call (self, call);
  g_task_set_task_data (task, data, (GDestroyNotify) stipple_lane_call_free);
  g_hash_table_add (self->calls, data);
  if (cancellable != NULL)
    g_cancellable_connect (cancellable, G_CALLBACK (pass_on), g_object_ref (data->cancellable),
                           g_object_unref);
  stipple_lane_worker_push (get_lane (self, lane), task);
}

/* Whether @call was made with what is still the token. */
static gboolean
is_current (StippleHubClient *self, const StippleLaneCall *call)
{
  return self->token != NULL && g_strcmp0 (self->token, call->token) == 0;
}

StippleHubReply *
stipple_hub_client_call_finish (StippleHubClient *self, GAsyncResult *result, GError **error)
{
  GTask *task = G_TASK (result);
  const StippleLaneCall *call = g_task_get_task_data (task);
  GError *fault = NULL;
  StippleHubReply *reply = g_task_propagate_pointer (task, &fault);

  if (call != NULL)
    g_hash_table_remove (self->calls, call);
  if (reply != NULL)
    {
      set_online (self, TRUE);
      return reply;
    }
  if (g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NETWORK)
      || g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_TLS))
    set_online (self, FALSE);
  else if (!g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED))
    set_online (self, TRUE);
  if (call != NULL && g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED)
      && is_current (self, call))
    {
      stipple_set_secret (&self->token, NULL);
      set_state (self, STIPPLE_CLIENT_EXPIRED);
    }
  g_propagate_error (error, fault);
  return NULL;
}

/* --- Signing in and out */

static void
signed_in (GObject *source, GAsyncResult *result, gpointer data)
{
  StippleHubClient *self = STIPPLE_HUB_CLIENT (source);
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (StippleHubReply) reply = stipple_hub_client_call_finish (self, result, &error);
  const char *token, *user, *role;

  if (reply == NULL)
    {
      if (!g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED))
        {
          g_task_return_error (task, error);
          return;
        }
      g_clear_error (&error);
      g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED, "%s",
                               _ ("That user name and password do not go together. Please check "
                                  "both and try again."));
      return;
    }
  token = json_string_value (json_object_get (reply->json, "token"));
  user = json_string_value (json_object_get (reply->json, "user"));
  role = json_string_value (json_object_get (reply->json, "role"));
  if (token == NULL || user == NULL || role == NULL)
    {
      g_task_return_new_error (
          task, STIPPLE_ERROR, STIPPLE_ERROR_PROTOCOL, "%s",
          _ ("What answered does not look like a Stipple hub. Check the address."));
      return;
    }
  set_token (self, token, user, role);
  set_state (self, STIPPLE_CLIENT_SIGNED_IN);
  g_task_return_boolean (task, TRUE);
}

void
stipple_hub_client_sign_in_async (StippleHubClient *self, const char *user, const char *password,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (StippleJson) body = json_pack ("{ss ss}", "user", user, "password", password);
  const StippleHubCall call = { .method = "POST", .path = STIPPLE_PATH_SIGN_IN, .body = body };

  g_task_set_source_tag (task, stipple_hub_client_sign_in_async);
  if (body == NULL)
    {
      g_task_return_new_error (task, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, "%s",
                               _ ("The user name or password is not readable text."));
      return;
    }
  stipple_hub_client_call_async (self, STIPPLE_LANE_ASK, &call, cancellable, signed_in,
                                 g_object_ref (task));
}

gboolean
stipple_hub_client_sign_in_finish (StippleHubClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
signed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  /* A hub that does not hear of it lets the token run out. */
  g_autoptr (StippleHubReply) reply =
      stipple_hub_client_call_finish (STIPPLE_HUB_CLIENT (source), result, NULL);
}

void
stipple_hub_client_sign_out (StippleHubClient *self)
{
  const StippleHubCall call = { .method = "POST", .path = STIPPLE_PATH_SIGN_OUT };

  if (self->token != NULL)
    stipple_hub_client_call_async (self, STIPPLE_LANE_WATCH, &call, NULL, signed_out, NULL);
  set_token (self, NULL, NULL, NULL);
  set_state (self, STIPPLE_CLIENT_SIGNED_OUT);
}

/* --- The object */

const char *
stipple_hub_client_get_hub (StippleHubClient *self)
{
  return self->hub;
}

const char *
stipple_hub_client_get_user (StippleHubClient *self)
{
  return self->user;
}

const char *
stipple_hub_client_get_role (StippleHubClient *self)
{
  return self->role;
}

StippleClientState
stipple_hub_client_get_state (StippleHubClient *self)
{
  return self->state;
}

gboolean
stipple_hub_client_get_online (StippleHubClient *self)
{
  return !self->offline;
}

gint64
stipple_hub_client_get_offline_since (StippleHubClient *self)
{
  return self->offline_since;
}

void
stipple_hub_client_close (StippleHubClient *self)
{
  GHashTableIter iter;
  gpointer call;

  self->closed = TRUE;
  g_hash_table_iter_init (&iter, self->calls);
  while (g_hash_table_iter_next (&iter, &call, NULL))
    g_cancellable_cancel (((StippleLaneCall *) call)->cancellable);
  for (guint i = 0; i < STIPPLE_N_LANES; i++)
    g_clear_pointer (&self->lanes[i], stipple_lane_worker_free);
  g_clear_pointer (&self->token, stipple_wipe);
}

static void
stipple_hub_client_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StippleHubClient *self = STIPPLE_HUB_CLIENT (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_ONLINE:
      g_value_set_boolean (value, !self->offline);
      break;
    case PROP_USER:
      g_value_set_string (value, self->user);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stipple_hub_client_dispose (GObject *object)
{
  StippleHubClient *self = STIPPLE_HUB_CLIENT (object);

  stipple_hub_client_close (self);
  G_OBJECT_CLASS (stipple_hub_client_parent_class)->dispose (object);
}

static void
stipple_hub_client_finalize (GObject *object)
{
  StippleHubClient *self = STIPPLE_HUB_CLIENT (object);

  g_hash_table_unref (self->calls);
  g_free (self->hub);
  g_free (self->user);
  g_free (self->role);
  g_free (self->options.ca_file);
  g_free (self->options.pinned_key);
  G_OBJECT_CLASS (stipple_hub_client_parent_class)->finalize (object);
}

static void
stipple_hub_client_class_init (StippleHubClientClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = stipple_hub_client_get_property;
  object_class->dispose = stipple_hub_client_dispose;
  object_class->finalize = stipple_hub_client_finalize;
  properties[PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, 0, STIPPLE_CLIENT_EXPIRED, 0, flags);
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, TRUE, flags);
  properties[PROP_USER] = g_param_spec_string ("user", NULL, NULL, NULL, flags);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_hub_client_init (StippleHubClient *self)
{
  self->calls = g_hash_table_new (NULL, NULL);
}

StippleHubClient *
stipple_hub_client_new (const char *hub, const StippleHttpOptions *options)
{
  StippleHubClient *self = g_object_new (STIPPLE_TYPE_HUB_CLIENT, NULL);

  self->hub = g_strdup (hub);
  if (options != NULL)
    {
      self->options = *options;
      self->options.ca_file = g_strdup (options->ca_file);
      self->options.pinned_key = g_strdup (options->pinned_key);
    }
  return self;
}
