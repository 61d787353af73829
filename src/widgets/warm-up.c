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

/* A few at a time: each takes a while the first time it is drawn. */
static const char *const alphabets[] = { "abcdefghijklm", "nopqrstuvwxyz", "ABCDEFGHIJKLM",
                                         "NOPQRSTUVWXYZ", "0123456789.,:?" };

#define N_ALPHABETS G_N_ELEMENTS (alphabets)
#define N_FIRST 4
#define PX_PER_REM 16

typedef struct
{
  GtkOverlay *overlay; /* not owned */
  GtkWidget *label;    /* the overlay's */
  guint position;
  guint drawn;
} WarmUp;

static PangoFontDescription *
describe (WarmUp *self, guint position)
{
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (self->label)));

  pango_font_description_set_absolute_size (font, fonts[position].size * PX_PER_REM * PANGO_SCALE);
  pango_font_description_set_weight (font, fonts[position].weight);
  return font;
}

/* Laying out a word in it makes Pango and Fontconfig find the files, which takes milliseconds; so does
 * the first question how wide a character is on average. */
static void
find_font (WarmUp *self)
{
  PangoContext *context = gtk_widget_get_pango_context (self->label);
  g_autoptr (PangoFontDescription) font = describe (self, self->position++);
  g_autoptr (PangoLayout) layout = pango_layout_new (context);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, "Stipple", -1);
  pango_layout_get_size (layout, NULL, NULL);
  pango_font_metrics_unref (
      pango_context_get_metrics (context, font, pango_context_get_language (context)));
}

/* Cairo keeps what a letter looks like from the first time on that it is drawn. */
static void
draw_letters (WarmUp *self)
{
  g_autoptr (PangoFontDescription) font = describe (self, self->drawn / N_ALPHABETS);
  g_autoptr (PangoLayout) layout = pango_layout_new (gtk_widget_get_pango_context (self->label));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, alphabets[self->drawn % N_ALPHABETS], -1);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  self->drawn++;
}

static gboolean
find_next (gpointer data)
{
  WarmUp *self = data;

  if (self->position < G_N_ELEMENTS (fonts))
    find_font (self);
  else if (self->drawn < G_N_ELEMENTS (fonts) * N_ALPHABETS)
    draw_letters (self);
  else
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
