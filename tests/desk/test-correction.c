// SPDX-License-Identifier: GPL-3.0-or-later
/* What a correction knows, without a display: values, steps, faults, the result, and two at once. */
#include "core/error.h"
#include "core/language.h"
#include "desk/correction/correction.h"
#include "desk/correction/letter.h"
#include "fixture.h"
#include "sample.h"
#include "wire/fhir.h"

#include <string.h>

typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleIntake *intake;
  StippleOpenIntake *base;
  StippleCorrection *correction;
} Fixture;

/* @intake as the hub tells a desk of it. */
static StippleOpenIntake *
open_intake (Fixture *self, const StippleIntake *intake, int version)
{
  g_autofree char *text = stipple_fhir_write_intake (intake, self->pack);
  g_autoptr (StippleJson) json = json_loads (text, 0, NULL);
  StippleOpenIntake *document;

  json_object_set_new (json, "version", json_integer (version));
  json_object_set_new (json, "revision", json_integer (version));
  document = stipple_open_intake_new (json, self->pack, NULL);
  g_assert_nonnull (document);
  return document;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->pack = fixture_pack_new ();
  self->clock = fixture_clock_new ();
  self->intake = fixture_intake_new (self->pack, self->clock, 7);
  self->base = open_intake (self, self->intake, 1);
  self->correction = stipple_correction_new (self->base);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->correction);
  g_assert_finalize_object (self->base);
  stipple_intake_unref (self->intake);
  stipple_clock_unref (self->clock);
  stipple_pack_unref (self->pack);
}

static void
set (Fixture *self, const char *key, const char *value)
{
  stipple_correction_set (self->correction, key, value);
}

static void
assert_value (Fixture *self, const char *key, const char *value)
{
  g_assert_cmpstr (stipple_correction_get (self->correction, key), ==, value);
}

static void
assert_fault (Fixture *self, const char *key, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (stipple_correction_check (self->correction, key, &error));
  g_assert_error (error, STIPPLE_ERROR, code);
  g_assert_null (stipple_correction_make (self->correction, NULL));
}

/* --- Values */

static void
test_nothing_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleIntake) made = stipple_correction_make (self->correction, NULL);

  g_assert_cmpuint (stipple_correction_get_n_changed (self->correction), ==, 0);
  g_assert_false (stipple_correction_is_touched (self->correction));
  sample_assert_equal (made, self->intake);
}

/* Every field of whatever a kiosk may send says afterwards what it said before. */
static void
test_samples_survive (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (StipplePack) pack = sample_pack ();

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (StippleIntake) intake = sample_intake (rand, pack);
      g_autofree char *text = NULL;
      g_autoptr (StippleJson) json = NULL;
      g_autoptr (StippleOpenIntake) document = NULL;
      g_autoptr (StippleCorrection) correction = NULL;
      g_autoptr (StippleIntake) made = NULL;

      if (i % 3 == 0)
        sample_leave_at_desk (rand, intake);
      intake->code = intake->code != NULL ? intake->code : g_strdup ("7K4Q2M");
      text = stipple_fhir_write_intake (intake, pack);
      json = json_loads (text, 0, NULL);
      document = stipple_open_intake_new (json, pack, NULL);
      g_assert_nonnull (document);
      correction = stipple_correction_new (document);
      made = stipple_correction_make (correction, NULL);
      g_assert_nonnull (made);
      sample_assert_equal (made, intake);
    }
}

static const char *const changes[][2] = {
  { "first-name", "Samantha" },
  { "last-name", "Other" },
  { "birth-date", "1990-02-28" },
  { "mobile", "647 555 0199" },
  { "email", "sam@example.org" },
  { "contact", "call" },
  { "areas", "" },
  { "pattern", "norwood-6" },
  { "regions", "temples" },
  { "scars", "" },
  { "wishes-note", "A lower hairline" },
  { "medication", "None" },
  { "numbing", "no" },
  { "answer:antibiotics", "yes ongoing" },
  { "answer:diabetes", "no" },
};

static const char *
name_of (Fixture *self, guint i)
{
  GPtrArray *fields = stipple_correction_get_fields (self->correction);

  g_assert_cmpuint (i, <, fields->len);
  return ((const StippleField *) g_ptr_array_index (fields, i))->key;
}

