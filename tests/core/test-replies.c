// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility.h"

#include "fixture.h"

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
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->replies = stipple_replies_new ();
  for (guint i = 0; i < f->pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (f->pack->contraindications, i);

      stipple_replies_set (f->replies, rule->id, STIPPLE_ANSWER_NO);
    }
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  stipple_replies_free (f->replies);
  stipple_pack_unref (f->pack);
}

static void
say_yes_until (Fixture *f, const char *id, const char *iso)
{
  GDate until = fixture_date (iso);

  stipple_replies_set (f->replies, id, STIPPLE_ANSWER_YES);
  stipple_replies_set_follow_up (f->replies, id, FALSE, &until);
}

static void
test_replies_default (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleReplies) replies = stipple_replies_new ();
  const StippleReply *reply = stipple_replies_get (replies, "antibiotics");

  g_assert_cmpuint (stipple_replies_get_n (replies), ==, 0);
  g_assert_cmpint (reply->answer, ==, STIPPLE_ANSWER_NONE);
  g_assert_false (g_date_valid (&reply->until));
}

static void
test_replies_order (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleReplies) replies = stipple_replies_new ();

  stipple_replies_set (replies, "b", STIPPLE_ANSWER_NO);
  stipple_replies_set (replies, "a", STIPPLE_ANSWER_YES);
  stipple_replies_set (replies, "b", STIPPLE_ANSWER_UNSURE);
  g_assert_cmpuint (stipple_replies_get_n (replies), ==, 2);
  g_assert_cmpstr (stipple_replies_get_nth (replies, 0)->id, ==, "b");
  g_assert_cmpint (stipple_replies_get_nth (replies, 0)->answer, ==, STIPPLE_ANSWER_UNSURE);
  g_assert_cmpstr (stipple_replies_get_nth (replies, 1)->id, ==, "a");
}

static void
test_replies_take_back (Fixture *f, gconstpointer unused)
{
  stipple_replies_set (f->replies, "diabetes", STIPPLE_ANSWER_NONE);
  g_assert_cmpuint (stipple_replies_get_n (f->replies), ==, FIXTURE_N_CONTRAINDICATIONS - 1);
  g_assert_cmpint (stipple_replies_get (f->replies, "diabetes")->answer, ==, STIPPLE_ANSWER_NONE);
}

static void
assert_drops_follow_up (Fixture *f, StippleAnswer answer)
{
  const StippleReply *reply;

  stipple_replies_set (f->replies, "antibiotics", answer);
  stipple_replies_set (f->replies, "antibiotics", STIPPLE_ANSWER_YES);
  reply = stipple_replies_get (f->replies, "antibiotics");
  g_assert_false (reply->ongoing);
  g_assert_false (g_date_valid (&reply->until));
}

static void
test_replies_follow_up_goes_with_yes (Fixture *f, gconstpointer unused)
{
  static const StippleAnswer others[] = { STIPPLE_ANSWER_NO, STIPPLE_ANSWER_UNSURE,
                                          STIPPLE_ANSWER_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      say_yes_until (f, "antibiotics", "2026-12-12");
      assert_drops_follow_up (f, others[i]);
      stipple_replies_set_follow_up (f->replies, "antibiotics", TRUE, NULL);
      assert_drops_follow_up (f, others[i]);
    }
}

static void
test_replies_yes_again_keeps_follow_up (Fixture *f, gconstpointer unused)
{
  say_yes_until (f, "antibiotics", "2026-12-12");
  stipple_replies_set (f->replies, "antibiotics", STIPPLE_ANSWER_YES);
  assert_date (&stipple_replies_get (f->replies, "antibiotics")->until, "2026-12-12");
}

