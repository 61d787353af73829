// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/entry/entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleEntryForm: all of an entry to be keyed in, in the order of the paper (print/paper-form.h) and in this thread's
 * language: Tab and Enter go from one to the next, letters and digits answer, Ctrl+Z and Ctrl+Shift+Z go back and forth.
 */
#define STIPPLE_TYPE_ENTRY_FORM (stipple_entry_form_get_type ())
G_DECLARE_FINAL_TYPE (StippleEntryForm, stipple_entry_form, STIPPLE, ENTRY_FORM, GtkBox)

GtkWidget *stipple_entry_form_new (StippleEntry *entry);
/* Shows every fault, and goes to the first. FALSE: there is one. */
gboolean stipple_entry_form_check (StippleEntryForm *self);
/* NULL: the first one. */
void stipple_entry_form_focus (StippleEntryForm *self, const char *field);

G_END_DECLS
