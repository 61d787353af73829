// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/delivery-private.h"

#include "core/error.h"
#include "wire/api.h"
#include "wire/media.h"
#include "wire/pack-reader.h"

#include <string.h>

/* 4 MiB at 14 KiB a second: nobody waits for it, and a line that stalls ends it sooner. */
#define PICTURE_TIMEOUT_S 300

static StippleSyncTrouble
accept (StippleDelivery *self, StipplePack *pack)
{
  g_free (self->digest);
  self->digest = g_strdup (pack->digest);
  g_clear_pointer (&self->declined_digest, g_free);
  stipple_delivery_tell (self, self->state, self->trouble, NULL, pack);
  return STIPPLE_TROUBLE_NONE;
}

/* A good pack that is not newer is nobody's fault: the hub came back from a backup, say. */
static StippleSyncTrouble
decline (StippleDelivery *self, GBytes *json, char **digest, const GError *error)
{
  gboolean unusable = g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID)
                      || g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
  g_message ("the hub's newest content is not used: %s", error->message);
  if (!unusable)
    return STIPPLE_TROUBLE_STORE;
  g_autoptr (StipplePack) pack = stipple_pack_parse (json, NULL, NULL);
  g_free (self->declined_digest);
  self->declined_digest = g_steal_pointer (digest);
  self->declined_trouble = pack != NULL ? STIPPLE_TROUBLE_NONE : STIPPLE_TROUBLE_CONTENT;
  return self->declined_trouble;
}

void
stipple_delivery_drop_coming (StippleDelivery *self)
{
  g_clear_pointer (&self->coming, g_bytes_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
}

/* The pack on its way comes into use with its last picture. */
static StippleSyncTrouble
go_on (StippleDelivery *self)
{
  if (self->missing->len > 0)
    {
      self->next_content = 0;
      /* What was wrong may be so still: nothing is said before it is known. */
      return self->content_trouble;
    }
  g_autoptr (GBytes) json = g_steal_pointer (&self->coming);
  stipple_delivery_drop_coming (self);
  STIPPLE_AWAIT (self, result, stipple_store_set_content_async, json);
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack = stipple_store_set_content_finish (self->store, result, &error);
  if (pack != NULL)
    return accept (self, pack);
  g_message ("the hub's newest content is not used: %s", error->message);
  return STIPPLE_TROUBLE_STORE;
}

static StippleSyncTrouble
take_pack (StippleDelivery *self, GBytes *json)
{
  /* By its content, not by what the answer calls it: a proxy may change or drop an ETag. */
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);
  if (g_strcmp0 (digest, self->digest) == 0)
    {
      g_clear_pointer (&self->declined_digest, g_free);
      return STIPPLE_TROUBLE_NONE;
    }
  if (g_strcmp0 (digest, self->declined_digest) == 0)
    return self->declined_trouble;
  STIPPLE_AWAIT (self, result, stipple_store_list_missing_media_async, json);
  g_autoptr (GError) error = NULL;
  self->missing = stipple_store_list_missing_media_finish (self->store, result, &error);
  if (self->missing == NULL)
    return decline (self, json, &digest, error);
  self->coming = g_bytes_ref (json);
  return go_on (self);
}

/* Whether it is the picture is for the store to say, whatever the answer calls it. */
static StippleSyncTrouble
take_picture (StippleDelivery *self, GBytes *file)
{
  const StippleImage *image = g_ptr_array_index (self->missing, 0);
  STIPPLE_AWAIT (self, result, stipple_store_add_media_async, image, file);
  g_autoptr (GError) error = NULL;
  if (stipple_store_add_media_finish (self->store, result, &error))
    {
      g_ptr_array_remove_index (self->missing, 0);
      return go_on (self);
    }
  g_message ("a picture of the hub's newest content is not used: %s", error->message);
  return g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID) ? STIPPLE_TROUBLE_CONTENT
                                                                       : STIPPLE_TROUBLE_STORE;
}

