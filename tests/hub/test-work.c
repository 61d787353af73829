// SPDX-License-Identifier: GPL-3.0-or-later
/* Work on an intake at the front desk: states, notes, letters, corrections, deletion; two desks at once. */
#include "hub-test.h"
#include <string.h>

#define NOTE_ID "3f1c2a90-5d7e-4b1a-9c55-0a6f4e2d8b01"

/* One intake that a kiosk delivered. */
typedef struct
{
  json_t *bundle;
  const char *code; /* borrowed from it */
} Delivered;

static void
delivered_clear (Delivered *self)
{
  json_decref (self->bundle);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Delivered, delivered_clear)

static Delivered
deliver (HubTest *self)
{
  Delivered it = { .bundle = hub_test_new_bundle (self, 1) };
  const json_t *identifier = json_object_get (bundle_get_resource (it.bundle, 1), "identifier");

  hub_post_accepted (self, it.bundle);
  it.code = json_string_value (json_object_get (identifier, "value"));
  g_assert_nonnull (it.code);
  return it;
}

static Answer *
ask (HubTest *self, const char *method, const Delivered *it, const char *rest, const char *body,
     const char *if_match)
{
  g_autofree char *target = g_strdup_printf ("%s/%s%s", STIPPLE_PATH_INTAKES, it->code, rest);
  g_autofree char *more = if_match != NULL ? g_strdup_printf ("If-Match: %s\r\n", if_match) : NULL;

  return hub_ask (self, method, target,
                  strcmp (method, "DELETE") == 0 ? self->admin : self->reception, body, more);
}

static void
gives (HubTest *self, const char *method, const Delivered *it, const char *rest, const char *body,
       int status)
{
  g_autoptr (Answer) answer = ask (self, method, it, rest, body, NULL);

  g_assert_cmpint (answer->status, ==, status);
}

static Answer *
get (HubTest *self, const Delivered *it)
{
  Answer *answer = ask (self, "GET", it, "", NULL, NULL);

  g_assert_cmpint (answer->status, ==, 200);
  return answer;
}

static const json_t *
work_of (const Answer *answer)
{
  const json_t *work = json_object_get (answer->json, "work");

  g_assert_nonnull (work);
  return work;
}

static const char *
text (const json_t *json, const char *member)
{
  return json_string_value (json_object_get (json, member));
}

static const json_t *
nth (const json_t *work, const char *list, gsize index)
{
  return json_array_get (json_object_get (work, list), index);
}

/* --- What it is when it arrives. */

static void
test_new (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) answer = get (self, &it);
  g_autofree char *etag = answer_get_header (answer, "ETag");
  const json_t *work = work_of (answer);

  g_assert_cmpstr (etag, ==, "\"1\"");
  g_assert_cmpstr (text (work, "state"), ==, "new");
  g_assert_cmpstr (answer_get_string (answer, "state"), ==, "new");
  g_assert_null (json_object_get (work, "stateBy"));
  g_assert_cmpuint (json_array_size (json_object_get (work, "notes")), ==, 0);
  g_assert_true (json_is_null (json_object_get (work, "letter")));
  g_assert_cmpuint (json_array_size (json_object_get (work, "history")), ==, 1);
  g_assert_cmpstr (text (nth (work, "history", 0), "what"), ==, "received");
  g_assert_cmpstr (text (nth (work, "history", 0), "receipt"), ==,
                   answer_get_string (answer, "receipt"));
  g_assert_null (text (nth (work, "history", 0), "by"));
  g_assert_cmpstr (answer_get_string (answer, "deviceName"), ==, "Lobby");
}

/* --- States. */

