// SPDX-License-Identifier: GPL-3.0-or-later
/* Who did what: every action has its entry, and no entry can be changed without its showing. */
#include "hub-test.h"

#include "core/error.h"
#include "hub/audit.h"
#include <string.h>

/* --- Entries. */

/* Newest first. */
static Answer *
list (HubTest *self)
{
  Answer *answer = hub_get (self, STIPPLE_PATH_ADMIN_AUDIT "?limit=500", self->admin);

  g_assert_cmpint (answer->status, ==, 200);
  return answer;
}

static const json_t *
entry (const Answer *answer, gsize index)
{
  return json_array_get (json_object_get (answer->json, "entries"), index);
}

static const char *
text (const json_t *json, const char *member)
{
  return json_string_value (json_object_get (json, member));
}

static void
assert_newest (HubTest *self, const char *action, const char *role)
{
  g_autoptr (Answer) answer = list (self);

  g_assert_cmpstr (text (entry (answer, 0), "action"), ==, action);
  g_assert_cmpstr (text (entry (answer, 0), "role"), ==, role);
  g_assert_cmpstr (text (entry (answer, 0), "from"), ==, "127.0.0.1");
}

static char *
deliver (HubTest *self)
{
  g_autoptr (StippleJson) bundle = hub_test_new_bundle (self, 1);
  const json_t *identifier = json_object_get (bundle_get_resource (bundle, 1), "identifier");

  hub_post_accepted (self, bundle);
  return g_strdup (json_string_value (json_object_get (identifier, "value")));
}

static void
gives (HubTest *self, const char *method, const char *target, const char *token, const char *body,
       int status)
{
  g_autoptr (Answer) answer = hub_ask (self, method, target, token, body, NULL);

  g_assert_cmpint (answer->status, ==, status);
}

static void
test_begin (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = list (self);

  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "entries")), ==, 1);
  g_assert_cmpstr (text (entry (answer, 0), "action"), ==, "audit-begin");
  g_assert_cmpint (json_integer_value (json_object_get (entry (answer, 0), "seq")), ==, 1);
  /* Once, not at each start. */
  hub_test_restart (self, NULL);
  g_clear_pointer (&answer, answer_free);
  answer = list (self);
  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "entries")), ==, 1);
}

static void
test_work (HubTest *self, gconstpointer data)
{
  g_autofree char *code = deliver (self);
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s", code);
  g_autofree char *state = g_strconcat (target, "/state", NULL);
  g_autofree char *notes = g_strconcat (target, "/notes", NULL);
  g_autofree char *letter = g_strconcat (target, "/letter", NULL);

  assert_newest (self, "received", "device");
  gives (self, "GET", target, self->reception, NULL, 200);
  assert_newest (self, "viewed", "reception");
  gives (self, "POST", state, self->reception, "{\"state\":\"seen\"}", 200);
  assert_newest (self, "state", "reception");
  gives (self, "POST", notes, self->reception,
         "{\"id\":\"3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d8b01\",\"text\":\"x\"}", 201);
  assert_newest (self, "note", "reception");
  gives (self, "POST", letter, self->admin,
         "{\"received\":\"2026-12-01\",\"from\":\"X\",\"fit\":\"no\"}", 200);
  assert_newest (self, "letter", "administrator");
  gives (self, "DELETE", target, self->admin, "{\"reason\":\"asked for it\"}", 204);
  assert_newest (self, "deleted", "administrator");
}

static void
test_who_and_what (HubTest *self, gconstpointer data)
{
  g_autofree char *code = deliver (self);
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s", code);
  g_autofree char *now = stipple_clock_format_utc (stipple_hub_now (self->hub));
  g_autoptr (Answer) viewed = hub_get (self, target, self->reception);
  g_autoptr (Answer) answer = list (self);

  g_assert_cmpstr (text (entry (answer, 0), "who"), ==, "Reception");
  g_assert_cmpstr (text (entry (answer, 0), "at"), ==, now);
  g_assert_cmpstr (text (entry (answer, 0), "subject"), ==, answer_get_string (viewed, "id"));
  g_assert_cmpstr (text (entry (answer, 1), "who"), ==, "Lobby");
}

