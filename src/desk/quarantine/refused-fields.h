// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pack.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * What somebody entered, of a {"patient", "response"} that the hub refused: it need not be an intake, so it is read field by
 * field, by its place: "Patient.birthDate", "QuestionnaireResponse.item[2].answer[0].valueString".
 */
typedef enum
{
  STIPPLE_REFUSED_TEXT,
  STIPPLE_REFUSED_ANSWER, /* Y, N or UNK */
} StippleRefusedKind;

typedef struct
{
  char *path;
  char *label; /* in this thread's language */
  char *value; /* as it was entered; wiped */
  StippleRefusedKind kind;
  gboolean is_health;
  gboolean is_left_to_right; /* a date, a number or an address */
  gboolean is_faulty;
} StippleRefusedField;

/* GPtrArray of StippleRefusedField, in the order of a form. @pack (may be NULL) names the conditions. @fault (may be NULL):
 * the place of what was refused, which is among them in any case if it is a text. */
GPtrArray *stipple_refused_fields (const json_t *document, const StipplePack *pack,
                                   const char *fault);
/* @value at @path, where there is a text; a text message goes to the number of the phone. */
void stipple_refused_set (json_t *document, const char *path, const char *value);

/* "Bundle.entry[0].resource.birthDate" → "Patient.birthDate"; NULL for NULL. Transfer full. */
char *stipple_refused_place (const char *expression);
/* The place at which a message of the hub begins, "Patient.birthDate: …"; NULL: none. Transfer full. */
char *stipple_refused_place_of_words (const char *words);
/* Whether what was refused at @fault is at @path. */
gboolean stipple_refused_is_at (const char *path, const char *fault);
/* What is at @place, for people: "Date of birth". @document, @pack may be NULL. Transfer full. */
char *stipple_refused_label (const json_t *document, const StipplePack *pack, const char *place);

G_END_DECLS
