// SPDX-License-Identifier: GPL-3.0-or-later
/* What the hub refused, settled at the desk. */
#include "refused.h"

#include "hub/audit.h"
#include <string.h>

/* --- Staff look. */

static void
test_one (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) answer = NULL;
  const json_t *check;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  answer = refused_one (test, &it);
  check = json_object_get (answer->json, "check");
  g_assert_true (json_equal (json_object_get (answer->json, "patient"),
                             json_object_get (it.document, "patient")));
  g_assert_true (json_equal (json_object_get (answer->json, "response"),
                             json_object_get (it.document, "response")));
  g_assert_cmpint (number_of (check, "status"), ==, 422);
  g_assert_cmpstr (json_string_value (json_object_get (check, "expression")), ==,
                   "Patient.birthDate");
  g_assert_null (json_object_get (answer->json, "held"));
}

/* What was missing at the hub, a content pack for example, may be there by now. */
static void
test_one_is_good_by_now (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) answer = NULL;

  refused_init (&it, test);
  refused_make_good (&it);
  refused_told (test, &it, 1, 201, "open");
  answer = refused_one (test, &it);
  g_assert_cmpint (number_of (json_object_get (answer->json, "check"), "status"), ==, 200);
}

static void
test_none (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) answer = NULL;

  refused_init (&it, test);
  answer = hub_get (test, it.desk, test->reception);
  g_assert_cmpint (answer->status, ==, 404);
  done (refused_act (test, &it, "/again", test->reception, NULL, 404));
  done (refused_list (test, 0));
}

static void
test_pages (HubTest *test, gconstpointer data)
{
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;
  g_autoptr (Answer) odd = NULL;
  g_autofree char *next = NULL;
  const json_t *rows;

  for (guint i = 0; i < 3; i++)
    {
      g_auto (Refused) it = { 0 };

      refused_init (&it, test);
      refused_told (test, &it, 1, 201, "open");
    }
  first = hub_get (test, STIPPLE_PATH_STAFF_QUARANTINE "?limit=2", test->reception);
  rows = json_object_get (first->json, "quarantine");
  g_assert_cmpuint (json_array_size (rows), ==, 2);
  g_assert_cmpint (number_of (first->json, "count"), ==, 3);
  g_assert_cmpint (number_of (json_array_get (rows, 0), "revision"), ==, 3);
  next = g_strdup_printf (STIPPLE_PATH_STAFF_QUARANTINE "?limit=2&after=%s",
                          answer_get_string (first, "next"));
  second = hub_get (test, next, test->reception);
  g_assert_cmpuint (json_array_size (json_object_get (second->json, "quarantine")), ==, 1);
  g_assert_null (json_object_get (second->json, "next"));
  odd = hub_get (test, STIPPLE_PATH_STAFF_QUARANTINE "?limit=0", test->reception);
  g_assert_cmpint (odd->status, ==, 400);
}

static void
test_counts (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  json_int_t change;

  refused_init (&it, test);
  g_assert_cmpint (refused_count (test, "quarantine"), ==, 0);
  g_assert_cmpint (refused_count (test, "quarantineChange"), ==, 0);
  refused_told (test, &it, 1, 201, "open");
  g_assert_cmpint (refused_count (test, "quarantine"), ==, 1);
  change = refused_count (test, "quarantineChange");
  done (refused_act (test, &it, "/again", test->reception, NULL, 200));
  g_assert_cmpint (refused_count (test, "quarantine"), ==, 0);
  g_assert_cmpint (refused_count (test, "quarantineChange"), >, change);
}

/* --- Staff settle. */

static void
test_fixed (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) intake = NULL;
  g_autoptr (Answer) resolved = NULL;
  const json_t *lineage, *change, *history;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  intake = refused_fix (test, &it, 201);
  g_assert_cmpint (hub_test_count_intakes (test), ==, 1);
  g_assert_cmpstr (answer_get_string (intake, "id"), ==, it.id);
  g_assert_cmpstr (answer_get_string (intake, "born"), ==, "1985-03-12");
  lineage = json_object_get (intake->json, "lineage");
  g_assert_cmpstr (json_string_value (json_object_get (lineage, "state")), ==, "fixed");
  g_assert_cmpstr (json_string_value (json_object_get (lineage, "by")), ==, "Reception");
  g_assert_cmpstr (json_string_value (json_object_get (lineage, "refused")), ==, REFUSED_AT);
  g_assert_cmpuint (strlen (json_string_value (json_object_get (lineage, "sha256"))), ==, 64);
  g_assert_cmpuint (json_array_size (json_object_get (lineage, "changed")), ==, 1);
  change = json_array_get (json_object_get (lineage, "changed"), 0);
  g_assert_cmpstr (json_string_value (json_object_get (change, "path")), ==, "Patient.birthDate");
  g_assert_cmpstr (json_string_value (json_object_get (change, "from")), ==, "2999-01-01");
  g_assert_cmpstr (json_string_value (json_object_get (change, "to")), ==, "1985-03-12");
  history = json_object_get (json_object_get (intake->json, "work"), "history");
  g_assert_cmpstr (json_string_value (json_object_get (json_array_get (history, 0), "what")), ==,
                   "fixed");
  resolved = refused_asked (test, &it, "resolved");
  g_assert_cmpstr (answer_get_string (resolved, "receipt"), ==,
                   answer_get_string (intake, "receipt"));
  done (refused_list (test, 0));
  g_assert_cmpint (refused_count (test, "quarantine"), ==, 0);
}

