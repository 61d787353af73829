// SPDX-License-Identifier: GPL-3.0-or-later
/* What is keyed in at the desk, before there is a screen: dates, steps, faults, and what comes of it. */
#include "core/error.h"
#include "core/language.h"
#include "desk/entry/entry.h"
#include "fixture.h"

#include <string.h>

typedef struct
{
  StipplePack *pack;
  StippleClock *clock;
  StippleEntry *entry;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->pack = fixture_pack_new ();
  self->clock = fixture_clock_new ();
  self->entry = stipple_entry_new (self->pack, self->clock, "fr-CA");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->entry);
  g_clear_pointer (&self->clock, stipple_clock_unref);
  g_clear_pointer (&self->pack, stipple_pack_unref);
}

static void
assert_field (Fixture *self, const char *field, const char *text)
{
  g_assert_cmpstr (stipple_entry_get (self->entry, field), ==, text);
}

static void
assert_fault (Fixture *self, const char *field, StippleError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (stipple_entry_check (self->entry, field, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
}

/* A form in which nothing is missing. */
static void
fill (Fixture *self)
{
  static const char *const texts[][2] = {
    { "first-name", "Sam" },       { "last-name", "Sample" },
    { "birth-date", "1988 3 14" }, { "mobile", "416 555 0142" },
    { "contact", "call" },         { "numbing", "no" },
    { "consent", "2026-12-03" },   { "understanding/sun", "three" },
  };
  const char *const *fields = stipple_entry_get_fields (self->entry);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    stipple_entry_set (self->entry, texts[i][0], texts[i][1]);
  stipple_entry_set (self->entry, "understanding/washing", "one");
  for (guint i = 0; fields[i] != NULL; i++)
    if (g_str_has_prefix (fields[i], "health/") && !g_str_has_suffix (fields[i], "/until"))
      stipple_entry_set (self->entry, fields[i], "no");
}

static void
test_dates (void)
{
  static const char *const right[] = { "1988-03-14", "19880314", "1988 3 14", " 1988/03/14 ",
                                       "١٩٨٨-٠٣-١٤" };
  static const char *const wrong[] = { "1988-02-30", "14-03-1988", "88-03-14",     "1988-13-01",
                                       "1988-03",    "soon",       "1988-03-14-5", "198803140",
                                       "0000-01-01", "1988-03-1a" };
  g_autoptr (GError) error = NULL;
  GDate date;

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autofree char *iso = NULL;

      g_assert_true (stipple_entry_read_date (right[i], &date, NULL));
      iso = stipple_date_format_iso (&date);
      g_assert_cmpstr (iso, ==, "1988-03-14");
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (stipple_entry_read_date (wrong[i], &date, &error));
      g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_false (stipple_entry_read_date ("", &date, &error));
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  stipple_entry_set (self->entry, "first-name", "S");
  stipple_entry_set (self->entry, "first-name", "Sa");
  stipple_entry_set (self->entry, "first-name", "Sam");
  stipple_entry_set (self->entry, "contact", "call");
  stipple_entry_set (self->entry, "contact", "text");
  g_assert_cmpstr (stipple_entry_undo (self->entry), ==, "contact");
  assert_field (self, "contact", "call");
  g_assert_cmpstr (stipple_entry_undo (self->entry), ==, "contact");
  assert_field (self, "contact", "");
  /* What was typed in one go is one step. */
  g_assert_cmpstr (stipple_entry_undo (self->entry), ==, "first-name");
  assert_field (self, "first-name", "");
  g_assert_true (stipple_entry_is_empty (self->entry));
  g_assert_null (stipple_entry_undo (self->entry));
  g_assert_cmpstr (stipple_entry_redo (self->entry), ==, "first-name");
  assert_field (self, "first-name", "Sam");
  /* Something else takes the place of what was undone. */
  stipple_entry_set (self->entry, "last-name", "Sample");
  g_assert_null (stipple_entry_redo (self->entry));
  g_assert_cmpstr (stipple_entry_undo (self->entry), ==, "last-name");
}

static void
test_two_steps (Fixture *self, gconstpointer data)
{
  stipple_entry_set (self->entry, "scars", "one");
  stipple_entry_end_step (self->entry);
  stipple_entry_set (self->entry, "scars", "one, two");
  stipple_entry_undo (self->entry);
  assert_field (self, "scars", "one");
}

static void
count (StippleEntry *entry, const char *field, GString *heard)
{
  g_string_append_printf (heard, "%s ", field);
}

static void
test_heard (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) heard = g_string_new (NULL);

  g_signal_connect (self->entry, "changed", G_CALLBACK (count), heard);
  stipple_entry_set (self->entry, "email", "sam@sample.example");
  stipple_entry_set (self->entry, "email", "sam@sample.example");
  stipple_entry_undo (self->entry);
  g_assert_cmpstr (heard->str, ==, "email email ");
}

static void
test_faults (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (stipple_entry_find_fault (self->entry, &error), ==, "first-name");
  g_assert_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE);
  fill (self);
  g_assert_null (stipple_entry_find_fault (self->entry, NULL));
  stipple_entry_set (self->entry, "birth-date", "2030-01-01");
  assert_fault (self, "birth-date", STIPPLE_ERROR_INVALID);
  stipple_entry_set (self->entry, "birth-date", "1988-03-14");
  stipple_entry_set (self->entry, "consent", "2026-12-06");
  assert_fault (self, "consent", STIPPLE_ERROR_INVALID);
  stipple_entry_set (self->entry, "consent", "");
  assert_fault (self, "consent", STIPPLE_ERROR_INCOMPLETE);
  stipple_entry_set (self->entry, "mobile", "12");
  g_assert_cmpstr (stipple_entry_find_fault (self->entry, NULL), ==, "mobile");
}

