// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StipplePaperPage: keying in a filled paper form: its code, then the form as it was printed, then its result. What was
 * begun is kept for who began it, whatever the hub does.
 *
 * Signal: show-intake (const char *code)  the intake of a form, to be looked at
 */
#define STIPPLE_TYPE_PAPER_PAGE (stipple_paper_page_get_type ())
G_DECLARE_FINAL_TYPE (StipplePaperPage, stipple_paper_page, STIPPLE, PAPER_PAGE, GtkWidget)

GtkWidget *stipple_paper_page_new (StippleDesk *desk);
/* Where to type next. */
void stipple_paper_page_focus (StipplePaperPage *self);

G_END_DECLS
