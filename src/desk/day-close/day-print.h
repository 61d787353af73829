// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/day-close.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells the hub, then asks for printer and paper over @parent, and prints @close as it is now, in the desk's language.
 * What does not work, the desk says. */
void stipple_day_print (StippleDesk *desk, const StippleDayClose *close, GtkWindow *parent);

G_END_DECLS
