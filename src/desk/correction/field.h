// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"

G_BEGIN_DECLS

/**
 * StippleField: one thing that an intake says and the desk may correct. What it says is a value: a text as it is typed
 * and kept, so that two versions of an intake can be compared field by field. "" is nothing said.
 *
 *   LINE, TEXT  the text itself
 *   DATE        "1985-03-12"
 *   CHOICE      the id of one option
 *   SET         ids of options with a comma between them, in the options' order
 *   ANSWER      "no", "unsure" or "yes"; "yes ongoing" or "yes 2026-12-05" where the pack asks until when
 */
typedef enum
{
  STIPPLE_FIELD_LINE,
  STIPPLE_FIELD_TEXT,
  STIPPLE_FIELD_DATE,
  STIPPLE_FIELD_CHOICE,
  STIPPLE_FIELD_SET,
  STIPPLE_FIELD_ANSWER,
} StippleFieldKind;

typedef enum
{
  STIPPLE_FIELDS_PERSON,
  STIPPLE_FIELDS_WISHES,
  STIPPLE_FIELDS_HEALTH,
  STIPPLE_FIELDS_MEDICATION,
  STIPPLE_N_FIELD_GROUPS
} StippleFieldGroup;

typedef struct
{
  char *id;
  char *name; /* in the language of the thread that asked */
} StippleOption;

typedef struct
{
  char *key; /* "first-name", "answer:blood-clots" */
  StippleFieldKind kind;
  StippleFieldGroup group;
  char *label;                         /* in the language of the thread that asked */
  GPtrArray *options;                  /* StippleOption; empty but for CHOICE, SET and ANSWER */
  const StippleContraindication *rule; /* of an ANSWER, borrowed from the pack */
} StippleField;

/* All of @pack, in the order of the form. The pack must outlive it. Transfer full. */
GPtrArray *stipple_fields_new (const StipplePack *pack);

/* What @intake says. Transfer full. */
char *stipple_field_read (const StippleField *self, const StippleIntake *intake);
/* @value for people: "Yes, until Dec 5, 2026"; "—" for nothing. Transfer full. */
char *stipple_field_describe (const StippleField *self, const char *value);
/* @value as it is kept, of an intake finished on @day. @required: there must be something. Transfer full; NULL with
 * INVALID or INCOMPLETE, in words that say what to do. */
char *stipple_field_check (const StippleField *self, const char *value, gboolean required,
                           const GDate *day, GError **error);
/* Whether a complete intake must say something here. */
gboolean stipple_field_is_required (const StippleField *self);
/* Makes @intake say @value, which passed the check. */
void stipple_field_write (const StippleField *self, const char *value, StippleIntake *intake);

/* An ANSWER's value taken apart, and put together: @until as it is typed, NULL or "" for none. */
void stipple_field_split_answer (const char *value, StippleAnswer *answer, gboolean *ongoing,
                                 const char **until);
char *stipple_field_join_answer (StippleAnswer answer, gboolean ongoing, const char *until);

G_END_DECLS
