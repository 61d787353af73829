// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"
#include "print/document.h"

G_BEGIN_DECLS

/**
 * stipple_aftercare_sheet_new: what a client takes home: the sessions and the aftercare of @pack with the
 * dates that they come to for a first session on @first, comfort, the care calendar as a QR code
 * (core/care-calendar.h; stamped @now, µs UTC) and where the clinic is. Holds nothing of a person.
 * @language: one of the pack. Never fails; a pack with too much advice for a code has a sheet without.
 */
StippleDocument *stipple_aftercare_sheet_new (const StipplePack *pack, const GDate *first,
                                              gint64 now, const char *language, StipplePaper paper);

G_END_DECLS
