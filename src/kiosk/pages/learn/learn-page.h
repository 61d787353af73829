// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleLearnPage: questions and answers, by category and by instant search; and the pack's gallery, when it
 * has one.
 */
#define STIPPLE_TYPE_LEARN_PAGE (stipple_learn_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleLearnPage, stipple_learn_page, STIPPLE, LEARN_PAGE, StipplePage)

G_END_DECLS
