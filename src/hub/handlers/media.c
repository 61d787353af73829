// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include <string.h>

/* Its name is its hash: what stands there never changes. */
#define FOR_EVER "private, max-age=31536000, immutable"

StippleResponse *
stipple_handle_get_media (StippleHub *hub, StippleRequest *request)
{
  StippleImageType type;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file =
      hub->storage->do_get_media (hub->storage, request->params[0], &type, &error);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", request->params[0]);
  StippleResponse *response;

  if (file == NULL)
    return stipple_response_new_gerror (request, error);
  if (stipple_request_has_tag (request, etag))
    response = stipple_response_new (304);
  else
    {
      response = stipple_response_new (200);
      stipple_response_set_body (response, stipple_image_type_to_string (type), file);
    }
  stipple_response_add_header (response, "ETag", etag);
  stipple_response_add_header (response, "Cache-Control", FOR_EVER);
  return response;
}

static StippleResponse *
refuse (const StippleRequest *request, const GError *error)
{
  gboolean large = g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);

  return stipple_response_new_error (request, large ? 413 : 422, error->message, NULL);
}

StippleResponse *
stipple_handle_put_media (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GBytes) file = g_bytes_new (request->body->data, request->body->len);
  StippleMediaFacts facts;
  gboolean added;
  g_autoptr (GError) error = NULL;

  if (!stipple_media_inspect (file, &facts, &error))
    return refuse (request, error);
  if (strcmp (facts.sha256, request->params[0]) != 0)
    return stipple_response_new_error (
        request, 422, "The picture does not have the SHA-256 of its path. Send it again.", NULL);
  if (!hub->storage->do_add_media (hub->storage, &facts, file, stipple_hub_now (hub), &added,
                                   &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (added ? 201 : 200,
                                    json_pack ("{s:s, s:s, s:i, s:i}", "sha256", facts.sha256,
                                               "type", stipple_image_type_to_string (facts.type),
                                               "width", facts.width, "height", facts.height));
}
