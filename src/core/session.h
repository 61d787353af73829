// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/eligibility.h"
#include "core/ids.h"
#include "core/look.h"
#include "core/media-source.h"
#include "core/pack.h"
#include "core/person.h"
#include "core/strokes.h"
#include "core/understanding.h"

G_BEGIN_DECLS

/**
 * StippleSession: one visitor's draft. Pages bind to its properties; nothing else holds what the
 * visitor said. At reset it is dropped and a new one made, never cleared: that is the privacy
 * boundary. In memory only; every secret is wiped on dispose. Main thread only.
 *
 * Properties (all notify, and only on change):
 *   pack        StipplePack, construct-only     clock     StippleClock, construct-only
 *   language    string (BCP 47)
 *   companion   string, the language that stands beneath it for somebody with the visitor, or NULL
 *   understanding  StippleUnderstanding, read-only: use stipple_session_set_choice()
 *   look        StippleLook, read-only: set its properties; "look" notifies when one of them does
 *   replies     use the functions below; "replies" notifies
 *   result      StippleEligibility or NULL, read-only; dropped when a reply changes
 *   first-name, last-name, mobile, email        string, as typed, "" when empty
 *   birth-year, birth-month, birth-day          int, 0 when empty
 *   contact     int, StippleContact             numbing   int, StippleNumbing
 *   first-session  string, ISO date or NULL, read-only: for the visitor's own calendar, told to nobody
 *   medication, scars, wishes-note              string
 *   areas       strv of area ids, read-only, in the pack's order
 *   consent-given  boolean
 *   signature   StippleStrokes or NULL
 *   signed-by-tick  boolean: a tick stands for the drawing, which it takes back; and the other way
 */
#define STIPPLE_TYPE_SESSION (stipple_session_get_type ())
G_DECLARE_FINAL_TYPE (StippleSession, stipple_session, STIPPLE, SESSION, GObject)

StippleSession *stipple_session_new (StipplePack *pack, StippleClock *clock, const char *language);

StipplePack *stipple_session_get_pack (StippleSession *self);
/* Where the pack's pictures are had; NULL: nowhere. Transfer none. */
StippleMediaSource *stipple_session_get_media_source (StippleSession *self);
void stipple_session_set_media_source (StippleSession *self, StippleMediaSource *source);
StippleClock *stipple_session_get_clock (StippleSession *self);
const char *stipple_session_get_language (StippleSession *self);
/* A language of the pack; any other is ignored. The companion's: the two change places. */
void stipple_session_set_language (StippleSession *self, const char *language);
/* NULL for none, or another language of the pack than the visitor's; any other is ignored. */
const char *stipple_session_get_companion (StippleSession *self);
void stipple_session_set_companion (StippleSession *self, const char *language);
/* When the visit began, µs UTC. */
gint64 stipple_session_get_started (StippleSession *self);

const StippleUnderstanding *stipple_session_get_understanding (StippleSession *self);
/* A choice of the pack's question; the first of each decides whether it was missed. */
void stipple_session_set_choice (StippleSession *self, const char *question, const char *choice);

/* The session's own, and gone with it: do not keep it. */
StippleLook *stipple_session_get_look (StippleSession *self);

const StippleReplies *stipple_session_get_replies (StippleSession *self);
void stipple_session_set_reply (StippleSession *self, const char *id, StippleAnswer answer);
void stipple_session_set_follow_up (StippleSession *self, const char *id, gboolean ongoing,
                                    const GDate *until);
guint stipple_session_get_n_answered (StippleSession *self);

/* NULL until stipple_session_evaluate(), and again after any reply changes. Borrowed. */
StippleEligibility *stipple_session_get_result (StippleSession *self);
gboolean stipple_session_evaluate (StippleSession *self, GError **error);

const char *stipple_session_get_first_name (StippleSession *self);
const char *stipple_session_get_last_name (StippleSession *self);
const char *stipple_session_get_mobile (StippleSession *self);
const char *stipple_session_get_email (StippleSession *self);
const char *stipple_session_get_medication (StippleSession *self);
const char *stipple_session_get_scars (StippleSession *self);
const char *stipple_session_get_wishes_note (StippleSession *self);
StippleContact stipple_session_get_contact (StippleSession *self);
StippleNumbing stipple_session_get_numbing (StippleSession *self);
const char *const *stipple_session_get_areas (StippleSession *self);
void stipple_session_set_area (StippleSession *self, const char *id, gboolean chosen);
gboolean stipple_session_has_area (StippleSession *self, const char *id);
/* The visitor goes on at the desk: their intake is made of what there is, and is in progress. */
void stipple_session_set_at_desk (StippleSession *self, gboolean at_desk);
gboolean stipple_session_get_at_desk (StippleSession *self);
/* FALSE while none is chosen. */
gboolean stipple_session_get_first_session (StippleSession *self, GDate *date);
/* NULL takes it back. */
void stipple_session_set_first_session (StippleSession *self, const GDate *date);
gboolean stipple_session_get_consent_given (StippleSession *self);
/* When the consent was last ticked or signed (µs UTC, 0 before that), and in which language it was
 * read then (NULL before that). */
gint64 stipple_session_get_consent_time (StippleSession *self);
const char *stipple_session_get_consent_language (StippleSession *self);
/* The language that stood beneath it then; NULL for none. */
const char *stipple_session_get_consent_companion (StippleSession *self);
/* Copied; NULL takes it back. */
void stipple_session_set_signature (StippleSession *self, const StippleStrokes *strokes);
const StippleStrokes *stipple_session_get_signature (StippleSession *self);
gboolean stipple_session_get_signed_by_tick (StippleSession *self);
/* The consent was given and signed by hand, on a form of paper, on @day; its time is that day's first. NULL takes
 * it back. */
void stipple_session_set_signed_on_paper (StippleSession *self, const GDate *day);
gboolean stipple_session_get_signed_on_paper (StippleSession *self);

/**
 * stipple_session_check_field: the fault of one field as it stands, NULL error when it is fine.
 * @field: "understanding", "replies", "result", "numbing", "medication", "scars", "wishes-note",
 * "first-name", "last-name", "birth-date", "mobile", "contact", "email", "consent-given",
 * "signature". E-mail may be empty unless the preferred contact is e-mail; the three texts always.
 */
gboolean stipple_session_check_field (StippleSession *self, const char *field, GError **error);
/* All of them, in that order: the first fault. */
gboolean stipple_session_check (StippleSession *self, GError **error);
/* The birth date when the three parts make one. */
gboolean stipple_session_get_birth_date (StippleSession *self, GDate *date);

/* Anything at all entered or answered: is there something to lose by starting over? */
gboolean stipple_session_is_touched (StippleSession *self);

G_END_DECLS
