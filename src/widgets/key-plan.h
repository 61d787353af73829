// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "widgets/key-map.h"

G_BEGIN_DECLS

/* Which keys an on-screen keyboard shows where. No widgets here. */

typedef enum
{
  STIPPLE_PAD_TEXT,
  STIPPLE_PAD_EMAIL,  /* Latin letters, @ . and common endings; no space */
  STIPPLE_PAD_PHONE,  /* digits, + - and space */
  STIPPLE_PAD_NUMBER, /* digits with - and . */
  STIPPLE_PAD_DIGITS, /* digits only: a day, a year */
} StipplePad;

StipplePad stipple_pad_for_purpose (GtkInputPurpose purpose);

typedef enum
{
  STIPPLE_KEY_TYPE,
  STIPPLE_KEY_SHIFT,
  STIPPLE_KEY_BACKSPACE,
  STIPPLE_KEY_ENTER,
  STIPPLE_KEY_NEXT, /* on to the next field */
  STIPPLE_KEY_DONE,
  STIPPLE_KEY_SYMBOLS, /* on to the (next) symbols */
  STIPPLE_KEY_LETTERS, /* back from them */
  STIPPLE_KEY_SCRIPT,  /* Latin letters, and back */
} StippleKeyAction;

/* All texts are static or interned. */
typedef struct
{
  StippleKeyAction action;
  double units;             /* width, in columns */
  const char *text;         /* what it types, or a sample of the letters it brings; NULL when what
                             * it types goes by shift, from @key */
  const StippleMapKey *key; /* NULL when it is on no physical key */
  const char *more;         /* what else a long press offers, by spaces; or NULL */
} StipplePlanKey;

typedef struct
{
  const StippleKeyMap *map;
  StipplePad pad;
  int max_columns;            /* as many as there is room for; 10 at least */
  int symbols;                /* 0: letters; 1, 2, …: that page of symbols */
  gboolean without_digits;    /* no row of digits: a low screen. They stand with the symbols then */
  gboolean multiline;         /* Enter starts a new line */
  gboolean has_next;          /* there is another field to go on to */
  const StippleKeyMap *other; /* letters one can change to, or NULL */
} StippleKeyRequest;

typedef struct
{
  GPtrArray *rows; /* of GArray of StipplePlanKey */
  int columns;     /* the widest row, in units */
} StippleKeyPlan;

StippleKeyPlan *stipple_key_plan_new (const StippleKeyRequest *request);
void stipple_key_plan_free (StippleKeyPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleKeyPlan, stipple_key_plan_free)

G_END_DECLS
