// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printing.h"

#include "core/error.h"
#include "core/ids.h"
#include "print/summary.h"
#include "wire/api.h"

#include <glib/gi18n-lib.h>

json_t *
stipple_ctl_fetch_intake (StippleHubSession *session, const char *typed, GError **error)
{
  g_autofree char *code = stipple_code_normalize (typed);
  if (code == NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("A code has six letters and digits, like 7K4-Q2M."));
      return NULL;
    }
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES, "/", code, NULL);
  return stipple_hub_session_json (session, "GET", path, NULL, error);
}

static gboolean
write_summary (StippleHubSession *session, const char *code, const char *language,
               StipplePaper paper, const char *output, GError **error)
{
  g_autoptr (StippleJson) found = stipple_ctl_fetch_intake (session, code, error);
  if (found == NULL)
    return FALSE;
  g_autofree char *expression = NULL;
  g_autoptr (StippleIntake) intake = stipple_fhir_read_intake (
      json_object_get (found, "patient"), json_object_get (found, "response"), &expression, error);
  if (intake == NULL)
    return FALSE;
  g_autoptr (StipplePack) pack = stipple_ctl_fetch_pack (session, intake->pack_version, error);
  if (pack == NULL)
    return FALSE;
  if (language == NULL)
    language = intake->language;
  if (!stipple_ctl_use_language (pack, language, error))
    return FALSE;
  const char *digits = json_string_value (json_object_get (found, "receipt"));
  g_autofree char *receipt = digits != NULL ? stipple_receipt_display (digits) : NULL;
  g_autoptr (StippleDocument) summary =
      stipple_summary_new (intake, pack, receipt, language, paper);
  return stipple_document_write_pdf (summary, output, error);
}

gboolean
stipple_ctl_one_code (char **rest, GError **error)
{
  if (g_strv_length (rest) == 1)
    return TRUE;
  g_set_error_literal (error, STIPPLE_CTL_USAGE, 0, _ ("Name one intake by its code."));
  return FALSE;
}

static gboolean
run_summary (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *language = NULL;
  g_autofree char *paper_name = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The PDF to write"), N_ ("FILE") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("Its language (the client’s)"),
      N_ ("TAG") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper_name, N_ ("letter or a4 (letter)"), N_ ("SIZE") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = NULL;
  StipplePaper paper;
  if (!stipple_ctl_parse (argc, argv, entries, &rest, error) || !stipple_ctl_one_code (rest, error)
      || !stipple_ctl_parse_paper (paper_name, &paper, error))
    return FALSE;
  if (output == NULL)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0,
                           _ ("Say where the summary goes: --output FILE.pdf."));
      return FALSE;
    }
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  return session != NULL && write_summary (session, rest[0], language, paper, output, error);
}

const StippleCtlCommand stipple_ctl_summary = {
  .name = "summary",
  .arguments = "CODE --output FILE.pdf [--language TAG] [--paper SIZE]",
  .summary = N_ ("write the printable summary of one intake"),
  .run = run_summary,
};
