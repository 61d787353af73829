// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleLogo: the mark of the header: a dome of dots over a hairline, in the CSS colour of its
 * node; 64 × 40 px at text scale 100 % unless another width was set, growing with the text. Presentation only.
 */
#define STIPPLE_TYPE_LOGO (stipple_logo_get_type ())
G_DECLARE_FINAL_TYPE (StippleLogo, stipple_logo, STIPPLE, LOGO, GtkWidget)

GtkWidget *stipple_logo_new (void);
/* px at text scale 100 %; the height follows. */
void stipple_logo_set_width (StippleLogo *self, int width);

G_END_DECLS
