// SPDX-License-Identifier: GPL-3.0-or-later
/* What kiosks say they recorded against what the hub holds, and closing a day. */
#include "day-close-test.h"
#include <string.h>

static void
assert_where (const Answer *answer, const Made *made, const char *where)
{
  const json_t *one = day_entry (answer, "missing", made->code);

  g_assert_nonnull (one);
  g_assert_cmpstr (json_string_value (json_object_get (one, "where")), ==, where);
}

/* --- By receipt. */

static void
test_all_here (HubTest *self, gconstpointer data)
{
  g_auto (Made) a = day_deliver (self);
  g_auto (Made) b = day_deliver (self);
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 2, json_pack ("[o, o]", day_claim (&a, "delivered"), day_claim (&b, "purged")));
  answer = day_look (self, TODAY);
  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "kiosks")), ==, 1);
  g_assert_cmpint (day_number (day_kiosk (answer, 0), "recorded"), ==, 2);
  g_assert_cmpint (day_number (day_kiosk (answer, 0), "held"), ==, 2);
  g_assert_cmpuint (json_array_size (json_object_get (day_kiosk (answer, 0), "missing")), ==, 0);
  g_assert_cmpuint (json_array_size (json_object_get (day_kiosk (answer, 0), "unclaimed")), ==, 0);
  g_assert_false (day_is_silent (day_kiosk (answer, 0)));
}

static void
test_missing (HubTest *self, gconstpointer data)
{
  static const char *const states[] = { "waiting", "delivered", "quarantined", "purged" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_auto (Made) here = day_deliver (self);
      g_auto (Made) made = day_record (self);
      g_autoptr (Answer) answer = NULL;

      day_tell (self, 2 * i + 1,
                json_pack ("[o, o]", day_claim (&here, "delivered"), day_claim (&made, states[i])));
      answer = day_look (self, TODAY);
      assert_where (answer, &made, states[i]);
      g_assert_null (day_entry (answer, "missing", here.code));
    }
}

/* One that a kiosk no longer speaks of is not forgotten. */
static void
test_gone (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_record (self);
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "waiting")));
  day_tell (self, 2, json_array ());
  answer = day_look (self, TODAY);
  assert_where (answer, &made, "gone");
}

/* Its record on the kiosk's disk is spoilt, but it was told before. */
static void
test_code_is_remembered (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_record (self);
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "waiting")));
  day_tell (self, 2, json_pack ("[{s:s, s:s}]", "id", made.id, "state", "quarantined"));
  answer = day_look (self, TODAY);
  assert_where (answer, &made, "quarantined");
}

/* What the hub's disk has spoilt of it does not hide it. */
static void
test_code_is_damaged (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_record (self);
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "waiting")));
  hub_test_sql (self, "UPDATE claims SET code = x'00'");
  answer = day_look (self, TODAY);
  g_assert_cmpuint (json_array_size (json_object_get (day_kiosk (answer, 0), "missing")), ==, 1);
}

static void
test_differing (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_deliver (self);
  g_autoptr (Answer) answer = NULL;

  made.receipt[0] = made.receipt[0] == 'a' ? 'b' : 'a';
  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "delivered")));
  answer = day_look (self, TODAY);
  g_assert_nonnull (day_entry (answer, "differing", made.code));
  g_assert_cmpint (day_number (day_kiosk (answer, 0), "held"), ==, 1);
}

/* At the hub, and the kiosk told later that it recorded nothing. */
static void
test_unclaimed (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_deliver (self);
  g_autoptr (Answer) before = day_look (self, TODAY);
  g_autoptr (Answer) after = NULL;

  /* It arrived since the kiosk was heard: nothing is wrong. */
  g_assert_null (day_entry (before, "unclaimed", made.code));
  g_assert_cmpint (day_number (day_kiosk (before, 0), "recorded"), ==, 1);
  stipple_clock_advance (self->clock, MINUTE);
  day_tell (self, 0, json_array ());
  after = day_look (self, TODAY);
  g_assert_nonnull (day_entry (after, "unclaimed", made.code));
  g_assert_cmpint (day_number (day_kiosk (after, 0), "recorded"), ==, 0);
}

/* No kiosk recorded what was keyed in from paper. */
static void
test_paper (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_deliver (self);
  g_autoptr (Answer) answer = NULL;

  hub_test_sql (self, "UPDATE devices SET kind = 'paper'");
  answer = day_look (self, TODAY);
  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "kiosks")), ==, 0);
}

