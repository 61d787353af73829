// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/intake-list.h"
#include "desk/session/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleIntakesPage: the list with its search and filters, and beside it the intake that is chosen.
 */
#define STIPPLE_TYPE_INTAKES_PAGE (stipple_intakes_page_get_type ())
G_DECLARE_FINAL_TYPE (StippleIntakesPage, stipple_intakes_page, STIPPLE, INTAKES_PAGE, GtkWidget)

GtkWidget *stipple_intakes_page_new (StippleDesk *desk);
/* Only those that go on at the desk, or all. */
void stipple_intakes_page_set_in_progress (StippleIntakesPage *self, gboolean in_progress);
/* The intake of @code, whether it is in the list or not. */
void stipple_intakes_page_open (StippleIntakesPage *self, const char *code);
void stipple_intakes_page_focus_search (StippleIntakesPage *self);
/* The one that is open. */
void stipple_intakes_page_print (StippleIntakesPage *self);
/* Begins a correction of what is open. */
void stipple_intakes_page_correct (StippleIntakesPage *self);
/* What is typed anywhere in @widget and wanted by nobody else is a search; NULL: only what is typed there. */
void stipple_intakes_page_capture_keys (StippleIntakesPage *self, GtkWidget *widget);
/* The one that is open; NULL: none. Borrowed. */
const char *stipple_intakes_page_get_code (StippleIntakesPage *self);
StippleIntakeList *stipple_intakes_page_get_list (StippleIntakesPage *self);

G_END_DECLS
