// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/staff-call.h"

#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

#define PAUSE_MS 2000
/* Somebody stands there and waits. */
#define CONNECT_TIMEOUT_S 3
#define TOTAL_TIMEOUT_S 6

struct _StippleStaffCall
{
  GObject parent_instance;

  char *hub;
  char *token;
  StippleClock *clock;
  StippleIds *ids;
  StippleHttpOptions options;
  guint pause_ms;

  StippleCallState state;
  char *id; /* of the call; NULL when there is none */
  gint64 made;
  guint tries;
  guint pause;     /* source id */
  guint in_flight; /* tries whose answer is still to come */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (StippleStaffCall, stipple_staff_call, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef enum
{
  TRY_SENT,
  TRY_AGAIN,
  TRY_REFUSED, /* another try would not do better */
} TryResult;

/* All that a try needs, so that its thread touches nothing of the object. */
typedef struct
{
  char *url;
  char *token;
  char *id;
  char *body;
  StippleHttpOptions options;
} Try;

static void
try_free (gpointer data)
{
  Try *self = data;
  g_free (self->url);
  stipple_wipe (self->token);
  g_free (self->id);
  g_free (self->body);
  g_free (self->options.ca_file);
  g_free (self->options.pinned_key);
  g_free (self);
}

static void start_try (StippleStaffCall *self);

StippleCallState
stipple_staff_call_get_state (StippleStaffCall *self)
{
  return self->state;
}

static void
set_state (StippleStaffCall *self, StippleCallState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* --- On a thread */

/* Only the hub's own words count: a sign-in page says 200 as well. */
static gboolean
acknowledges (const StippleHttpAnswer *answer, const char *id)
{
  if ((answer->status != 200 && answer->status != 201)
      || strcmp (answer->content_type, "application/json") != 0)
    return FALSE;
  gsize length;
  const void *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (StippleJson) json = stipple_json_parse (data, length, length, NULL);
  return g_strcmp0 (json_string_value (json_object_get (json, "id")), id) == 0;
}

static void
run_try (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Try *self = data;
  const StippleHttpRequest request = {
    .method = "POST",
    .url = self->url,
    .bearer = self->token,
    .content_type = "application/json",
    .accept = "application/json",
    .body = self->body,
    .body_length = strlen (self->body),
  };
  g_autoptr (StippleHttp) http = stipple_http_new (&self->options);
  g_autoptr (StippleHttpAnswer) answer = stipple_http_perform (http, &request, cancellable, NULL);
  TryResult result = TRY_AGAIN;

  if (answer != NULL && acknowledges (answer, self->id))
    result = TRY_SENT;
  else if (answer != NULL && answer->status >= 300 && answer->status < 500)
    result = TRY_REFUSED;
  g_task_return_int (task, result);
}

/* --- On the main thread */

static gboolean
pause_over (gpointer data)
{
  StippleStaffCall *self = data;
  self->pause = 0;
  start_try (self);
  return G_SOURCE_REMOVE;
}

static void
try_done (GObject *source, GAsyncResult *result, gpointer data)
{
  StippleStaffCall *self = STIPPLE_STAFF_CALL (source);
  const Try *one = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gssize outcome = g_task_propagate_int (G_TASK (result), &error);

  self->in_flight--;
  /* Of a call that is forgotten by now. */
  if (error != NULL || g_strcmp0 (one->id, self->id) != 0)
    return;
  if (outcome == TRY_SENT)
    set_state (self, STIPPLE_CALL_SENT);
  else if (outcome == TRY_REFUSED || self->tries >= STIPPLE_CALL_TRIES)
    set_state (self, STIPPLE_CALL_FAILED);
  else
    self->pause = g_timeout_add (self->pause_ms, pause_over, self);
}

static void
start_try (StippleStaffCall *self)
{
  g_autofree char *made = stipple_clock_format_utc (self->made);
  g_autoptr (StippleJson) json = json_pack ("{ss ss}", "id", self->id, "made", made);
  Try *one = g_new (Try, 1);
  *one = (Try){
    .url = g_strconcat (self->hub, STIPPLE_PATH_CALLS, NULL),
    .token = g_strdup (self->token),
    .id = g_strdup (self->id),
    .body = stipple_json_canonical (json),
    .options = self->options,
  };
  one->options.ca_file = g_strdup (self->options.ca_file);
  one->options.pinned_key = g_strdup (self->options.pinned_key);

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, try_done, NULL);
  g_task_set_source_tag (task, start_try);
  g_task_set_task_data (task, one, try_free);
  self->tries++;
  self->in_flight++;
  g_task_run_in_thread (task, run_try);
}

void
stipple_staff_call_send (StippleStaffCall *self)
{
  gint64 now = stipple_clock_now (self->clock);
  gboolean is_recent = self->id != NULL && ABS (now - self->made) < STIPPLE_CALL_REPEAT_US;

  if (self->state == STIPPLE_CALL_ON_ITS_WAY || (self->state == STIPPLE_CALL_SENT && is_recent))
    return;
  /* One that failed may have arrived all the same: under its old id it is still one call. */
  if (!is_recent)
    {
      g_free (self->id);
      self->id = stipple_ids_uuid (self->ids);
      self->made = now;
    }
  self->tries = 0;
  set_state (self, STIPPLE_CALL_ON_ITS_WAY);
  start_try (self);
}

void
stipple_staff_call_forget (StippleStaffCall *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->id, g_free);
  set_state (self, STIPPLE_CALL_NONE);
}

void
stipple_staff_call_stop (StippleStaffCall *self)
{
  stipple_staff_call_forget (self);
  g_cancellable_cancel (self->cancellable);
  while (self->in_flight > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
stipple_staff_call_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, (int) STIPPLE_STAFF_CALL (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stipple_staff_call_finalize (GObject *object)
{
  StippleStaffCall *self = STIPPLE_STAFF_CALL (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->ids, stipple_ids_unref);
  g_clear_pointer (&self->clock, stipple_clock_unref);
  g_clear_pointer (&self->token, stipple_wipe);
  g_free (self->options.ca_file);
  g_free (self->options.pinned_key);
  g_free (self->hub);
  g_free (self->id);
  G_OBJECT_CLASS (stipple_staff_call_parent_class)->finalize (object);
}

static void
stipple_staff_call_class_init (StippleStaffCallClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = stipple_staff_call_get_property;
  object_class->finalize = stipple_staff_call_finalize;
  properties[PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, STIPPLE_CALL_NONE, STIPPLE_CALL_FAILED,
                        STIPPLE_CALL_NONE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stipple_staff_call_init (StippleStaffCall *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = stipple_ids_new_random ();
}

StippleStaffCall *
stipple_staff_call_new (const StippleEnrolment *enrolment, StippleClock *clock,
                        const StippleHttpOptions *options, guint pause_ms)
{
  StippleStaffCall *self = g_object_new (STIPPLE_TYPE_STAFF_CALL, NULL);

  self->hub = g_strdup (enrolment->hub);
  self->token = g_strdup (enrolment->token);
  self->clock = stipple_clock_ref (clock);
  self->pause_ms = pause_ms > 0 ? pause_ms : PAUSE_MS;
  self->options = options != NULL ? *options : (StippleHttpOptions){ 0 };
  self->options.ca_file = g_strdup (self->options.ca_file);
  self->options.pinned_key = g_strdup (self->options.pinned_key);
  if (self->options.connect_timeout_s == 0)
    self->options.connect_timeout_s = CONNECT_TIMEOUT_S;
  if (self->options.total_timeout_s == 0)
    self->options.total_timeout_s = TOTAL_TIMEOUT_S;
  return self;
}
