// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Digits of the PIN that opens the staff drawer of the kiosks. */
#define STIPPLE_PIN_MIN 6
#define STIPPLE_PIN_MAX 12

/* Whether an operator may choose @pin: STIPPLE_PIN_MIN to STIPPLE_PIN_MAX ASCII digits, not all the same and not in a
 * row (123456, 987654). INVALID, with what to do. */
gboolean stipple_pin_check (const char *pin, GError **error);

G_END_DECLS
