// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleThanksPage: it is saved; the code to say at reception, and what happens next.
 *
 * Property: code (string, as shown: "7K4-Q2M").
 */
#define STIPPLE_TYPE_THANKS_PAGE (stipple_thanks_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleThanksPage, stipple_thanks_page, STIPPLE, THANKS_PAGE, StipplePage)

G_END_DECLS