static void
test_states (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autofree char *now = stipple_clock_format_utc (stipple_hub_now (self->hub));
  g_autoptr (Answer) seen = ask (self, "POST", &it, "/state", "{\"state\":\"seen\"}", NULL);
  g_autofree char *etag = answer_get_header (seen, "ETag");
  g_autoptr (Answer) after = NULL;

  g_assert_cmpint (seen->status, ==, 200);
  g_assert_cmpstr (etag, ==, "\"2\"");
  g_assert_cmpstr (text (work_of (seen), "state"), ==, "seen");
  g_assert_cmpstr (text (work_of (seen), "stateBy"), ==, "Reception");
  g_assert_cmpstr (text (work_of (seen), "stateAt"), ==, now);
  gives (self, "POST", &it, "/state", "{\"state\":\"reviewed\"}", 200);
  gives (self, "POST", &it, "/state", "{\"state\":\"treated\"}", 200);
  gives (self, "POST", &it, "/state", "{\"state\":\"closed\"}", 200);
  gives (self, "POST", &it, "/state", "{\"state\":\"reviewed\"}", 200);
  after = get (self, &it);
  g_assert_cmpuint (json_array_size (json_object_get (work_of (after), "history")), ==, 6);
  g_assert_cmpstr (text (nth (work_of (after), "history", 5), "state"), ==, "reviewed");
}

static void
test_state_refused (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);

  gives (self, "POST", &it, "/state", "{\"state\":\"treated\"}", 409);
  gives (self, "POST", &it, "/state", "{\"state\":\"new\"}", 200); /* it is */
  gives (self, "POST", &it, "/state", "{\"state\":\"seen\"}", 200);
  gives (self, "POST", &it, "/state", "{\"state\":\"new\"}", 409);
  gives (self, "POST", &it, "/state", "{\"state\":\"lost\"}", 422);
  gives (self, "POST", &it, "/state", "{}", 400);
}

/* Closing and reopening is no way round the review. */
static void
test_state_not_treated (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);

  gives (self, "POST", &it, "/state", "{\"state\":\"closed\"}", 200);
  gives (self, "POST", &it, "/state", "{\"state\":\"treated\"}", 409);
  gives (self, "POST", &it, "/state", "{\"state\":\"reviewed\"}", 200);
  gives (self, "POST", &it, "/state", "{\"state\":\"treated\"}", 200);
  gives (self, "POST", &it, "/state", "{\"state\":\"closed\"}", 200);
  gives (self, "POST", &it, "/state", "{\"state\":\"treated\"}", 200);
}

static void
test_state_twice (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) again = NULL;

  gives (self, "POST", &it, "/state", "{\"state\":\"seen\"}", 200);
  again = ask (self, "POST", &it, "/state", "{\"state\":\"seen\"}", "\"1\"");
  g_assert_cmpint (again->status, ==, 200);
  g_assert_cmpuint (json_array_size (json_object_get (work_of (again), "history")), ==, 2);
}

static void
test_unknown (HubTest *self, gconstpointer data)
{
  Delivered nobody = { .code = "000000" };
  Delivered nonsense = { .code = "no" };

  gives (self, "POST", &nobody, "/state", "{\"state\":\"seen\"}", 404);
  gives (self, "POST", &nonsense, "/state", "{\"state\":\"seen\"}", 404);
}

/* --- Notes. */

static char *
write_note (const char *id, const char *words)
{
  g_autoptr (StippleJson) note = json_pack ("{s:s, s:s}", "id", id, "text", words);

  return stipple_json_canonical (note);
}

static void
test_note (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autofree char *body = write_note (NOTE_ID, " Call back on Monday.\nAfter ten. ");
  g_autoptr (Answer) added = ask (self, "POST", &it, "/notes", body, NULL);
  g_autoptr (Answer) again = ask (self, "POST", &it, "/notes", body, "\"1\"");
  const json_t *note = nth (work_of (again), "notes", 0);

  g_assert_cmpint (added->status, ==, 201);
  /* Again, by who did not hear that it was kept: also when it names the revision of then. */
  g_assert_cmpint (again->status, ==, 200);
  g_assert_cmpuint (json_array_size (json_object_get (work_of (again), "notes")), ==, 1);
  g_assert_cmpstr (text (note, "id"), ==, NOTE_ID);
  g_assert_cmpstr (text (note, "by"), ==, "Reception");
  g_assert_cmpstr (text (note, "text"), ==, "Call back on Monday.\nAfter ten.");
  g_assert_cmpstr (text (nth (work_of (again), "history", 1), "note"), ==, NOTE_ID);
}

