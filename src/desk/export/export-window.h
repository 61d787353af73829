// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleExportWindow: a span of days goes into a file, for administrators: which days and in what form, where to, and
 * then whether that is really meant, with how many people's health data it is and what becomes of it. With progress
 * and "Cancel".
 */
#define STIPPLE_TYPE_EXPORT_WINDOW (stipple_export_window_get_type ())
G_DECLARE_FINAL_TYPE (StippleExportWindow, stipple_export_window, STIPPLE, EXPORT_WINDOW, GtkWindow)

GtkWidget *stipple_export_window_new (StippleDesk *desk, GtkWindow *parent);

G_END_DECLS