static void
test_replies_follow_up_excludes (Fixture *f, gconstpointer unused)
{
  const StippleReply *reply = stipple_replies_get (f->replies, "antibiotics");
  const GDate until = fixture_date ("2026-12-12");

  say_yes_until (f, "antibiotics", "2026-12-12");
  stipple_replies_set_follow_up (f->replies, "antibiotics", TRUE, &until);
  g_assert_true (reply->ongoing);
  g_assert_false (g_date_valid (&reply->until));
  stipple_replies_set_follow_up (f->replies, "antibiotics", FALSE, &until);
  g_assert_false (reply->ongoing);
  assert_date (&reply->until, "2026-12-12");
  stipple_replies_set_follow_up (f->replies, "antibiotics", FALSE, NULL);
  g_assert_false (g_date_valid (&reply->until));
}

static void
test_replies_follow_up_beside_no (Fixture *f, gconstpointer unused)
{
  stipple_replies_set_follow_up (f->replies, "antibiotics", TRUE, NULL);
  g_assert_false (stipple_replies_get (f->replies, "antibiotics")->ongoing);
  stipple_replies_set_follow_up (f->replies, "hiccups", TRUE, NULL);
  g_assert_cmpuint (stipple_replies_get_n (f->replies), ==, FIXTURE_N_CONTRAINDICATIONS);
}

static void
test_replies_copy (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleReplies) copy = NULL;

  say_yes_until (f, "antibiotics", "2026-12-12");
  copy = stipple_replies_copy (f->replies);
  g_assert_true (stipple_replies_equal (f->replies, copy));
  say_yes_until (f, "antibiotics", "2026-12-13");
  g_assert_false (stipple_replies_equal (f->replies, copy));
  assert_date (&stipple_replies_get (copy, "antibiotics")->until, "2026-12-12");
}

static void
test_replies_equal (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleReplies) other = stipple_replies_new ();

  g_assert_false (stipple_replies_equal (f->replies, other));
  for (guint i = stipple_replies_get_n (f->replies); i-- > 0;)
    stipple_replies_set (other, stipple_replies_get_nth (f->replies, i)->id, STIPPLE_ANSWER_NO);
  g_assert_true (stipple_replies_equal (f->replies, other));
  stipple_replies_set (other, "chemotherapy", STIPPLE_ANSWER_YES);
  g_assert_false (stipple_replies_equal (f->replies, other));
  stipple_replies_set (f->replies, "chemotherapy", STIPPLE_ANSWER_YES);
  g_assert_true (stipple_replies_equal (f->replies, other));
  stipple_replies_set_follow_up (other, "chemotherapy", TRUE, NULL);
  g_assert_false (stipple_replies_equal (f->replies, other));
}

static void
test_reply_is_complete (Fixture *f, gconstpointer unused)
{
  const StippleContraindication *asks = fixture_pack_get_rule (f->pack, "antibiotics");
  const StippleContraindication *does_not = fixture_pack_get_rule (f->pack, "diabetes");
  StippleReply reply = { .answer = STIPPLE_ANSWER_NONE };

  g_assert_false (stipple_reply_is_complete (&reply, asks));
  g_assert_false (stipple_reply_is_complete (&reply, does_not));
  reply.answer = STIPPLE_ANSWER_YES;
  g_assert_false (stipple_reply_is_complete (&reply, asks));
  g_assert_true (stipple_reply_is_complete (&reply, does_not));
  reply.ongoing = TRUE;
  g_assert_true (stipple_reply_is_complete (&reply, asks));
  reply.ongoing = FALSE;
  reply.until = fixture_date ("2026-12-12");
  g_assert_true (stipple_reply_is_complete (&reply, asks));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/replies/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("default", test_replies_default);
  ADD ("order", test_replies_order);
  ADD ("take-back", test_replies_take_back);
  ADD ("follow-up-goes-with-yes", test_replies_follow_up_goes_with_yes);
  ADD ("yes-again-keeps-follow-up", test_replies_yes_again_keeps_follow_up);
  ADD ("follow-up-excludes", test_replies_follow_up_excludes);
  ADD ("follow-up-beside-no", test_replies_follow_up_beside_no);
  ADD ("copy", test_replies_copy);
  ADD ("equal", test_replies_equal);
  ADD ("is-complete", test_reply_is_complete);

  return g_test_run ();
}
