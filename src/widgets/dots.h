// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleDots: the attract art: a head of hair seen from above as thousands of dots, thinning at a
 * hairline, slowly forming and then breathing. The same dots every time. A thread draws them; they
 * show when it is done. A quarter of them is painted again 20 times a second while they form, 12 times
 * while they breathe; still when "gtk-enable-animations" is off, or resting.
 * Presentation only.
 *
 * Properties: animating (boolean, read-only): frames are being drawn; resting (boolean): all is there and
 * stands still.
 */
#define STIPPLE_TYPE_DOTS (stipple_dots_get_type ())
G_DECLARE_FINAL_TYPE (StippleDots, stipple_dots, STIPPLE, DOTS, GtkWidget)

GtkWidget *stipple_dots_new (void);
void stipple_dots_set_resting (StippleDots *self, gboolean resting);

G_END_DECLS
