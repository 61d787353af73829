// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "pdf.h"

#include "core/error.h"
#include "core/language.h"
#include "print/summary.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#define RECEIPT "8F3A-19C0"

typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleIntake *intake;
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pack = fixture_pack_new ();
  fixture->clock = fixture_clock_new ();
  fixture->intake = fixture_intake_new (fixture->pack, fixture->clock, 7);
  fixture->directory = g_dir_make_tmp ("stipple-print-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "summary.pdf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0); /* nothing else was left there */
  g_free (fixture->path);
  g_free (fixture->directory);
  stipple_intake_unref (fixture->intake);
  stipple_clock_unref (fixture->clock);
  stipple_pack_unref (fixture->pack);
}

static char *
text_of_page (Fixture *fixture, int page)
{
  return pdf_text (fixture->path, (guint) page);
}

static guint
write_pdf (Fixture *fixture, const char *language, StipplePaper paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleDocument) summary =
      stipple_summary_new (fixture->intake, fixture->pack, RECEIPT, language, paper);
  g_assert_true (stipple_document_write_pdf (summary, fixture->path, &error));
  g_assert_no_error (error);
  return stipple_document_get_n_pages (summary);
}

static void
test_says_everything (Fixture *fixture, gconstpointer data)
{
  const StippleIntake *intake = fixture->intake;
  g_assert_cmpuint (write_pdf (fixture, "en", STIPPLE_PAPER_LETTER), ==, 2);
  g_autofree char *text = text_of_page (fixture, 0);
  g_autofree char *code = stipple_code_display (intake->code);
  const char *const wanted[] = {
    intake->first_name,
    intake->last_name,
    intake->mobile,
    code,
    RECEIPT,
    "Page 1 of 2",
    stipple_text_get (fixture->pack->clinic_name, "en"),
    stipple_text_get (fixture->pack->physician_line, "en"),
    stipple_text_get (fixture->pack->consent.statement, "en"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    pdf_assert_has (text, wanted[i]);
  const char *const optional[] = { intake->email, intake->medication, intake->scars,
                                   intake->wishes_note };
  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    if (optional[i] != NULL)
      pdf_assert_has (text, optional[i]);
  g_autofree char *born =
      stipple_language_format_date (&intake->birth_date, NULL, STIPPLE_DATE_LONG);
  pdf_assert_has (text, born);
}

/* What the desk has to ask stands there, and no result. */
static void
test_in_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleSession) session = stipple_session_new (fixture->pack, fixture->clock, "en");
  g_autoptr (StippleIds) ids = stipple_ids_new_seeded (3);
  g_autoptr (GError) error = NULL;
  stipple_session_set_reply (session, "diabetes", STIPPLE_ANSWER_UNSURE);
  stipple_session_set_reply (session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_reply (session, "epilepsy", STIPPLE_ANSWER_NO);
  g_object_set (session, "first-name", "Sam", "medication", "A sample of an antibiotic", NULL);
  stipple_session_set_at_desk (session, TRUE);
  stipple_intake_unref (fixture->intake);
  fixture->intake = stipple_intake_new_from_session (session, ids, "7K4Q2M", &error);
  g_assert_no_error (error);

  g_assert_cmpuint (write_pdf (fixture, "en", STIPPLE_PAPER_LETTER), ==, 1);
  g_autofree char *text = text_of_page (fixture, 0);
  const char *const wanted[] = {
    "7K4-Q2M",           "Sam",
    "In progress",       "There is no result",
    "Not sure",          "Not answered yet",
    "1 other condition", "A sample of an antibiotic",
    "Not signed yet",    stipple_text_get (fixture->pack->physician_line, "en"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    pdf_assert_has (text, wanted[i]);
  /* What stands below every result. */
  g_assert_null (strstr (text, "Rule set"));
  g_assert_null (strstr (text, "Born"));
}

/* Nothing at all is known but the code. */
static void
test_in_progress_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleSession) session = stipple_session_new (fixture->pack, fixture->clock, "en");
  g_autoptr (StippleIds) ids = stipple_ids_new_seeded (3);
  stipple_session_set_at_desk (session, TRUE);
  stipple_intake_unref (fixture->intake);
  fixture->intake = stipple_intake_new_from_session (session, ids, "7K4Q2M", NULL);
  g_assert_cmpuint (write_pdf (fixture, "en", STIPPLE_PAPER_A4), ==, 1);
  g_autofree char *text = text_of_page (fixture, 0);
  pdf_assert_has (text, "7K4-Q2M");
  pdf_assert_has (text, "In progress");
}

static StippleIntake *
answered (Fixture *fixture)
{
  g_autoptr (StippleSession) session = fixture_session_new (fixture->pack, fixture->clock);
  fixture_complete (session);
  GDate until = fixture_date ("2027-03-05");
  stipple_session_set_reply (session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_follow_up (session, "antibiotics", FALSE, &until);
  stipple_session_set_reply (session, "epilepsy", STIPPLE_ANSWER_UNSURE);
  g_autoptr (GError) error = NULL;
  g_assert_true (stipple_session_evaluate (session, &error));
  g_autoptr (StippleIds) ids = stipple_ids_new_seeded (3);
  StippleIntake *intake = stipple_intake_new_from_session (session, ids, "7K4Q2M", &error);
  g_assert_no_error (error);
  return intake;
}

static void
test_result_and_reasons (Fixture *fixture, gconstpointer data)
{
  stipple_intake_unref (fixture->intake);
  fixture->intake = answered (fixture);
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = text_of_page (fixture, 0);
  pdf_assert_has (text, "Yes, until March 5, 2027");
  pdf_assert_has (text, "Not sure — ask the physician first");
  pdf_assert_has (text, "10 other conditions");
  pdf_assert_has (text, "7K4-Q2M");
  const StippleContraindication *rule =
      stipple_pack_find_contraindication (fixture->pack, "antibiotics");
  pdf_assert_has (text, stipple_text_get (rule->name, "en"));
  rule = stipple_pack_find_contraindication (fixture->pack, "diabetes");
  g_assert_null (strstr (text, stipple_text_get (rule->name, "en")));
}

static void
test_understanding (Fixture *fixture, gconstpointer data)
{
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *all_right = text_of_page (fixture, 0);
  pdf_assert_has (all_right, "Understanding check Right at once 2 of 2");
  g_assert_null (strstr (all_right, "To go over"));
  StippleUnderstanding *understanding = stipple_understanding_new ();
  stipple_understanding_set (understanding, "washing", NULL, FALSE);
  stipple_understanding_set (understanding, "sun", NULL, TRUE);
  stipple_understanding_free (fixture->intake->understanding);
  fixture->intake->understanding = understanding;
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *missed = text_of_page (fixture, 0);
  pdf_assert_has (missed, "1 of 2");
  pdf_assert_has (missed, "To go over What helps it last?");
  g_assert_null (strstr (missed, "When may you wash?"));
}

/* How much ink all pages have within a rectangle, in points of blackness. */
static double
ink_in (Fixture *fixture, StipplePaper paper, double x, double y, double width, double height)
{
  g_autoptr (StippleDocument) summary =
      stipple_summary_new (fixture->intake, fixture->pack, RECEIPT, "en", paper);
  double ink = 0;
  for (guint page = 0; page < stipple_document_get_n_pages (summary); page++)
    {
      cairo_surface_t *surface =
          cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
      cairo_t *cr = cairo_create (surface);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_translate (cr, -x, -y);
      stipple_document_draw_page (summary, page, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      const guchar *pixels = cairo_image_surface_get_data (surface);
      for (int row = 0; row < (int) height; row++)
        for (int column = 0; column < (int) width; column++)
          ink += 1 - pixels[row * cairo_image_surface_get_stride (surface) + 4 * column] / 255.0;
      cairo_surface_destroy (surface);
    }
  return ink;
}

static void
test_look (Fixture *fixture, gconstpointer data)
{
  write_pdf (fixture, "en", (StipplePaper) GPOINTER_TO_INT (data));
  g_autofree char *text = text_of_page (fixture, 0);
  pdf_assert_has (text, "Look Pattern Norwood IV: ");
  pdf_assert_has (text, stipple_hair_pattern_get_description (STIPPLE_PATTERN_NORWOOD_4));
  pdf_assert_has (text, "Hair colour Brown");
  pdf_assert_has (text, "Complexion Fair");
  pdf_assert_has (text, "Where on the head Crown, Back of the scalp");
  pdf_assert_has (text, "Top of the head Back of the head Left side of the head");
  g_assert_null (strstr (text, "Front of the head"));
}

/* The lines are on the paper, not only the head. */
static void
test_look_drawn (Fixture *fixture, gconstpointer data)
{
  const StipplePaper paper = (StipplePaper) GPOINTER_TO_INT (data);
  double width, height;
  stipple_paper_get_size (paper, &width, &height);
  double marked = ink_in (fixture, paper, 0, 0, width, height);
  stipple_strokes_clear (fixture->intake->marks->lines[STIPPLE_HEAD_LEFT]);
  stipple_marks_begin (fixture->intake->marks, STIPPLE_HEAD_LEFT, 5000, 3000);
  double without_line = ink_in (fixture, paper, 0, 0, width, height);
  g_assert_cmpfloat (marked, >, without_line);
  fixture->intake->marks->regions = 0;
  stipple_marks_begin (fixture->intake->marks, STIPPLE_HEAD_BACK, 5000, 3000);
  g_assert_cmpfloat (without_line, >, ink_in (fixture, paper, 0, 0, width, height));
}

static void
test_no_look_said (Fixture *fixture, gconstpointer data)
{
  stipple_marks_free (fixture->intake->marks);
  fixture->intake->marks = stipple_marks_new ();
  fixture->intake->hair_pattern = STIPPLE_PATTERN_NONE;
  fixture->intake->hair_color = fixture->intake->complexion = 0;
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = text_of_page (fixture, 0);
  g_assert_null (strstr (text, "Look"));
  g_assert_null (strstr (text, "head"));
}

/* All five sides fit beside one another on both papers. */
static void
test_look_of_all_sides (Fixture *fixture, gconstpointer data)
{
  for (int side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
    stipple_marks_begin (fixture->intake->marks, (StippleHeadSide) side, 5000, 3000);
  for (StipplePaper paper = STIPPLE_PAPER_LETTER; paper <= STIPPLE_PAPER_A4; paper++)
    {
      double width, height;
      stipple_paper_get_size (paper, &width, &height);
      write_pdf (fixture, "en", paper);
      g_autofree char *text = text_of_page (fixture, 0);
      for (int side = 0; side < STIPPLE_HEAD_N_SIDES; side++)
        pdf_assert_has (text, stipple_head_side_get_name ((StippleHeadSide) side));
      g_assert_cmpfloat (ink_in (fixture, paper, width - 46, 100, 46, height - 200), ==, 0);
    }
}

static void
test_no_understanding_asked (Fixture *fixture, gconstpointer data)
{
  stipple_understanding_free (fixture->intake->understanding);
  fixture->intake->understanding = stipple_understanding_new ();
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = text_of_page (fixture, 0);
  g_assert_null (strstr (text, "Understanding check"));
}

static void
test_french (Fixture *fixture, gconstpointer data)
{
  stipple_intake_unref (fixture->intake);
  fixture->intake = answered (fixture);
  write_pdf (fixture, "fr-CA", STIPPLE_PAPER_A4);
  g_autofree char *text = text_of_page (fixture, 0);
  pdf_assert_has (text, "5 mars 2027");
  pdf_assert_has (text, "Page 1 de 1");
  g_assert_null (strstr (text, "Health check"));
  /* The thread's own language is as it was. */
  g_assert_cmpstr (stipple_language_current (), ==, "en");
}

static void
test_paper_size (Fixture *fixture, gconstpointer data)
{
  const char *const argv[] = { "pdfinfo", fixture->path, NULL };
  write_pdf (fixture, "en", STIPPLE_PAPER_A4);
  g_autofree char *a4 = pdf_run (argv);
  pdf_assert_has (a4, "595.28 x 841.89 pts");
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *letter = pdf_run (argv);
  pdf_assert_has (letter, "612 x 792 pts");
}

/* The whole is there, and every page says whose it is and which of how many. */
static void
check_pages (Fixture *fixture, guint n_pages)
{
  g_autofree char *code = stipple_code_display (fixture->intake->code);

  for (guint page = 1; page <= n_pages; page++)
    {
      g_autofree char *text = text_of_page (fixture, (int) page);
      g_autofree char *number = g_strdup_printf ("Page %u of %u", page, n_pages);
      pdf_assert_has (text, code);
      pdf_assert_has (text, number);
      pdf_assert_has (text, stipple_text_get (fixture->pack->physician_line, "en"));
    }
}

static void
test_many_answers (Fixture *fixture, gconstpointer data)
{
  const guint n = 300;

  for (guint i = 1; i <= n; i++)
    {
      StippleContraindication *rule = g_new0 (StippleContraindication, 1);
      g_autofree char *name = g_strdup_printf ("Sample condition %u.", i);

      rule->id = g_strdup_printf ("sample-%u", i);
      rule->name = stipple_text_new ();
      stipple_text_set (rule->name, "en", name);
      g_ptr_array_add (fixture->pack->contraindications, rule);
    }
  g_autoptr (StippleSession) session = fixture_session_new (fixture->pack, fixture->clock);
  fixture_complete (session);
  fixture_answer_all (session, STIPPLE_ANSWER_UNSURE);
  g_assert_true (stipple_session_evaluate (session, NULL));
  g_autoptr (StippleIds) ids = stipple_ids_new_seeded (3);
  stipple_intake_unref (fixture->intake);
  fixture->intake = stipple_intake_new_from_session (session, ids, "7K4Q2M", NULL);
  guint n_pages = write_pdf (fixture, "en", STIPPLE_PAPER_A4);
  g_assert_cmpuint (n_pages, >, 3);
  g_autofree char *all = text_of_page (fixture, 0);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Sample condition %u.", i);
      pdf_assert_has (all, name);
    }
  check_pages (fixture, n_pages);
}

/* A long note goes on overleaf, whole, under the same header. */
static void
test_overflow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) note = g_string_new (NULL);
  for (guint i = 0; note->len < 6000; i++)
    g_string_append_printf (note, "word%u ", i);
  g_free (fixture->intake->wishes_note);
  fixture->intake->wishes_note = g_strdup (note->str);
  guint n_pages = write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_assert_cmpuint (n_pages, >=, 2);
  g_autofree char *all = text_of_page (fixture, 0);
  g_auto (GStrv) words = g_strsplit (g_strchomp (note->str), " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    pdf_assert_has (all, words[i]);
  check_pages (fixture, n_pages);
}

static void
test_without_receipt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleDocument) summary =
      stipple_summary_new (fixture->intake, fixture->pack, NULL, "en", STIPPLE_PAPER_LETTER);
  g_assert_true (stipple_document_write_pdf (summary, fixture->path, NULL));
  g_autofree char *text = text_of_page (fixture, 0);
  pdf_assert_has (text, "Not yet received by the hub");
}

