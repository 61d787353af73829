// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/handlers/handlers.h"

#include "core/error.h"
#include "hub/audit.h"
#include "hub/desk.h"
#include "hub/record.h"
#include "hub/search.h"
#include <string.h>

#define PAGE_DEFAULT 50
#define PAGE_MAX 200

/* --- What to look for. */

typedef struct
{
  StippleSearch search;
  gboolean has_words; /* something was typed */
  gboolean is_empty;  /* and nothing can be found by it */
  char *code;         /* it may be a code */
} Wanted;

static void
wanted_clear (Wanted *self)
{
  g_free (self->code);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static gboolean
refuse (const char *detail, GError **error)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, detail);
  return FALSE;
}

static gboolean
read_time (const StippleRequest *request, const char *name, gint64 *time, GError **error)
{
  const char *text = stipple_request_get_query (request, name);

  return text == NULL || stipple_clock_parse_utc (text, time, NULL)
         || refuse ("from, to: give times in UTC, such as 2026-12-05T05:00:00Z.", error);
}

static void
read_words (StippleHub *hub, const char *query, Wanted *wanted)
{
  g_autofree char *typed = g_strstrip (g_strdup (query != NULL ? query : ""));
  g_auto (GStrv) words = stipple_search_words (typed);

  wanted->has_words = typed[0] != '\0';
  wanted->is_empty = wanted->has_words && words[0] == NULL;
  wanted->code = wanted->has_words ? stipple_code_normalize (typed) : NULL;
  for (guint i = 0; words[i] != NULL; i++)
    wanted->search.terms[wanted->search.n_terms++] = stipple_search_blind_word (hub, words[i]);
}

static gboolean
read_outcome (StippleHub *hub, const char *outcome, Wanted *wanted, GError **error)
{
  StippleOutcome known;

  if (outcome == NULL)
    return TRUE;
  if (strcmp (outcome, STIPPLE_SEARCH_IN_PROGRESS) != 0
      && !stipple_outcome_from_string (outcome, &known))
    return refuse ("outcome: give unsuitable, wait, physician, proceed or in-progress.", error);
  wanted->search.terms[wanted->search.n_terms++] = stipple_search_blind_outcome (hub, outcome);
  return TRUE;
}

static gboolean
read_wanted (StippleHub *hub, const StippleRequest *request, Wanted *wanted, GError **error)
{
  StippleSearch *search = &wanted->search;
  StippleWorkState state;
  gint64 limit;

  read_words (hub, stipple_request_get_query (request, "q"), wanted);
  search->state = stipple_request_get_query (request, "state");
  search->device = stipple_request_get_query (request, "device");
  if (search->state != NULL && !stipple_work_state_from_string (search->state, &state))
    return refuse ("state: give new, seen, reviewed, treated or closed.", error);
  if (!read_outcome (hub, stipple_request_get_query (request, "outcome"), wanted, error)
      || !read_time (request, "from", &search->received_from, error)
      || !read_time (request, "to", &search->received_to, error)
      || !stipple_request_get_query_int (request, "limit", 1, PAGE_MAX, PAGE_DEFAULT, &limit, error)
      || !stipple_request_get_query_int (request, "after", 1, G_MAXINT64, 0, &search->before,
                                         error))
    return FALSE;
  search->limit = (guint) limit;
  return TRUE;
}

/* --- Finding it. */

/* The one intake of a code that looks like a name or a number. */
static GPtrArray *
find_by_code (StippleHub *hub, const Wanted *wanted, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_row_free);
  g_autoptr (GError) fault = NULL;
  guint8 blind[STIPPLE_BLIND_BYTES];
  StippleIntakeRow *row;

  stipple_record_blind_code (hub, wanted->code, blind);
  row = hub->storage->do_get_intake_by_code (hub->storage, blind, &fault);
  if (row != NULL)
    g_ptr_array_add (rows, row);
  if (row != NULL && row->deleted != 0)
    g_ptr_array_set_size (rows, 0);
  if (row != NULL || g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND))
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

/* One more than the limit tells whether there is a next page. */
static GPtrArray *
find (StippleHub *hub, const Wanted *wanted, GError **error)
{
  StippleSearch search = wanted->search;
  g_autoptr (GPtrArray) rows = NULL;

  search.limit++;
  rows = wanted->is_empty
             ? g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_intake_row_free)
             : hub->storage->do_search (hub->storage, &search, error);
  if (rows == NULL || rows->len > 0 || wanted->code == NULL || search.before > 0)
    return g_steal_pointer (&rows);
  return find_by_code (hub, wanted, error);
}

