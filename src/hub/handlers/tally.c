// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/reckoning.h"
#include "wire/fhir.h"
#include "wire/tally.h"

/* What is sealed is so before the transaction. Transfer full. */
static StippleTallyRow *
make_row (StippleHub *hub, const char *device, const StippleTally *tally, const StipplePack *pack)
{
  StippleTallyRow *row = g_new0 (StippleTallyRow, 1);

  row->device = g_strdup (device);
  row->day = g_strdup (tally->day);
  row->sequence = tally->sequence;
  if (tally->complete)
    row->today = stipple_reckoning_day (pack, stipple_hub_now (hub));
  row->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_claim_row_free);
  for (guint i = 0; i < tally->claims->len; i++)
    {
      const StippleClaim *claim = g_ptr_array_index (tally->claims, i);
      StippleClaimRow *one = g_new0 (StippleClaimRow, 1);

      one->id = g_strdup (claim->id);
      one->state = claim->state;
      one->receipt = g_strdup (claim->receipt);
      if (claim->code != NULL)
        one->code = stipple_claim_seal_code (hub, claim->id, claim->code);
      g_ptr_array_add (row->claims, one);
    }
  return row;
}

static StippleResponse *
keep (StippleHub *hub, const StippleRequest *request, const StippleTallyRow *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = hub->storage->begin (hub->storage, &error);
  gint64 known;

  if (tx != NULL && hub->storage->in_put_tally (tx, row, stipple_hub_now (hub), &known, &error)
      && hub->storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_json (
        200, json_pack ("{s:s, s:I}", "day", row->day, "sequence", (json_int_t) known));
  if (g_error_matches (error, STIPPLE_ERROR, STIPPLE_ERROR_CONFLICT))
    return stipple_response_new_problem (409, error->message, "sequence",
                                         json_integer ((json_int_t) known));
  return stipple_response_new_gerror (request, error);
}

StippleResponse *
stipple_handle_put_tally (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleJson) json = stipple_request_get_json (request, &error);
  g_autoptr (StippleTally) tally = NULL;
  g_autoptr (StipplePack) pack = NULL;
  g_autoptr (StippleTallyRow) row = NULL;

  if (json == NULL)
    return stipple_response_new_error (request, 400, error->message, NULL);
  tally = stipple_tally_read (request->params[0], json, &error);
  if (tally == NULL)
    return stipple_response_new_error (request, 422, error->message, NULL);
  pack = stipple_hub_get_pack (hub, 0, &error);
  if (pack == NULL)
    return stipple_response_new_gerror (request, error);
  row = make_row (hub, request->caller->id, tally, pack);
  return keep (hub, request, row);
}
