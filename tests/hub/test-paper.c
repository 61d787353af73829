// SPDX-License-Identifier: GPL-3.0-or-later
/* Forms on paper: codes reserved for copies, and what is keyed in from them, once and under the content printed. */
#include "hub-test.h"
#include "wire/default-pack.h"

#include <string.h>

/* One form that was printed. Transfer full: its code. */
static char *
print_one (HubTest *self)
{
  g_autoptr (Answer) answer = hub_post (self, STIPPLE_PATH_PAPER_FORMS, self->reception, JSON_TYPE,
                                        "{\"count\": 1, \"language\": \"en\"}");

  g_assert_cmpint (answer->status, ==, 201);
  g_assert_cmpint ((int) json_integer_value (json_object_get (answer->json, "packVersion")), ==,
                   self->pack->version);
  return g_strdup (json_string_value (json_array_get (json_object_get (answer->json, "codes"), 0)));
}

/* What somebody wrote on it. */
static StippleIntake *
fill (HubTest *self, const char *code)
{
  StippleIntake *intake = sample_intake (self->rand, self->pack);

  g_free (intake->code);
  intake->code = g_strdup (code);
  g_free (intake->language);
  intake->language = g_strdup ("en");
  g_free (intake->consent_language);
  intake->consent_language = g_strdup ("en");
  g_clear_pointer (&intake->consent_companion, g_free);
  g_clear_pointer (&intake->signature, stipple_strokes_free);
  intake->signed_on_paper = TRUE;
  return intake;
}

static Answer *
key_in (HubTest *self, const char *code, const StippleIntake *intake, const char *token)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_PAPER_INTAKES "/", code, NULL);
  g_autofree char *document = stipple_fhir_write_intake (intake, self->pack);

  return hub_ask (self, "PUT", path, token, document, NULL);
}

static Answer *
look (HubTest *self, const char *code)
{
  g_autofree char *path = g_strconcat (STIPPLE_PATH_PAPER_FORMS "/", code, NULL);

  return hub_get (self, path, self->reception);
}

static void
publish_next (HubTest *self)
{
  g_autoptr (GBytes) bytes = stipple_default_pack_bytes ();
  g_autoptr (StippleJson) pack =
      json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL);
  g_autofree char *text = NULL;
  g_autoptr (Answer) answer = NULL;

  json_object_set_new (pack, "version", json_integer (self->pack->version + 1));
  text = stipple_json_canonical (pack);
  answer = hub_post (self, STIPPLE_PATH_ADMIN_CONTENT, self->admin, JSON_TYPE, text);
  g_assert_cmpint (answer->status, ==, 201);
}

static const json_t *
first_of_history (const Answer *answer)
{
  const json_t *work = json_object_get (answer->json, "work");

  return json_array_get (json_object_get (work, "history"), 0);
}

static void
test_codes (HubTest *self, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (Answer) answer = hub_post (self, STIPPLE_PATH_PAPER_FORMS, self->reception,
                                            JSON_TYPE, "{\"count\": 40, \"language\": \"ar\"}");
      const json_t *codes = json_object_get (answer->json, "codes");

      g_assert_cmpint (answer->status, ==, 201);
      g_assert_cmpuint (json_array_size (codes), ==, 40);
      for (gsize i = 0; i < 40; i++)
        {
          const char *code = json_string_value (json_array_get (codes, i));

          g_assert_cmpuint (strlen (code), ==, STIPPLE_CODE_LENGTH);
          g_assert_true (g_hash_table_add (seen, g_strdup (code)));
        }
      hub_test_restart (self, NULL);
    }
}

static void
test_refused (HubTest *self, gconstpointer data)
{
  static const char *const bodies[] = {
    "{\"count\": 0, \"language\": \"en\"}",
    "{\"count\": 101, \"language\": \"en\"}",
    "{\"count\": \"1\", \"language\": \"en\"}",
    "{\"count\": 1, \"language\": \"de\"}",
    "{\"language\": \"en\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Answer) answer =
          hub_post (self, STIPPLE_PATH_PAPER_FORMS, self->reception, JSON_TYPE, bodies[i]);

      g_assert_cmpint (answer->status, ==, 422);
    }
}

