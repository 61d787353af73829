// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the hub does not have yet: notes that wait or are being written, corrections, letters; of all users. */
gboolean stipple_leaving_loses (StippleDesk *desk);

/* Asks whether to go all the same; then @go (@window). @quit: it is lost then; else it is kept for who signs in again. */
void stipple_leaving_ask (GtkWindow *window, StippleDesk *desk, gboolean quit,
                          void (*go) (GtkWindow *window));

G_END_DECLS
