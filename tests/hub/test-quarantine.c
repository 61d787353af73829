// SPDX-License-Identifier: GPL-3.0-or-later
/* What the hub refused, told by the kiosk that keeps it. */
#include "refused.h"

#include <string.h>

static void
test_told (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autofree char *sha256 = NULL;
  g_autoptr (Answer) listed = NULL;
  const json_t *first;

  refused_init (&it, test);
  done (refused_post (test, &it, 422));
  refused_told (test, &it, 1, 201, "open");
  listed = refused_list (test, 1);
  first = json_array_get (json_object_get (listed->json, "quarantine"), 0);
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, it.text, -1);
  g_assert_cmpstr (json_string_value (json_object_get (first, "id")), ==, it.id);
  g_assert_cmpstr (json_string_value (json_object_get (first, "code")), ==, refused_code (&it));
  g_assert_cmpstr (json_string_value (json_object_get (first, "state")), ==, "open");
  g_assert_cmpstr (json_string_value (json_object_get (first, "made")), ==, REFUSED_MADE);
  g_assert_cmpstr (json_string_value (json_object_get (first, "refused")), ==, REFUSED_AT);
  g_assert_cmpstr (json_string_value (json_object_get (first, "sha256")), ==, sha256);
  g_assert_nonnull (json_string_value (json_object_get (first, "name")));
  g_assert_nonnull (json_string_value (json_object_get (first, "deviceName")));
  g_assert_cmpstr (
      json_string_value (json_object_get (json_object_get (first, "refusal"), "expression")), ==,
      "Bundle.entry[0].resource.birthDate");
  g_assert_cmpint (hub_test_count_intakes (test), ==, 0);
}

static void
test_twice_is_once (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  json_int_t change;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  change = refused_count (test, "quarantineChange");
  refused_told (test, &it, 1, 200, "open");
  hub_test_restart (test, NULL);
  refused_told (test, &it, 1, 200, "open");
  g_assert_cmpint (refused_count (test, "quarantineChange"), ==, change);
  done (refused_list (test, 1));
}

static void
test_asked_before_told (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) answer = NULL;

  refused_init (&it, test);
  answer = hub_get (test, it.path, test->device);
  g_assert_cmpint (answer->status, ==, 404);
  refused_told (test, &it, 1, 201, "open");
  done (refused_asked (test, &it, "open"));
}

static void
test_of_another_device (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autofree char *other = hub_test_enrol (test);
  g_autoptr (Answer) put = NULL;
  g_autoptr (Answer) asks = NULL;
  g_autoptr (Answer) seen = NULL;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  put = refused_tell (test, &it, other, 2);
  g_assert_cmpint (put->status, ==, 403);
  asks = hub_get (test, it.path, other);
  g_assert_cmpint (asks->status, ==, 403);
  seen = refused_one (test, &it);
  g_assert_cmpint (number_of (seen->json, "round"), ==, 1);
}

/* Nor of an intake that another kiosk delivered. */
static void
test_intake_of_another_device (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autofree char *other = hub_test_enrol (test);
  g_autoptr (Answer) put = NULL;

  refused_init (&it, test);
  refused_make_good (&it);
  done (refused_post (test, &it, 200));
  put = refused_tell (test, &it, other, 1);
  g_assert_cmpint (put->status, ==, 403);
  done (refused_list (test, 0));
}

