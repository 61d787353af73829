// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * A page has more widgets than one round of the main loop should lay out, or take down while assistive
 * technology listens to each of them: both are done a few widgets at a time.
 *
 * Boxes, columns and stacks are gone into; whatever else is in them comes and goes whole.
 */

/* Hides what is in @content and shows it again over the next frames of @page, in which it is, at last @page
 * itself by its opacity: until then nothing of it is painted. What is not on top of a stack comes after
 * that; a page within another that unfolds begins when that one is done. @page has a frame clock, or will have one. */
void stipple_portions_unfold (GtkWidget *page, GtkWidget *content);
/* All of it at once, hidden by nothing but the opacity: before somebody says anew what is to be hidden. Then
 * unfold it again. */
void stipple_portions_show_all (GtkWidget *page);
gboolean stipple_portions_is_unfolding (GtkWidget *page);
/* Puts @child on top of @stack: by @transition, or unfolded where the processor paints. */
void stipple_portions_turn (GtkStack *stack, GtkWidget *child, GtkStackTransitionType transition);

/* Takes some of what is in @content out of it, the last first, and adds it to @kept, which holds references:
 * handlers may still count on it. FALSE when nothing is left in it. */
gboolean stipple_portions_shed (GtkWidget *content, GPtrArray *kept);

G_END_DECLS
