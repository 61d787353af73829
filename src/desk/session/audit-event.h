// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/hub-client.h"

G_BEGIN_DECLS

/* Tells the hub what is about to happen here, as STIPPLE_PATH_AUDIT_EVENTS has it; what cannot be told is not done.
 * @code may be NULL; @count 0: not said. */
void stipple_audit_event_async (StippleHubClient *client, const char *action, const char *what,
                                const char *code, guint count, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean stipple_audit_event_finish (StippleHubClient *client, GAsyncResult *result,
                                     GError **error);

G_END_DECLS
