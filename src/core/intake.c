// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

G_DEFINE_BOXED_TYPE (StippleIntake, stipple_intake, stipple_intake_ref, stipple_intake_unref)

StippleIntake *
stipple_intake_new (void)
{
  StippleIntake *self = g_new0 (StippleIntake, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->areas = g_new0 (char *, 1);
  self->marks = stipple_marks_new ();
  self->understanding = stipple_understanding_new ();
  self->replies = stipple_replies_new ();
  return self;
}

StippleIntake *
stipple_intake_ref (StippleIntake *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
stipple_intake_unref (StippleIntake *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  stipple_wipe (self->first_name);
  stipple_wipe (self->last_name);
  stipple_wipe (self->mobile);
  stipple_wipe (self->email);
  stipple_wipe (self->scars);
  stipple_wipe (self->wishes_note);
  stipple_wipe (self->medication);
  g_strfreev (self->areas);
  g_clear_pointer (&self->marks, stipple_marks_free);
  g_clear_pointer (&self->understanding, stipple_understanding_free);
  g_clear_pointer (&self->replies, stipple_replies_free);
  g_clear_pointer (&self->result, stipple_eligibility_unref);
  g_clear_pointer (&self->signature, stipple_strokes_free);
  g_free (self->id);
  g_free (self->patient_id);
  g_free (self->code);
  g_free (self->time_zone);
  g_free (self->language);
  g_free (self->pack_canonical);
  g_free (self->consent_language);
  g_free (self->consent_companion);
  explicit_bzero (self, sizeof *self);
  g_free (self);
}

/* As precise as the wire is, so that what a hub reads back is the same. */
static gint64
whole_ms (gint64 utc_us)
{
  return utc_us - utc_us % 1000;
}

/* NULL for a text of nothing but spaces; what does not pass has been reported by the check. */
static char *
optional (const char *typed, char *(*check) (const char *, GError **) )
{
  char *normalised = check (typed, NULL);

  if (normalised != NULL && *normalised == '\0')
    g_clear_pointer (&normalised, g_free);
  return normalised;
}

static void
take_person (StippleIntake *self, StippleSession *session)
{
  self->first_name = stipple_person_check_name (stipple_session_get_first_name (session), NULL);
  self->last_name = stipple_person_check_name (stipple_session_get_last_name (session), NULL);
  stipple_session_get_birth_date (session, &self->birth_date);
  self->mobile = stipple_person_check_phone (stipple_session_get_mobile (session), NULL);
  self->email = optional (stipple_session_get_email (session), stipple_person_check_email);
  self->contact = stipple_session_get_contact (session);
  /* Nobody can be reached by what they did not give: of an intake in progress it may be missing. */
  if ((self->contact == STIPPLE_CONTACT_EMAIL ? self->email : self->mobile) == NULL)
    self->contact = STIPPLE_CONTACT_NONE;

  g_strfreev (self->areas);
  self->areas = g_strdupv ((char **) stipple_session_get_areas (session));
  self->scars = optional (stipple_session_get_scars (session), stipple_person_check_note);
  self->wishes_note =
      optional (stipple_session_get_wishes_note (session), stipple_person_check_note);
  self->medication = optional (stipple_session_get_medication (session), stipple_person_check_note);
  self->numbing = stipple_session_get_numbing (session);
}

static void
take_look (StippleIntake *self, StippleSession *session)
{
  StippleLook *look = stipple_session_get_look (session);

  self->hair_pattern = stipple_look_get_pattern (look);
  self->hair_color = stipple_look_get_hair_color (look);
  self->complexion = stipple_look_get_complexion (look);
  stipple_marks_free (self->marks);
  self->marks = stipple_marks_copy (stipple_look_get_marks (look));
}

static void
take_understanding (StippleIntake *self, StippleSession *session)
{
  StipplePack *pack = stipple_session_get_pack (session);
  const StippleUnderstanding *understanding = stipple_session_get_understanding (session);

  for (guint i = 0; i < pack->questions->len; i++)
    {
      const StippleQuestion *question = g_ptr_array_index (pack->questions, i);
      const StippleUnderstood *answer = stipple_understanding_find (understanding, question->id);

      if (answer != NULL)
        stipple_understanding_set (self->understanding, question->id, NULL, answer->missed);
    }
}

/* In the pack's order, whatever order they were answered in. */
static void
take_replies (StippleIntake *self, StippleSession *session)
{
  StipplePack *pack = stipple_session_get_pack (session);
  const StippleReplies *replies = stipple_session_get_replies (session);

  for (guint i = 0; i < pack->contraindications->len; i++)
    {
      const StippleContraindication *rule = g_ptr_array_index (pack->contraindications, i);
      const StippleReply *reply = stipple_replies_get (replies, rule->id);

      stipple_replies_set (self->replies, rule->id, reply->answer);
      stipple_replies_set_follow_up (self->replies, rule->id, reply->ongoing, &reply->until);
    }
}

static void
take_consent (StippleIntake *self, StippleSession *session)
{
  self->consent_version = stipple_session_get_pack (session)->consent.version;
  self->consent_language = g_strdup (stipple_session_get_consent_language (session));
  self->consent_companion = g_strdup (stipple_session_get_consent_companion (session));
  self->consent_time = whole_ms (stipple_session_get_consent_time (session));
  self->signed_on_paper = stipple_session_get_signed_on_paper (session);
  if (stipple_session_get_signature (session) != NULL)
    self->signature = stipple_strokes_copy (stipple_session_get_signature (session));
}

StippleIntake *
stipple_intake_new_from_session (StippleSession *session, StippleIds *ids, const char *code,
                                 GError **error)
{
  StipplePack *pack = stipple_session_get_pack (session);
  g_autoptr (StippleIntake) self = NULL;
  GDate day;

  if (!stipple_session_get_at_desk (session) && !stipple_session_check (session, error))
    return NULL;

  self = stipple_intake_new ();
  self->id = stipple_ids_uuid (ids);
  self->patient_id = stipple_ids_uuid (ids);
  self->code = code != NULL ? stipple_code_normalize (code) : NULL;
  if (code != NULL && self->code == NULL)
    {
      g_set_error_literal (error, STIPPLE_ERROR, STIPPLE_ERROR_INVALID,
                           _ ("No short code could be made. Please ask at reception."));
      return NULL;
    }

  self->started = whole_ms (stipple_session_get_started (session));
  self->finished = whole_ms (stipple_clock_now (stipple_session_get_clock (session)));
  self->time_zone = g_strdup (pack->time_zone);
  self->language = g_strdup (stipple_session_get_language (session));
  self->pack_version = pack->version;
  self->pack_canonical = g_strdup (pack->canonical);

  take_person (self, session);
  take_look (self, session);
  take_understanding (self, session);
  take_replies (self, session);
  self->in_progress = stipple_session_get_at_desk (session);
  if (self->in_progress)
    return g_steal_pointer (&self);
  take_consent (self, session);

  /* Evaluated for the day it is finished, as the hub will: a visit may cross midnight. */
  stipple_intake_get_day (self, &day);
  self->result = stipple_eligibility_evaluate (pack, self->replies, &day, error);
  return self->result != NULL ? g_steal_pointer (&self) : NULL;
}

char *
stipple_intake_get_name (const StippleIntake *self)
{
  const char *first = self->first_name != NULL ? self->first_name : "";
  const char *last = self->last_name != NULL ? self->last_name : "";

  if (*first == '\0' || *last == '\0')
    return g_strconcat (first, last, NULL);
  return stipple_person_full_name (first, last);
}

void
stipple_intake_get_day (const StippleIntake *self, GDate *day)
{
  stipple_clock_day_of (self->finished, self->time_zone, day);
}

void
stipple_intake_get_consent_day (const StippleIntake *self, GDate *day)
{
  stipple_clock_day_of (self->consent_time, self->time_zone, day);
}
