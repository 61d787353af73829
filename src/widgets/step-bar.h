// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleStepBar: where the person is: a bar and a name for each step, the ones reached filled.
 * When the names no longer fit beside each other (large text), one line names the current step
 * only; without room even for that, the bars stand alone. Not for touching. Accessible: a group named
 * "Step 2 of 5: Comfort".
 *
 * Properties: names (strv), position (uint, 0 is the first step), tight (boolean: the bars alone).
 */
#define STIPPLE_TYPE_STEP_BAR (stipple_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (StippleStepBar, stipple_step_bar, STIPPLE, STEP_BAR, GtkWidget)

GtkWidget *stipple_step_bar_new (void);
void stipple_step_bar_set_names (StippleStepBar *self, const char *const *names);
guint stipple_step_bar_get_position (StippleStepBar *self);
void stipple_step_bar_set_position (StippleStepBar *self, guint position);
void stipple_step_bar_set_tight (StippleStepBar *self, gboolean tight);

G_END_DECLS
