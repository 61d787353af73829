// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/printing.h"

#include "core/clock.h"
#include "core/error.h"
#include "core/person.h"
#include "wire/api.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

/* --- One intake */

static gboolean
export_one (const StippleCtlOptions *options, const char *code, const char *output, GError **error)
{
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  if (session == NULL)
    return FALSE;
  g_autoptr (StippleJson) found = stipple_ctl_fetch_intake (session, code, error);
  if (found == NULL)
    return FALSE;
  g_autoptr (StippleJson) bundle = stipple_fhir_collection (json_object_get (found, "patient"),
                                                            json_object_get (found, "response"));
  char *text = stipple_json_canonical (bundle);
  gboolean good = TRUE;
  if (output != NULL)
    good = g_file_set_contents_full (output, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  else
    puts (text);
  stipple_wipe (text);
  return good;
}

/* --- A span of days */

typedef struct
{
  char *first;
  char *last;
  char *format;
  char *output;
  int confirm; /* how many, as somebody typed it; -1: not yet */
} Span;

static void
span_clear (Span *self)
{
  g_free (self->first);
  g_free (self->last);
  g_free (self->format);
  g_free (self->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Span, span_clear)

/* The path that asks how many there are; what else is wanted goes behind it. Transfer full. */
static char *
span_path (const Span *span, GError **error)
{
  GDate first, last;
  if (!stipple_date_parse_iso (span->first, &first, error)
      || !stipple_date_parse_iso (span->last, &last, error))
    return NULL;
  g_date_add_days (&last, 1);
  g_autofree char *from = stipple_clock_format_midnight (&first);
  g_autofree char *to = stipple_clock_format_midnight (&last);
  return g_strdup_printf ("%s?from=%s&to=%s", STIPPLE_PATH_EXPORT, from, to);
}

/* Asked for twice: whoever exports types how many people it is about. */
static gboolean
confirm (const Span *span, int n, GError **error)
{
  int typed = span->confirm;
  if (typed < 0 && isatty (STDIN_FILENO))
    {
      char line[32];
      fprintf (stderr,
               g_dngettext (GETTEXT_PACKAGE,
                            "This is the health data of %d person. Stipple cannot protect the file "
                            "that you make of it. Type the number to go on: ",
                            "This is the health data of %d people. Stipple cannot protect the file "
                            "that you make of it. Type the number to go on: ",
                            (gulong) n),
               n);
      if (fgets (line, sizeof line, stdin) != NULL)
        typed = (int) g_ascii_strtoll (line, NULL, 10);
    }
  if (typed == n)
    return TRUE;
  g_set_error (error, STIPPLE_CTL_USAGE, 0,
               _ ("Nothing was exported. If it is really meant to be the health data of so many "
                  "people, say so: --confirm %d."),
               n);
  return FALSE;
}

static gboolean
write_pages (StippleHubSession *session, const char *path, const Span *span, int fd, GError **error)
{
  g_autofree char *after = g_strdup ("");
  while (after != NULL)
    {
      g_autofree char *target = g_strconcat (path, "&format=", span->format, after, NULL);
      g_autoptr (StippleHttpAnswer) answer =
          stipple_hub_session_call (session, "GET", target, NULL, 0, error);
      if (answer == NULL)
        return FALSE;
      gsize left;
      const char *data = g_bytes_get_data (answer->body, &left);
      while (left > 0)
        {
          ssize_t written = write (fd, data, left);
          if (written < 0 && errno == EINTR)
            continue;
          if (written < 0)
            {
              g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_IO, g_strerror (errno));
              return FALSE;
            }
          data += written;
          left -= (gsize) written;
        }
      g_free (after);
      after = answer->next != NULL ? g_strconcat ("&after=", answer->next, NULL) : NULL;
    }
  return TRUE;
}

/* Under its name only when it is whole. */
static gboolean
write_file (StippleHubSession *session, const char *path, const Span *span, GError **error)
{
  g_autofree char *partial = g_strconcat (span->output, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (partial, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_IO, "%s: %s", span->output,
                   g_strerror (errno));
      return FALSE;
    }
  gboolean good = write_pages (session, path, span, fd, error);
  if (good && fsync (fd) != 0)
    {
      good = FALSE;
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_IO, g_strerror (errno));
    }
  close (fd);
  if (good && g_rename (partial, span->output) != 0)
    {
      good = FALSE;
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_IO, g_strerror (errno));
    }
  if (!good)
    g_unlink (partial);
  return good;
}

static gboolean
export_span (const StippleCtlOptions *options, const Span *span, GError **error)
{
  if (span->first == NULL || span->last == NULL || span->format == NULL || span->output == NULL)
    {
      g_set_error_literal (error, STIPPLE_CTL_USAGE, 0,
                           _ ("Say which days, in what form and where to: --from DAY --to DAY "
                              "--format csv|ndjson --output FILE."));
      return FALSE;
    }
  g_autofree char *path = span_path (span, error);
  if (path == NULL)
    return FALSE;
  g_autoptr (StippleHubSession) session = stipple_hub_session_open (options, error);
  if (session == NULL)
    return FALSE;
  g_autoptr (StippleJson) answer = stipple_hub_session_json (session, "GET", path, NULL, error);
  if (answer == NULL)
    return FALSE;
  const int n = (int) json_integer_value (json_object_get (answer, "intakes"));
  return confirm (span, n, error) && write_file (session, path, span, error);
}

static gboolean
run_export (const StippleCtlOptions *options, int argc, char **argv, GError **error)
{
  g_auto (Span) span = { .confirm = -1 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &span.output, N_ ("The file (standard output)"),
      N_ ("FILE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &span.first, N_ ("The first day, of all intakes"),
      N_ ("YYYY-MM-DD") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &span.last, N_ ("The last day"), N_ ("YYYY-MM-DD") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &span.format, N_ ("csv or ndjson (FHIR)"), N_ ("FORM") },
    { "confirm", 0, 0, G_OPTION_ARG_INT, &span.confirm, N_ ("How many people it is about"),
      N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) rest = NULL;
  if (!stipple_ctl_parse (argc, argv, entries, &rest, error))
    return FALSE;
  if (rest[0] == NULL)
    return export_span (options, &span, error);
  return stipple_ctl_one_code (rest, error) && export_one (options, rest[0], span.output, error);
}

const StippleCtlCommand stipple_ctl_export = {
  .name = "export",
  .arguments = "CODE [--output FILE] | --from DAY --to DAY --format csv|ndjson --output FILE",
  .summary = N_ ("write one intake as a FHIR bundle, or those of some days as CSV or FHIR"),
  .run = run_export,
};
