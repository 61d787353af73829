// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/parts.h"

#include "core/language.h"
#include "widgets/line-layout.h"

#define LONG_TEXT 24   /* characters */
#define LEAST_WIDTH 12 /* characters */

static void
add_classes (GtkWidget *widget, const char *classes)
{
  g_auto (GStrv) names = g_strsplit (classes, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    gtk_widget_add_css_class (widget, names[i]);
}

void
stipple_part_set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  /* Else it lays itself out a letter a line, only to learn how narrow it could be. */
  gtk_label_set_width_chars (GTK_LABEL (label),
                             g_utf8_strlen (text, -1) > LONG_TEXT ? LEAST_WIDTH : -1);
}

static GtkWidget *
make_label (GtkWidget *label, const char *text, const char *classes)
{
  stipple_part_set_text (label, text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  add_classes (label, classes);
  return label;
}

GtkWidget *
stipple_part_label (const char *text, const char *classes)
{
  return make_label (gtk_label_new (NULL), text, classes);
}

GtkWidget *
stipple_part_heading (const char *text)
{
  return make_label (
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL), text,
      "heading");
}

static GtkWidget *
new_line (int spacing)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, NULL);

  gtk_widget_set_layout_manager (line,
                                 stipple_line_layout_new (GTK_ORIENTATION_HORIZONTAL, spacing));
  return line;
}

GtkWidget *
stipple_part_icon_line (const char *icon_name, const char *text, const char *classes)
{
  GtkWidget *box = new_line (18);
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                    GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_BASELINE, NULL);
  GtkWidget *label = stipple_part_label (text, classes);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

GtkWidget *
stipple_part_numbered (guint number, const char *text)
{
  GtkWidget *box = new_line (20);
  g_autofree char *digits = stipple_language_format_number ((int) number);
  GtkWidget *label = stipple_part_label (text, "body");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), stipple_part_label (digits, "body strong primary-text tabular"));
  gtk_widget_set_valign (gtk_widget_get_first_child (box), GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}
