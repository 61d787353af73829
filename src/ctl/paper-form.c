// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printing.h"

#include "print/paper-form.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>

#define COPIES_MAX 100

static gboolean
write_forms (StippleHubSession *session, int copies, const char *language, StipplePaper paper,
             const char *output, GError **error)
{
  g_autoptr (StipplePack) newest = stipple_ctl_fetch_pack (session, 0, error);
  if (newest == NULL)
    return FALSE;
  const char *tag = language != NULL ? language : stipple_pack_default_language (newest);
  if (!stipple_ctl_use_language (newest, tag, error))
    return FALSE;
  g_autoptr (StippleJson) wanted = json_pack ("{s:i, s:s}", "count", copies, "language", tag);
  g_autoptr (StippleJson) reserved =
      stipple_hub_session_json (session, "POST", STIPPLE_PATH_PAPER_FORMS, wanted, error);
  if (reserved == NULL)
    return FALSE;
  g_autoptr (StipplePack) pack = stipple_ctl_fetch_pack (
      session, (int) json_integer_value (json_object_get (reserved, "packVersion")), error);
  if (pack == NULL)
    return FALSE;
  g_autoptr (GPtrArray) forms =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_document_free);
  gsize i;
  const json_t *code;
  json_array_foreach (json_object_get (reserved, "codes"), i, code)
    {
      g_ptr_array_add (forms,
                       stipple_paper_form_new (pack, json_string_value (code), tag, NULL, paper));
    }
  return stipple_document_write_pdf_of (forms, output, error);
}

static gboolean
run_paper_form (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *language = NULL;
  g_autofree char *paper_name = NULL;
  int copies = 1;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The PDF to write"), N_ ("FILE") },
    { "copies", 0, 0, G_OPTION_ARG_INT, &copies, N_ ("How many, 1 to 100 (1)"), N_ ("N") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("Its language (the clinic’s first)"),
      N_ ("TAG") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper_name, N_ ("letter or a4 (letter)"), N_ ("SIZE") },
    G_OPTION_ENTRY_NULL,
  };
  StipplePaper paper;
  if (!stipple_ctl_parse (argc, argv, entries, NULL, error)
      || !stipple_ctl_parse_paper (paper_name, &paper, error))
    return FALSE;
  if (output == NULL || copies < 1 || copies > COPIES_MAX)
    {
      g_set_error_literal (
          error, STIPPLE_CTL_USAGE, 0,
          _ ("Say where the forms go, and 1 to 100 copies: --output FILE.pdf --copies N."));
      return FALSE;
    }
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  return session != NULL && write_forms (session, copies, language, paper, output, error);
}

const StippleCtlCommand stipple_ctl_paper_form = {
  .name = "paper-form",
  .arguments = "--output FILE.pdf [--copies N] [--language TAG] [--paper SIZE]",
  .summary = N_ ("write blank forms, each with a code of its own"),
  .run = run_paper_form,
};
