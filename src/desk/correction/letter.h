// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jansson.h>

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StippleLetter: a physician's letter as somebody enters it. It knows no widget, so that what was typed outlives whatever
 * shows it. In memory only; wiped when it goes.
 */
typedef enum
{
  STIPPLE_LETTER_RECEIVED,   /* "2026-12-05" */
  STIPPLE_LETTER_FROM,       /* who wrote it */
  STIPPLE_LETTER_FIT,        /* "yes", "no" or "conditions"; "" while none is chosen */
  STIPPLE_LETTER_CONDITIONS, /* with "conditions" only */
  STIPPLE_N_LETTER_PARTS
} StippleLetterPart;

#define STIPPLE_TYPE_LETTER (stipple_letter_get_type ())
G_DECLARE_FINAL_TYPE (StippleLetter, stipple_letter, STIPPLE, LETTER, GObject)

/* Received today. */
StippleLetter *stipple_letter_new (void);

/* Borrowed, until it changes. */
const char *stipple_letter_get (StippleLetter *self, StippleLetterPart part);
void stipple_letter_set (StippleLetter *self, StippleLetterPart part, const char *text);
/* Whether anything was entered but the date. */
gboolean stipple_letter_is_touched (StippleLetter *self);

/* Errors: INVALID, INCOMPLETE, in words that say what to do. */
gboolean stipple_letter_check (StippleLetter *self, StippleLetterPart part, GError **error);
/* What to POST, see STIPPLE_PATH_INTAKES, of one that passes all checks. Transfer full. */
json_t *stipple_letter_write (StippleLetter *self);
/* "Fit, with conditions" for "conditions". */
const char *stipple_letter_describe_fit (const char *fit);

G_END_DECLS
