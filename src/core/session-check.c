// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

typedef gboolean (*FieldCheck) (StippleSession *session, GError **error);

static gboolean
incomplete (GError **error, const char *message)
{
  g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE, message);
  return FALSE;
}

static gboolean
passes (char *normalised)
{
  gboolean fine = normalised != NULL;

  stipple_wipe (normalised);
  return fine;
}

static gboolean
check_understanding (StippleSession *session, GError **error)
{
  StipplePack *pack = stipple_session_get_pack (session);
  const StippleUnderstanding *understanding = stipple_session_get_understanding (session);

  for (guint i = 0; i < pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (pack->questions, i);

      if (stipple_understanding_find (understanding, question->id) == NULL)
        return incomplete (error, _ ("Please choose an answer. We explain it right after."));
    }
  return TRUE;
}

static gboolean
check_replies (StippleSession *session, GError **error)
{
  StipplePack *pack = stipple_session_get_pack (session);
  const StippleReplies *replies = stipple_session_get_replies (session);

  for (guint i = 0; i < pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);
      const StippleReply *reply = stipple_replies_get (replies, rule->id);

      if (reply->answer == STIPPLE_ANSWER_NONE)
        return incomplete (error, _ ("Please answer every question. “Not sure” is fine, too."));
      if (!stipple_reply_is_complete (reply, rule))
        return incomplete (error, _ ("Please give the date it ends, or say that it is ongoing."));
    }
  return TRUE;
}

static gboolean
check_result (StippleSession *session, GError **error)
{
  if (stipple_session_get_result (session) == NULL)
    return incomplete (error, _ ("Please confirm your health answers to see your result."));
  return TRUE;
}

static gboolean
check_numbing (StippleSession *session, GError **error)
{
  if (stipple_session_get_numbing (session) == STIPPLE_NUMBING_NONE)
    return incomplete (error, _ ("Please say whether you use, or plan to use, a numbing cream."));
  return TRUE;
}

static gboolean
check_note (const char *typed, GError **error)
{
  return passes (stipple_person_check_note (typed, error));
}

static gboolean
check_medication (StippleSession *session, GError **error)
{
  return check_note (stipple_session_get_medication (session), error);
}

static gboolean
check_scars (StippleSession *session, GError **error)
{
  return check_note (stipple_session_get_scars (session), error);
}

static gboolean
check_wishes_note (StippleSession *session, GError **error)
{
  return check_note (stipple_session_get_wishes_note (session), error);
}

static gboolean
check_first_name (StippleSession *session, GError **error)
{
  return passes (stipple_person_check_name (stipple_session_get_first_name (session), error));
}

static gboolean
check_last_name (StippleSession *session, GError **error)
{
  return passes (stipple_person_check_name (stipple_session_get_last_name (session), error));
}

static gboolean
read_birth_date (StippleSession *session, GDate *date, GError **error)
{
  int year, month, day;
  GDate today;

  g_object_get (session, "birth-year", &year, "birth-month", &month, "birth-day", &day, NULL);
  stipple_clock_today (stipple_session_get_clock (session), &today);
  return stipple_person_check_birth_date (year, month, day, &today, date, error);
}

static gboolean
check_birth_date (StippleSession *session, GError **error)
{
  GDate date;

  return read_birth_date (session, &date, error);
}

static gboolean
check_mobile (StippleSession *session, GError **error)
{
  return passes (stipple_person_check_phone (stipple_session_get_mobile (session), error));
}

static gboolean
check_contact (StippleSession *session, GError **error)
{
  if (stipple_session_get_contact (session) == STIPPLE_CONTACT_NONE)
    return incomplete (error, _ ("Please choose how you would like us to reach you."));
  return TRUE;
}

static gboolean
check_email (StippleSession *session, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (passes (stipple_person_check_email (stipple_session_get_email (session), &fault)))
    return TRUE;
  if (!g_error_matches (fault, STIPPLE_ERROR, STIPPLE_ERROR_INCOMPLETE))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (stipple_session_get_contact (session) == STIPPLE_CONTACT_EMAIL)
    return incomplete (error,
                       _ ("Please give your e-mail address, or choose another way to reach you."));
  return TRUE;
}

static gboolean
check_consent_given (StippleSession *session, GError **error)
{
  if (!stipple_session_get_consent_given (session))
    return incomplete (error, _ ("Please tick the box if you agree."));
  return TRUE;
}

static gboolean
check_signature (StippleSession *session, GError **error)
{
  const StippleStrokes *signature = stipple_session_get_signature (session);

  if (!stipple_session_get_signed_by_tick (session)
      && !stipple_session_get_signed_on_paper (session)
      && (signature == NULL || !stipple_strokes_is_meant (signature)))
    return incomplete (error, _ ("Please sign in the box, or tick the line below it."));
  return TRUE;
}

/* In the order of the visit, so that the first fault is the one met first. */
static const struct
{
  const char *name;
  FieldCheck check;
} fields[] = {
  { "understanding", check_understanding },
  { "replies", check_replies },
  { "result", check_result },
  { "numbing", check_numbing },
  { "medication", check_medication },
  { "scars", check_scars },
  { "wishes-note", check_wishes_note },
  { "first-name", check_first_name },
  { "last-name", check_last_name },
  { "birth-date", check_birth_date },
  { "mobile", check_mobile },
  { "contact", check_contact },
  { "email", check_email },
  { "consent-given", check_consent_given },
  { "signature", check_signature },
};

gboolean
stipple_session_check_field (StippleSession *self, const char *field, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, field))
      return fields[i].check (self, error);

  g_return_val_if_reached (FALSE);
}

gboolean
stipple_session_check (StippleSession *self, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!fields[i].check (self, error))
      return FALSE;
  return TRUE;
}

gboolean
stipple_session_get_birth_date (StippleSession *self, GDate *date)
{
  return read_birth_date (self, date, NULL);
}

gboolean
stipple_session_is_touched (StippleSession *self)
{
  const char *const texts[] = {
    stipple_session_get_first_name (self),  stipple_session_get_last_name (self),
    stipple_session_get_mobile (self),      stipple_session_get_email (self),
    stipple_session_get_medication (self),  stipple_session_get_scars (self),
    stipple_session_get_wishes_note (self),
  };
  int year, month, day;
  GDate date;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] != '\0')
      return TRUE;
  g_object_get (self, "birth-year", &year, "birth-month", &month, "birth-day", &day, NULL);

  return year != 0 || month != 0 || day != 0
         || stipple_session_get_contact (self) != STIPPLE_CONTACT_NONE
         || stipple_session_get_numbing (self) != STIPPLE_NUMBING_NONE
         || stipple_understanding_get_n (stipple_session_get_understanding (self)) > 0
         || !stipple_look_is_empty (stipple_session_get_look (self))
         || stipple_session_get_n_answered (self) > 0 || *stipple_session_get_areas (self) != NULL
         || stipple_session_get_consent_given (self) || stipple_session_get_signature (self) != NULL
         || stipple_session_get_signed_by_tick (self)
         || stipple_session_get_first_session (self, &date);
}
