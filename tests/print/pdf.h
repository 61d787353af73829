// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/document.h"

G_BEGIN_DECLS

/* What other programs read in a PDF. Transfer full throughout. */

/* The standard output of a program that ends well. */
char *pdf_run (const char *const *argv);
/* The text of page @page, or of all when it is 0, with its white space made single. */
char *pdf_text (const char *path, guint page);
/* What the QR code of page @page holds, as zbar reads it from the page as a picture. */
char *pdf_scan (const char *path, guint page);
/* How many pixels (1/72 inch) of a part of the first page are dark. */
guint pdf_ink (const char *path, int x, int y, int width, int height);
void pdf_assert_has (const char *text, const char *wanted);

G_END_DECLS
