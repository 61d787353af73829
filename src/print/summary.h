// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "core/pack.h"
#include "print/document.h"

G_BEGIN_DECLS

/**
 * stipple_summary_new: the printable summary of @intake: one page or two, more when a note is long.
 * @receipt: as people see it ("8F3A-19C0"), or NULL when there is none yet. @language: of the page, which
 * need not be the client's. Never fails.
 */
StippleDocument *stipple_summary_new (StippleIntake *intake, StipplePack *pack, const char *receipt,
                                      const char *language, StipplePaper paper);

G_END_DECLS
