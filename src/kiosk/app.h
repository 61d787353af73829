// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StippleKioskApp: wires the window to the store and the sync: opens the database, enrols, finds the
 * newest content, saves what a visitor finishes, and closes in order: window, sync, store.
 */
#define STIPPLE_TYPE_KIOSK_APP (stipple_kiosk_app_get_type ())
G_DECLARE_FINAL_TYPE (StippleKioskApp, stipple_kiosk_app, STIPPLE, KIOSK_APP, AdwApplication)

StippleKioskApp *stipple_kiosk_app_new (void);

/* Staff ended it, by their drawer; the program says so by its status, so that nothing starts it again by itself. */
gboolean stipple_kiosk_app_was_ended (StippleKioskApp *self);
#define STIPPLE_KIOSK_STATUS_ENDED 10

G_END_DECLS
