// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/correction/field.h"
#include "desk/intakes/open-intake.h"

G_BEGIN_DECLS

/**
 * StippleCorrection: an intake as somebody at the desk would have it, field by field beside what it said when they
 * began. It knows no widget, so that what was typed outlives whatever shows it. In memory only; wiped when it goes.
 *
 * Signal:
 *   changed (const char *key)  the value of that field; NULL: all of them, or the reason
 */
#define STIPPLE_REASON_LEAST 3 /* characters, as the hub wants them */
#define STIPPLE_REASON_MOST 500

#define STIPPLE_TYPE_CORRECTION (stipple_correction_get_type ())
G_DECLARE_FINAL_TYPE (StippleCorrection, stipple_correction, STIPPLE, CORRECTION, GObject)

StippleCorrection *stipple_correction_new (StippleOpenIntake *base);

/* What it corrects. Borrowed. */
StippleOpenIntake *stipple_correction_get_base (StippleCorrection *self);
/* StippleField, in the order of a form. Borrowed. */
GPtrArray *stipple_correction_get_fields (StippleCorrection *self);

/* As typed, and as it was. Borrowed, until the field changes. */
const char *stipple_correction_get (StippleCorrection *self, const char *key);
const char *stipple_correction_get_original (StippleCorrection *self, const char *key);
/* One step, which can be taken back. Typing, letter by letter, makes one step a word. */
void stipple_correction_set (StippleCorrection *self, const char *key, const char *value);
/* The steps of one field. FALSE: there is none. */
gboolean stipple_correction_undo (StippleCorrection *self, const char *key);
gboolean stipple_correction_redo (StippleCorrection *self, const char *key);

gboolean stipple_correction_is_changed (StippleCorrection *self, const char *key);
guint stipple_correction_get_n_changed (StippleCorrection *self);
/* Anything to lose: a change, or a reason. */
gboolean stipple_correction_is_touched (StippleCorrection *self);

const char *stipple_correction_get_reason (StippleCorrection *self);
void stipple_correction_set_reason (StippleCorrection *self, const char *reason);

/* Whether one field can be saved as it is. Errors: INVALID, INCOMPLETE, in words that say what to do. */
gboolean stipple_correction_check (StippleCorrection *self, const char *key, GError **error);
gboolean stipple_correction_check_reason (StippleCorrection *self, GError **error);

/* What its answers come to, under the pack the intake was made with and for its own day. Transfer full; NULL: an answer
 * is incomplete. */
StippleEligibility *stipple_correction_evaluate (StippleCorrection *self);
/* The corrected intake with its result worked out anew. Transfer full; NULL: the first fault. */
StippleIntake *stipple_correction_make (StippleCorrection *self, GError **error);
/* What to PUT, see STIPPLE_PATH_INTAKES: only what was changed differs from the base. Transfer full. */
json_t *stipple_correction_write (StippleCorrection *self, GError **error);

/* From now on it corrects @theirs: a field that was not changed here says what theirs does, and one that was is kept.
 * @theirs is of the same intake. */
void stipple_correction_rebase (StippleCorrection *self, StippleOpenIntake *theirs);
/* Whether @theirs changed a field, and whether it says something else than this. */
gboolean stipple_correction_is_changed_by (StippleCorrection *self, StippleOpenIntake *theirs,
                                           const char *key);
gboolean stipple_correction_differs_from (StippleCorrection *self, StippleOpenIntake *theirs,
                                          const char *key);

G_END_DECLS
