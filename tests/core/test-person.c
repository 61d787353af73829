// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"
#include "core/language.h"
#include "core/person.h"

#include <string.h>

typedef char *(*Check) (const char *typed, GError **error);

static void
assert_becomes (Check check, const char *typed, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = check (typed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_fails (Check check, const char *typed, StippleError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = check (typed, &error);

  g_assert_null (value);
  g_assert_error (error, STIPPLE_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 10);
  /* A message is shown and logged: nothing typed may be in it. */
  if (strlen (typed) > 3)
    g_assert_null (strstr (error->message, typed));
}

static char *
repeat (const char *what, guint times)
{
  GString *text = g_string_new (NULL);

  while (times-- > 0)
    g_string_append (text, what);

  return g_string_free (text, FALSE);
}

static void
test_name_kept (void)
{
  static const char *const names[] = {
    "Sample",     "O'Brien \"Bob\" %s %n",
    "Anne-Marie", "محمد",
    "שרה",        "李小龙",
    "😀",          "👩‍👩‍👧",
    "X Æ A-12",   "Robert'); DROP TABLE intake;--",
    "Zoë",        "می‌خواهم",
    "J.",         "<b>&amp;",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    assert_becomes (stipple_person_check_name, names[i], names[i]);
}

static void
test_name_tidied (void)
{
  assert_becomes (stipple_person_check_name, "  Ann \t  Lee\n", "Ann Lee");
  assert_becomes (stipple_person_check_name, "\u00a0Ann\u3000Lee\u2028", "Ann Lee");
  assert_becomes (stipple_person_check_name, "Zoe\u0308", "Zoë");
  assert_becomes (stipple_person_check_name, "A\001n\177n\302\205", "Ann");
  assert_becomes (stipple_person_check_name, "\ufeffAn\u200bn", "Ann");
}

static void
test_name_bidi (void)
{
  assert_becomes (stipple_person_check_name, "\u202eAnn\u202c \u2067Lee\u2069\u200f", "Ann Lee");
  assert_becomes (stipple_person_check_name, "\u202aA\u202bn\u202dn\u061c\u200e", "Ann");
}

static void
test_name_length (void)
{
  g_autofree char *longest = repeat ("é", STIPPLE_NAME_MAX);
  g_autofree char *decomposed = repeat ("e\u0301", STIPPLE_NAME_MAX);
  g_autofree char *longer = repeat ("é", STIPPLE_NAME_MAX + 1);
  g_autofree char *emoji = repeat ("😀", STIPPLE_NAME_MAX);

  assert_becomes (stipple_person_check_name, longest, longest);
  assert_becomes (stipple_person_check_name, decomposed, longest);
  assert_becomes (stipple_person_check_name, emoji, emoji);
  assert_fails (stipple_person_check_name, longer, STIPPLE_ERROR_INVALID);
}

static void
test_name_empty (void)
{
  static const char *const empty[] = {
    "", "   ", "\n", "\u200d", "\u0301", "\u202e\u202c", "\u00a0"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    assert_fails (stipple_person_check_name, empty[i], STIPPLE_ERROR_INCOMPLETE);
}

static void
test_not_utf8 (void)
{
  static const Check checks[] = { stipple_person_check_name, stipple_person_check_email,
                                  stipple_person_check_phone, stipple_person_check_note };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      assert_fails (checks[i], "An\xff", STIPPLE_ERROR_INVALID);
      assert_fails (checks[i], "\xc3", STIPPLE_ERROR_INVALID);
    }
}

static void
test_email_kept (void)
{
  static const char *const right[] = {
    "sample@example.com",  "a.b+c_d%e@mail.example.co",
    "o'brien@example.org", "x@sub-domain.example.museum",
    "用户@例子.公司",      "user@münchen.example",
    "1234@567.ca",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    assert_becomes (stipple_person_check_email, right[i], right[i]);
  assert_becomes (stipple_person_check_email, "  sample@example.com\n", "sample@example.com");
  assert_becomes (stipple_person_check_email, "\u202asample@example.com\u202c",
                  "sample@example.com");
}

static void
test_email_faults (void)
{
  static const char *const wrong[] = {
    "sample",          "sample@",           "@example.org",        "sample@example",
    "a b@example.com", "a@b@example.com",   "sample@.com",         "sample@example..com",
    "sample@-a.com",   "sample@a-.com",     "sample@example.c",    ".sample@example.com",
    "s.@example.com",  "sample@exam_p.com", "sample@example.com.", "sample@1.2.3.44",
    "a,b@example.com", "<a@example.com>",   "sample@example,com",  "sample@exa mple.com",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_fails (stipple_person_check_email, wrong[i], STIPPLE_ERROR_INVALID);
  assert_fails (stipple_person_check_email, " ", STIPPLE_ERROR_INCOMPLETE);
}

static void
test_email_length (void)
{
  g_autofree char *local = repeat ("a", 64);
  g_autofree char *label = repeat ("b", 61);
  g_autofree char *longest = g_strconcat (local, "@", label, ".", label, ".", label, ".cc", NULL);
  g_autofree char *longer = g_strconcat (local, "@", label, ".", label, ".", label, ".ccc", NULL);
  g_autofree char *local_part = g_strconcat (local, "a@example.com", NULL);

  g_assert_cmpuint (strlen (longest), ==, STIPPLE_EMAIL_MAX - 1);
  assert_becomes (stipple_person_check_email, longest, longest);
  assert_becomes (stipple_person_check_email, longer, longer);
  g_autofree char *too_long = g_strconcat (longer, "c", NULL);
  assert_fails (stipple_person_check_email, too_long, STIPPLE_ERROR_INVALID);
  assert_fails (stipple_person_check_email, local_part, STIPPLE_ERROR_INVALID);
}

static void
test_phone_kept (void)
{
  static const char *const right[] = {
    "416-555-0142", "(416) 555-0142 ext. 7", "+1 416 555 0142", "555.0142",
    "٤١٦٥٥٥٠١٤٢",   "４１６５５５０１４２",  "123456789012345",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    assert_becomes (stipple_person_check_phone, right[i], right[i]);
  assert_becomes (stipple_person_check_phone, " 555-0142 ", "555-0142");
  assert_becomes (stipple_person_check_phone, "\u202a+14165550142\u202c", "+14165550142");
}

static void
test_phone_faults (void)
{
  g_autofree char *endless = g_strnfill (100, '-');
  g_autofree char *padded = g_strconcat (endless, "4165550142", NULL);

  assert_fails (stipple_person_check_phone, "555-014", STIPPLE_ERROR_INVALID);
  assert_fails (stipple_person_check_phone, "no phone", STIPPLE_ERROR_INVALID);
  assert_fails (stipple_person_check_phone, "1234567890123456", STIPPLE_ERROR_INVALID);
  assert_fails (stipple_person_check_phone, padded, STIPPLE_ERROR_INVALID);
  assert_fails (stipple_person_check_phone, "", STIPPLE_ERROR_INCOMPLETE);
}

static void
test_phone_digits (void)
{
  g_autofree char *plain = stipple_person_phone_digits ("+1 (416) 555-0142");
  g_autofree char *arabic = stipple_person_phone_digits ("٤١٦ ۵۵۵ ０142");
  g_autofree char *none = stipple_person_phone_digits ("");

  g_assert_cmpstr (plain, ==, "14165550142");
  g_assert_cmpstr (arabic, ==, "4165550142");
  g_assert_cmpstr (none, ==, "");
}

static gboolean
born (int year, int month, int day, GDate *date, GError **error)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 5, 12, 2026);

  return stipple_person_check_birth_date (year, month, day, &today, date, error);
}

static void
test_birth_date (void)
{
  static const int right[][3] = {
    { 1985, 6, 15 }, { 2000, 2, 29 }, { 2004, 2, 29 }, { 1900, 1, 1 }, { 2026, 12, 5 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate date;

      g_assert_true (born (right[i][0], right[i][1], right[i][2], &date, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_date_get_year (&date), ==, right[i][0]);
      g_assert_cmpint (g_date_get_month (&date), ==, right[i][1]);
      g_assert_cmpint (g_date_get_day (&date), ==, right[i][2]);
    }
}

static void
assert_not_born (int year, int month, int day, StippleError code)
{
  g_autoptr (GError) error = NULL;
  GDate date;

  g_assert_false (born (year, month, day, &date, &error));
  g_assert_error (error, STIPPLE_ERROR, (int) code);
}

static void
test_birth_date_faults (void)
{
  static const int wrong[][3] = {
    { 1899, 12, 31 }, { 1900, 2, 29 },  { 2001, 2, 29 },  { 2026, 12, 6 },  { 2027, 1, 1 },
    { 85, 6, 15 },    { 1985, 13, 1 },  { 1985, 6, 31 },  { 1985, 6, 32 },  { 1985, -1, 1 },
    { -1985, 6, 15 }, { 67521, 6, 15 }, { 1985, 6, 271 }, { 1985, 257, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_not_born (wrong[i][0], wrong[i][1], wrong[i][2], STIPPLE_ERROR_INVALID);
}

static void
test_birth_date_incomplete (void)
{
  assert_not_born (0, 0, 0, STIPPLE_ERROR_INCOMPLETE);
  assert_not_born (1985, 6, 0, STIPPLE_ERROR_INCOMPLETE);
  assert_not_born (1985, 0, 15, STIPPLE_ERROR_INCOMPLETE);
  assert_not_born (0, 6, 15, STIPPLE_ERROR_INCOMPLETE);
}

static void
test_note (void)
{
  assert_becomes (stipple_person_check_note, "", "");
  assert_becomes (stipple_person_check_note, " \n ", "");
  assert_becomes (stipple_person_check_note, "one\r\ntwo \n\n  three\t3", "one\ntwo\n\nthree 3");
  assert_becomes (stipple_person_check_note, "a\a\u202eb", "ab");
}

static void
test_note_length (void)
{
  g_autofree char *longest = repeat ("é", STIPPLE_NOTE_MAX);
  g_autofree char *longer = repeat ("é", STIPPLE_NOTE_MAX + 1);

  assert_becomes (stipple_person_check_note, longest, longest);
  assert_fails (stipple_person_check_note, longer, STIPPLE_ERROR_INVALID);
}

static void
test_words (void)
{
  for (int i = STIPPLE_CONTACT_NONE; i <= STIPPLE_CONTACT_EMAIL; i++)
    g_assert_cmpint (stipple_contact_from_string (stipple_contact_to_string ((StippleContact) i)),
                     ==, i);
  for (int i = STIPPLE_NUMBING_NONE; i <= STIPPLE_NUMBING_UNSURE; i++)
    g_assert_cmpint (stipple_numbing_from_string (stipple_numbing_to_string ((StippleNumbing) i)),
                     ==, i);
  g_assert_cmpstr (stipple_contact_to_string (STIPPLE_CONTACT_TEXT), ==, "text");
  g_assert_cmpstr (stipple_numbing_to_string (STIPPLE_NUMBING_UNSURE), ==, "unsure");
  g_assert_null (stipple_contact_to_string (STIPPLE_CONTACT_NONE));
  g_assert_cmpint (stipple_contact_from_string ("pigeon"), ==, STIPPLE_CONTACT_NONE);
}

static void
test_set_secret (void)
{
  char *slot = NULL;

  g_assert_true (stipple_set_secret (&slot, "sample"));
  g_assert_false (stipple_set_secret (&slot, "sample"));
  g_assert_cmpstr (slot, ==, "sample");
  g_assert_true (stipple_set_secret (&slot, slot + 3));
  g_assert_cmpstr (slot, ==, "ple");
  g_assert_true (stipple_set_secret (&slot, NULL));
  g_assert_null (slot);
  g_assert_false (stipple_set_secret (&slot, NULL));
  stipple_wipe (NULL);
}

static void
assert_full_name (const char *tag, const char *first, const char *last, const char *expected)
{
  g_assert_true (stipple_language_use (tag));
  g_autofree char *name = stipple_person_full_name (first, last);
  g_assert_cmpstr (name, ==, expected);
}

static void
test_full_name (void)
{
  assert_full_name ("en", "Sample", "Person", "Sample Person");
  assert_full_name ("ar", "ليلى", "نموذج", "ليلى نموذج");
  assert_full_name ("zh-Hans", "Sample", "Person", "Person Sample");
  assert_full_name ("zh-Hans", "示例", "陈", "陈示例");
  assert_full_name ("en", "示例", "陈", "陈示例");
  assert_full_name ("en", "示例", "Chen", "示例 Chen");
  g_assert_true (stipple_language_use ("zh-Hans"));
  g_assert_true (stipple_person_family_first ());
  g_assert_true (stipple_language_use ("es"));
  g_assert_false (stipple_person_family_first ());
  g_assert_true (stipple_language_use ("en"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stipple_language_init (g_getenv ("STIPPLE_LOCALE_DIR"));
  g_test_add_func ("/person/name/kept", test_name_kept);
  g_test_add_func ("/person/name/tidied", test_name_tidied);
  g_test_add_func ("/person/name/bidi", test_name_bidi);
  g_test_add_func ("/person/name/length", test_name_length);
  g_test_add_func ("/person/name/empty", test_name_empty);
  g_test_add_func ("/person/not-utf8", test_not_utf8);
  g_test_add_func ("/person/email/kept", test_email_kept);
  g_test_add_func ("/person/email/faults", test_email_faults);
  g_test_add_func ("/person/email/length", test_email_length);
  g_test_add_func ("/person/phone/kept", test_phone_kept);
  g_test_add_func ("/person/phone/faults", test_phone_faults);
  g_test_add_func ("/person/phone/digits", test_phone_digits);
  g_test_add_func ("/person/birth-date", test_birth_date);
  g_test_add_func ("/person/birth-date/faults", test_birth_date_faults);
  g_test_add_func ("/person/birth-date/incomplete", test_birth_date_incomplete);
  g_test_add_func ("/person/note", test_note);
  g_test_add_func ("/person/note/length", test_note_length);
  g_test_add_func ("/person/words", test_words);
  g_test_add_func ("/person/full-name", test_full_name);
  g_test_add_func ("/person/set-secret", test_set_secret);
  return g_test_run ();
}
