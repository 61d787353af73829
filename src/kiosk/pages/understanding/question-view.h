// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "core/session.h"

G_BEGIN_DECLS

/**
 * StippleQuestionView: one question of the understanding check, its choices as cards and, once one
 * is chosen, which is right and why. It follows the session's property "understanding".
 */
#define STIPPLE_TYPE_QUESTION_VIEW (stipple_question_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleQuestionView, stipple_question_view, STIPPLE, QUESTION_VIEW, GtkBox)

/* @question is @session's pack's. */
GtkWidget *stipple_question_view_new (StippleSession *session, const StippleQuestion *question);
gboolean stipple_question_view_is_answered (StippleQuestionView *self);
/* Says that an answer is missing, with the focus where it can be given. */
void stipple_question_view_show_missing (StippleQuestionView *self);
/* What is said about the answer; hidden before there is one. Borrowed. */
GtkWidget *stipple_question_view_get_verdict (StippleQuestionView *self);

G_END_DECLS
