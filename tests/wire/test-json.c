// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "wire/fhir.h"

#include <string.h>

#define LIMIT 1000

static const char *const fine[] = {
  "{}",
  "[]",
  " \n\t[1, -2, 3.5, true, false, null, \"x\"] \r\n",
  "{\"a\": \"\\u00e9 \\ud83d\\ude00 \\n\"}",
  "{\"é\": \"محمد 👩‍🔬 e\u0301\"}",
  "[9223372036854775807]",
  "[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"]",
  "[\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\\\"]",
};

static const char *const bad[] = {
  "",
  " ",
  "secret",
  "\"secret\"",
  "{\"a\": 1, \"a\": 2}",
  "{\"x\": {\"secret\": 1, \"b\": 2, \"\\u0073ecret\": 3}}",
  "[1] [2]",
  "[1],",
  "[1, 2",
  "{\"a\"",
  "{\"a\": }",
  "{a: 1}",
  "{'a': 1}",
  "[1, ]",
  "[01]",
  "[.5]",
  "[+1]",
  "[NaN]",
  "[Infinity]",
  "[9223372036854775808]",
  "[1e999]",
  "[-1e999]",
  "[123456789012345678901234567890123456789012345678901234567890]",
  "[\"secret\x01\"]",
  "[\"secret\nline\"]",
  "[\"secret\\u0000\"]",
  "{\"secret\\u0000\": 1}",
  "[\"\\x41\"]",
  "[\"\\ud800\"]",
  "[\"\\udc00 secret\"]",
  "[\"\\ud800\\u0041\"]",
  "[\"\xff\"]",
  "[\"\xc0\xaf\"]",
  "[\"\xed\xa0\x80\"]",
  "[\"\xf4\x90\x80\x80\"]",
  "[\"\xe9 secret\"]",
  "\xef\xbb\xbf[]",
  "[\"never closed",
  "[\"never closed\\",
  "// comment\n[]",
};

static void
test_fine (gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (StippleJson) json = stipple_json_parse (data, strlen (data), LIMIT, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);
}

static void
test_bad (gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_json_parse (data, strlen (data), LIMIT, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_nul_byte (void)
{
  static const char text[] = "[\"a\0b\"]";
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_json_parse (text, sizeof text - 1, LIMIT, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (stipple_json_parse (NULL, 0, LIMIT, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

/* Not a byte beyond @length is looked at. */
static void
test_length (void)
{
  g_autoptr (StippleJson) json = stipple_json_parse ("[1]x", 3, LIMIT, NULL);

  g_assert_nonnull (json);
}

static void
test_too_large (void)
{
  g_autoptr (StippleJson) json = stipple_json_parse ("[100]", 5, 5, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (json);
  g_assert_null (stipple_json_parse ("[1000]", 6, 5, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
}

/* @open once a level. */
static json_t *
parse_nested (const char *open, const char *close, guint depth, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "1");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return stipple_json_parse (text->str, text->len, G_MAXSIZE, error);
}

static void
test_depth (gconstpointer data)
{
  const char *const *shape = data;
  g_autoptr (StippleJson) json = parse_nested (shape[0], shape[1], STIPPLE_JSON_MAX_DEPTH, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) far_error = NULL;

  g_assert_nonnull (json);
  g_assert_null (parse_nested (shape[0], shape[1], STIPPLE_JSON_MAX_DEPTH + 1, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
  g_assert_null (parse_nested (shape[0], shape[1], 1000000, &far_error));
  g_assert_error (far_error, STIPPLE_ERROR, STIPPLE_ERROR_TOO_LARGE);
}

static void
test_siblings (void)
{
  g_autoptr (GString) text = g_string_new ("[[]");
  g_autoptr (StippleJson) json = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append (text, ",[{}]");
  g_string_append (text, "]");
  json = stipple_json_parse (text->str, text->len, G_MAXSIZE, NULL);
  g_assert_nonnull (json);
}

static void
assert_canonical (const char *text, const char *expected)
{
  g_autoptr (StippleJson) json = stipple_json_parse (text, strlen (text), LIMIT, NULL);
  g_autofree char *canonical = NULL;

  g_assert_nonnull (json);
  canonical = stipple_json_canonical (json);
  g_assert_cmpstr (canonical, ==, expected);
}

static void
test_canonical (void)
{
  assert_canonical ("{ \"b\" : [ 1 , 2 ],\n\"a\":{\"d\":null,\"c\":true}}",
                    "{\"a\":{\"c\":true,\"d\":null},\"b\":[1,2]}");
  assert_canonical ("{\"A\":1,\"a\":2,\"é\":3,\"Z\":4,\"\":5}",
                    "{\"\":5,\"A\":1,\"Z\":4,\"a\":2,\"é\":3}");
  assert_canonical ("[\"\\u00e9\\ud83d\\ude00\\/\\u0041\\n\\\"\"]", "[\"é😀/A\\n\\\"\"]");
}

int
main (int argc, char *argv[])
{
  static const char *const arrays[] = { "[", "]" };
  static const char *const objects[] = { "{\"a\":", "}" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/json/fine/%u", i);

      g_test_add_data_func (path, fine[i], test_fine);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/json/bad/%u", i);

      g_test_add_data_func (path, bad[i], test_bad);
    }
  g_test_add_func ("/wire/json/bad/nul-byte", test_nul_byte);
  g_test_add_func ("/wire/json/bad/nothing", test_nothing);
  g_test_add_func ("/wire/json/length", test_length);
  g_test_add_func ("/wire/json/too-large", test_too_large);
  g_test_add_data_func ("/wire/json/depth/arrays", arrays, test_depth);
  g_test_add_data_func ("/wire/json/depth/objects", objects, test_depth);
  g_test_add_func ("/wire/json/depth/siblings", test_siblings);
  g_test_add_func ("/wire/json/canonical", test_canonical);
  return g_test_run ();
}
