// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/warm-up.h"

#include "widgets/pattern-picker.h"

/* Those of data/style/kiosk.css in the order of the screens; the attract screen's first. */
static const struct
{
  double size; /* rem at 100 % */
  PangoWeight weight;
} fonts[] = {
  { 6.5, PANGO_WEIGHT_BOLD },     { 2, PANGO_WEIGHT_NORMAL },     { 2.25, PANGO_WEIGHT_BOLD },
  { 1.5, PANGO_WEIGHT_SEMIBOLD }, { 1.5, PANGO_WEIGHT_NORMAL },   { 1.75, PANGO_WEIGHT_NORMAL },
  { 4.5, PANGO_WEIGHT_BOLD },     { 2.125, PANGO_WEIGHT_BOLD },   { 1.625, PANGO_WEIGHT_BOLD },
  { 1.375, PANGO_WEIGHT_BOLD },   { 1.375, PANGO_WEIGHT_NORMAL }, { 1.875, PANGO_WEIGHT_BOLD },
  { 3, PANGO_WEIGHT_BOLD },       { 2.5, PANGO_WEIGHT_BOLD },     { 1.875, PANGO_WEIGHT_SEMIBOLD },
  { 1.5, PANGO_WEIGHT_BOLD },     { 1.75, PANGO_WEIGHT_BOLD },    { 1.75, PANGO_WEIGHT_SEMIBOLD },
  { 2.375, PANGO_WEIGHT_MEDIUM },
};

#define N_FIRST 4
#define PX_PER_REM 16

typedef struct
{
  GtkOverlay *overlay; /* not owned */
  GtkWidget *label;    /* the overlay's */
  guint position;
} WarmUp;

/* Laying out a word in it makes Pango and Fontconfig find the files, which takes milliseconds. */
static void
find_font (WarmUp *self)
{
  PangoContext *context = gtk_widget_get_pango_context (self->label);
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (pango_context_get_font_description (context));
  g_autoptr (PangoLayout) layout = pango_layout_new (context);

  pango_font_description_set_absolute_size (font,
                                            fonts[self->position].size * PX_PER_REM * PANGO_SCALE);
  pango_font_description_set_weight (font, fonts[self->position].weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, "Stipple", -1);
  pango_layout_get_size (layout, NULL, NULL);
  self->position++;
}

static gboolean
find_next (gpointer data)
{
  WarmUp *self = data;

  find_font (self);
  if (self->position == G_N_ELEMENTS (fonts))
    {
      stipple_pattern_picker_warm_up ();
      gtk_overlay_remove_overlay (self->overlay, self->label); /* ends this as well */
    }
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
  while (self->position < N_FIRST)
    find_font (self);
  source = g_idle_add_full (G_PRIORITY_LOW, find_next, self, g_free);
  g_object_set_data_full (G_OBJECT (self->label), "stipple-warm-up", GUINT_TO_POINTER (source),
                          stop);
}
