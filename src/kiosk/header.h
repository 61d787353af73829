// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

#include "core/session.h"

G_BEGIN_DECLS

/**
 * StippleHeader: the head of every screen of a visit: the clinic's mark and name, text size, contrast,
 * language.
 *
 * Property: session (construct-only), for the pack and the language.
 * Signal: "choose-language".
 */
#define STIPPLE_TYPE_HEADER (stipple_header_get_type ())
G_DECLARE_FINAL_TYPE (StippleHeader, stipple_header, STIPPLE, HEADER, AdwBin)

G_END_DECLS