static void
test_names_of_all_kinds (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "رنا",  "陈伟", "O'Brien \"%s\"", "e\u0301\u0302\u0303",
                                "🙂", "%n%n" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_free (fixture->intake->last_name);
      fixture->intake->last_name = g_strdup (names[i]);
      g_assert_cmpuint (write_pdf (fixture, "en", STIPPLE_PAPER_LETTER), ==, 2);
    }
  g_free (fixture->intake->last_name);
  fixture->intake->last_name = g_strnfill (200, 'x');
  g_assert_cmpuint (write_pdf (fixture, "en", STIPPLE_PAPER_LETTER), <=, 2);
}

static guint
count_ink_of (StippleDocument *summary, guint page)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 612, 792);
  cairo_t *cr = cairo_create (surface);
  stipple_document_draw_page (summary, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  guint ink = 0;
  const guchar *pixels = cairo_image_surface_get_data (surface);
  for (int i = 0; i < 792 * cairo_image_surface_get_stride (surface); i++)
    ink += pixels[i] > 127;
  cairo_surface_destroy (surface);
  return ink;
}

static guint
count_ink (StippleDocument *summary)
{
  guint ink = 0;
  for (guint page = 0; page < stipple_document_get_n_pages (summary); page++)
    ink += count_ink_of (summary, page);
  return ink;
}

