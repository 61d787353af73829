// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session/lane.h"

#include "core/error.h"
#include "core/language.h"
#include "core/person.h"
#include "wire/fhir.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STATUS_NOT_MODIFIED 304
#define STATUS_PRECONDITION_FAILED 412
#define STATUS_TOO_MANY_REQUESTS 429

struct _StippleLaneWorker
{
  GThread *thread;
  GAsyncQueue *queue; /* GTask; the worker itself: the end */
  StippleHttp *http;
};

StippleLaneCall *
stipple_lane_call_new (void)
{
  StippleLaneCall *self = g_new0 (StippleLaneCall, 1);

  self->cancellable = g_cancellable_new ();
  return self;
}

void
stipple_lane_call_free (StippleLaneCall *self)
{
  g_free (self->method);
  g_free (self->url);
  stipple_wipe (self->token);
  stipple_wipe (self->body);
  g_free (self->if_match);
  g_free (self->if_none_match);
  g_free (self->language);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
stipple_hub_reply_free (StippleHubReply *self)
{
  g_free (self->etag);
  g_free (self->next);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, json_decref);
  g_free (self);
}

/* The hub says it in English only. */
static void
set_throttled (gint64 seconds, GError **error)
{
  const gulong minutes = (gulong) (seconds + 59) / 60;

  if (seconds < 60)
    g_set_error (
        error, STIPPLE_ERROR, STIPPLE_ERROR_THROTTLED,
        g_dngettext (GETTEXT_PACKAGE, "Too many tries. Please wait %lu second, then try again.",
                     "Too many tries. Please wait %lu seconds, then try again.", (gulong) seconds),
        (gulong) seconds);
  else
    g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_THROTTLED,
                 g_dngettext (GETTEXT_PACKAGE,
                              "Too many tries. Please wait %lu minute, then try again.",
                              "Too many tries. Please wait %lu minutes, then try again.", minutes),
                 minutes);
}

static StippleHubReply *
read_answer (StippleHttpAnswer *answer, GError **error)
{
  StippleHubReply *reply;
  gsize length;
  const void *data;

  if (answer->status == STATUS_TOO_MANY_REQUESTS && answer->retry_after >= 0)
    {
      set_throttled (answer->retry_after, error);
      return NULL;
    }
  if ((answer->status < 200 || answer->status > 299) && answer->status != STATUS_NOT_MODIFIED
      && answer->status != STATUS_PRECONDITION_FAILED)
    {
      stipple_http_answer_to_error (answer, error);
      return NULL;
    }
  reply = g_new0 (StippleHubReply, 1);
  reply->status = answer->status;
  reply->etag = g_steal_pointer (&answer->etag);
  reply->next = g_steal_pointer (&answer->next);
  reply->body = g_steal_pointer (&answer->body);
  data = g_bytes_get_data (reply->body, &length);
  if (length > 0 && g_str_has_suffix (answer->content_type, "json"))
    reply->json = stipple_json_parse (data, length, length, NULL);
  return reply;
}

static void
perform (StippleLaneWorker *self, GTask *task)
{
  const StippleLaneCall *call = g_task_get_task_data (task);
  const StippleHttpRequest request = {
    .method = call->method,
    .url = call->url,
    .bearer = call->token,
    .content_type = call->body != NULL ? "application/json" : NULL,
    .body = call->body,
    .body_length = call->body != NULL ? strlen (call->body) : 0,
    .if_match = call->if_match,
    .if_none_match = call->if_none_match,
  };
  g_autoptr (StippleHttpAnswer) answer = NULL;
  StippleHubReply *reply = NULL;
  GError *error = NULL;

  stipple_language_use (call->language);
  answer = stipple_http_perform (self->http, &request, call->cancellable, &error);
  if (answer != NULL)
    reply = read_answer (answer, &error);
  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) stipple_hub_reply_free);
  else
    g_task_return_error (task, error);
}

static gpointer
run (gpointer data)
{
  StippleLaneWorker *self = data;

  for (;;)
    {
      gpointer next = g_async_queue_pop (self->queue);

      if (next == self)
        return NULL;
      perform (self, next);
      g_object_unref (next);
    }
}

StippleLaneWorker *
stipple_lane_worker_new (const char *name, const StippleHttpOptions *options)
{
  StippleLaneWorker *self = g_new0 (StippleLaneWorker, 1);

  self->queue = g_async_queue_new ();
  self->http = stipple_http_new (options);
  self->thread = g_thread_new (name, run, self);
  return self;
}

void
stipple_lane_worker_free (StippleLaneWorker *self)
{
  g_async_queue_push (self->queue, self);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  stipple_http_free (self->http);
  g_free (self);
}

void
stipple_lane_worker_push (StippleLaneWorker *self, GTask *task)
{
  g_async_queue_push (self->queue, g_object_ref (task));
}
