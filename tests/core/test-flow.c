// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow.h"

#include "core/error.h"
#include "fixture.h"

static const char *const step_ids[] = { "learn",   "comfort", "aftercare", "understanding",
                                        "look",    "health",  "result",    "wishes",
                                        "details", "consent", "thanks" };

typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleSession *session;
  StippleFlow *flow;
  GString *heard;
} Fixture;

static void
on_notify (GString *heard, GParamSpec *pspec)
{
  g_string_append_printf (heard, "%s ", pspec->name);
}

static void
begin (Fixture *f)
{
  f->session = stipple_session_new (f->pack, f->clock, "en");
  f->flow = stipple_flow_new (f->session);
  g_signal_connect_swapped (f->flow, "notify", G_CALLBACK (on_notify), f->heard);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->pack = fixture_pack_new ();
  f->clock = fixture_clock_new ();
  f->heard = g_string_new (NULL);
  begin (f);
}

static void
end (Fixture *f)
{
  g_assert_finalize_object (f->flow);
  g_assert_finalize_object (f->session);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  end (f);
  g_string_free (f->heard, TRUE);
  stipple_clock_unref (f->clock);
  stipple_pack_unref (f->pack);
}

static void
assert_heard (Fixture *f, const char *expected)
{
  g_assert_cmpstr (f->heard->str, ==, expected);
  g_string_truncate (f->heard, 0);
}

static void
assert_at (Fixture *f, const char *id)
{
  g_assert_cmpstr (stipple_step_get_id (stipple_flow_get_current (f->flow)), ==, id);
}

static void
next (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stipple_flow_get_can_go_next (f->flow));
  g_assert_true (stipple_flow_go_next (f->flow, &error));
  g_assert_no_error (error);
}

static void
assert_next_fails (Fixture *f, StippleError code)
{
  g_autoptr (GError) error = NULL;
  const guint position = stipple_flow_get_position (f->flow);

  g_assert_false (stipple_flow_get_can_go_next (f->flow));
  g_assert_false (stipple_flow_go_next (f->flow, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
  g_assert_cmpuint (stipple_flow_get_position (f->flow), ==, position);
}

static void
assert_go_to_fails (Fixture *f, const char *id, StippleError code)
{
  g_autoptr (GError) error = NULL;
  const guint position = stipple_flow_get_position (f->flow);

  g_assert_false (stipple_flow_go_to (f->flow, id, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
  g_assert_cmpuint (stipple_flow_get_position (f->flow), ==, position);
}

static void
go_to (Fixture *f, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stipple_flow_go_to (f->flow, id, &error));
  g_assert_no_error (error);
  assert_at (f, id);
}

static void
test_start (Fixture *f, gconstpointer unused)
{
  assert_at (f, "learn");
  g_assert_true (stipple_flow_get_session (f->flow) == f->session);
  g_assert_cmpuint (stipple_flow_get_position (f->flow), ==, 0);
  g_assert_false (stipple_flow_get_can_go_back (f->flow));
  g_assert_true (stipple_flow_get_can_go_next (f->flow));
  g_assert_false (stipple_flow_get_can_finish (f->flow));
  g_assert_false (stipple_flow_go_back (f->flow));
}

static void
test_model (Fixture *f, gconstpointer unused)
{
  GListModel *model = G_LIST_MODEL (f->flow);

  g_assert_true (g_list_model_get_item_type (model) == STIPPLE_TYPE_STEP);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, G_N_ELEMENTS (step_ids));
  for (guint i = 0; i < G_N_ELEMENTS (step_ids); i++)
    {
      g_autoptr (StippleStep) step = g_list_model_get_item (model, i);

      g_assert_cmpstr (stipple_step_get_id (step), ==, step_ids[i]);
      g_assert_cmpint (stipple_step_is_final (step), ==, i == G_N_ELEMENTS (step_ids) - 1);
    }
  g_assert_null (g_list_model_get_item (model, G_N_ELEMENTS (step_ids)));
}

/* The rule of the house: health answers never share a screen with the name; and the chapters rise. */
static void
test_model_privacy (Fixture *f, gconstpointer unused)
{
  GListModel *model = G_LIST_MODEL (f->flow);
  guint n_health = 0, n_personal = 0;
  StippleChapter chapter = STIPPLE_CHAPTER_LEARN;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (StippleStep) step = g_list_model_get_item (model, i);

      g_assert_false (stipple_step_is_health (step) && stipple_step_is_personal (step));
      n_health += stipple_step_is_health (step);
      n_personal += stipple_step_is_personal (step);
      g_assert_cmpint (stipple_step_get_chapter (step), >=, chapter);
      g_assert_cmpint (stipple_step_get_chapter (step), <=, chapter + 1);
      chapter = stipple_step_get_chapter (step);
    }
  g_assert_cmpuint (n_health, ==, 3);
  g_assert_cmpuint (n_personal, ==, 3);
  g_assert_cmpint (chapter, ==, STIPPLE_N_CHAPTERS - 1);
}

static void
test_skips_empty (Fixture *f, gconstpointer unused)
{
  end (f);
  g_ptr_array_set_size (f->pack->faq, 0);
  g_ptr_array_set_size (f->pack->aftercare, 0);
  g_ptr_array_set_size (f->pack->questions, 0);
  begin (f);
  assert_at (f, "comfort");
  next (f);
  assert_at (f, "look");
  next (f);
  assert_at (f, "health");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->flow)), ==,
                    G_N_ELEMENTS (step_ids) - 3);
  assert_go_to_fails (f, "learn", STIPPLE_ERROR_NOT_FOUND);
  assert_go_to_fails (f, "understanding", STIPPLE_ERROR_NOT_FOUND);
  fixture_complete (f->session);
  g_assert_true (stipple_flow_is_ready (f->flow, NULL));
}

