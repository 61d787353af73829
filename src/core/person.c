// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/person.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longest of a label of a domain name, and of what stands before the @ (RFC 1035, RFC 5321). */
#define LABEL_MAX 63
#define LOCAL_PART_MAX 64
/* Room for 15 digits with any punctuation and an extension's word. */
#define PHONE_MAX 64

typedef enum
{
  SPACES_ONE_LINE, /* a run of white space, newlines among it, becomes one space */
  SPACES_LINES,    /* newlines stay */
} Spaces;

void
stipple_wipe (char *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

gboolean
stipple_set_secret (char **slot, const char *value)
{
  g_return_val_if_fail (slot != NULL, FALSE);

  if (g_strcmp0 (*slot, value) == 0)
    return FALSE;

  char *copy = g_strdup (value); /* before the wipe: @value may stand within the old one */

  stipple_wipe (*slot);
  *slot = copy;

  return TRUE;
}

/* Characters that steer the direction of what comes after them: on a shared screen or page they
 * could turn the text around them. Letters carry their own direction without these. */
static gboolean
is_bidi_control (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069);
}

/* U+200B and U+FEFF show nothing and join nothing; U+2028 and U+2029 are white space. */
static gboolean
is_dropped (gunichar c)
{
  return g_unichar_iscntrl (c) || is_bidi_control (c) || c == 0x200b || c == 0xfeff;
}

/*
 * What was typed, without control characters and with tidy white space, in NFC. NULL with @error
 * when it is not UTF-8, which no keyboard types. One allocation as long as the input can become, so
 * that no half-built copy of a secret is left behind by a growing buffer.
 */
static char *
tidy (const char *typed, Spaces spaces, GError **error)
{
  if (!g_utf8_validate (typed, -1, NULL))
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("Please type this again."));
      return NULL;
    }

  gsize size = strlen (typed) + 1;
  char *clean = g_malloc (size);
  char *end = clean;

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean at_start = end == clean || end[-1] == '\n';

      if (c == '\n' && spaces == SPACES_LINES)
        {
          if (end != clean && end[-1] == ' ')
            end--;
          *end++ = '\n';
        }
      else if (c == '\r' && spaces == SPACES_LINES)
        continue;
      else if (g_unichar_isspace (c))
        {
          if (!at_start && end[-1] != ' ')
            *end++ = ' ';
        }
      else if (!is_dropped (c))
        end += g_unichar_to_utf8 (c, end);
    }
  *end = '\0';
  g_strstrip (clean);

  char *normal = g_utf8_normalize (clean, -1, G_NORMALIZE_NFC);

  explicit_bzero (clean, size);
  g_free (clean);

  return normal;
}

/* Whether there is anything to see: not only spaces, joiners and marks. */
static gboolean
is_visible (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isgraph (c) && !g_unichar_iszerowidth (c))
        return TRUE;
    }

  return FALSE;
}

char *
stipple_person_check_name (const char *typed, GError **error)
{
  g_return_val_if_fail (typed != NULL, NULL);

  char *name = tidy (typed, SPACES_ONE_LINE, error);

  if (name == NULL)
    return NULL;

  if (!is_visible (name))
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE,
                         _ ("Please enter your name."));
  else if (g_utf8_strlen (name, -1) > STIPPLE_NAME_MAX)
    g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                 _ ("Please shorten your name to %d characters or fewer."), STIPPLE_NAME_MAX);
  else
    return name;

  stipple_wipe (name);
  return NULL;
}

/* Of the ASCII characters only letters, digits and hyphens; any other script's letters are fine
 * (RFC 6531). No hyphen at the ends. */
static gboolean
is_label (const char *label, gsize length)
{
  if (length == 0 || length > LABEL_MAX || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  for (const char *p = label; p < label + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && c != '-')
        return FALSE;
    }

  return TRUE;
}

/* Two labels at least, and the last one no number: an address that mail from outside can reach. */
static gboolean
is_domain (const char *domain)
{
  guint n_labels = 0;

  for (;;)
    {
      gsize length = strcspn (domain, ".");

      if (!is_label (domain, length))
        return FALSE;
      n_labels++;
      if (domain[length] == '\0')
        return n_labels > 1 && g_utf8_strlen (domain, (gssize) length) > 1
               && !g_ascii_isdigit (domain[0]);
      domain += length + 1;
    }
}

static gboolean
is_local_part (const char *local, gsize length)
{
  if (length == 0 || length > LOCAL_PART_MAX || local[0] == '.' || local[length - 1] == '.')
    return FALSE;

  for (const char *p = local; p < local + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isgraph (c) || (c < 128 && strchr ("\"(),:;<>@[\\]", (int) c) != NULL))
        return FALSE;
    }

  return TRUE;
}

/* Deliberately short of the whole of RFC 5322: it finds slips of the finger, and lets pass whatever
 * a mail server might take. Only a mail that arrives proves an address. */
static gboolean
is_email (const char *email)
{
  const char *at = strrchr (email, '@');

  return at != NULL && strlen (email) <= STIPPLE_EMAIL_MAX
         && is_local_part (email, (gsize) (at - email)) && is_domain (at + 1);
}

