// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility.h"

#include "core/error.h"
#include "fixture.h"

#include <string.h>

/*
 * The rules once more, independently of the pack and of the code: as sets. The twelve are in the
 * order of the facts; a bit stands for each.
 */
static const char *const conditions[] = {
  "blood-clots", "infectious-disease", "epilepsy",      "diabetes",
  "albinism",    "heart-disease",      "liver-disease", "high-blood-pressure",
  "antibiotics", "blood-thinners",     "chemotherapy",  "under-the-influence",
};
#define N 12
#define ALL 531441 /* 3^12 */
G_STATIC_ASSERT (G_N_ELEMENTS (conditions) == N);

static const char *const never[] = { "epilepsy",           "albinism",    "diabetes",
                                     "heart-disease",      "blood-clots", "liver-disease",
                                     "high-blood-pressure" };
static const char *const later[] = { "chemotherapy", "antibiotics", "blood-thinners",
                                     "infectious-disease", "under-the-influence" };

/* What a client says of the end of each, and the first day after it; NULL: it is not asked. */
static const struct
{
  const char *id;
  const char *until;
} ends[] = {
  { "infectious-disease", "2026-12-20" }, { "antibiotics", "2026-12-12" },
  { "blood-thinners", "2027-03-01" },     { "chemotherapy", "2026-12-31" },
  { "under-the-influence", NULL },
};

static guint
bit_of (const char *id)
{
  for (guint i = 0; i < N; i++)
    if (strcmp (conditions[i], id) == 0)
      return 1u << i;
  g_assert_not_reached ();
}

static guint
set_of (const char *const *ids, gsize n)
{
  guint set = 0;

  for (gsize i = 0; i < n; i++)
    set |= bit_of (ids[i]);
  return set;
}

static guint32
day_number (const GDate *value)
{
  return g_date_valid (value) ? g_date_get_julian (value) : 0;
}

static void
assert_date (const GDate *value, const char *iso)
{
  g_autofree char *found = g_date_valid (value) ? stipple_date_format_iso (value) : NULL;

  g_assert_cmpstr (found, ==, iso);
}

typedef struct
{
  StipplePack *pack;
  StippleReplies *replies;
  GDate today;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->replies = stipple_replies_new ();
  f->today = fixture_date ("2026-12-05");
  for (guint i = 0; i < N; i++)
    stipple_replies_set (f->replies, conditions[i], STIPPLE_ANSWER_NO);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  stipple_replies_free (f->replies);
  stipple_pack_unref (f->pack);
}

