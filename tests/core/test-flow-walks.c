// SPDX-License-Identifier: GPL-3.0-or-later
/* Random walks through visits: whatever is touched in whatever order, nothing said is lost, nobody
 * stands where they must not, and what is announced is what happens. Each walk has its own seed, so
 * that a failure can be repeated. */
#include "core/flow.h"

#include "core/error.h"
#include "fixture.h"

#include <string.h>

#define N_STEPS 11
#define RESULT 6
#define CONSENT 9
#define THANKS 10
#define N_MOVES 5000

/* The steps, and what each needs before one may pass it. */
static const struct
{
  const char *id;
  const char *needs[7];
} steps[N_STEPS] = {
  { "learn" },
  { "comfort" },
  { "aftercare" },
  { "understanding", { "understanding" } },
  { "look" },
  { "health", { "replies" } },
  { "result", { "result" } },
  { "wishes", { "numbing", "medication", "scars", "wishes-note" } },
  { "details", { "first-name", "last-name", "birth-date", "mobile", "email", "contact" } },
  { "consent", { "consent-given", "signature" } },
  { "thanks" },
};
/* Every entry with values of all kinds: none, good and bad. The first good one helps a walk on. */
#define N_VALUES 4
static const struct
{
  const char *name;
  const char *values[N_VALUES];
} texts[] = {
  { "first-name", { "Sam", "", "  ", "Ж" } },
  { "last-name", { "Sample", "", "\n", "de la Sample" } },
  { "mobile", { "416 555 0142", "", "1", "+1 (416) 555-0142" } },
  { "email", { "", "sam@mail.example", "sam", "  " } },
  { "medication", { "", "something", "  ", "x" } },
  { "scars", { "", "one", "two", "x" } },
  { "wishes-note", { "", "one", "two", "x" } },
};
static const struct
{
  const char *name;
  int values[N_VALUES];
} numbers[] = {
  { "birth-year", { 1980, 0, 2027, 1899 } },
  { "birth-month", { 2, 0, 13, 12 } },
  { "birth-day", { 29, 0, 32, 1 } },
  { "contact",
    { STIPPLE_CONTACT_TEXT, STIPPLE_CONTACT_NONE, STIPPLE_CONTACT_EMAIL, STIPPLE_CONTACT_CALL } },
  { "numbing",
    { STIPPLE_NUMBING_NO, STIPPLE_NUMBING_NONE, STIPPLE_NUMBING_YES, STIPPLE_NUMBING_UNSURE } },
};
#define N_QUESTIONS 2
static const char *const questions[N_QUESTIONS] = { "washing", "sun" };
static const char *const choices[] = { "one", "two", "three" };
static const char *const areas[] = { "crown", "hairline", "scars" };

/* What was said, kept apart from the session. */
typedef struct
{
  const char *choices[N_QUESTIONS];
  StippleAnswer answers[FIXTURE_N_CONTRAINDICATIONS];
  gboolean ongoing[FIXTURE_N_CONTRAINDICATIONS];
  guint32 until[FIXTURE_N_CONTRAINDICATIONS]; /* day number, 0 for none */
  const char *texts[G_N_ELEMENTS (texts)];
  int numbers[G_N_ELEMENTS (numbers)];
  gboolean areas[G_N_ELEMENTS (areas)];
  gboolean consent;
  gboolean signature;
  const char *language;
} Said;

/* What a view would show of the flow. */
typedef struct
{
  StippleStep *current;
  gboolean can_go_back;
  gboolean can_go_next;
  gboolean can_finish;
} Shown;

typedef struct
{
  GRand *rand;
  StipplePack *pack;
  StippleClock *clock;
  StippleIds *ids;
  StippleSession *session;
  StippleFlow *flow;
  Said said;
  GHashTable *notified; /* property name → how often, in this move */
  guint visits[N_STEPS];
} Walk;

static void
on_notify (Walk *w, GParamSpec *pspec)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (w->notified, pspec->name));

  g_hash_table_insert (w->notified, (gpointer) pspec->name, GUINT_TO_POINTER (n + 1));
}

static void
begin_visit (Walk *w)
{
  memset (&w->said, 0, sizeof w->said);
  w->said.language = "en";
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    w->said.texts[i] = "";
  w->session = stipple_session_new (w->pack, w->clock, "en");
  w->flow = stipple_flow_new (w->session);
  g_signal_connect_swapped (w->session, "notify", G_CALLBACK (on_notify), w);
  g_signal_connect_swapped (w->flow, "notify", G_CALLBACK (on_notify), w);
}

static void
end_visit (Walk *w)
{
  g_assert_finalize_object (w->flow);
  g_assert_finalize_object (w->session);
}

static guint
pick (Walk *w, guint n)
{
  return (guint) g_rand_int_range (w->rand, 0, (int) n);
}

