// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* What became of the call by which somebody at the kiosk asks for staff. */
typedef enum
{
  STIPPLE_CALL_NONE,
  STIPPLE_CALL_ON_ITS_WAY,
  STIPPLE_CALL_SENT,   /* the hub has it, and staff see it there */
  STIPPLE_CALL_FAILED, /* nobody knows of it */
} StippleCallState;
