// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/page.h"

G_BEGIN_DECLS

/**
 * StippleLookPage: the client's own head, as a drawing: which pattern of hair loss, where, with which
 * scars, of what colours; and how such a head looks through a treatment, which is an illustration and
 * says so. Nothing of it need be answered.
 */
#define STIPPLE_TYPE_LOOK_PAGE (stipple_look_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleLookPage, stipple_look_page, STIPPLE, LOOK_PAGE, StipplePage)

G_END_DECLS
