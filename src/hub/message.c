// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message.h"

#include "core/error.h"
#include "wire/fhir.h"
#include <string.h>

#define PROBLEM_TYPE "application/problem+json"
/* When the disk is full or the like: not worth asking sooner. */
#define FAULT_RETRY_S "20"

static void
query_pair_free (StippleQueryPair *pair)
{
  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

StippleRequest *
stipple_request_new (void)
{
  StippleRequest *self = g_new0 (StippleRequest, 1);

  self->path = g_ptr_array_new_with_free_func (g_free);
  self->query = g_ptr_array_new_with_free_func ((GDestroyNotify) query_pair_free);
  return self;
}

void
stipple_request_free (StippleRequest *self)
{
  g_free (self->method);
  g_ptr_array_unref (self->path);
  g_ptr_array_unref (self->query);
  g_free (self->base);
  g_free (self->bearer);
  g_free (self->content_type);
  g_free (self->if_none_match);
  g_free (self->if_match);
  g_free (self->from);
  if (self->body != NULL)
    {
      if (self->body->len > 0)
        explicit_bzero (self->body->data, self->body->len);
      g_byte_array_unref (self->body);
    }
  g_clear_pointer (&self->caller, stipple_caller_free);
  g_free (self);
}

static gboolean
set_odd (GError **error)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, "The address is malformed.");
  return FALSE;
}

static gboolean
split_path (StippleRequest *self, const char *path, GError **error)
{
  g_auto (GStrv) segments = NULL;

  if (path[0] != '/')
    return set_odd (error);
  segments = g_strsplit (path + 1, "/", -1);
  for (guint i = 0; segments[i] != NULL; i++)
    {
      char *segment = g_uri_unescape_segment (segments[i], NULL, "/");

      if (segment == NULL)
        return set_odd (error);
      g_ptr_array_add (self->path, segment);
      if (segment[0] == '\0' || !g_utf8_validate (segment, -1, NULL))
        return set_odd (error);
    }
  return TRUE;
}

static gboolean
split_query (StippleRequest *self, const char *query, GError **error)
{
  GUriParamsIter iter;
  char *name, *value;
  g_autoptr (GError) fault = NULL;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &fault))
    {
      StippleQueryPair *pair = g_new0 (StippleQueryPair, 1);

      pair->name = name;
      pair->value = value;
      g_ptr_array_add (self->query, pair);
      if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
        return set_odd (error);
    }
  return fault == NULL || set_odd (error);
}

gboolean
stipple_request_set_target (StippleRequest *self, const char *target, GError **error)
{
  const char *mark = strchr (target, '?');
  g_autofree char *path =
      mark != NULL ? g_strndup (target, (gsize) (mark - target)) : g_strdup (target);

  return split_path (self, path, error) && (mark == NULL || split_query (self, mark + 1, error));
}

const char *
stipple_request_get_query (const StippleRequest *self, const char *name)
{
  for (guint i = 0; i < self->query->len; i++)
    {
      const StippleQueryPair *pair = g_ptr_array_index (self->query, i);

      if (strcmp (pair->name, name) == 0)
        return pair->value;
    }
  return NULL;
}

gboolean
stipple_request_get_query_int (const StippleRequest *self, const char *name, gint64 min, gint64 max,
                               gint64 fallback, gint64 *value, GError **error)
{
  const char *text = stipple_request_get_query (self, name);

  *value = fallback;
  if (text == NULL || g_ascii_string_to_signed (text, 10, min, max, value, NULL))
    return TRUE;
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
               "%s: give a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ".", name,
               min, max);
  return FALSE;
}

json_t *
stipple_request_get_json (const StippleRequest *self, GError **error)
{
  g_autoptr (StippleJson) json =
      stipple_json_parse (self->body->data, self->body->len, self->body->len, error);

  if (json == NULL || json_is_object (json))
    return g_steal_pointer (&json);
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, "Send a JSON object.");
  return NULL;
}

const char *
stipple_json_get_string (const json_t *json, const char *name, gboolean may_be_absent,
                         GError **error)
{
  const json_t *value = json_object_get (json, name);

  if (json_is_string (value))
    return json_string_value (value);
  if (value == NULL && may_be_absent)
    return "";
  g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID, "%s: give a text.", name);
  return NULL;
}

