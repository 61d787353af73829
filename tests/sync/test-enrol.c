// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "liar.h"
#include "sync/sync.h"
#include "wire/api.h"

#include <string.h>

/* A one-time code for an identity. */

#define DEVICE "6f1c0a52-0d5e-4b52-8d5e-2f6f2e0f7a11"
#define KEY "AAECAwQFBgcICQoLDA0ODw=="
#define GOOD                                                                                       \
  "{\"device\":\"" DEVICE "\",\"name\":\"Lobby\",\"token\":\"sample-token\",\"codeSpace\":7,"      \
  "\"codeKey\":\"" KEY "\"}"

static StippleEnrolment *
enrol (const char *status, const char *type, const char *body, GError **error)
{
  g_autoptr (Liar) liar = liar_new ();
  g_autofree char *hub = liar_url (liar, "/");
  g_autofree char *raw = g_strdup_printf (
      "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", status,
      type, strlen (body), body);
  liar_say_at (liar, STIPPLE_PATH_ENROL, raw);
  StippleEnrolment *enrolment =
      stipple_sync_enrol (hub, "ABCD-EFGH", "Lobby \"1\"", NULL, NULL, error);
  const LiarRequest *request = liar_nth (liar, 0);
  g_autofree char *asked = liar_request_header (request, "Content-Type");
  g_assert_cmpstr (request->path, ==, STIPPLE_PATH_ENROL);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (asked, ==, "application/json");
  g_assert_cmpstr (request->body, ==, "{\"code\":\"ABCD-EFGH\",\"name\":\"Lobby \\\"1\\\"\"}");
  if (enrolment != NULL)
    {
      g_assert_true (g_str_has_prefix (hub, enrolment->hub));
      g_assert_false (g_str_has_suffix (enrolment->hub, "/"));
    }
  return enrolment;
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StippleEnrolment) enrolment = enrol ("201 Created", "application/json", GOOD, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (enrolment->device_id, ==, DEVICE);
  g_assert_cmpstr (enrolment->device_name, ==, "Lobby");
  g_assert_cmpstr (enrolment->token, ==, "sample-token");
  g_assert_cmpuint (enrolment->code_space, ==, 7);
  for (guint i = 0; i < STIPPLE_CODE_KEY_BYTES; i++)
    g_assert_cmpuint (enrolment->code_key[i], ==, i);
}

static void
test_not_a_hub (void)
{
  static const char *const bodies[] = {
    "",
    "<html>Welcome</html>",
    "{}",
    "[]",
    "{\"device\":\"lobby\",\"token\":\"t\",\"codeSpace\":7,\"codeKey\":\"" KEY "\"}",
    "{\"device\":\"" DEVICE "\",\"codeSpace\":7,\"codeKey\":\"" KEY "\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"\",\"codeSpace\":7,\"codeKey\":\"" KEY "\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"a b\",\"codeSpace\":7,\"codeKey\":\"" KEY "\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"a\\r\\nX: b\",\"codeSpace\":7,\"codeKey\":\"" KEY "\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"t\",\"codeSpace\":0,\"codeKey\":\"" KEY "\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"t\",\"codeSpace\":4096,\"codeKey\":\"" KEY "\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"t\",\"codeSpace\":\"7\",\"codeKey\":\"" KEY "\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"t\",\"codeSpace\":7,\"codeKey\":\"AAEC\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"t\",\"codeSpace\":7,\"codeKey\":\"\"}",
    "{\"device\":\"" DEVICE "\",\"token\":\"t\",\"codeSpace\":7}",
  };
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (enrol ("201 Created", "application/json", bodies[i], &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_PROTOCOL);
      g_assert_null (strstr (error->message, "ABCD"));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *status;
    int code;
  } rows[] = {
    { "401 Unauthorized", STIPPLE_ERROR_UNAUTHORIZED },
    { "429 Too Many Requests", STIPPLE_ERROR_THROTTLED },
    { "500 Oops", STIPPLE_ERROR_NETWORK },
    { "200 OK", STIPPLE_ERROR_PROTOCOL },
    { "302 Found", STIPPLE_ERROR_PROTOCOL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (enrol (rows[i].status, "application/problem+json",
                            "{\"detail\":\"Ask for a new code.\"}", &error));
      g_assert_error (error, STIPPLE_ERROR, rows[i].code);
      g_assert_cmpstr (error->message, ==, "Ask for a new code.");
    }
}

static void
test_address (void)
{
  static const char *const hubs[] = { "http://hub.example", "hub.example", "", "ftp://127.0.0.1" };
  for (guint i = 0; i < G_N_ELEMENTS (hubs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (stipple_sync_enrol (hubs[i], "ABCD-EFGH", "Lobby", NULL, NULL, &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
    }
}

static void
test_unreadable (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (
      stipple_sync_enrol ("https://hub.example", "\xff\xfe", "Lobby", NULL, NULL, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (
      stipple_sync_enrol ("http://127.0.0.1:9", "ABCD-EFGH", "Lobby", NULL, cancellable, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enrol/good", test_good);
  g_test_add_func ("/enrol/not-a-hub", test_not_a_hub);
  g_test_add_func ("/enrol/refused", test_refused);
  g_test_add_func ("/enrol/address", test_address);
  g_test_add_func ("/enrol/unreadable", test_unreadable);
  g_test_add_func ("/enrol/cancelled", test_cancelled);
  return g_test_run ();
}