/* Which kinds of conditions, and how many were found: never what was typed. */
static gboolean
note (StippleHub *hub, const StippleRequest *request, const Wanted *wanted, gsize hits,
      GError **error)
{
  static const char *const filters[] = { "q", "outcome", "state", "device", "from", "to" };
  json_t *by = json_array ();

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (stipple_request_get_query (request, filters[i]) != NULL)
      json_array_append_new (by, json_string (filters[i]));
  return stipple_audit_event (
      hub, request, wanted->has_words ? STIPPLE_AUDIT_SEARCHED : STIPPLE_AUDIT_LISTED, NULL,
      json_pack ("{s:o, s:I}", "by", by, "hits", (json_int_t) hits), NULL, error);
}

StippleResponse *
stipple_handle_list_intakes (StippleHub *hub, StippleRequest *request)
{
  g_auto (Wanted) wanted = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (StippleJson) intakes = json_array ();
  guint limit;
  json_t *list;

  if (!read_wanted (hub, request, &wanted, &error))
    return stipple_response_new_error (request, 400, error->message, NULL);
  rows = find (hub, &wanted, &error);
  if (rows == NULL)
    return stipple_response_new_gerror (request, error);
  limit = wanted.search.limit;
  for (guint i = 0; i < MIN (rows->len, limit); i++)
    {
      json_t *intake = stipple_desk_row (hub, g_ptr_array_index (rows, i), &error);

      if (intake == NULL)
        return stipple_response_new_gerror (request, error);
      json_array_append_new (intakes, intake);
    }
  if (!note (hub, request, &wanted, json_array_size (intakes), &error))
    return stipple_response_new_gerror (request, error);
  list = json_pack ("{s:O}", "intakes", intakes);
  if (rows->len > limit)
    {
      const StippleIntakeRow *last = g_ptr_array_index (rows, limit - 1);
      g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, last->seq);

      json_object_set_new (list, "next", json_string (next));
    }
  return stipple_response_new_json (200, list);
}

/* By the code in its path. */
static StippleIntakeRow *
find_one (StippleHub *hub, const StippleRequest *request, GError **error)
{
  g_autofree char *code = stipple_code_normalize (request->params[0]);
  guint8 blind[STIPPLE_BLIND_BYTES];

  if (code == NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                           "This cannot be an intake's code.");
      return NULL;
    }
  stipple_record_blind_code (hub, code, blind);
  return hub->storage->do_get_intake_by_code (hub->storage, blind, error);
}

StippleResponse *
stipple_handle_get_intake (StippleHub *hub, StippleRequest *request)
{
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntakeRow) row = find_one (hub, request, &error);
  g_autoptr (StippleJson) intake = NULL;
  StippleResponse *response;

  if (row == NULL || (intake = stipple_desk_intake (hub, row, &error)) == NULL
      || !stipple_audit_event (hub, request, STIPPLE_AUDIT_VIEWED, row->id, NULL, NULL, &error))
    return stipple_response_new_gerror (request, error);
  etag = stipple_desk_etag (row);
  response = stipple_response_new_json (200, g_steal_pointer (&intake));
  stipple_response_add_header (response, "ETag", etag);
  return response;
}

static json_t *
find_version (StippleHub *hub, const StippleIntakeRow *row, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) versions = hub->storage->do_list_versions (hub->storage, row->seq, error);

  if (versions == NULL)
    return NULL;
  for (guint i = 0; i < versions->len; i++)
    {
      const StippleVersionRow *version = g_ptr_array_index (versions, i);
      json_t *document;

      if (version->version != number)
        continue;
      document = stipple_record_open_version (hub, row->id, version, error);
      if (document != NULL)
        json_object_set_new (document, "version", json_integer (number));
      return document;
    }
  if (row->deleted != 0)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_GONE, "This intake has been deleted.");
  else
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND,
                         "This intake has no such version.");
  return NULL;
}

StippleResponse *
stipple_handle_get_version (StippleHub *hub, StippleRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleIntakeRow) row = find_one (hub, request, &error);
  g_autoptr (StippleJson) version = NULL;
  guint64 number = 0;

  if (row == NULL)
    return stipple_response_new_gerror (request, error);
  g_ascii_string_to_unsigned (request->params[1], 10, 1, G_MAXINT, &number, NULL);
  version = find_version (hub, row, (gint64) number, &error);
  if (version == NULL
      || !stipple_audit_event (hub, request, STIPPLE_AUDIT_VIEWED, row->id,
                               json_pack ("{s:I}", "version", (json_int_t) number), NULL, &error))
    return stipple_response_new_gerror (request, error);
  return stipple_response_new_json (200, g_steal_pointer (&version));
}
