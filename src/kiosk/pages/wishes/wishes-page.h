// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleWishesPage: what the client would like, and which medication and numbing cream they use.
 */
#define STIPPLE_TYPE_WISHES_PAGE (stipple_wishes_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleWishesPage, stipple_wishes_page, STIPPLE, WISHES_PAGE, StipplePage)

G_END_DECLS
