// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "core/intake.h"
#include "fixture.h"

typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleSession *session;
  guint n_heard;
} Fixture;

static void
on_notify (Fixture *f)
{
  f->n_heard++;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->clock = fixture_clock_new ();
  f->session = stipple_session_new (f->pack, f->clock, "en");
  g_signal_connect_swapped (f->session, "notify::understanding", G_CALLBACK (on_notify), f);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_assert_finalize_object (f->session);
  stipple_clock_unref (f->clock);
  stipple_pack_unref (f->pack);
}

static const StippleUnderstood *
find (Fixture *f, const char *id)
{
  return stipple_understanding_find (stipple_session_get_understanding (f->session), id);
}

static guint
count_missed (Fixture *f)
{
  return stipple_understanding_get_n_missed (stipple_session_get_understanding (f->session));
}

static void
test_nothing_yet (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find (f, "washing"));
  g_assert_cmpuint (count_missed (f), ==, 0);
  g_assert_false (stipple_session_is_touched (f->session));
  g_assert_false (stipple_session_check_field (f->session, "understanding", &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_right (Fixture *f, gconstpointer unused)
{
  stipple_session_set_choice (f->session, "washing", "two");
  g_assert_cmpstr (find (f, "washing")->choice, ==, "two");
  g_assert_false (find (f, "washing")->missed);
  g_assert_true (stipple_session_is_touched (f->session));
  g_assert_cmpuint (f->n_heard, ==, 1);
}

/* Corrected answers are welcome; what was missed stays known. */
static void
test_first_answer_counts (Fixture *f, gconstpointer unused)
{
  stipple_session_set_choice (f->session, "washing", "one");
  g_assert_true (find (f, "washing")->missed);
  stipple_session_set_choice (f->session, "washing", "two");
  g_assert_cmpstr (find (f, "washing")->choice, ==, "two");
  g_assert_true (find (f, "washing")->missed);
  stipple_session_set_choice (f->session, "sun", "three");
  stipple_session_set_choice (f->session, "sun", "one");
  g_assert_false (find (f, "sun")->missed);
  g_assert_cmpuint (count_missed (f), ==, 1);
  g_assert_true (stipple_session_check_field (f->session, "understanding", NULL));
}

static void
test_same_again (Fixture *f, gconstpointer unused)
{
  stipple_session_set_choice (f->session, "sun", "one");
  stipple_session_set_choice (f->session, "sun", "one");
  g_assert_cmpuint (f->n_heard, ==, 1);
  stipple_session_set_language (f->session, "fr-CA");
  g_assert_cmpstr (find (f, "sun")->choice, ==, "one");
}

static void
test_no_such_choice (Fixture *f, gconstpointer unused)
{
  static const char *const wrong[][2] = { { "washing", "four" }, { "moon", "one" } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*chosen != NULL*");
      stipple_session_set_choice (f->session, wrong[i][0], wrong[i][1]);
      g_test_assert_expected_messages ();
    }
  g_assert_cmpuint (f->n_heard, ==, 0);
}

static void
test_property (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleUnderstanding) copy = NULL;

  stipple_session_set_choice (f->session, "sun", "one");
  g_object_get (f->session, "understanding", &copy, NULL);
  g_assert_true (
      stipple_understanding_equal (copy, stipple_session_get_understanding (f->session)));
  stipple_session_set_choice (f->session, "sun", "two");
  g_assert_false (
      stipple_understanding_equal (copy, stipple_session_get_understanding (f->session)));
}

/* The intake tells what was asked, in the pack's order, and what was missed: not what was chosen. */
static void
test_intake (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleIds) ids = stipple_ids_new_seeded (1);
  g_autoptr (StippleIntake) intake = NULL;
  g_autoptr (GError) error = NULL;

  stipple_session_set_choice (f->session, "sun", "two");
  fixture_complete (f->session);
  intake = stipple_intake_new_from_session (f->session, ids, "7K4Q2M", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stipple_understanding_get_n (intake->understanding), ==, 2);
  g_assert_cmpstr (stipple_understanding_get_nth (intake->understanding, 0)->id, ==, "washing");
  g_assert_false (stipple_understanding_get_nth (intake->understanding, 0)->missed);
  g_assert_cmpstr (stipple_understanding_get_nth (intake->understanding, 1)->id, ==, "sun");
  g_assert_true (stipple_understanding_get_nth (intake->understanding, 1)->missed);
  for (guint i = 0; i < 2; i++)
    g_assert_null (stipple_understanding_get_nth (intake->understanding, i)->choice);
}

static void
test_equal (void)
{
  g_autoptr (StippleUnderstanding) a = stipple_understanding_new ();
  g_autoptr (StippleUnderstanding) b = stipple_understanding_new ();
  g_autoptr (StippleUnderstanding) c = NULL;

  g_assert_true (stipple_understanding_equal (a, b));
  g_assert_true (stipple_understanding_set (a, "washing", NULL, TRUE));
  g_assert_false (stipple_understanding_equal (a, b));
  stipple_understanding_set (b, "washing", NULL, FALSE);
  g_assert_false (stipple_understanding_equal (a, b));
  c = stipple_understanding_copy (a);
  g_assert_true (stipple_understanding_equal (a, c));
  g_assert_true (stipple_understanding_set (c, "washing", "two", FALSE));
  g_assert_false (stipple_understanding_equal (a, c));
  g_assert_cmpuint (stipple_understanding_get_n_missed (c), ==, 1);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/understanding/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("nothing-yet", test_nothing_yet);
  ADD ("right", test_right);
  ADD ("first-answer-counts", test_first_answer_counts);
  ADD ("same-again", test_same_again);
  ADD ("no-such-choice", test_no_such_choice);
  ADD ("property", test_property);
  ADD ("intake", test_intake);
  g_test_add_func ("/understanding/equal", test_equal);

  return g_test_run ();
}
