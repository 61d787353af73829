// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <stdatomic.h>
#include <string.h>

struct _StippleClock
{
  gatomicrefcount ref_count;
  GTimeZone *zone;
  gboolean fixed;
  _Atomic gint64 now; /* of a fixed clock; a test may advance it while another thread reads it */
};

G_DEFINE_BOXED_TYPE (StippleClock, stipple_clock, stipple_clock_ref, stipple_clock_unref)

static StippleClock *
clock_new (GTimeZone *zone)
{
  StippleClock *self = g_new0 (StippleClock, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();

  return self;
}

StippleClock *
stipple_clock_new_system (GTimeZone *zone)
{
  return clock_new (zone);
}

StippleClock *
stipple_clock_new_fixed (gint64 utc_us, GTimeZone *zone)
{
  StippleClock *self = clock_new (zone);

  self->fixed = TRUE;
  self->now = utc_us;

  return self;
}

void
stipple_clock_advance (StippleClock *self, gint64 us)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->fixed);

  atomic_fetch_add (&self->now, us);
}

StippleClock *
stipple_clock_ref (StippleClock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
stipple_clock_unref (StippleClock *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    {
      g_time_zone_unref (self->zone);
      g_free (self);
    }
}

gint64
stipple_clock_now (StippleClock *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->fixed ? atomic_load (&self->now) : g_get_real_time ();
}

/* Seconds since 1970 and the µs within that second, also before 1970. */
static gint64
split_seconds (gint64 utc_us, int *us)
{
  gint64 seconds = utc_us / G_USEC_PER_SEC;
  gint64 rest = utc_us % G_USEC_PER_SEC;

  if (rest < 0)
    {
      seconds--;
      rest += G_USEC_PER_SEC;
    }
  *us = (int) rest;

  return seconds;
}

void
stipple_clock_today (StippleClock *self, GDate *today)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (today != NULL);

  int us;
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (split_seconds (stipple_clock_now (self), &us));
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->zone);
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (today, 1);
  g_date_set_dmy (today, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

GTimeZone *
stipple_clock_get_zone (StippleClock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->zone;
}

void
stipple_clock_day_of (gint64 utc_us, const char *time_zone, GDate *day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (time_zone);
  int us, year, month, date;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (split_seconds (utc_us, &us));
  g_autoptr (GDateTime) there = NULL;

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  there = g_date_time_to_timezone (utc, zone);
  g_date_time_get_ymd (there, &year, &month, &date);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) date, (GDateMonth) month, (GDateYear) year);
}

char *
stipple_clock_format_utc (gint64 utc_us)
{
  int us;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (split_seconds (utc_us, &us));

  g_return_val_if_fail (utc != NULL, NULL);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", g_date_time_get_year (utc),
                          g_date_time_get_month (utc), g_date_time_get_day_of_month (utc),
                          g_date_time_get_hour (utc), g_date_time_get_minute (utc),
                          g_date_time_get_second (utc), us / 1000);
}

/* Exactly @digits ASCII digits, which sscanf and strtol would not insist on. */
static gboolean
take_number (const char **text, int digits, int *number)
{
  *number = 0;
  for (int i = 0; i < digits; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      *number = *number * 10 + ((*text)[i] - '0');
    }
  *text += digits;

  return TRUE;
}

static gboolean
take_char (const char **text, char expected)
{
  if (**text != expected)
    return FALSE;
  (*text)++;

  return TRUE;
}

/* An optional ".123": any number of digits, those beyond µs do not count. */
static gboolean
take_fraction (const char **text, int *us)
{
  *us = 0;
  if (!take_char (text, '.'))
    return TRUE;
  if (!g_ascii_isdigit (**text))
    return FALSE;

  for (int unit = G_USEC_PER_SEC / 10; g_ascii_isdigit (**text); unit /= 10, (*text)++)
    *us += (**text - '0') * unit;

  return TRUE;
}

/* "Z" or "+05:00", in seconds east of UTC. */
static gboolean
take_offset (const char **text, int *seconds)
{
  *seconds = 0;
  if (take_char (text, 'Z'))
    return TRUE;

  int sign = **text == '-' ? -1 : 1;
  int hours, minutes;

  if (!take_char (text, '+') && !take_char (text, '-'))
    return FALSE;
  if (!take_number (text, 2, &hours) || !take_char (text, ':') || !take_number (text, 2, &minutes)
      || hours > 23 || minutes > 59)
    return FALSE;
  *seconds = sign * (hours * 60 + minutes) * 60;

  return TRUE;
}

gboolean
stipple_clock_parse_utc (const char *text, gint64 *utc_us, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (utc_us != NULL, FALSE);

  int year, month, day, hour, minute, second, us, offset;
  g_autoptr (GDateTime) utc = NULL;

  if (take_number (&text, 4, &year) && take_char (&text, '-') && take_number (&text, 2, &month)
      && take_char (&text, '-') && take_number (&text, 2, &day) && take_char (&text, 'T')
      && take_number (&text, 2, &hour) && take_char (&text, ':') && take_number (&text, 2, &minute)
      && take_char (&text, ':') && take_number (&text, 2, &second) && take_fraction (&text, &us)
      && take_offset (&text, &offset) && *text == '\0')
    utc = g_date_time_new_utc (year, month, day, hour, minute, second);

  if (utc == NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("Give the time like 2026-12-05T09:42:07Z."));
      return FALSE;
    }
  *utc_us = (g_date_time_to_unix (utc) - offset) * G_USEC_PER_SEC + us;

  return TRUE;
}

char *
stipple_clock_format_midnight (const GDate *day)
{
  g_return_val_if_fail (g_date_valid (day), NULL);

  g_autoptr (GDateTime) start = g_date_time_new_local (
      g_date_get_year (day), g_date_get_month (day), g_date_get_day (day), 0, 0, 0);

  return stipple_clock_format_utc (g_date_time_to_unix (start) * G_USEC_PER_SEC);
}

char *
stipple_date_format_iso (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

gboolean
stipple_date_parse_iso (const char *text, GDate *date, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (date != NULL, FALSE);

  int year, month, day;

  if (!take_number (&text, 4, &year) || !take_char (&text, '-') || !take_number (&text, 2, &month)
      || !take_char (&text, '-') || !take_number (&text, 2, &day) || *text != '\0'
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("Give a day that exists, like 2026-12-05."));
      return FALSE;
    }
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return TRUE;
}
