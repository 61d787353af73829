// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include "hub/message.h"

G_BEGIN_DECLS

/* Never NULL. Runs on the thread of its connection. */
typedef StippleResponse *(*StippleHandler) (StippleHub *hub, StippleRequest *request);

/**
 * StippleRoute: one row of the table of all that the hub answers to. Who may is decided here and nowhere else.
 */
struct _StippleRoute
{
  const char *method;       /* GET answers HEAD too */
  const char *pattern;      /* "/staff/intakes/{code}"; {…} is one segment, not empty */
  StippleRoles roles;       /* who may */
  gsize max_body;           /* bytes; 0: no body */
  const char *content_type; /* of the body */
  StippleHandler handler;
};

const StippleRoute *stipple_router_get_routes (guint *n_routes);

/**
 * stipple_router_admit: everything that can be refused before the body: unknown path (404), wrong method
 * (405), who may (401, 403), type of the body (415). NULL when the request may go on; its route, params
 * and caller are set then.
 */
StippleResponse *stipple_router_admit (StippleHub *hub, StippleRequest *request);
/* The handler's answer to an admitted request. */
StippleResponse *stipple_router_run (StippleHub *hub, StippleRequest *request);

G_END_DECLS