static const StippleContraindication *
rule_at (Walk *w, guint index)
{
  return g_ptr_array_index (w->pack->contraindications, index);
}

/* Of a session's property, and of the flow's: announced once when changed, else not at all. */
static void
assert_notified (Walk *w, const char *name, gboolean changed)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (w->notified, name));

  if (n != (changed ? 1 : 0))
    g_error ("“%s” was notified %u times, changed: %d", name, n, changed);
}

/* --- Moves. Each also writes down what was said. --- */

static void
move_choice (Walk *w, guint i, guint choice)
{
  const gboolean changed = g_strcmp0 (w->said.choices[i], choices[choice]) != 0;

  stipple_session_set_choice (w->session, questions[i], choices[choice]);
  w->said.choices[i] = choices[choice];
  assert_notified (w, "understanding", changed);
}

static void
move_answer (Walk *w, guint i, StippleAnswer answer)
{
  const gboolean changed = w->said.answers[i] != answer;

  stipple_session_set_reply (w->session, rule_at (w, i)->id, answer);
  w->said.answers[i] = answer;
  if (answer != STIPPLE_ANSWER_YES)
    {
      w->said.ongoing[i] = FALSE;
      w->said.until[i] = 0;
    }
  assert_notified (w, "replies", changed);
}

static void
move_follow_up (Walk *w, guint i, gboolean ongoing, guint32 day)
{
  gboolean changed;
  GDate until;

  g_date_clear (&until, 1);
  if (day != 0)
    g_date_set_julian (&until, day);
  stipple_session_set_follow_up (w->session, rule_at (w, i)->id, ongoing, &until);

  if (ongoing)
    day = 0;
  changed = w->said.answers[i] == STIPPLE_ANSWER_YES
            && (w->said.ongoing[i] != ongoing || w->said.until[i] != day);
  if (changed)
    {
      w->said.ongoing[i] = ongoing;
      w->said.until[i] = day;
    }
  assert_notified (w, "replies", changed);
}

static void
move_text (Walk *w, guint i, guint value)
{
  const gboolean changed = strcmp (w->said.texts[i], texts[i].values[value]) != 0;

  g_object_set (w->session, texts[i].name, texts[i].values[value], NULL);
  w->said.texts[i] = texts[i].values[value];
  assert_notified (w, texts[i].name, changed);
}

static void
move_number (Walk *w, guint i, guint value)
{
  const gboolean changed = w->said.numbers[i] != numbers[i].values[value];

  g_object_set (w->session, numbers[i].name, numbers[i].values[value], NULL);
  w->said.numbers[i] = numbers[i].values[value];
  assert_notified (w, numbers[i].name, changed);
}

static void
move_area (Walk *w)
{
  const guint i = pick (w, G_N_ELEMENTS (areas));
  const gboolean chosen = g_rand_boolean (w->rand);
  const gboolean changed = w->said.areas[i] != chosen;

  stipple_session_set_area (w->session, areas[i], chosen);
  w->said.areas[i] = chosen;
  assert_notified (w, "areas", changed);
}

static void
move_consent (Walk *w, gboolean given)
{
  const gboolean changed = w->said.consent != given;

  g_object_set (w->session, "consent-given", given, NULL);
  w->said.consent = given;
  assert_notified (w, "consent-given", changed);
}

static void
move_signature (Walk *w, gboolean sign)
{
  g_autoptr (StippleStrokes) drawn = fixture_signature_new ();
  const gboolean changed = w->said.signature != sign;

  stipple_session_set_signature (w->session, sign ? drawn : NULL);
  w->said.signature = sign;
  assert_notified (w, "signature", changed);
}

static void
move_language (Walk *w)
{
  const char *language = g_rand_boolean (w->rand) ? "fr-CA" : "en";
  const gboolean changed = strcmp (w->said.language, language) != 0;

  stipple_session_set_language (w->session, language);
  w->said.language = language;
  assert_notified (w, "language", changed);
}

static gboolean
help_answer (Walk *w)
{
  for (guint i = 0; i < N_QUESTIONS; i++)
    if (w->said.choices[i] == NULL)
      {
        move_choice (w, i, pick (w, G_N_ELEMENTS (choices)));
        return TRUE;
      }
  for (guint i = 0; i < FIXTURE_N_CONTRAINDICATIONS; i++)
    {
      if (w->said.answers[i] == STIPPLE_ANSWER_NONE)
        {
          move_answer (w, i, STIPPLE_ANSWER_NO);
          return TRUE;
        }
      if (w->said.answers[i] == STIPPLE_ANSWER_YES && !w->said.ongoing[i] && w->said.until[i] == 0
          && rule_at (w, i)->asks_until)
        {
          move_follow_up (w, i, TRUE, 0);
          return TRUE;
        }
    }
  return FALSE;
}

