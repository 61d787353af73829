// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleTimeRail: the line of a StippleTimeSlider with its thumb: vertical, whole stages at equal
 * distances. A finger anywhere on it moves the thumb; arrow keys go from stage to stage. Private to
 * widgets/.
 *
 * Property: stage (double, 0 … STIPPLE_STAGE_LAST). Signal: moved, when a person moved it.
 * Accessible: a slider whose text is the stage's name.
 */
#define STIPPLE_TYPE_TIME_RAIL (stipple_time_rail_get_type ())
G_DECLARE_FINAL_TYPE (StippleTimeRail, stipple_time_rail, STIPPLE, TIME_RAIL, GtkWidget)

GtkWidget *stipple_time_rail_new (void);
double stipple_time_rail_get_stage (StippleTimeRail *self);
void stipple_time_rail_set_stage (StippleTimeRail *self, double stage);

G_END_DECLS
