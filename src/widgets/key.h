// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/key-plan.h"

G_BEGIN_DECLS

/* StippleShift: which of its texts a key shows and types. */
typedef enum
{
  STIPPLE_SHIFT_OFF,
  STIPPLE_SHIFT_ONCE, /* for one letter */
  STIPPLE_SHIFT_CAPS,
} StippleShift;

/**
 * StippleKey: one key of the on-screen keyboard. A button that takes no focus from what is typed into
 * when it is touched, though it can have it (arrow keys, a switch). Accessible: a button with the
 * name of what it types or does, in the language it was made in.
 *
 * Signal "held" (long press): it is no click then.
 */
#define STIPPLE_TYPE_KEY (stipple_key_get_type ())
G_DECLARE_FINAL_TYPE (StippleKey, stipple_key, STIPPLE, KEY, GtkButton)

/* Copies @plan. */
GtkWidget *stipple_key_new (const StipplePlanKey *plan);
const StipplePlanKey *stipple_key_get_plan (StippleKey *self);
void stipple_key_set_shift (StippleKey *self, StippleShift shift);
/* What a touch types now; NULL for a key that does something else. Borrowed. */
const char *stipple_key_get_text (StippleKey *self);
/* What a long press offers now; empty when nothing. Transfer full. */
char **stipple_key_get_alternates (StippleKey *self);

G_END_DECLS
