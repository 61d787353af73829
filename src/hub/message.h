// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/storage.h"
#include <jansson.h>

G_BEGIN_DECLS

/**
 * One HTTP request and its response, free of any HTTP library: what the router and the handlers see.
 */
typedef struct _StippleRoute StippleRoute;

typedef struct
{
  char *name;
  char *value;
} StippleQueryPair;

typedef struct
{
  /* Set by whoever received it. */
  char *method;
  GPtrArray *path;  /* char *, decoded segments: "staff", "intakes", "7K4Q2M" */
  GPtrArray *query; /* StippleQueryPair, decoded, in the order given */
  char *base;       /* "http://host:port", for links */
  char *bearer;     /* NULL when none */
  char *content_type;
  char *if_none_match;
  char *if_match;
  char *from; /* address of the peer; NULL when unknown */
  gboolean has_body;
  GByteArray *body;

  /* Set by the router. */
  const StippleRoute *route;
  const char *params[2]; /* what stands for the pattern's {…}, borrowed from path */
  StippleCaller *caller; /* NULL on routes for anyone */
} StippleRequest;

StippleRequest *stipple_request_new (void);
void stipple_request_free (StippleRequest *self);
/* Splits and decodes "/path?query"; strict: INVALID for anything odd (no leading /, a bad or
 * NUL escape, not UTF-8, an empty segment). */
gboolean stipple_request_set_target (StippleRequest *self, const char *target, GError **error);
/* NULL when absent; the first when given more than once. */
const char *stipple_request_get_query (const StippleRequest *self, const char *name);
/* An integer from @min to @max; @fallback when absent. */
gboolean stipple_request_get_query_int (const StippleRequest *self, const char *name, gint64 min,
                                        gint64 max, gint64 fallback, gint64 *value, GError **error);
/* The body as a JSON object; its strings are taken out by stipple_json_get_string(). Transfer full; INVALID. */
json_t *stipple_request_get_json (const StippleRequest *self, GError **error);
/* A member that must be a string (NULL with INVALID otherwise); borrowed. An absent one that may be is "". */
const char *stipple_json_get_string (const json_t *json, const char *name, gboolean may_be_absent,
                                     GError **error);
/* Whether If-None-Match names @etag, compared weakly as RFC 9110 asks for it. */
gboolean stipple_request_has_tag (const StippleRequest *self, const char *etag);
gboolean stipple_request_is_fhir (const StippleRequest *self);

typedef struct
{
  int status;
  char *content_type; /* NULL: no body */
  GBytes *body;
  GPtrArray *headers; /* char *: name, value, name, value, … */
} StippleResponse;

StippleResponse *stipple_response_new (int status);
void stipple_response_free (StippleResponse *self);
void stipple_response_set_body (StippleResponse *self, const char *content_type, GBytes *body);
void stipple_response_add_header (StippleResponse *self, const char *name, const char *value);
/* Takes @json. The type is application/json, or FHIR's for stipple_response_new_fhir(). */
StippleResponse *stipple_response_new_json (int status, json_t *json);
StippleResponse *stipple_response_new_fhir (int status, json_t *json);
/* problem+json (RFC 9457) with one more member, @extra, taken; @name NULL for none. */
StippleResponse *stipple_response_new_problem (int status, const char *detail, const char *name,
                                               json_t *extra);
/* The same of a type of its own: one of those of wire/api.h. */
StippleResponse *stipple_response_new_problem_of (const char *type, int status, const char *detail,
                                                  const char *name, json_t *extra);
/* @detail: one sentence; nothing a client typed. An OperationOutcome when @request is under /fhir,
 * problem+json otherwise; @expression (may be NULL) is the FHIRPath of the fault. */
StippleResponse *stipple_response_new_error (const StippleRequest *request, int status,
                                             const char *detail, const char *expression);
/* The same, the status chosen from the error's code; faults of the disk are logged and not told. */
StippleResponse *stipple_response_new_gerror (const StippleRequest *request, const GError *error);
StippleResponse *stipple_response_new_throttled (const StippleRequest *request, gint64 wait_us);
/* "OK", "Not Found", … of RFC 9110. */
const char *stipple_status_phrase (int status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleRequest, stipple_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleResponse, stipple_response_free)

G_END_DECLS
