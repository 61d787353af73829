// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* 2026-12-12T14:42:00Z, a Saturday. */
#define MOMENT G_GINT64_CONSTANT (1797086520000000)

static GDate
date (GDateDay day, GDateMonth month, GDateYear year)
{
  GDate result;

  g_date_clear (&result, 1);
  g_date_set_dmy (&result, day, month, year);

  return result;
}

static void
assert_date (const char *tag, GDate day, StippleDateStyle style, const char *expected)
{
  g_assert_true (stipple_language_use (tag));
  GDate today = date (5, 12, 2026);
  g_autofree char *text = stipple_language_format_date (&day, &today, style);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_use (void)
{
  static const char *const tags[] = { "en", "en-CA", "en-US",   "fr",         "fr-CA",
                                      "es", "ar",    "zh-Hans", "zh-Hans-CN", "fa-IR" };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_assert_true (stipple_language_use (tags[i]));
      g_assert_cmpstr (stipple_language_current (), ==, tags[i]);
    }
}

static void
test_unknown (void)
{
  static const char *const wrong[] = { "",        "tlh",           "xx-YY", "../fr", "fr_CA",
                                       "C.UTF-8", "fr-CA/../../x", "-",     "é" };

  g_assert_true (stipple_language_use ("fr-CA"));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (stipple_language_use (wrong[i]));
      g_assert_cmpstr (stipple_language_current (), ==, "fr-CA");
    }
}

static void
test_country (void)
{
  g_assert_true (stipple_language_use ("fr-CH"));
  g_assert_true (stipple_language_use ("fr-ZZ"));
  assert_date ("fr-ZZ", date (12, 2, 2026), STIPPLE_DATE_LONG, "12 février 2026");
}

static void
test_rtl (void)
{
  g_assert_true (stipple_language_is_rtl ("ar"));
  g_assert_true (stipple_language_is_rtl ("AR-eg"));
  g_assert_true (stipple_language_is_rtl ("he-IL"));
  g_assert_false (stipple_language_is_rtl ("en"));
  g_assert_false (stipple_language_is_rtl ("arn"));
  g_assert_false (stipple_language_is_rtl ("zh-Hans"));
}

static void
test_dates_english (void)
{
  GDate day = date (12, 12, 2026);

  assert_date ("en", day, STIPPLE_DATE_LONG, "December 12, 2026");
  assert_date ("en", day, STIPPLE_DATE_DAY, "December 12");
  assert_date ("en", day, STIPPLE_DATE_SHORT, "Dec 12, 2026");
  assert_date ("en", day, STIPPLE_DATE_WEEKDAY, "Saturday, December 12, 2026");
  assert_date ("en", date (1, 2, 2027), STIPPLE_DATE_DAY, "February 1, 2027");
}

static void
test_dates_french (void)
{
  GDate day = date (12, 12, 2026);

  assert_date ("fr-CA", day, STIPPLE_DATE_LONG, "12 décembre 2026");
  assert_date ("fr-CA", day, STIPPLE_DATE_DAY, "12 décembre");
  assert_date ("fr-CA", day, STIPPLE_DATE_WEEKDAY, "samedi 12 décembre 2026");
  assert_date ("fr-CA", date (3, 8, 2027), STIPPLE_DATE_DAY, "3 août 2027");
  assert_date ("fr-CA", date (21, 7, 2026), STIPPLE_DATE_SHORT, "21 juillet 2026");
}

static void
test_dates_french_first (void)
{
  assert_date ("fr-CA", date (1, 5, 2026), STIPPLE_DATE_LONG, "1er mai 2026");
  assert_date ("fr-CA", date (1, 5, 2026), STIPPLE_DATE_DAY, "1er mai");
  assert_date ("fr-CA", date (1, 5, 2026), STIPPLE_DATE_SHORT, "1er mai 2026");
  assert_date ("fr-CA", date (1, 5, 2026), STIPPLE_DATE_WEEKDAY, "vendredi 1er mai 2026");
  assert_date ("fr-CA", date (21, 5, 2026), STIPPLE_DATE_LONG, "21 mai 2026");
}

static void
test_dates_spanish (void)
{
  GDate day = date (12, 12, 2026);

  assert_date ("es", day, STIPPLE_DATE_LONG, "12 de diciembre de 2026");
  assert_date ("es", day, STIPPLE_DATE_DAY, "12 de diciembre");
  assert_date ("es", day, STIPPLE_DATE_SHORT, "12 dic 2026");
  assert_date ("es", day, STIPPLE_DATE_WEEKDAY, "sábado 12 de diciembre de 2026");
  assert_date ("es", date (1, 5, 2026), STIPPLE_DATE_DAY, "1.º de mayo");
}

static void
test_dates_arabic (void)
{
  GDate day = date (12, 12, 2026);

  assert_date ("ar", day, STIPPLE_DATE_LONG, "12 ديسمبر 2026");
  assert_date ("ar", day, STIPPLE_DATE_DAY, "12 ديسمبر");
  assert_date ("ar", day, STIPPLE_DATE_WEEKDAY, "السبت، 12 ديسمبر 2026");
  assert_date ("ar", date (1, 5, 2026), STIPPLE_DATE_LONG, "1 مايو 2026");
}

