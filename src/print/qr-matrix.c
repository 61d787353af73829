// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/qr-matrix.h"

#include <qrencode.h>
#include <string.h>

/* Bytes from which on a code is large enough that telephones do better with less of it to read. */
#define LONG_TEXT 300

struct _StippleQrMatrix
{
  QRcode *code;
};

StippleQrMatrix *
stipple_qr_matrix_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  QRcode *code = *text != '\0' ? QRcode_encodeString8bit (
                     text, 0, strlen (text) < LONG_TEXT ? QR_ECLEVEL_M : QR_ECLEVEL_L)
                               : NULL;
  if (code == NULL)
    return NULL;
  StippleQrMatrix *self = g_new0 (StippleQrMatrix, 1);
  self->code = code;
  return self;
}

void
stipple_qr_matrix_free (StippleQrMatrix *self)
{
  if (self == NULL)
    return;
  QRcode_free (self->code);
  g_free (self);
}

int
stipple_qr_matrix_get_side (const StippleQrMatrix *self)
{
  return self->code->width;
}

int
stipple_qr_matrix_get_run (const StippleQrMatrix *self, int x, int y)
{
  const int side = self->code->width;
  const unsigned char *row = self->code->data + (gsize) y * (gsize) side;
  int end = x;

  while (end < side && (row[end] & 1) != 0)
    end++;
  return end - x;
}

void
stipple_qr_matrix_paint (const StippleQrMatrix *self, cairo_t *cr, double size)
{
  const int side = stipple_qr_matrix_get_side (self);
  const double module = size / side;

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int y = 0; y < side; y++)
    for (int x = 0, run; x < side; x += run + 1)
      {
        run = stipple_qr_matrix_get_run (self, x, y);
        cairo_rectangle (cr, x * module, y * module, run * module, module);
      }
  /* All at once: edges that are drawn apart leave fine lines between them. */
  cairo_fill (cr);
}
