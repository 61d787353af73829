// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/printing.h"

#include "core/clock.h"
#include "core/day-words.h"
#include "print/day-close-sheet.h"
#include "wire/api.h"
#include "wire/day-close.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
print_entries (const StippleDayKiosk *kiosk, const GPtrArray *entries, const char *what)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const StippleDayEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *code = stipple_day_code (entry);
      printf ("%s\t%s\t%s\n", code, kiosk->name,
              what != NULL ? what : stipple_day_where (entry->where));
    }
}

static void
print_kiosk (const StippleDayKiosk *kiosk)
{
  g_autofree char *heard = kiosk->heard != 0 ? stipple_clock_format_utc (kiosk->heard) : NULL;
  g_autofree char *silence = kiosk->silent ? stipple_day_silence (kiosk, heard) : NULL;
  if (silence != NULL)
    printf ("%s\n", silence);
  print_entries (kiosk, kiosk->missing, NULL);
  print_entries (kiosk, kiosk->differing, stipple_day_differs ());
  print_entries (kiosk, kiosk->unclaimed, stipple_day_unclaimed ());
}

static void
print_day (const StippleDayClose *close)
{
  StippleDayCounts counts;
  stipple_day_close_count (close, &counts);
  g_autofree char *verdict = stipple_day_verdict (&counts);
  g_autofree char *summary = stipple_day_summary (&counts);
  printf ("%s\t%s (%s)\n", close->day, verdict, summary);
  for (guint i = 0; i < close->kiosks->len; i++)
    print_kiosk (g_ptr_array_index (close->kiosks, i));
}

static StippleDayClose *
fetch (StippleHubSession *session, const char *day, GError **error)
{
  g_autofree char *escaped = day != NULL ? g_uri_escape_string (day, NULL, FALSE) : NULL;
  g_autofree char *path = escaped != NULL
                              ? g_strconcat (STIPPLE_PATH_DAY_CLOSE "?date=", escaped, NULL)
                              : g_strdup (STIPPLE_PATH_DAY_CLOSE);
  g_autoptr (StippleJson) json = stipple_hub_session_json (session, "GET", path, NULL, error);
  return json != NULL ? stipple_day_close_read (json, error) : NULL;
}

static gboolean
write_sheet (StippleHubSession *session, const StippleDayClose *close, const char *output,
             StipplePaper paper, GError **error)
{
  g_autoptr (StipplePack) pack = stipple_ctl_fetch_pack (session, 0, error);
  if (pack == NULL)
    return FALSE;
  const char *tag = stipple_pack_default_language (pack);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (pack->time_zone);
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (StippleDocument) sheet =
      stipple_day_close_sheet_new (close, pack, zone != NULL ? zone : local, tag, paper);
  return stipple_document_write_pdf (sheet, output, error);
}

static gboolean
run_day_close (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *day = NULL;
  g_autofree char *output = NULL;
  g_autofree char *paper_name = NULL;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &day, N_ ("The day (today)"), N_ ("YYYY-MM-DD") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("A PDF to write as well"),
      N_ ("FILE") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper_name, N_ ("letter or a4 (letter)"), N_ ("SIZE") },
    G_OPTION_ENTRY_NULL,
  };
  StipplePaper paper;
  if (!stipple_ctl_parse (argc, argv, entries, NULL, error)
      || !stipple_ctl_parse_paper (paper_name, &paper, error))
    return FALSE;
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  g_autoptr (StippleDayClose) close = session != NULL ? fetch (session, day, error) : NULL;
  if (close == NULL)
    return FALSE;
  print_day (close);
  return output == NULL || write_sheet (session, close, output, paper, error);
}

const StippleCtlCommand stipple_ctl_day_close = {
  .name = "day-close",
  .arguments = "[--date YYYY-MM-DD] [--output FILE.pdf] [--paper SIZE]",
  .summary = N_ ("what the kiosks recorded on a day against what the hub holds"),
  .run = run_day_close,
};
