// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleBlankForms: how many blank forms, in which language, and whether to the printer or into a PDF. The hub reserves
 * a code for each; what a printer fails on is in the desk's list. The desk's language stands beside the client's.
 */
#define STIPPLE_TYPE_BLANK_FORMS (stipple_blank_forms_get_type ())
G_DECLARE_FINAL_TYPE (StippleBlankForms, stipple_blank_forms, STIPPLE, BLANK_FORMS, GtkWindow)

GtkWidget *stipple_blank_forms_new (StippleDesk *desk, GtkWindow *parent);

G_END_DECLS