/* The whole visit, field by field, as a person fills it in. */
static void
test_whole_visit (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleStrokes) signature = fixture_signature_new ();

  next (f);
  next (f);
  next (f);
  assert_at (f, "understanding");
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
  stipple_session_set_choice (f->session, "washing", "one");
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
  stipple_session_set_choice (f->session, "sun", "three");
  next (f);
  assert_at (f, "look");
  next (f);
  assert_at (f, "health");
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
  fixture_answer_all (f->session, STIPPLE_ANSWER_NO);
  next (f);
  assert_at (f, "result");
  g_assert_nonnull (stipple_session_get_result (f->session));
  next (f);
  assert_at (f, "wishes");
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
  g_object_set (f->session, "numbing", STIPPLE_NUMBING_UNSURE, NULL);
  next (f);
  assert_at (f, "details");
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
  g_object_set (f->session, "first-name", "Sam", "last-name", "Sample", "birth-year", 1980,
                "birth-month", 2, "birth-day", 29, "mobile", "4165550142", "contact",
                STIPPLE_CONTACT_CALL, NULL);
  next (f);
  assert_at (f, "consent");
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
  g_object_set (f->session, "consent-given", TRUE, NULL);
  g_assert_false (stipple_flow_is_ready (f->flow, NULL));
  stipple_session_set_signature (f->session, signature);
  assert_next_fails (f, STIPPLE_ERROR_INVALID);
  g_assert_true (stipple_flow_is_ready (f->flow, NULL));
  g_assert_true (stipple_flow_get_can_finish (f->flow));
  stipple_flow_finish (f->flow);
  assert_at (f, "thanks");
}

static void
test_no_way_back_from_thanks (Fixture *f, gconstpointer unused)
{
  fixture_complete (f->session);
  go_to (f, "consent");
  stipple_flow_finish (f->flow);
  assert_at (f, "thanks");
  g_assert_false (stipple_flow_get_can_go_back (f->flow));
  g_assert_false (stipple_flow_get_can_finish (f->flow));
  g_assert_false (stipple_flow_go_back (f->flow));
  assert_next_fails (f, STIPPLE_ERROR_INVALID);
  assert_go_to_fails (f, "learn", STIPPLE_ERROR_INVALID);
  assert_go_to_fails (f, "thanks", STIPPLE_ERROR_INVALID);
  g_assert_false (stipple_flow_is_ready (f->flow, NULL));
  stipple_session_set_reply (f->session, "diabetes", STIPPLE_ANSWER_YES);
  assert_at (f, "thanks");
}

static void
test_back_keeps_all (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleEligibility) result = NULL;

  fixture_complete (f->session);
  go_to (f, "consent");
  result = stipple_eligibility_ref (stipple_session_get_result (f->session));
  while (stipple_flow_get_can_go_back (f->flow))
    g_assert_true (stipple_flow_go_back (f->flow));
  assert_at (f, "learn");
  g_assert_true (stipple_session_check (f->session, NULL));
  g_assert_true (stipple_session_get_result (f->session) == result);
  go_to (f, "consent");
}

