// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printing.h"

#include "print/aftercare-sheet.h"
#include "wire/pack-reader.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* "2026-12-12", a day that exists, and nothing else. */
static gboolean
parse_date (const char *text, GDate *date, GError **error)
{
  int year, month, day, length = 0;
  if (text != NULL && sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &length) == 3
      && length == 10 && text[length] == '\0' && day > 0 && month > 0 && year > 0
      && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      g_date_clear (date, 1);
      g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
      return TRUE;
    }
  g_set_error_literal (error, STIPPLE_CTL_USAGE, 0,
                       _ ("Say the day of the first session: --date YYYY-MM-DD."));
  return FALSE;
}

/* Of a file, for which no hub is needed, or the newest of the hub. */
static StipplePack *
get_pack (const StippleCtlOptions *options, const char *path, GError **error)
{
  if (path != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
      g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);
      return bytes != NULL ? stipple_pack_parse (bytes, NULL, error) : NULL;
    }
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  return session != NULL ? stipple_ctl_fetch_pack (session, 0, error) : NULL;
}

static gboolean
run_aftercare (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *day = NULL;
  g_autofree char *output = NULL;
  g_autofree char *language = NULL;
  g_autofree char *paper_name = NULL;
  g_autofree char *content = NULL;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &day, N_ ("The day of the first session"),
      N_ ("YYYY-MM-DD") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The PDF to write"), N_ ("FILE") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("Its language (the clinic’s first)"),
      N_ ("TAG") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper_name, N_ ("letter or a4 (letter)"), N_ ("SIZE") },
    { "content", 0, 0, G_OPTION_ARG_FILENAME, &content,
      N_ ("A content pack to take instead of the hub’s"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  StipplePaper paper;
  GDate first;
  if (!stipple_ctl_parse (argc, argv, entries, NULL, error) || !parse_date (day, &first, error)
      || !stipple_ctl_parse_paper (paper_name, &paper, error))
    return FALSE;
  if (output == NULL)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0,
                           _ ("Say where the sheet goes: --output FILE.pdf."));
      return FALSE;
    }
  g_autoptr (StipplePack) pack = get_pack (options, content, error);
  if (pack == NULL)
    return FALSE;
  const char *tag = language != NULL ? language : stipple_pack_default_language (pack);
  if (!stipple_ctl_use_language (pack, tag, error))
    return FALSE;
  g_autoptr (StippleDocument) sheet =
      stipple_aftercare_sheet_new (pack, &first, g_get_real_time (), tag, paper);
  return stipple_document_write_pdf (sheet, output, error);
}

const StippleCtlCommand stipple_ctl_aftercare = {
  .name = "aftercare",
  .arguments =
      "--date YYYY-MM-DD --output FILE.pdf [--language TAG] [--paper SIZE] [--content FILE]",
  .summary = N_ ("write the aftercare sheet for a first session on a day"),
  .run = run_aftercare,
};
