// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/staff/staff-drawer.h"

G_BEGIN_DECLS

/* The pages of the staff drawer, made anew from what is to be shown. All floating. */
GtkWidget *stipple_staff_page_today (StippleStaffDrawer *drawer, GPtrArray *intakes);
GtkWidget *stipple_staff_page_waiting (GPtrArray *intakes);
GtkWidget *stipple_staff_page_states (GPtrArray *states);
GtkWidget *stipple_staff_page_settings (StippleStaffDrawer *drawer,
                                        const StippleStaffSettings *settings);

G_END_DECLS
