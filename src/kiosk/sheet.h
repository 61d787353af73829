// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StippleSheet: a question laid over the screen: a title, a sentence, and large buttons to answer with.
 * Signal "response" (const char *id).
 */
#define STIPPLE_TYPE_SHEET (stipple_sheet_get_type ())
G_DECLARE_FINAL_TYPE (StippleSheet, stipple_sheet, STIPPLE, SHEET, AdwBin)

typedef enum
{
  STIPPLE_CHOICE_PLAIN,
  STIPPLE_CHOICE_PRIMARY, /* the first gets the focus */
  STIPPLE_CHOICE_QUIET,
} StippleChoiceStyle;

/* @text may be NULL. */
StippleSheet *stipple_sheet_new (const char *title, const char *text);
/* As wide as the text is large, as far as @screen_width (px) goes, for a sheet is to be seen whole; with
 * the text beside the choices when the screen is low for the size of the text. */
void stipple_sheet_fit (StippleSheet *self, int screen_width, gboolean tight);
void stipple_sheet_set_text (StippleSheet *self, const char *text);
/* Returns the button, borrowed. */
GtkWidget *stipple_sheet_add_choice (StippleSheet *self, const char *id, const char *label,
                                     StippleChoiceStyle style);
/* Something to be set or taken away; each time, the sheet responds with @id. Within a row only. Returns the
 * tick, borrowed. */
GtkWidget *stipple_sheet_add_tick (StippleSheet *self, const char *id, const char *label,
                                   gboolean active);
/* The choices from now on stand side by side below @heading, and are smaller; "": without a
 * heading; NULL: as before. */
void stipple_sheet_begin_row (StippleSheet *self, const char *heading);

G_END_DECLS