static StippleSyncTrouble
judge_picture (StippleDelivery *self, const StippleHttpAnswer *answer)
{
  if (answer->status == 200 && g_str_has_prefix (answer->content_type, "image/"))
    return take_picture (self, answer->body);
  if (answer->status >= 300 && answer->status < 400)
    return STIPPLE_TROUBLE_REDIRECT;
  if (answer->status == 404 && strcmp (answer->content_type, "application/problem+json") == 0)
    return STIPPLE_TROUBLE_CONTENT;
  return stipple_delivery_trouble_of_answer (answer);
}

static StippleSyncTrouble
judge_content (StippleDelivery *self, const StippleHttpAnswer *answer)
{
  if (answer->status == 200 && strcmp (answer->content_type, "application/json") == 0)
    return take_pack (self, answer->body);
  if (answer->status == 304)
    return self->declined_digest != NULL ? self->declined_trouble : STIPPLE_TROUBLE_NONE;
  if (answer->status >= 300 && answer->status < 400)
    return STIPPLE_TROUBLE_REDIRECT;
  return stipple_delivery_trouble_of_answer (answer);
}

gboolean
stipple_delivery_is_refusal (const StippleHttpAnswer *answer)
{
  return (answer->status == 401 || answer->status == 403)
         && strcmp (answer->content_type, "application/problem+json") == 0;
}

static StippleHttpAnswer *
ask_for_pack (StippleDelivery *self, GError **error)
{
  g_autofree char *url = g_strconcat (self->hub, STIPPLE_PATH_CONTENT, NULL);
  const char *known = self->declined_digest != NULL ? self->declined_digest : self->digest;
  g_autofree char *tag = known != NULL ? g_strdup_printf ("\"%s\"", known) : NULL;
  const StippleHttpRequest request = {
    .method = "GET",
    .url = url,
    .bearer = self->token,
    .accept = "application/json",
    .if_none_match = tag,
    .max_bytes = STIPPLE_PACK_MAX_BYTES,
  };
  return stipple_http_perform (self->http, &request, self->cancellable, error);
}

static StippleHttpAnswer *
ask_for_picture (StippleDelivery *self, GError **error)
{
  const StippleImage *image = g_ptr_array_index (self->missing, 0);
  g_autofree char *url = g_strconcat (self->hub, STIPPLE_PATH_MEDIA "/", image->sha256, NULL);
  const StippleHttpRequest request = {
    .method = "GET",
    .url = url,
    .bearer = self->token,
    .accept = "image/png, image/jpeg",
    .max_bytes = STIPPLE_MEDIA_MAX_BYTES,
    .total_timeout_s = PICTURE_TIMEOUT_S,
  };
  return stipple_http_perform (self->http, &request, self->cancellable, error);
}

void
stipple_delivery_fetch_content (StippleDelivery *self)
{
  gboolean of_picture = self->coming != NULL;
  g_autoptr (GError) error = NULL;
  self->last_content = g_get_monotonic_time ();
  self->next_content = self->last_content + self->pace.content_interval;
  g_autoptr (StippleHttpAnswer) answer =
      of_picture ? ask_for_picture (self, &error) : ask_for_pack (self, &error);
  if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED))
    return;
  if (answer != NULL)
    stipple_delivery_hear (self, answer);
  if (answer != NULL && stipple_delivery_is_refusal (answer))
    {
      stipple_delivery_refuse (self);
      return;
    }
  StippleSyncTrouble trouble =
      answer == NULL ? stipple_delivery_trouble_of_error (error)
                     : (of_picture ? judge_picture (self, answer) : judge_content (self, answer));
  /* The next look begins with the hub's newest pack, and asks only for the pictures still missing. */
  if (self->next_content != 0)
    stipple_delivery_drop_coming (self);
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
      self->declined_digest != NULL ? self->declined_trouble : STIPPLE_TROUBLE_NONE;
  self->next_content = 0;
}

void
stipple_delivery_heed_content (StippleDelivery *self, const char *digest)
{
  if (digest != NULL && g_strcmp0 (digest, self->digest) != 0
      && g_strcmp0 (digest, self->declined_digest) != 0)
    self->next_content = 0;
}
