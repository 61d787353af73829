// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * The second language of a visit, for somebody with the visitor: what a page says and asks stands beneath
 * it once more, in a quieter style. A visit has one when the session's companion is set; a page is built anew
 * when that changes.
 */

/* @text in the companion's language; NULL when there is no companion, or nothing to say. Borrowed. */
const char *stipple_companion_text (StippleSession *session, const StippleText *text);
/* The same for a string of the program, by its English, with its context and "\004" before it when it has
 * one. Borrowed, lives for ever. */
const char *stipple_companion_words (StippleSession *session, const char *english);

/* The companion's language is the thread's until stipple_companion_end(), for what is put together of dates
 * and words. FALSE, and nothing to end, when there is no companion. */
gboolean stipple_companion_begin (StippleSession *session);
void stipple_companion_end (StippleSession *session);

/**
 * stipple_companion_set: @words right beneath the first label in @widget, or @widget itself, which is in its
 * place already. Again with other words: they take the place of the first. NULL takes them away.
 */
void stipple_companion_set (StippleSession *session, GtkWidget *widget, const char *words);
/* The same beneath a StippleMarkdownView, as Markdown. */
void stipple_companion_set_markdown (StippleSession *session, GtkWidget *view,
                                     const char *markdown);

/* The same beneath each label below @root that shows one of @english, strings of the program as
 * stipple_companion_words() takes them; NULL ends. */
void stipple_companion_set_all (StippleSession *session, GtkWidget *root,
                                const char *const *english);

/* Adds @words to @box, a vertical box. They stand for what is in a drawing, or too narrow for two. */
void stipple_companion_add (StippleSession *session, GtkWidget *box, const char *words);
/* Adds to @box, a vertical box that has the figure already, the words that stand in it. */
void stipple_companion_add_figure (StippleSession *session, GtkWidget *box, StippleFigure figure);

G_END_DECLS
