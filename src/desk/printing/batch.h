// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleBatch: gathers what is to be printed from the hub, with progress and "Cancel" over the window, then prints it as
 * one job. Of intakes at most STIPPLE_BATCH_MAX.
 */
#define STIPPLE_BATCH_MAX 500
#define STIPPLE_TYPE_BATCH (stipple_batch_get_type ())
G_DECLARE_FINAL_TYPE (StippleBatch, stipple_batch, STIPPLE, BATCH, GtkWindow)

/* All that arrived today, newest first. */
GtkWidget *stipple_batch_new_today (StippleDesk *desk, GtkWindow *parent);
/* What is in the desk's list of what is not on paper as @id. */
GtkWidget *stipple_batch_new_again (StippleDesk *desk, const char *id, GtkWindow *parent);
/* It shows itself, and is gone when it has what it needs. */
void stipple_batch_run (StippleBatch *self);

G_END_DECLS
