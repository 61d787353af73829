// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Rows of comma-separated values (RFC 4180: CRLF, quotes doubled), in UTF-8, for a spreadsheet. What somebody typed
 * is data and never a formula there: a cell that a spreadsheet would take for one begins with an apostrophe, which
 * says "text" to it (OWASP, "CSV Injection").
 */
#define STIPPLE_CSV_TYPE "text/csv"
/* At the beginning of the file: spreadsheets take it for a local 8-bit encoding else. */
#define STIPPLE_CSV_MARK "\xEF\xBB\xBF"

/* Adds one row; NULL in @cells is an empty cell. */
void stipple_csv_append_row (GString *csv, const char *const *cells, guint n_cells);

G_END_DECLS
