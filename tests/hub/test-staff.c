// SPDX-License-Identifier: GPL-3.0-or-later
/* Staff: signing in and out, the throttle on passwords, new members. */
#include "hub-test.h"
#include <string.h>

static Answer *
sign_in (HubTest *self, const char *user, const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\",\"password\":\"%s\"}", user, password);

  return hub_post (self, STIPPLE_PATH_SIGN_IN, NULL, JSON_TYPE, body);
}

static void
sign_in_gives (HubTest *self, const char *user, const char *password, int status)
{
  g_autoptr (Answer) answer = sign_in (self, user, password);

  g_assert_cmpint (answer->status, ==, status);
}

static void
test_sign_in (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = sign_in (self, "admin", hub_test_get_password ());
  g_autofree char *expires =
      stipple_clock_format_utc (stipple_hub_now (self->hub) + 12 * G_TIME_SPAN_HOUR);
  g_autoptr (Answer) staff = NULL;

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer_get_string (answer, "user"), ==, "admin");
  g_assert_cmpstr (answer_get_string (answer, "role"), ==, "administrator");
  g_assert_cmpstr (answer_get_string (answer, "expires"), ==, expires);
  staff = hub_get (self, STIPPLE_PATH_ADMIN_STAFF, answer_get_string (answer, "token"));
  g_assert_cmpint (staff->status, ==, 200);
}

static void
test_user_in_any_case (HubTest *self, gconstpointer data)
{
  sign_in_gives (self, "ADMIN", hub_test_get_password (), 200);
}

static void
test_wrong_password (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) wrong = sign_in (self, "admin", "wrong");
  g_autoptr (Answer) unknown = sign_in (self, "sample", "wrong");

  g_assert_cmpint (wrong->status, ==, 401);
  g_assert_cmpint (unknown->status, ==, 401);
  /* Nobody's session ended. */
  g_assert_cmpstr (answer_get_string (wrong, "type"), ==, "about:blank");
  /* Whether there is such a user is not told. */
  g_assert_cmpstr (wrong->body, ==, unknown->body);
}

static void
test_expiry (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) last = NULL;
  g_autoptr (Answer) late = NULL;

  stipple_clock_advance (self->clock, 12 * G_TIME_SPAN_HOUR - 1);
  last = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  g_assert_cmpint (last->status, ==, 200);
  stipple_clock_advance (self->clock, 1);
  late = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  g_assert_cmpint (late->status, ==, 401);
  /* By this a desk knows to ask for the password again. */
  g_assert_cmpstr (answer_get_string (late, "type"), ==, STIPPLE_PROBLEM_SIGN_IN);
}

static void
test_sign_out (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) out =
      http_ask (self->port, "POST", STIPPLE_PATH_SIGN_OUT, self->reception, NULL, "", NULL);
  g_autoptr (Answer) after = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);
  g_autoptr (Answer) other = hub_get (self, STIPPLE_PATH_INTAKES, self->admin);

  g_assert_cmpint (out->status, ==, 204);
  g_assert_cmpint (after->status, ==, 401);
  g_assert_cmpint (other->status, ==, 200);
}

static void
expect_wait (HubTest *self, const char *user, const char *password, const char *seconds)
{
  g_autoptr (Answer) answer = sign_in (self, user, password);
  g_autofree char *wait = answer_get_header (answer, "Retry-After");

  g_assert_cmpint (answer->status, ==, 429);
  g_assert_cmpstr (wait, ==, seconds);
}

static void
test_throttle (HubTest *self, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    sign_in_gives (self, "admin", "wrong", 401);
  expect_wait (self, "admin", hub_test_get_password (), "30");
  stipple_clock_advance (self->clock, 29 * G_TIME_SPAN_SECOND);
  expect_wait (self, "admin", hub_test_get_password (), "1");
  stipple_clock_advance (self->clock, G_TIME_SPAN_SECOND);
  sign_in_gives (self, "admin", "wrong", 401);
  expect_wait (self, "Admin", hub_test_get_password (), "60");
  /* A restart does not forget. */
  hub_test_restart (self, NULL);
  expect_wait (self, "admin", hub_test_get_password (), "60");
  stipple_clock_advance (self->clock, G_TIME_SPAN_MINUTE);
  sign_in_gives (self, "admin", hub_test_get_password (), 200);
  sign_in_gives (self, "admin", "wrong", 401);
}

/* Whoever stops the hub between two tries gains nothing, and a session that is open goes on. */
static void
test_throttle_across_restarts (HubTest *self, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      sign_in_gives (self, "admin", "wrong", 401);
      hub_test_restart (self, NULL);
    }
  expect_wait (self, "admin", hub_test_get_password (), "30");
  {
    g_autoptr (Answer) other = hub_get (self, STIPPLE_PATH_INTAKES, self->reception);

    g_assert_cmpint (other->status, ==, 200);
  }
}

/* An administrator's routes are not a receptionist's, whatever is in the body. */
static void
test_reception_stays_out (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) promoted =
      hub_post (self, STIPPLE_PATH_ADMIN_STAFF, self->reception, JSON_TYPE,
                "{\"user\":\"sample\",\"role\":\"administrator\"}");
  g_autoptr (Answer) audit = hub_get (self, STIPPLE_PATH_ADMIN_AUDIT, self->reception);
  g_autoptr (Answer) staff = hub_get (self, STIPPLE_PATH_ADMIN_STAFF, self->admin);

  g_assert_cmpint (promoted->status, ==, 403);
  g_assert_cmpint (audit->status, ==, 403);
  g_assert_cmpstr (answer_get_string (audit, "type"), ==, "about:blank");
  g_assert_cmpuint (json_array_size (json_object_get (staff->json, "staff")), ==, 3);
}

