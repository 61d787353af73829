// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/warm-up.h"

static const char *const first_styles[] = { "hero", "lead", "chip", NULL };
static const char *const later_styles[] = {
  "display", "heading", "body", "caption", "title", NULL
};

typedef struct
{
  GtkOverlay *overlay; /* not owned */
  GtkWidget *label;    /* the overlay's */
  guint position;
} WarmUp;

/* Laying out a word in it makes Pango and Fontconfig find the files, which takes milliseconds. */
static void
find_font (GtkWidget *label, const char *style)
{
  g_autoptr (PangoLayout) layout = NULL;

  gtk_widget_set_css_classes (label, (const char *[]){ style, NULL });
  layout = gtk_widget_create_pango_layout (label, "Stipple");
  pango_layout_get_size (layout, NULL, NULL);
}

static gboolean
find_next (gpointer data)
{
  WarmUp *self = data;

  find_font (self->label, later_styles[self->position++]);
  if (later_styles[self->position] == NULL)
    gtk_overlay_remove_overlay (self->overlay, self->label); /* ends this as well */
  return G_SOURCE_CONTINUE;
}

static void
stop (gpointer data)
{
  g_source_remove (GPOINTER_TO_UINT (data));
}

void
stipple_warm_up (GtkOverlay *overlay)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (overlay));
  WarmUp *self = g_new0 (WarmUp, 1);
  guint source;

  self->overlay = overlay;
  self->label = gtk_label_new (NULL);
  gtk_widget_set_visible (self->label, FALSE);
  gtk_overlay_add_overlay (overlay, self->label);

  gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (display), "stipple-next-symbolic");
  for (guint i = 0; first_styles[i] != NULL; i++)
    find_font (self->label, first_styles[i]);
  source = g_idle_add_full (G_PRIORITY_LOW, find_next, self, g_free);
  g_object_set_data_full (G_OBJECT (self->label), "stipple-warm-up", GUINT_TO_POINTER (source),
                          stop);
}
