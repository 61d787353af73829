// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/entry/entry.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define AREA "area/"
#define REGION "region/"
#define HEALTH "health/"
#define UNTIL "/until"
#define UNDERSTANDING "understanding/"

static const char *
get_member (StippleEntry *self, const char *prefix, const char *id, const char *suffix)
{
  g_autofree char *field = g_strconcat (prefix, id, suffix, NULL);

  return stipple_entry_get (self, field);
}

/* --- To a session. */

/* The numbers in @text, which may have anything but letters between them. FALSE: more than three, or longer than a
 * date's. */
static gboolean
read_numbers (const char *text, guint numbers[3], guint n_digits[3], guint *n)
{
  gboolean within = FALSE;

  *n = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        return FALSE;
      if (!g_unichar_isdigit (c))
        {
          within = FALSE;
          continue;
        }
      if (!within && *n == 3)
        return FALSE;
      if (!within)
        {
          numbers[*n] = n_digits[*n] = 0;
          *n += 1;
        }
      within = TRUE;
      numbers[*n - 1] = 10 * numbers[*n - 1] + (guint) g_unichar_digit_value (c);
      if (++n_digits[*n - 1] > 8)
        return FALSE;
    }
  return TRUE;
}

gboolean
stipple_entry_read_date (const char *text, GDate *date, GError **error)
{
  guint numbers[3];
  guint n_digits[3];
  guint n;

  if (read_numbers (text, numbers, n_digits, &n))
    {
      if (n == 1 && n_digits[0] == 8)
        {
          n = 3;
          n_digits[0] = 4;
          numbers[2] = numbers[0] % 100;
          numbers[1] = numbers[0] / 100 % 100;
          numbers[0] /= 10000;
        }
      if (n == 3 && n_digits[0] == 4 && numbers[1] <= 12
          && g_date_valid_dmy ((GDateDay) MIN (numbers[2], 99), (GDateMonth) numbers[1],
                               (GDateYear) numbers[0]))
        {
          g_date_clear (date, 1);
          g_date_set_dmy (date, (GDateDay) numbers[2], (GDateMonth) numbers[1],
                          (GDateYear) numbers[0]);
          return TRUE;
        }
    }
  g_set_error_literal (error, STIPPLE_ERROR,
                       *text != '\0' ? STIPPLE_ERROR_INVALID : STIPPLE_ERROR_INCOMPLETE,
                       _ ("Write the date as year, month and day: 1988-03-14."));
  return FALSE;
}

static void
give_replies (StippleEntry *self, StippleSession *session)
{
  StipplePack *pack = stipple_entry_get_pack (self);
  for (guint i = 0; i < pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);
      const char *until = get_member (self, HEALTH, rule->id, UNTIL);
      const gboolean ongoing = strcmp (until, "ongoing") == 0;
      GDate date;

      stipple_session_set_reply (
          session, rule->id,
          stipple_answer_from_string (get_member (self, HEALTH, rule->id, NULL)));
      if (!rule->asks_until)
        continue;
      if (ongoing || stipple_entry_read_date (until, &date, NULL))
        stipple_session_set_follow_up (session, rule->id, ongoing, ongoing ? NULL : &date);
    }
}

static void
give_person (StippleEntry *self, StippleSession *session)
{
  StipplePack *pack = stipple_entry_get_pack (self);
  static const char *const texts[] = { "first-name", "last-name",  "mobile",     "email",
                                       "scars",      "medication", "wishes-note" };
  GDate date;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_object_set (session, texts[i], stipple_entry_get (self, texts[i]), NULL);
  g_object_set (session, "contact",
                stipple_contact_from_string (stipple_entry_get (self, "contact")), "numbing",
                stipple_numbing_from_string (stipple_entry_get (self, "numbing")), NULL);
  if (stipple_entry_read_date (stipple_entry_get (self, "birth-date"), &date, NULL))
    g_object_set (session, "birth-year", (int) g_date_get_year (&date), "birth-month",
                  (int) g_date_get_month (&date), "birth-day", (int) g_date_get_day (&date), NULL);
  for (guint i = 0; i < pack->areas->len; i++)
    {
      const StippleNamed *area = g_ptr_array_index (pack->areas, i);

      if (*get_member (self, AREA, area->id, NULL) != '\0')
        stipple_session_set_area (session, area->id, TRUE);
    }
}

