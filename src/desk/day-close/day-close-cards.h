// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/day-close.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The parts of the day close, each made anew from @close. Floating; NULL where there is nothing to show. */
GtkWidget *stipple_day_close_banner (const StippleDayClose *close);
GtkWidget *stipple_day_close_warnings (const StippleDayClose *close);
GtkWidget *stipple_day_close_kiosks (const StippleDayClose *close);
GtkWidget *stipple_day_close_exceptions (const StippleDayClose *close);
GtkWidget *stipple_day_close_signatures (const StippleDayClose *close);

G_END_DECLS
