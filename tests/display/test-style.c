// SPDX-License-Identifier: GPL-3.0-or-later
/* The sheets: every colour named, contrast as promised, the text scale, high contrast, icons. */
#include "display-test.h"
#include "widgets/style.h"

#include <math.h>

static GdkRGBA
lookup (const char *name)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (""));
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    g_test_message ("no colour %s", name);
  g_assert_true (
      gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color));
  return color;
}

/* WCAG 2.1, relative luminance and contrast ratio. */
static double
channel (double value)
{
  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const char *name)
{
  GdkRGBA color = lookup (name);

  return 0.2126 * channel (color.red) + 0.7152 * channel (color.green)
         + 0.0722 * channel (color.blue);
}

static double
contrast (const char *a, const char *b)
{
  double first = luminance (a);
  double second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

static const struct
{
  const char *text;
  const char *ground;
  double least;
} pairs[] = {
  { "ink", "paper", 7 },
  { "ink", "card", 7 },
  { "ink", "card_tint", 7 },
  { "ink", "pressed", 7 },
  { "ink", "ok_soft", 7 },
  { "ink", "caution_soft", 7 },
  { "ink", "stop_soft", 7 },
  { "ink", "copper_soft", 7 },
  { "ink", "primary_soft", 7 },
  { "night_ink", "night", 7 },
  { "night", "night_ink", 7 },
  { "on_ink", "ink", 7 },
  { "on_primary", "primary", 7 },
  { "ink", "skin_top", 7 },
  { "ink", "skin_upper", 7 },
  { "ink", "skin_lower", 7 },
  { "muted", "paper", 4.5 },
  { "muted", "card", 4.5 },
  { "muted", "card_tint", 4.5 },
  { "night_muted", "night", 4.5 },
  { "primary", "primary_soft", 4.5 },
  { "primary", "card", 4.5 },
  { "copper_ink", "copper_soft", 4.5 },
  { "caution_ink", "caution_soft", 4.5 },
  { "caution", "card", 4.5 },
  { "caution", "caution_soft", 4.5 },
  { "copper", "card", 4.5 },
  { "ok", "ok_soft", 4.5 },
  { "ok", "card", 4.5 },
  { "stop", "stop_soft", 4.5 },
  { "stop", "card", 4.5 },
  { "stop", "paper", 4.5 },
  { "edge", "card", 3 },
  { "edge", "paper", 3 },
  { "edge", "copper_soft", 2.8 },
  { "night_edge", "night", 3 },
  { "copper", "copper_soft", 3 },
  { "qr_ink", "qr_paper", 7 },
};

static void
check_contrast (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      double ratio = contrast (pairs[i].text, pairs[i].ground);

      if (ratio < pairs[i].least)
        g_test_message ("%s on %s: %.2f", pairs[i].text, pairs[i].ground, ratio);
      g_assert_cmpfloat (ratio, >=, pairs[i].least);
    }
}

static void
test_contrast (void)
{
  check_contrast ();
}

static void
test_contrast_when_high (void)
{
  stipple_style_set_high_contrast (TRUE);
  check_contrast ();
  g_assert_cmpfloat (contrast ("muted", "paper"), >, 20);
  g_assert_cmpfloat (contrast ("edge", "card"), >, 20);
  stipple_style_set_high_contrast (FALSE);
}

static void
test_high_contrast_and_back (void)
{
  GdkRGBA before = lookup ("paper");
  GdkRGBA white = { 1, 1, 1, 1 };
  GdkRGBA during, after;

  g_assert_false (stipple_style_get_high_contrast ());
  stipple_style_set_high_contrast (TRUE);
  stipple_style_set_high_contrast (TRUE);
  g_assert_true (stipple_style_get_high_contrast ());
  during = lookup ("paper");
  g_assert_true (gdk_rgba_equal (&during, &white));
  stipple_style_set_high_contrast (FALSE);
  after = lookup ("paper");
  g_assert_true (gdk_rgba_equal (&before, &after));
}

