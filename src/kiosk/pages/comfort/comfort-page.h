// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleComfortPage: how much it hurts, as a scale, and what is done about it.
 */
#define STIPPLE_TYPE_COMFORT_PAGE (stipple_comfort_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleComfortPage, stipple_comfort_page, STIPPLE, COMFORT_PAGE, StipplePage)

G_END_DECLS
