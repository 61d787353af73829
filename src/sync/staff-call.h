// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/call-state.h"
#include "core/clock.h"
#include "store/store.h"
#include "sync/http.h"

G_BEGIN_DECLS

/**
 * StippleStaffCall: somebody at this kiosk asks for staff. The hub is told which kiosk and when, and nothing
 * about whom. Not kept on disk: a call that comes late helps nobody, so it is tried a few times within
 * seconds and then said to have failed. One call at a time; touching again is the same call.
 *
 * Property "state" (int, StippleCallState) notifies on the main thread, to which all of this belongs.
 */
#define STIPPLE_TYPE_STAFF_CALL (stipple_staff_call_get_type ())
G_DECLARE_FINAL_TYPE (StippleStaffCall, stipple_staff_call, STIPPLE, STAFF_CALL, GObject)

/* How many times a call is tried, and how long one that was sent stays the same call. */
#define STIPPLE_CALL_TRIES 3
#define STIPPLE_CALL_REPEAT_US (2 * G_TIME_SPAN_MINUTE)

/* @options copied, NULL for the defaults. @pause_ms: between two tries; 0: 2 s. */
StippleStaffCall *stipple_staff_call_new (const StippleEnrolment *enrolment, StippleClock *clock,
                                          const StippleHttpOptions *options, guint pause_ms);
StippleCallState stipple_staff_call_get_state (StippleStaffCall *self);
/* While one is on its way, or was sent less than STIPPLE_CALL_REPEAT_US ago, this changes nothing. */
void stipple_staff_call_send (StippleStaffCall *self);
/* The visit is over: the next touch is another person's call. What is on its way goes on unseen. */
void stipple_staff_call_forget (StippleStaffCall *self);
/* Cancels what is in flight and waits for it. At shutdown only. */
void stipple_staff_call_stop (StippleStaffCall *self);

G_END_DECLS
