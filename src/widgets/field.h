// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StippleField: one thing to type: label, entry, hint, and the fault at the field with an icon.
 *
 * Properties:
 *   label     string; " (optional)" is added in the current language when optional
 *   text      string, never NULL; bind it both ways
 *   hint      string or NULL: what it is for, or how to write it
 *   error     string or NULL: what to do about it. Makes the entry invalid to assistive technology,
 *             described by this text
 *   optional  boolean
 *   purpose   GtkInputPurpose
 *   max-length  int, characters; 0 for none
 * Signal: activate (Enter in the entry).
 * The entry is named by its label; nothing typed is kept in an undo history.
 */
#define STIPPLE_TYPE_FIELD (stipple_field_get_type ())
G_DECLARE_FINAL_TYPE (StippleField, stipple_field, STIPPLE, FIELD, GtkWidget)

GtkWidget *stipple_field_new (const char *label);
const char *stipple_field_get_text (StippleField *self);
void stipple_field_set_text (StippleField *self, const char *text);
const char *stipple_field_get_error (StippleField *self);
void stipple_field_set_error (StippleField *self, const char *error);
/* The entry inside: an on-screen keyboard or a test types into it. Transfer none. */
GtkEditable *stipple_field_get_editable (StippleField *self);

G_END_DECLS