/* An end is asked for beside a yes only. */
static void
test_until (Fixture *self, gconstpointer data)
{
  fill (self);
  g_assert_true (stipple_entry_check (self->entry, "health/antibiotics/until", NULL));
  stipple_entry_set (self->entry, "health/antibiotics", "yes");
  assert_fault (self, "health/antibiotics/until", STIPPLE_ERROR_INCOMPLETE);
  stipple_entry_set (self->entry, "health/antibiotics/until", "soon");
  assert_fault (self, "health/antibiotics/until", STIPPLE_ERROR_INVALID);
  stipple_entry_set (self->entry, "health/antibiotics/until", "ongoing");
  g_assert_null (stipple_entry_find_fault (self->entry, NULL));
}

static void
test_intake (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleIds) ids = stipple_ids_new_seeded (1);
  g_autoptr (StippleSession) session = NULL;
  g_autoptr (StippleIntake) intake = NULL;
  g_autofree char *earliest = NULL;
  GDate day;

  fill (self);
  stipple_entry_set (self->entry, "health/antibiotics", "yes");
  stipple_entry_set (self->entry, "health/antibiotics/until", "2026-12-12");
  stipple_entry_set (self->entry, "health/diabetes", "unsure");
  stipple_entry_set (self->entry, "region/crown", "yes");
  stipple_entry_set (self->entry, "pattern", "norwood-4");
  stipple_entry_set (self->entry, "hair-color", stipple_hair_color_get_id (2));
  session = stipple_entry_make_session (self->entry);
  intake = stipple_intake_new_from_session (session, ids, "7K4Q2M", NULL);
  g_assert_nonnull (intake);
  g_assert_cmpstr (intake->language, ==, "fr-CA");
  g_assert_cmpstr (intake->consent_language, ==, "fr-CA");
  g_assert_true (intake->signed_on_paper);
  g_assert_null (intake->signature);
  stipple_intake_get_consent_day (intake, &day);
  g_assert_cmpint (g_date_get_day (&day), ==, 3);
  g_assert_cmpint (intake->result->outcome, ==, STIPPLE_OUTCOME_WAIT);
  earliest = stipple_date_format_iso (&intake->result->earliest);
  g_assert_cmpstr (earliest, ==, "2026-12-12");
  g_assert_cmpuint (intake->result->reasons->len, ==, 2);
  g_assert_true (stipple_marks_has_region (intake->marks, STIPPLE_REGION_CROWN));
  g_assert_cmpint (intake->hair_color, ==, 3);
  g_assert_cmpuint (stipple_understanding_get_n_missed (intake->understanding), ==, 1);
}

/* A slip of the key is no answer that the client gave. */
static void
test_slip (Fixture *self, gconstpointer data)
{
  g_autoptr (StippleSession) session = NULL;

  stipple_entry_set (self->entry, "understanding/sun", "one");
  stipple_entry_set (self->entry, "understanding/sun", "three");
  session = stipple_entry_make_session (self->entry);
  g_assert_cmpuint (
      stipple_understanding_get_n_missed (stipple_session_get_understanding (session)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init ("");
  g_test_add_func ("/entry/dates", test_dates);
#define ADD(path, function) g_test_add ("/entry/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("undo", test_undo);
  ADD ("undo/end-step", test_two_steps);
  ADD ("heard", test_heard);
  ADD ("faults", test_faults);
  ADD ("faults/until", test_until);
  ADD ("intake", test_intake);
  ADD ("slip", test_slip);
#undef ADD
  return g_test_run ();
}
