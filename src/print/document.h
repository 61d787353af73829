// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * StippleDocument: what is printed, laid out by cairo and pango, in one language and on one paper: as
 * many pages as it needs, each with the same header, and a footer with "page n of m". Units are
 * points (1/72 inch). For one thread. Made by stipple_summary_new() and stipple_aftercare_sheet_new().
 */
typedef struct _StippleDocument StippleDocument;

typedef enum
{
  STIPPLE_PAPER_LETTER, /* 612 × 792 pt */
  STIPPLE_PAPER_A4,     /* 595.28 × 841.89 pt */
} StipplePaper;
/* The paper of the country this machine is set up for, whatever language is shown. */
StipplePaper stipple_paper_of_place (void);
void stipple_paper_get_size (StipplePaper paper, double *width, double *height);

void stipple_document_free (StippleDocument *self);
guint stipple_document_get_n_pages (StippleDocument *self);
void stipple_document_draw_page (StippleDocument *self, guint page, cairo_t *cr);

/* All pages as a PDF, in memory only. Transfer full. */
GBytes *stipple_document_to_pdf (StippleDocument *self);

/* All pages as a PDF, written to a temporary file beside @path and renamed. Errors: DISK_FULL, IO. */
gboolean stipple_document_write_pdf (StippleDocument *self, const char *path, GError **error);
/* The same of all of @documents (StippleDocument, at least one; on one paper), one after the other. */
gboolean stipple_document_write_pdf_of (GPtrArray *documents, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleDocument, stipple_document_free)

G_END_DECLS