static void
test_look (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autofree char *now = stipple_clock_format_utc (stipple_hub_now (self->hub));
  g_autoptr (Answer) here = look (self, code);
  g_autoptr (Answer) other = look (self, "000000");
  g_autoptr (Answer) none = look (self, "nonsense");

  g_assert_cmpint (here->status, ==, 200);
  g_assert_cmpstr (answer_get_string (here, "code"), ==, code);
  g_assert_cmpstr (answer_get_string (here, "language"), ==, "en");
  g_assert_cmpstr (answer_get_string (here, "printed"), ==, now);
  g_assert_true (json_is_false (json_object_get (here->json, "keyed")));
  g_assert_cmpint (other->status, ==, 404);
  g_assert_cmpint (none->status, ==, 404);
}

static void
test_keyed (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autoptr (StippleIntake) intake = fill (self, code);
  g_autoptr (Answer) stored = key_in (self, code, intake, self->reception);
  g_autoptr (Answer) again = key_in (self, code, intake, self->reception);
  g_autoptr (Answer) here = look (self, code);

  g_assert_cmpint (stored->status, ==, 201);
  g_assert_cmpstr (answer_get_string (stored, "code"), ==, code);
  g_assert_true (json_is_true (json_object_get (stored->json, "onPaper")));
  g_assert_cmpstr (json_string_value (json_object_get (first_of_history (stored), "what")), ==,
                   "keyed");
  g_assert_cmpstr (json_string_value (json_object_get (first_of_history (stored), "by")), ==,
                   "Reception");
  g_assert_cmpint (again->status, ==, 200);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 1);
  g_assert_true (json_is_true (json_object_get (here->json, "keyed")));
}

static void
test_other_content (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autoptr (StippleIntake) first = fill (self, code);
  g_autoptr (StippleIntake) second = fill (self, code);
  g_autoptr (Answer) stored = key_in (self, code, first, self->reception);
  g_autoptr (Answer) other = key_in (self, code, second, self->admin);
  const json_t *current = json_object_get (other->json, "current");

  g_assert_cmpint (stored->status, ==, 201);
  g_assert_cmpint (other->status, ==, 412);
  g_assert_cmpstr (json_string_value (json_object_get (current, "id")), ==, first->id);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 1);
}

/* The content may have moved on; the form has not. */
static void
test_old_content (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autoptr (StippleIntake) intake = fill (self, code);
  g_autoptr (Answer) newer = NULL;
  g_autoptr (Answer) stored = NULL;

  publish_next (self);
  intake->pack_version++;
  newer = key_in (self, code, intake, self->reception);
  g_assert_cmpint (newer->status, ==, 422);
  intake->pack_version--;
  stored = key_in (self, code, intake, self->reception);
  g_assert_cmpint (stored->status, ==, 201);
  g_assert_cmpint ((int) json_integer_value (json_object_get (stored->json, "packVersion")), ==,
                   self->pack->version);
}

static void
test_not_its_own (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autofree char *second = print_one (self);
  g_autoptr (StippleIntake) intake = fill (self, code);
  g_autoptr (Answer) other_code = key_in (self, second, intake, self->reception);
  g_autoptr (Answer) language = NULL;
  g_autoptr (Answer) kiosk = key_in (self, code, intake, self->device);
  g_autoptr (Answer) never = key_in (self, "000000", intake, self->reception);

  g_assert_cmpint (other_code->status, ==, 422);
  g_assert_cmpint (kiosk->status, ==, 403);
  g_assert_cmpint (never->status, ==, 404);
  g_free (intake->language);
  intake->language = g_strdup ("es");
  language = key_in (self, code, intake, self->reception);
  g_assert_cmpint (language->status, ==, 422);
  g_assert_cmpint (hub_test_count_intakes (self), ==, 0);
}

