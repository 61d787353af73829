// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "pdf.h"

#include "core/care-calendar.h"
#include "core/language.h"
#include "print/aftercare-sheet.h"
#include "wire/default-pack.h"
#include "wire/pack-reader.h"

#include <glib/gstdio.h>
#include <string.h>

/* The pack that ships: it is what most clinics will print. Each test has one of its own to change. */
typedef struct
{
  StipplePack *pack;
  GDate first;
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = stipple_default_pack_bytes ();
  g_autoptr (GError) error = NULL;
  fixture->pack = stipple_pack_parse (bytes, NULL, &error);
  g_assert_no_error (error);
  fixture->first = fixture_date ("2026-12-05");
  fixture->directory = g_dir_make_tmp ("stipple-print-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "sheet.pdf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->path);
  g_free (fixture->directory);
  stipple_pack_unref (fixture->pack);
}

static guint
write_pdf (Fixture *fixture, const char *language, StipplePaper paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDocument) sheet =
      stipple_aftercare_sheet_new (fixture->pack, &fixture->first, FIXTURE_NOW, language, paper);
  g_assert_true (stipple_document_write_pdf (sheet, fixture->path, &error));
  g_assert_no_error (error);
  return stipple_document_get_n_pages (sheet);
}

static void
assert_all (const char *text, const char *const *wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    pdf_assert_has (text, wanted[i]);
}

static void
test_says_everything (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (write_pdf (fixture, "en", STIPPLE_PAPER_LETTER), ==, 2);
  g_autofree char *text = pdf_text (fixture->path, 0);
  const char *const wanted[] = {
    "The days after",
    "Aftercare matters as much as the treatment",
    "Your sessions",
    "Session 1 Session 2 Session 3",
    "Pigment applied Touch-up, more density",
    "20 to 30% of the dots",
    "Rest your scalp",
    "Avoid Fine",
    "Sweating Office work",
    "Shampoo, washing your scalp",
    "Before a session",
    "generous amount of over-the-counter numbing cream",
    "After a session",
    "Your scalp is sensitive",
    "Take your dates home",
    "Where we are",
    "Greater Toronto Area",
    "Be Bold, Not Bald",
    NULL,
  };
  assert_all (text, wanted);
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = pdf_text (fixture->path, 1);
  const char *const wanted[] = {
    "Dec 5, 2026 Dec 12, 2026 – Dec 19, 2026 Jan 9, 2027 – Jan 30, 2027",
    "Dec 5, 2026 – Dec 8, 2026 Avoid",
    "Dec 9, 2026 – Dec 11, 2026 Fine",
    "Dec 12, 2026 – Jan 8, 2027 Fine",
    "From Jan 9, 2027 Avoid",
    NULL,
  };
  assert_all (text, wanted);
}

static void
test_another_date (Fixture *fixture, gconstpointer data)
{
  fixture->first = fixture_date ("2028-02-27");
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = pdf_text (fixture->path, 1);
  const char *const wanted[] = { "Feb 27, 2028 Mar 5, 2028 – Mar 12, 2028",
                                 "Feb 27, 2028 – Mar 1, 2028 Avoid", NULL };
  assert_all (text, wanted);
}

/* Days of the same advice stand together; those that say more stand alone. */
static void
test_days_together (Fixture *fixture, gconstpointer data)
{
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = pdf_text (fixture->path, 1);
  pdf_assert_has (text, "Today · Day 1 · Day 2 · Day 3");
  g_assert_null (strstr (text, "Keep resting"));
  StippleAftercareDay *day = g_ptr_array_index (fixture->pack->aftercare, 2);
  day->detail = stipple_text_new ();
  stipple_text_set (day->detail, "en", "**Rest** on\nyour side:\n\n- left\n- right");
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *more = pdf_text (fixture->path, 0);
  pdf_assert_has (more, "Dec 5, 2026 – Dec 6, 2026");
  pdf_assert_has (more, "Keep resting Rest on your side: left right Dec 7, 2026 – Dec 8, 2026");
}

static char *
calendar (Fixture *fixture, const char *language)
{
  g_autofree char *before = g_strdup (stipple_language_current ());
  stipple_language_use (language);
  g_autoptr (GPtrArray) events =
      stipple_care_calendar_new (fixture->pack, language, &fixture->first);
  char *ical = stipple_care_calendar_to_ical (events, FIXTURE_NOW);
  stipple_language_use (before);
  return ical;
}

