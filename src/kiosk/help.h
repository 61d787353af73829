// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/sheet.h"

G_BEGIN_DECLS

/* What the step with this id is for (NULL: the attract screen), in the language of this thread. Transfer
 * full. */
char *stipple_help_text (const char *step);
/* That on a sheet, with how the keys work and where to find a person. Its only answer is "close". */
StippleSheet *stipple_help_new (const char *step);

G_END_DECLS
