// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StippleStrokes: lines drawn by finger or mouse (a signature, marks on a head). Points are integers
 * in a box of 0…10000 by 0…10000 × (height / width of the pad), x to the right, y down, so that they
 * are the same on every screen and on paper. One owner.
 */
#define STIPPLE_STROKES_WIDTH 10000
#define STIPPLE_STROKES_MAX_POINTS 20000

typedef struct _StippleStrokes StippleStrokes;

#define STIPPLE_TYPE_STROKES (stipple_strokes_get_type ())
GType stipple_strokes_get_type (void);

/* @height of the box, in the same units as its width of 10000 (1 … 40000). */
StippleStrokes *stipple_strokes_new (int height);
StippleStrokes *stipple_strokes_copy (const StippleStrokes *self);
void stipple_strokes_free (StippleStrokes *self); /* wiped first */

int stipple_strokes_get_height (const StippleStrokes *self);
/* Points beyond STIPPLE_STROKES_MAX_POINTS are ignored; out of the box they are clamped. */
void stipple_strokes_begin (StippleStrokes *self, int x, int y);
void stipple_strokes_extend (StippleStrokes *self, int x, int y);
void stipple_strokes_clear (StippleStrokes *self);
/* Takes the last stroke back; FALSE when there is none. */
gboolean stipple_strokes_undo (StippleStrokes *self);

guint stipple_strokes_get_n (const StippleStrokes *self);
/* x, y, x, y, … of stroke @index; @n_points points. Borrowed. */
const int *stipple_strokes_get_points (const StippleStrokes *self, guint index, guint *n_points);
/* Enough ink to be meant: total length at least a tenth of the width. */
gboolean stipple_strokes_is_meant (const StippleStrokes *self);
gboolean stipple_strokes_equal (const StippleStrokes *a, const StippleStrokes *b);

/* "height;x,y x,y …;x,y …": one line of ASCII; and back (STIPPLE_ERROR_INVALID). */
char *stipple_strokes_to_string (const StippleStrokes *self);
StippleStrokes *stipple_strokes_from_string (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleStrokes, stipple_strokes_free)

G_END_DECLS
