// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/parts.h"

#include "core/text.h"

#define VALUE_CHARS 14

static void
add_classes (GtkWidget *widget, const char *style_classes)
{
  g_auto (GStrv) names = g_strsplit (style_classes != NULL ? style_classes : "", " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      gtk_widget_add_css_class (widget, names[i]);
}

GtkWidget *
stipple_desk_label (const char *text, const char *style_classes)
{
  g_autofree char *safe = text != NULL ? stipple_text_join_marks (text) : NULL;
  GtkWidget *label = gtk_label_new (safe);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  add_classes (label, style_classes);
  return label;
}

GtkWidget *
stipple_desk_card (const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (card, "desk-card");
  if (title != NULL)
    gtk_box_append (GTK_BOX (card), stipple_desk_label (title, "strong card-title"));
  return card;
}

GtkWidget *
stipple_desk_pair (const char *label, const char *value, const char *value_classes)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *end = stipple_desk_label (value, value_classes);

  gtk_box_append (GTK_BOX (row), stipple_desk_label (label, NULL));
  gtk_label_set_xalign (GTK_LABEL (end), 1);
  gtk_label_set_justify (GTK_LABEL (end), GTK_JUSTIFY_RIGHT);
  /* A word or two stay in one line, however long the label. */
  gtk_label_set_width_chars (GTK_LABEL (end), (int) MIN (g_utf8_strlen (value, -1), VALUE_CHARS));
  gtk_widget_set_hexpand (end, TRUE);
  gtk_widget_set_halign (end, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), end);
  return row;
}

GtkWidget *
stipple_desk_tag (const char *icon, const char *text, const char *style_class)
{
  GtkWidget *tag = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (tag, "tag");
  add_classes (tag, style_class);
  gtk_box_append (GTK_BOX (tag), image);
  gtk_box_append (GTK_BOX (tag), stipple_desk_label (text, NULL));
  return tag;
}

void
stipple_desk_set_left_to_right (GtkEditable *entry)
{
  const gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  /* Of the text only: it starts where the others do. */
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (entry)), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (entry, rtl ? 1 : 0);
}

void
stipple_desk_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

void
stipple_desk_unparent_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}