static char *
read_sheet (const char *name)
{
  g_autofree char *path = g_strconcat ("/stipple/widgets/style/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  g_assert_nonnull (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_only_tokens_have_colours (void)
{
  g_autofree char *sheet = read_sheet ("kiosk.css");

  g_assert_false (g_regex_match_simple ("#[0-9A-Fa-f]{3}|rgb|hsl", sheet, 0, 0));
  g_assert_false (g_regex_match_simple (":hover", sheet, 0, 0));
  g_assert_false (g_regex_match_simple ("font-size: *[0-9.]+px", sheet, 0, 0));
}

/* Every @name in the sheet is a colour that the tokens define. */
static void
test_every_colour_is_named (void)
{
  g_autofree char *sheet = read_sheet ("kiosk.css");
  g_autoptr (GRegex) regex = g_regex_new ("@([a-z_]+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int n = 0;

  for (g_regex_match (regex, sheet, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      lookup (name);
      n++;
    }
  g_assert_cmpint (n, >, 100);
}

static void
on_parsing_error (GtkCssProvider *provider, GtkCssSection *section, GError *error, gpointer data)
{
  g_test_message ("%s", error->message);
  (*(int *) data)++;
}

static void
test_sheets_parse (void)
{
  static const char *const names[] = { "tokens.css", "tokens-contrast.css", "kiosk.css" };
  int errors = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strconcat ("/stipple/widgets/style/", names[i], NULL);

      g_signal_connect (provider, "parsing-error", G_CALLBACK (on_parsing_error), &errors);
      gtk_css_provider_load_from_resource (provider, path);
    }
  g_assert_cmpint (errors, ==, 0);
}

/* Text */

static int
line_height (const char *style_class)
{
  GtkWidget *label = gtk_label_new ("Text");
  GtkWindow *window = NULL;
  int height;

  gtk_widget_add_css_class (label, style_class);
  window = display_test_show (label);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_window_destroy (window);
  return height;
}

static void
test_type_scale (void)
{
  static const struct
  {
    const char *name;
    int line;
  } classes[] = { { "display", 80 }, { "title", 56 },   { "heading", 44 },
                  { "body", 40 },    { "caption", 32 }, { "hero", 108 } };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_assert_cmpint (line_height (classes[i].name), >=, classes[i].line - 1);
      g_assert_cmpint (line_height (classes[i].name), <=, classes[i].line + 1);
    }
}

static void
test_text_scale (void)
{
  for (int i = 0; stipple_style_text_scales[i] != 0; i++)
    {
      int percent = stipple_style_text_scales[i];

      stipple_style_set_text_scale (percent);
      g_assert_cmpint (stipple_style_get_text_scale (), ==, percent);
      g_assert_cmpint (ABS (line_height ("body") - 40 * percent / 100), <=, 1);
      g_assert_cmpint (ABS (line_height ("display") - 80 * percent / 100), <=, 2);
    }
  stipple_style_set_text_scale (100);
  g_assert_cmpint (ABS (line_height ("body") - 40), <=, 1);
}

static void
test_touch_targets (void)
{
  static const struct
  {
    const char *name;
    int least;
  } classes[] = { { "pill-button", 104 }, { "round-button", 72 }, { "chip", 72 },
                  { "choice", 72 },       { "tile", 72 },         { "field-part", 72 } };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      GtkWidget *button = gtk_button_new_with_label ("No");
      GtkWindow *window = NULL;
      int width, height;

      gtk_widget_add_css_class (button, classes[i].name);
      window = display_test_show (button);
      gtk_widget_measure (button, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_assert_cmpint (height, >=, classes[i].least);
      g_assert_cmpint (width, >=, 72);
      gtk_window_destroy (window);
    }
}

static void
test_reduce_motion (void)
{
  gboolean animations;

  stipple_style_set_reduce_motion (FALSE);
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animations, NULL);
  g_assert_true (animations);
  stipple_style_set_reduce_motion (TRUE);
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animations, NULL);
  g_assert_false (animations);
  g_assert_true (stipple_style_get_reduce_motion ());
}

/* Icons */

static void
test_icons (void)
{
  static const char *const names[] = { "check", "clock",    "contrast", "cross", "down",
                                       "eye",   "info",     "minus",    "next",  "physician",
                                       "plus",  "previous", "search",   "stop",  "text-size",
                                       "undo",  "warning" };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("stipple-%s-symbolic", names[i]);

      if (!gtk_icon_theme_has_icon (theme, name))
        g_test_message ("no icon %s", name);
      g_assert_true (gtk_icon_theme_has_icon (theme, name));
    }
}

static char *
icon_uri (GtkTextDirection direction)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme, "stipple-next-symbolic", NULL, 32, 1, direction, 0);
  g_autoptr (GFile) file = gtk_icon_paintable_get_file (icon);

  return g_file_get_uri (file);
}

static void
test_icons_mirror (void)
{
  g_autofree char *ltr = icon_uri (GTK_TEXT_DIR_LTR);
  g_autofree char *rtl = icon_uri (GTK_TEXT_DIR_RTL);

  g_assert_true (g_str_has_suffix (ltr, "stipple-next-symbolic.svg"));
  g_assert_true (g_str_has_suffix (rtl, "stipple-next-symbolic-rtl.svg"));
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/style/contrast", test_contrast);
  g_test_add_func ("/style/contrast-when-high", test_contrast_when_high);
  g_test_add_func ("/style/high-contrast-and-back", test_high_contrast_and_back);
  g_test_add_func ("/style/only-tokens-have-colours", test_only_tokens_have_colours);
  g_test_add_func ("/style/every-colour-is-named", test_every_colour_is_named);
  g_test_add_func ("/style/sheets-parse", test_sheets_parse);
  g_test_add_func ("/style/type-scale", test_type_scale);
  g_test_add_func ("/style/text-scale", test_text_scale);
  g_test_add_func ("/style/touch-targets", test_touch_targets);
  g_test_add_func ("/style/reduce-motion", test_reduce_motion);
  g_test_add_func ("/style/icons", test_icons);
  g_test_add_func ("/style/icons-mirror", test_icons_mirror);
  return g_test_run ();
}
