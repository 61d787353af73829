// SPDX-License-Identifier: GPL-3.0-or-later
/* The desk's client against a real hub. */
#include "desk-test.h"

#include "core/error.h"

static void
test_signs_in (DeskTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (stipple_hub_client_get_state (self->client), ==, STIPPLE_CLIENT_SIGNED_OUT);
  g_assert_null (stipple_hub_client_get_user (self->client));
  g_assert_true (desk_test_sign_in (self, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stipple_hub_client_get_state (self->client), ==, STIPPLE_CLIENT_SIGNED_IN);
  g_assert_cmpstr (stipple_hub_client_get_user (self->client), ==, "admin");
  g_assert_cmpstr (stipple_hub_client_get_role (self->client), ==, "administrator");
}

static void
test_wrong_password (DeskTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (desk_test_sign_in (self, "not that one", &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (error->message, "do not go together"));
  g_assert_cmpint (stipple_hub_client_get_state (self->client), ==, STIPPLE_CLIENT_SIGNED_OUT);
  g_assert_true (stipple_hub_client_get_online (self->client));
}

static void
test_throttled (DeskTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_clear_error (&error);
      g_assert_false (desk_test_sign_in (self, "not that one", &error));
    }
  g_clear_error (&error);
  g_assert_false (desk_test_sign_in (self, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_THROTTLED);
  g_assert_nonnull (strstr (error->message, "30 seconds"));
}

static void
test_not_text (DeskTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (desk_test_sign_in (self, "\xff\xfe", &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_signs_out (DeskTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply = NULL;

  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  stipple_hub_client_sign_out (self->client);
  g_assert_cmpint (stipple_hub_client_get_state (self->client), ==, STIPPLE_CLIENT_SIGNED_OUT);
  g_assert_null (stipple_hub_client_get_user (self->client));
  reply = desk_test_call (self, "GET", STIPPLE_PATH_INTAKES, NULL, &error);
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_UNAUTHORIZED);
  /* Nobody was signed in, so nothing ran out. */
  g_assert_cmpint (stipple_hub_client_get_state (self->client), ==, STIPPLE_CLIENT_SIGNED_OUT);
}

/* The same person goes on; who they are stays known. */
static void
test_expires (DeskTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) refused = NULL;
  g_autoptr (StippleHubReply) reply = NULL;

  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  desk_test_expire (self);
  refused = desk_test_call (self, "GET", STIPPLE_PATH_INTAKES, NULL, &error);
  g_assert_null (refused);
  g_assert_cmpint (stipple_hub_client_get_state (self->client), ==, STIPPLE_CLIENT_EXPIRED);
  g_assert_cmpstr (stipple_hub_client_get_user (self->client), ==, "admin");
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  reply = desk_test_call (self, "GET", STIPPLE_PATH_INTAKES, NULL, NULL);
  g_assert_cmpint (reply->status, ==, 200);
}

static void
test_offline (DeskTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply = NULL;
  guint16 port = self->hub.port;
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", port);
  StippleHttpdOptions options = STIPPLE_HTTPD_DEFAULTS;

  options.listen = listen;
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  stipple_httpd_stop (self->hub.httpd);
  reply = desk_test_call (self, "GET", STIPPLE_PATH_INTAKES, NULL, &error);
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_NETWORK);
  g_assert_false (stipple_hub_client_get_online (self->client));
  g_assert_cmpint (stipple_hub_client_get_offline_since (self->client), >, 0);
  g_assert_cmpint (stipple_hub_client_get_state (self->client), ==, STIPPLE_CLIENT_SIGNED_IN);
  self->hub.httpd = stipple_httpd_start (self->hub.hub, &options, NULL);
  g_assert_nonnull (self->hub.httpd);
  reply = desk_test_call (self, "GET", STIPPLE_PATH_INTAKES, NULL, NULL);
  g_assert_nonnull (reply);
  g_assert_true (stipple_hub_client_get_online (self->client));
  g_assert_cmpint (stipple_hub_client_get_offline_since (self->client), ==, 0);
}

/* Who edits sees the other's version, as a reply and not as a fault. */
static void
test_conflict (DeskTest *self, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StippleHubReply) reply = NULL;
  g_autoptr (StippleJson) body = json_pack ("{ss}", "state", "seen");
  StippleHubCall call = { .method = "POST", .body = body, .if_match = "\"99\"" };

  desk_test_arrive (self, 1);
  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  code = desk_test_newest (self);
  path = g_strconcat (STIPPLE_PATH_INTAKES, "/", code, "/state", NULL);
  call.path = path;
  stipple_hub_client_call_async (self->client, STIPPLE_LANE_ASK, &call, NULL, desk_test_keep,
                                 &result);
  reply = stipple_hub_client_call_finish (self->client, desk_test_await (&result), NULL);
  g_assert_nonnull (reply);
  g_assert_cmpint (reply->status, ==, 412);
  g_assert_cmpstr (
      json_string_value (json_object_get (json_object_get (reply->json, "current"), "code")), ==,
      code);
}

static void
test_cancelled (DeskTest *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleHubReply) reply = NULL;
  const StippleHubCall call = { .method = "GET", .path = STIPPLE_PATH_INTAKES };

  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  g_cancellable_cancel (cancellable);
  stipple_hub_client_call_async (self->client, STIPPLE_LANE_ASK, &call, cancellable, desk_test_keep,
                                 &result);
  reply = stipple_hub_client_call_finish (self->client, desk_test_await (&result), &error);
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
  g_assert_true (stipple_hub_client_get_online (self->client));
}

/* Nothing waits for an answer that nobody wants any more. */
static void
test_closes_at_once (DeskTest *self, gconstpointer data)
{
  GAsyncResult *results[8] = { NULL };
  const StippleHubCall call = { .method = "GET", .path = STIPPLE_PATH_INTAKES };

  g_assert_true (desk_test_sign_in (self, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    stipple_hub_client_call_async (self->client, (StippleLane) (i % STIPPLE_N_LANES), &call, NULL,
                                   desk_test_keep, &results[i]);
  stipple_hub_client_close (self->client);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (StippleHubReply) reply =
          stipple_hub_client_call_finish (self->client, desk_test_await (&results[i]), NULL);

      g_object_unref (results[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desk_test_add ("/client/signs-in", test_signs_in);
  desk_test_add ("/client/wrong-password", test_wrong_password);
  desk_test_add ("/client/throttled", test_throttled);
  desk_test_add ("/client/not-text", test_not_text);
  desk_test_add ("/client/signs-out", test_signs_out);
  desk_test_add ("/client/expires", test_expires);
  desk_test_add ("/client/offline", test_offline);
  desk_test_add ("/client/conflict", test_conflict);
  desk_test_add ("/client/cancelled", test_cancelled);
  desk_test_add ("/client/closes-at-once", test_closes_at_once);
  return g_test_run ();
}