static void
test_note_conflicts (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_auto (Delivered) other = deliver (self);
  g_autofree char *body = write_note (NOTE_ID, "One");
  g_autofree char *differs = write_note (NOTE_ID, "Two");

  gives (self, "POST", &it, "/notes", body, 201);
  gives (self, "POST", &it, "/notes", differs, 409);
  gives (self, "POST", &other, "/notes", body, 409);
}

static void
test_note_limits (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autofree char *full = g_strnfill (STIPPLE_NOTE_MAX, 'x');
  g_autofree char *over = g_strnfill (STIPPLE_NOTE_MAX + 1, 'x');
  g_autofree char *kept = write_note (NOTE_ID, full);
  g_autofree char *refused = write_note (NOTE_ID, over);
  g_autofree char *empty = write_note (NOTE_ID, " \n ");
  g_autofree char *bad_id = write_note ("1", "x");

  gives (self, "POST", &it, "/notes", refused, 422);
  gives (self, "POST", &it, "/notes", empty, 422);
  gives (self, "POST", &it, "/notes", bad_id, 422);
  gives (self, "POST", &it, "/notes", "{\"id\":\"" NOTE_ID "\"}", 400);
  gives (self, "POST", &it, "/notes", kept, 201);
}

/* The longest text in the longest way to write it. */
static void
test_note_escaped (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (GString) body = g_string_new ("{\"id\":\"" NOTE_ID "\",\"text\":\"");

  for (guint i = 0; i < STIPPLE_NOTE_MAX; i++)
    g_string_append (body, "\\ud83d\\ude42");
  g_string_append (body, "\"}");
  gives (self, "POST", &it, "/notes", body->str, 201);
}

/* --- The letter. */

static void
test_letter (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  const json_t *letter;
  g_autoptr (Answer) second = NULL;

  gives (self, "POST", &it, "/letter",
         "{\"received\":\"2026-12-01\",\"from\":\"Dr. Sample\",\"fit\":\"no\"}", 200);
  second = ask (self, "POST", &it, "/letter",
                "{\"received\":\"2026-12-02\",\"from\":\"Dr. Sample\",\"fit\":\"conditions\","
                "\"conditions\":\"After the antibiotics\"}",
                NULL);
  letter = json_object_get (work_of (second), "letter");
  g_assert_cmpint (second->status, ==, 200);
  g_assert_cmpstr (text (letter, "received"), ==, "2026-12-02");
  g_assert_cmpstr (text (letter, "fit"), ==, "conditions");
  g_assert_cmpstr (text (letter, "conditions"), ==, "After the antibiotics");
  g_assert_cmpstr (text (letter, "by"), ==, "Reception");
  g_assert_cmpuint (json_array_size (json_object_get (work_of (second), "history")), ==, 3);
}

static void
test_letter_refused (HubTest *self, gconstpointer data)
{
  static const char *const letters[] = {
    "{\"received\":\"2026-02-30\",\"from\":\"X\",\"fit\":\"yes\"}",
    "{\"received\":\"2026-12-01\",\"from\":\" \",\"fit\":\"yes\"}",
    "{\"received\":\"2026-12-01\",\"from\":\"X\",\"fit\":\"maybe\"}",
    "{\"received\":\"2026-12-01\",\"from\":\"X\",\"fit\":\"conditions\"}",
  };
  g_auto (Delivered) it = deliver (self);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    gives (self, "POST", &it, "/letter", letters[i], 422);
  gives (self, "POST", &it, "/letter", "{\"fit\":\"yes\"}", 400);
}

/* --- Corrections. */

/* The two resources with another family name, as a desk sends them back. */
static char *
correct (const Answer *answer, const char *family)
{
  g_autoptr (StippleJson) document = json_pack (
      "{s:o, s:o}", "patient", json_deep_copy (json_object_get (answer->json, "patient")),
      "response", json_deep_copy (json_object_get (answer->json, "response")));
  json_t *name =
      json_array_get (json_object_get (json_object_get (document, "patient"), "name"), 0);

  g_assert_nonnull (name);
  json_object_set_new (name, "family", json_string (family));
  return stipple_json_canonical (document);
}

static const char *
family_of (const json_t *intake)
{
  return json_string_value (json_object_get (
      json_array_get (json_object_get (json_object_get (intake, "patient"), "name"), 0), "family"));
}

