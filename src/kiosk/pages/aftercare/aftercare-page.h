// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleAftercarePage: what to avoid and what is fine, day by day, and the line of sessions.
 */
#define STIPPLE_TYPE_AFTERCARE_PAGE (stipple_aftercare_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleAftercarePage, stipple_aftercare_page, STIPPLE, AFTERCARE_PAGE,
                      StipplePage)

G_END_DECLS
