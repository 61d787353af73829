// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "print/page-flow.h"

G_BEGIN_DECLS

/* What the client said of their look, in this thread's language, and the drawings of a head that they
 * marked; nothing when nothing was said. Private to print/. */
void stipple_summary_add_look (StipplePageFlow *flow, StippleIntake *intake);

G_END_DECLS
