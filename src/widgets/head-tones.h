// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/head-drawing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a head is drawn with, from the theme's colours. Private to widgets/. */

StippleInk stipple_head_ink (GtkWidget *widget, const char *name);

/* With the colours of the complexion @index, or black on white when contrast is high. */
StippleHeadTones stipple_head_tones (GtkWidget *widget, guint index);

G_END_DECLS
