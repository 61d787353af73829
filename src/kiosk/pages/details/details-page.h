// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleDetailsPage: name, date of birth and how to reach the client; checked field by field.
 */
#define STIPPLE_TYPE_DETAILS_PAGE (stipple_details_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleDetailsPage, stipple_details_page, STIPPLE, DETAILS_PAGE, StipplePage)

G_END_DECLS
