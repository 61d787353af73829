// SPDX-License-Identifier: GPL-3.0-or-later
/* Which paper a summary is laid out for: that of the last job, or what is usual in the place. */
#include "core/language.h"
#include "desk/printing/paper.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static StipplePaper
paper_with (const char *printing)
{
  g_autofree char *folder = g_dir_make_tmp ("stipple-desk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "desk.ini", NULL);
  g_autoptr (StippleDeskSettings) settings = stipple_desk_settings_new (path);
  StipplePaper paper;

  g_object_set (settings, "printing", printing, NULL);
  paper = stipple_print_paper (settings);
  g_remove (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return paper;
}

/* As in a place: @system is the locale of the machine, @language what the desk speaks. */
static StipplePaper
paper_in (const char *system, const char *language, const char *printing)
{
  StipplePaper paper;

  g_assert_nonnull (setlocale (LC_PAPER, system));
  g_assert_true (stipple_language_use (language));
  paper = paper_with (printing);
  g_assert_true (stipple_language_use ("en"));
  setlocale (LC_PAPER, "C");
  return paper;
}

static void
test_place (void)
{
  g_assert_cmpint (paper_in ("fr_CA.UTF-8", "ar", NULL), ==, STIPPLE_PAPER_LETTER);
  g_assert_cmpint (paper_in ("en_US.UTF-8", "en", NULL), ==, STIPPLE_PAPER_LETTER);
  g_assert_cmpint (paper_in ("en_GB.UTF-8", "en", NULL), ==, STIPPLE_PAPER_A4);
  g_assert_cmpint (paper_in ("de_DE.UTF-8", "fr-CA", NULL), ==, STIPPLE_PAPER_A4);
}

static void
test_nowhere (void)
{
  g_assert_cmpint (paper_in ("C.UTF-8", "fr-CA", NULL), ==, STIPPLE_PAPER_LETTER);
  g_assert_cmpint (paper_in ("C", "ar", NULL), ==, STIPPLE_PAPER_A4);
}

static void
test_last_job (void)
{
  const char *a4 = "[Print Settings]\npaper-format=iso_a4\n";
  const char *letter = "[Print Settings]\npaper-format=na_letter\n";
  const char *page = "[Print Settings]\npaper-format=na_letter\n"
                     "[Page Setup]\nPPDName=A4\nDisplayName=A4\nWidth=210\nHeight=297\n"
                     "MarginTop=5\nMarginBottom=5\nMarginLeft=5\nMarginRight=5\n"
                     "Orientation=portrait\n";

  g_assert_cmpint (paper_in ("en_US.UTF-8", "en", a4), ==, STIPPLE_PAPER_A4);
  g_assert_cmpint (paper_in ("de_DE.UTF-8", "en", letter), ==, STIPPLE_PAPER_LETTER);
  g_assert_cmpint (paper_in ("en_US.UTF-8", "en", page), ==, STIPPLE_PAPER_A4);
  g_assert_cmpint (paper_in ("de_DE.UTF-8", "en", "not a key file"), ==, STIPPLE_PAPER_A4);
}

/* In the preferences, in place of the last job's and beside its printer. */
static void
test_chosen (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stipple-desk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "desk.ini", NULL);
  g_autoptr (StippleDeskSettings) settings = stipple_desk_settings_new (path);

  g_object_set (settings, "printing",
                "[Print Settings]\nprinter=Reception\npaper-format=na_letter\n", NULL);
  stipple_print_set_paper (settings, STIPPLE_PAPER_A4);
  g_assert_cmpint (stipple_print_paper (settings), ==, STIPPLE_PAPER_A4);
  g_assert_nonnull (strstr (stipple_desk_settings_get_printing (settings), "printer=Reception"));
  stipple_print_set_paper (settings, STIPPLE_PAPER_LETTER);
  g_clear_object (&settings);
  settings = stipple_desk_settings_new (path);
  g_assert_cmpint (stipple_print_paper (settings), ==, STIPPLE_PAPER_LETTER);
  g_remove (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init ("");
  g_test_add_func ("/paper/of-the-place", test_place);
  g_test_add_func ("/paper/of-the-language", test_nowhere);
  g_test_add_func ("/paper/of-the-last-job", test_last_job);
  g_test_add_func ("/paper/chosen", test_chosen);
  return g_test_run ();
}
