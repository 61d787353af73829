// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleLayersFigure: skin in section, the dots of scalp micropigmentation in the epidermis and
 * upper dermis beside an ordinary tattoo's in the mid to lower dermis (facts A 1, B 14).
 * Accessible: an image with a description.
 */
#define STIPPLE_TYPE_LAYERS_FIGURE (stipple_layers_figure_get_type ())
G_DECLARE_FINAL_TYPE (StippleLayersFigure, stipple_layers_figure, STIPPLE, LAYERS_FIGURE, GtkWidget)

GtkWidget *stipple_layers_figure_new (void);

G_END_DECLS
