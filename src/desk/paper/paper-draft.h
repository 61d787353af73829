// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/entry/entry.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * StipplePaperDraft: a form that somebody keys in: its code, what it was printed as, what has been keyed, and the ids that
 * the intake will have. As long as nothing is changed it is always the same intake, so that sending it twice makes one.
 */
#define STIPPLE_TYPE_PAPER_DRAFT (stipple_paper_draft_get_type ())
G_DECLARE_FINAL_TYPE (StipplePaperDraft, stipple_paper_draft, STIPPLE, PAPER_DRAFT, GObject)

/* The kind of StippleDrafts. */
#define STIPPLE_DRAFT_PAPER "paper"

/* @code: six digits; @language: that of the form. */
StipplePaperDraft *stipple_paper_draft_new (StipplePack *pack, const char *code,
                                            const char *language, gint64 printed);

StippleEntry *stipple_paper_draft_get_entry (StipplePaperDraft *self);
const char *stipple_paper_draft_get_code (StipplePaperDraft *self);
gint64 stipple_paper_draft_get_printed (StipplePaperDraft *self); /* µs UTC */

/* The result as it stands. NULL: not every health question is answered. Transfer full. */
StippleEligibility *stipple_paper_draft_evaluate (StipplePaperDraft *self);
/* {"patient", "response"}; @unfinished: what is right of it, as an intake in progress. Transfer full; INCOMPLETE, INVALID. */
json_t *stipple_paper_draft_write (StipplePaperDraft *self, gboolean unfinished, GError **error);

G_END_DECLS