static void
test_go_to (Fixture *f, gconstpointer unused)
{
  go_to (f, "learn");
  assert_go_to_fails (f, "health", STIPPLE_ERROR_INCOMPLETE);
  fixture_understand_all (f->session);
  go_to (f, "health");
  go_to (f, "comfort");
  assert_go_to_fails (f, "result", STIPPLE_ERROR_INCOMPLETE);
  assert_go_to_fails (f, "details", STIPPLE_ERROR_INCOMPLETE);
  assert_go_to_fails (f, "nowhere", STIPPLE_ERROR_NOT_FOUND);
  fixture_answer_all (f->session, STIPPLE_ANSWER_NO);
  go_to (f, "result");
  g_assert_nonnull (stipple_session_get_result (f->session));
  assert_go_to_fails (f, "thanks", STIPPLE_ERROR_INCOMPLETE);
  fixture_complete (f->session);
  assert_go_to_fails (f, "thanks", STIPPLE_ERROR_INVALID);
}

/* A changed result is seen before anything that follows it. */
static void
test_changed_reply_is_shown (Fixture *f, gconstpointer unused)
{
  fixture_complete (f->session);
  go_to (f, "details");
  go_to (f, "health");
  stipple_session_set_reply (f->session, "epilepsy", STIPPLE_ANSWER_YES);
  assert_go_to_fails (f, "details", STIPPLE_ERROR_INCOMPLETE);
  next (f);
  assert_at (f, "result");
  g_assert_cmpint (stipple_session_get_result (f->session)->outcome, ==,
                   STIPPLE_OUTCOME_UNSUITABLE);
  go_to (f, "details");
}

static void
test_falls_back_without_result (Fixture *f, gconstpointer unused)
{
  static const char *const later[] = { "result", "wishes", "details", "consent" };

  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    {
      fixture_complete (f->session);
      go_to (f, later[i]);
      g_string_truncate (f->heard, 0);
      stipple_session_set_reply (f->session, "epilepsy", STIPPLE_ANSWER_UNSURE);
      assert_at (f, "health");
      assert_heard (f, i < 3 ? "current " : "current can-go-next can-finish ");
    }
}

/* A new day, a new result: going forward over the health step evaluates afresh. */
static void
test_new_day (Fixture *f, gconstpointer unused)
{
  const GDate until = fixture_date ("2026-12-05");
  const GDate next_day = fixture_date ("2026-12-07");

  fixture_understand_all (f->session);
  fixture_answer_all (f->session, STIPPLE_ANSWER_NO);
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  stipple_session_set_follow_up (f->session, "antibiotics", FALSE, &until);
  go_to (f, "result");
  go_to (f, "aftercare");
  stipple_clock_advance (f->clock, G_TIME_SPAN_DAY);
  go_to (f, "result");
  g_assert_cmpint (g_date_compare (&stipple_session_get_result (f->session)->earliest, &next_day),
                   ==, 0);
}

static void
test_wishes_texts (Fixture *f, gconstpointer name)
{
  g_autofree char *too_long = g_strnfill (STIPPLE_NOTE_MAX + 1, 'x');

  fixture_complete (f->session);
  go_to (f, "wishes");
  g_object_set (f->session, name, too_long, NULL);
  assert_next_fails (f, STIPPLE_ERROR_INVALID);
  g_object_set (f->session, name, "short", NULL);
  next (f);
}

static void
test_details_text (Fixture *f, gconstpointer name)
{
  fixture_complete (f->session);
  go_to (f, "details");
  g_object_set (f->session, name, "", NULL);
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
  assert_go_to_fails (f, "consent", STIPPLE_ERROR_INCOMPLETE);
}

