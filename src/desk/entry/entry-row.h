// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/entry/entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleEntryRow: one question of a form: what it is called, what is keyed in, and beneath it the fault. Enter goes on to
 * the next one. A fault is shown when somebody leaves what they began, and when it is asked for.
 *
 * Signal: next ()  it is done: on to the next one
 */
#define STIPPLE_TYPE_ENTRY_ROW (stipple_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (StippleEntryRow, stipple_entry_row, STIPPLE, ENTRY_ROW, GtkBox)

/* Something to type; @hint: shown while it is empty, may be NULL. */
GtkWidget *stipple_entry_row_new_typed (StippleEntry *entry, const char *field, const char *name,
                                        const char *hint);
/* One of some options. */
GtkWidget *stipple_entry_row_new_choice (StippleEntry *entry, const char *field, const char *name);
/* Any of some; each is the field @prefix with the option's id after it. */
GtkWidget *stipple_entry_row_new_many (StippleEntry *entry, const char *prefix, const char *name);
/* Yes, no, not sure; @until: the field of when it ends, beside a yes, asked for by @question. NULL: none. */
GtkWidget *stipple_entry_row_new_answer (StippleEntry *entry, const char *field, const char *name,
                                         const char *until, const char *question);
void stipple_entry_row_add (StippleEntryRow *self, const char *id, const char *name);

gboolean stipple_entry_row_has (StippleEntryRow *self, const char *field);
/* Shows the fault, if there is one: FALSE. */
gboolean stipple_entry_row_check (StippleEntryRow *self);
void stipple_entry_row_focus (StippleEntryRow *self, const char *field);

G_END_DECLS
