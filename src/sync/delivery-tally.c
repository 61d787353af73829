// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delivery-private.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/fhir.h"
#include "wire/tally.h"

#include <string.h>

/* Intakes wait for it meanwhile. */
#define TIMEOUT_S 10

/* What the hub has of that day, in its own words; -1: something else answered. A sign-in page says 200, too. */
static gint64
read_sequence (const StippleHttpAnswer *answer)
{
  const char *type = answer->status == 200   ? "application/json"
                     : answer->status == 409 ? "application/problem+json"
                                             : NULL;
  if (g_strcmp0 (answer->content_type, type) != 0)
    return -1;
  gsize length;
  const void *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (StippleJson) json = stipple_json_parse (data, length, length, NULL);
  const json_t *sequence = json_object_get (json, "sequence");
  return json_is_integer (sequence) ? json_integer_value (sequence) : -1;
}

static StippleHttpAnswer *
put (StippleDelivery *self, const StippleTally *tally, GError **error)
{
  g_autofree char *url = g_strconcat (self->hub, STIPPLE_PATH_TALLY "/", tally->day, NULL);
  g_autofree char *body = stipple_tally_write (tally);
  const StippleHttpRequest request = {
    .method = "PUT",
    .url = url,
    .bearer = self->token,
    .content_type = "application/json",
    .accept = "application/json",
    .body = body,
    .body_length = strlen (body),
    .total_timeout_s = TIMEOUT_S,
  };
  return stipple_http_perform (self->http, &request, self->cancellable, error);
}

/* Its own waiting: a hub that takes no tallies does not keep intakes from going out. */
static void
wait_longer (StippleDelivery *self, const StippleHttpAnswer *answer)
{
  const gboolean asked = answer != NULL && (answer->status == 429 || answer->status == 503);
  const gint64 after = asked ? answer->retry_after * G_USEC_PER_SEC : 0;
  const gint64 delay = self->pace.backoff_delay (self->tally_failures, g_random_double ());
  self->tally_failures = MIN (self->tally_failures + 1, 1000);
  self->next_tally =
      g_get_monotonic_time () + MAX (delay, CLAMP (after, 0, self->pace.longest_wait));
}

static gboolean
keep_told (StippleDelivery *self, const StippleTally *tally, gint64 known)
{
  STIPPLE_AWAIT (self, result, stipple_store_tally_told_async, tally, known);
  g_autoptr (GError) error = NULL;
  if (stipple_store_tally_told_finish (self->store, result, &error))
    return TRUE;
  g_message ("what the hub knows could not be noted: %s", error->message);
  return FALSE;
}

/* The other days go at once, a request at a time: intakes go out in between. A word that outdoes the hub's goes soon. */
static void
go_on (StippleDelivery *self, const StippleTally *tally, gint64 known)
{
  self->tally_failures = 0;
  if (known > tally->sequence)
    self->next_tally = self->last_tally + self->pace.tally_spacing;
  else
    self->next_tally = tally->complete ? self->last_tally + self->pace.tally_interval : 0;
}

static void
tell (StippleDelivery *self, const StippleTally *tally)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHttpAnswer) answer = put (self, tally, &error);
  if (answer != NULL && stipple_delivery_is_refusal (answer))
    {
      stipple_delivery_refuse (self);
      return;
    }
  const gint64 known = answer != NULL ? read_sequence (answer) : -1;
  if (known >= tally->sequence && keep_told (self, tally, known))
    go_on (self, tally, known);
  else
    wait_longer (self, answer);
}

void
stipple_delivery_tell_tally (StippleDelivery *self)
{
  STIPPLE_AWAIT (self, result, stipple_store_next_tally_async);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTally) tally = stipple_store_next_tally_finish (self->store, result, &error);
  if (tally == NULL || tally->claims->len > STIPPLE_TALLY_MAX)
    {
      /* The hub warns that it has not heard. */
      g_message ("what was recorded cannot be told: %s",
                 error != NULL ? error->message : "too much on one day");
      wait_longer (self, NULL);
      return;
    }
  self->last_tally = g_get_monotonic_time ();
  tell (self, tally);
}

void
stipple_delivery_heed_tally (StippleDelivery *self)
{
  if (self->tally_failures == 0 && self->pace.tally_interval > 0)
    self->next_tally = MIN (self->next_tally, self->last_tally + self->pace.tally_spacing);
}
