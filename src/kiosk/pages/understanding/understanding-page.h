// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleUnderstandingPage: what was just read about aftercare, asked back: one question at a time,
 * each explained as soon as it is answered.
 */
#define STIPPLE_TYPE_UNDERSTANDING_PAGE (stipple_understanding_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleUnderstandingPage, stipple_understanding_page, STIPPLE,
                      UNDERSTANDING_PAGE, StipplePage)

G_END_DECLS
