// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/export.h"
#include "wire/api.h"
#include <string.h>

#define PAGE 100
/* A page ends with the intake that fills this much: with many drawings on it, one alone may be large. */
#define PAGE_BYTES (2 * 1024 * 1024)

typedef struct
{
  StippleSearch search;
  const char *from; /* as they were given */
  const char *to;
  const char *format_name;
  StippleExportFormat format;
} Wanted;

static gboolean
refuse (const char *detail, GError **error)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, detail);
  return FALSE;
}

static gboolean
read_wanted (const StippleRequest *request, Wanted *wanted, GError **error)
{
  StippleSearch *search = &wanted->search;

  wanted->from = stipple_request_get_query (request, "from");
  wanted->to = stipple_request_get_query (request, "to");
  wanted->format_name = stipple_request_get_query (request, "format");
  search->limit = PAGE + 1; /* one more tells whether there is a next page */
  if (wanted->from == NULL || wanted->to == NULL
      || !stipple_clock_parse_utc (wanted->from, &search->received_from, NULL)
      || !stipple_clock_parse_utc (wanted->to, &search->received_to, NULL)
      || search->received_from >= search->received_to)
    return refuse ("from, to: give both as times in UTC, such as 2026-12-05T05:00:00Z, and the "
                   "earlier one as from.",
                   error);
  if (wanted->format_name != NULL
      && !stipple_export_format_from_string (wanted->format_name, &wanted->format))
    return refuse ("format: give csv or ndjson.", error);
  return stipple_request_get_query_int (request, "after", 1, G_MAXINT64, 0, &search->before, error);
}

static StippleResponse *
answer_count (StippleHub *hub, const StippleRequest *request, const Wanted *wanted)
{
  g_autoptr (GError) error = NULL;
  gint64 n;

  if (!hub->storage->do_count_received (hub->storage, wanted->search.received_from,
                                        wanted->search.received_to, &n, &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (200, json_pack ("{s:I}", "intakes", (json_int_t) n));
}

static void
wipe_file (gpointer data)
{
  GString *file = data;

  explicit_bzero (file->str, file->len);
  g_string_free (file, TRUE);
}

static StippleResponse *
answer_page (const Wanted *wanted, GString *file, gint64 next)
{
  StippleResponse *response = stipple_response_new (200);
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (file->str, file->len, wipe_file, file);

  stipple_response_set_body (response, stipple_export_format_get_type (wanted->format), body);
  if (next > 0)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, next);

      stipple_response_add_header (response, STIPPLE_HEADER_NEXT, text);
    }
  return response;
}

StippleResponse *
stipple_handle_export (StippleHub *hub, StippleRequest *request)
{
  Wanted wanted = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GString *file;
  guint n = 0;
  gint64 next = 0;

  if (!read_wanted (request, &wanted, &error))
    return stipple_response_new_error (request, 400, error->message, NULL);
  if (wanted.format_name == NULL)
    return answer_count (hub, request, &wanted);
  rows = hub->storage->do_search (hub->storage, &wanted.search, &error);
  if (rows == NULL)
    return stipple_response_new_gerror (request, error);
  file = g_string_new (NULL);
  if (wanted.search.before == 0)
    stipple_export_begin (file, wanted.format);
  for (; n < MIN (rows->len, PAGE) && file->len < PAGE_BYTES; n++)
    if (!stipple_export_append (hub, file, wanted.format, g_ptr_array_index (rows, n), &error))
      break;
  if (error == NULL && n < rows->len)
    next = ((const StippleIntakeRow *) g_ptr_array_index (rows, n - 1))->seq;
  /* Before anything leaves: what cannot be written down is not given out. */
  if (error == NULL)
    stipple_audit_event (hub, request, STIPPLE_AUDIT_EXPORT, NULL,
                         json_pack ("{s:s, s:s, s:s, s:i}", "what", wanted.format_name, "from",
                                    wanted.from, "to", wanted.to, "count", (int) n),
                         NULL, &error);
  if (error == NULL)
    return answer_page (&wanted, file, next);
  wipe_file (file);
  return stipple_response_new_gerror (request, error);
}
