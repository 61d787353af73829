// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/words.h"

#include "core/language.h"

#include <glib/gi18n-lib.h>

char *
stipple_desk_outcome_words (StippleOutcome outcome, const GDate *earliest)
{
  g_autofree char *day = NULL;
  GDate today;

  switch (outcome)
    {
    case STIPPLE_OUTCOME_PHYSICIAN:
      return g_strdup (_ ("Ask physician"));
    case STIPPLE_OUTCOME_UNSUITABLE:
      return g_strdup (_ ("Unsuitable"));
    case STIPPLE_OUTCOME_WAIT:
      if (!g_date_valid (earliest))
        return g_strdup (_ ("Wait"));
      g_date_clear (&today, 1);
      g_date_set_time_t (&today, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
      day = stipple_language_format_date (earliest, &today, STIPPLE_DATE_DAY);
      /* TRANSLATORS: until a day: "Wait until December 12" */
      return g_strdup_printf (_ ("Wait until %s"), day);
    case STIPPLE_OUTCOME_PROCEED:
    default:
      return g_strdup (_ ("May proceed"));
    }
}

const char *
stipple_desk_outcome_class (StippleOutcome outcome)
{
  static const char *const classes[STIPPLE_N_OUTCOMES] = {
    [STIPPLE_OUTCOME_PROCEED] = "ok",
    [STIPPLE_OUTCOME_PHYSICIAN] = "physician",
    [STIPPLE_OUTCOME_WAIT] = "caution",
    [STIPPLE_OUTCOME_UNSUITABLE] = "stop",
  };

  return classes[outcome];
}

const char *
stipple_desk_outcome_icon (StippleOutcome outcome)
{
  static const char *const icons[STIPPLE_N_OUTCOMES] = {
    [STIPPLE_OUTCOME_PROCEED] = "stipple-check-symbolic",
    [STIPPLE_OUTCOME_PHYSICIAN] = "stipple-physician-symbolic",
    [STIPPLE_OUTCOME_WAIT] = "stipple-clock-symbolic",
    [STIPPLE_OUTCOME_UNSUITABLE] = "stipple-stop-symbolic",
  };

  return icons[outcome];
}

const char *
stipple_desk_state_words (StippleWorkState state)
{
  switch (state)
    {
    case STIPPLE_WORK_SEEN:
      return C_ ("state of an intake", "Seen");
    case STIPPLE_WORK_REVIEWED:
      return C_ ("state of an intake", "Reviewed");
    case STIPPLE_WORK_TREATED:
      return C_ ("state of an intake", "Treated");
    case STIPPLE_WORK_CLOSED:
      return C_ ("state of an intake", "Closed");
    case STIPPLE_WORK_NEW:
    case STIPPLE_N_WORK_STATES:
    default:
      return C_ ("state of an intake", "New");
    }
}

static GDateTime *
local (gint64 utc_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_us / G_USEC_PER_SEC);

  return g_date_time_to_local (utc);
}

/* Days before today; less than 0: later. */
static int
days_ago (GDateTime *moment, GDate *date)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_time_t (&today, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) g_date_time_get_day_of_month (moment),
                  (GDateMonth) g_date_time_get_month (moment),
                  (GDateYear) g_date_time_get_year (moment));
  return g_date_days_between (date, &today);
}

char *
stipple_desk_time (gint64 utc_us)
{
  g_autoptr (GDateTime) moment = local (utc_us);

  return g_date_time_format (moment, C_ ("time of day", "%-I:%M %p"));
}

char *
stipple_desk_when (gint64 utc_us)
{
  g_autoptr (GDateTime) moment = local (utc_us);
  GDate date;
  const int ago = days_ago (moment, &date);

  if (ago == 0)
    return stipple_desk_time (utc_us);
  if (ago == 1)
    return g_strdup (_ ("Yesterday"));
  return stipple_language_format_date (&date, NULL, STIPPLE_DATE_SHORT);
}

char *
stipple_desk_moment (gint64 utc_us)
{
  g_autoptr (GDateTime) moment = local (utc_us);
  g_autofree char *time = stipple_desk_time (utc_us);
  g_autofree char *day = NULL;
  GDate date;
  const int ago = days_ago (moment, &date);

  day = ago == 0   ? g_strdup (_ ("today"))
        : ago == 1 ? g_strdup (_ ("yesterday"))
                   : stipple_language_format_date (&date, NULL, STIPPLE_DATE_SHORT);
  return g_strdup_printf (C_ ("date and time of day", "%s, %s"), day, time);
}
