// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleQrCode: a QR code (ISO/IEC 18004, level M; L for a long text) dark on light with its quiet zone
 * of four modules, 224 px wide, 4 px a module, or as large as it is given. A text too long for a code shows nothing.
 *
 * Property: text (string or NULL). Accessible: an image described by the text.
 */
#define STIPPLE_TYPE_QR_CODE (stipple_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (StippleQrCode, stipple_qr_code, STIPPLE, QR_CODE, GtkWidget)

GtkWidget *stipple_qr_code_new (const char *text);
const char *stipple_qr_code_get_text (StippleQrCode *self);
void stipple_qr_code_set_text (StippleQrCode *self, const char *text);
/* Modules a side without the quiet zone; 0 when there is no code. For tests. */
int stipple_qr_code_get_side (StippleQrCode *self);

G_END_DECLS
