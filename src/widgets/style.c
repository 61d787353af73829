// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style.h"

#include "core/language.h"
#include "widgets/scrolled.h"

#include <adwaita.h>

#define RESOURCES "/stipple/widgets"
#define DPI_100 (96 * 1024)

const int stipple_style_text_scales[] = { 100, 125, 150, 200, 0 };

static int text_scale = 100;
static gboolean high_contrast_on;
static GtkCssProvider *contrast;

static GtkCssProvider *
add_sheet (const char *name, guint priority)
{
  g_autofree char *path = g_strconcat (RESOURCES "/style/", name, NULL);
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  if (priority > 0)
    gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                GTK_STYLE_PROVIDER (provider), priority);
  return provider;
}

/* What both programs look like, and what @sheet adds. */
static void
init (const char *sheet, const char *sheet_contrast)
{
  GdkDisplay *display = gdk_display_get_default ();

  adw_init ();
  stipple_scrolled_let_go ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), RESOURCES "/icons");

  g_object_unref (add_sheet ("tokens.css", GTK_STYLE_PROVIDER_PRIORITY_APPLICATION));
  g_object_unref (add_sheet (sheet, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION));
  contrast = add_sheet (sheet_contrast, 0);
  g_object_set (gtk_settings_get_for_display (display), "gtk-font-name", STIPPLE_TYPEFACES " 12",
                NULL);
}

void
stipple_style_init (void)
{
  if (contrast != NULL)
    return;

  init ("kiosk.css", "tokens-contrast.css");
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DPI_100 * text_scale / 100,
                "gtk-xft-antialias", 1, "gtk-xft-hinting", 0, "gtk-label-select-on-focus", FALSE,
                "gtk-entry-select-on-focus", FALSE, "gtk-error-bell", FALSE, NULL);
}

void
stipple_style_init_desk (void)
{
  if (contrast == NULL)
    init ("desk.css", "desk-contrast.css");
}

void
stipple_style_set_text_scale (int percent)
{
  g_return_if_fail (percent >= 100 && percent <= 200);

  if (text_scale == percent)
    return;

  text_scale = percent;
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DPI_100 * percent / 100, NULL);
}

int
stipple_style_get_text_scale (void)
{
  return text_scale;
}

void
stipple_style_set_high_contrast (gboolean high_contrast)
{
  GdkDisplay *display = gdk_display_get_default ();

  g_return_if_fail (contrast != NULL);

  if (stipple_style_get_high_contrast () == !!high_contrast)
    return;

  high_contrast_on = !!high_contrast;
  if (high_contrast)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (contrast),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (contrast));
}

gboolean
stipple_style_get_high_contrast (void)
{
  return high_contrast_on;
}

void
stipple_style_set_reduce_motion (gboolean reduce_motion)
{
  if (stipple_style_get_reduce_motion () != !!reduce_motion)
    g_object_set (gtk_settings_get_default (), "gtk-enable-animations", !reduce_motion, NULL);
}

gboolean
stipple_style_get_reduce_motion (void)
{
  gboolean animations = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animations, NULL);
  return !animations;
}
