// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message.h"
#include "hub/record.h"

G_BEGIN_DECLS

/**
 * An intake that somebody at a desk edited, {"patient", "response"}: what it must be like is said once, where a kiosk's
 * bundle is read.
 */

/* Takes time, so not in a transaction. NULL: @status is what to answer, @expression (may come back NULL) the FHIRPath
 * of the fault, "Patient.birthDate". */
StippleRecord *stipple_edited_read (StippleHub *hub, const json_t *json, int *status,
                                    char **expression, GError **error);
/* What to answer then. */
StippleResponse *stipple_edited_refuse (const StippleRequest *request, int status,
                                        const char *expression, const GError *error);

G_END_DECLS