/* The same kiosk under a new enrolment shows by its content that it is its own; nobody else can. */
static void
test_enrolled_anew (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autofree char *again = hub_test_enrol (test);
  g_autofree char *device = NULL;
  g_autofree char *after = NULL;
  g_autoptr (Answer) asks = NULL;
  g_autoptr (Answer) puts = NULL;
  g_autoptr (Answer) other = NULL;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  done (refused_act (test, &it, "/again", test->reception, NULL, 200));
  device = refused_device (test);
  hub_test_revoke (test, device, 1);
  asks = hub_get (test, it.path, again);
  g_assert_cmpint (asks->status, ==, 404);
  puts = refused_tell (test, &it, again, 1);
  g_assert_cmpint (puts->status, ==, 200);
  g_assert_cmpstr (answer_get_string (puts, "state"), ==, "again");
  after = refused_device (test);
  g_assert_cmpstr (after, !=, device);
  hub_test_revoke (test, after, 1);
  g_free (g_steal_pointer (&again));
  again = hub_test_enrol (test);
  json_object_set_new (it.document, "more", json_true ());
  refused_write (&it);
  other = refused_tell (test, &it, again, 2);
  g_assert_cmpint (other->status, ==, 403);
}

static void
test_refused_once_more (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  done (refused_act (test, &it, "/again", test->reception, NULL, 200));
  refused_told (test, &it, 1, 200, "again");
  refused_told (test, &it, 2, 200, "open");
  refused_told (test, &it, 1, 200, "open");
  done (refused_list (test, 1));
}

static void
test_malformed (HubTest *test, gconstpointer data)
{
#define REFUSED_TIMES "\"made\":\"" REFUSED_MADE "\",\"refused\":\"" REFUSED_AT "\""
  static const struct
  {
    const char *body;
    int status;
  } cases[] = {
    { "", 400 },
    { "[]", 400 },
    { "{}", 422 },
    { "{\"round\":0," REFUSED_TIMES ",\"refusal\":" REFUSED_WHY "}", 422 },
    { "{\"round\":\"1\"," REFUSED_TIMES ",\"refusal\":" REFUSED_WHY "}", 422 },
    { "{\"round\":1,\"made\":\"today\",\"refused\":\"" REFUSED_AT "\",\"refusal\":" REFUSED_WHY "}",
      422 },
    { "{\"round\":1,\"made\":\"" REFUSED_MADE "\",\"refusal\":" REFUSED_WHY "}", 422 },
    { "{\"round\":1," REFUSED_TIMES "}", 422 },
    { "{\"round\":1," REFUSED_TIMES ",\"refusal\":{\"kind\":\"odd\",\"status\":422}}", 422 },
    { "{\"round\":1," REFUSED_TIMES ",\"refusal\":" REFUSED_WHY ",\"document\":7}", 400 },
    { "{\"round\":1," REFUSED_TIMES ",\"refusal\":" REFUSED_WHY ",\"code\":\"UUUUU\"}", 422 },
  };
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) odd = NULL;

  refused_init (&it, test);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = hub_ask (test, "PUT", it.path, test->device, cases[i].body, NULL);

      g_assert_cmpint (answer->status, ==, cases[i].status);
    }
  odd = hub_ask (test, "PUT", STIPPLE_PATH_QUARANTINE "/lobby", test->device,
                 "{\"round\":1," REFUSED_TIMES ",\"refusal\":" REFUSED_WHY "}", NULL);
  g_assert_cmpint (odd->status, ==, 422);
  done (refused_list (test, 0));
}

static void
test_too_large (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autofree char *much = g_strnfill (STIPPLE_BUNDLE_MAX_BYTES + 1, 'x');
  g_autofree char *more = g_strnfill (2 * STIPPLE_BUNDLE_MAX_BYTES + 1, 'x');
  g_autofree char *body = NULL;
  g_autoptr (Answer) document = NULL;
  g_autoptr (Answer) whole = NULL;

  refused_init (&it, test);
  body = g_strdup_printf (
      "{\"round\":1," REFUSED_TIMES ",\"refusal\":" REFUSED_WHY ",\"document\":\"%s\"}", much);
  document = hub_ask (test, "PUT", it.path, test->device, body, NULL);
  g_assert_cmpint (document->status, ==, 413);
  whole = hub_ask (test, "PUT", it.path, test->device, more, NULL);
  g_assert_cmpint (whole->status, ==, 413);
  done (refused_list (test, 0));
}

