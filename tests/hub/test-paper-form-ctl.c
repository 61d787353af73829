// SPDX-License-Identifier: GPL-3.0-or-later
/* stipplectl paper-form: blank forms as a PDF, whose codes the hub has reserved, each once. */
#include "ctl-test.h"
#include "print/pdf.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  HubTest hub;
  char *path;
} FormTest;

static void
set_up (FormTest *self, gconstpointer data)
{
  hub_test_set_up (&self->hub, NULL);
  self->path = g_build_filename (self->hub.dir, "forms.pdf", NULL);
}

static void
tear_down (FormTest *self, gconstpointer data)
{
  g_unlink (self->path);
  g_free (self->path);
  hub_test_tear_down (&self->hub, NULL);
}

/* @arguments: after --output; ends with NULL. */
static CtlRun
write_forms (FormTest *self, const char *const *arguments)
{
  const char *argv[10] = { "paper-form", "--output", self->path };

  for (guint i = 0; arguments[i] != NULL; i++)
    argv[3 + i] = arguments[i];
  return ctl_run_at (&self->hub, argv);
}

static guint
count_reserved (FormTest *self)
{
  g_autoptr (Answer) answer =
      hub_get (&self->hub, STIPPLE_PATH_ADMIN_AUDIT "?limit=500", self->hub.admin);
  const json_t *entries = json_object_get (answer->json, "entries");
  guint n = 0;

  for (gsize i = 0; i < json_array_size (entries); i++)
    n += g_strcmp0 (json_string_value (json_object_get (json_array_get (entries, i), "action")),
                    "paper-reserved")
         == 0;
  return n;
}

/* Codes as people read them, in the order of the pages, each once. */
static GPtrArray *
codes_in (const char *text)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("\\b[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}\\b", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      char *code = g_match_info_fetch (match, 0);

      if (codes->len == 0 || strcmp (g_ptr_array_index (codes, codes->len - 1), code) != 0)
        g_ptr_array_add (codes, code);
      else
        g_free (code);
    }
  return codes;
}

/* The hub knows the form of a code as of that language, and nobody has keyed it in. */
static void
assert_reserved (FormTest *self, const char *shown, const char *language)
{
  g_autofree char *code = stipple_code_normalize (shown);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_PAPER_FORMS "/", code, NULL);
  g_autoptr (Answer) answer = hub_get (&self->hub, path, self->hub.reception);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer_get_string (answer, "language"), ==, language);
  g_assert_true (json_is_false (json_object_get (answer->json, "keyed")));
}

static void
assert_done (const CtlRun *done)
{
  g_assert_cmpstr (done->errors, ==, "");
  g_assert_cmpint (done->status, ==, 0);
}

/* One, in the clinic's first language, on the paper that is usual there. */
static void
test_one (FormTest *self, gconstpointer data)
{
  const char *none[] = { NULL };
  const char *const info[] = { "pdfinfo", self->path, NULL };
  g_auto (CtlRun) done = write_forms (self, none);
  g_autofree char *text = NULL;
  g_autofree char *about = NULL;
  g_autoptr (GPtrArray) codes = NULL;

  assert_done (&done);
  text = pdf_text (self->path, 0);
  pdf_assert_has (text, "Chemotherapy");
  pdf_assert_has (text, "Your signature");
  codes = codes_in (text);
  g_assert_cmpuint (codes->len, ==, 1);
  assert_reserved (self, g_ptr_array_index (codes, 0),
                   stipple_pack_default_language (self->hub.pack));
  about = pdf_run (info);
  g_assert_nonnull (strstr (about, "(letter)"));
  g_assert_cmpuint (count_reserved (self), ==, 1);
}

