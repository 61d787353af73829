// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/parts.h"

#include "core/text.h"

#define LABEL_CHARS 8
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
  /* However long its words: to measure them broken at each letter would take longer than all the rest. */
  gtk_label_set_width_chars (GTK_LABEL (label),
                             safe != NULL ? (int) MIN (g_utf8_strlen (safe, -1), LABEL_CHARS) : 0);
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
stipple_desk_beside (GtkWidget *start, GtkWidget *end, guint spacing)
{
  GtkWidget *row = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (row), spacing);
  gtk_widget_set_hexpand (end, TRUE);
  gtk_grid_attach (GTK_GRID (row), start, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (row), end, 1, 0, 1, 1);
  return row;
}

GtkWidget *
stipple_desk_pair (const char *label, const char *value, const char *value_classes)
{
  GtkWidget *end = stipple_desk_label (value, value_classes);

  gtk_label_set_xalign (GTK_LABEL (end), 1);
  gtk_label_set_justify (GTK_LABEL (end), GTK_JUSTIFY_RIGHT);
  /* A word or two stay in one line, however long the label. */
  gtk_label_set_width_chars (GTK_LABEL (end), (int) MIN (g_utf8_strlen (value, -1), VALUE_CHARS));
  return stipple_desk_beside (stipple_desk_label (label, NULL), end, 16);
}

GtkWidget *
stipple_desk_tag (const char *icon, const char *text, const char *style_class)
{
  GtkWidget *tag =
      stipple_desk_beside (gtk_image_new_from_icon_name (icon), stipple_desk_label (text, NULL), 6);

  /* Beside others it is as wide as its words. */
  gtk_widget_set_hexpand (tag, FALSE);
  gtk_widget_add_css_class (tag, "tag");
  add_classes (tag, style_class);
  return tag;
}

GtkWidget *
stipple_desk_banner (const char *icon, const char *title, const char *style_class)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *banner = stipple_desk_beside (image, words, 14);

  gtk_widget_add_css_class (banner, "result-banner");
  add_classes (banner, style_class);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  stipple_desk_banner_say (banner, title, "strong");
  return banner;
}

void
stipple_desk_banner_say (GtkWidget *banner, const char *text, const char *style_classes)
{
  gtk_box_append (GTK_BOX (gtk_widget_get_last_child (banner)),
                  stipple_desk_label (text, style_classes));
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
stipple_desk_set_text (GtkWidget *entry, const char *text)
{
  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), text))
    return;
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
}

void
stipple_desk_set_fault (GtkWidget *row, GtkWidget *label, GtkWidget *control, const char *message)
{
  gtk_label_set_text (GTK_LABEL (label), message != NULL ? message : "");
  gtk_widget_set_visible (label, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (row, "faulty");
  else
    gtk_widget_remove_css_class (row, "faulty");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
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
