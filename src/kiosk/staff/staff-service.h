// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/staff/staff-settings.h"
#include "kiosk/window.h"
#include "store/store.h"
#include "sync/sync.h"

G_BEGIN_DECLS

/**
 * StippleStaffService: what stands behind the staff drawer of a window: the store, which opens it and has what it
 * shows; the sync; the printers; and what was set. Whatever is opened for it is let go when the drawer is.
 *
 * Signals: "settings": they are another; see stipple_staff_service_get_settings().
 *          "end": staff want the kiosk to end, and that is on record.
 */
#define STIPPLE_TYPE_STAFF_SERVICE (stipple_staff_service_get_type ())
G_DECLARE_FINAL_TYPE (StippleStaffService, stipple_staff_service, STIPPLE, STAFF_SERVICE, GObject)

/* @hub: its address. @settings: as the command line has them; copied. What was set before is read from the store, and
 * told by "settings". */
StippleStaffService *stipple_staff_service_new (StippleKioskWindow *window, StippleStore *store,
                                                StippleSync *sync, StippleClock *clock,
                                                const char *data_dir, const char *hub,
                                                const StippleKioskSettings *settings);
const StippleKioskSettings *stipple_staff_service_get_settings (StippleStaffService *self);
/* Nothing is asked of the store from now on. Before that is closed. */
void stipple_staff_service_stop (StippleStaffService *self);

G_END_DECLS