static void
test_details_number (Fixture *f, gconstpointer name)
{
  fixture_complete (f->session);
  go_to (f, "details");
  g_object_set (f->session, name, 0, NULL);
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_details_email (Fixture *f, gconstpointer unused)
{
  fixture_complete (f->session);
  go_to (f, "details");
  g_object_set (f->session, "contact", STIPPLE_CONTACT_EMAIL, NULL);
  assert_next_fails (f, STIPPLE_ERROR_INCOMPLETE);
  g_object_set (f->session, "email", "sam@", NULL);
  assert_next_fails (f, STIPPLE_ERROR_INVALID);
  g_object_set (f->session, "contact", STIPPLE_CONTACT_CALL, NULL);
  assert_next_fails (f, STIPPLE_ERROR_INVALID);
  g_object_set (f->session, "email", "sam@mail.example", NULL);
  next (f);
}

static void
test_ready_anywhere (Fixture *f, gconstpointer unused)
{
  fixture_complete (f->session);
  g_assert_true (stipple_flow_is_ready (f->flow, NULL));
  g_assert_false (stipple_flow_get_can_finish (f->flow));
  go_to (f, "consent");
  g_assert_true (stipple_flow_get_can_finish (f->flow));
}

static void
test_notify (Fixture *f, gconstpointer unused)
{
  next (f);
  assert_heard (f, "current can-go-back ");
  next (f);
  assert_heard (f, "current ");
  next (f);
  assert_heard (f, "current can-go-next ");
  fixture_understand_all (f->session);
  assert_heard (f, "can-go-next ");
  next (f);
  assert_heard (f, "current ");
  next (f);
  assert_heard (f, "current can-go-next ");
  fixture_answer_all (f->session, STIPPLE_ANSWER_NO);
  assert_heard (f, "can-go-next ");
  stipple_session_set_language (f->session, "fr-CA");
  assert_heard (f, "");
  stipple_session_set_reply (f->session, "antibiotics", STIPPLE_ANSWER_YES);
  assert_heard (f, "can-go-next ");
  go_to (f, "health");
  assert_heard (f, "");
  go_to (f, "learn");
  assert_heard (f, "current can-go-back can-go-next ");
}

static void
test_properties (Fixture *f, gconstpointer unused)
{
  g_autoptr (StippleSession) session = NULL;
  g_autoptr (StippleStep) current = NULL;
  gboolean back, forward, finish;

  fixture_complete (f->session);
  go_to (f, "consent");
  g_object_get (f->flow, "session", &session, "current", &current, "can-go-back", &back,
                "can-go-next", &forward, "can-finish", &finish, NULL);
  g_assert_true (session == f->session);
  g_assert_true (current == stipple_flow_get_current (f->flow));
  g_assert_true (back);
  g_assert_false (forward);
  g_assert_true (finish);
}

/* A flow that is gone does not hear of its session any more. */
static void
test_outlived_by_session (Fixture *f, gconstpointer unused)
{
  StippleFlow *other = stipple_flow_new (f->session);

  g_assert_finalize_object (other);
  stipple_session_set_reply (f->session, "diabetes", STIPPLE_ANSWER_NO);
}

#define ADD_WITH(path, data, function)                                                             \
  g_test_add ("/flow/" path, Fixture, data, set_up, function, tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)

static void
add_completeness (void)
{
  ADD_WITH ("wishes/medication", "medication", test_wishes_texts);
  ADD_WITH ("wishes/scars", "scars", test_wishes_texts);
  ADD_WITH ("wishes/note", "wishes-note", test_wishes_texts);
  ADD_WITH ("details/first-name", "first-name", test_details_text);
  ADD_WITH ("details/last-name", "last-name", test_details_text);
  ADD_WITH ("details/mobile", "mobile", test_details_text);
  ADD_WITH ("details/birth-year", "birth-year", test_details_number);
  ADD_WITH ("details/birth-month", "birth-month", test_details_number);
  ADD_WITH ("details/birth-day", "birth-day", test_details_number);
  ADD_WITH ("details/contact", "contact", test_details_number);
  ADD ("details/email", test_details_email);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("start", test_start);
  ADD ("model", test_model);
  ADD ("model-privacy", test_model_privacy);
  ADD ("skips-empty", test_skips_empty);
  ADD ("whole-visit", test_whole_visit);
  ADD ("no-way-back-from-thanks", test_no_way_back_from_thanks);
  ADD ("back-keeps-all", test_back_keeps_all);
  ADD ("go-to", test_go_to);
  ADD ("changed-reply-is-shown", test_changed_reply_is_shown);
  ADD ("falls-back-without-result", test_falls_back_without_result);
  ADD ("new-day", test_new_day);
  add_completeness ();
  ADD ("ready-anywhere", test_ready_anywhere);
  ADD ("notify", test_notify);
  ADD ("properties", test_properties);
  ADD ("outlived-by-session", test_outlived_by_session);

  return g_test_run ();
}