static char *
without_spaces (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  return g_strjoinv ("", words);
}

/* Where pdftotext sees spaces between letters depends on their shapes. */
static void
assert_has_letters (const char *text, const char *wanted)
{
  g_autofree char *letters = without_spaces (text);
  g_autofree char *sought = without_spaces (wanted);
  pdf_assert_has (letters, sought);
}

/* In each language and on each paper: its own words, and the code as the screen has it. */
static void
test_language (Fixture *fixture, gconstpointer data)
{
  const char *language = data;
  for (StipplePaper paper = STIPPLE_PAPER_LETTER; paper <= STIPPLE_PAPER_A4; paper++)
    {
      const guint n_pages = write_pdf (fixture, language, paper);
      g_assert_cmpuint (n_pages, <=, 3);
      g_autofree char *text = pdf_text (fixture->path, 0);
      const StippleAftercareDay *day = g_ptr_array_index (fixture->pack->aftercare, 0);
      const StippleAdvice *advice = g_ptr_array_index (fixture->pack->afterwards, 0);
      assert_has_letters (text, stipple_text_get (day->title, language));
      assert_has_letters (text, stipple_text_get (advice->when, language));
      assert_has_letters (text, "2026");
      assert_has_letters (text, "2027");
      if (!g_str_equal (language, "en"))
        for (const char *const *word =
                 (const char *const[]){ "Avoid", "Fine", "Session", "Where", "Aftercare", NULL };
             *word != NULL; word++)
          g_assert_null (strstr (text, *word));
      g_autofree char *ical = calendar (fixture, language);
      g_autofree char *scanned = pdf_scan (fixture->path, n_pages);
      g_assert_cmpstr (g_strchomp (scanned), ==, g_strchomp (ical));
    }
  g_assert_cmpstr (stipple_language_current (), ==, "en");
}

/* The left half of a title's line in Arabic is empty, and its right half is not. */
static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  write_pdf (fixture, "ar", STIPPLE_PAPER_LETTER);
  g_assert_cmpuint (pdf_ink (fixture->path, 48, 100, 200, 40), ==, 0);
  g_assert_cmpuint (pdf_ink (fixture->path, 364, 100, 200, 40), >, 50);
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_assert_cmpuint (pdf_ink (fixture->path, 48, 100, 200, 30), >, 50);
}

static void
test_paper (Fixture *fixture, gconstpointer data)
{
  const char *const argv[] = { "pdfinfo", fixture->path, NULL };
  write_pdf (fixture, "en", STIPPLE_PAPER_A4);
  g_autofree char *a4 = pdf_run (argv);
  pdf_assert_has (a4, "595.28 x 841.89 pts");
  pdf_assert_has (a4, "Aftercare sheet");
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *letter = pdf_run (argv);
  pdf_assert_has (letter, "612 x 792 pts");
}

static StippleText *
new_text (const char *words)
{
  StippleText *text = stipple_text_new ();
  stipple_text_set (text, "en", words);
  return text;
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  StipplePlace *place = g_ptr_array_index (fixture->pack->places, 0);
  place->address = new_text ("1 Sample Street");
  place->hours = new_text ("Monday to Friday, 9 to 5");
  place->phone = g_strdup ("+1 416 555 0123");
  place->url = g_strdup ("https://clinic.example/visit");
  fixture->pack->website = g_strdup ("https://clinic.example");
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = pdf_text (fixture->path, 2);
  const char *const wanted[] = { "Greater Toronto Area 1 Sample Street",
                                 "Monday to Friday, 9 to 5",
                                 "+1 416 555 0123",
                                 "https://clinic.example/visit",
                                 "Be Bold, Not Bald https://clinic.example Page 2 of 2",
                                 NULL };
  assert_all (text, wanted);
}