static StippleEligibility *
evaluate (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  StippleEligibility *result =
      stipple_eligibility_evaluate (f->pack, f->replies, &f->today, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

/* --- All 531,441 answers --- */

typedef struct
{
  guint never, later, undated;
  GDate until[N];
  guint32 end[N]; /* day number, 0 without an end */
} Statement;

static void
state (Statement *s)
{
  memset (s, 0, sizeof *s);
  s->never = set_of (never, G_N_ELEMENTS (never));
  s->later = set_of (later, G_N_ELEMENTS (later));
  g_assert_cmpuint (s->never & s->later, ==, 0);
  g_assert_cmpuint (s->never | s->later, ==, (1u << N) - 1);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const guint at = (guint) g_bit_nth_lsf (bit_of (ends[i].id), -1);

      if (ends[i].until == NULL)
        {
          s->undated |= 1u << at;
          continue;
        }
      s->until[at] = fixture_date (ends[i].until);
      s->end[at] = g_date_get_julian (&s->until[at]);
    }
}

static StippleOutcome
stated_outcome (const Statement *s, guint yes, guint unsure)
{
  if ((yes & s->never) != 0)
    return STIPPLE_OUTCOME_UNSUITABLE;
  if (yes != 0)
    return STIPPLE_OUTCOME_WAIT;
  return unsure != 0 ? STIPPLE_OUTCOME_PHYSICIAN : STIPPLE_OUTCOME_PROCEED;
}

static guint32
stated_earliest (const Statement *s, guint yes)
{
  guint32 latest = 0;

  if ((yes & s->never) != 0 || (yes & s->undated) != 0)
    return 0;
  for (guint i = 0; i < N; i++)
    if ((yes & 1u << i) != 0)
      latest = MAX (latest, s->end[i]);
  return latest;
}

/* Takes the reasons of @set off the front, in the order of the facts. */
static guint
take_reasons (const StippleEligibility *result, guint at, guint set, StippleOutcome outcome,
              StippleAnswer answer)
{
  for (guint i = 0; i < N; i++)
    {
      const StippleReason *reason;

      if ((set & 1u << i) == 0)
        continue;
      g_assert_cmpuint (at, <, result->reasons->len);
      reason = g_ptr_array_index (result->reasons, at++);
      if (strcmp (reason->id, conditions[i]) != 0 || reason->outcome != outcome
          || reason->answer != answer)
        g_error ("reason %u is %s, not %s", at - 1, reason->id, conditions[i]);
    }
  return at;
}

static void
assert_as_stated (const Statement *s, const StippleEligibility *result, guint yes, guint unsure)
{
  guint at = 0;

  g_assert_cmpint (result->outcome, ==, stated_outcome (s, yes, unsure));
  g_assert_cmpuint (day_number (&result->earliest), ==, stated_earliest (s, yes));
  g_assert_cmpint (result->rules_version, ==, 3);
  at = take_reasons (result, at, yes & s->never, STIPPLE_OUTCOME_UNSUITABLE, STIPPLE_ANSWER_YES);
  at = take_reasons (result, at, yes & s->later, STIPPLE_OUTCOME_WAIT, STIPPLE_ANSWER_YES);
  at = take_reasons (result, at, unsure, STIPPLE_OUTCOME_PHYSICIAN, STIPPLE_ANSWER_UNSURE);
  g_assert_cmpuint (at, ==, result->reasons->len);
}

/* Count in base 3, changing only the digits that turn. */
static void
next_answers (Fixture *f, const Statement *s, guint *yes, guint *unsure)
{
  for (guint i = 0; i < N; i++)
    {
      const guint bit = 1u << i;

      if ((*yes & bit) != 0)
        {
          *yes &= ~bit;
          *unsure |= bit;
          stipple_replies_set (f->replies, conditions[i], STIPPLE_ANSWER_UNSURE);
          return;
        }
      if ((*unsure & bit) == 0)
        {
          *yes |= bit;
          stipple_replies_set (f->replies, conditions[i], STIPPLE_ANSWER_YES);
          stipple_replies_set_follow_up (f->replies, conditions[i], FALSE, &s->until[i]);
          return;
        }
      *unsure &= ~bit;
      stipple_replies_set (f->replies, conditions[i], STIPPLE_ANSWER_NO);
    }
}

static void
test_all_answers (Fixture *f, gconstpointer unused)
{
  guint yes = 0, unsure = 0, n_seen[STIPPLE_N_OUTCOMES] = { 0 };
  Statement s;

  state (&s);
  for (guint n = 0; n < ALL; n++)
    {
      g_autoptr (StippleEligibility) result = evaluate (f);

      assert_as_stated (&s, result, yes, unsure);
      n_seen[result->outcome]++;
      next_answers (f, &s, &yes, &unsure);
    }

  g_assert_cmpuint (yes | unsure, ==, 0); /* once around */
  g_assert_cmpuint (n_seen[STIPPLE_OUTCOME_PROCEED], ==, 1);
  g_assert_cmpuint (n_seen[STIPPLE_OUTCOME_PHYSICIAN], ==, 4096 - 1);
  g_assert_cmpuint (n_seen[STIPPLE_OUTCOME_WAIT], ==, (243 - 32) * 128);
  g_assert_cmpuint (n_seen[STIPPLE_OUTCOME_UNSUITABLE], ==, (2187 - 128) * 243);
}

/* Every subset of answered questions: a result for the whole set only. */
static void
test_any_unanswered (Fixture *f, gconstpointer unused)
{
  for (guint answered = 0; answered < 1u << N; answered++)
    {
      g_autoptr (StippleReplies) some = stipple_replies_new ();
      g_autoptr (StippleEligibility) result = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < N; i++)
        if ((answered & 1u << i) != 0)
          stipple_replies_set (some, conditions[i], STIPPLE_ANSWER_NO);
      result = stipple_eligibility_evaluate (f->pack, some, &f->today, &error);
      if (answered == (1u << N) - 1)
        g_assert_nonnull (result);
      else
        g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE);
    }
}

/* Follow-ups of the four that ask: dated early, dated late, ongoing or missing, in every mixture. */
static void
test_all_follow_ups (Fixture *f, gconstpointer unused)
{
  static const char *const ask[] = { "infectious-disease", "antibiotics", "blood-thinners",
                                     "chemotherapy" };
  enum
  {
    EARLY,
    LATE,
    ONGOING,
    MISSING,
    NO,
    N_WAYS
  };
  const GDate early = fixture_date ("2026-12-10"), late = fixture_date ("2027-01-15");

  for (guint n = 0; n < N_WAYS * N_WAYS * N_WAYS * N_WAYS; n++)
    {
      g_autoptr (StippleEligibility) result = NULL;
      g_autoptr (GError) error = NULL;
      guint seen = 0;

      for (guint i = 0, rest = n; i < 4; i++, rest /= N_WAYS)
        {
          const guint way = rest % N_WAYS;

          seen |= 1u << way;
          stipple_replies_set (f->replies, ask[i],
                               way == NO ? STIPPLE_ANSWER_NO : STIPPLE_ANSWER_YES);
          stipple_replies_set_follow_up (f->replies, ask[i], way == ONGOING,
                                         way == EARLY  ? &early
                                         : way == LATE ? &late
                                                       : NULL);
        }

      result = stipple_eligibility_evaluate (f->pack, f->replies, &f->today, &error);
      if ((seen & 1u << MISSING) != 0)
        {
          g_assert_null (result);
          g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE);
          continue;
        }
      g_assert_no_error (error);
      if (seen == 1u << NO)
        g_assert_cmpint (result->outcome, ==, STIPPLE_OUTCOME_PROCEED);
      else
        g_assert_cmpint (result->outcome, ==, STIPPLE_OUTCOME_WAIT);
      assert_date (&result->earliest, seen == 1u << NO || (seen & 1u << ONGOING) != 0 ? NULL
                                      : (seen & 1u << LATE) != 0                      ? "2027-01-15"
                                                                 : "2026-12-10");
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/eligibility-all/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("answers", test_all_answers);
  ADD ("unanswered", test_any_unanswered);
  ADD ("follow-ups", test_all_follow_ups);

  return g_test_run ();
}