/* The intake belongs to the kiosk that recorded it. */
static void
test_fixed_is_the_kiosks (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autofree char *device = NULL;
  g_autoptr (Answer) intake = NULL;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  device = refused_device (test);
  intake = refused_fix (test, &it, 201);
  g_assert_cmpstr (answer_get_string (intake, "device"), ==, device);
}

/* The kiosk's own bytes, sent once more after all: they cannot make a second one. */
static void
test_fixed_once (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  done (refused_act (test, &it, "/again", test->reception, NULL, 200));
  done (refused_fix (test, &it, 201));
  done (refused_fix (test, &it, 409));
  done (refused_post (test, &it, 422));
  refused_told (test, &it, 2, 200, "resolved");
  done (refused_asked (test, &it, "resolved"));
  g_assert_cmpint (hub_test_count_intakes (test), ==, 1);
}

static void
test_fix_that_does_not_fit (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) answer = NULL;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  answer = refused_act (test, &it, "/fix", test->reception, it.text, 422);
  g_assert_cmpstr (answer_get_string (answer, "expression"), ==, "Patient.birthDate");
  done (refused_act (test, &it, "/fix", test->reception, "{}", 400));
  g_assert_cmpint (hub_test_count_intakes (test), ==, 0);
  done (refused_list (test, 1));
}

/* Another person's intake under this one's id. */
static void
test_fix_of_another (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_auto (Refused) other = { 0 };
  g_autofree char *body = NULL;

  refused_init (&it, test);
  refused_init (&other, test);
  refused_told (test, &it, 1, 201, "open");
  body = refused_fixed (&other);
  done (refused_act (test, &it, "/fix", test->reception, body, 422));
  g_assert_cmpint (hub_test_count_intakes (test), ==, 0);
}

/* The hub holds other content under this id, so this becomes a correction of it. */
static void
test_fix_of_a_conflict (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) seen = NULL;
  g_autoptr (Answer) intake = NULL;

  refused_init (&it, test);
  json_object_set_new (json_object_get (it.document, "patient"), "birthDate",
                       json_string ("1990-01-01"));
  refused_write (&it);
  done (refused_post (test, &it, 200));
  json_object_set_new (json_object_get (it.document, "patient"), "birthDate",
                       json_string ("1991-01-01"));
  refused_write (&it);
  done (refused_post (test, &it, 409));
  refused_told (test, &it, 1, 201, "open");
  seen = refused_one (test, &it);
  g_assert_cmpstr (answer_get_string (seen, "held"), ==, refused_code (&it));
  intake = refused_fix (test, &it, 201);
  g_assert_cmpint (number_of (intake->json, "version"), ==, 2);
  g_assert_cmpstr (answer_get_string (intake, "born"), ==, "1985-03-12");
  g_assert_cmpint (hub_test_count_intakes (test), ==, 1);
}

static void
test_again (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) resolved = NULL;
  g_autoptr (Answer) intake = NULL;
  g_autofree char *path = NULL;

  refused_init (&it, test);
  refused_make_good (&it);
  refused_told (test, &it, 1, 201, "open");
  answer = refused_act (test, &it, "/again", test->reception, NULL, 200);
  g_assert_cmpstr (answer_get_string (answer, "state"), ==, "again");
  done (refused_asked (test, &it, "again"));
  done (refused_list (test, 1));
  done (refused_post (test, &it, 200));
  done (refused_list (test, 0));
  resolved = refused_asked (test, &it, "resolved");
  g_assert_nonnull (answer_get_string (resolved, "receipt"));
  path = g_strconcat (STIPPLE_PATH_INTAKES, "/", refused_code (&it), NULL);
  intake = hub_get (test, path, test->reception);
  g_assert_cmpstr (
      json_string_value (json_object_get (json_object_get (intake->json, "lineage"), "state")), ==,
      "delivered");
}