static void
give_look (StippleEntry *self, StippleSession *session)
{
  StippleLook *look = stipple_session_get_look (session);
  g_autoptr (StippleMarks) marks = stipple_marks_new ();
  StippleHairPattern pattern = STIPPLE_PATTERN_NONE;
  guint index;

  if (stipple_hair_pattern_from_id (stipple_entry_get (self, "pattern"), &pattern))
    g_object_set (look, "pattern", (int) pattern, NULL);
  if (stipple_hair_color_from_id (stipple_entry_get (self, "hair-color"), &index))
    g_object_set (look, "hair-color", (int) index + 1, NULL);
  if (stipple_complexion_from_id (stipple_entry_get (self, "complexion"), &index))
    g_object_set (look, "complexion", (int) index + 1, NULL);
  for (StippleRegion region = 0; region < STIPPLE_N_REGIONS; region++)
    if (*get_member (self, REGION, stipple_region_get_id (region), NULL) != '\0')
      stipple_marks_set_region (marks, region, TRUE);
  stipple_look_set_marks (look, marks);
}

StippleSession *
stipple_entry_make_session (StippleEntry *self)
{
  StipplePack *pack = stipple_entry_get_pack (self);
  StippleSession *session =
      stipple_session_new (pack, stipple_entry_get_clock (self), stipple_entry_get_language (self));
  GDate date;

  give_person (self, session);
  give_look (self, session);
  give_replies (self, session);
  for (guint i = 0; i < pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (pack->questions, i);
      const char *choice = get_member (self, UNDERSTANDING, question->id, NULL);

      if (*choice != '\0')
        stipple_session_set_choice (session, question->id, choice);
    }
  if (stipple_entry_read_date (stipple_entry_get (self, "consent"), &date, NULL))
    stipple_session_set_signed_on_paper (session, &date);
  stipple_session_evaluate (session, NULL);
  return session;
}

/* --- What will do. */

static gboolean
say_empty (GError **error)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE,
                       _ ("This is still empty. Ask the client."));
  return FALSE;
}

static gboolean
check_until (StippleEntry *self, const char *field, GError **error)
{
  g_autofree char *answer = g_strndup (field, strlen (field) - strlen (UNTIL));
  const char *text = stipple_entry_get (self, field);
  GDate date;

  if (strcmp (stipple_entry_get (self, answer), "yes") != 0 || strcmp (text, "ongoing") == 0)
    return TRUE;
  return *text == '\0' ? say_empty (error) : stipple_entry_read_date (text, &date, error);
}

static gboolean
check_birth_date (StippleEntry *self, GError **error)
{
  GDate date, born, today;

  if (!stipple_entry_read_date (stipple_entry_get (self, "birth-date"), &date, error))
    return FALSE;
  stipple_clock_today (stipple_entry_get_clock (self), &today);
  return stipple_person_check_birth_date (g_date_get_year (&date), g_date_get_month (&date),
                                          g_date_get_day (&date), &today, &born, error);
}

static gboolean
check_consent (StippleEntry *self, GError **error)
{
  GDate date, today;

  if (!stipple_entry_read_date (stipple_entry_get (self, "consent"), &date, error))
    return FALSE;
  stipple_clock_today (stipple_entry_get_clock (self), &today);
  if (g_date_compare (&date, &today) <= 0 && g_date_get_year (&date) >= 2000)
    return TRUE;
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                       _ ("Give the day on which the client signed: today, or before."));
  return FALSE;
}

/* A field of the session by the same name. */
static gboolean
check_in_session (StippleEntry *self, const char *field, GError **error)
{
  static const char *const known[] = { "first-name", "last-name", "mobile",     "contact",
                                       "email",      "scars",     "medication", "wishes-note",
                                       "numbing",    NULL };
  g_autoptr (StippleSession) session = NULL;

  if (!g_strv_contains (known, field))
    return TRUE;
  session = stipple_entry_make_session (self);
  return stipple_session_check_field (session, field, error);
}

gboolean
stipple_entry_check (StippleEntry *self, const char *field, GError **error)
{
  g_autoptr (GError) fault = NULL;
  gboolean is_fine;

  if (g_str_has_suffix (field, UNTIL))
    is_fine = check_until (self, field, &fault);
  else if (g_str_has_prefix (field, HEALTH) || g_str_has_prefix (field, UNDERSTANDING))
    is_fine = *stipple_entry_get (self, field) != '\0' || say_empty (&fault);
  else if (strcmp (field, "birth-date") == 0)
    is_fine = check_birth_date (self, &fault);
  else if (strcmp (field, "consent") == 0)
    is_fine = check_consent (self, &fault);
  else
    is_fine = check_in_session (self, field, &fault);
  if (is_fine)
    return TRUE;
  /* The session's words for it are for the client. */
  if (g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE))
    return say_empty (error);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

const char *
stipple_entry_find_fault (StippleEntry *self, GError **error)
{
  const char *const *fields = stipple_entry_get_fields (self);

  for (guint i = 0; fields[i] != NULL; i++)
    if (!stipple_entry_check (self, fields[i], error))
      return fields[i];
  return NULL;
}
