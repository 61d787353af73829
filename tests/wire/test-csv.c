// SPDX-License-Identifier: GPL-3.0-or-later
/* Comma-separated values: RFC 4180, and no cell is a formula. */
#include "wire/csv.h"

#include <string.h>

static void
assert_cell (const char *cell, const char *wanted)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autofree char *line = g_strconcat (wanted, "\r\n", NULL);

  stipple_csv_append_row (csv, &cell, 1);
  g_assert_cmpstr (csv->str, ==, line);
}

static void
test_rows (void)
{
  const char *const cells[] = { "a", NULL, "", "d" };
  g_autoptr (GString) csv = g_string_new (NULL);

  stipple_csv_append_row (csv, cells, 4);
  stipple_csv_append_row (csv, cells, 1);
  g_assert_cmpstr (csv->str, ==, "a,,,d\r\na\r\n");
}

static void
test_quotes (void)
{
  assert_cell ("plain", "plain");
  assert_cell ("one, two", "\"one, two\"");
  assert_cell ("say \"so\"", "\"say \"\"so\"\"\"");
  assert_cell ("two\nlines", "\"two\nlines\"");
  assert_cell ("two\r\nlines", "\"two\r\nlines\"");
  assert_cell (" kept ", "\" kept \"");
  assert_cell ("رنا", "رنا");
  assert_cell ("a=b", "a=b");
  assert_cell ("1985-03-12", "1985-03-12");
}

static void
test_formulas (void)
{
  assert_cell ("=1+1", "\"'=1+1\"");
  assert_cell ("+1 416 555 0142", "\"'+1 416 555 0142\"");
  assert_cell ("-2", "\"'-2\"");
  assert_cell ("@SUM(A1)", "\"'@SUM(A1)\"");
  assert_cell ("\t=1", "\"'\t=1\"");
  assert_cell ("\ttext", "\"'\ttext\"");
  assert_cell ("\rtext", "\"'\rtext\"");
  assert_cell ("\ntext", "\"'\ntext\"");
  assert_cell ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
}

static void
test_full_width (void)
{
  assert_cell ("＝1＋1", "\"'＝1＋1\"");
  assert_cell ("＋1", "\"'＋1\"");
  assert_cell ("－1", "\"'－1\"");
  assert_cell ("＠x", "\"'＠x\"");
  assert_cell ("−1", "\"'−1\"");
}

/* What is skipped or not seen does not hide it. */
static void
test_hidden (void)
{
  assert_cell ("  =1", "\"'  =1\"");
  assert_cell ("\u00a0=1", "\"'\u00a0=1\"");
  assert_cell ("\ufeff=1", "\"'\ufeff=1\"");
  assert_cell ("\u200f=1", "\"'\u200f=1\"");
  assert_cell ("\x01=1", "\"'\x01=1\"");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/formulas", test_formulas);
  g_test_add_func ("/csv/formulas-in-full-width", test_full_width);
  g_test_add_func ("/csv/formulas-behind-what-is-skipped", test_hidden);
  return g_test_run ();
}
