// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* StippleQuarantinePage: the intakes that the hub refused, from all kiosks, each with its reason and its ways out. */
#define STIPPLE_TYPE_QUARANTINE_PAGE (stipple_quarantine_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleQuarantinePage, stipple_quarantine_page, STIPPLE, QUARANTINE_PAGE,
                      GtkWidget)

GtkWidget *stipple_quarantine_page_new (StippleDesk *desk);

G_END_DECLS