static gboolean
has_field (Fixture *self, const char *key)
{
  for (guint i = 0; i < stipple_correction_get_fields (self->correction)->len; i++)
    if (g_str_equal (name_of (self, i), key))
      return TRUE;
  return FALSE;
}

/* Each can be changed by itself, and then nothing else is. */
static void
test_each_field (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const char *key = changes[i][0];
      g_autofree char *original = NULL;
      g_autoptr (StippleIntake) made = NULL;
      g_autoptr (StippleOpenIntake) after = NULL;
      GPtrArray *fields = stipple_correction_get_fields (self->correction);

      g_assert_true (has_field (self, key));
      original = g_strdup (stipple_correction_get (self->correction, key));
      g_assert_cmpstr (original, !=, changes[i][1]);
      set (self, key, changes[i][1]);
      g_assert_true (stipple_correction_is_changed (self->correction, key));
      g_assert_cmpuint (stipple_correction_get_n_changed (self->correction), ==, 1);
      made = stipple_correction_make (self->correction, NULL);
      g_assert_nonnull (made);
      after = open_intake (self, made, 2);
      for (guint k = 0; k < fields->len; k++)
        {
          const StippleField *field = g_ptr_array_index (fields, k);

          g_assert_cmpint (stipple_correction_is_changed_by (self->correction, after, field->key),
                           ==, g_str_equal (field->key, key));
          g_assert_false (stipple_correction_differs_from (self->correction, after, field->key));
        }
      set (self, key, original);
    }
}

static void
test_writes_all_but_what_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleJson) body = NULL;
  json_t *before = stipple_open_intake_get_json (self->base);

  set (self, "medication", "Vitamin D");
  stipple_correction_set_reason (self->correction, "Said so on the phone");
  body = stipple_correction_write (self->correction, NULL);
  g_assert_nonnull (body);
  g_assert_cmpstr (json_string_value (json_object_get (body, "reason")), ==,
                   "Said so on the phone");
  g_assert_true (
      json_equal (json_object_get (body, "patient"), json_object_get (before, "patient")));
  g_assert_false (
      json_equal (json_object_get (body, "response"), json_object_get (before, "response")));
}

