// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * One HTTP exchange on libcurl, blocking: for sync's thread, the desk's threads and stipplectl, never
 * for a UI thread. TLS is always verified; redirects are never followed; plain http only to loopback.
 */
typedef struct
{
  const char *method; /* "GET", "POST", "PUT" */
  const char *url;
  const char *bearer;       /* may be NULL */
  const char *content_type; /* of the body; may be NULL */
  const void *body;
  gsize body_length;
  const char *if_none_match; /* may be NULL */
  const char *if_match;      /* may be NULL */
  const char *accept;        /* may be NULL */
  gsize max_bytes;           /* of the answer; 0: 8 MiB */
  guint total_timeout_s;     /* 0: that of the options */
} StippleHttpRequest;

typedef struct
{
  int status;
  char *content_type; /* without parameters, lower case; "" when absent */
  char *etag;         /* may be NULL */
  char *location;     /* may be NULL */
  char *content;      /* STIPPLE_HEADER_CONTENT of wire/api.h; may be NULL */
  char *next;         /* STIPPLE_HEADER_NEXT of wire/api.h; may be NULL */
  gint64 retry_after; /* seconds; -1 when absent */
  gint64 date;        /* of the other side's clock, µs UTC in whole seconds; 0 when absent */
  GBytes *body;
} StippleHttpAnswer;

typedef struct
{
  guint connect_timeout_s; /* 5 */
  guint total_timeout_s;   /* 60 */
  guint stall_timeout_s;   /* 20 */
  char *ca_file;           /* may be NULL: the system's */
  char *pinned_key;        /* "sha256//…" as curl has it; may be NULL */
} StippleHttpOptions;

/* @typed as the base that the paths of wire/api.h are added to: checked, without white space around it or
 * slashes behind it. Transfer full. INVALID: not http or https, plain http to another machine, a user name, a
 * query or a fragment. */
char *stipple_http_base_url (const char *typed, GError **error);

typedef struct _StippleHttp StippleHttp; /* keeps the connection open; one thread at a time */

StippleHttp *stipple_http_new (const StippleHttpOptions *options); /* NULL: the defaults */
void stipple_http_free (StippleHttp *self);
/* Any whole answer is a success, whatever its status. Errors: NETWORK, TLS, TOO_LARGE, CANCELLED, INVALID
 * (a URL we refuse: what stipple_http_base_url() refuses, but for a query). @cancellable works at once, from
 * any thread. */
StippleHttpAnswer *stipple_http_perform (StippleHttp *self, const StippleHttpRequest *request,
                                         GCancellable *cancellable, GError **error);
void stipple_http_answer_free (StippleHttpAnswer *self);

/* The error to show for an answer that is not what was asked for: reads problem+json and
 * OperationOutcome for its words. Always sets @error. */
void stipple_http_answer_to_error (const StippleHttpAnswer *answer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleHttp, stipple_http_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleHttpAnswer, stipple_http_answer_free)

G_END_DECLS
