// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StippleUnderstanding: what a visitor answered to the pack's understanding check, in the order in
 * which they answered. The first answer to a question decides whether it was missed: having been
 * told, everyone finds the right one.
 */
typedef struct
{
  char *id;        /* of the question */
  char *choice;    /* id of the latest choice; NULL in an intake, which keeps the misses only */
  gboolean missed; /* the first choice was not the right one */
} StippleUnderstood;

typedef struct _StippleUnderstanding StippleUnderstanding;

#define STIPPLE_TYPE_UNDERSTANDING (stipple_understanding_get_type ())
GType stipple_understanding_get_type (void);

StippleUnderstanding *stipple_understanding_new (void);
StippleUnderstanding *stipple_understanding_copy (const StippleUnderstanding *self);
void stipple_understanding_free (StippleUnderstanding *self);
gboolean stipple_understanding_equal (const StippleUnderstanding *a, const StippleUnderstanding *b);

guint stipple_understanding_get_n (const StippleUnderstanding *self);
const StippleUnderstood *stipple_understanding_get_nth (const StippleUnderstanding *self, guint n);
/* NULL when the question has not been answered. Borrowed. */
const StippleUnderstood *stipple_understanding_find (const StippleUnderstanding *self,
                                                     const char *id);
guint stipple_understanding_get_n_missed (const StippleUnderstanding *self);

/* Takes @choice (may be NULL) as the answer to question @id. @missed counts for the first one only.
 * FALSE when nothing changed. */
gboolean stipple_understanding_set (StippleUnderstanding *self, const char *id, const char *choice,
                                    gboolean missed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleUnderstanding, stipple_understanding_free)

G_END_DECLS