static void
test_needs_reason (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set (self, "medication", "Vitamin D");
  stipple_correction_set_reason (self->correction, " x ");
  g_assert_null (stipple_correction_write (self->correction, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE);
  g_assert_true (stipple_correction_is_touched (self->correction));
}

static void
test_spaces_are_no_change (Fixture *self, gconstpointer data)
{
  g_autofree char *typed =
      g_strconcat (" ", stipple_correction_get (self->correction, "first-name"), "  ", NULL);

  set (self, "first-name", typed);
  g_assert_false (stipple_correction_is_changed (self->correction, "first-name"));
}

/* --- Faults */

static void
test_faults (Fixture *self, gconstpointer data)
{
  static const char *const faulty[][2] = {
    { "first-name", " " },           { "birth-date", "2027-01-01" },
    { "birth-date", "1990-02-30" },  { "mobile", "12" },
    { "email", "not an address" },   { "numbing", "" },
    { "answer:antibiotics", "yes" }, { "answer:antibiotics", "yes someday" },
    { "answer:diabetes", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      g_autofree char *original =
          g_strdup (stipple_correction_get (self->correction, faulty[i][0]));
      g_autoptr (GError) error = NULL;

      set (self, faulty[i][0], faulty[i][1]);
      g_assert_false (stipple_correction_check (self->correction, faulty[i][0], &error));
      g_assert_true (error->domain == STIPPLE_ERROR && *error->message != '\0');
      g_assert_null (stipple_correction_make (self->correction, NULL));
      set (self, faulty[i][0], original);
      g_assert_true (stipple_correction_check (self->correction, faulty[i][0], NULL));
    }
}

/* Nobody is written to who has no address. */
static void
test_contact_needs_its_address (Fixture *self, gconstpointer data)
{
  set (self, "email", "");
  set (self, "contact", "email");
  assert_fault (self, "email", STIPPLE_ERROR_INCOMPLETE);
  set (self, "email", "sam@example.org");
  g_assert_true (stipple_correction_check (self->correction, "email", NULL));
}

/* --- Steps */

static void
type (Fixture *self, const char *key, const char *letters)
{
  for (const char *p = letters; *p != '\0'; p++)
    {
      g_autofree char *longer =
          g_strdup_printf ("%s%c", stipple_correction_get (self->correction, key), *p);

      set (self, key, longer);
    }
}

/* Typing goes back word by word, and forward again; each field by itself. */
static void
test_undo (Fixture *self, gconstpointer data)
{
  set (self, "scars", "");
  type (self, "scars", "two words");
  set (self, "numbing", "no");
  g_assert_true (stipple_correction_undo (self->correction, "scars"));
  assert_value (self, "scars", "two ");
  g_assert_true (stipple_correction_undo (self->correction, "scars"));
  assert_value (self, "scars", "two");
  g_assert_true (stipple_correction_undo (self->correction, "scars"));
  assert_value (self, "scars", "");
  assert_value (self, "numbing", "no");
  g_assert_true (stipple_correction_redo (self->correction, "scars"));
  assert_value (self, "scars", "two");
  /* A new turn leaves nothing to do again. */
  set (self, "scars", "none");
  g_assert_false (stipple_correction_redo (self->correction, "scars"));
  g_assert_true (stipple_correction_undo (self->correction, "numbing"));
  g_assert_false (stipple_correction_is_changed (self->correction, "numbing"));
  g_assert_false (stipple_correction_undo (self->correction, "numbing"));
}

/* --- The result */

static void
test_result (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleEligibility) before = stipple_correction_evaluate (self->correction);
  g_autoptr (StippleEligibility) unsuitable = NULL;
  g_autoptr (StippleEligibility) none = NULL;
  g_autoptr (StippleIntake) made = NULL;

  g_assert_true (stipple_eligibility_equal (before, self->intake->result));
  set (self, "answer:epilepsy", "yes");
  unsuitable = stipple_correction_evaluate (self->correction);
  g_assert_cmpint (unsuitable->outcome, ==, STIPPLE_OUTCOME_UNSUITABLE);
  made = stipple_correction_make (self->correction, NULL);
  g_assert_true (stipple_eligibility_equal (made->result, unsuitable));
  set (self, "answer:epilepsy", "");
  none = stipple_correction_evaluate (self->correction);
  g_assert_null (none);
}

/* The day it was finished, not today, decides about a wait. */
static void
test_result_of_its_day (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleEligibility) result = NULL;
  GDate day;

  set (self, "answer:diabetes", "no");
  set (self, "answer:antibiotics", "yes 2026-12-01");
  result = stipple_correction_evaluate (self->correction);
  stipple_intake_get_day (self->intake, &day);
  g_date_add_days (&day, 1);
  g_assert_cmpint (result->outcome, ==, STIPPLE_OUTCOME_WAIT);
  g_assert_cmpint (g_date_compare (&result->earliest, &day), ==, 0);
}

/* --- Two at once */

/* What only one changed is taken from whoever did; what both did stays as it is here. */
static void
test_rebase (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleCorrection) other = stipple_correction_new (self->base);
  g_autoptr (StippleIntake) made = NULL;
  g_autoptr (StippleOpenIntake) theirs = NULL;
  g_autoptr (StippleIntake) both = NULL;

  stipple_correction_set (other, "last-name", "Theirs");
  stipple_correction_set (other, "medication", "Theirs");
  made = stipple_correction_make (other, NULL);
  theirs = open_intake (self, made, 2);
  set (self, "first-name", "Mine");
  set (self, "medication", "Mine");
  g_assert_true (stipple_correction_is_changed_by (self->correction, theirs, "medication"));
  g_assert_false (stipple_correction_is_changed_by (self->correction, theirs, "first-name"));
  g_assert_true (stipple_correction_differs_from (self->correction, theirs, "first-name"));
  stipple_correction_rebase (self->correction, theirs);
  assert_value (self, "first-name", "Mine");
  assert_value (self, "last-name", "Theirs");
  assert_value (self, "medication", "Mine");
  g_assert_cmpuint (stipple_correction_get_n_changed (self->correction), ==, 2);
  both = stipple_correction_make (self->correction, NULL);
  g_assert_cmpstr (both->first_name, ==, "Mine");
  g_assert_cmpstr (both->last_name, ==, "Theirs");
  g_assert_cmpstr (both->medication, ==, "Mine");
}

