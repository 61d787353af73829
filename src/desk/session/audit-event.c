// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session/audit-event.h"

#include "wire/api.h"
#include "wire/fhir.h"

void
stipple_audit_event_async (StippleHubClient *client, const char *action, const char *what,
                           const char *code, guint count, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (StippleJson) body = json_pack ("{ss ss}", "action", action, "what", what);
  const StippleHubCall call = { .method = "POST", .path = STIPPLE_PATH_AUDIT_EVENTS, .body = body };

  if (code != NULL)
    json_object_set_new (body, "code", json_string (code));
  if (count > 0)
    json_object_set_new (body, "count", json_integer (count));
  stipple_hub_client_call_async (client, STIPPLE_LANE_ASK, &call, NULL, callback, user_data);
}

gboolean
stipple_audit_event_finish (StippleHubClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (StippleHubReply) reply = stipple_hub_client_call_finish (client, result, error);

  return reply != NULL;
}
