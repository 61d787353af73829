// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/day-close.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Prints @close (copied) as it is now, in the desk's language, with a StipplePrintJob over @parent. @id: of the desk's
 * list, when it is printed once more; NULL: it is new there. */
void stipple_day_print (StippleDesk *desk, const StippleDayClose *close, const char *id,
                        GtkWindow *parent);

G_END_DECLS