static void
test_correction (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) before = get (self, &it);
  g_autofree char *body = correct (before, "Corrected");
  g_autoptr (Answer) put = ask (self, "PUT", &it, "", body, "\"1\"");
  g_autoptr (Answer) again = ask (self, "PUT", &it, "", body, "\"1\"");
  const json_t *event = nth (work_of (put), "history", 1);

  g_assert_cmpint (put->status, ==, 200);
  g_assert_cmpstr (family_of (put->json), ==, "Corrected");
  g_assert_cmpstr (answer_get_string (put, "lastName"), ==, "Corrected");
  g_assert_cmpint (json_integer_value (json_object_get (put->json, "version")), ==, 2);
  g_assert_cmpint (json_integer_value (json_object_get (put->json, "revision")), ==, 2);
  g_assert_cmpstr (text (event, "what"), ==, "corrected");
  g_assert_cmpstr (text (event, "by"), ==, "Reception");
  g_assert_cmpstr (text (event, "receipt"), ==, answer_get_string (put, "receipt"));
  /* Sent once more by who did not hear: nothing changes. */
  g_assert_cmpint (again->status, ==, 200);
  g_assert_cmpint (json_integer_value (json_object_get (again->json, "version")), ==, 2);
}

static char *
with_reason (const char *body, const char *reason)
{
  g_autoptr (StippleJson) json = json_loads (body, 0, NULL);

  json_object_set_new (json, "reason", json_string (reason));
  return stipple_json_canonical (json);
}

/* Why somebody corrected it, and what it said before and after. */
static void
test_correction_history (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) before = get (self, &it);
  g_autofree char *corrected = correct (before, "Corrected");
  g_autofree char *body = with_reason (corrected, "Misspelt at the kiosk");
  g_autofree char *short_reason = with_reason (corrected, "x");
  g_autoptr (Answer) refused = ask (self, "PUT", &it, "", short_reason, "\"1\"");
  g_autoptr (Answer) put = ask (self, "PUT", &it, "", body, "\"1\"");
  g_autoptr (Answer) first = ask (self, "GET", &it, "/versions/1", NULL, NULL);
  g_autoptr (Answer) second = ask (self, "GET", &it, "/versions/2", NULL, NULL);
  const char *const others[] = { "/versions/3", "/versions/0", "/versions/-1", "/versions/x" };

  g_assert_cmpint (refused->status, ==, 422);
  g_assert_cmpstr (text (nth (work_of (put), "history", 1), "reason"), ==, "Misspelt at the kiosk");
  g_assert_null (json_object_get (nth (work_of (put), "history", 0), "reason"));
  g_assert_null (json_object_get (put->json, "reason"));
  g_assert_cmpstr (family_of (first->json), ==, family_of (before->json));
  g_assert_null (json_object_get (first->json, "reason"));
  g_assert_cmpstr (family_of (second->json), ==, "Corrected");
  g_assert_cmpstr (answer_get_string (second, "reason"), ==, "Misspelt at the kiosk");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (Answer) none = ask (self, "GET", &it, others[i], NULL, NULL);

      g_assert_cmpint (none->status, ==, 404);
    }
}

static void
test_correction_needs_match (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) before = get (self, &it);
  g_autofree char *body = correct (before, "Corrected");

  gives (self, "PUT", &it, "", body, 428);
}

/* Two desks edit the same intake: the second gets to see the first one's. */
static void
test_two_desks (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) before = get (self, &it);
  g_autofree char *ours = correct (before, "Ours");
  g_autofree char *theirs = correct (before, "Theirs");
  g_autoptr (Answer) first = ask (self, "PUT", &it, "", ours, "\"1\"");
  g_autoptr (Answer) second = ask (self, "PUT", &it, "", theirs, "\"1\"");
  g_autofree char *etag = answer_get_header (second, "ETag");
  g_autoptr (Answer) third = NULL;

  g_assert_cmpint (first->status, ==, 200);
  g_assert_cmpint (second->status, ==, 412);
  g_assert_cmpstr (answer_get_string (second, "type"), ==, STIPPLE_PROBLEM_CHANGED);
  g_assert_cmpstr (family_of (json_object_get (second->json, "current")), ==, "Ours");
  third = ask (self, "PUT", &it, "", theirs, etag);
  g_assert_cmpint (third->status, ==, 200);
  g_assert_cmpstr (family_of (third->json), ==, "Theirs");
}

