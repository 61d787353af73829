// SPDX-License-Identifier: GPL-3.0-or-later
/* Intakes that go on at the desk. */
#include "hub-test.h"
#include "sample.h"
#include <string.h>

#define PATIENT 0
#define RESPONSE 1

static StippleIntake *
new_intake (HubTest *self)
{
  StippleIntake *intake = sample_intake (self->rand, self->pack);

  g_free (intake->code);
  intake->code = stipple_code_make (self->hub->code_key, 1, self->n_codes++);
  return intake;
}

static json_t *
new_bundle (HubTest *self, const StippleIntake *intake)
{
  g_autofree char *document = stipple_fhir_write_intake (intake, self->pack);
  const char *const documents[] = { document };
  g_autofree char *text = stipple_fhir_write_bundle (documents, 1, NULL);

  return json_loads (text, 0, NULL);
}

/* The one intake as the list has it. Transfer full. */
static json_t *
list_one (HubTest *self)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  json_t *intakes = json_object_get (answer->json, "intakes");

  g_assert_cmpuint (json_array_size (intakes), ==, 1);
  return json_incref (json_array_get (intakes, 0));
}

static void
test_listed (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = new_intake (self);
  g_autoptr (StippleJson) bundle = NULL;
  g_autoptr (StippleJson) item = NULL;
  g_autofree char *name = NULL;

  sample_leave_at_desk (self->rand, intake);
  name = stipple_intake_get_name (intake);
  bundle = new_bundle (self, intake);
  hub_post_accepted (self, bundle);
  item = list_one (self);
  g_assert_true (json_is_true (json_object_get (item, "inProgress")));
  g_assert_true (json_is_false (json_object_get (item, "mismatch")));
  g_assert_null (json_object_get (item, "outcome"));
  g_assert_null (json_object_get (item, "earliest"));
  g_assert_cmpstr (json_string_value (json_object_get (item, "name")), ==, name);
}

/* There is no consent yet. */
static void
test_not_treated (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = new_intake (self);
  g_autoptr (StippleJson) bundle = NULL;
  g_autofree char *target = g_strdup_printf ("%s/%s/state", STIPPLE_PATH_INTAKES, intake->code);
  g_autoptr (Answer) reviewed = NULL;
  g_autoptr (Answer) treated = NULL;

  sample_leave_at_desk (self->rand, intake);
  bundle = new_bundle (self, intake);
  hub_post_accepted (self, bundle);
  reviewed = hub_ask (self, "POST", target, self->reception, "{\"state\":\"reviewed\"}", NULL);
  treated = hub_ask (self, "POST", target, self->reception, "{\"state\":\"treated\"}", NULL);
  g_assert_cmpint (reviewed->status, ==, 200);
  g_assert_cmpint (treated->status, ==, 409);
}

static void
test_by_code (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = new_intake (self);
  g_autoptr (StippleJson) bundle = NULL;
  g_autofree char *target = g_strconcat (STIPPLE_PATH_INTAKES "/", intake->code, NULL);
  g_autoptr (Answer) answer = NULL;
  g_autoptr (StippleIntake) again = NULL;

  sample_leave_at_desk (self->rand, intake);
  bundle = new_bundle (self, intake);
  hub_post_accepted (self, bundle);
  answer = hub_get (self, target, self->reception);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_true (json_is_true (json_object_get (answer->json, "inProgress")));
  g_assert_null (json_object_get (answer->json, "outcome"));
  again = stipple_fhir_read_intake (json_object_get (answer->json, "patient"),
                                    json_object_get (answer->json, "response"), NULL, NULL);
  sample_assert_equal (intake, again);
}

static void
test_completed_is_not (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  g_autoptr (StippleJson) item = NULL;

  hub_post_accepted (self, bundle);
  item = list_one (self);
  g_assert_true (json_is_false (json_object_get (item, "inProgress")));
  g_assert_nonnull (json_object_get (item, "outcome"));
}

/* Many at once, as sparse as they come; sent again, each is there once. */
static void
test_twice_is_once (HubTest *self, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (StippleIntake) intake = new_intake (self);
      g_autoptr (StippleJson) bundle = NULL;

      sample_leave_at_desk (self->rand, intake);
      bundle = new_bundle (self, intake);
      hub_post_accepted (self, bundle);
      hub_post_accepted (self, bundle);
    }
  g_assert_cmpint (hub_test_count_intakes (self), ==, 20);
}

static void
test_only_with_that_status (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = new_intake (self);
  g_autoptr (StippleJson) bundle = NULL;

  sample_leave_at_desk (self->rand, intake);
  bundle = new_bundle (self, intake);
  json_object_set_new (bundle_get_resource (bundle, RESPONSE), "status", json_string ("completed"));
  hub_post_refused (self, bundle, 422, "Bundle.entry[1].resource.item");
}

/* A question that the pack does not ask is no answer that is still to come. */
static void
test_unknown_question (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = new_intake (self);
  g_autoptr (StippleJson) bundle = NULL;

  sample_leave_at_desk (self->rand, intake);
  stipple_replies_set (intake->replies, "sample-condition", STIPPLE_ANSWER_NO);
  bundle = new_bundle (self, intake);
  hub_post_refused (self, bundle, 422, "Bundle.entry[1].resource.item");
}

/* The desk completes it: a new version of the same intake. */
static void
test_completed_later (HubTest *self, gconstpointer data)
{
  g_autoptr (StippleIntake) intake = new_intake (self);
  g_autoptr (StippleJson) completed = new_bundle (self, intake);
  g_autoptr (StippleJson) in_progress = NULL;
  g_autoptr (StippleJson) item = NULL;

  sample_leave_at_desk (self->rand, intake);
  in_progress = new_bundle (self, intake);
  hub_post_accepted (self, in_progress);
  hub_post_refused (self, completed, 409, "Bundle.entry[1]");
  for (guint i = PATIENT; i <= RESPONSE; i++)
    json_object_set_new (bundle_get_request (completed, i), "ifMatch", json_string ("W/\"1\""));
  hub_post_accepted (self, completed);
  item = list_one (self);
  g_assert_true (json_is_false (json_object_get (item, "inProgress")));
  g_assert_nonnull (json_object_get (item, "outcome"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/in-progress/listed", test_listed);
  hub_test_add ("/hub/in-progress/by-code", test_by_code);
  hub_test_add ("/hub/in-progress/not-treated", test_not_treated);
  hub_test_add ("/hub/in-progress/completed-is-not", test_completed_is_not);
  hub_test_add ("/hub/in-progress/twice", test_twice_is_once);
  hub_test_add ("/hub/in-progress/only-with-that-status", test_only_with_that_status);
  hub_test_add ("/hub/in-progress/unknown-question", test_unknown_question);
  hub_test_add ("/hub/in-progress/completed-later", test_completed_later);
  return g_test_run ();
}