static void
test_deleted (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_deliver (self);
  g_autofree char *target = g_strdup_printf (STIPPLE_PATH_INTAKES "/%s", made.code);
  g_autoptr (Answer) deleted = NULL;
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "delivered")));
  deleted = hub_ask (self, "DELETE", target, self->admin, "{\"reason\":\"asked for\"}", NULL);
  g_assert_cmpint (deleted->status, ==, 204);
  answer = day_look (self, TODAY);
  g_assert_cmpint (day_number (day_kiosk (answer, 0), "deleted"), ==, 1);
  g_assert_cmpint (day_number (day_kiosk (answer, 0), "held"), ==, 0);
  g_assert_cmpuint (json_array_size (json_object_get (day_kiosk (answer, 0), "missing")), ==, 0);
  g_assert_cmpuint (json_array_size (json_object_get (day_kiosk (answer, 0), "differing")), ==, 0);
}

static void
test_dismissed (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_record (self);
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "dismissed")));
  answer = day_look (self, TODAY);
  g_assert_cmpint (day_number (day_kiosk (answer, 0), "dismissed"), ==, 1);
  g_assert_cmpuint (json_array_size (json_object_get (day_kiosk (answer, 0), "missing")), ==, 0);
}

/* The planted gap: the row is taken out of the hub's database. */
static void
test_lost_at_hub (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_deliver (self);
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "purged")));
  day_assert_counts (self, TODAY, 1, 1, 0);
  hub_test_sql (self, "PRAGMA foreign_keys = OFF; DELETE FROM intakes");
  answer = day_look (self, TODAY);
  assert_where (answer, &made, "purged");
}

/* --- Closing. */

static Answer *
close_day (HubTest *self, const char *reason, const char *etag)
{
  g_autoptr (StippleJson) json = json_pack ("{s:s, s:s*}", "date", TODAY, "reason", reason);
  g_autofree char *body = stipple_json_canonical (json);
  g_autofree char *more = etag != NULL ? g_strdup_printf ("If-Match: %s\r\n", etag) : NULL;

  return hub_ask (self, "POST", STIPPLE_PATH_DAY_CLOSE, self->reception, body, more);
}

static char *
current_etag (HubTest *self)
{
  g_autoptr (Answer) answer = day_look (self, TODAY);

  return answer_get_header (answer, "ETag");
}

static const json_t *
signature (const Answer *answer, gsize index)
{
  return json_array_get (json_object_get (answer->json, "closes"), index);
}

static void
test_close (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_deliver (self);
  g_autofree char *now = stipple_clock_format_utc (stipple_hub_now (self->hub));
  g_autofree char *etag = NULL;
  g_autoptr (Answer) closed = NULL;
  g_autoptr (Answer) answer = NULL;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "delivered")));
  etag = current_etag (self);
  closed = close_day (self, NULL, etag);
  g_assert_cmpint (closed->status, ==, 201);
  hub_test_restart (self, NULL);
  answer = day_look (self, TODAY);
  g_assert_cmpuint (json_array_size (json_object_get (answer->json, "closes")), ==, 1);
  g_assert_cmpstr (json_string_value (json_object_get (signature (answer, 0), "by")), ==,
                   "Reception");
  g_assert_cmpstr (json_string_value (json_object_get (signature (answer, 0), "at")), ==, now);
  g_assert_cmpint (day_number (signature (answer, 0), "recorded"), ==, 1);
  g_assert_null (json_object_get (signature (answer, 0), "reason"));
}

static void
test_close_with_gap (HubTest *self, gconstpointer data)
{
  static const char reason[] = "Kiosk 2 goes to the workshop";
  g_auto (Made) made = day_record (self);
  g_autofree char *etag = NULL;
  g_autoptr (Answer) refused = NULL;
  g_autoptr (Answer) short_one = NULL;
  g_autoptr (Answer) closed = NULL;

  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "waiting")));
  etag = current_etag (self);
  refused = close_day (self, NULL, etag);
  g_assert_cmpint (refused->status, ==, 422);
  short_one = close_day (self, " - ", etag);
  g_assert_cmpint (short_one->status, ==, 422);
  closed = close_day (self, reason, etag);
  g_assert_cmpint (closed->status, ==, 201);
  g_assert_cmpstr (json_string_value (json_object_get (signature (closed, 0), "reason")), ==,
                   reason);
  g_assert_cmpint (day_number (signature (closed, 0), "missing"), ==, 1);
  g_assert_false (hub_test_folder_has (self->dir, "workshop", strlen ("workshop")));
}

static void
test_close_silent (HubTest *self, gconstpointer data)
{
  g_autofree char *etag = NULL;
  g_autoptr (Answer) refused = NULL;

  stipple_clock_advance (self->clock, 16 * MINUTE);
  etag = current_etag (self);
  refused = close_day (self, NULL, etag);
  g_assert_cmpint (refused->status, ==, 422);
}

