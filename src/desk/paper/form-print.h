// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/printing/print-job.h"

G_BEGIN_DECLS

/* Adds the blank form of each code of @what, in its language and that of who keys it in, to @pages (StippleDocument).
 * @pack: the content that the codes are reserved for. */
void stipple_form_print_lay_out (const StipplePrintEntry *what, const StipplePack *pack,
                                 StipplePaper paper, GPtrArray *pages);
/* The same with a StipplePrintJob over @parent. @what: something new, or of the desk's list. */
void stipple_form_print (StippleDesk *desk, const StipplePrintEntry *what, StipplePack *pack,
                         GtkWindow *parent);

G_END_DECLS