/* A list of entity tags, or "*". */
gboolean
stipple_request_has_tag (const StippleRequest *self, const char *etag)
{
  g_auto (GStrv) tags = NULL;

  if (self->if_none_match == NULL)
    return FALSE;
  tags = g_strsplit (self->if_none_match, ",", -1);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *one = g_strstrip (tags[i]);

      if (g_str_has_prefix (one, "W/"))
        one += 2;
      if (strcmp (one, "*") == 0 || strcmp (one, etag) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
stipple_request_is_fhir (const StippleRequest *self)
{
  return self->path->len > 0 && strcmp (g_ptr_array_index (self->path, 0), "fhir") == 0;
}

StippleResponse *
stipple_response_new (int status)
{
  StippleResponse *self = g_new0 (StippleResponse, 1);

  self->status = status;
  self->headers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
stipple_response_free (StippleResponse *self)
{
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

void
stipple_response_set_body (StippleResponse *self, const char *content_type, GBytes *body)
{
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
}

void
stipple_response_add_header (StippleResponse *self, const char *name, const char *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

static StippleResponse *
new_with_json (int status, const char *content_type, json_t *json)
{
  g_autoptr (StippleResponse) self = stipple_response_new (status);
  g_autoptr (StippleJson) owned = json;
  char *text = json_dumps (owned, JSON_COMPACT);
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (text, strlen (text), free, text);

  stipple_response_set_body (self, content_type, body);
  return g_steal_pointer (&self);
}

StippleResponse *
stipple_response_new_json (int status, json_t *json)
{
  return new_with_json (status, "application/json", json);
}

StippleResponse *
stipple_response_new_fhir (int status, json_t *json)
{
  return new_with_json (status, STIPPLE_FHIR_TYPE, json);
}

const char *
stipple_status_phrase (int status)
{
  static const struct
  {
    int status;
    const char *phrase;
  } phrases[] = {
    { 200, "OK" },
    { 201, "Created" },
    { 204, "No Content" },
    { 304, "Not Modified" },
    { 400, "Bad Request" },
    { 401, "Unauthorized" },
    { 403, "Forbidden" },
    { 404, "Not Found" },
    { 405, "Method Not Allowed" },
    { 409, "Conflict" },
    { 410, "Gone" },
    { 412, "Precondition Failed" },
    { 413, "Content Too Large" },
    { 415, "Unsupported Media Type" },
    { 422, "Unprocessable Content" },
    { 428, "Precondition Required" },
    { 429, "Too Many Requests" },
    { 500, "Internal Server Error" },
    { 503, "Service Unavailable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (phrases[i].status == status)
      return phrases[i].phrase;
  return "Other";
}

/* The R4 IssueType of a status, http://hl7.org/fhir/R4/valueset-issue-type.html */
static const char *
issue_code (int status)
{
  switch (status)
    {
    case 400:
      return "structure";
    case 401:
      return "login";
    case 403:
      return "forbidden";
    case 404:
      return "not-found";
    case 405:
    case 415:
      return "not-supported";
    case 409:
    case 412:
      return "conflict";
    case 410:
      return "deleted";
    case 413:
      return "too-long";
    case 422:
      return "invalid";
    case 429:
      return "throttled";
    case 503:
      return "transient";
    default:
      return "exception";
    }
}

StippleResponse *
stipple_response_new_problem (int status, const char *detail, const char *name, json_t *extra)
{
  return stipple_response_new_problem_of ("about:blank", status, detail, name, extra);
}

StippleResponse *
stipple_response_new_problem_of (const char *type, int status, const char *detail, const char *name,
                                 json_t *extra)
{
  json_t *problem = json_pack ("{s:s, s:s, s:i, s:s}", "type", type, "title",
                               stipple_status_phrase (status), "status", status, "detail", detail);

  if (name != NULL)
    json_object_set_new (problem, name, extra);
  return new_with_json (status, PROBLEM_TYPE, problem);
}

StippleResponse *
stipple_response_new_error (const StippleRequest *request, int status, const char *detail,
                            const char *expression)
{
  if (stipple_request_is_fhir (request))
    return stipple_response_new_fhir (
        status, stipple_fhir_outcome ("error", issue_code (status), detail, expression));
  return stipple_response_new_problem (status, detail, NULL, NULL);
}

static int
status_of (int code)
{
  static const struct
  {
    StippleError code;
    int status;
  } map[] = {
    { STIPPLE_ERROR_INVALID, 422 },   { STIPPLE_ERROR_INCOMPLETE, 422 },
    { STIPPLE_ERROR_TOO_LARGE, 413 }, { STIPPLE_ERROR_NOT_FOUND, 404 },
    { STIPPLE_ERROR_EXISTS, 409 },    { STIPPLE_ERROR_CONFLICT, 409 },
    { STIPPLE_ERROR_GONE, 410 },      { STIPPLE_ERROR_UNAUTHORIZED, 401 },
    { STIPPLE_ERROR_FORBIDDEN, 403 }, { STIPPLE_ERROR_DISK_FULL, 503 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    if ((int) map[i].code == code)
      return map[i].status;
  return 500;
}

StippleResponse *
stipple_response_new_gerror (const StippleRequest *request, const GError *error)
{
  int status = error->domain == STIPPLE_ERROR ? status_of (error->code) : 500;
  StippleResponse *self;

  if (status < 500)
    return stipple_response_new_error (request, status, error->message, NULL);
  g_printerr ("stipple-hub: %s\n", error->message);
  self = stipple_response_new_error (
      request, status,
      status == 503 ? "The hub's disk is full. Make room on it; nothing was lost."
                    : "The hub could not do this. Its log says why.",
      NULL);
  if (status == 503)
    stipple_response_add_header (self, "Retry-After", FAULT_RETRY_S);
  return self;
}

StippleResponse *
stipple_response_new_throttled (const StippleRequest *request, gint64 wait_us)
{
  gint64 seconds = (wait_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *detail = g_strdup_printf (
      "Too many wrong tries. Wait %" G_GINT64_FORMAT " s, then try again.", seconds);
  g_autofree char *header = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
  StippleResponse *self = stipple_response_new_error (request, 429, detail, NULL);

  stipple_response_add_header (self, "Retry-After", header);
  return self;
}
