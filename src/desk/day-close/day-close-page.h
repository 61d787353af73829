// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleDayClosePage: what the kiosks recorded on a day against what the hub holds, looked at again every few seconds
 * while it is shown; printed, and closed by whoever looked at it.
 */
#define STIPPLE_TYPE_DAY_CLOSE_PAGE (stipple_day_close_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleDayClosePage, stipple_day_close_page, STIPPLE, DAY_CLOSE_PAGE,
                      GtkWidget)

GtkWidget *stipple_day_close_page_new (StippleDesk *desk);
/* Ctrl+P, while it is shown. */
void stipple_day_close_page_print (StippleDayClosePage *self);

G_END_DECLS
