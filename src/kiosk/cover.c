// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/cover.h"

#include "kiosk/parts.h"

#include <glib/gi18n-lib.h>

GtkWidget *
stipple_cover_new (void)
{
  GtkWidget *cover = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *icon = gtk_image_new_from_icon_name ("stipple-hide-symbolic");
  const char *texts[] = { _ ("Your answers are hidden"), _ ("Touch anywhere to see them again.") };
  const char *classes[] = { "title", "lead" };

  gtk_widget_add_css_class (icon, "cover-icon");
  gtk_widget_set_halign (icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = stipple_part_label (texts[i], classes[i]);

      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_label_set_xalign (GTK_LABEL (label), 0.5);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (cover), box);
  gtk_widget_add_css_class (cover, "cover");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show my answers"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  texts[0], -1);
  return cover;
}
