// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Small parts that several pages are made of. All floating.
 */

/* A wrapping label at the start, with style classes separated by spaces. */
GtkWidget *stipple_part_label (const char *text, const char *classes);
/* Another text in such a label. */
void stipple_part_set_text (GtkWidget *label, const char *text);
/* The same as a heading to assistive technology. */
GtkWidget *stipple_part_heading (const char *text);
/* An icon that says nothing by itself, with a text beside it. */
GtkWidget *stipple_part_icon_line (const char *icon_name, const char *text, const char *classes);
/* "1  Do this": the number in the colour of the theme. @number is counted from 1. */
GtkWidget *stipple_part_numbered (guint number, const char *text);

G_END_DECLS
