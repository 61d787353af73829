// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"
#include "print/document.h"

G_BEGIN_DECLS

/**
 * stipple_paper_form_new: a blank form of all that the kiosk asks under @pack, to be filled in by hand where there is no
 * kiosk, or for somebody who would rather write. Holds nothing of a person.
 *
 * @code: six digits (core/ids.h), on every page, in letters and as a QR code that a hand-held scanner types. Each printed
 * copy has one of its own: the hub reserves it, together with the pack's version and the language (STIPPLE_PATH_PAPER_FORMS),
 * and the intake that is keyed in from the copy keeps it. So paper and record are found by the same code.
 * @language: the client's, one of the pack; @companion: that of who keys it in, beside the headings and names; NULL or
 * the same: none. Never fails.
 */
StippleDocument *stipple_paper_form_new (const StipplePack *pack, const char *code,
                                         const char *language, const char *companion,
                                         StipplePaper paper);

G_END_DECLS
