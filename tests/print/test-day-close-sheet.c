// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "pdf.h"

#include "core/day-words.h"
#include "core/language.h"
#include "print/day-close-sheet.h"

#include <glib/gstdio.h>
#include <string.h>

/* The verdict over a day, and the sheet that it is printed on. */

typedef struct
{
  StippleDayClose *close;
  StippleDayKiosk *kiosk; /* its only one */
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->close = stipple_day_close_new ("2026-12-05", FIXTURE_NOW);
  f->kiosk = stipple_day_kiosk_new ("device", "Lobby 1");
  f->kiosk->recorded = f->kiosk->held = 14;
  f->kiosk->heard = FIXTURE_NOW;
  g_ptr_array_add (f->close->kiosks, f->kiosk);
  f->directory = g_dir_make_tmp ("stipple-print-XXXXXX", NULL);
  f->path = g_build_filename (f->directory, "day.pdf", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->directory), ==, 0);
  stipple_day_close_free (f->close);
  g_free (f->directory);
  g_free (f->path);
}

static guint
print (Fixture *f)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (FIXTURE_ZONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDocument) sheet =
      stipple_day_close_sheet_new (f->close, NULL, zone, "en", STIPPLE_PAPER_LETTER);
  stipple_document_write_pdf (sheet, f->path, &error);
  g_assert_no_error (error);
  return stipple_document_get_n_pages (sheet);
}

static void
lose (Fixture *f, const char *code, StippleTallyState where)
{
  f->kiosk->held--;
  g_ptr_array_add (f->kiosk->missing, stipple_day_entry_new (code, where, 0));
}

static void
assert_verdict (Fixture *f, const char *wanted)
{
  StippleDayCounts counts;
  g_autofree char *verdict = NULL;
  stipple_day_close_count (f->close, &counts);
  verdict = stipple_day_verdict (&counts);
  g_assert_cmpstr (verdict, ==, wanted);
}

static void
test_verdicts (Fixture *f, gconstpointer data)
{
  assert_verdict (f, "All 14 accounted for");
  f->kiosk->silent = TRUE;
  assert_verdict (f, "1 kiosk was not heard of");
  g_ptr_array_add (f->kiosk->unclaimed, stipple_day_entry_new ("7K4Q2M", 0, FIXTURE_NOW));
  g_ptr_array_add (f->kiosk->differing, stipple_day_entry_new ("7K4Q2N", 0, 0));
  assert_verdict (f, "2 to look into");
  lose (f, "7K4Q2P", STIPPLE_TALLY_WAITING);
  assert_verdict (f, "1 missing");
}

static void
test_empty_day (Fixture *f, gconstpointer data)
{
  f->kiosk->recorded = f->kiosk->held = 0;
  assert_verdict (f, "No intake was recorded");
}

static void
test_sheet (Fixture *f, gconstpointer data)
{
  StippleDaySignature *signature = g_new0 (StippleDaySignature, 1);
  signature->at = FIXTURE_NOW;
  signature->by = g_strdup ("sample");
  signature->reason = g_strdup ("Goes to the workshop");
  signature->counts.missing = 2;
  g_ptr_array_add (f->close->signatures, signature);
  lose (f, "7K4Q2M", STIPPLE_TALLY_WAITING);
  lose (f, NULL, STIPPLE_TALLY_GONE);
  f->kiosk->silent = TRUE;
  g_assert_cmpuint (print (f), ==, 1);
  g_autofree char *text = pdf_text (f->path, 0);
  static const char *const wanted[] = {
    "Dec 5, 2026",
    "2 missing",
    "recorded: 14, at the hub: 12, missing: 2",
    "Lobby 1",
    "7K4-Q2M",
    "Waiting on that kiosk",
    "Code not",
    "no longer has it",
    "Not heard of",
    "sample",
    "9:42",
    "Goes to the workshop",
    "Page 1 of 1",
  };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    pdf_assert_has (text, wanted[i]);
}

/* Each page says which day it is of. */
static void
test_several_pages (Fixture *f, gconstpointer data)
{
  f->kiosk->recorded = f->kiosk->held = 100;
  for (guint i = 0; i < 100; i++)
    lose (f, "7K4Q2M", STIPPLE_TALLY_PURGED);
  guint pages = print (f);
  g_assert_cmpuint (pages, >, 2);
  for (guint i = 1; i <= pages; i++)
    {
      g_autofree char *text = pdf_text (f->path, i);
      pdf_assert_has (text, "Day close");
      pdf_assert_has (text, "Dec 5, 2026");
      pdf_assert_has (text, "Codes only");
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/day-close-sheet/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_use ("en");
  ADD ("verdicts", test_verdicts);
  ADD ("empty-day", test_empty_day);
  ADD ("sheet", test_sheet);
  ADD ("several-pages", test_several_pages);
  return g_test_run ();
}
