// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StippleClock: where the time comes from. Code that needs the time takes a clock, so that a test
 * can set it. Reference counted.
 */
typedef struct _StippleClock StippleClock;

#define STIPPLE_TYPE_CLOCK (stipple_clock_get_type ())
GType stipple_clock_get_type (void);

/* The system's clock; @zone NULL is the system's zone. */
StippleClock *stipple_clock_new_system (GTimeZone *zone);
/* A clock that stands still until stipple_clock_advance(). */
StippleClock *stipple_clock_new_fixed (gint64 utc_us, GTimeZone *zone);
void stipple_clock_advance (StippleClock *self, gint64 us);

StippleClock *stipple_clock_ref (StippleClock *self);
void stipple_clock_unref (StippleClock *self);

/* µs since 1970-01-01T00:00:00Z. */
gint64 stipple_clock_now (StippleClock *self);
/* Today in the clinic's zone. */
void stipple_clock_today (StippleClock *self, GDate *today);
GTimeZone *stipple_clock_get_zone (StippleClock *self); /* transfer none */

/* The day in @time_zone (IANA; UTC when there is no such zone) to which a moment belongs. */
void stipple_clock_day_of (gint64 utc_us, const char *time_zone, GDate *day);

/* RFC 3339 in UTC with ms, "2026-12-05T09:42:07.123Z"; and back. */
char *stipple_clock_format_utc (gint64 utc_us);
gboolean stipple_clock_parse_utc (const char *text, gint64 *utc_us, GError **error);
/* The moment that begins @day in the zone of this machine, in that form. Transfer full. */
char *stipple_clock_format_midnight (const GDate *day);

/* ISO dates, "2026-12-05". Strict: exactly that shape, a day that exists, years 0001-9999. */
char *stipple_date_format_iso (const GDate *date);
gboolean stipple_date_parse_iso (const char *text, GDate *date, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleClock, stipple_clock_unref)

G_END_DECLS
