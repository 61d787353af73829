// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delivery-private.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/pack-reader.h"

#include <string.h>

static void
keep (char **slot, char **value)
{
  g_free (*slot);
  *slot = g_steal_pointer (value);
}

static void
take_pack (StippleDelivery *self, GBytes *json)
{
  /* By its content, not by what the answer calls it: a proxy may change or drop an ETag. */
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);
  if (g_strcmp0 (digest, self->digest) == 0)
    {
      g_clear_pointer (&self->faulty_digest, g_free);
      return;
    }
  STIPPLE_AWAIT (self, result, stipple_store_set_content_async, json);
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack = stipple_store_set_content_finish (self->store, result, &error);
  if (pack != NULL)
    {
      keep (&self->digest, &digest);
      g_clear_pointer (&self->faulty_digest, g_free);
      stipple_delivery_tell (self, self->state, self->trouble, NULL, pack);
    }
  else
    {
      g_message ("the hub's newest content is not used: %s", error->message);
      keep (&self->faulty_digest, &digest);
    }
}

static StippleSyncTrouble
judge_content (StippleDelivery *self, const StippleHttpAnswer *answer)
{
  if (answer->status == 200 && strcmp (answer->content_type, "application/json") == 0)
    take_pack (self, answer->body);
  else if (answer->status >= 300 && answer->status < 400 && answer->status != 304)
    return STIPPLE_TROUBLE_REDIRECT;
  else if (answer->status != 304)
    return stipple_delivery_trouble_of_answer (answer);
  return self->faulty_digest != NULL ? STIPPLE_TROUBLE_CONTENT : STIPPLE_TROUBLE_NONE;
}

/* In the hub's own words; a network's sign-in page says 403 as well. */
static gboolean
is_refusal (const StippleHttpAnswer *answer)
{
  return (answer->status == 401 || answer->status == 403)
         && strcmp (answer->content_type, "application/problem+json") == 0;
}

void
stipple_delivery_fetch_content (StippleDelivery *self)
{
  g_autofree char *url = g_strconcat (self->hub, STIPPLE_PATH_CONTENT, NULL);
  const char *known = self->faulty_digest != NULL ? self->faulty_digest : self->digest;
  g_autofree char *tag = known != NULL ? g_strdup_printf ("\"%s\"", known) : NULL;
  const StippleHttpRequest request = {
    .method = "GET",
    .url = url,
    .bearer = self->token,
    .accept = "application/json",
    .if_none_match = tag,
    .max_bytes = STIPPLE_PACK_MAX_BYTES,
  };
  g_autoptr (GError) error = NULL;
  self->last_content = g_get_monotonic_time ();
  self->next_content = self->last_content + self->pace.content_interval;
  g_autoptr (StippleHttpAnswer) answer =
      stipple_http_perform (self->http, &request, self->cancellable, &error);
  if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED))
    return;
  if (answer != NULL && is_refusal (answer))
    {
      stipple_delivery_refuse (self);
      return;
    }
  StippleSyncTrouble trouble =
      answer != NULL ? judge_content (self, answer) : stipple_delivery_trouble_of_error (error);
  if (trouble != self->content_trouble)
    {
      self->content_trouble = trouble;
      stipple_delivery_tell (self, self->state, self->trouble, NULL, NULL);
    }
}

void
stipple_delivery_load_content (StippleDelivery *self)
{
  STIPPLE_AWAIT (self, result, stipple_store_get_content_async);
  g_autoptr (StipplePack) pack = stipple_store_get_content_finish (self->store, result, NULL);
  if (pack != NULL)
    self->digest = g_strdup (pack->digest);
}

void
stipple_delivery_revive_content (StippleDelivery *self)
{
  if (self->content_trouble == STIPPLE_TROUBLE_NONE
      || self->content_trouble == STIPPLE_TROUBLE_CONTENT)
    return;
  self->content_trouble =
      self->faulty_digest != NULL ? STIPPLE_TROUBLE_CONTENT : STIPPLE_TROUBLE_NONE;
  self->next_content = 0;
}
