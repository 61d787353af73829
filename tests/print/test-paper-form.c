// SPDX-License-Identifier: GPL-3.0-or-later
/* The blank form, as other programs read its PDF: everything asked, in every language, and nothing torn apart. */
#include "core/language.h"
#include "pdf.h"
#include "print/paper-form.h"
#include "sample.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define CODE "7K4Q2M"

typedef struct
{
  StipplePack *pack;
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->pack = sample_pack ();
  self->dir = g_dir_make_tmp ("stipple-form-XXXXXX", NULL);
  self->path = g_build_filename (self->dir, "form.pdf", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_rmdir (self->dir);
  g_free (self->path);
  g_free (self->dir);
  stipple_pack_unref (self->pack);
}

static guint
write_form (Fixture *self, const char *language, const char *companion, StipplePaper paper)
{
  g_autoptr (StippleDocument) form =
      stipple_paper_form_new (self->pack, CODE, language, companion, paper);
  g_autoptr (GError) error = NULL;

  g_assert_true (stipple_document_write_pdf (form, self->path, &error));
  g_assert_no_error (error);
  return stipple_document_get_n_pages (form);
}

/* Without what pdftotext may set otherwise: spaces, marks of direction, shapes of letters, and the Arabic letters of
 * the ligatures that it reads backwards. */
static char *
bare (const char *text)
{
  GString *letters = g_string_new (NULL);
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) && g_utf8_strchr ("اأإآلىي", -1, c) == NULL)
        g_string_append_unichar (letters, c);
    }
  return g_string_free (letters, FALSE);
}

static void
assert_says (const char *all, const char *wanted)
{
  g_autofree char *letters = bare (wanted);

  if (strstr (all, letters) == NULL)
    g_error ("not on paper: %s", wanted);
}

/* Lines that stand beside others, and Arabic, are read back in parts: word by word, and not those with vowel marks,
 * which pdftotext moves. */
static void
assert_words (const char *all, const char *wanted)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean has_mark = FALSE;

  for (const char *p = wanted;; p = g_utf8_next_char (p))
    {
      const gunichar c = *p != '\0' ? g_utf8_get_char (p) : ' ';

      has_mark = has_mark || g_unichar_ismark (c);
      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (word, c);
      else if (word->len > 0)
        {
          if (!has_mark)
            assert_says (all, word->str);
          has_mark = FALSE;
          g_string_truncate (word, 0);
        }
      if (*p == '\0')
        break;
    }
}

static void
assert_asks_all (Fixture *self, const char *language)
{
  const StipplePack *pack = self->pack;
  const gboolean by_word = stipple_language_is_rtl (language);
  void (*assert_has) (const char *, const char *) = by_word ? assert_words : assert_says;
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  write_form (self, language, NULL, STIPPLE_PAPER_LETTER);
  text = pdf_text (self->path, 0);
  all = bare (text);
  for (guint i = 0; i < pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);

      assert_words (all, stipple_text_get (rule->name, language));
      if (rule->asks_until)
        assert_words (all, stipple_text_get (rule->follow_up_question, language));
    }
  for (guint i = 0; i < pack->areas->len; i++)
    assert_has (all, stipple_text_get (((StippleNamed *) pack->areas->pdata[i])->name, language));
  for (guint i = 0; i < pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (pack->questions, i);

      assert_has (all, stipple_text_get (question->question, language));
      for (guint k = 0; k < question->choices->len; k++)
        assert_has (all, stipple_text_get (((StippleChoice *) question->choices->pdata[k])->text,
                                           language));
    }
  assert_has (all, stipple_text_get (pack->consent.statement, language));
  assert_has (all, stipple_text_get (pack->physician_line, language));
  g_assert_true (stipple_language_use (language));
  assert_has (all, g_dgettext ("stipple", "First name"));
  assert_has (all, g_dgettext ("stipple", "Date of birth"));
  assert_has (all, g_dgettext ("stipple", "Medication you take now or plan to take"));
  assert_words (all, g_dgettext ("stipple", "Do you use, or plan to use, a numbing cream?"));
  assert_has (all, g_dgettext ("stipple", "Your signature"));
  assert_has (all, stipple_region_get_name (STIPPLE_REGION_CROWN));
  assert_has (all, stipple_complexion_get_name (2));
  g_assert_true (stipple_language_use ("en"));
}

static void
test_language (Fixture *self, gconstpointer language)
{
  assert_asks_all (self, language);
}

static void
test_every_page (Fixture *self, gconstpointer language)
{
  const guint n = write_form (self, language, NULL, STIPPLE_PAPER_A4);

  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (n, <=, 5);
  for (guint page = 1; page <= n; page++)
    {
      g_autofree char *text = pdf_text (self->path, page);
      g_autofree char *scanned = pdf_scan (self->path, page);

      pdf_assert_has (text, "7K4-Q2M");
      g_assert_cmpstr (g_strstrip (scanned), ==, "7K4-Q2M");
    }
}

