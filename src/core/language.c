// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

/* Which country's customs a bare language tag gets: the clinic is in Canada. */
static const struct
{
  const char *tag;
  const char *locales[3];
} customs[] = {
  { "en", { "en_CA", "en_US", "C" } },     { "fr", { "fr_CA", "fr_FR" } },
  { "es", { "es_MX", "es_US", "es_ES" } }, { "ar", { "ar_EG", "ar_AE" } },
  { "zh", { "zh_CN", "zh_SG" } },          { "zh-Hans", { "zh_CN", "zh_SG" } },
  { "zh-Hant", { "zh_TW", "zh_HK" } },
};

typedef struct
{
  const char *tag;
  locale_t locale;
} Language;

/* The languages found so far. They are never freed: a thread may stand on any of them. */
static GMutex languages_lock;
static GHashTable *languages; /* tag → Language */

static _Thread_local const Language *current;

/* Numbers keep the C locale, so that printf and strtod on a thread with a language still read and
 * write data that machines understand. */
static locale_t
open_locale (const char *name)
{
  g_autofree char *utf8 = g_strconcat (name, ".UTF-8", NULL);
  const char *const names[] = { utf8, name };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      locale_t locale = newlocale (LC_ALL_MASK & ~LC_NUMERIC_MASK, names[i], (locale_t) 0);

      if (locale == (locale_t) 0)
        continue;
      /* Some locales are UTF-8 without saying so in their name. */
      if (g_str_equal (nl_langinfo_l (CODESET, locale), "UTF-8"))
        return locale;
      freelocale (locale);
    }

  return (locale_t) 0;
}

static locale_t
open_customary (const char *tag)
{
  for (gsize i = 0; i < G_N_ELEMENTS (customs); i++)
    {
      if (g_ascii_strcasecmp (tag, customs[i].tag) != 0)
        continue;

      locale_t locale = (locale_t) 0;

      for (gsize j = 0; j < G_N_ELEMENTS (customs[i].locales) && locale == (locale_t) 0; j++)
        {
          if (customs[i].locales[j] != NULL)
            locale = open_locale (customs[i].locales[j]);
        }
      return locale;
    }

  return (locale_t) 0;
}

/* "fr-CA" is fr_CA; a tag without a country, or with one unknown here, goes by its language. */
static locale_t
open_tag (const char *tag)
{
  g_auto (GStrv) parts = g_strsplit (tag, "-", -1);
  guint n = g_strv_length (parts);
  locale_t locale = open_customary (tag);

  if (locale == (locale_t) 0 && n > 1 && strlen (parts[n - 1]) == 2)
    {
      g_autofree char *language = g_ascii_strdown (parts[0], -1);
      g_autofree char *country = g_ascii_strup (parts[n - 1], -1);
      g_autofree char *name = g_strconcat (language, "_", country, NULL);

      locale = open_locale (name);
    }
  if (locale == (locale_t) 0 && n > 1)
    locale = open_customary (parts[0]);

  return locale;
}

