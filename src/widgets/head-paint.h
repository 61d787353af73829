// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/head.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * The drawing of a bald head, without its dots: outline, ears, nose, face, neck. Own drawings on the
 * frame of core/head.h. Private to widgets/.
 */
typedef struct
{
  GdkRGBA skin;
  GdkRGBA light;
  GdkRGBA shade; /* of edges and features */
  gboolean flat; /* no light and shadow, and bolder lines: high contrast */
} StippleHeadTones;

/* With the colours of the complexion @index, or black on white when contrast is high. */
StippleHeadTones stipple_head_tones (GtkWidget *widget, guint index);

/* The box of @side, from 0, 0 of @cr on; @scale is px a unit. */
void stipple_head_paint (cairo_t *cr, StippleHeadSide side, double scale,
                         const StippleHeadTones *tones);

G_END_DECLS