/* A desk that shows an older state does not overwrite a newer one. */
static void
test_stale_state (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) stale = NULL;

  gives (self, "POST", &it, "/state", "{\"state\":\"seen\"}", 200);
  stale = ask (self, "POST", &it, "/state", "{\"state\":\"closed\"}", "\"1\"");
  g_assert_cmpint (stale->status, ==, 412);
  g_assert_cmpstr (
      text (json_object_get (json_object_get (stale->json, "current"), "work"), "state"), ==,
      "seen");
}

static void
test_correction_refused (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_auto (Delivered) other = deliver (self);
  g_autoptr (Answer) theirs = get (self, &other);
  g_autofree char *swapped = correct (theirs, "Other");
  g_autoptr (Answer) before = get (self, &it);
  g_autofree char *good = correct (before, "X");
  g_autoptr (StippleJson) json = json_loads (good, 0, NULL);
  g_autofree char *bad = NULL;
  g_autoptr (Answer) fault = NULL;
  g_autoptr (Answer) another = ask (self, "PUT", &it, "", swapped, "\"1\"");
  g_autoptr (Answer) empty = ask (self, "PUT", &it, "", "{}", "\"1\"");

  json_object_set_new (json_object_get (json, "patient"), "birthDate", json_string ("1985-02-30"));
  bad = stipple_json_canonical (json);
  fault = ask (self, "PUT", &it, "", bad, "\"1\"");
  g_assert_cmpint (another->status, ==, 422);
  g_assert_cmpint (empty->status, ==, 400);
  g_assert_cmpint (fault->status, ==, 422);
  g_assert_cmpstr (answer_get_string (fault, "expression"), ==, "Patient.birthDate");
}

/* --- What a kiosk delivered and the desk then corrected. */

static const char *
receipt_in (const Answer *answer)
{
  const json_t *entry = json_array_get (json_object_get (answer->json, "entry"), 1);
  const json_t *extension =
      json_array_get (json_object_get (json_object_get (entry, "response"), "extension"), 0);

  return json_string_value (json_object_get (extension, "valueString"));
}

/* The kiosk never heard the first answer, and delivers again: it gets the receipt it waits for. */
static void
test_replay_after_correction (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) before = get (self, &it);
  g_autofree char *body = correct (before, "Corrected");
  g_autoptr (Answer) put = ask (self, "PUT", &it, "", body, "\"1\"");
  g_autoptr (Answer) replay = hub_post_bundle (self, self->device, it.bundle);
  g_autoptr (Answer) after = get (self, &it);

  g_assert_cmpint (put->status, ==, 200);
  g_assert_cmpint (replay->status, ==, 200);
  g_assert_cmpstr (receipt_in (replay), ==, answer_get_string (before, "receipt"));
  g_assert_cmpstr (family_of (after->json), ==, "Corrected");
}

/* Also when that kiosk was enrolled anew in the meantime. */
static void
test_replay_by_new_enrolment (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) before = get (self, &it);
  g_autofree char *body = correct (before, "Corrected");
  g_autoptr (Answer) put = ask (self, "PUT", &it, "", body, "\"1\"");
  g_autofree char *token = hub_test_enrol (self);
  g_autoptr (Answer) replay = NULL;

  hub_test_revoke (self, answer_get_string (before, "device"), 1);
  replay = hub_post_bundle (self, token, it.bundle);
  g_assert_cmpint (put->status, ==, 200);
  g_assert_cmpint (replay->status, ==, 200);
}

/* What the desk made is not the kiosk's to overwrite. */
static void
test_other_content_after_correction (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autoptr (Answer) before = get (self, &it);
  g_autofree char *body = correct (before, "Corrected");
  g_autoptr (Answer) put = ask (self, "PUT", &it, "", body, "\"1\"");
  json_t *name = json_array_get (json_object_get (bundle_get_resource (it.bundle, 0), "name"), 0);

  json_object_set_new (name, "family", json_string ("Kiosk"));
  g_assert_cmpint (put->status, ==, 200);
  hub_post_refused (self, it.bundle, 409, NULL);
}