/* The result is the hub's own. */
static void
test_recomputed (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autoptr (StippleIntake) intake = fill (self, code);
  g_autoptr (Answer) stored = NULL;

  for (guint i = 0; i < self->pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = self->pack->contraindications->pdata[i];

      stipple_replies_set (intake->replies, rule->id, STIPPLE_ANSWER_NO);
    }
  stipple_replies_set (intake->replies, "epilepsy", STIPPLE_ANSWER_YES);
  g_clear_pointer (&intake->result, stipple_eligibility_unref);
  intake->result = stipple_eligibility_new (STIPPLE_OUTCOME_PROCEED, g_ptr_array_new (),
                                            &(GDate){ 0 }, self->pack->rules_version);
  stored = key_in (self, code, intake, self->reception);
  g_assert_cmpint (stored->status, ==, 201);
  g_assert_cmpstr (answer_get_string (stored, "outcome"), ==, "unsuitable");
  g_assert_true (json_is_true (json_object_get (stored->json, "mismatch")));
}

static void
test_deleted (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autofree char *path = g_strconcat (STIPPLE_PATH_INTAKES "/", code, NULL);
  g_autoptr (StippleIntake) intake = fill (self, code);
  g_autoptr (Answer) stored = key_in (self, code, intake, self->reception);
  g_autoptr (Answer) deleted =
      hub_ask (self, "DELETE", path, self->admin, "{\"reason\": \"asked for it\"}", NULL);
  g_autoptr (Answer) again = key_in (self, code, intake, self->reception);

  g_assert_cmpint (stored->status, ==, 201);
  g_assert_cmpint (deleted->status, ==, 204);
  g_assert_cmpint (again->status, ==, 410);
}

/* Paper is no kiosk: nobody revokes it, and nobody waits to hear from it. */
static void
test_no_kiosk (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autoptr (StippleIntake) intake = fill (self, code);
  g_autoptr (Answer) stored = key_in (self, code, intake, self->reception);
  g_autoptr (Answer) devices = hub_get (self, STIPPLE_PATH_DEVICES, self->admin);
  g_autofree char *path =
      g_strconcat (STIPPLE_PATH_DEVICES "/", answer_get_string (stored, "device"), NULL);
  g_autoptr (Answer) revoked = hub_ask (self, "DELETE", path, self->admin, NULL, NULL);

  g_assert_cmpuint (json_array_size (json_object_get (devices->json, "devices")), ==, 1);
  g_assert_cmpint (revoked->status, ==, 404);
}

static void
test_audited (HubTest *self, gconstpointer data)
{
  g_autofree char *code = print_one (self);
  g_autoptr (StippleIntake) intake = fill (self, code);
  g_autoptr (Answer) stored = key_in (self, code, intake, self->reception);
  g_autoptr (Answer) audit = hub_get (self, STIPPLE_PATH_ADMIN_AUDIT "?limit=2", self->admin);
  const json_t *entries = json_object_get (audit->json, "entries");
  const json_t *keyed = json_array_get (entries, 0);
  const json_t *reserved = json_array_get (entries, 1);

  g_assert_cmpstr (json_string_value (json_object_get (keyed, "action")), ==, "paper-keyed");
  g_assert_cmpstr (json_string_value (json_object_get (keyed, "subject")), ==, intake->id);
  g_assert_cmpstr (json_string_value (json_object_get (keyed, "who")), ==, "Reception");
  g_assert_cmpstr (json_string_value (json_object_get (reserved, "action")), ==, "paper-reserved");
  /* Which forms are out there is on nobody's disk in clear. */
  g_assert_false (hub_test_folder_has (self->dir, code, strlen (code)));
  g_assert_cmpint (stored->status, ==, 201);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hub_test_add ("/hub/paper/codes", test_codes);
  hub_test_add ("/hub/paper/refused", test_refused);
  hub_test_add ("/hub/paper/look", test_look);
  hub_test_add ("/hub/paper/keyed", test_keyed);
  hub_test_add ("/hub/paper/other-content", test_other_content);
  hub_test_add ("/hub/paper/old-content", test_old_content);
  hub_test_add ("/hub/paper/not-its-own", test_not_its_own);
  hub_test_add ("/hub/paper/recomputed", test_recomputed);
  hub_test_add ("/hub/paper/deleted", test_deleted);
  hub_test_add ("/hub/paper/no-kiosk", test_no_kiosk);
  hub_test_add ("/hub/paper/audited", test_audited);
  return g_test_run ();
}