static void
test_dates_chinese (void)
{
  GDate day = date (12, 12, 2026);

  assert_date ("zh-Hans", day, STIPPLE_DATE_LONG, "2026年12月12日");
  assert_date ("zh-Hans", day, STIPPLE_DATE_DAY, "12⁠月⁠12⁠日");
  assert_date ("zh-Hans", day, STIPPLE_DATE_WEEKDAY, "2026年12月12日星期六");
  assert_date ("zh-Hans", date (1, 5, 2026), STIPPLE_DATE_LONG, "2026年5月1日");
}

static void
test_no_today (void)
{
  GDate day = date (12, 12, 2026);

  g_assert_true (stipple_language_use ("en"));
  g_autofree char *text = stipple_language_format_date (&day, NULL, STIPPLE_DATE_DAY);
  g_assert_cmpstr (text, ==, "December 12, 2026");
}

static void
test_far_dates (void)
{
  assert_date ("en", date (31, 12, 9999), STIPPLE_DATE_LONG, "December 31, 9999");
  assert_date ("en", date (29, 2, 1904), STIPPLE_DATE_LONG, "February 29, 1904");
}

static void
test_moment (void)
{
  g_autoptr (GTimeZone) toronto = g_time_zone_new_identifier ("America/Toronto");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  g_assert_true (stipple_language_use ("en"));
  g_autofree char *english = stipple_language_format_moment (MOMENT, toronto);
  g_autofree char *universal = stipple_language_format_moment (MOMENT, utc);
  g_assert_true (stipple_language_use ("fr-CA"));
  g_autofree char *french = stipple_language_format_moment (MOMENT, toronto);
  g_assert_true (stipple_language_use ("es"));
  g_autofree char *spanish = stipple_language_format_moment (MOMENT, toronto);
  g_assert_true (stipple_language_use ("ar"));
  g_autofree char *arabic = stipple_language_format_moment (MOMENT, toronto);
  g_assert_true (stipple_language_use ("zh-Hans"));
  g_autofree char *chinese = stipple_language_format_moment (MOMENT, toronto);

  g_assert_cmpstr (english, ==, "December 12, 2026, 9:42 AM");
  g_assert_cmpstr (universal, ==, "December 12, 2026, 2:42 PM");
  g_assert_cmpstr (french, ==, "12 décembre 2026 à 9\u00a0h\u00a042");
  g_assert_cmpstr (spanish, ==, "12 de diciembre de 2026, 9:42");
  g_assert_cmpstr (arabic, ==, "12 ديسمبر 2026، 9:42 ص");
  g_assert_cmpstr (chinese, ==, "2026年12月12日 09:42");
}

static void
test_digits (void)
{
  g_assert_true (stipple_language_use ("en"));
  g_autofree char *western = stipple_language_format_number (120);
  g_assert_true (stipple_language_use ("fa-IR"));
  g_autofree char *persian = stipple_language_format_number (120);

  g_assert_cmpstr (western, ==, "120");
  g_assert_cmpstr (persian, ==, "۱۲۰");
}

/* A French thread must still write machine data: "1.5", not "1,5". */
static void
test_numbers_of_machines (void)
{
  g_assert_true (stipple_language_use ("fr-CA"));
  g_autofree char *text = g_strdup_printf ("%.1f", 1.5);

  g_assert_cmpstr (text, ==, "1.5");
  g_assert_cmpfloat (strtod ("2.5", NULL), ==, 2.5);
}

static void
test_gettext (void)
{
  g_assert_true (stipple_language_use ("en"));
  g_assert_cmpstr (_ ("Please enter your name."), ==, "Please enter your name.");
  g_assert_true (stipple_language_use ("fr-CA"));
  g_assert_cmpstr (_ ("Please enter your name."), ==, "Veuillez entrer votre nom.");
  g_assert_true (stipple_language_use ("en"));
  g_assert_cmpstr (_ ("Please enter your name."), ==, "Please enter your name.");
}

