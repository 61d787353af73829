// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/intakes/open-intake.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the forms about one intake share. */

/* "Amélie Tremblay · code 7K4-Q2M". Transfer full. */
char *stipple_form_describe (StippleOpenIntake *document);

/* Whether a key writes something, and so must not come to the window, where what is typed is a search. */
gboolean stipple_form_is_typing (guint keyval, GdkModifierType modifiers);

/* The keys of every form. */
typedef enum
{
  STIPPLE_FORM_KEY_NONE,
  STIPPLE_FORM_KEY_SAVE,  /* Ctrl+S, Ctrl+Enter */
  STIPPLE_FORM_KEY_LEAVE, /* Escape */
  STIPPLE_FORM_KEY_UNDO,  /* Ctrl+Z */
  STIPPLE_FORM_KEY_REDO,  /* Ctrl+Shift+Z, Ctrl+Y */
} StippleFormKey;
StippleFormKey stipple_form_read_key (guint keyval, GdkModifierType modifiers);

/* What to say when saving failed with @error, which may be NULL: what is typed is still there, and what to do. */
const char *stipple_form_explain (const GError *error);

/* Asks before what is typed goes; then @leave (@form, gboolean drop), unless somebody stays. */
void stipple_form_ask_to_leave (GtkWidget *form, const char *title, GCallback leave);

/* @words, as "A correction of yours is not saved yet", with a button that goes on with it by @action. Floating. */
GtkWidget *stipple_form_draft_strip (const char *words, const char *action);

G_END_DECLS