/* A kiosk syncs between the look and the signature: what was signed is not what is there. */
static void
test_close_while_syncing (HubTest *self, gconstpointer data)
{
  g_autofree char *seen = current_etag (self);
  g_auto (Made) made = day_deliver (self);
  g_autoptr (Answer) unseen = close_day (self, NULL, seen);
  g_autofree char *now = answer_get_header (unseen, "ETag");
  g_autoptr (Answer) told = NULL;

  g_assert_cmpint (unseen->status, ==, 412);
  g_assert_cmpint (
      day_number (
          json_array_get (json_object_get (json_object_get (unseen->json, "current"), "kiosks"), 0),
          "recorded"),
      ==, 1);
  /* That the kiosk tells of it adds nothing to what the front desk has seen. */
  day_tell (self, 1, json_pack ("[o]", day_claim (&made, "delivered")));
  told = close_day (self, NULL, now);
  g_assert_cmpint (told->status, ==, 201);
}

static void
test_close_needs_look (HubTest *self, gconstpointer data)
{
  g_autoptr (Answer) blind = close_day (self, NULL, NULL);
  g_autoptr (Answer) malformed = hub_ask (self, "POST", STIPPLE_PATH_DAY_CLOSE, self->reception,
                                          "{\"date\":\"today\"}", "If-Match: \"x\"\r\n");
  g_autoptr (Answer) day = hub_get (self, STIPPLE_PATH_DAY_CLOSE "?date=2026-13-01", self->admin);

  g_assert_cmpint (blind->status, ==, 428);
  g_assert_cmpint (malformed->status, ==, 422);
  g_assert_cmpint (day->status, ==, 400);
}

static gint64
count_audited (HubTest *self, const char *action)
{
  g_autoptr (Answer) answer = hub_get (self, STIPPLE_PATH_ADMIN_AUDIT "?limit=500", self->admin);
  gint64 n = 0;
  gsize i;
  json_t *one;

  json_array_foreach (json_object_get (answer->json, "entries"), i, one)
    {
      n += g_strcmp0 (json_string_value (json_object_get (one, "action")), action) == 0;
    }
  return n;
}

/* A desk that looks every few seconds is written down when it sees something new. */
static void
test_audited (HubTest *self, gconstpointer data)
{
  g_autofree char *etag = current_etag (self);
  g_autofree char *more = g_strdup_printf ("If-None-Match: %s\r\n", etag);
  g_autoptr (Answer) again =
      hub_ask (self, "GET", STIPPLE_PATH_DAY_CLOSE, self->reception, NULL, more);
  g_autoptr (Answer) heard = NULL;
  g_autoptr (Answer) closed = NULL;

  g_assert_cmpint (again->status, ==, 304);
  stipple_clock_advance (self->clock, MINUTE);
  day_tell (self, 0, json_array ());
  heard = hub_ask (self, "GET", STIPPLE_PATH_DAY_CLOSE, self->reception, NULL, more);
  g_assert_cmpint (heard->status, ==, 304);
  g_assert_cmpint (count_audited (self, "day-viewed"), ==, 1);
  closed = close_day (self, NULL, etag);
  g_assert_cmpint (closed->status, ==, 201);
  g_assert_cmpint (count_audited (self, "day-closed"), ==, 1);
}

/* A hub of before there were tallies finds the days of its intakes when it starts. */
static void
test_days_of_before (HubTest *self, gconstpointer data)
{
  g_auto (Made) made = day_deliver (self);

  hub_test_sql (self, "UPDATE intakes SET day = NULL; UPDATE search_documents SET rules = 0; "
                      "UPDATE hub SET search_rules = 0");
  day_assert_counts (self, TODAY, 0, 0, 0);
  hub_test_restart (self, NULL);
  day_assert_counts (self, TODAY, 1, 1, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/day-close/all-here", test_all_here);
  hub_test_add ("/day-close/missing", test_missing);
  hub_test_add ("/day-close/gone", test_gone);
  hub_test_add ("/day-close/code-is-remembered", test_code_is_remembered);
  hub_test_add ("/day-close/code-is-damaged", test_code_is_damaged);
  hub_test_add ("/day-close/differing", test_differing);
  hub_test_add ("/day-close/unclaimed", test_unclaimed);
  hub_test_add ("/day-close/paper", test_paper);
  hub_test_add ("/day-close/deleted", test_deleted);
  hub_test_add ("/day-close/dismissed", test_dismissed);
  hub_test_add ("/day-close/lost-at-hub", test_lost_at_hub);
  hub_test_add ("/day-close/close", test_close);
  hub_test_add ("/day-close/close-with-gap", test_close_with_gap);
  hub_test_add ("/day-close/close-silent", test_close_silent);
  hub_test_add ("/day-close/close-while-syncing", test_close_while_syncing);
  hub_test_add ("/day-close/close-needs-look", test_close_needs_look);
  hub_test_add ("/day-close/audited", test_audited);
  hub_test_add ("/day-close/days-of-before", test_days_of_before);
  return g_test_run ();
}
