// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

G_BEGIN_DECLS

/**
 * The care calendar: what the plan and the aftercare of a pack come to once the day of the first
 * session is known. Pure: nothing here is kept or sent.
 */
typedef struct
{
  char *id; /* of the pack's session or aftercare day: "session-second", "aftercare-today" */
  GDate from;
  GDate to;    /* the last day, included */
  char *title; /* one line */
  char *text;  /* one line, or NULL */
} StippleCareEvent;

/**
 * stipple_care_calendar_new: the events of @pack for a first session on @first, by date, in
 * @language, which the thread uses as well. Aftercare days in a row with the same advice are one
 * event; one longer than a week stands on its first day only, as do sessions, whose usual
 * range is in words. Transfer full: StippleCareEvent.
 */
GPtrArray *stipple_care_calendar_new (const StipplePack *pack, const char *language,
                                      const GDate *first);

/**
 * stipple_care_calendar_to_ical: the same as an iCalendar object (RFC 5545) of all-day events, short
 * enough for a QR code with a pack like the default one (1 to 2 kB). @now (µs UTC) stamps it.
 * Transfer full.
 */
char *stipple_care_calendar_to_ical (const GPtrArray *events, gint64 now);

G_END_DECLS
