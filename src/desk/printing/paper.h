// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/settings.h"
#include "print/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The page of the last job that was printed; before there was one, of the paper that is usual where the system is,
 * as its locale says. A system that is nowhere ("C") leaves it to the desk's language. Transfer full. */
GtkPageSetup *stipple_print_page_setup (StippleDeskSettings *settings);

/* What a summary is laid out for, to be on @page. */
StipplePaper stipple_print_paper_of (GtkPageSetup *page);
/* The same, of stipple_print_page_setup(). On the thread whose language is the desk's. */
StipplePaper stipple_print_paper (StippleDeskSettings *settings);
/* Somebody chose it: from the next page on, and in place of the last job's. */
void stipple_print_set_paper (StippleDeskSettings *settings, StipplePaper paper);

G_END_DECLS
