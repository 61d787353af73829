// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

G_BEGIN_DECLS

typedef enum
{
  STIPPLE_ANSWER_NONE, /* not answered: never counts as "no" */
  STIPPLE_ANSWER_NO,
  STIPPLE_ANSWER_YES,
  STIPPLE_ANSWER_UNSURE,
} StippleAnswer;
/* Stable words: "no", "yes", "unsure"; NULL for none. */
const char *stipple_answer_to_string (StippleAnswer answer);
StippleAnswer stipple_answer_from_string (const char *text);

/**
 * StippleReply: what a client said to one contraindication.
 * A follow-up is kept only beside a yes; `ongoing` and a valid `until` exclude each other.
 */
typedef struct
{
  char *id; /* of the contraindication */
  StippleAnswer answer;
  gboolean ongoing;
  GDate until; /* invalid (g_date_valid) when there is none */
} StippleReply;

/**
 * StippleReplies: replies by contraindication id, in the order they were first set. Only what is
 * answered is in it. A boxed value with one owner.
 */
typedef struct _StippleReplies StippleReplies;

#define STIPPLE_TYPE_REPLIES (stipple_replies_get_type ())
GType stipple_replies_get_type (void);

StippleReplies *stipple_replies_new (void);
StippleReplies *stipple_replies_copy (const StippleReplies *self);
void stipple_replies_free (StippleReplies *self);

guint stipple_replies_get_n (const StippleReplies *self);
const StippleReply *stipple_replies_get_nth (const StippleReplies *self, guint index);
/* Never NULL: an unknown id reads as an unanswered reply. Borrowed. */
const StippleReply *stipple_replies_get (const StippleReplies *self, const char *id);
/* Any answer but a yes drops the follow-up; STIPPLE_ANSWER_NONE takes the reply back. */
void stipple_replies_set (StippleReplies *self, const char *id, StippleAnswer answer);
/* Beside a yes, else nothing happens. @until NULL with !@ongoing takes the follow-up back. */
void stipple_replies_set_follow_up (StippleReplies *self, const char *id, gboolean ongoing,
                                    const GDate *until);
/* Whether both say the same, in whatever order. */
gboolean stipple_replies_equal (const StippleReplies *a, const StippleReplies *b);

/* Whether @reply is all that @rule asks for. */
gboolean stipple_reply_is_complete (const StippleReply *reply, const StippleContraindication *rule);

/**
 * StippleReason: one contraindication that bears on the result.
 */
typedef struct
{
  char *id;
  StippleAnswer answer;   /* YES or UNSURE */
  StippleOutcome outcome; /* what this one alone leads to */
  gboolean ongoing;
  GDate until;    /* invalid when none was given */
  GDate earliest; /* invalid when this one gives no date */
  int waiting_days;
} StippleReason;

/**
 * StippleEligibility: the result. Immutable, reference counted.
 */
typedef struct _StippleEligibility StippleEligibility;
struct _StippleEligibility
{
  gatomicrefcount ref_count;
  StippleOutcome outcome;
  GPtrArray *reasons; /* StippleReason, most severe first, then in the pack's order */
  GDate earliest;     /* invalid when there is none */
  int rules_version;
};

#define STIPPLE_TYPE_ELIGIBILITY (stipple_eligibility_get_type ())
GType stipple_eligibility_get_type (void);

/**
 * stipple_eligibility_evaluate: the rules of facts G, as a pure function.
 *
 * - yes to a permanent one → unsuitable; yes to a temporary one → wait; not sure to any → physician;
 *   the outcome is the most severe of all: unsuitable > wait > physician > proceed.
 * - a wait's earliest date is until + waiting days. A wait is never for today: a sum on or before
 *   @today becomes tomorrow; one beyond the year 9999, its last day. Ongoing, or a rule that does
 *   not ask for an end: no date.
 * - the result has an earliest date only when its outcome is wait and every waiting reason has
 *   one: the latest of them.
 * - anything unanswered, or a follow-up missing: STIPPLE_ERROR_INCOMPLETE and no result. Replies to
 *   ids the pack does not have: STIPPLE_ERROR_INVALID.
 */
StippleEligibility *stipple_eligibility_evaluate (const StipplePack *pack,
                                                  const StippleReplies *replies, const GDate *today,
                                                  GError **error);
StippleEligibility *stipple_eligibility_ref (StippleEligibility *self);
void stipple_eligibility_unref (StippleEligibility *self);
gboolean stipple_eligibility_equal (const StippleEligibility *a, const StippleEligibility *b);

/* Builder side, for wire's reader. @reasons transfer full. */
StippleEligibility *stipple_eligibility_new (StippleOutcome outcome, GPtrArray *reasons,
                                             const GDate *earliest, int rules_version);
StippleReason *stipple_reason_new (const char *id);
void stipple_reason_free (StippleReason *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleReplies, stipple_replies_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleEligibility, stipple_eligibility_unref)

G_END_DECLS