/* --- Deletion. */

static void
test_deletion (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autofree char *note = write_note (NOTE_ID, "Wants it deleted");
  g_autoptr (Answer) replay = NULL;

  gives (self, "POST", &it, "/notes", note, 201);
  gives (self, "DELETE", &it, "", "{\"reason\":\"ab\"}", 422);
  gives (self, "DELETE", &it, "", "{}", 400);
  gives (self, "DELETE", &it, "", "{\"reason\":\"The person asked for it\"}", 204);
  gives (self, "GET", &it, "", NULL, 410);
  gives (self, "DELETE", &it, "", "{\"reason\":\"The person asked for it\"}", 410);
  gives (self, "POST", &it, "/notes", note, 410);
  replay = hub_post_bundle (self, self->device, it.bundle);
  answer_assert_refused (replay, 410, NULL);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 0);
  /* What was written about it is gone as well, but for the reason, which is sealed. */
  hub_test_sql (self, "CREATE TABLE none (n INTEGER CHECK (n = 0)); INSERT INTO none "
                      "SELECT COUNT (*) FROM work; INSERT INTO none "
                      "SELECT COUNT (*) FROM intake_versions; INSERT INTO none "
                      "SELECT COUNT (*) FROM intakes WHERE reason IS NULL; DROP TABLE none");
}

static void
test_deletion_is_for_administrators (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autofree char *target = g_strdup_printf ("%s/%s", STIPPLE_PATH_INTAKES, it.code);
  g_autoptr (Answer) answer =
      hub_ask (self, "DELETE", target, self->reception, "{\"reason\":\"abc\"}", NULL);

  g_assert_cmpint (answer->status, ==, 403);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 1);
}

/* All of it is there after a restart. */
static void
test_restart (HubTest *self, gconstpointer data)
{
  g_auto (Delivered) it = deliver (self);
  g_autofree char *note = write_note (NOTE_ID, "Kept");
  g_autoptr (Answer) after = NULL;

  gives (self, "POST", &it, "/notes", note, 201);
  gives (self, "POST", &it, "/state", "{\"state\":\"reviewed\"}", 200);
  hub_test_restart (self, NULL);
  after = get (self, &it);
  g_assert_cmpstr (text (nth (work_of (after), "notes", 0), "text"), ==, "Kept");
  g_assert_cmpstr (text (work_of (after), "state"), ==, "reviewed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/work/new", test_new);
  hub_test_add ("/hub/work/states", test_states);
  hub_test_add ("/hub/work/state-refused", test_state_refused);
  hub_test_add ("/hub/work/state-not-treated", test_state_not_treated);
  hub_test_add ("/hub/work/state-twice", test_state_twice);
  hub_test_add ("/hub/work/unknown", test_unknown);
  hub_test_add ("/hub/work/note", test_note);
  hub_test_add ("/hub/work/note-conflicts", test_note_conflicts);
  hub_test_add ("/hub/work/note-limits", test_note_limits);
  hub_test_add ("/hub/work/note-escaped", test_note_escaped);
  hub_test_add ("/hub/work/letter", test_letter);
  hub_test_add ("/hub/work/letter-refused", test_letter_refused);
  hub_test_add ("/hub/work/correction", test_correction);
  hub_test_add ("/hub/work/correction-history", test_correction_history);
  hub_test_add ("/hub/work/correction-needs-match", test_correction_needs_match);
  hub_test_add ("/hub/work/two-desks", test_two_desks);
  hub_test_add ("/hub/work/stale-state", test_stale_state);
  hub_test_add ("/hub/work/correction-refused", test_correction_refused);
  hub_test_add ("/hub/work/replay-after-correction", test_replay_after_correction);
  hub_test_add ("/hub/work/replay-by-new-enrolment", test_replay_by_new_enrolment);
  hub_test_add ("/hub/work/other-content-after-correction", test_other_content_after_correction);
  hub_test_add ("/hub/work/deletion", test_deletion);
  hub_test_add ("/hub/work/deletion-is-for-administrators", test_deletion_is_for_administrators);
  hub_test_add ("/hub/work/restart", test_restart);
  return g_test_run ();
}
