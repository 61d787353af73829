// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StippleTally: what one kiosk says it recorded on one day, so that the hub can tell what it does not hold. It names
 * intakes by id, code and receipt, and says nothing about anybody.
 */
typedef enum
{
  STIPPLE_TALLY_WAITING, /* on the kiosk, not at the hub; these four are those of the kiosk's outbox */
  STIPPLE_TALLY_DELIVERED,   /* the kiosk has the hub's receipt, and the intake still */
  STIPPLE_TALLY_QUARANTINED, /* the hub refused it; it is on the kiosk */
  STIPPLE_TALLY_DISMISSED,   /* refused, and an administrator said that it is not wanted */
  STIPPLE_TALLY_PURGED,      /* deleted from the kiosk after the receipt */
  STIPPLE_TALLY_GONE, /* told once, and no more: the kiosk's data was put back or lost. Never told */
  STIPPLE_N_TALLY_STATES,
} StippleTallyState;

/* "waiting", "delivered", "quarantined", "dismissed", "purged", "gone": the words of the wire and of storage. */
const char *stipple_tally_state_to_string (StippleTallyState state);
gboolean stipple_tally_state_from_string (const char *text, StippleTallyState *state);

typedef struct
{
  char *id;      /* of the QuestionnaireResponse */
  char *code;    /* six digits; NULL when the kiosk's record of it is damaged */
  char *receipt; /* as the code */
  StippleTallyState state;
} StippleClaim;
StippleClaim *stipple_claim_new (const char *id, const char *code, const char *receipt,
                                 StippleTallyState state);
void stipple_claim_free (StippleClaim *self);

/* Claims of one day. Nobody records as many: one every 17 s, day and night. */
#define STIPPLE_TALLY_MAX 5000

typedef struct
{
  char *day;         /* 2026-12-05, in the clinic's zone */
  gint64 sequence;   /* grows with each change of that day; 0: nothing was recorded */
  gboolean is_news;  /* the hub does not know it yet */
  gboolean complete; /* with it, the hub knows every day */
  GPtrArray *claims; /* StippleClaim, at most STIPPLE_TALLY_MAX */
} StippleTally;
StippleTally *stipple_tally_new (const char *day, gint64 sequence);
void stipple_tally_free (StippleTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleClaim, stipple_claim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleTally, stipple_tally_free)

G_END_DECLS