/* Each copy has a code of its own, and the next ones have others. */
static void
test_copies (FormTest *self, gconstpointer data)
{
  const char *three[] = { "--copies", "3", NULL };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint round = 0; round < 2; round++)
    {
      g_auto (CtlRun) done = write_forms (self, three);
      g_autofree char *text = NULL;
      g_autoptr (GPtrArray) codes = NULL;

      assert_done (&done);
      text = pdf_text (self->path, 0);
      codes = codes_in (text);
      g_assert_cmpuint (codes->len, ==, 3);
      for (guint i = 0; i < codes->len; i++)
        {
          assert_reserved (self, g_ptr_array_index (codes, i), "en");
          g_assert_true (g_hash_table_add (seen, g_strdup (g_ptr_array_index (codes, i))));
        }
    }
}

static void
test_language (FormTest *self, gconstpointer data)
{
  const char *french[] = { "--language", "fr-CA", "--paper", "a4", NULL };
  const char *const info[] = { "pdfinfo", self->path, NULL };
  g_auto (CtlRun) done = write_forms (self, french);
  g_autofree char *text = NULL;
  g_autofree char *about = NULL;
  g_autoptr (GPtrArray) codes = NULL;

  assert_done (&done);
  text = pdf_text (self->path, 0);
  pdf_assert_has (text, "Chimiothérapie");
  g_assert_null (strstr (text, "Chemotherapy"));
  codes = codes_in (text);
  g_assert_cmpuint (codes->len, ==, 1);
  assert_reserved (self, g_ptr_array_index (codes, 0), "fr-CA");
  about = pdf_run (info);
  g_assert_nonnull (strstr (about, "(A4)"));
}

/* Nothing is reserved for what is not written. */
static void
test_refused (FormTest *self, gconstpointer data)
{
  static const struct
  {
    const char *arguments[3];
    const char *message;
  } cases[] = {
    { { "--copies", "0" }, "1 to 100 copies" },
    { { "--copies", "101" }, "1 to 100 copies" },
    { { "--copies", "-1" }, "1 to 100 copies" },
    { { "--copies", "many" }, "many" },
    { { "--language", "de" }, "There is no content in “de”." },
    { { "--paper", "a5" }, "The paper is “letter” or “a4”." },
  };
  const char *no_output[] = { "paper-form", NULL };
  g_auto (CtlRun) nowhere = ctl_run_at (&self->hub, no_output);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CtlRun) done = write_forms (self, cases[i].arguments);

      g_assert_cmpint (done.status, ==, 2);
      pdf_assert_has (done.errors, cases[i].message);
    }
  g_assert_cmpint (nowhere.status, ==, 2);
  pdf_assert_has (nowhere.errors, "--output FILE.pdf");
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_reserved (self), ==, 0);
}

/* A folder that is not there, and a hub that is not. */
static void
test_cannot (FormTest *self, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (self->path, "forms.pdf", NULL);
  const char *argv[] = { "paper-form", "--output", inside, NULL };
  const char *none[] = { NULL };
  g_auto (CtlRun) nowhere = ctl_run_at (&self->hub, argv);

  g_assert_cmpint (nowhere.status, ==, 1);
  g_assert_cmpstr (nowhere.output, ==, "");
  pdf_assert_has (nowhere.errors, "forms.pdf");
  stipple_httpd_stop (self->hub.httpd);
  {
    g_auto (CtlRun) away = write_forms (self, none);

    g_assert_cmpint (away.status, ==, 1);
    pdf_assert_has (away.errors, "could not be reached");
    g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  }
  {
    StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;

    options.listen = "127.0.0.1:0";
    self->hub.httpd = stipple_httpd_start (self->hub.hub, &options, NULL);
  }
}

#define form_test_add(path, function) g_test_add (path, FormTest, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  form_test_add ("/hub/paper-form-ctl/one", test_one);
  form_test_add ("/hub/paper-form-ctl/copies", test_copies);
  form_test_add ("/hub/paper-form-ctl/language", test_language);
  form_test_add ("/hub/paper-form-ctl/refused", test_refused);
  form_test_add ("/hub/paper-form-ctl/cannot", test_cannot);
  return g_test_run ();
}
