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
  STIPPLE_HELP_KEYS = 1 << 0,   /* how the keys work: for who asked by one */
  STIPPLE_HELP_CALL = 1 << 1,   /* staff can be called */
  STIPPLE_HELP_DESK = 1 << 2,   /* there is something to go on with at the desk */
  STIPPLE_HELP_STILL = 1 << 3,  /* motion is reduced */
  STIPPLE_HELP_REACH = 1 << 4,  /* the screen can be lowered */
  STIPPLE_HELP_LOW = 1 << 5,    /* and is */
  STIPPLE_HELP_SWITCH = 1 << 6, /* worked with a switch, at the usual pace */
  STIPPLE_HELP_SLOWER = 1 << 7, /* likewise, at another */
  STIPPLE_HELP_QUICKER = 1 << 8,
} StippleHelpFlags;

/* That on a sheet, with what became of a call for staff. It answers "call", "desk" or "close";
 * during a visit also "still" and "low", each a tick that was set or taken away: the sheet stays. With a
 * switch also "slower", "usual" or "quicker". */
StippleSheet *stipple_help_new (const char *step, StippleCallState call, StippleHelpFlags flags);

G_END_DECLS
