// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/calendar.h"

#include "core/language.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

void
stipple_calendar_get_order (StippleDatePart order[STIPPLE_N_DATE_PARTS])
{
  /* A date whose day and year cannot be taken for each other. */
  GDate sample;
  g_autofree char *text = NULL;
  g_autofree char *year = stipple_language_format_number (2003);
  g_autofree char *day = stipple_language_format_number (22);
  const char *year_at = NULL;
  const char *day_at = NULL;

  g_date_set_dmy (&sample, 22, G_DATE_NOVEMBER, 2003);
  text = stipple_language_format_date (&sample, NULL, STIPPLE_DATE_LONG);
  year_at = strstr (text, year);
  day_at = strstr (text, day);

  order[0] = STIPPLE_DATE_PART_DAY;
  order[1] = STIPPLE_DATE_PART_MONTH;
  order[2] = STIPPLE_DATE_PART_YEAR;
  if (year_at == NULL || day_at == NULL)
    return;

  /* The month is the rest: between the two, or before both. */
  if (year_at < day_at)
    {
      order[0] = STIPPLE_DATE_PART_YEAR;
      order[2] = STIPPLE_DATE_PART_DAY;
    }
  else if (g_utf8_pointer_to_offset (day_at + strlen (day), year_at) <= 2)
    {
      order[0] = STIPPLE_DATE_PART_MONTH;
      order[1] = STIPPLE_DATE_PART_DAY;
    }
}

static char *
with_capital (const char *text)
{
  char first[7] = { 0 };

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (text)), first);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

/* langinfo answers by the thread's locale, which is always UTF-8. The names standing alone matter
 * where a language inflects them in a date. */
char *
stipple_calendar_month_name (int month)
{
  static const nl_item items[] = { ALTMON_1, ALTMON_2, ALTMON_3, ALTMON_4,  ALTMON_5,  ALTMON_6,
                                   ALTMON_7, ALTMON_8, ALTMON_9, ALTMON_10, ALTMON_11, ALTMON_12 };

  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  return with_capital (nl_langinfo (items[month - 1]));
}

char *
stipple_calendar_weekday_name (GDateWeekday weekday)
{
  static const nl_item items[] = { ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5, ABDAY_6, ABDAY_7, ABDAY_1 };

  g_return_val_if_fail (weekday >= G_DATE_MONDAY && weekday <= G_DATE_SUNDAY, NULL);

  return with_capital (nl_langinfo (items[weekday - G_DATE_MONDAY]));
}

GDateWeekday
stipple_calendar_first_weekday (void)
{
  /* glibc: a number of the day that follows _NL_TIME_WEEK_1STDAY, which is a Sunday or a Monday. */
  int first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY)[0];
  guint32 reference = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY));
  int monday_based = reference == 19971201 ? first - 1 : first - 2;

  return (GDateWeekday) ((monday_based + 7) % 7 + G_DATE_MONDAY);
}

char *
stipple_calendar_month_title (int year, int month)
{
  g_autofree char *name = stipple_calendar_month_name (month);
  g_autofree char *number = stipple_language_format_number (year);

  /* Translators: the title of a calendar's page: "December 2026". */
  return g_strdup_printf (C_ ("month and year", "%s %s"), name, number);
}
