// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "core/pin.h"
#include "hub/audit.h"
#include "hub/lock.h"
#include "seal/pin.h"
#include "wire/api.h"
#include "wire/fhir.h"
#include <string.h>

#define TABLE "kiosk_pin"
#define ID "pin"

/* --- The PIN. */

static gboolean
set_pin (StippleHub *hub, const StippleRequest *request, const char *hash, gint64 *version,
         GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (StippleTx) tx = storage->begin (storage, error);
  g_autoptr (GBytes) sealed = NULL;

  if (tx == NULL || !storage->in_get_kiosk_pin_version (tx, version, error))
    return FALSE;
  ++*version;
  sealed = stipple_seal (hub->key, TABLE, ID, *version, hash, strlen (hash));
  return storage->in_set_kiosk_pin (tx, *version, sealed, stipple_hub_now (hub), error)
         && stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_KIOSK_PIN, NULL,
                               json_pack ("{s:I}", "version", (json_int_t) *version), error)
         && storage->commit (g_steal_pointer (&tx), error);
}

StippleResponse *
stipple_handle_put_kiosk_pin (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  const char *pin = json != NULL ? stipple_json_get_string (json, "pin", FALSE, &error) : NULL;
  g_autofree char *hash = NULL;
  gint64 version;

  if (pin == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (!stipple_pin_check (pin, &error))
    return stipple_response_new_error (request, 422, error->message, NULL);
  {
    /* One at a time, as passwords: each takes 64 MiB. */
    STIPPLE_HOLD (&hub->guess_lock);
    hash = stipple_pin_hash (pin);
  }
  if (!set_pin (hub, request, hash, &version, &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (200, json_pack ("{s:I}", "version", (json_int_t) version));
}

StippleResponse *
stipple_handle_get_kiosk_pin (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autofree char *hash = NULL;
  gint64 version;

  if (!hub->storage->do_get_kiosk_pin (hub->storage, &version, &sealed, &error))
    return stipple_response_new_gerror (request, error);
  if (version == 0)
    return stipple_response_new_error (request, 404, "No PIN was set for the kiosks yet.", NULL);
  plain = stipple_unseal (hub->key, TABLE, ID, version, g_bytes_get_data (sealed, NULL),
                          g_bytes_get_size (sealed), &error);
  if (plain == NULL)
    return stipple_response_new_gerror (request, error);
  hash = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  return stipple_response_new_json (
      200, json_pack ("{s:I, s:s}", "version", (json_int_t) version, "hash", hash));
}

/* --- What was done at the drawer. */

typedef struct
{
  gint64 number;
  gint64 at;
  const char *action;
  const char *subject; /* NULL: nothing in particular */
} Event;

static gboolean
fail (gsize index, const char *what, GError **error)
{
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, "events[%zu]: %s", index, what);
  return FALSE;
}

static gboolean
read_event (const json_t *events, gsize index, gint64 after, Event *event, GError **error)
{
  static const char *const actions[] = { STIPPLE_KIOSK_DRAWER_OPENED, STIPPLE_KIOSK_DRAWER_REFUSED,
                                         STIPPLE_KIOSK_DRAWER_CLOSED, STIPPLE_KIOSK_DRAWER_PRINTED,
                                         STIPPLE_KIOSK_ENDED,         NULL };
  const json_t *json = json_array_get (events, index);
  const json_t *subject = json_object_get (json, "subject");
  const char *at = json_string_value (json_object_get (json, "at"));

  *event = (Event){
    .number = json_integer_value (json_object_get (json, "number")),
    .action = json_string_value (json_object_get (json, "action")),
    .subject = json_string_value (subject),
  };
  if (event->number <= after)
    return fail (index, "number: give rising numbers from 1.", error);
  if (event->action == NULL || !g_strv_contains (actions, event->action))
    return fail (index, "action: give one that is known.", error);
  if (at == NULL || !stipple_clock_parse_utc (at, &event->at, NULL))
    return fail (index, "at: give a time in UTC.", error);
  if (subject != NULL && (event->subject == NULL || !stipple_uuid_is_valid (event->subject)))
    return fail (index, "subject: give a UUID in lower case.", error);
  return TRUE;
}

/* NULL: @error. */
static GArray *
read_events (const json_t *json, GError **error)
{
  const json_t *list = json_object_get (json, "events");
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (Event));
  Event event = { 0 };

  if (!json_is_array (list) || json_array_size (list) < 1
      || json_array_size (list) > STIPPLE_KIOSK_EVENTS_MAX)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, "events: give 1 to %d of them.",
                   STIPPLE_KIOSK_EVENTS_MAX);
      return NULL;
    }
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      if (!read_event (list, i, event.number, &event, error))
        return NULL;
      g_array_append_val (events, event);
    }
  return g_steal_pointer (&events);
}

static gboolean
keep_events (StippleHub *hub, const StippleRequest *request, const GArray *events, gint64 *last,
             GError **error)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (StippleTx) tx = storage->begin (storage, error);

  if (tx == NULL || !storage->in_get_kiosk_events (tx, request->caller->id, last, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);
      g_autofree char *at = stipple_clock_format_utc (event->at);

      if (event->number <= *last)
        continue;
      if (!stipple_audit_add (hub, tx, request, event->action, event->subject,
                              json_pack ("{s:s}", "at", at), error))
        return FALSE;
      *last = event->number;
    }
  return storage->in_set_kiosk_events (tx, request->caller->id, *last, error)
         && storage->commit (g_steal_pointer (&tx), error);
}

StippleResponse *
stipple_handle_post_kiosk_events (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  g_autoptr (GArray) events = NULL;
  gint64 last;

  if (json == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  events = read_events (json, &error);
  if (events == NULL)
    return stipple_response_new_error (request, 422, error->message, NULL);
  if (!keep_events (hub, request, events, &last, &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (200, json_pack ("{s:I}", "number", (json_int_t) last));
}
