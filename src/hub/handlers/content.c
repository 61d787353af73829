// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "wire/fhir.h"
#include "wire/pack-reader.h"
#include <string.h>

/* If-None-Match: a list of entity tags, or "*". Compared weakly, as RFC 9110 asks for it. */
static gboolean
has_tag (const char *list, const char *tag)
{
  g_auto (GStrv) tags = NULL;

  if (list == NULL)
    return FALSE;
  tags = g_strsplit (list, ",", -1);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *one = g_strstrip (tags[i]);

      if (g_str_has_prefix (one, "W/"))
        one += 2;
      if (strcmp (one, "*") == 0 || strcmp (one, tag) == 0)
        return TRUE;
    }
  return FALSE;
}

StippleResponse *
stipple_handle_get_content (StippleHub *hub, StippleRequest *request)
{
  gint64 version;
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePackRow) row = NULL;
  g_autofree char *etag = NULL;
  StippleResponse *response;

  if (!stipple_request_get_query_int (request, "version", 1, G_MAXINT, 0, &version, &error))
    return stipple_response_new_error (request, 400, error->message, NULL);
  row = hub->storage->do_get_pack (hub->storage, (int) version, &error);
  if (row == NULL)
    return stipple_response_new_gerror (request, error);
  etag = g_strdup_printf ("\"%s\"", row->digest);
  if (has_tag (request->if_none_match, etag))
    response = stipple_response_new (304);
  else
    {
      response = stipple_response_new (200);
      stipple_response_set_body (response, "application/json", row->json);
    }
  stipple_response_add_header (response, "ETag", etag);
  stipple_response_add_header (response, "Cache-Control", "private, no-cache");
  return response;
}

static StippleResponse *
refuse_pack (char **faults, const GError *error)
{
  json_t *list = json_array ();

  for (guint i = 0; faults != NULL && faults[i] != NULL; i++)
    json_array_append_new (list, json_string (faults[i]));
  return stipple_response_new_problem (422, error->message, "faults", list);
}

StippleResponse *
stipple_handle_post_content (StippleHub *hub, StippleRequest *request)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GBytes) json = g_bytes_new (request->body->data, request->body->len);
  g_auto (GStrv) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StipplePack) pack = stipple_pack_parse (json, &faults, &error);
  g_autoptr (StippleTx) tx = NULL;
  StipplePackRow row;

  if (pack == NULL)
    return refuse_pack (faults, error);
  row = (StipplePackRow){ .version = pack->version, .digest = pack->digest, .json = json };
  tx = storage->begin (storage, &error);
  if (tx == NULL || !storage->in_add_pack (tx, &row, stipple_hub_now (hub), &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (
      201, json_pack ("{s:i, s:s}", "version", pack->version, "digest", pack->digest));
}
