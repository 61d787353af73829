// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text.h"

static StippleText *
greeting (void)
{
  StippleText *text = stipple_text_new ();

  stipple_text_set (text, "en", "Hello");
  stipple_text_set (text, "fr-CA", "Bonjour");
  stipple_text_set (text, "zh", "你好");

  return text;
}

static void
test_exact (void)
{
  g_autoptr (StippleText) text = greeting ();

  g_assert_cmpstr (stipple_text_get (text, "en"), ==, "Hello");
  g_assert_cmpstr (stipple_text_get (text, "fr-CA"), ==, "Bonjour");
  g_assert_cmpstr (stipple_text_get (text, "FR-ca"), ==, "Bonjour");
}

static void
test_base (void)
{
  g_autoptr (StippleText) text = greeting ();

  g_assert_cmpstr (stipple_text_get (text, "zh-Hans"), ==, "你好");
  g_assert_cmpstr (stipple_text_get (text, "zh-Hans-CN"), ==, "你好");
}

static void
test_first (void)
{
  g_autoptr (StippleText) text = greeting ();

  g_assert_cmpstr (stipple_text_get (text, "ar"), ==, "Hello");
  g_assert_cmpstr (stipple_text_get (text, "fr"), ==, "Hello");
  g_assert_cmpstr (stipple_text_get (text, NULL), ==, "Hello");
}

static void
test_nothing (void)
{
  g_autoptr (StippleText) text = stipple_text_new ();

  g_assert_cmpstr (stipple_text_get (text, "en"), ==, "");
  g_assert_cmpstr (stipple_text_get (NULL, "en"), ==, "");
}

static void
test_replace (void)
{
  g_autoptr (StippleText) text = greeting ();

  stipple_text_set (text, "fr-CA", "Salut");
  g_assert_cmpstr (stipple_text_get (text, "fr-CA"), ==, "Salut");
  g_assert_cmpstr (stipple_text_get (text, "ar"), ==, "Hello");
}

static void
test_has (void)
{
  g_autoptr (StippleText) text = greeting ();

  g_assert_true (stipple_text_has (text, "fr-CA"));
  g_assert_false (stipple_text_has (text, "fr"));
  g_assert_false (stipple_text_has (text, "zh-Hans"));
  g_assert_false (stipple_text_has (NULL, "en"));
}

static void
test_empty (void)
{
  g_autoptr (StippleText) text = stipple_text_new ();

  g_assert_true (stipple_text_is_empty (NULL));
  g_assert_true (stipple_text_is_empty (text));
  stipple_text_set (text, "en", "");
  g_assert_true (stipple_text_is_empty (text));
  stipple_text_set (text, "fr", "x");
  g_assert_false (stipple_text_is_empty (text));
}

static void
test_boxed (void)
{
  StippleText *text = greeting ();
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, STIPPLE_TYPE_TEXT);
  g_value_set_boxed (&value, text);
  g_assert_true (g_value_get_boxed (&value) == text);
  stipple_text_unref (text);
  g_assert_cmpstr (stipple_text_get (g_value_get_boxed (&value), "en"), ==, "Hello");
}

static void
test_fill (void)
{
  g_autofree char *one = stipple_text_fill ("Not today: from {date}.", "date", "May 2", NULL);
  g_autofree char *two = stipple_text_fill ("{a}{b}{a}", "a", "1", "b", "2", NULL);

  g_assert_cmpstr (one, ==, "Not today: from May 2.");
  g_assert_cmpstr (two, ==, "121");
}

static void
test_fill_unknown (void)
{
  g_autofree char *unknown = stipple_text_fill ("{who} on {date}", "date", "May 2", NULL);
  g_autofree char *prefix = stipple_text_fill ("{dat} {dates}", "date", "May 2", NULL);

  g_assert_cmpstr (unknown, ==, "{who} on May 2");
  g_assert_cmpstr (prefix, ==, "{dat} {dates}");
}

static void
test_fill_braces (void)
{
  g_autofree char *open = stipple_text_fill ("a { b {date", "date", "x", NULL);
  g_autofree char *nested = stipple_text_fill ("{{date}} {}", "date", "x", NULL);

  g_assert_cmpstr (open, ==, "a { b {date");
  g_assert_cmpstr (nested, ==, "{x} {}");
}

static void
test_fill_value_as_is (void)
{
  g_autofree char *filled = stipple_text_fill ("{a} {b}", "a", "{b}%s", "b", "{a}", NULL);

  g_assert_cmpstr (filled, ==, "{b}%s {a}");
}

static void
joins_to (const char *text, const char *joined)
{
  g_autofree char *found = stipple_text_join_marks (text);

  g_assert_cmpstr (found, ==, joined);
}

static void
test_join_marks (void)
{
  joins_to ("", "");
  joins_to ("Zoe\u0301 Sample", "Zoe\u0301 Sample");
  joins_to ("\u0645\u064e\u062d", "\u0645\u064e\u062d");
  joins_to ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937");
  joins_to ("👩\u200d🔬", "👩\u200d🔬");
  joins_to ("S\u062f \u200de", "S\u062f e");
  joins_to ("\u0301a \u0301\u064bb\n\ufe0fc", "a b\nc");
  joins_to ("a \u200fb", "a \u200fb");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/get/exact", test_exact);
  g_test_add_func ("/text/get/base-language", test_base);
  g_test_add_func ("/text/get/first", test_first);
  g_test_add_func ("/text/get/nothing", test_nothing);
  g_test_add_func ("/text/set/replaces", test_replace);
  g_test_add_func ("/text/has", test_has);
  g_test_add_func ("/text/is-empty", test_empty);
  g_test_add_func ("/text/boxed", test_boxed);
  g_test_add_func ("/text/fill", test_fill);
  g_test_add_func ("/text/fill/unknown", test_fill_unknown);
  g_test_add_func ("/text/fill/braces", test_fill_braces);
  g_test_add_func ("/text/fill/value-as-is", test_fill_value_as_is);
  g_test_add_func ("/text/join-marks", test_join_marks);
  return g_test_run ();
}