/* Every language of the default pack has a catalogue of its own. */
static void
test_catalogues (void)
{
  static const char *const words[][2] = {
    { "en", "Start over" },    { "fr-CA", "Recommencer" }, { "es", "Empezar de nuevo" },
    { "ar", "البدء من جديد" }, { "zh-Hans", "重新开始" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_true (stipple_language_use (words[i][0]));
      g_assert_cmpstr (_ ("Start over"), ==, words[i][1]);
    }
}

static void
assert_seconds (const char *tag, gulong n, const char *expected)
{
  g_assert_true (stipple_language_use (tag));
  g_assert_cmpstr (g_dngettext (GETTEXT_PACKAGE,
                                "To protect your privacy, this visit ends in %u second.",
                                "To protect your privacy, this visit ends in %u seconds.", n),
                   ==, expected);
}

/* Two forms in English, French (where 0 is singular) and Spanish, one in Chinese, six in Arabic. */
static void
test_plural_forms (void)
{
  static const gulong arabic[] = { 0, 1, 2, 3, 11, 100 };
  static const gulong like[] = { 0, 1, 2, 103, 99, 202 };
  g_autoptr (GHashTable) forms = g_hash_table_new (g_str_hash, g_str_equal);

  assert_seconds ("en", 1, "To protect your privacy, this visit ends in %u second.");
  assert_seconds ("en", 0, "To protect your privacy, this visit ends in %u seconds.");
  assert_seconds ("zh-Hans", 1, "为保护您的隐私，本次访问将在%u秒后结束。");
  for (gsize i = 0; i < G_N_ELEMENTS (arabic); i++)
    {
      const char *form, *same;

      g_assert_true (stipple_language_use ("ar"));
      form = g_dngettext (GETTEXT_PACKAGE, "The clinic asks for %d day after it ends.",
                          "The clinic asks for %d days after it ends.", arabic[i]);
      same = g_dngettext (GETTEXT_PACKAGE, "The clinic asks for %d day after it ends.",
                          "The clinic asks for %d days after it ends.", like[i]);
      g_assert_true (g_hash_table_add (forms, (gpointer) form));
      g_assert_cmpstr (form, ==, same);
    }
}

/* Signs and digits alone would be turned around in Arabic; elsewhere nothing is added. */
static void
test_left_to_right (void)
{
  g_assert_true (stipple_language_use ("ar"));
  g_autofree char *arabic = stipple_language_left_to_right ("+1 (416) 555-0142");
  g_assert_true (stipple_language_use ("zh-Hans"));
  g_autofree char *chinese = stipple_language_left_to_right ("+1 (416) 555-0142");

  g_assert_cmpstr (arabic, ==, "\u2066+1 (416) 555-0142\u2069");
  g_assert_cmpstr (chinese, ==, "+1 (416) 555-0142");
}

/* One thread of two: each switches language over and over, and must see only its own. */
static gpointer
speak (gpointer data)
{
  gboolean french = GPOINTER_TO_INT (data);
  GDate day = date (12, 12, 2026);

  g_assert_cmpstr (stipple_language_current (), ==, "en");
  g_assert_true (stipple_language_use (french ? "fr-CA" : "en"));
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *text = stipple_language_format_date (&day, NULL, STIPPLE_DATE_LONG);

      g_assert_cmpstr (text, ==, french ? "12 décembre 2026" : "December 12, 2026");
      g_assert_cmpstr (_ ("Please enter your name."), ==,
                       french ? "Veuillez entrer votre nom." : "Please enter your name.");
    }

  return NULL;
}

static void
test_threads (void)
{
  GThread *french = g_thread_new ("french", speak, GINT_TO_POINTER (TRUE));
  GThread *english = g_thread_new ("english", speak, GINT_TO_POINTER (FALSE));

  g_thread_join (french);
  g_thread_join (english);
}

static void
test_join (void)
{
  g_autofree char *french = NULL;
  g_autofree char *chinese = NULL;

  g_assert_true (stipple_language_use ("fr-CA"));
  french = stipple_language_join ("Un.", "Deux.");
  g_assert_cmpstr (french, ==, "Un. Deux.");
  g_assert_true (stipple_language_use ("zh-Hans"));
  chinese = stipple_language_join ("一。", "二。");
  g_assert_cmpstr (chinese, ==, "一。二。");
  g_assert_true (stipple_language_use ("en"));
}

int
main (int argc, char **argv)
{
  /* What a desktop might say, and the visitor's choice must override. */
  g_setenv ("LANGUAGE", "de:en", TRUE);
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));

  g_test_add_func ("/language/use", test_use);
  g_test_add_func ("/language/unknown", test_unknown);
  g_test_add_func ("/language/country", test_country);
  g_test_add_func ("/language/rtl", test_rtl);
  g_test_add_func ("/language/dates/english", test_dates_english);
  g_test_add_func ("/language/dates/french", test_dates_french);
  g_test_add_func ("/language/dates/french-first", test_dates_french_first);
  g_test_add_func ("/language/dates/spanish", test_dates_spanish);
  g_test_add_func ("/language/dates/arabic", test_dates_arabic);
  g_test_add_func ("/language/dates/chinese", test_dates_chinese);
  g_test_add_func ("/language/dates/no-today", test_no_today);
  g_test_add_func ("/language/dates/far", test_far_dates);
  g_test_add_func ("/language/moment", test_moment);
  g_test_add_func ("/language/digits", test_digits);
  g_test_add_func ("/language/numbers-of-machines", test_numbers_of_machines);
  g_test_add_func ("/language/gettext", test_gettext);
  g_test_add_func ("/language/catalogues", test_catalogues);
  g_test_add_func ("/language/plural-forms", test_plural_forms);
  g_test_add_func ("/language/left-to-right", test_left_to_right);
  g_test_add_func ("/language/join", test_join);
  g_test_add_func ("/language/threads", test_threads);
  return g_test_run ();
}