/* A search tells its kind and how many it found, never what was typed. */
static void
test_search (HubTest *self, gconstpointer data)
{
  g_autofree char *code = deliver (self);
  g_autoptr (Answer) answer = NULL;
  const json_t *detail;

  gives (self, "GET", STIPPLE_PATH_INTAKES "?q=wilhelmina&state=new", self->reception, NULL, 200);
  answer = list (self);
  detail = json_object_get (entry (answer, 0), "detail");
  g_assert_cmpstr (text (entry (answer, 0), "action"), ==, "searched");
  g_assert_cmpuint (json_array_size (json_object_get (detail, "by")), ==, 2);
  g_assert_cmpint (json_integer_value (json_object_get (detail, "hits")), ==, 0);
  g_assert_null (strstr (answer->body, "wilhelmina"));
  gives (self, "GET", STIPPLE_PATH_INTAKES, self->reception, NULL, 200);
  assert_newest (self, "listed", "reception");
  gives (self, "GET", STIPPLE_PATH_PATIENT, self->reception, NULL, 200);
  assert_newest (self, "searched", "reception");
}

/* A desk that asks and hears nothing new leaves no entry. */
static void
test_polling (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) before = list (self);
  g_autoptr (Answer) after = NULL;

  gives (self, "GET", STIPPLE_PATH_CHANGES "?since=0", self->reception, NULL, 200);
  gives (self, "GET", STIPPLE_PATH_CHANGES, self->reception, NULL, 200);
  after = list (self);
  g_assert_cmpstr (before->body, ==, after->body);
}

static void
test_refusals (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  gives (self, "GET", STIPPLE_PATH_DEVICES, self->reception, NULL, 403);
  assert_newest (self, "refused", "reception");
  gives (self, "GET", STIPPLE_PATH_INTAKES, "gibberish", NULL, 401);
  assert_newest (self, "refused", "anyone");
  answer = list (self);
  g_assert_cmpint (json_integer_value (
                       json_object_get (json_object_get (entry (answer, 0), "detail"), "status")),
                   ==, 401);
}

/* Whoever has no token cannot fill the disk; what was left out is counted. */
static void
test_many_refusals (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;
  const json_t *detail;

  for (guint i = 0; i < STIPPLE_AUDIT_REFUSALS + 10; i++)
    gives (self, "GET", STIPPLE_PATH_INTAKES, NULL, NULL, 401);
  answer = list (self);
  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "entries")), ==,
                    1 + STIPPLE_AUDIT_REFUSALS);
  g_clear_pointer (&answer, answer_free);
  stipple_clock_advance (self->clock, G_TIME_SPAN_MINUTE);
  gives (self, "GET", STIPPLE_PATH_INTAKES, NULL, NULL, 401);
  answer = list (self);
  detail = json_object_get (entry (answer, 0), "detail");
  g_assert_cmpint (json_integer_value (json_object_get (detail, "unwritten")), ==, 10);
}

static void
test_sign_in (HubTest *self, gconstpointer data)
{
  g_autofree char *good =
      g_strdup_printf ("{\"user\":\"admin\",\"password\":\"%s\"}", hub_test_get_password ());
  const char *bad = "{\"user\":\"admin\",\"password\":\"wrong\"}";
  g_autoptr (Answer) answer = NULL;

  gives (self, "POST", STIPPLE_PATH_SIGN_IN, NULL, good, 200);
  assert_newest (self, "sign-in", "administrator");
  gives (self, "POST", STIPPLE_PATH_SIGN_IN, NULL, bad, 401);
  assert_newest (self, "sign-in-failed", "anyone");
  for (guint i = 0; i < 4; i++)
    gives (self, "POST", STIPPLE_PATH_SIGN_IN, NULL, bad, 401);
  gives (self, "POST", STIPPLE_PATH_SIGN_IN, NULL, good, 429);
  assert_newest (self, "throttled", "anyone");
  gives (self, "POST", STIPPLE_PATH_SIGN_OUT, self->reception, NULL, 204);
  assert_newest (self, "sign-out", "reception");
  answer = list (self);
  g_assert_null (strstr (answer->body, "wrong"));
}

