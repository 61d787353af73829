// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/router.h"

G_BEGIN_DECLS

/**
 * stipple_auth_admit: whether the bearer of this request may use its route. Sets the caller, or gives the
 * refusal: 401 when the token is missing or no longer good, 403 when it is good for other routes.
 */
StippleResponse *stipple_auth_admit (StippleHub *hub, StippleRequest *request);

G_END_DECLS
