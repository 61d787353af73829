// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "config.h"

StippleResponse *
stipple_handle_health (StippleHub *hub, StippleRequest *request)
{
  gint64 schema;
  g_autoptr (GError) error = NULL;

  if (hub->storage->do_check (hub->storage, &schema, &error))
    return stipple_response_new_json (200,
                                      json_pack ("{s:s, s:s, s:I}", "status", "ok", "version",
                                                 STIPPLE_VERSION, "schema", (json_int_t) schema));
  g_printerr ("stipple-hub: %s\n", error->message);
  return stipple_response_new_error (request, 503, "The hub's database does not answer.", NULL);
}

static void
add_gauge (GString *text, const char *name, const char *help, gint64 value)
{
  g_string_append_printf (text, "# HELP %s %s\n# TYPE %s gauge\n%s %" G_GINT64_FORMAT "\n", name,
                          help, name, name, value);
}

StippleResponse *
stipple_handle_metrics (StippleHub *hub, StippleRequest *request)
{
  StippleStorageStats stats;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  StippleResponse *response;

  if (!hub->storage->do_get_stats (hub->storage, &stats, &error))
    return stipple_response_new_gerror (request, error);
  stipple_metrics_write (hub->metrics, text);
  add_gauge (text, "stipple_intakes", "Intakes in the database.", stats.intakes);
  add_gauge (text, "stipple_intakes_deleted", "Intakes that were deleted.", stats.deleted);
  add_gauge (text, "stipple_devices", "Devices enrolled and not revoked.", stats.devices);
  add_gauge (text, "stipple_database_bytes", "Size of the database.", stats.bytes);
  body = g_string_free_to_bytes (g_steal_pointer (&text));
  response = stipple_response_new (200);
  stipple_response_set_body (response, "text/plain; version=0.0.4; charset=utf-8", body);
  return response;
}
