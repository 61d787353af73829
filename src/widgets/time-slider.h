// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleTimeSlider: the course of a treatment to move along: before, three sessions, one and three
 * years, each a button beside a rail that goes smoothly between them; and a button that plays it all.
 * Any touch ends playing. With reduced motion it plays from stop to stop.
 *
 * Properties:
 *   stage    double, 0 … STIPPLE_STAGE_LAST (core/follicles.h)
 *   playing  boolean; setting it at the end begins anew
 */
#define STIPPLE_TYPE_TIME_SLIDER (stipple_time_slider_get_type ())
G_DECLARE_FINAL_TYPE (StippleTimeSlider, stipple_time_slider, STIPPLE, TIME_SLIDER, GtkWidget)

GtkWidget *stipple_time_slider_new (void);
double stipple_time_slider_get_stage (StippleTimeSlider *self);
void stipple_time_slider_set_stage (StippleTimeSlider *self, double stage);
gboolean stipple_time_slider_get_playing (StippleTimeSlider *self);
void stipple_time_slider_set_playing (StippleTimeSlider *self, gboolean playing);

G_END_DECLS
