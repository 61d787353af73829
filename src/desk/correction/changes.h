// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a correction of @document changed, field by field, asked of the hub once somebody unfolds it. @event: the
 * "corrected" of its history. Floating. */
GtkWidget *stipple_changes_new (StippleDesk *desk, StippleOpenIntake *document,
                                const json_t *event);

G_END_DECLS