static void
test_throttle_unknown_user (HubTest *self, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    sign_in_gives (self, "sample", "wrong", 401);
  expect_wait (self, "sample", "wrong", "30");
  /* Others are not held up. */
  sign_in_gives (self, "admin", hub_test_get_password (), 200);
}

static void *
guess (void *data)
{
  g_autoptr (Answer) answer = sign_in (data, "admin", "wrong");

  return GINT_TO_POINTER (answer->status);
}

/* Many at once get no more than five tries between them. */
static void
test_throttle_concurrent (HubTest *self, gconstpointer data)
{
  pthread_t threads[12];
  guint n_tried = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, guess, self), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      void *status;

      pthread_join (threads[i], &status);
      n_tried += GPOINTER_TO_INT (status) == 401;
    }
  g_assert_cmpuint (n_tried, ==, 5);
}

#define N_GUESSES 4

static void *
guess_on (void *data)
{
  for (guint i = 0; i < N_GUESSES; i++)
    guess (data);
  return NULL;
}

/* Somebody's password is checked, again and again, while others are served: more than one each time. */
static void
test_not_blocking (HubTest *self, gconstpointer data)
{
  pthread_t thread;
  guint n_served = 0;
  int done;

  g_assert_cmpint (pthread_create (&thread, NULL, guess_on, self), ==, 0);
  while ((done = pthread_tryjoin_np (thread, NULL)) != 0)
    {
      g_autoptr (Answer) answer = hub_get (self, "/health", NULL);

      g_assert_cmpint (answer->status, ==, 200);
      n_served++;
    }
  g_assert_cmpuint (n_served, >, N_GUESSES + 1);
}

static void
test_bad_requests (HubTest *self, gconstpointer data)
{
  static const char *const bodies[] = { "",
                                        "{}",
                                        "[]",
                                        "{\"user\":\"admin\"}",
                                        "{\"user\":\"admin\",\"password\":1}",
                                        "{\"user\":\"admin\",\"password\":\"a\\u0000b\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Answer) answer = hub_post (self, STIPPLE_PATH_SIGN_IN, NULL, JSON_TYPE, bodies[i]);

      g_assert_cmpint (answer->status, ==, 400);
    }
}

/* --- /admin/staff. */

static Answer *
add_staff (HubTest *self, const char *user, const char *role)
{
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\",\"role\":\"%s\"}", user, role);

  return hub_post (self, STIPPLE_PATH_ADMIN_STAFF, self->admin, JSON_TYPE, body);
}

static void
test_new_member (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) added = add_staff (self, " Zoë Sample ", "reception");
  g_autoptr (Answer) signed_in = NULL;
  g_autoptr (Answer) intakes = NULL;
  g_autoptr (Answer) devices = NULL;

  g_assert_cmpint (added->status, ==, 201);
  g_assert_cmpstr (answer_get_string (added, "user"), ==, "Zoë Sample");
  signed_in = sign_in (self, "zoë sample", answer_get_string (added, "password"));
  g_assert_cmpint (signed_in->status, ==, 200);
  g_assert_cmpstr (answer_get_string (signed_in, "role"), ==, "reception");
  intakes = hub_get (self, STIPPLE_PATH_INTAKES, answer_get_string (signed_in, "token"));
  devices = hub_get (self, STIPPLE_PATH_DEVICES, answer_get_string (signed_in, "token"));
  g_assert_cmpint (intakes->status, ==, 200);
  g_assert_cmpint (devices->status, ==, 403);
}

static void
test_new_member_refused (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) taken = add_staff (self, "Admin", "reception");
  g_autoptr (Answer) role = add_staff (self, "sample", "device");
  g_autoptr (Answer) empty = add_staff (self, "  ", "reception");

  g_assert_cmpint (taken->status, ==, 409);
  g_assert_cmpint (role->status, ==, 422);
  g_assert_cmpint (empty->status, ==, 422);
}

static void
test_list (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_ADMIN_STAFF, self->admin);
  const json_t *staff = json_object_get (answer->json, "staff");
  g_autoptr (GHashTable) users = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (json_array_size (staff), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_hash_table_add (
        users, (char *) json_string_value (json_object_get (json_array_get (staff, i), "user")));
  g_assert_true (g_hash_table_contains (users, "admin"));
  g_assert_true (g_hash_table_contains (users, "Reception"));
  g_assert_null (strstr (answer->body, "argon2"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/staff/sign-in", test_sign_in);
  hub_test_add ("/hub/staff/user-in-any-case", test_user_in_any_case);
  hub_test_add ("/hub/staff/wrong-password", test_wrong_password);
  hub_test_add ("/hub/staff/expiry", test_expiry);
  hub_test_add ("/hub/staff/sign-out", test_sign_out);
  hub_test_add ("/hub/staff/throttle", test_throttle);
  hub_test_add ("/hub/staff/throttle-across-restarts", test_throttle_across_restarts);
  hub_test_add ("/hub/staff/reception-stays-out", test_reception_stays_out);
  hub_test_add ("/hub/staff/throttle-unknown-user", test_throttle_unknown_user);
  hub_test_add ("/hub/staff/throttle-concurrent", test_throttle_concurrent);
  hub_test_add ("/hub/staff/not-blocking", test_not_blocking);
  hub_test_add ("/hub/staff/bad-requests", test_bad_requests);
  hub_test_add ("/hub/staff/new-member", test_new_member);
  hub_test_add ("/hub/staff/new-member-refused", test_new_member_refused);
  hub_test_add ("/hub/staff/list", test_list);
  return g_test_run ();
}
