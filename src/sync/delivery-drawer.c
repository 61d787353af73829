// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delivery-private.h"

#include "store/drawer.h"
#include "wire/api.h"
#include "wire/fhir.h"

#include <string.h>

/* A sign-in page says 200 as well, but not in JSON. */
static StippleJson *
parse (const StippleHttpAnswer *answer)
{
  gsize length;
  const void *data = g_bytes_get_data (answer->body, &length);

  if (answer->status != 200 || strcmp (answer->content_type, "application/json") != 0)
    return NULL;
  return stipple_json_parse (data, length, length, NULL);
}

static StippleJson *
ask (StippleDelivery *self, const char *method, const char *path, const char *body)
{
  g_autofree char *url = g_strconcat (self->hub, path, NULL);
  const StippleHttpRequest request = {
    .method = method,
    .url = url,
    .bearer = self->token,
    .accept = "application/json",
    .content_type = body != NULL ? "application/json" : NULL,
    .body = body,
    .body_length = body != NULL ? strlen (body) : 0,
  };
  g_autoptr (StippleHttpAnswer) answer =
      stipple_http_perform (self->http, &request, self->cancellable, NULL);

  return answer != NULL ? parse (answer) : NULL;
}

static void
fetch_pin (StippleDelivery *self)
{
  g_autoptr (StippleJson) json = ask (self, "GET", STIPPLE_PATH_KIOSK_PIN, NULL);
  const char *hash = json_string_value (json_object_get (json, "hash"));
  gint64 version = json_integer_value (json_object_get (json, "version"));
  g_autoptr (GError) error = NULL;

  if (hash == NULL)
    return;
  STIPPLE_AWAIT (self, known, stipple_store_get_pin_version_async);
  if (stipple_store_get_pin_version_finish (self->store, known, NULL) == version)
    return;
  STIPPLE_AWAIT (self, set, stipple_store_set_pin_async, version, hash);
  if (!stipple_store_set_pin_finish (self->store, set, &error))
    g_message ("the PIN of the staff drawer is not taken over: %s", error->message);
}

static char *
write_events (GPtrArray *events)
{
  g_autoptr (StippleJson) list = json_array ();
  g_autoptr (StippleJson) json = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const StippleDrawerEvent *event = g_ptr_array_index (events, i);
      g_autofree char *at = stipple_clock_format_utc (event->time);
      json_t *one = json_pack ("{sI ss ss}", "number", (json_int_t) event->number, "at", at,
                               "action", event->action);

      if (event->subject != NULL)
        json_object_set_new (one, "subject", json_string (event->subject));
      json_array_append_new (list, one);
    }
  json = json_pack ("{sO}", "events", list);
  return stipple_json_canonical (json);
}

/* TRUE when there may be more. */
static gboolean
tell_events (StippleDelivery *self)
{
  g_autoptr (StippleJson) json = NULL;
  g_autofree char *body = NULL;
  gint64 last, told;

  STIPPLE_AWAIT (self, result, stipple_store_list_untold_async, STIPPLE_KIOSK_EVENTS_MAX);
  g_autoptr (GPtrArray) events = stipple_store_list_untold_finish (self->store, result, NULL);
  if (events == NULL || events->len == 0)
    return FALSE;
  body = write_events (events);
  json = ask (self, "POST", STIPPLE_PATH_KIOSK_EVENTS, body);
  last = ((const StippleDrawerEvent *) g_ptr_array_index (events, events->len - 1))->number;
  told = json_integer_value (json_object_get (json, "number"));
  if (told < last)
    return FALSE;
  STIPPLE_AWAIT (self, marked, stipple_store_mark_told_async, last);
  return stipple_store_mark_told_finish (self->store, marked, NULL)
         && events->len == STIPPLE_KIOSK_EVENTS_MAX;
}

void
stipple_delivery_mind_drawer (StippleDelivery *self)
{
  if (self->content_trouble == STIPPLE_TROUBLE_NETWORK
      || self->content_trouble == STIPPLE_TROUBLE_TLS)
    return;
  fetch_pin (self);
  while (!g_cancellable_is_cancelled (self->cancellable) && tell_events (self))
    continue;
}
