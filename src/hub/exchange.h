// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include <microhttpd.h>

G_BEGIN_DECLS

/**
 * StippleExchange: one request on its way through libmicrohttpd to the router and back. Refuses what
 * libmicrohttpd lets pass and two programs could read in two ways.
 */
typedef struct _StippleExchange StippleExchange;

/* At the request line; @target is as it was sent. @scheme is static. */
StippleExchange *stipple_exchange_new (StippleHub *hub, const char *target, const char *scheme);
void stipple_exchange_free (StippleExchange *self);
/* libmicrohttpd's access handler: called when the head is complete, for each part of the body, and at its end. */
enum MHD_Result stipple_exchange_step (StippleExchange *self, struct MHD_Connection *connection,
                                       const char *method, const char *version, const char *data,
                                       size_t *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleExchange, stipple_exchange_free)

G_END_DECLS
