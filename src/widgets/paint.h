// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Small helpers of what draws or moves itself: the widgets, and the screens of the kiosk.
 */

/* The named colour of tokens.css, as @widget sees it. */
GdkRGBA stipple_paint_color (GtkWidget *widget, const char *name);

/* Between two colours: @t from 0 (@a) to 1 (@b). */
GdkRGBA stipple_paint_mix (const GdkRGBA *a, const GdkRGBA *b, double t);

/* A filled rectangle with round corners; with @edge (may be NULL) a line of @width px inside it. */
void stipple_paint_round (GtkSnapshot *snapshot, const graphene_rect_t *bounds, float radius,
                          const GdkRGBA *fill, const GdkRGBA *edge, float width);

/* 1 px at text scale 100 %, in px now: what is drawn grows with the text beside it. */
double stipple_paint_unit (void);

/* Mirrors @x of something @width wide in @box when @widget is right-to-left. */
int stipple_paint_mirror (GtkWidget *widget, int x, int width, int box);

/* Whether the processor paints @widget's window: then a change of all of it takes longer than a frame
 * lasts, and is better done at once than animated. FALSE before the window is realized. */
gboolean stipple_paint_is_slow (GtkWidget *widget);

/* Lays @widget, which is about to be shown, out in one frame and paints it in the next: two short ones
 * instead of a long one. Sets its opacity. */
void stipple_paint_next_frame (GtkWidget *widget);

G_END_DECLS
