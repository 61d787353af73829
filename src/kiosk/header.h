// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

#include "core/session.h"
#include "kiosk/reader.h"

G_BEGIN_DECLS

/**
 * StippleHeader: the head of every screen of a visit: the clinic's mark and name, reading aloud where
 * there are headphones, text size, contrast, hiding the answers, help, language.
 *
 * Property: session (construct-only), for the pack and the language.
 * Signals: "choose-language", "help", "hide-answers" (from whoever looks over a shoulder).
 */
#define STIPPLE_TYPE_HEADER (stipple_header_get_type ())
G_DECLARE_FINAL_TYPE (StippleHeader, stipple_header, STIPPLE, HEADER, AdwBin)

/* Whether there are answers on the screen that may be hidden. */
void stipple_header_set_can_hide (StippleHeader *self, gboolean can_hide);
/* The mark without the name, where there is little room. */
void stipple_header_set_tight (StippleHeader *self, gboolean tight);
/* Offers reading aloud. Once. */
void stipple_header_set_reader (StippleHeader *self, StippleReader *reader);

G_END_DECLS
