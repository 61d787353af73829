// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tally.h"
#include <jansson.h>

G_BEGIN_DECLS

/* A kiosk's tally as STIPPLE_PATH_TALLY of wire/api.h has it; its day is in the path. 5,000 claims are 0.8 MiB. */
#define STIPPLE_TALLY_MAX_BYTES (1024 * 1024)

/* Transfer full. */
char *stipple_tally_write (const StippleTally *tally);
/* Checks all of it. Transfer full. Errors: INVALID, with the path of the first fault and nothing that was sent. */
StippleTally *stipple_tally_read (const char *day, json_t *json, GError **error);

G_END_DECLS
