// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleFadingCurve: how the look fades from finished to three years, as falling bars with the
 * words "illustration, not a prediction" (facts B 11: 1 to 3 years before a touch-up). Accessible:
 * an image with a description.
 */
#define STIPPLE_TYPE_FADING_CURVE (stipple_fading_curve_get_type ())
G_DECLARE_FINAL_TYPE (StippleFadingCurve, stipple_fading_curve, STIPPLE, FADING_CURVE, GtkWidget)

GtkWidget *stipple_fading_curve_new (void);

G_END_DECLS
