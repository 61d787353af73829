// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleHealthPage: the contraindications, a few to a screen: no, yes or not sure, and until when
 * where the rule asks.
 */
#define STIPPLE_TYPE_HEALTH_PAGE (stipple_health_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleHealthPage, stipple_health_page, STIPPLE, HEALTH_PAGE, StipplePage)

G_END_DECLS