static void
test_dismissed (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autoptr (Answer) seen = NULL;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  done (refused_act (test, &it, "/dismiss", test->admin, "{}", 400));
  done (refused_act (test, &it, "/dismiss", test->admin, "{\"reason\":\"x\"}", 422));
  done (refused_act (test, &it, "/dismiss", test->reception, "{\"reason\":\"Told twice\"}", 403));
  done (refused_asked (test, &it, "open"));
  done (refused_act (test, &it, "/dismiss", test->admin, "{\"reason\":\"Told twice\"}", 200));
  done (refused_asked (test, &it, "dismissed"));
  seen = refused_one (test, &it);
  g_assert_cmpstr (answer_get_string (seen, "reason"), ==, "Told twice");
  g_assert_cmpstr (answer_get_string (seen, "settledBy"), ==, "Administrator");
  g_assert_null (json_object_get (seen->json, "patient"));
  done (refused_fix (test, &it, 409));
  done (refused_act (test, &it, "/again", test->reception, NULL, 409));
  refused_told (test, &it, 2, 200, "dismissed");
  done (refused_list (test, 0));
}

static void
test_two_desks (HubTest *test, gconstpointer data)
{
  g_auto (Refused) it = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *match = NULL;
  g_autofree char *body = NULL;
  g_autoptr (Answer) seen = NULL;
  g_autoptr (Answer) late = NULL;

  refused_init (&it, test);
  refused_told (test, &it, 1, 201, "open");
  seen = refused_one (test, &it);
  etag = answer_get_header (seen, "ETag");
  match = g_strdup_printf ("If-Match: %s\r\n", etag);
  done (refused_act (test, &it, "/again", test->reception, NULL, 200));
  path = g_strconcat (it.desk, "/fix", NULL);
  body = refused_fixed (&it);
  late = hub_ask (test, "POST", path, test->reception, body, match);
  g_assert_cmpint (late->status, ==, 412);
  g_assert_cmpstr (
      json_string_value (json_object_get (json_object_get (late->json, "current"), "state")), ==,
      "again");
  g_assert_cmpint (hub_test_count_intakes (test), ==, 0);
}

/* --- Audit. */

static gboolean
has_action (HubTest *test, const char *action)
{
  g_autoptr (Answer) answer = hub_get (test, STIPPLE_PATH_ADMIN_AUDIT, test->admin);
  const json_t *entry;
  gsize i;

  json_array_foreach (json_object_get (answer->json, "entries"), i, entry)
    {
      if (g_strcmp0 (json_string_value (json_object_get (entry, "action")), action) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_audited (HubTest *test, gconstpointer data)
{
  static const char *const actions[] = {
    STIPPLE_AUDIT_QUARANTINED,       STIPPLE_AUDIT_QUARANTINE_LISTED,
    STIPPLE_AUDIT_QUARANTINE_VIEWED, STIPPLE_AUDIT_QUARANTINE_AGAIN,
    STIPPLE_AUDIT_QUARANTINE_FIXED,  STIPPLE_AUDIT_QUARANTINE_DISMISSED,
  };
  g_auto (Refused) it = { 0 };
  g_auto (Refused) other = { 0 };

  refused_init (&it, test);
  refused_init (&other, test);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_false (has_action (test, actions[i]));
  refused_told (test, &it, 1, 201, "open");
  refused_told (test, &other, 1, 201, "open");
  done (refused_list (test, 2));
  done (refused_one (test, &it));
  done (refused_act (test, &it, "/again", test->reception, NULL, 200));
  done (refused_fix (test, &it, 201));
  done (refused_act (test, &other, "/dismiss", test->admin, "{\"reason\":\"Told twice\"}", 200));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_true (has_action (test, actions[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/quarantine/one", test_one);
  hub_test_add ("/hub/quarantine/good-by-now", test_one_is_good_by_now);
  hub_test_add ("/hub/quarantine/none", test_none);
  hub_test_add ("/hub/quarantine/pages", test_pages);
  hub_test_add ("/hub/quarantine/counts", test_counts);
  hub_test_add ("/hub/quarantine/fixed", test_fixed);
  hub_test_add ("/hub/quarantine/fixed-device", test_fixed_is_the_kiosks);
  hub_test_add ("/hub/quarantine/fixed-once", test_fixed_once);
  hub_test_add ("/hub/quarantine/fix-refused", test_fix_that_does_not_fit);
  hub_test_add ("/hub/quarantine/fix-of-another", test_fix_of_another);
  hub_test_add ("/hub/quarantine/fix-of-conflict", test_fix_of_a_conflict);
  hub_test_add ("/hub/quarantine/again", test_again);
  hub_test_add ("/hub/quarantine/dismissed", test_dismissed);
  hub_test_add ("/hub/quarantine/two-desks", test_two_desks);
  hub_test_add ("/hub/quarantine/audited", test_audited);
  return g_test_run ();
}
