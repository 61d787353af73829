// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jansson.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * StippleRefusal: why an intake was refused, as a kind and what belongs to it, so that whoever shows it words it in their
 * own language. Everything of it may hold a server's words, so it is sealed wherever it is kept.
 */
typedef enum
{
  STIPPLE_REFUSAL_INVALID,   /* 400, 422: a rule is broken; `expression` says where */
  STIPPLE_REFUSAL_CONFLICT,  /* 409, 412: the hub has it with other content */
  STIPPLE_REFUSAL_GONE,      /* 410: it was deleted at the hub */
  STIPPLE_REFUSAL_TOO_LARGE, /* 413 */
  STIPPLE_REFUSAL_UNKNOWN,   /* 404: what it refers to is not at the hub */
  STIPPLE_REFUSAL_DAMAGED,   /* the kiosk cannot read its own record: never sent */
  STIPPLE_N_REFUSALS
} StippleRefusalKind;

/* Longer words of a server are cut: a screen's worth. In characters. */
#define STIPPLE_REFUSAL_DIAGNOSTICS_MAX 300
#define STIPPLE_REFUSAL_EXPRESSION_MAX 200
#define STIPPLE_REFUSAL_ISSUE_MAX 64

typedef struct
{
  StippleRefusalKind kind;
  int status;        /* of HTTP; 0: nothing was sent */
  char *issue;       /* IssueType of the OperationOutcome; NULL: none */
  char *expression;  /* FHIRPath in a bundle of this intake alone; NULL: none */
  char *diagnostics; /* the server's own words; NULL: none */
} StippleRefusal;

StippleRefusal *stipple_refusal_new (StippleRefusalKind kind, int status);
/* Of an answer's @status with its OperationOutcome (may be NULL). */
StippleRefusal *stipple_refusal_new_from_outcome (int status, const json_t *outcome);
StippleRefusal *stipple_refusal_copy (const StippleRefusal *self);
void stipple_refusal_free (StippleRefusal *self);

/* {"kind", "status", "issue"?, "expression"?, "diagnostics"?}. Transfer full. */
json_t *stipple_refusal_to_json (const StippleRefusal *self);
/* INVALID: another shape, or beyond the lengths above. */
StippleRefusal *stipple_refusal_from_json (const json_t *json, GError **error);

/* What happened, in this thread's language: "The hub already holds this intake with other content." */
const char *stipple_refusal_title (const StippleRefusal *self);
/* The same, then the server's words and the place. Transfer full. */
char *stipple_refusal_describe (const StippleRefusal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleRefusal, stipple_refusal_free)

G_END_DECLS