/* The next entry filled in well: a walk must get somewhere. */
static void
move_help (Walk *w)
{
  if (help_answer (w) || stipple_flow_get_position (w->flow) < RESULT)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (w->said.texts[i], texts[i].values[0]) != 0)
      {
        move_text (w, i, 0);
        return;
      }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (w->said.numbers[i] != numbers[i].values[0])
      {
        move_number (w, i, 0);
        return;
      }
  if (!w->said.consent)
    move_consent (w, TRUE);
  else
    move_signature (w, TRUE);
}

static void
move_next (Walk *w)
{
  g_autoptr (GError) error = NULL;
  const gboolean promised = stipple_flow_get_can_go_next (w->flow);
  const guint position = stipple_flow_get_position (w->flow);

  g_assert_cmpint (stipple_flow_go_next (w->flow, &error), ==, promised);
  g_assert_cmpint (error == NULL, ==, promised);
  g_assert_cmpuint (stipple_flow_get_position (w->flow), ==, position + (promised ? 1 : 0));
}

static void
move_back (Walk *w)
{
  const gboolean promised = stipple_flow_get_can_go_back (w->flow);
  const guint position = stipple_flow_get_position (w->flow);

  g_assert_cmpint (stipple_flow_go_back (w->flow), ==, promised);
  g_assert_cmpuint (stipple_flow_get_position (w->flow), ==, position - (promised ? 1 : 0));
}

static gboolean
may_go_to (Walk *w, guint target)
{
  const guint position = stipple_flow_get_position (w->flow);

  if (target >= THANKS || position == THANKS)
    return FALSE;
  for (guint i = 0; position < target && i < target; i++)
    for (const char *const *field = steps[i].needs; *field != NULL; field++)
      if (!stipple_session_check_field (w->session, *field, NULL))
        return FALSE;
  return TRUE;
}

static void
move_go_to (Walk *w)
{
  g_autoptr (GError) error = NULL;
  const guint position = stipple_flow_get_position (w->flow);
  const guint target = pick (w, N_STEPS + 1);
  const char *id = target < N_STEPS ? steps[target].id : "nowhere";

  const gboolean expected = may_go_to (w, target);

  g_assert_cmpint (stipple_flow_go_to (w->flow, id, &error), ==, expected);
  g_assert_cmpint (error == NULL, ==, expected);
  g_assert_cmpuint (stipple_flow_get_position (w->flow), ==, expected ? target : position);
}

static void
move_finish (Walk *w)
{
  const gboolean promised = stipple_flow_get_can_finish (w->flow);

  g_assert_cmpint (promised, ==,
                   stipple_flow_is_ready (w->flow, NULL)
                       && stipple_flow_get_position (w->flow) == CONSENT);
  if (promised)
    stipple_flow_finish (w->flow);
}

static void
move (Walk *w)
{
  switch (pick (w, 25))
    {
    case 0 ... 5:
      move_next (w);
      break;
    case 6:
      move_back (w);
      break;
    case 7:
      move_go_to (w);
      break;
    case 8 ... 9:
      move_answer (w, pick (w, FIXTURE_N_CONTRAINDICATIONS), (StippleAnswer) pick (w, 4));
      break;
    case 10:
      move_follow_up (w, pick (w, FIXTURE_N_CONTRAINDICATIONS), pick (w, 3) == 0,
                      pick (w, 2) * (739000 + pick (w, 2000)));
      break;
    case 11:
      move_text (w, pick (w, G_N_ELEMENTS (texts)), pick (w, N_VALUES));
      break;
    case 12:
      move_number (w, pick (w, G_N_ELEMENTS (numbers)), pick (w, N_VALUES));
      break;
    case 13:
      move_area (w);
      break;
    case 14:
      move_consent (w, g_rand_boolean (w->rand));
      break;
    case 15:
      move_signature (w, g_rand_boolean (w->rand));
      break;
    case 16:
      move_language (w);
      break;
    case 17 ... 21:
      move_help (w);
      break;
    case 22:
      move_choice (w, pick (w, N_QUESTIONS), pick (w, G_N_ELEMENTS (choices)));
      break;
    default:
      move_finish (w);
    }
}

/* --- What holds after every move --- */