static void
test_desk_events (HubTest *self, gconstpointer data)
{
  g_autofree char *code = deliver (self);
  g_autofree char *print =
      g_strdup_printf ("{\"action\":\"print\",\"what\":\"summary\",\"code\":\"%s\"}", code);
  g_autoptr (Answer) answer = NULL;

  gives (self, "POST", STIPPLE_PATH_AUDIT_EVENTS, self->reception, print, 201);
  assert_newest (self, "print", "reception");
  gives (self, "POST", STIPPLE_PATH_AUDIT_EVENTS, self->reception,
         "{\"action\":\"export\",\"what\":\"csv\",\"count\":12}", 201);
  answer = list (self);
  g_assert_cmpstr (text (entry (answer, 0), "action"), ==, "export");
  g_assert_cmpint (
      json_integer_value (json_object_get (json_object_get (entry (answer, 0), "detail"), "count")),
      ==, 12);
  g_assert_nonnull (text (entry (answer, 1), "subject"));
}

static void
test_desk_events_refused (HubTest *self, gconstpointer data)
{
  static const struct
  {
    const char *body;
    int status;
  } cases[] = {
    { "{\"action\":\"deleted\",\"what\":\"csv\"}", 422 },
    { "{\"action\":\"print\",\"what\":\"Wilhelmina\"}", 422 },
    { "{\"action\":\"print\",\"what\":\"csv\",\"count\":-1}", 422 },
    { "{\"action\":\"print\",\"what\":\"csv\",\"count\":\"1\"}", 422 },
    { "{\"action\":\"print\",\"what\":\"summary\",\"code\":\"!\"}", 422 },
    { "{\"action\":\"print\",\"what\":\"summary\",\"code\":\"000000\"}", 404 },
    { "{\"action\":\"print\",\"what\":\"summary\",\"code\":1}", 400 },
    { "{}", 422 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    gives (self, "POST", STIPPLE_PATH_AUDIT_EVENTS, self->reception, cases[i].body,
           cases[i].status);
}

static void
test_pages (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;
  g_autofree char *target = NULL;

  for (guint i = 0; i < 4; i++)
    gives (self, "GET", STIPPLE_PATH_INTAKES, self->reception, NULL, 200);
  first = hub_get (self, STIPPLE_PATH_ADMIN_AUDIT "?limit=3", self->admin);
  target = g_strdup_printf (STIPPLE_PATH_ADMIN_AUDIT "?limit=3&after=%s",
                            answer_get_string (first, "next"));
  second = hub_get (self, target, self->admin);
  g_assert_cmpint (json_integer_value (json_object_get (entry (first, 2), "seq")), ==, 3);
  g_assert_cmpint (json_integer_value (json_object_get (entry (second, 0), "seq")), ==, 2);
  g_assert_cmpuint (json_array_size (json_object_get (second->json, "entries")), ==, 2);
  g_assert_null (answer_get_string (second, "next"));
}

/* What was not done has no entry: both are of one transaction. */
static void
test_nothing_for_nothing (HubTest *self, gconstpointer data)
{
  g_autofree char *code = deliver (self);
  g_autofree char *state = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s/state", code);
  g_autoptr (Answer) before = list (self);
  g_autoptr (Answer) after = NULL;

  gives (self, "POST", state, self->reception, "{\"state\":\"treated\"}", 409);
  after = list (self);
  g_assert_cmpstr (before->body, ==, after->body);
}

/* And what has no entry was not done. */
static void
test_no_entry_no_change (HubTest *self, gconstpointer data)
{
  g_autofree char *code = deliver (self);
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s", code);
  g_autofree char *state = g_strconcat (target, "/state", NULL);
  g_autoptr (Answer) after = NULL;

  hub_test_sql (self, "CREATE TRIGGER broken BEFORE INSERT ON audit "
                      "BEGIN SELECT RAISE (ABORT, 'broken'); END");
  {
    g_autoptr (Answer) refused =
        hub_ask (self, "POST", state, self->reception, "{\"state\":\"seen\"}", NULL);
    g_autoptr (Answer) unseen = hub_get (self, target, self->reception);

    g_assert_cmpint (refused->status, >=, 400);
    g_assert_cmpint (unseen->status, >=, 400);
    g_assert_null (json_object_get (unseen->json, "patient"));
  }
  hub_test_sql (self, "DROP TRIGGER broken");
  after = hub_get (self, target, self->reception);
  g_assert_cmpstr (answer_get_string (after, "state"), ==, "new");
}

/* --- The chain. */

static void
make_entries (HubTest *self, guint n)
{
  for (guint i = 0; i < n; i++)
    g_assert_true (
        stipple_audit_event (self->hub, NULL, "listed", NULL, json_object (), NULL, NULL));
}

static void
test_whole (HubTest *self, gconstpointer data)
{
  gint64 count, since;
  GError *error = NULL;

  make_entries (self, 1200); /* more than one page */
  stipple_audit_verify (self->hub, &count, &since, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, 1201);
  g_assert_cmpint (since, ==, stipple_hub_now (self->hub));
}

typedef struct
{
  const char *path;
  const char *sql;
  const char *message;
} Tampering;

#define REMOVED(n) "Entry " #n " of the audit was removed."
#define CHANGED(n) "Entry " #n " of the audit was changed."

static const Tampering tamperings[] = {
  { "edited-time", "UPDATE audit SET at = at + 1 WHERE seq = 5", CHANGED (5) },
  { "edited-who", "UPDATE audit SET who = 'somebody' WHERE seq = 5", CHANGED (5) },
  { "edited-role", "UPDATE audit SET role = 'device' WHERE seq = 5", CHANGED (5) },
  { "edited-address", "UPDATE audit SET address = '10.0.0.1' WHERE seq = 5", CHANGED (5) },
  { "edited-action", "UPDATE audit SET action = 'viewed' WHERE seq = 5", CHANGED (5) },
  { "edited-subject", "UPDATE audit SET subject = 'x' WHERE seq = 5", CHANGED (5) },
  { "edited-detail", "UPDATE audit SET detail = x'00' WHERE seq = 5", CHANGED (5) },
  { "detail-taken", "UPDATE audit SET detail = NULL WHERE seq = 5", CHANGED (5) },
  { "edited-prev", "UPDATE audit SET prev = zeroblob (16) WHERE seq = 5", CHANGED (5) },
  { "edited-hash", "UPDATE audit SET hash = zeroblob (16) WHERE seq = 5", CHANGED (5) },
  { "edited-last", "UPDATE audit SET at = at + 1 WHERE seq = 9", CHANGED (9) },
  { "edited-first", "UPDATE audit SET at = at + 1 WHERE seq = 1", CHANGED (1) },
  { "not-utf-8", "UPDATE audit SET action = CAST (x'ff' AS TEXT) WHERE seq = 5", CHANGED (5) },
  { "removed", "DELETE FROM audit WHERE seq = 5", REMOVED (5) },
  { "removed-first", "DELETE FROM audit WHERE seq = 1", REMOVED (1) },
  { "removed-and-closed-up",
    "DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = seq - 1 WHERE seq > 5", REMOVED (9) },
  { "reordered",
    "UPDATE audit SET seq = -1 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; "
    "UPDATE audit SET seq = 5 WHERE seq = -1",
    CHANGED (5) },
  { "repeated",
    "DELETE FROM audit WHERE seq = 5; INSERT INTO audit SELECT 5, at, who, role, address, action, "
    "subject, detail, prev, hash FROM audit WHERE seq = 4",
    CHANGED (5) },
  { "truncated", "DELETE FROM audit WHERE seq > 6", REMOVED (9) },
  { "truncated-to-nothing", "DELETE FROM audit", REMOVED (9) },
  { "added",
    "INSERT INTO audit SELECT 10, at, who, role, address, action, subject, detail, prev, hash "
    "FROM audit WHERE seq = 9",
    "Entry 10 of the audit was not written by this hub." },
  { "added-before",
    "INSERT INTO audit SELECT 0, at, who, role, address, action, subject, detail, prev, hash "
    "FROM audit WHERE seq = 1",
    CHANGED (0) },
};

static void
test_tampering (HubTest *self, gconstpointer data)
{
  const Tampering *tampering = data;
  g_autoptr (GError) error = NULL;
  gint64 count, since;

  make_entries (self, 8);
  g_assert_true (stipple_audit_verify (self->hub, &count, &since, NULL));
  hub_test_sql (self, tampering->sql);
  g_assert_false (stipple_audit_verify (self->hub, &count, &since, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
  g_assert_cmpstr (error->message, ==, tampering->message);
}

/* The head cannot be made to fit: it is sealed, and an older one tells of fewer entries. */
static void
test_head (HubTest *self, gconstpointer data)
{
  g_autoptr (GError) older = NULL;
  g_autoptr (GError) broken = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) begun = NULL;
  gint64 count, since;

  hub_test_sql (self, "CREATE TABLE kept AS SELECT audit_head FROM hub");
  make_entries (self, 3);
  hub_test_sql (self, "UPDATE hub SET audit_head = (SELECT audit_head FROM kept)");
  g_assert_false (stipple_audit_verify (self->hub, &count, &since, &older));
  g_assert_error (older, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
  hub_test_sql (self, "UPDATE hub SET audit_head = zeroblob (80)");
  g_assert_false (stipple_audit_verify (self->hub, &count, &since, &broken));
  g_assert_error (broken, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
  hub_test_sql (self, "UPDATE hub SET audit_head = NULL");
  g_assert_false (stipple_audit_verify (self->hub, &count, &since, &missing));
  g_assert_error (missing, STIPPLE_ERROR, STIPPLE_ERROR_NOT_FOUND);
  /* Nor does the hub begin a new chain over the old one, even where there is room for it. */
  hub_test_sql (self, "DELETE FROM audit WHERE seq = 1");
  g_assert_false (stipple_audit_begin (self->hub, &begun));
  g_assert_error (begun, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
  hub_test_sql (self, "DROP TABLE kept; DELETE FROM audit");
}

/* An entry that this hub did write, whole and in its place, but in another history: of a copy that was put back. */
static void
test_of_another_history (HubTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 count, since;

  hub_test_sql (self, "CREATE TABLE kept AS SELECT audit_head FROM hub");
  make_entries (self, 4);
  hub_test_sql (self, "CREATE TABLE others AS SELECT * FROM audit WHERE seq = 3;"
                      "DELETE FROM audit WHERE seq > 1;"
                      "UPDATE hub SET audit_head = (SELECT audit_head FROM kept)");
  stipple_clock_advance (self->clock, G_TIME_SPAN_MINUTE);
  make_entries (self, 4);
  g_assert_true (stipple_audit_verify (self->hub, &count, &since, NULL));
  hub_test_sql (self, "DELETE FROM audit WHERE seq = 3; INSERT INTO audit SELECT * FROM others");
  g_assert_false (stipple_audit_verify (self->hub, &count, &since, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_CORRUPT);
  g_assert_cmpstr (error->message, ==, CHANGED (3));
  hub_test_sql (self, "DROP TABLE kept; DROP TABLE others");
}

static void
add_tamperings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strconcat ("/hub/audit/tampered/", tamperings[i].path, NULL);

      g_test_add (path, HubTest, &tamperings[i], hub_test_set_up, test_tampering,
                  hub_test_tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/audit/begin", test_begin);
  hub_test_add ("/hub/audit/work", test_work);
  hub_test_add ("/hub/audit/who-and-what", test_who_and_what);
  hub_test_add ("/hub/audit/search", test_search);
  hub_test_add ("/hub/audit/polling", test_polling);
  hub_test_add ("/hub/audit/refusals", test_refusals);
  hub_test_add ("/hub/audit/many-refusals", test_many_refusals);
  hub_test_add ("/hub/audit/sign-in", test_sign_in);
  hub_test_add ("/hub/audit/desk-events", test_desk_events);
  hub_test_add ("/hub/audit/desk-events-refused", test_desk_events_refused);
  hub_test_add ("/hub/audit/pages", test_pages);
  hub_test_add ("/hub/audit/nothing-for-nothing", test_nothing_for_nothing);
  hub_test_add ("/hub/audit/no-entry-no-change", test_no_entry_no_change);
  hub_test_add ("/hub/audit/whole", test_whole);
  hub_test_add ("/hub/audit/head", test_head);
  hub_test_add ("/hub/audit/of-another-history", test_of_another_history);
  add_tamperings ();
  return g_test_run ();
}