static void
test_signature_is_drawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StippleDocument) with =
      stipple_summary_new (fixture->intake, fixture->pack, RECEIPT, "en", STIPPLE_PAPER_LETTER);
  guint ink = count_ink (with);
  stipple_strokes_clear (fixture->intake->signature);
  g_assert_cmpuint (ink, >, count_ink (with) + 20);
}

static void
test_signed_by_a_tick (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->intake->signature, stipple_strokes_free);
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = text_of_page (fixture, 0);
  pdf_assert_has (text, "Signed by a tick, without drawing");
}

static void
test_signed_on_paper (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->intake->signature, stipple_strokes_free);
  fixture->intake->signed_on_paper = TRUE;
  fixture->intake->consent_time = G_GINT64_CONSTANT (1796274000) * G_USEC_PER_SEC;
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = text_of_page (fixture, 0);
  pdf_assert_has (text, "Signed on paper, December 3, 2026, in English");
}

static void
test_read_together (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->intake->language);
  g_free (fixture->intake->consent_language);
  g_free (fixture->intake->consent_companion);
  fixture->intake->language = g_strdup ("en");
  fixture->intake->consent_language = g_strdup ("en");
  fixture->intake->consent_companion = g_strdup ("fr-CA");
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  g_autofree char *text = text_of_page (fixture, 0);
  pdf_assert_has (text, "Language English with Français");
  pdf_assert_has (text, "in English with Français, consent text");
}