static void
assert_nothing_lost (Walk *w)
{
  const StippleReplies *replies = stipple_session_get_replies (w->session);
  guint n_answered = 0;

  for (guint i = 0; i < FIXTURE_N_CONTRAINDICATIONS; i++)
    {
      const StippleReply *reply = stipple_replies_get (replies, rule_at (w, i)->id);

      n_answered += w->said.answers[i] != STIPPLE_ANSWER_NONE;
      g_assert_cmpint (reply->answer, ==, w->said.answers[i]);
      g_assert_cmpint (reply->ongoing, ==, w->said.ongoing[i]);
      g_assert_cmpuint (g_date_valid (&reply->until) ? g_date_get_julian (&reply->until) : 0, ==,
                        w->said.until[i]);
    }
  g_assert_cmpuint (stipple_session_get_n_answered (w->session), ==, n_answered);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (w->session, texts[i].name, &text, NULL);
      g_assert_cmpstr (text, ==, w->said.texts[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      int number = -1;

      g_object_get (w->session, numbers[i].name, &number, NULL);
      g_assert_cmpint (number, ==, w->said.numbers[i]);
    }
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      const StippleUnderstood *one =
          stipple_understanding_find (stipple_session_get_understanding (w->session), questions[i]);

      g_assert_cmpstr (one != NULL ? one->choice : NULL, ==, w->said.choices[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    g_assert_cmpint (stipple_session_has_area (w->session, areas[i]), ==, w->said.areas[i]);
  g_assert_cmpint (stipple_session_get_consent_given (w->session), ==, w->said.consent);
  g_assert_cmpint (stipple_session_get_signature (w->session) != NULL, ==, w->said.signature);
  g_assert_cmpstr (stipple_session_get_language (w->session), ==, w->said.language);
}

static void
assert_place (Walk *w)
{
  const guint position = stipple_flow_get_position (w->flow);
  StippleEligibility *result = stipple_session_get_result (w->session);
  g_autoptr (StippleEligibility) fresh = NULL;
  GDate today;

  g_assert_cmpuint (position, <, N_STEPS);
  g_assert_cmpstr (stipple_step_get_id (stipple_flow_get_current (w->flow)), ==,
                   steps[position].id);
  if (position >= RESULT && position < THANKS) /* a finished visit is only looked at */
    g_assert_nonnull (result);
  if (result == NULL)
    return;

  stipple_clock_today (w->clock, &today);
  fresh = stipple_eligibility_evaluate (w->pack, stipple_session_get_replies (w->session), &today,
                                        NULL);
  g_assert_nonnull (fresh); /* everything is answered */
  g_assert_true (stipple_eligibility_equal (result, fresh));
}

/* Ready means that an intake can be made, and nothing else does. */
static void
assert_ready (Walk *w)
{
  g_autoptr (StippleIntake) intake = NULL;

  if (stipple_flow_get_position (w->flow) == THANKS)
    return;
  intake = stipple_intake_new_from_session (w->session, w->ids, "7K4Q2M", NULL);
  g_assert_cmpint (stipple_flow_is_ready (w->flow, NULL), ==, intake != NULL);
}

static Shown
read_shown (Walk *w)
{
  return (Shown){ stipple_flow_get_current (w->flow), stipple_flow_get_can_go_back (w->flow),
                  stipple_flow_get_can_go_next (w->flow), stipple_flow_get_can_finish (w->flow) };
}

static void
assert_shown (Walk *w, const Shown *before)
{
  const Shown after = read_shown (w);

  assert_notified (w, "current", before->current != after.current);
  assert_notified (w, "can-go-back", before->can_go_back != after.can_go_back);
  assert_notified (w, "can-go-next", before->can_go_next != after.can_go_next);
  assert_notified (w, "can-finish", before->can_finish != after.can_finish);
}

static void
one_move (Walk *w)
{
  const gboolean had_result = stipple_session_get_result (w->session) != NULL;
  const Shown before = read_shown (w);

  g_hash_table_remove_all (w->notified);
  move (w);
  assert_shown (w, &before);
  if (had_result != (stipple_session_get_result (w->session) != NULL))
    assert_notified (w, "result", TRUE);
  assert_nothing_lost (w);
  assert_place (w);
  assert_ready (w);
}

static void
test_walk (gconstpointer seed)
{
  Walk w = { 0 };

  w.rand = g_rand_new_with_seed (GPOINTER_TO_UINT (seed));
  w.pack = fixture_pack_new ();
  w.clock = fixture_clock_new ();
  w.ids = stipple_ids_new_seeded (1);
  w.notified = g_hash_table_new (g_str_hash, g_str_equal);
  begin_visit (&w);
  for (guint i = 0; i < N_MOVES; i++)
    {
      one_move (&w);
      w.visits[stipple_flow_get_position (w.flow)]++;
      if (stipple_flow_get_position (w.flow) == THANKS && g_rand_boolean (w.rand))
        {
          end_visit (&w);
          begin_visit (&w);
        }
    }
  end_visit (&w);

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_test_message ("%s: %u", steps[i].id, w.visits[i]);
      g_assert_cmpuint (w.visits[i], >, 10); /* the walk came everywhere */
    }
  g_hash_table_unref (w.notified);
  stipple_ids_unref (w.ids);
  stipple_clock_unref (w.clock);
  stipple_pack_unref (w.pack);
  g_rand_free (w.rand);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/flow-walks/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_walk);
    }

  return g_test_run ();
}
