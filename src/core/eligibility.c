// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _StippleReplies
{
  GPtrArray *entries; /* StippleReply, answered ones only */
};

G_DEFINE_BOXED_TYPE (StippleReplies, stipple_replies, stipple_replies_copy, stipple_replies_free)
G_DEFINE_BOXED_TYPE (StippleEligibility, stipple_eligibility, stipple_eligibility_ref,
                     stipple_eligibility_unref)

static const char *const answer_words[] = {
  [STIPPLE_ANSWER_NO] = "no", [STIPPLE_ANSWER_YES] = "yes", [STIPPLE_ANSWER_UNSURE] = "unsure"
};

const char *
stipple_answer_to_string (StippleAnswer answer)
{
  return answer_words[answer];
}

StippleAnswer
stipple_answer_from_string (const char *text)
{
  for (StippleAnswer answer = STIPPLE_ANSWER_NO; answer <= STIPPLE_ANSWER_UNSURE; answer++)
    if (strcmp (answer_words[answer], text) == 0)
      return answer;
  return STIPPLE_ANSWER_NONE;
}

static void
reply_free (StippleReply *reply)
{
  g_free (reply->id);
  explicit_bzero (reply, sizeof *reply);
  g_free (reply);
}

static gboolean
dates_equal (const GDate *a, const GDate *b)
{
  if (!g_date_valid (a) || !g_date_valid (b))
    return g_date_valid (a) == g_date_valid (b);
  return g_date_compare (a, b) == 0;
}

StippleReplies *
stipple_replies_new (void)
{
  StippleReplies *self = g_new0 (StippleReplies, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) reply_free);
  return self;
}

StippleReplies *
stipple_replies_copy (const StippleReplies *self)
{
  StippleReplies *copy = stipple_replies_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      const StippleReply *reply = g_ptr_array_index (self->entries, i);
      StippleReply *other = g_memdup2 (reply, sizeof *reply);

      other->id = g_strdup (reply->id);
      g_ptr_array_add (copy->entries, other);
    }
  return copy;
}

void
stipple_replies_free (StippleReplies *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

guint
stipple_replies_get_n (const StippleReplies *self)
{
  return self->entries->len;
}

const StippleReply *
stipple_replies_get_nth (const StippleReplies *self, guint index)
{
  g_return_val_if_fail (index < self->entries->len, NULL);

  return g_ptr_array_index (self->entries, index);
}

static StippleReply *
find_reply (const StippleReplies *self, const char *id, guint *index)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      StippleReply *reply = g_ptr_array_index (self->entries, i);

      if (strcmp (reply->id, id) == 0)
        {
          if (index != NULL)
            *index = i;
          return reply;
        }
    }
  return NULL;
}

const StippleReply *
stipple_replies_get (const StippleReplies *self, const char *id)
{
  static const StippleReply unanswered = { .id = (char *) "" };
  const StippleReply *reply = find_reply (self, id, NULL);

  return reply != NULL ? reply : &unanswered;
}

void
stipple_replies_set (StippleReplies *self, const char *id, StippleAnswer answer)
{
  guint index;
  StippleReply *reply = find_reply (self, id, &index);

  if (answer == STIPPLE_ANSWER_NONE)
    {
      if (reply != NULL)
        g_ptr_array_remove_index (self->entries, index);
      return;
    }

  if (reply == NULL)
    {
      reply = g_new0 (StippleReply, 1);
      reply->id = g_strdup (id);
      g_ptr_array_add (self->entries, reply);
    }
  reply->answer = answer;
  if (answer != STIPPLE_ANSWER_YES)
    {
      reply->ongoing = FALSE;
      g_date_clear (&reply->until, 1);
    }
}

void
stipple_replies_set_follow_up (StippleReplies *self, const char *id, gboolean ongoing,
                               const GDate *until)
{
  StippleReply *reply = find_reply (self, id, NULL);

  if (reply == NULL || reply->answer != STIPPLE_ANSWER_YES)
    return;

  reply->ongoing = ongoing;
  if (!ongoing && until != NULL && g_date_valid (until))
    reply->until = *until;
  else
    g_date_clear (&reply->until, 1);
}

gboolean
stipple_replies_equal (const StippleReplies *a, const StippleReplies *b)
{
  if (a->entries->len != b->entries->len)
    return FALSE;

  for (guint i = 0; i < a->entries->len; i++)
    {
      const StippleReply *mine = g_ptr_array_index (a->entries, i);
      const StippleReply *theirs = stipple_replies_get (b, mine->id);

      if (mine->answer != theirs->answer || !mine->ongoing != !theirs->ongoing
          || !dates_equal (&mine->until, &theirs->until))
        return FALSE;
    }
  return TRUE;
}

gboolean
stipple_reply_is_complete (const StippleReply *reply, const StippleContraindication *rule)
{
  if (reply->answer == STIPPLE_ANSWER_NONE)
    return FALSE;
  if (reply->answer == STIPPLE_ANSWER_YES && rule->asks_until)
    return reply->ongoing || g_date_valid (&reply->until);
  return TRUE;
}

StippleReason *
stipple_reason_new (const char *id)
{
  StippleReason *self = g_new0 (StippleReason, 1);

  self->id = g_strdup (id);
  return self;
}

void
stipple_reason_free (StippleReason *self)
{
  g_free (self->id);
  explicit_bzero (self, sizeof *self);
  g_free (self);
}

