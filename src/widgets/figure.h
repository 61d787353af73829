// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The picture that goes with a FAQ answer; NULL for STIPPLE_FIGURE_NONE. Floating. */
GtkWidget *stipple_figure_new (StippleFigure figure, const StipplePack *pack, const char *language);

G_END_DECLS
