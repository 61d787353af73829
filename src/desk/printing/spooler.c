// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/spooler.h"

#include "core/error.h"
#include "core/language.h"

#include <cups/cups.h>
#include <glib/gi18n-lib.h>

#define CONNECT_MS 3000

typedef struct
{
  char **titles;
  char *language; /* of the sentences */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_strfreev (look->titles);
  g_free (look->language);
  g_free (look);
}

void
stipple_spool_job_free (StippleSpoolJob *self)
{
  g_free (self->printer);
  g_free (self->trouble);
  g_free (self);
}

/* --- Why a printer stands still */

static const struct
{
  const char *reason; /* how it begins */
  const char *words;
} reasons_known[] = {
  { "media-empty", N_ ("It is out of paper.") },
  { "media-needed", N_ ("It is out of paper.") },
  { "media-jam", N_ ("Paper is stuck in it.") },
  { "door-open", N_ ("A door of it is open.") },
  { "cover-open", N_ ("A door of it is open.") },
  { "toner-empty", N_ ("It is out of ink.") },
  { "marker-supply-empty", N_ ("It is out of ink.") },
  { "offline", N_ ("It is switched off, or not connected.") },
  { "shutdown", N_ ("It is switched off, or not connected.") },
  { "timed-out", N_ ("It is switched off, or not connected.") },
};

static const char *
find_reason (const char *const *reasons)
{
  for (guint i = 0; reasons[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (reasons_known); k++)
      /* "-warning" and "-report" tell of what does not stop it yet. */
      if (g_str_has_prefix (reasons[i], reasons_known[k].reason)
          && !g_str_has_suffix (reasons[i], "-warning")
          && !g_str_has_suffix (reasons[i], "-report"))
        return g_dgettext (GETTEXT_PACKAGE, reasons_known[k].words);
  return NULL;
}

char *
stipple_spooler_trouble (gboolean stopped, const char *reasons, const char *message)
{
  g_auto (GStrv) all = g_strsplit (reasons != NULL ? reasons : "", ",", -1);
  const char *words = find_reason ((const char *const *) all);

  if (words != NULL)
    return g_strdup (words);
  if (!stopped)
    return NULL;
  if (message != NULL && *message != '\0')
    /* TRANSLATORS: %s is what a printer says of itself */
    return g_strdup_printf (_ ("It was stopped: “%s”."), message);
  return g_strdup (_ ("It was stopped."));
}

static char *
ask_trouble (http_t *http, const char *printer)
{
  static const char *const wanted[] = { "printer-state", "printer-state-reasons",
                                        "printer-state-message" };
  ipp_t *request = ippNewRequest (IPP_OP_GET_PRINTER_ATTRIBUTES);
  g_autofree char *uri = g_strdup_printf ("ipp://localhost/printers/%s", printer);
  g_autoptr (GString) reasons = g_string_new (NULL);
  ipp_attribute_t *found;
  gboolean stopped;
  char *trouble;
  ipp_t *answer;

  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
  ippAddStrings (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                 G_N_ELEMENTS (wanted), NULL, wanted);
  answer = cupsDoRequest (http, request, "/");
  stopped =
      ippGetInteger (ippFindAttribute (answer, wanted[0], IPP_TAG_ENUM), 0) == IPP_PSTATE_STOPPED;
  found = ippFindAttribute (answer, wanted[1], IPP_TAG_KEYWORD);
  for (int i = 0; i < ippGetCount (found); i++)
    g_string_append_printf (reasons, "%s%s", i > 0 ? "," : "", ippGetString (found, i, NULL));
  trouble = stipple_spooler_trouble (
      stopped, reasons->str,
      ippGetString (ippFindAttribute (answer, wanted[2], IPP_TAG_TEXT), 0, NULL));
  ippDelete (answer);
  return trouble;
}

/* --- Jobs */

static StippleSpoolState
state_of (ipp_jstate_t state)
{
  switch (state)
    {
    case IPP_JSTATE_PROCESSING:
      return STIPPLE_SPOOL_PRINTING;
    case IPP_JSTATE_COMPLETED:
      return STIPPLE_SPOOL_DONE;
    case IPP_JSTATE_CANCELED:
    case IPP_JSTATE_ABORTED:
      return STIPPLE_SPOOL_FAILED;
    case IPP_JSTATE_PENDING:
    case IPP_JSTATE_HELD:
    case IPP_JSTATE_STOPPED:
    default:
      return STIPPLE_SPOOL_WAITING;
    }
}

static http_t *
connect_to (GCancellable *cancellable, GError **error)
{
  http_t *http = httpConnect2 (cupsServer (), ippPort (), NULL, AF_UNSPEC, cupsEncryption (), 1,
                               CONNECT_MS, NULL);

  if (http == NULL)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NETWORK,
                         _ ("This computer’s print system does not answer."));
  return http;
}

