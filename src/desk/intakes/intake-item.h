// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eligibility.h"
#include "core/work-state.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * StippleIntakeItem: one row of the list, as the hub's list tells it (wire/api.h); empty while its page is on the
 * way. Main thread only. "changed" tells when it was filled or something about it changed.
 */
#define STIPPLE_TYPE_INTAKE_ITEM (stipple_intake_item_get_type ())
G_DECLARE_FINAL_TYPE (StippleIntakeItem, stipple_intake_item, STIPPLE, INTAKE_ITEM, GObject)

/* Empty. */
StippleIntakeItem *stipple_intake_item_new (void);
/* @row: a ROW, or an INTAKE. FALSE, and nothing changed, when it is neither. */
gboolean stipple_intake_item_fill (StippleIntakeItem *self, const json_t *row);

/* NULL while it is empty. Borrowed, until it is filled again; so are the others. */
const char *stipple_intake_item_get_id (StippleIntakeItem *self);
const char *stipple_intake_item_get_code (StippleIntakeItem *self); /* six digits */
/* "Tremblay, Amélie" where both are known, in the order of a list; "" when neither is. */
const char *stipple_intake_item_get_name (StippleIntakeItem *self);
const char *stipple_intake_item_get_phone (StippleIntakeItem *self);  /* "" when not known */
const char *stipple_intake_item_get_device (StippleIntakeItem *self); /* id; "" when not known */
const char *stipple_intake_item_get_device_name (StippleIntakeItem *self);
gint64 stipple_intake_item_get_received (StippleIntakeItem *self); /* µs UTC; 0 while it is empty */
StippleWorkState stipple_intake_item_get_state (StippleIntakeItem *self);
gboolean stipple_intake_item_is_in_progress (StippleIntakeItem *self);
gboolean stipple_intake_item_has_mismatch (StippleIntakeItem *self);
/* FALSE when there is none: it is in progress. @earliest (out) may come back invalid. */
gboolean stipple_intake_item_get_outcome (StippleIntakeItem *self, StippleOutcome *outcome,
                                          GDate *earliest);

G_END_DECLS
