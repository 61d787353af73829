// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/intake.h"
#include "kiosk/staff/staff-drawer.h"

G_BEGIN_DECLS

/**
 * stipple_staff_sheet_async: a sheet for the client of @intake, in their language, as a PDF in memory; made on a
 * thread, for it takes longer than the screen has. @receipt: as people see it.
 */
void stipple_staff_sheet_async (StippleIntake *intake, StipplePack *pack, const char *receipt,
                                StippleStaffSheet what, StippleClock *clock,
                                GAsyncReadyCallback callback, gpointer user_data);
/* @title (out): for the printer's queue, which everybody sees: the code. Transfer full, both. */
GBytes *stipple_staff_sheet_finish (GAsyncResult *result, char **title);

G_END_DECLS
