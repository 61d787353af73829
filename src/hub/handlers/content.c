// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "wire/fhir.h"
#include "wire/pack-reader.h"
#include <string.h>

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
  if (stipple_request_has_tag (request, etag))
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

typedef struct
{
  StippleTx *tx;
  StippleMediaFacts facts;
  GError *error; /* of the database */
} MediaFind;

static const StippleMediaFacts *
find_media (const char *sha256, gpointer data)
{
  MediaFind *self = data;
  g_autoptr (GError) error = NULL;

  if (self->tx->storage->in_find_media (self->tx, sha256, &self->facts, &error))
    return &self->facts;
  if (!g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
    }
  return NULL;
}

/* Kiosks take a pack only with its pictures: so does the hub. NULL when they are all here. */
static StippleResponse *
check_media (const StippleRequest *request, StippleTx *tx, const StipplePack *pack)
{
  MediaFind find = { .tx = tx };
  g_auto (GStrv) faults = stipple_media_check_pack (pack, find_media, &find);
  g_autoptr (GError) error = find.error;

  if (error == NULL && faults[0] == NULL)
    return NULL;
  if (error != NULL)
    return stipple_response_new_gerror (request, error);
  g_set_error_literal (&error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, faults[0]);
  return refuse_pack (faults, error);
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
  StippleResponse *refusal;
  StipplePackRow row;

  if (pack == NULL)
    return refuse_pack (faults, error);
  row = (StipplePackRow){ .version = pack->version, .digest = pack->digest, .json = json };
  tx = storage->begin (storage, &error);
  if (tx == NULL)
    return stipple_response_new_gerror (request, error);
  refusal = check_media (request, tx, pack);
  if (refusal != NULL)
    return refusal;
  if (!storage->in_add_pack (tx, &row, stipple_hub_now (hub), &error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_PUBLISHED, NULL,
                             json_pack ("{s:i}", "version", pack->version), &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (
      201, json_pack ("{s:i, s:s}", "version", pack->version, "digest", pack->digest));
}