/* The first day after the wait. Sums beyond what an ISO date can hold stop at its last day. */
static void
earliest_after (const GDate *until, int waiting_days, const GDate *today, GDate *earliest)
{
  GDate last;
  guint64 day;

  g_date_clear (&last, 1);
  g_date_set_dmy (&last, 31, G_DATE_DECEMBER, 9999);

  day = (guint64) g_date_get_julian (until) + (guint64) MAX (waiting_days, 0);
  day = MAX (day, (guint64) g_date_get_julian (today) + 1);
  day = MIN (day, g_date_get_julian (&last));
  g_date_set_julian (earliest, (guint32) day);
}

static StippleReason *
reason_for (const StippleContraindication *rule, const StippleReply *reply, const GDate *today)
{
  StippleReason *reason = stipple_reason_new (rule->id);

  reason->answer = reply->answer;
  reason->waiting_days = rule->waiting_days;
  if (reply->answer == STIPPLE_ANSWER_UNSURE)
    {
      reason->outcome = STIPPLE_OUTCOME_PHYSICIAN;
      return reason;
    }

  reason->outcome =
      rule->kind == STIPPLE_KIND_PERMANENT ? STIPPLE_OUTCOME_UNSUITABLE : STIPPLE_OUTCOME_WAIT;
  if (rule->asks_until)
    {
      reason->ongoing = reply->ongoing;
      reason->until = reply->until;
      if (reason->outcome == STIPPLE_OUTCOME_WAIT && !reply->ongoing)
        earliest_after (&reply->until, rule->waiting_days, today, &reason->earliest);
    }
  return reason;
}

/* One pass over the rules also finds replies the pack does not ask for: more replies than were met.
 */
static gboolean
check_replies (const StipplePack *pack, const StippleReplies *replies, GError **error)
{
  gboolean complete = TRUE;
  guint n_met = 0;

  for (guint i = 0; i < pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);
      const StippleReply *reply = stipple_replies_get (replies, rule->id);

      n_met += reply->answer != STIPPLE_ANSWER_NONE;
      complete = complete && stipple_reply_is_complete (reply, rule);
    }

  if (n_met != replies->entries->len)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("The health questions have changed. Please answer them again."));
      return FALSE;
    }
  if (!complete)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE,
                           _ ("Please answer every health question, and until when where we ask."));
      return FALSE;
    }
  return TRUE;
}

static int
by_severity (gconstpointer a, gconstpointer b)
{
  const StippleReason *first = *(const StippleReason *const *) a;
  const StippleReason *second = *(const StippleReason *const *) b;

  return (int) second->outcome - (int) first->outcome;
}

/* The latest date of the waiting reasons; none as soon as one of them has none. */
static void
latest_of (GPtrArray *reasons, GDate *latest)
{
  g_date_clear (latest, 1);
  for (guint i = 0; i < reasons->len; i++)
    {
      const StippleReason *reason = g_ptr_array_index (reasons, i);

      if (reason->outcome != STIPPLE_OUTCOME_WAIT)
        continue;
      if (!g_date_valid (&reason->earliest))
        {
          g_date_clear (latest, 1);
          return;
        }
      if (!g_date_valid (latest) || g_date_compare (&reason->earliest, latest) > 0)
        *latest = reason->earliest;
    }
}

StippleEligibility *
stipple_eligibility_evaluate (const StipplePack *pack, const StippleReplies *replies,
                              const GDate *today, GError **error)
{
  StippleOutcome outcome = STIPPLE_OUTCOME_PROCEED;
  GPtrArray *reasons;
  GDate earliest;

  g_return_val_if_fail (g_date_valid (today), NULL);

  if (!check_replies (pack, replies, error))
    return NULL;

  reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_reason_free);
  for (guint i = 0; i < pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);
      const StippleReply *reply = stipple_replies_get (replies, rule->id);

      if (reply->answer != STIPPLE_ANSWER_NO)
        g_ptr_array_add (reasons, reason_for (rule, reply, today));
    }
  g_ptr_array_sort (reasons, by_severity); /* stable: the pack's order stays within an outcome */

  g_date_clear (&earliest, 1);
  if (reasons->len > 0)
    outcome = ((const StippleReason *) g_ptr_array_index (reasons, 0))->outcome;
  if (outcome == STIPPLE_OUTCOME_WAIT)
    latest_of (reasons, &earliest);

  return stipple_eligibility_new (outcome, reasons, &earliest, pack->rules_version);
}

StippleEligibility *
stipple_eligibility_new (StippleOutcome outcome, GPtrArray *reasons, const GDate *earliest,
                         int rules_version)
{
  StippleEligibility *self = g_new0 (StippleEligibility, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->outcome = outcome;
  self->reasons = reasons;
  if (earliest != NULL && g_date_valid (earliest))
    self->earliest = *earliest;
  self->rules_version = rules_version;
  return self;
}

StippleEligibility *
stipple_eligibility_ref (StippleEligibility *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
stipple_eligibility_unref (StippleEligibility *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->reasons);
  explicit_bzero (self, sizeof *self);
  g_free (self);
}

static gboolean
reasons_equal (const StippleReason *a, const StippleReason *b)
{
  return strcmp (a->id, b->id) == 0 && a->answer == b->answer && a->outcome == b->outcome
         && !a->ongoing == !b->ongoing && dates_equal (&a->until, &b->until)
         && dates_equal (&a->earliest, &b->earliest) && a->waiting_days == b->waiting_days;
}

gboolean
stipple_eligibility_equal (const StippleEligibility *a, const StippleEligibility *b)
{
  if (a->outcome != b->outcome || a->rules_version != b->rules_version
      || !dates_equal (&a->earliest, &b->earliest) || a->reasons->len != b->reasons->len)
    return FALSE;

  for (guint i = 0; i < a->reasons->len; i++)
    if (!reasons_equal (g_ptr_array_index (a->reasons, i), g_ptr_array_index (b->reasons, i)))
      return FALSE;
  return TRUE;
}
