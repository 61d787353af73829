// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake.h"
#include "core/pack.h"
#include <cairo.h>

G_BEGIN_DECLS

/**
 * The printable intake summary, laid out by cairo and pango: one page, overflowing cleanly to more with
 * the header repeated and "page n of m". Units are points (1/72 inch).
 */
typedef enum
{
  STIPPLE_PAPER_LETTER, /* 612 × 792 pt */
  STIPPLE_PAPER_A4,     /* 595.28 × 841.89 pt */
} StipplePaper;
void stipple_paper_get_size (StipplePaper paper, double *width, double *height);

typedef struct _StippleSummary StippleSummary; /* a laid-out document; one thread */

/* @receipt: as people see it ("8F3A-19C0"), or NULL when there is none yet. @language: of the page, which need not be the
 * client's. Never fails. Borrowed references are taken. */
StippleSummary *stipple_summary_new (StippleIntake *intake, StipplePack *pack, const char *receipt,
                                     const char *language, StipplePaper paper);
void stipple_summary_free (StippleSummary *self);
guint stipple_summary_get_n_pages (StippleSummary *self);
void stipple_summary_draw_page (StippleSummary *self, guint page, cairo_t *cr);

/* All pages as a PDF, written to a temporary file beside @path and renamed. Errors: DISK_FULL, IO. */
gboolean stipple_summary_write_pdf (StippleSummary *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleSummary, stipple_summary_free)

G_END_DECLS