/* --- In words */

static void
test_words (Fixture *self, gconstpointer data)
{
  static const char *const words[][3] = {
    { "birth-date", "1985-03-12", "Mar 12, 1985" },
    { "contact", "text", "Text message" },
    { "regions", "temples,crown", "Temples · Crown" },
    { "pattern", "norwood-4", "Norwood IV" },
    { "answer:antibiotics", "yes 2026-12-05", "Yes, until Dec 5, 2026" },
    { "answer:antibiotics", "yes ongoing", "Yes, ongoing" },
    { "answer:diabetes", "unsure", "Not sure" },
    { "scars", "", "—" },
  };
  GPtrArray *fields = stipple_correction_get_fields (self->correction);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint k = 0; k < fields->len; k++)
      {
        const StippleField *field = g_ptr_array_index (fields, k);
        g_autofree char *said = NULL;

        if (!g_str_equal (field->key, words[i][0]))
          continue;
        said = stipple_field_describe (field, words[i][1]);
        g_assert_cmpstr (said, ==, words[i][2]);
      }
}

/* --- A letter */

static void
test_letter (void)
{
  g_autoptr (StippleLetter) letter = stipple_letter_new ();
  g_autoptr (StippleJson) json = NULL;

  g_assert_false (stipple_letter_is_touched (letter));
  g_assert_true (stipple_letter_check (letter, STIPPLE_LETTER_RECEIVED, NULL));
  g_assert_false (stipple_letter_check (letter, STIPPLE_LETTER_FROM, NULL));
  g_assert_false (stipple_letter_check (letter, STIPPLE_LETTER_FIT, NULL));
  g_assert_true (stipple_letter_check (letter, STIPPLE_LETTER_CONDITIONS, NULL));
  stipple_letter_set (letter, STIPPLE_LETTER_RECEIVED, "2999-01-01");
  g_assert_false (stipple_letter_check (letter, STIPPLE_LETTER_RECEIVED, NULL));
  stipple_letter_set (letter, STIPPLE_LETTER_RECEIVED, "2026 3 4");
  stipple_letter_set (letter, STIPPLE_LETTER_FROM, "Dr. Sample");
  stipple_letter_set (letter, STIPPLE_LETTER_FIT, "conditions");
  g_assert_false (stipple_letter_check (letter, STIPPLE_LETTER_CONDITIONS, NULL));
  stipple_letter_set (letter, STIPPLE_LETTER_CONDITIONS, "Short sessions");
  for (guint i = 0; i < STIPPLE_N_LETTER_PARTS; i++)
    g_assert_true (stipple_letter_check (letter, (StippleLetterPart) i, NULL));
  json = stipple_letter_write (letter);
  g_assert_cmpstr (json_string_value (json_object_get (json, "received")), ==, "2026-03-04");
  g_assert_cmpstr (json_string_value (json_object_get (json, "conditions")), ==, "Short sessions");
  g_assert_true (stipple_letter_is_touched (letter));
}

#define correction_test_add(path, function)                                                        \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_use ("en");
  correction_test_add ("/correction/nothing-changed", test_nothing_changed);
  correction_test_add ("/correction/samples-survive", test_samples_survive);
  correction_test_add ("/correction/each-field", test_each_field);
  correction_test_add ("/correction/writes-all-but-what-changed", test_writes_all_but_what_changed);
  correction_test_add ("/correction/needs-reason", test_needs_reason);
  correction_test_add ("/correction/spaces-are-no-change", test_spaces_are_no_change);
  correction_test_add ("/correction/faults", test_faults);
  correction_test_add ("/correction/contact-needs-its-address", test_contact_needs_its_address);
  correction_test_add ("/correction/undo", test_undo);
  correction_test_add ("/correction/result", test_result);
  correction_test_add ("/correction/result-of-its-day", test_result_of_its_day);
  correction_test_add ("/correction/rebase", test_rebase);
  correction_test_add ("/correction/words", test_words);
  g_test_add_func ("/correction/letter", test_letter);
  return g_test_run ();
}
