// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Language of the calling thread: gettext, plural forms, month names. Built on uselocale(), so that
 * two threads (the window in French, a print in English) do not disturb each other, and switching
 * needs no environment variable. The locales come from Debian's locales-all.
 */

/* What everything on screen and paper is set in, as a Pango family list: first the typeface of the
 * design, then what has the letters that it lacks. Chinese characters have their simplified form. */
#define STIPPLE_TYPEFACES "Inter,Noto Sans Arabic,Noto Sans CJK SC"

/* Make @tag (BCP 47, "fr-CA") the language of this thread. FALSE, and the language stays as it was,
 * when the system has no locale for it. printf() and strtod() keep the C locale's numbers. */
gboolean stipple_language_use (const char *tag);

/* The tag last used on this thread; "en" before that. Borrowed, lives for ever. */
const char *stipple_language_current (void);

/* Whether @tag is written from right to left. */
gboolean stipple_language_is_rtl (const char *tag);

/* Bind the "stipple" gettext domain to @localedir, and begin in English on this thread. Once, at the
 * start of a program, before it has other threads. Any other thread that shows or prints
 * something calls stipple_language_use() itself. */
void stipple_language_init (const char *localedir);

typedef enum
{
  STIPPLE_DATE_LONG,    /* December 12, 2026 */
  STIPPLE_DATE_DAY,     /* December 12; with the year when it is not the year of @today */
  STIPPLE_DATE_SHORT,   /* Dec 12, 2026 */
  STIPPLE_DATE_WEEKDAY, /* Saturday, December 12, 2026 */
} StippleDateStyle;

/* @date in this thread's language. @today matters for STIPPLE_DATE_DAY only and may be NULL.
 * Transfer full. */
char *stipple_language_format_date (const GDate *date, const GDate *today, StippleDateStyle style);

/* The first and the last day of a range, alike: "Dec 12, 2026 – Dec 19, 2026"; one date when they are the
 * same. Transfer full. */
char *stipple_language_format_range (const GDate *first, const GDate *last);

/* A moment (µs since 1970, UTC) as date and time of day in @zone, in this thread's language.
 * Transfer full. */
char *stipple_language_format_moment (gint64 utc_us, GTimeZone *zone);

/* @text, which runs from left to right in every language (a phone number, an address, a code), made to
 * stand so within this thread's language. Transfer full. */
char *stipple_language_left_to_right (const char *text);

/* @text, in whatever language a person typed it or a name is, made to stand within this thread's without
 * its letters changing the direction of what is around it. Transfer full. */
char *stipple_language_isolate (const char *text);

/* Two whole sentences of this language, one after the other: Chinese has no space between them. Transfer full. */
char *stipple_language_join (const char *first, const char *second);

/* A small number in this language's digits. Transfer full. */
char *stipple_language_format_number (int number);

G_END_DECLS
