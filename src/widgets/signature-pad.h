// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strokes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleSignaturePad: a place to sign by finger, pen or mouse, with a baseline and a hint that
 * goes at the first touch. Lines are smoothed when drawn; the strokes keep the points as they came.
 *
 * Properties:
 *   strokes   StippleStrokes or NULL when nothing is drawn; notifies at the end of each stroke, and
 *             on undo and clear. Reading gives a copy
 *   hint      string, shown while empty
 * Accessible: an image named "Signature", described as empty or signed.
 */
#define STIPPLE_TYPE_SIGNATURE_PAD (stipple_signature_pad_get_type ())
G_DECLARE_FINAL_TYPE (StippleSignaturePad, stipple_signature_pad, STIPPLE, SIGNATURE_PAD, GtkWidget)

GtkWidget *stipple_signature_pad_new (void);
/* Borrowed; NULL when empty. */
const StippleStrokes *stipple_signature_pad_get_strokes (StippleSignaturePad *self);
/* Copied. */
void stipple_signature_pad_set_strokes (StippleSignaturePad *self, const StippleStrokes *strokes);
void stipple_signature_pad_undo (StippleSignaturePad *self);
void stipple_signature_pad_clear (StippleSignaturePad *self);

/* One stroke as the gesture makes it, in the widget's coordinates. For input that is no gesture. */
void stipple_signature_pad_press (StippleSignaturePad *self, double x, double y);
void stipple_signature_pad_move (StippleSignaturePad *self, double x, double y);
void stipple_signature_pad_release (StippleSignaturePad *self);

G_END_DECLS
