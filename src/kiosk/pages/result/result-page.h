// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleResultPage: the outcome in words, every reason for it, and what to do next.
 */
#define STIPPLE_TYPE_RESULT_PAGE (stipple_result_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleResultPage, stipple_result_page, STIPPLE, RESULT_PAGE, StipplePage)

G_END_DECLS
