// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/call-state.h"
#include "kiosk/sheet.h"

G_BEGIN_DECLS

/* What the step with this id is for (NULL: the attract screen), in the language of this thread. Transfer
 * full. */
char *stipple_help_text (const char *step);
typedef enum
{
  STIPPLE_HELP_KEYS = 1 << 0, /* how the keys work: for who asked by one */
  STIPPLE_HELP_CALL = 1 << 1, /* staff can be called */
  STIPPLE_HELP_DESK = 1 << 2, /* there is something to go on with at the desk */
} StippleHelpFlags;

/* That on a sheet, with what became of a call for staff. It answers "call", "desk" or "close". */
StippleSheet *stipple_help_new (const char *step, StippleCallState call, StippleHelpFlags flags);

G_END_DECLS
