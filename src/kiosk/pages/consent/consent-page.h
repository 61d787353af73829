// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleConsentPage: what is kept and why, a box to tick, and a signature.
 */
#define STIPPLE_TYPE_CONSENT_PAGE (stipple_consent_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleConsentPage, stipple_consent_page, STIPPLE, CONSENT_PAGE, StipplePage)

G_END_DECLS
