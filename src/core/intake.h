// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session.h"

G_BEGIN_DECLS

/**
 * StippleIntake: a finished consultation, or one that goes on at the desk. Immutable, reference counted; secrets
 * are wiped with the last reference. Optional strings are NULL when empty.
 */
typedef struct _StippleIntake StippleIntake;
struct _StippleIntake
{
  gatomicrefcount ref_count;
  char *id;         /* UUID of the QuestionnaireResponse */
  char *patient_id; /* UUID of the Patient */
  char *code;       /* six digits, see core/ids.h */
  gint64 started;   /* µs UTC, in whole ms */
  gint64 finished;  /* µs UTC, in whole ms */
  char *time_zone;  /* the clinic's, IANA */
  char *language;   /* BCP 47 */
  int pack_version;
  char *pack_canonical;
  /* It goes on at the desk: whatever is missing below is NULL, 0 or an invalid date; there is neither
   * result nor consent. */
  gboolean in_progress;

  char *first_name;
  char *last_name;
  GDate birth_date;
  char *mobile;
  char *email; /* may be NULL */
  StippleContact contact;

  char **areas; /* ids, never NULL */
  char *scars;
  char *wishes_note;

  StippleHairPattern hair_pattern;
  int hair_color; /* as in core/look.h: 0 when not said */
  int complexion;
  StippleMarks *marks; /* never NULL */

  StippleUnderstanding *understanding; /* the questions asked, in the pack's order; no choices */
  StippleReplies *replies;
  char *medication;
  StippleNumbing numbing;
  StippleEligibility *result;

  int consent_version;
  char *consent_language;
  char *consent_companion; /* the language beneath it, for somebody with the client; may be NULL */
  gint64 consent_time;     /* µs UTC, in whole ms */
  StippleStrokes *signature; /* NULL: signed by a tick, without drawing; or on paper */
  gboolean
      signed_on_paper; /* by hand, on a form that the clinic keeps; the time is that day's first */
};

#define STIPPLE_TYPE_INTAKE (stipple_intake_get_type ())
GType stipple_intake_get_type (void);

/**
 * stipple_intake_new_from_session: what "Finish" makes. All fields are checked and normalised once
 * more; STIPPLE_ERROR_INCOMPLETE or _INVALID otherwise. Of a session that goes on at the desk, what
 * passes is taken and the rest left out. @code comes from the store's counter; NULL
 * leaves it to the store, before anyone shares the intake.
 */
StippleIntake *stipple_intake_new_from_session (StippleSession *session, StippleIds *ids,
                                                const char *code, GError **error);
/* Empty, for wire's reader to fill. */
StippleIntake *stipple_intake_new (void);
StippleIntake *stipple_intake_ref (StippleIntake *self);
void stipple_intake_unref (StippleIntake *self);
/* Both names as one, in the order of their script; "" when neither is known. Transfer full. */
char *stipple_intake_get_name (const StippleIntake *self);
/* The day it was finished, in its own zone: the `today` of its result. */
void stipple_intake_get_day (const StippleIntake *self, GDate *day);
/* The day of its consent, likewise. */
void stipple_intake_get_consent_day (const StippleIntake *self, GDate *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleIntake, stipple_intake_unref)

G_END_DECLS
