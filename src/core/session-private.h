// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session.h"

G_BEGIN_DECLS

/* The session's insides, shared by session.c (the object) and session-answers.c. */

enum
{
  PROP_0,
  PROP_PACK,
  PROP_CLOCK,
  PROP_LANGUAGE,
  PROP_COMPANION,
  PROP_UNDERSTANDING,
  PROP_LOOK,
  PROP_REPLIES,
  PROP_RESULT,
  PROP_FIRST_NAME, /* the texts stand together: see texts[] */
  PROP_LAST_NAME,
  PROP_MOBILE,
  PROP_EMAIL,
  PROP_MEDICATION,
  PROP_SCARS,
  PROP_WISHES_NOTE,
  PROP_BIRTH_YEAR, /* and so do the numbers: see numbers[] */
  PROP_BIRTH_MONTH,
  PROP_BIRTH_DAY,
  PROP_CONTACT,
  PROP_NUMBING,
  PROP_AREAS,
  PROP_FIRST_SESSION,
  PROP_CONSENT_GIVEN,
  PROP_SIGNATURE,
  PROP_SIGNED_BY_TICK,
  N_PROPS
};

#define N_TEXTS (PROP_WISHES_NOTE - PROP_FIRST_NAME + 1)
#define N_NUMBERS (PROP_NUMBING - PROP_BIRTH_YEAR + 1)
#define TEXT(prop) ((prop) -PROP_FIRST_NAME)
#define NUMBER(prop) ((prop) -PROP_BIRTH_YEAR)

struct _StippleSession
{
  GObject parent_instance;

  StipplePack *pack;
  StippleClock *clock;
  StippleMediaSource *media_source;
  gint64 started;
  char *language;
  char *companion;

  StippleUnderstanding *understanding;
  StippleLook *look;
  StippleReplies *replies;
  StippleEligibility *result;

  char *texts[N_TEXTS]; /* secrets, never NULL */
  int numbers[N_NUMBERS];
  GStrv areas;
  GDate first_session;

  gboolean consent_given;
  gint64 consent_time;
  char *consent_language;
  char *consent_companion;
  StippleStrokes *signature;
  gboolean signed_by_tick;
  gboolean signed_on_paper;
  gboolean at_desk;
};

void stipple_session_notify (StippleSession *self, guint prop);

G_END_DECLS