/* A tag comes from a pack or a settings file: nothing that could name a path to newlocale(). */
static gboolean
is_tag (const char *tag)
{
  return strlen (tag) <= 35
         && strspn (tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
                == strlen (tag);
}

static const Language *
find_language (const char *tag)
{
  g_mutex_lock (&languages_lock);

  if (languages == NULL)
    languages = g_hash_table_new (g_str_hash, g_str_equal);

  Language *language = g_hash_table_lookup (languages, tag);

  if (language == NULL && is_tag (tag))
    {
      locale_t locale = open_tag (tag);

      if (locale != (locale_t) 0)
        {
          language = g_new0 (Language, 1);
          language->tag = g_strdup (tag);
          language->locale = locale;
          g_hash_table_insert (languages, (gpointer) language->tag, language);
        }
    }

  g_mutex_unlock (&languages_lock);

  return language;
}

gboolean
stipple_language_use (const char *tag)
{
  g_return_val_if_fail (tag != NULL, FALSE);

  const Language *language = find_language (tag);

  if (language == NULL)
    return FALSE;

  uselocale (language->locale);
  current = language;

  return TRUE;
}

const char *
stipple_language_current (void)
{
  return current != NULL ? current->tag : "en";
}

gboolean
stipple_language_is_rtl (const char *tag)
{
  static const char *const rtl[] = { "ar", "fa", "he", "ur", NULL };

  g_return_val_if_fail (tag != NULL, FALSE);

  g_autofree char *base = g_ascii_strdown (tag, (gssize) strcspn (tag, "-"));

  return g_strv_contains (rtl, base);
}

void
stipple_language_init (const char *localedir)
{
  g_return_if_fail (localedir != NULL);

  /* gettext prefers this variable to any locale, and the language is the visitor's to choose. */
  g_unsetenv ("LANGUAGE");
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  stipple_language_use ("en");
}

/* The first of a month has formats of its own, because some languages write it as an ordinal
 * ("1er mai"); the others translate both alike. */
static const char *
date_format (StippleDateStyle style, gboolean first)
{
  switch (style)
    {
    case STIPPLE_DATE_DAY:
      /* TRANSLATORS: a format for g_date_time_format(): May 12, without the year */
      return first ? C_ ("day of the year, first of a month", "%B %-d")
                   : C_ ("day of the year", "%B %-d");
    case STIPPLE_DATE_SHORT:
      /* TRANSLATORS: a format for g_date_time_format(): May 12, 2026, the month abbreviated */
      return first ? C_ ("short date, first of a month", "%b %-d, %Y")
                   : C_ ("short date", "%b %-d, %Y");
    case STIPPLE_DATE_WEEKDAY:
      /* TRANSLATORS: a format for g_date_time_format(): Tuesday, May 12, 2026 */
      return first ? C_ ("date with weekday, first of a month", "%A, %B %-d, %Y")
                   : C_ ("date with weekday", "%A, %B %-d, %Y");
    case STIPPLE_DATE_LONG:
    default:
      /* TRANSLATORS: a format for g_date_time_format(): May 12, 2026 */
      return first ? C_ ("long date, first of a month", "%B %-d, %Y")
                   : C_ ("long date", "%B %-d, %Y");
    }
}

char *
stipple_language_format_date (const GDate *date, const GDate *today, StippleDateStyle style)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  int day = g_date_get_day (date);
  int year = g_date_get_year (date);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (year, g_date_get_month (date), day, 0, 0, 0);

  if (style == STIPPLE_DATE_DAY && (today == NULL || g_date_get_year (today) != year))
    style = STIPPLE_DATE_LONG;

  return g_date_time_format (moment, date_format (style, day == 1));
}

char *
stipple_language_format_range (const GDate *first, const GDate *last)
{
  g_autofree char *from = stipple_language_format_date (first, NULL, STIPPLE_DATE_SHORT);
  g_autofree char *to = stipple_language_format_date (last, NULL, STIPPLE_DATE_SHORT);

  if (g_date_compare (first, last) == 0)
    return g_steal_pointer (&from);
  /* Translators: the first and the last day of a range: "Dec 12, 2026 – Dec 19, 2026" */
  return g_strdup_printf (C_ ("dates", "%s – %s"), from, to);
}

char *
stipple_language_format_moment (gint64 utc_us, GTimeZone *zone)
{
  g_return_val_if_fail (zone != NULL, NULL);

  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_us / G_USEC_PER_SEC);

  g_return_val_if_fail (utc != NULL, NULL);

  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  gboolean first = g_date_time_get_day_of_month (local) == 1;
  g_autofree char *date = g_date_time_format (local, date_format (STIPPLE_DATE_LONG, first));
  /* TRANSLATORS: a format for g_date_time_format(): 9:42 AM */
  g_autofree char *time = g_date_time_format (local, C_ ("time of day", "%-I:%M %p"));

  /* TRANSLATORS: a date, then a time of day: May 12, 2026, 9:42 AM */
  return g_strdup_printf (C_ ("date and time of day", "%s, %s"), date, time);
}

char *
stipple_language_isolate (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  /* First strong isolates, each within its paragraph. */
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = lines[i];

      lines[i] = *line != '\0' ? g_strconcat ("\u2068", line, "\u2069", NULL) : g_strdup ("");
    }
  return g_strjoinv ("\n", lines);
}

char *
stipple_language_format_number (int number)
{
  /* "I": the locale's own digits, where it has any. */
  return g_strdup_printf ("%Id", number);
}

char *
stipple_language_left_to_right (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (!stipple_language_is_rtl (stipple_language_current ()))
    return g_strdup (text);
  /* An isolate (Unicode Standard Annex 9): digits and signs alone would follow what is around. */
  return g_strconcat ("\u2066", text, "\u2069", NULL);
}

char *
stipple_language_join (const char *first, const char *second)
{
  g_return_val_if_fail (first != NULL && second != NULL, NULL);

  return g_strdup_printf (C_ ("two sentences", "%s %s"), first, second);
}
