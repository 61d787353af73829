// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * StippleQrMatrix: the modules of a QR code (ISO/IEC 18004), level M, or L for a long text; on screens
 * and on paper.
 */
typedef struct _StippleQrMatrix StippleQrMatrix;

#define STIPPLE_QR_QUIET 4 /* modules of the ground that a code needs on every side */

/* NULL when @text is empty or too long for a code. */
StippleQrMatrix *stipple_qr_matrix_new (const char *text);
void stipple_qr_matrix_free (StippleQrMatrix *self);
/* Modules a side, without the quiet zone. */
int stipple_qr_matrix_get_side (const StippleQrMatrix *self);
/* How many modules are dark in a row from @x, @y on to the right; 0 when that one is light. */
int stipple_qr_matrix_get_run (const StippleQrMatrix *self, int x, int y);

/* The dark modules, in black, from 0, 0 of @cr on; @size is a side's, and the ground around it the caller's. */
void stipple_qr_matrix_paint (const StippleQrMatrix *self, cairo_t *cr, double size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleQrMatrix, stipple_qr_matrix_free)

G_END_DECLS
