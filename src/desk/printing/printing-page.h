// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* StipplePrintingPage: what is not on paper yet, why, and what to do about it. */
#define STIPPLE_TYPE_PRINTING_PAGE (stipple_printing_page_get_type ())
G_DECLARE_FINAL_TYPE (StipplePrintingPage, stipple_printing_page, STIPPLE, PRINTING_PAGE, GtkWidget)

GtkWidget *stipple_printing_page_new (StippleDesk *desk);

G_END_DECLS
