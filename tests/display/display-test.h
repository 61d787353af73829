// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/* What the tests of widgets share. Each program runs on an X display of its own, in English until it
 * says otherwise. */

void display_test_init (int *argc, char ***argv);

/* A window of a kiosk's width with @child in it, mapped and laid out. Borrowed: destroy it. */
GtkWindow *display_test_show (GtkWidget *child);

/* Runs the main loop until @done; fails after ten seconds. */
void display_test_wait (gboolean (*done) (gpointer), gpointer data);

/* The texts of all visible labels below @widget in their order, with " | " between. Transfer full. */
char *display_test_texts (GtkWidget *widget);

/* The first descendant of @widget of @type, that has @style_class unless it is NULL. */
GtkWidget *display_test_find (GtkWidget *widget, GType type, const char *style_class);

/* Counts "notify::@property" of @object into @count. */
void display_test_count (gpointer object, const char *property, int *count);

/* What a widget paints, as pixels of its own size: ARGB32, lines of @stride bytes. Transfer full. */
GBytes *display_test_paint (GtkWidget *widget, int *stride);
