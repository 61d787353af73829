// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/day-close.h"
#include "core/pack.h"
#include "print/document.h"

G_BEGIN_DECLS

/**
 * stipple_day_close_sheet_new: a day close for the clinic's files: the verdict, the kiosks, each intake that needs
 * somebody's eye with where it is, who closed the day, and lines to sign on. Codes only, and nobody's name. @pack (may be
 * NULL): for the clinic's name. @zone: of the times. Never fails.
 */
StippleDocument *stipple_day_close_sheet_new (const StippleDayClose *close, const StipplePack *pack,
                                              GTimeZone *zone, const char *language,
                                              StipplePaper paper);

G_END_DECLS