/* What the kiosk cannot read, and what is no JSON, staff still hear of. */
static void
test_unreadable (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) without = NULL;
  g_autoptr (Answer) seen = NULL;

  refused_init (&it, test);
  without = hub_ask (
      test, "PUT", it.path, test->device,
      "{\"round\":1," REFUSED_TIMES ",\"refusal\":{\"kind\":\"damaged\",\"status\":0}}", NULL);
  g_assert_cmpint (without->status, ==, 201);
  g_free (it.text);
  it.text = g_strdup ("\xe2\x80\x9cno JSON");
  refused_told (test, &it, 2, 200, "open");
  seen = refused_one (test, &it);
  g_assert_null (json_object_get (seen->json, "patient"));
  g_assert_null (json_object_get (seen->json, "check"));
  g_assert_nonnull (answer_get_string (seen, "sha256"));
}

/* What a person had deleted does not come back by this door. */
static void
test_deleted_stays_deleted (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (Answer) deleted = NULL;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  done (refused_fix (test, &it, 201));
  path = g_strconcat (STIPPLE_PATH_RESPONSE, "/", it.id, NULL);
  deleted = hub_ask (test, "DELETE", path, test->admin, NULL, NULL);
  g_assert_cmpint (deleted->status, ==, 204);
  done (refused_act (test, &it, "/again", test->reception, NULL, 404));
  refused_told (test, &it, 2, 200, "dismissed");
  done (refused_list (test, 0));
}

/* --- At rest. */

static void
test_sealed (HubTest *test, gconstpointer data)
{
  static const char *const words[] = { "Quackenbush", "1984-02-30", "The date of Quackenbush",
                                       "Twice told by her sister" };
  g_auto (Refused) it = { 0 };
  g_autofree char *plain = NULL;
  g_autofree char *body = NULL;
  g_autoptr (StippleJson) report = NULL;
  g_autoptr (Answer) put = NULL;
  json_t *patient, *name;

  refused_init (&it, test);
  patient = json_object_get (it.document, "patient");
  name = json_array_get (json_object_get (patient, "name"), 0);
  json_object_set_new (name, "family", json_string (words[0]));
  json_object_set_new (patient, "birthDate", json_string (words[1]));
  refused_write (&it);
  plain = refused_report (&it, 1);
  report = json_loads (plain, 0, NULL);
  json_object_set_new (json_object_get (report, "refusal"), "diagnostics", json_string (words[2]));
  body = stipple_json_canonical (report);
  put = hub_ask (test, "PUT", it.path, test->device, body, NULL);
  g_assert_cmpint (put->status, ==, 201);
  done (refused_list (test, 1));
  done (refused_act (test, &it, "/dismiss", test->admin,
                     "{\"reason\":\"Twice told by her sister\"}", 200));
  hub_test_stop (test);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_false (hub_test_folder_has (test->dir, words[i], strlen (words[i])));
  g_assert_false (hub_test_folder_has (test->dir, refused_code (&it), strlen (refused_code (&it))));
  hub_test_start (test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/quarantine/told", test_told);
  hub_test_add ("/hub/quarantine/twice", test_twice_is_once);
  hub_test_add ("/hub/quarantine/asked-before-told", test_asked_before_told);
  hub_test_add ("/hub/quarantine/other-device", test_of_another_device);
  hub_test_add ("/hub/quarantine/other-device-intake", test_intake_of_another_device);
  hub_test_add ("/hub/quarantine/enrolled-anew", test_enrolled_anew);
  hub_test_add ("/hub/quarantine/refused-once-more", test_refused_once_more);
  hub_test_add ("/hub/quarantine/malformed", test_malformed);
  hub_test_add ("/hub/quarantine/too-large", test_too_large);
  hub_test_add ("/hub/quarantine/unreadable", test_unreadable);
  hub_test_add ("/hub/quarantine/deleted", test_deleted_stays_deleted);
  hub_test_add ("/hub/quarantine/sealed", test_sealed);
  return g_test_run ();
}