static void
test_numbers (Fixture *self, gconstpointer data)
{
  const guint n = write_form (self, "en", NULL, STIPPLE_PAPER_LETTER);

  for (guint page = 1; page <= n; page++)
    {
      g_autofree char *text = pdf_text (self->path, page);
      g_autofree char *number = g_strdup_printf ("Page %u of %u", page, n);

      pdf_assert_has (text, number);
      pdf_assert_has (text, "Content version 1");
      pdf_assert_has (text, stipple_text_get (self->pack->clinic_name, "en"));
    }
}

/* A condition with its boxes, a question of the check with all its choices, and the consent with where to sign are on
 * one page each, however long what stands before them is. */
static void
test_whole (Fixture *self, gconstpointer data)
{
  for (guint push = 0; push < 12; push++)
    {
      g_autoptr (GString) seen = g_string_new (NULL);
      const StippleContraindication *first = self->pack->contraindications->pdata[0];
      g_autoptr (GString) name = g_string_new ("Blood clots");
      guint n;

      for (guint i = 0; i < 6 * push; i++)
        g_string_append (name, " and more of them");
      stipple_text_set (first->name, "en", name->str);
      n = write_form (self, "en", NULL, STIPPLE_PAPER_LETTER);
      for (guint page = 1; page <= n; page++)
        {
          g_autofree char *text = pdf_text (self->path, page);

          if (strstr (text, "When does your chemotherapy end?") != NULL)
            {
              pdf_assert_has (text, "Chemotherapy");
              pdf_assert_has (text, "Ongoing");
              g_string_append (seen, "c");
            }
          if (strstr (text, "What helps your result to last, long term?") != NULL)
            {
              pdf_assert_has (text, "Scrubs and abrasives");
              pdf_assert_has (text, "Sunscreen");
              g_string_append (seen, "q");
            }
          if (strstr (text, "Review and sign") != NULL)
            {
              pdf_assert_has (text, "Your signature");
              pdf_assert_has (text, "My answers are true");
              g_string_append (seen, "s");
            }
        }
      g_assert_cmpstr (seen->str, ==, "cqs");
    }
}

/* The signature never has a page for itself: the quick check goes with it; and where a little less room between the
 * lines saves a page, there is less. */
static void
test_end (Fixture *self, gconstpointer language)
{
  const StippleQuestion *question = self->pack->questions->pdata[0];

  for (StipplePaper paper = STIPPLE_PAPER_LETTER; paper <= STIPPLE_PAPER_A4; paper++)
    {
      const guint n = write_form (self, language, NULL, paper);
      g_autofree char *text = pdf_text (self->path, n);
      g_autofree char *all = bare (text);

      assert_words (all, stipple_text_get (question->question, language));
      assert_words (all, stipple_text_get (self->pack->consent.statement, language));
      g_assert_cmpuint (n, <=, g_str_equal (language, "en") ? 3 : 4);
    }
}

static void
test_companion (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  write_form (self, "fr-CA", "en", STIPPLE_PAPER_LETTER);
  text = pdf_text (self->path, 0);
  pdf_assert_has (text, "Prénom / First name");
  pdf_assert_has (text, "Épilepsie / Epilepsy");
  g_free (text);
  write_form (self, "fr-CA", "fr-CA", STIPPLE_PAPER_LETTER);
  text = pdf_text (self->path, 0);
  g_assert_null (strstr (text, "First name"));
}

static void
test_language_kept (Fixture *self, gconstpointer data)
{
  g_assert_true (stipple_language_use ("es"));
  write_form (self, "ar", "en", STIPPLE_PAPER_LETTER);
  g_assert_cmpstr (stipple_language_current (), ==, "es");
  g_assert_true (stipple_language_use ("en"));
}

int
main (int argc, char *argv[])
{
  static const char *const languages[] = { "en", "fr-CA", "es", "ar", "zh-Hans" };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *asked = g_strdup_printf ("/paper-form/asks-all/%s", languages[i]);
      g_autofree char *pages = g_strdup_printf ("/paper-form/every-page/%s", languages[i]);
      g_autofree char *end = g_strdup_printf ("/paper-form/end/%s", languages[i]);

      g_test_add (asked, Fixture, languages[i], set_up, test_language, tear_down);
      g_test_add (pages, Fixture, languages[i], set_up, test_every_page, tear_down);
      g_test_add (end, Fixture, languages[i], set_up, test_end, tear_down);
    }
  g_test_add ("/paper-form/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/paper-form/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/paper-form/companion", Fixture, NULL, set_up, test_companion, tear_down);
  g_test_add ("/paper-form/language-kept", Fixture, NULL, set_up, test_language_kept, tear_down);
  return g_test_run ();
}