char *
stipple_person_check_email (const char *typed, GError **error)
{
  g_return_val_if_fail (typed != NULL, NULL);

  char *email = tidy (typed, SPACES_ONE_LINE, error);

  if (email == NULL)
    return NULL;

  if (!is_visible (email))
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE,
                         _ ("Please enter your e-mail address."));
  else if (!is_email (email))
    g_set_error_literal (
        error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
        _ ("Please check this e-mail address. It should look like name@example.com."));
  else
    return email;

  stipple_wipe (email);
  return NULL;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += g_unichar_digit_value (g_utf8_get_char (text)) >= 0;

  return n;
}

char *
stipple_person_check_phone (const char *typed, GError **error)
{
  g_return_val_if_fail (typed != NULL, NULL);

  char *phone = tidy (typed, SPACES_ONE_LINE, error);

  if (phone == NULL)
    return NULL;

  guint n = count_digits (phone);

  if (!is_visible (phone))
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE,
                         _ ("Please enter your phone number."));
  else if (n < STIPPLE_PHONE_DIGITS_MIN)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                         _ ("This phone number is too short. Please include the area code."));
  else if (n > STIPPLE_PHONE_DIGITS_MAX || g_utf8_strlen (phone, -1) > PHONE_MAX)
    g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                         _ ("This phone number is too long. Please enter one number only."));
  else
    return phone;

  stipple_wipe (phone);
  return NULL;
}

gboolean
stipple_person_check_birth_date (int year, int month, int day, const GDate *today, GDate *date,
                                 GError **error)
{
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);
  g_return_val_if_fail (date != NULL, FALSE);

  if (year == 0 || month == 0 || day == 0)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE,
                           _ ("Please enter the day, month and year of your birth."));
      return FALSE;
    }
  if (year < STIPPLE_OLDEST_YEAR || year > g_date_get_year (today))
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                   _ ("Please check the year: four digits, from %d to %d."), STIPPLE_OLDEST_YEAR,
                   g_date_get_year (today));
      return FALSE;
    }
  if (month < 1 || month > 12 || day < 1 || day > 31
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      g_set_error_literal (
          error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
          _ ("This day is not in the calendar. Please check the day and the month."));
      return FALSE;
    }

  GDate birth;

  g_date_clear (&birth, 1);
  g_date_set_dmy (&birth, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if (g_date_compare (&birth, today) > 0)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("This day is still to come. Please check your date of birth."));
      return FALSE;
    }
  *date = birth;

  return TRUE;
}

char *
stipple_person_check_note (const char *typed, GError **error)
{
  g_return_val_if_fail (typed != NULL, NULL);

  char *note = tidy (typed, SPACES_LINES, error);

  if (note != NULL && g_utf8_strlen (note, -1) > STIPPLE_NOTE_MAX)
    {
      g_set_error (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                   _ ("Please shorten this to %d characters or fewer."), STIPPLE_NOTE_MAX);
      g_clear_pointer (&note, stipple_wipe);
    }

  return note;
}

static char *
in_order (const char *first, const char *last)
{
  /* TRANSLATORS: a whole name. %1$s is the first name, %2$s the family name; put %2$s first where
   * the family name comes first, and the fields of the form follow. */
  return g_strdup_printf (C_ ("first name, family name", "%1$s %2$s"), first, last);
}

gboolean
stipple_person_family_first (void)
{
  g_autofree char *order = in_order ("1", "2");

  return *order == '2';
}

static gboolean
is_in_han (const char *name)
{
  for (; *name != '\0'; name = g_utf8_next_char (name))
    {
      if (g_unichar_get_script (g_utf8_get_char (name)) != G_UNICODE_SCRIPT_HAN)
        return FALSE;
    }
  return TRUE;
}

char *
stipple_person_full_name (const char *first, const char *last)
{
  g_return_val_if_fail (first != NULL && last != NULL, NULL);

  if (is_in_han (first) && is_in_han (last))
    return g_strconcat (last, first, NULL);
  return in_order (first, last);
}

char *
stipple_person_phone_digits (const char *phone)
{
  g_return_val_if_fail (phone != NULL, NULL);

  char *digits = g_malloc (strlen (phone) + 1);
  char *end = digits;

  for (; *phone != '\0'; phone = g_utf8_next_char (phone))
    {
      int value = g_unichar_digit_value (g_utf8_get_char (phone));

      if (value >= 0)
        *end++ = (char) ('0' + value);
    }
  *end = '\0';

  return digits;
}

static const char *const contact_words[] = { NULL, "call", "text", "email" };
static const char *const numbing_words[] = { NULL, "no", "yes", "unsure" };

static const char *
word_at (const char *const *words, gsize n, guint index)
{
  return index < n ? words[index] : NULL;
}

/* 0, which is "none" in both, for NULL and for a word that is not there. */
static guint
index_of (const char *const *words, gsize n, const char *word)
{
  for (guint i = 1; i < n; i++)
    {
      if (g_strcmp0 (words[i], word) == 0)
        return i;
    }

  return 0;
}

const char *
stipple_contact_to_string (StippleContact contact)
{
  return word_at (contact_words, G_N_ELEMENTS (contact_words), contact);
}

StippleContact
stipple_contact_from_string (const char *text)
{
  return (StippleContact) index_of (contact_words, G_N_ELEMENTS (contact_words), text);
}

const char *
stipple_numbing_to_string (StippleNumbing numbing)
{
  return word_at (numbing_words, G_N_ELEMENTS (numbing_words), numbing);
}

StippleNumbing
stipple_numbing_from_string (const char *text)
{
  return (StippleNumbing) index_of (numbing_words, G_N_ELEMENTS (numbing_words), text);
}
