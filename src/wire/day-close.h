// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/day-close.h"
#include <jansson.h>

G_BEGIN_DECLS

/* A day close as STIPPLE_PATH_DAY_CLOSE of wire/api.h has it. Transfer full. */
json_t *stipple_day_close_write (const StippleDayClose *close);
/* Transfer full. NULL with PROTOCOL: this is no day close. */
StippleDayClose *stipple_day_close_read (const json_t *json, GError **error);

/* The counts alone, as members of @json. */
void stipple_day_counts_write (const StippleDayCounts *counts, json_t *json);
void stipple_day_counts_read (const json_t *json, StippleDayCounts *counts);

G_END_DECLS
