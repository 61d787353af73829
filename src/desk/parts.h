// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Small pieces that several areas of the desk are made of; classes of data/style/desk.css. Floating. */

/* Wraps, begins where reading begins, can be selected. @style_classes by spaces; may be NULL. */
GtkWidget *stipple_desk_label (const char *text, const char *style_classes);
/* A white card with @title (may be NULL) as its heading; append to the GtkBox. */
GtkWidget *stipple_desk_card (const char *title);
/* @start as wide as it likes to be, @end in the rest. Of what wraps a GtkBox would try one width after another, which in
 * boxes within boxes takes longer than all the rest; a grid, which this is, measures each of the two once. */
GtkWidget *stipple_desk_beside (GtkWidget *start, GtkWidget *end, guint spacing);
/* @label where reading begins, @value where it ends; @value_classes may be NULL. */
GtkWidget *stipple_desk_pair (const char *label, const char *value, const char *value_classes);
/* An icon beside words, for an outcome. */
GtkWidget *stipple_desk_tag (const char *icon, const char *text, const char *style_class);
/* A strip in the colour of an outcome, with an icon and @title; more lines are said under it. */
GtkWidget *stipple_desk_banner (const char *icon, const char *title, const char *style_class);
void stipple_desk_banner_say (GtkWidget *banner, const char *text, const char *style_classes);
/* Of a number, a date or an address: its parts stay in their order in a text from right to left. */
void stipple_desk_set_left_to_right (GtkEditable *entry);
/* The cursor stays where it is while the text is the same. */
void stipple_desk_set_text (GtkWidget *entry, const char *text);
/* Shows at @label that what @control has will not do, with the class "faulty" on @row; @message NULL: it will. */
void stipple_desk_set_fault (GtkWidget *row, GtkWidget *label, GtkWidget *control,
                             const char *message);
void stipple_desk_clear (GtkWidget *box);
/* In dispose of what is no box: GTK leaves a template's children to their parent. */
void stipple_desk_unparent_children (GtkWidget *widget);

G_END_DECLS