/* Of a word in what "pdftotext -bbox" says; pt. */
static double
edge_of (const char *words, const char *word, const char *edge)
{
  const char *at = strstr (words, word);
  g_assert_nonnull (at);
  while (strncmp (at, edge, strlen (edge)) != 0)
    at--;
  return g_ascii_strtod (at + strlen (edge), NULL);
}

/* On a page that runs from right to left, what begins with a name in Latin letters does so as well: the
 * first letters stand at the right, and what the client typed keeps its own order. */
static void
test_directions (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->intake->wishes_note);
  fixture->intake->wishes_note = g_strdup ("Really?");
  fixture->intake->pack_version = 7777;
  write_pdf (fixture, "ar", STIPPLE_PAPER_LETTER);
  const char *const argv[] = { "pdftotext", "-bbox", fixture->path, "-", NULL };
  g_autofree char *words = pdf_run (argv);
  /* The label's column is to the right of it. */
  g_assert_cmpfloat (edge_of (words, ">Norwood<", "xMin=\""), >, 300);
  /* What the frame says, which ends with the version, begins at the right as well. */
  g_assert_cmpfloat (edge_of (words, ">7777<", "xMin=\""), >, 300);
  g_assert_nonnull (strstr (words, ">Really?<"));
}

static guint
ink_of_medication (Fixture *fixture, const char *words)
{
  g_free (fixture->intake->medication);
  fixture->intake->medication = g_strdup (words);
  write_pdf (fixture, "en", STIPPLE_PAPER_LETTER);
  return pdf_ink (fixture->path, 0, 0, 612, 792);
}