/* Many days go on overleaf; none is torn apart, and each page says what it is. */
static void
test_overflow (Fixture *fixture, gconstpointer data)
{
  GPtrArray *days = fixture->pack->aftercare;
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %d begins", i);
      g_autofree char *end = g_strdup_printf ("end %d", i);
      StippleAftercareDay *day = stipple_aftercare_day_new ();
      day->id = g_strdup_printf ("extra-%d", i);
      day->from_day = day->to_day = 100 + i;
      day->label = new_text ("Later");
      day->title = new_text (title);
      for (int line = 0; line < 1 + i % 5; line++)
        g_ptr_array_add (day->fine, new_text ("something"));
      g_ptr_array_add (day->fine, new_text (end));
      g_ptr_array_add (days, day);
    }
  const guint n_pages = write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  guint n_found = 0;
  g_assert_cmpuint (n_pages, >, 4);
  for (guint page = 1; page <= n_pages; page++)
    {
      g_autofree char *text = pdf_text (fixture->path, page);
      g_autofree char *number = g_strdup_printf ("Page %u of %u", page, n_pages);
      const char *const wanted[] = { "The Scalp Micropigmentation Center", "Aftercare sheet",
                                     "Dec 5, 2026", number, NULL };
      assert_all (text, wanted);
      for (int i = 0; i < 30; i++)
        {
          g_autofree char *title = g_strdup_printf ("Title %d begins", i);
          g_autofree char *end = g_strdup_printf ("end %d ", i);
          if (strstr (text, title) == NULL)
            continue;
          n_found++;
          pdf_assert_has (text, end);
        }
    }
  g_assert_cmpuint (n_found, ==, 30);
}

/* One day that says more than a page holds: nothing of it is lost. */
static void
test_longer_than_a_page (Fixture *fixture, gconstpointer data)
{
  StippleAftercareDay *day = g_ptr_array_index (fixture->pack->aftercare, 4);
  g_autoptr (GString) words = g_string_new (NULL);
  for (int i = 0; i < 2500; i++)
    g_string_append_printf (words, "word%d ", i);
  stipple_text_unref (day->detail);
  day->detail = new_text (words->str);
  g_assert_cmpuint (write_pdf (fixture, "en", STIPPLE_PAPER_LETTER), >, 4);
  g_autofree char *text = pdf_text (fixture->path, 0);
  pdf_assert_has (text, "Back to your routine word0 word1 ");
  pdf_assert_has (text, "word2499 Dec 9, 2026 – Dec 11, 2026");
}

/* More than a code can hold: a sheet all the same. */
static void
test_no_code (Fixture *fixture, gconstpointer data)
{
  StippleAftercareDay *day = g_ptr_array_index (fixture->pack->aftercare, 0);
  g_autofree char *much = g_strnfill (3500, 'a');
  g_ptr_array_add (day->avoid, new_text (much));
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = pdf_text (fixture->path, 0);
  g_assert_null (strstr (text, "Take your dates home"));
  pdf_assert_has (text, "Greater Toronto Area");
}

static void
test_many_sessions (Fixture *fixture, gconstpointer data)
{
  GPtrArray *sessions = fixture->pack->plan.sessions;
  for (int i = 4; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Session %d", i);
      StippleTreatmentSession *session = g_new0 (StippleTreatmentSession, 1);
      session->id = g_strdup (name);
      session->name = new_text (name);
      session->summary = new_text ("More of it");
      session->min_days = session->max_days = 10;
      g_ptr_array_add (sessions, session);
    }
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = pdf_text (fixture->path, 1);
  pdf_assert_has (text, "Session 4 Session 5 Jan 19, 2027 – Feb 9, 2027 Jan 29, 2027 – Feb 19, "
                        "2027 More of it More of it");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
    gconstpointer data;
  } cases[] = {
    { "/aftercare-sheet/says-everything", test_says_everything },
    { "/aftercare-sheet/dates", test_dates },
    { "/aftercare-sheet/another-date", test_another_date },
    { "/aftercare-sheet/days-together", test_days_together },
    { "/aftercare-sheet/language/en", test_language, "en" },
    { "/aftercare-sheet/language/fr", test_language, "fr-CA" },
    { "/aftercare-sheet/language/es", test_language, "es" },
    { "/aftercare-sheet/language/ar", test_language, "ar" },
    { "/aftercare-sheet/language/zh", test_language, "zh-Hans" },
    { "/aftercare-sheet/right-to-left", test_right_to_left },
    { "/aftercare-sheet/paper", test_paper },
    { "/aftercare-sheet/places", test_places },
    { "/aftercare-sheet/overflow", test_overflow },
    { "/aftercare-sheet/longer-than-a-page", test_longer_than_a_page },
    { "/aftercare-sheet/no-code", test_no_code },
    { "/aftercare-sheet/many-sessions", test_many_sessions },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, cases[i].data, set_up, cases[i].run, tear_down);
  return g_test_run ();
}
