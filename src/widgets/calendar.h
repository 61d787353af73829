// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * How the thread's language speaks of days and months. Private to widgets/.
 */

typedef enum
{
  STIPPLE_DATE_PART_YEAR,
  STIPPLE_DATE_PART_MONTH,
  STIPPLE_DATE_PART_DAY,
} StippleDatePart;

#define STIPPLE_N_DATE_PARTS 3

/* The parts as the language's long date has them. */
void stipple_calendar_get_order (StippleDatePart order[STIPPLE_N_DATE_PARTS]);

/* @month from 1 to 12, by its name alone ("mars"), with a capital. Transfer full. */
char *stipple_calendar_month_name (int month);

/* "Sun", … @weekday from G_DATE_MONDAY to G_DATE_SUNDAY. Transfer full. */
char *stipple_calendar_weekday_name (GDateWeekday weekday);

/* The day a week begins with. */
GDateWeekday stipple_calendar_first_weekday (void);

/* "December 2026", in the language's order and with a capital. Transfer full. */
char *stipple_calendar_month_title (int year, int month);

G_END_DECLS
