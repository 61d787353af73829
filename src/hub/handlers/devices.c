// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "hub/audit.h"

static json_t *
describe (const StippleDeviceRow *row)
{
  g_autofree char *enrolled = stipple_clock_format_utc (row->enrolled);
  json_t *device = json_pack ("{s:s, s:s, s:s, s:b}", "device", row->id, "name", row->name,
                              "enrolled", enrolled, "revoked", row->revoked != 0);

  if (row->seen != 0)
    {
      g_autofree char *seen = stipple_clock_format_utc (row->seen);

      json_object_set_new (device, "seen", json_string (seen));
    }
  return device;
}

StippleResponse *
stipple_handle_list_devices (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hub->storage->do_list_devices (hub->storage, &error);
  json_t *devices;

  if (rows == NULL)
    return stipple_response_new_gerror (request, error);
  devices = json_array ();
  for (guint i = 0; i < rows->len; i++)
    json_array_append_new (devices, describe (g_ptr_array_index (rows, i)));
  return stipple_response_new_json (200, json_pack ("{s:o}", "devices", devices));
}

StippleResponse *
stipple_handle_revoke_device (StippleHub *hub, StippleRequest *request)
{
  StippleStorage *storage = hub->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleTx) tx = storage->begin (storage, &error);

  if (tx == NULL
      || !storage->in_revoke_device (tx, request->params[0], stipple_hub_now (hub), &error)
      || !stipple_audit_add (hub, tx, request, STIPPLE_AUDIT_DEVICE_REVOKED, request->params[0],
                             NULL, &error)
      || !storage->commit (g_steal_pointer (&tx), &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new (204);
}