/* A glyph that cairo embeds as a blank is on the paper all the same, and in the text. */
static void
test_every_ideograph (Fixture *fixture, gconstpointer data)
{
  const guint without = ink_of_medication (fixture, "\u3000\u3000\u3000\u3000");
  g_assert_cmpuint (ink_of_medication (fixture, "\u5982\u5982\u5982\u5982"), >, without + 40);
  g_autofree char *text = pdf_text (fixture->path, 1);
  pdf_assert_has (text, "\u5982");
}

static void
test_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->directory, "none", "summary.pdf", NULL);
  g_autoptr (StippleDocument) summary =
      stipple_summary_new (fixture->intake, fixture->pack, RECEIPT, "en", STIPPLE_PAPER_LETTER);
  g_assert_false (stipple_document_write_pdf (summary, path, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  stipple_language_use ("en");
  const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
    gpointer data;
  } cases[] = {
    { "/summary/says-everything", test_says_everything },
    { "/summary/in-progress", test_in_progress },
    { "/summary/in-progress/empty", test_in_progress_empty },
    { "/summary/result-and-reasons", test_result_and_reasons },
    { "/summary/understanding", test_understanding },
    { "/summary/look/letter", test_look, GINT_TO_POINTER (STIPPLE_PAPER_LETTER) },
    { "/summary/look/a4", test_look, GINT_TO_POINTER (STIPPLE_PAPER_A4) },
    { "/summary/look/drawn/letter", test_look_drawn, GINT_TO_POINTER (STIPPLE_PAPER_LETTER) },
    { "/summary/look/drawn/a4", test_look_drawn, GINT_TO_POINTER (STIPPLE_PAPER_A4) },
    { "/summary/look/nothing-said", test_no_look_said },
    { "/summary/look/all-sides", test_look_of_all_sides },
    { "/summary/no-understanding-asked", test_no_understanding_asked },
    { "/summary/french", test_french },
    { "/summary/paper-size", test_paper_size },
    { "/summary/overflow", test_overflow },
    { "/summary/many-answers", test_many_answers },
    { "/summary/without-receipt", test_without_receipt },
    { "/summary/names-of-all-kinds", test_names_of_all_kinds },
    { "/summary/signature-is-drawn", test_signature_is_drawn },
    { "/summary/signed-by-tick", test_signed_by_a_tick },
    { "/summary/signed-on-paper", test_signed_on_paper },
    { "/summary/read-together", test_read_together },
    { "/summary/directions", test_directions },
    { "/summary/every-ideograph", test_every_ideograph },
    { "/summary/cannot-write", test_cannot_write },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, cases[i].data, set_up, cases[i].run, tear_down);
  return g_test_run ();
}