static StippleSpoolJob *
find_job (http_t *http, const cups_job_t *jobs, int n, const char *title)
{
  StippleSpoolJob *job = g_new0 (StippleSpoolJob, 1);

  for (int i = 0; i < n; i++)
    {
      if (g_strcmp0 (jobs[i].title, title) != 0)
        continue;
      job->state = state_of (jobs[i].state);
      g_free (job->printer);
      job->printer = g_strdup (jobs[i].dest);
    }
  if (job->state == STIPPLE_SPOOL_WAITING || job->state == STIPPLE_SPOOL_PRINTING)
    job->trouble = ask_trouble (http, job->printer);
  return job;
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *look = data;
  GPtrArray *found;
  GError *error = NULL;
  http_t *http;
  cups_job_t *jobs = NULL;
  int n;

  stipple_language_use (look->language);
  http = connect_to (cancellable, &error);
  n = http != NULL ? cupsGetJobs2 (http, &jobs, NULL, 1, CUPS_WHICHJOBS_ALL) : -1;
  if (n < 0)
    {
      if (error == NULL)
        error = g_error_new_literal (STIPPLE_ERROR, STIPPLE_ERROR_NETWORK,
                                     _ ("This computer’s print system does not answer."));
      if (http != NULL)
        httpClose (http);
      g_task_return_error (task, error);
      return;
    }
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_spool_job_free);
  for (guint i = 0; look->titles[i] != NULL; i++)
    g_ptr_array_add (found, find_job (http, jobs, n, look->titles[i]));
  cupsFreeJobs (n, jobs);
  httpClose (http);
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
cancel_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *look = data;
  GError *error = NULL;
  http_t *http;
  cups_job_t *jobs = NULL;
  int n;

  stipple_language_use (look->language);
  http = connect_to (cancellable, &error);
  if (http == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  n = cupsGetJobs2 (http, &jobs, NULL, 1, CUPS_WHICHJOBS_ACTIVE);
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (jobs[i].title, look->titles[0]) == 0)
      cupsCancelJob2 (http, jobs[i].dest, jobs[i].id, 0);
  cupsFreeJobs (MAX (n, 0), jobs);
  httpClose (http);
  g_task_return_boolean (task, TRUE);
}

static GTask *
make_task (const char *const *titles, GCancellable *cancellable, GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);

  look->titles = g_strdupv ((char **) titles);
  look->language = g_strdup (stipple_language_current ());
  g_task_set_task_data (task, look, look_free);
  return task;
}

void
stipple_spooler_look_async (const char *const *titles, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = make_task (titles, cancellable, callback, user_data);

  g_task_set_source_tag (task, stipple_spooler_look_async);
  g_task_run_in_thread (task, look_in_thread);
}

GPtrArray *
stipple_spooler_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
stipple_spooler_cancel_async (const char *title, GAsyncReadyCallback callback, gpointer user_data)
{
  const char *const titles[] = { title, NULL };
  g_autoptr (GTask) task = make_task (titles, NULL, callback, user_data);

  g_task_set_source_tag (task, stipple_spooler_cancel_async);
  g_task_run_in_thread (task, cancel_in_thread);
}

gboolean
stipple_spooler_cancel_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
