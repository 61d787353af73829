// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleEntryChoices: options beside each other that are chosen by a key: that of the option, or its number. One stop of
 * Tab, so that a form is gone through quickly.
 *
 * Signals:
 *   chosen (const char *id)  by a key or a click, also when it is chosen already
 *   next ()                  Enter, or a key chose the one that can be chosen: on to what comes after it
 */
#define STIPPLE_TYPE_ENTRY_CHOICES (stipple_entry_choices_get_type ())
G_DECLARE_FINAL_TYPE (StippleEntryChoices, stipple_entry_choices, STIPPLE, ENTRY_CHOICES, GtkWidget)

/* @many: each option is on or off by itself. */
GtkWidget *stipple_entry_choices_new (const char *name, gboolean many);
/* @key: a letter of its own, or NULL. */
void stipple_entry_choices_add (StippleEntryChoices *self, const char *id, const char *name,
                                const char *key);
void stipple_entry_choices_set_on (StippleEntryChoices *self, const char *id, gboolean on);

G_END_DECLS
